"""Every example in the lexicon gives the result it promises; every check has one that passes and one that does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_audit.ruleset.adverts import AdvertLexicon
from policy_audit.ruleset.adverts import load_adverts
from policy_audit.types import RequirementResult

EXAMPLES = [
    pytest.param(check.id, example, id=f"{check.id}-{number}-{example.result}")
    for check in load_adverts().checks.values()
    for number, example in enumerate(check.examples)
]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example(name: str, example: object, check: Callable[..., dict[str, RequirementResult]]) -> None:
    result = check(example.text, example.findings)[name]  # type: ignore[attr-defined]
    assert result.result == example.result, result.note  # type: ignore[attr-defined]


def test_every_check_has_an_example_that_passes_and_one_that_fails(lexicon: AdvertLexicon) -> None:
    for one in lexicon.checks.values():
        results = {example.result for example in one.examples}
        assert results & {"missing", "weak"}, one.id
        assert results & {"present", "na"}, one.id


def test_all_hundred_checks_of_the_catalogue_are_there(lexicon: AdvertLexicon) -> None:
    groups = {
        "EDI": 10, "ADJ": 10, "PAY": 7, "HRS": 5, "LOC": 3, "DATE": 4, "REQ": 15, "APP": 10, "LAW": 16, "READ": 10,
        "BEN": 10,
    }
    expected = [f"ADV-{group}-{number:02}" for group, size in groups.items() for number in range(1, size + 1)]
    assert list(lexicon.checks) == expected
    assert len(expected) == 100
