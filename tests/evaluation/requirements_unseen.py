"""Scores the requirements stage on short policies of many house styles, labelled before they were first run.

Usage: requirements_unseen.py [DOCUMENT…]   (prints every answer that differs, then the figures for "satisfied")

`labels.jsonl` names for each document the requirements it satisfies and those two readers could differ on (not
scored); every other requirement of `ids.json` is not satisfied.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from requirements_dev import results_of

from policy_audit.config import Settings
from policy_audit.extract import ReadFailure
from policy_audit.extract.read import read_documents
from policy_audit.ruleset.load import load_ruleset

FOLDER = Path(__file__).with_name("requirements") / "unseen"


def main() -> None:
    """Print what differs and the figures."""
    wanted_ids = json.loads((FOLDER / "ids.json").read_text(encoding="utf-8"))
    ruleset, settings = load_ruleset(), Settings(audit_date=date(2026, 11, 21))
    cells: Counter[str] = Counter()
    for line in (FOLDER / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if sys.argv[1:] and row["doc"] not in sys.argv[1:]:
            continue
        document = next(read_documents(FOLDER / f"{row['doc']}.md"))
        if isinstance(document, ReadFailure):
            raise SystemExit(f"{row['doc']} cannot be read")
        found = {one.id: one for one in results_of(document, ruleset, settings)}
        for name in wanted_ids:
            if name in row["unsure"]:
                continue
            said, true = found[name].level.rank >= 2, name in row["satisfied"]
            cell = ("tp" if said else "fn") if true else ("fp" if said else "tn")
            cells[cell] += 1
            if cell in ("fn", "fp"):
                text = document.slice(found[name].evidence[0].span) if found[name].evidence else ""
                words = " ".join(text.split())[:140]
                print(cell, row["doc"], name, found[name].level.value, list(found[name].missing), "|", words)
    precision = cells["tp"] / max(1, cells["tp"] + cells["fp"])
    recall = cells["tp"] / max(1, cells["tp"] + cells["fn"])
    harmonic = 2 * precision * recall / max(1e-9, precision + recall)
    print(dict(cells), f"precision {precision:.3f} recall {recall:.3f} f1 {harmonic:.3f}")


if __name__ == "__main__":
    main()
