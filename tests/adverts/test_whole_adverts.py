"""Adverts as employers write them, from title to last line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policy_audit.types import RequirementResult

sys.path.insert(0, str(Path(__file__).parent))
from adverts_in_full import HOSPITAL
from adverts_in_full import WHOLE

Check = Callable[..., dict[str, RequirementResult]]


@pytest.mark.parametrize("name", WHOLE)
def test_whole_advert(name: str, check: Check) -> None:
    text, expected = WHOLE[name]
    results = check(text)
    assert {one: str(results[one].result) for one in expected} == expected


def test_the_same_advert_in_windows_line_ends_gives_the_same(check: Check) -> None:
    plain, windows = check(HOSPITAL), check(HOSPITAL.replace("\n", "\r\n"))
    assert [one.result for one in plain.values()] == [one.result for one in windows.values()]
