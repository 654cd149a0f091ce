"""Passages in the wording of many kinds of organisation, written for these tests."""

from __future__ import annotations

import sys
from pathlib import Path

from requirements_documents import ruleset

sys.path.insert(0, str(Path(__file__).parents[1] / "evaluation"))

from requirements_passages import verdicts


def test_passages_pass_or_fail_as_read():
    wrong = [
        (result.id, wanted, " ".join(text.split())[:80])
        for text, wanted, result in verdicts(ruleset())
        if (result.level.rank >= 2) != wanted
    ]
    assert wrong == []
