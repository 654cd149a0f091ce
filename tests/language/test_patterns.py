from __future__ import annotations

import pytest

from policy_audit.language.patterns import PatternIndex
from policy_audit.language.tokens import tokenise


def found(pattern, text):
    words = tokenise(text).words
    return [" ".join(words[match.first : match.last + 1]) for match in PatternIndex([("key", pattern)]).find(words)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("publish", "We published it and are publishing more", ["published", "publishing"]),
        ("=publish", "We published it", []),
        ("co-worker", "co-worker, co worker, coworkers", ["co worker", "co worker", "coworkers"]),
        ("take … action", "We took swift and firm action", ["took swift and firm action"]),
        ("take … action", "We took one two three four five action", []),
        (
            "publish (our) pay gap",
            "publishing our pay gaps; publish pay gap",
            ["publishing our pay gaps", "publish pay gap"],
        ),
        ("# year", "within 12 years", ["12 years"]),
        ("ally*", "allyship and allies", ["allyship"]),
        ("take/make part", "made part, took part", ["made part", "took part"]),
        ("men's health", "Men’s health", ["men 's health"]),
        ("a _ manager", "a line manager", ["a line manager"]),
        ("organise", "organised and organizing", ["organised", "organizing"]),
        ("will", "the willing wills", []),
    ],
)
def test_pattern(pattern, text, expected):
    assert found(pattern, text) == expected


def test_overlapping_terms_are_all_given():
    words = tokenise("pay gap report").words
    index = PatternIndex([("short", "pay gap"), ("long", "pay gap report"), ("tail", "report")])
    assert {match.key for match in index.find(words)} == {"short", "long", "tail"}


def test_nothing_is_found_outside_the_range_asked_for():
    words = tokenise("pay gap and pay gap").words
    index = PatternIndex([("key", "pay gap")])
    assert [match.first for match in index.find(words, 1, 5)] == [3]
    assert list(index.find(words, 0, 1)) == []
