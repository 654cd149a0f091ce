from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policy_audit.language.tokens import fold
from policy_audit.language.tokens import tokenise


def test_possessive_is_a_token_of_its_own_and_other_apostrophes_are_not():
    assert tokenise("The Chairman’s team don't work 9 o'clock").words == [
        "the",
        "chairman",
        "'s",
        "team",
        "don't",
        "work",
        "9",
        "o'clock",
    ]


def test_hyphens_separate():
    assert tokenise("co-worker").words == ["co", "worker"]


@given(st.text())
def test_every_token_stands_where_it_says(text):
    tokens = tokenise(text)
    for start, end, word in zip(tokens.starts, tokens.ends, tokens.words, strict=True):
        assert start < end
        assert fold(text[start:end]) == word
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
