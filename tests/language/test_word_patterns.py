"""Wording patterns: what an optional token stands for."""

from __future__ import annotations

import pytest

from policy_audit.language.word_patterns import parse_pattern
from policy_audit.ruleset.language import load_language
from policy_audit.stages.wording.examples import found_by


@pytest.mark.parametrize("ale", ["a lively ale", "a lively dry ale"])
def test_one_token_or_none_in_a_context(ale: str) -> None:
    lexicon = load_language()
    entry = next(entry for entry in lexicon.entries if entry.id == "age-youth-coded.energetic")
    assert found_by(lexicon, entry, f"Sell {ale} at the bar.") == []
    assert found_by(lexicon, entry, "Join a lively team at the bar.")


def test_brackets_add_nothing_to_a_gap() -> None:
    slots = load_language().slots
    bare, bracketed = (parse_pattern(f"depressing the {gap} pedal", slots) for gap in ("…1", "(…1)"))
    assert bracketed.elements == bare.elements
