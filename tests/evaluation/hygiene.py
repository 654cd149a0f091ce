"""Agreement of the document fields with gold requirement levels, without the command line.

python tests/evaluation/hygiene.py GOLD.jsonl DOCUMENT_FOLDER
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from policy_audit.config import Settings
from policy_audit.extract.read import read_documents
from policy_audit.language.reading import read
from policy_audit.language.units import provision_units
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.hygiene import DocumentFields
from policy_audit.stages.hygiene import document_fields
from policy_audit.stages.strength import score_units
from policy_audit.types import Document

FIELDS = {
    "policy.owner": "owner",
    "policy.version": "version",
    "policy.approval": "approval",
    "policy.effective-date": "effective_date",
    "policy.review-date": "review_date",
    "policy.scope": "scope",
    "policy.alternative-formats": "alternative_formats",
}
SETTINGS = Settings(audit_date=date(2026, 11, 21))


def fields_of(document: Document) -> DocumentFields:
    """All fields of a document."""
    ruleset = load_ruleset()
    reading = read(document, ruleset.section_names)
    scored = score_units(reading, provision_units(reading), ruleset.commitment, SETTINGS)
    return document_fields(reading, scored, SETTINGS)


def main() -> None:
    """Print every disagreement and the exact and pass-or-fail agreement of each field."""
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line.strip()]
    gold = {(row["doc"], row["req"]): row for row in rows if "req" in row}
    files = {path.stem: path for path in Path(sys.argv[2]).rglob("*") if path.is_file()}
    tally = {name: [0, 0, 0] for name in FIELDS}
    for name in sorted({row["doc"] for row in rows if "doc" in row}):
        document = next(one for one in read_documents(files[name]) if isinstance(one, Document))
        fields = fields_of(document)
        for requirement, field in FIELDS.items():
            row = gold.get((name, requirement), {"level": 0, "sure": "y"})
            if row["sure"] == "n":
                continue
            value = fields.named(field)
            said = value.level.rank
            tally[requirement][0] += 1
            tally[requirement][1] += said == row["level"]
            tally[requirement][2] += (said >= 2) == (row["level"] >= 2)
            if (said >= 2) != (row["level"] >= 2) or said != row["level"]:
                print(f"{requirement} {name} gold {row['level']} said {said} | {value.value[:140]!r} {value.note}")
    for requirement, (count, exact, passed) in tally.items():
        print(f"{requirement}: n {count} exact {exact} pass or fail {passed}")


if __name__ == "__main__":
    main()
