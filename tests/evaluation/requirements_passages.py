"""Judges the passages written for these tests and lists those that come out otherwise.

Usage: requirements_passages.py [PREFIX-OF-ID ...]
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from requirements_dev import results_of
from requirements_examples import SETTINGS

from policy_audit.extract.read import read_bytes
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.types import Document
from policy_audit.types import RequirementResult

PASSAGES = Path(__file__).resolve().parents[2] / "training" / "requirements" / "many-kinds-of-organisation.toml"


def verdicts(ruleset: Ruleset) -> Iterator[tuple[str, bool, RequirementResult]]:
    """Text, whether it should pass, and the answer, for every (passage, requirement) pair."""
    for row in tomllib.loads(PASSAGES.read_text(encoding="utf-8"))["passage"]:
        document = next(read_bytes(row["text"].strip().encode(), "passage.md"))
        assert isinstance(document, Document)
        found = {one.id: one for one in results_of(document, ruleset, SETTINGS)}
        for wanted, names in ((True, row.get("pass", ())), (False, row.get("fail", ()))):
            for name in names:
                yield row["text"], wanted, found[name]


def main() -> None:
    """Print what comes out otherwise, and the share that does not."""
    total = right = 0
    for text, wanted, result in verdicts(load_ruleset()):
        if sys.argv[1:] and not result.id.startswith(tuple(sys.argv[1:])):
            continue
        met = result.level.rank >= 2
        total, right = total + 1, right + (met == wanted)
        if met != wanted:
            words = " ".join(text.split())[:160]
            print(f"{result.id} should {'pass' if wanted else 'fail'}: {result.level.value} {result.missing} | {words}")
    print(f"{right} of {total} right ({right / total:.3f})")


if __name__ == "__main__":
    main()
