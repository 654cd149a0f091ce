"""Outdated law is flagged by date and nation, and history is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from policy_audit.config import Profile
from policy_audit.config import Settings
from policy_audit.language.reading import read
from policy_audit.ruleset.law import load_law
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.hygiene.law import outdated_law
from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import Span
from policy_audit.types import TextAnchor


def found(text: str, on: date = date(2026, 11, 21), profile: Profile | None = None) -> list[str]:
    block = Block("paragraph", 0, Span(0, len(text)), TextAnchor(1, 1, 0))
    reading = read(Document("a.txt", "0" * 64, "txt", text, (block,)), load_ruleset().section_names)
    return [one.id for one in outdated_law(reading, Settings(audit_date=on, profile=profile or Profile()))]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("We comply with the Race Relations Act 1976.", ["race-relations-act"]),
        ("A satisfactory CRB check is required.", ["crb"]),
        ("Employees with 26 weeks' service may ask for flexible working.", ["flexible-working-26-weeks"]),
        ("The Equality Act 2010 replaced the Disability Discrimination Act 1995.", []),
        ("Before 2024 staff needed 26 weeks' service to ask for flexible working.", []),
        ("Maternity pay needs 26 weeks' service.", []),
        ("We take all reasonable steps to prevent sexual harassment.", []),
    ],
)
def test_outdated_law(text: str, ids: list[str]) -> None:
    assert found(text) == ids


def test_the_audit_date_decides() -> None:
    text = "We take reasonable steps to prevent sexual harassment."
    assert found(text, date(2026, 9, 1)) == []
    assert found(text, date(2026, 11, 1)) == ["reasonable-steps-alone"]


def test_the_nation_decides() -> None:
    text = "We follow the Disability Discrimination Act 1995."
    assert found(text, profile=Profile(nation="northern-ireland")) == []


def test_duties_by_date() -> None:
    law = load_law()
    assert [duty.says for duty in law.duties_for("harass.preventative-duty", date(2025, 1, 1), "england")] == [
        "reasonable steps to prevent sexual harassment"
    ]
    assert law.duties_for("harass.preventative-duty", date(2024, 1, 1), "england") == ()
