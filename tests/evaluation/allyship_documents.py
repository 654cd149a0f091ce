"""Judges the allyship-rich documents of this folder and compares with the levels given by reading.

The documents are of made-up organisations. `allyship/labels.jsonl` begins with the requirements read, then has a row
for each document and one for each pair of document and requirement above level 0. Rows with `sure` "n" are not scored.

Usage: allyship_documents.py [DOCUMENT ...]   (prints the figures and every mistake)
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from requirements_dev import documents_of
from requirements_dev import results_of

from policy_audit.config import Settings
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.requirements.outcome import passes

FOLDER = Path(__file__).resolve().parents[2] / "training" / "documents" / "allyship"
SETTINGS = Settings(audit_date=date(2026, 11, 21))
LEVELS = ("absent", "mentioned", "committed", "full")


@dataclass(frozen=True, slots=True)
class Judged:
    """One decision: the level by reading and by the tool, and whether each passes."""

    document: str
    requirement: str
    read: int
    found: int
    should_pass: bool
    passed: bool


def labels() -> tuple[list[str], dict[tuple[str, str], int], set[tuple[str, str]], set[str]]:
    """Requirements read, level by (document, requirement), the pairs in doubt, and the documents."""
    rows = [json.loads(line) for line in (FOLDER / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    graded = [row for row in rows if "req" in row]
    levels = {(row["doc"], row["req"]): int(row["level"]) for row in graded}
    doubtful = {(row["doc"], row["req"]) for row in graded if row["sure"] != "y"}
    return rows[0]["ids"], levels, doubtful, {row["doc"] for row in rows if "doc" in row}


def judged(ruleset: Ruleset, only: set[str] | None = None) -> Iterator[Judged]:
    """Every decision that is not in doubt, by document and requirement."""
    wanted, levels, doubtful, names = labels()
    for document in documents_of(FOLDER, only or names):
        name = Path(document.path).stem
        for result in results_of(document, ruleset, SETTINGS):
            pair = (name, result.id)
            if result.id in wanted and pair not in doubtful:
                requirement = ruleset.catalogue.requirements[result.id]
                read = levels.get(pair, 0)
                found = LEVELS.index(result.level.value)
                should_pass = read >= LEVELS.index(requirement.passing)
                yield Judged(name, result.id, read, found, should_pass, passes(requirement, result.level))


def satisfied_f1(rows: list[Judged]) -> tuple[float, float, float]:
    """Precision, recall and F1 of "satisfied"."""
    both = sum(row.should_pass and row.passed for row in rows)
    found, there = sum(row.passed for row in rows), sum(row.should_pass for row in rows)
    precision, recall = both / max(1, found), both / max(1, there)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def level_kappa(rows: list[Judged]) -> float:
    """Quadratic weighted kappa of the four levels."""
    total, span = len(rows), (len(LEVELS) - 1) ** 2
    read, found = Counter(row.read for row in rows), Counter(row.found for row in rows)
    seen = sum((row.read - row.found) ** 2 for row in rows) / span / total
    chance = sum((a - b) ** 2 / span * read[a] * found[b] for a in read for b in found) / total**2
    return 1 - seen / chance


def main() -> None:
    """Print figures and mistakes."""
    rows = list(judged(load_ruleset(), set(sys.argv[1:]) or None))
    for row in rows:
        if row.should_pass != row.passed:
            wrong = "missed" if row.should_pass else "false alarm"
            print(f"{wrong}: {row.document} {row.requirement} read {LEVELS[row.read]}, found {LEVELS[row.found]}")
    precision, recall, f1 = satisfied_f1(rows)
    kappa = level_kappa(rows)
    print(f"decisions {len(rows)}: satisfied P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, level kappa {kappa:.3f}")


if __name__ == "__main__":
    main()
