from __future__ import annotations

import pytest

from policy_audit.language.readability import is_passive
from policy_audit.language.readability import readability
from policy_audit.language.readability import syllables


@pytest.mark.parametrize(
    ("word", "number"),
    [("cat", 1), ("table", 2), ("stage", 1), ("asked", 1), ("wanted", 2), ("manager", 3), ("organisation", 5),
     ("houses", 2), ("equality", 4), ("people", 2), ("experience", 4), ("being", 2), ("create", 2)],
)
def test_syllables(word: str, number: int) -> None:
    assert syllables(word) == number


@pytest.mark.parametrize("sentence", ["letters are written daily", "visits will be planned", "it was quickly done"])
def test_passive(sentence: str) -> None:
    assert is_passive(sentence.split())


@pytest.mark.parametrize("sentence", ["you plan the visits", "we are committed to you", "the office is based in leeds"])
def test_active(sentence: str) -> None:
    assert not is_passive(sentence.split())


def test_grade_rises_with_long_words_and_sentences() -> None:
    plain = readability([["you", "will", "keep", "the", "books"], ["you", "talk", "to", "staff"]])
    heavy = readability([["organisational", "documentation", "necessitates", "comprehensive", "administration"] * 5])
    assert plain.grade < 4
    assert heavy.grade > 20
    assert plain.mean_sentence == 4.5
    assert heavy.longest_sentence == 25


def test_nothing_to_read() -> None:
    assert readability([]).words == 0
    assert readability([["2026"], ["a"]]).sentences == 0
