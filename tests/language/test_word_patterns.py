"""Wording patterns: what an optional token stands for."""

from __future__ import annotations

import pytest

from policy_audit.ruleset.language import load_language
from policy_audit.stages.wording.examples import found_by


@pytest.mark.parametrize("ale", ["a lively ale", "a lively dry ale"])
def test_one_token_or_none_in_a_context(ale: str) -> None:
    lexicon = load_language()
    entry = next(entry for entry in lexicon.entries if entry.id == "age-youth-coded.energetic")
    assert found_by(lexicon, entry, f"Sell {ale} at the bar.") == []
    assert found_by(lexicon, entry, "Join a lively team at the bar.")
