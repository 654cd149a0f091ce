"""Runs the advert checks over a folder of adverts and writes the results in the shape of the JSON report.

    python tests/evaluation/adverts_dev.py ../shared/corpus/adverts out.json [name …]

The file holds just what a scorer of advert checks needs: path, kinds, and id and result of each check.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from policy_audit.config import Settings
from policy_audit.extract.read import read_documents
from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.adverts import advert_score
from policy_audit.stages.adverts import check_advert
from policy_audit.types import Document
from policy_audit.types import Finding
from policy_audit.types import KindResult

SUFFIXES = {".md", ".html", ".docx", ".pdf", ".txt", ".odt"}


def readings(folder: Path, names: list[str], ruleset: Ruleset) -> Iterator[Reading]:
    """Every readable document of a folder, or of the names given, prepared for the stages."""
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES and (not names or any(path.stem.startswith(name) for name in names)):
            for document in read_documents(path):
                if isinstance(document, Document):
                    yield read(document, ruleset.section_names)
                else:
                    print(f"not read: {path.name}: {document.error.message}", file=sys.stderr)


def wording_of(reading: Reading, kinds: KindResult, ruleset: Ruleset, settings: Settings) -> tuple[Finding, ...]:
    """Wording findings where that stage is installed, so that checks resting on it can be looked at too."""
    try:
        from policy_audit.stages.wording import check_wording
    except ImportError:
        return ()
    return tuple(check_wording(reading, kinds, ruleset.language, settings))


def kinds_of(reading: Reading, ruleset: Ruleset, settings: Settings) -> KindResult:
    """The kind the kind stage finds."""
    from policy_audit.stages.kind import classify_kind

    return classify_kind(reading, ruleset.kinds, settings)


def main(folder: str, output: str, *names: str) -> int:
    """Check the folder and write the results."""
    ruleset, settings = load_ruleset(), Settings()
    lexicon = ruleset.adverts
    documents, words, spent = [], 0, 0.0
    for reading in readings(Path(folder), list(names), ruleset):
        kinds = kinds_of(reading, ruleset, settings)
        wording = wording_of(reading, kinds, ruleset, settings)
        began = time.process_time()
        results = list(check_advert(reading, wording, kinds, lexicon, settings))
        spent += time.process_time() - began
        words += len(reading.tokens)
        score = advert_score(results, lexicon)
        documents.append({
            "path": reading.document.path,
            "kinds": list(kinds.kinds),
            "score": score.points,
            "edits": list(score.edits),
            "requirements": [
                {"id": one.id, "result": one.result, "note": one.note,
                 "evidence": [reading.text(evidence.span) for evidence in one.evidence]}
                for one in results
            ],
        })
    Path(output).write_text(json.dumps({"documents": documents}, indent=1), encoding="utf-8")
    print(f"{len(documents)} documents, {words} words, {words / max(spent, 1e-9):,.0f} words a CPU second")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
