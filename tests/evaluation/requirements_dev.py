"""Runs the requirements stage over labelled documents, without the command line, and writes JSON as in the contract.

Usage: requirements_dev.py FOLDER OUT.json [GOLD.jsonl]   (with GOLD, only the documents it names)
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from policy_audit.config import Settings
from policy_audit.extract import ReadFailure
from policy_audit.extract.read import read_documents
from policy_audit.language.reading import read
from policy_audit.language.units import provision_units
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.hygiene import document_fields
from policy_audit.stages.requirements import check_requirements
from policy_audit.stages.strength import score_units
from policy_audit.types import Document
from policy_audit.types import KindResult
from policy_audit.types import RequirementResult


def results_of(
    document: Document, ruleset: Ruleset, settings: Settings, kind: str = "edi-policy"
) -> list[RequirementResult]:
    """Every requirement's answer for one document; no wording findings."""
    reading = read(document, ruleset.section_names)
    scored = score_units(reading, provision_units(reading), ruleset.commitment, settings)
    fields = document_fields(reading, scored, settings)
    kinds = KindResult((kind,), 1.0)
    return list(check_requirements(reading, scored, fields, (), kinds, ruleset.catalogue, settings))


def documents_of(folder: Path, names: set[str]) -> Iterator[Document]:
    """The readable documents of a folder, those named when names are given."""
    for path in sorted(folder.iterdir()):
        if path.suffix != ".csv" and (not names or path.stem in names):
            for document in read_documents(path):
                if not isinstance(document, ReadFailure):
                    yield document


def main() -> None:
    """Read, judge, write; says how long judging took."""
    from datetime import date

    names: set[str] = set()
    if len(sys.argv) > 3:
        rows = [json.loads(line) for line in Path(sys.argv[3]).read_text(encoding="utf-8").splitlines() if line.strip()]
        names = {row["doc"] for row in rows if "doc" in row}
    ruleset, settings = load_ruleset(), Settings(audit_date=date(2026, 11, 21))
    documents = []
    for document in documents_of(Path(sys.argv[1]), names):
        began = time.process_time()
        results = results_of(document, ruleset, settings)
        requirements = [
            {
                "id": one.id,
                "level": one.level.value,
                "missing": list(one.missing),
                "note": one.note,
                "evidence": [{"text": document.slice(e.span), "strength": e.strength} for e in one.evidence],
            }
            for one in results
        ]
        documents.append({"path": document.path, "requirements": requirements, "seconds": time.process_time() - began})
    Path(sys.argv[2]).write_text(json.dumps({"documents": documents}), encoding="utf-8")


if __name__ == "__main__":
    main()
