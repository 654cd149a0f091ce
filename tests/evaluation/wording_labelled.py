"""Figures for the wording stage on two labelled tables: generic pronouns and gender coding of adverts.

python tests/evaluation/wording_labelled.py PRONOUNS.csv CODING.csv
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from wording_cases import findings_of
from wording_cases import names
from wording_cases import ratio
from wording_cases import reading_of

from policy_audit.config import Settings
from policy_audit.ruleset.language import load_language
from policy_audit.stages.wording.check import check_wording
from policy_audit.types import KindResult

ADVERT = KindResult(("job-advert",), 0.95)
GENERIC = ("gendered-generic.generic-he", "gendered-generic.generic-she")


def rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pronouns(path: Path) -> dict[str, float]:
    """Precision and recall of “generic he or she” against the label Positive."""
    lexicon, roles, cells = load_language(), names(), Counter[str]()
    for row in rows(path):
        said = any(one.rule in GENERIC for one in findings_of(row["sentence"], lexicon, roles))
        cells[("tp" if said else "fn") if row["label"] == "Positive" else ("fp" if said else "tn")] += 1
    return {
        **cells,
        "precision": ratio(cells["tp"], cells["tp"] + cells["fp"]),
        "recall": ratio(cells["tp"], cells["tp"] + cells["fn"]),
    }


def coding(path: Path) -> dict[str, int]:
    """How often our balance speaks, by the verdict of the published prefix count."""
    lexicon, roles, seen = load_language(), names(), Counter[str]()
    for row in rows(path):
        found = check_wording(reading_of(row["description"], roles), ADVERT, lexicon, Settings())
        told = any(one.rule == "gender-coding-balance" for one in found)
        seen[f"{row['result']}: {'told' if told else 'silent'}"] += 1
    return dict(sorted(seen.items()))


if __name__ == "__main__":
    print(pronouns(Path(sys.argv[1])))
    print(coding(Path(sys.argv[2])))
