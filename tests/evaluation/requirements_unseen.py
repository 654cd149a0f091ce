"""Scores the requirements stage on short policies of many house styles, labelled before they were first run.

Usage: requirements_unseen.py [DOCUMENT…]   (prints every answer that differs, then the figures for "satisfied")

`labels.jsonl` names for each document the requirements it satisfies and those two readers could differ on (not
scored); every other requirement of `ids.json` is not satisfied. Six rows were set aside as doubtful after the first run.
Before anything was mended the first eight documents gave precision 0.93 and recall 0.49, the next four 1.00 and 0.76,
the last four 0.93 and 0.83. The rules have been widened on these documents since, so today's figures are no longer blind.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from requirements_dev import results_of

from policy_audit.config import Settings
from policy_audit.extract import ReadFailure
from policy_audit.extract.read import read_documents
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.types import RequirementResult

FOLDER = Path(__file__).with_name("requirements") / "unseen"
SETTINGS = Settings(audit_date=date(2026, 11, 21))


@dataclass(frozen=True, slots=True)
class Answer:
    """One (document, requirement) pair: what the label says and what the stage says, with its first evidence."""

    document: str
    requirement: str
    satisfied: bool
    result: RequirementResult
    evidence: str

    @property
    def cell(self) -> str:
        """tp, fp, fn or tn."""
        said = self.result.level.rank >= 2
        return ("tp" if said else "fn") if self.satisfied else ("fp" if said else "tn")


def answers(ruleset: Ruleset, only: Sequence[str] = ()) -> Iterator[Answer]:
    """Every scored pair of the documents (or of those named)."""
    ids = json.loads((FOLDER / "ids.json").read_text(encoding="utf-8"))
    for line in (FOLDER / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if only and row["doc"] not in only:
            continue
        document = next(read_documents(FOLDER / f"{row['doc']}.md"))
        if isinstance(document, ReadFailure):
            raise SystemExit(f"{row['doc']} cannot be read")
        found = {one.id: one for one in results_of(document, ruleset, SETTINGS)}
        for name in ids:
            if name not in row["unsure"]:
                result = found[name]
                words = document.slice(result.evidence[0].span) if result.evidence else ""
                yield Answer(row["doc"], name, name in row["satisfied"], result, " ".join(words.split())[:140])


def figures(cells: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean for "satisfied"."""
    precision = cells["tp"] / max(1, cells["tp"] + cells["fp"])
    recall = cells["tp"] / max(1, cells["tp"] + cells["fn"])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Print what differs and the figures."""
    cells: Counter[str] = Counter()
    for one in answers(load_ruleset(), sys.argv[1:]):
        cells[one.cell] += 1
        if one.cell in ("fn", "fp"):
            missing = ", ".join(one.result.missing)
            print(one.cell, one.document, one.requirement, one.result.level.value, f"({missing})", "|", one.evidence)
    precision, recall, both = figures(cells)
    print(dict(cells), f"precision {precision:.3f} recall {recall:.3f} f1 {both:.3f}")


if __name__ == "__main__":
    main()
