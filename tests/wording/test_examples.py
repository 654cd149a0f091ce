"""Every entry is tested by its own examples: the flagged words are found, the clear sentences stay untouched."""

from __future__ import annotations

import pytest

from policy_audit.ruleset.language import load_language
from policy_audit.ruleset.language_values import LanguageEntry
from policy_audit.ruleset.language_values import LanguageLexicon
from policy_audit.stages.wording.examples import failures_of

LEXICON: LanguageLexicon = load_language()


@pytest.mark.parametrize("entry", LEXICON.entries, ids=lambda entry: entry.id)
def test_entry_keeps_its_promises(entry: LanguageEntry) -> None:
    assert list(failures_of(LEXICON, entry)) == []
