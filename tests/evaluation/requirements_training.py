"""How the shipped judgement answers the training passages: precision and recall by requirement, and the mistakes.

Usage: requirements_training.py [--errors] [--since N] [PREFIX-OF-ID ...]

A passage is judged as a document of its own. `--since N` leaves out the first N passages of each file: with it a fresh
round is looked at before anything is mended.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections import defaultdict
from pathlib import Path

from requirements_examples import judged

from policy_audit.ruleset.load import load_ruleset
from policy_audit.types import Level

FOLDER = Path(__file__).resolve().parents[2] / "training" / "requirements"


def main() -> None:
    """Print one line a requirement, and the sum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prefixes", nargs="*")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--since", type=int, default=0)
    arguments = parser.parse_args()
    ruleset = load_ruleset()
    cells: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(FOLDER.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get("passage", [])[arguments.since :]:
            name = row.get("requirement", "")
            if not name or (arguments.prefixes and not name.startswith(tuple(arguments.prefixes))):
                continue
            result = judged(ruleset.catalogue.requirements[name], row["text"].strip(), ruleset, "passage.md")
            truth, said = row["level"] >= Level.COMMITTED.rank, result.level.rank >= Level.COMMITTED.rank
            cell = "tp" if truth and said else "fp" if said else "fn" if truth else "tn"
            cells[name][cell] += 1
            if arguments.errors and cell in ("fp", "fn"):
                print(
                    f"{cell} {name} {row['level']}->{result.level.rank} {list(result.missing)} | {row['text'].strip()}"
                )
    for name, cell in sorted(cells.items()):
        print(line(name, cell))
    print(line("all", sum(cells.values(), Counter())))


def line(name: str, cell: Counter[str]) -> str:
    """Name, precision, recall, and the counts behind them."""
    precision = cell["tp"] / max(1, cell["tp"] + cell["fp"])
    recall = cell["tp"] / max(1, cell["tp"] + cell["fn"])
    return f"{name:40} P {precision:.2f} R {recall:.2f}  {dict(cell)}"


if __name__ == "__main__":
    main()
