from __future__ import annotations

from dataclasses import replace

import pytest
from requirements_documents import SETTINGS
from requirements_documents import document_of
from requirements_documents import results

from policy_audit.types import Level
from policy_audit.types import Severity

FLEXIBLE = "Flexible working\n\nEmployees with 26 weeks' service may apply once a year."


def test_every_requirement_is_answered_in_catalogue_order_whatever_the_kind():
    found = results("We like tea.", "pay-policy")
    assert len(found) == 162
    assert next(iter(found)) == "allyship.definition-adopted"
    assert found["pay.equal-pay"].applies
    assert not found["allyship.definition-adopted"].applies


def test_only_chosen_frameworks_ask():
    chosen = replace(SETTINGS, frameworks=("flexible-working",))
    found = results("We like tea.", "flexible-working-policy", chosen)
    assert sorted(name for name, one in found.items() if one.applies) == [
        "adjust.duty",
        "adjust.process",
        "eia.conducted",
        "flex.statutory-terms",
        "risk.outdated-law",
    ]


@pytest.mark.parametrize(
    ("text", "requirement", "kind", "severity"),
    [
        ("Tea.", "dignity.environment", "dignity-policy", Severity.ERROR),
        ("We value dignity and respect.", "dignity.environment", "dignity-policy", Severity.WARNING),
        ("Tea.", "adjust.duty", "edi-policy", Severity.ERROR),
        ("Reasonable adjustments may be considered.", "adjust.duty", "edi-policy", Severity.ERROR),
    ],
)
def test_a_mention_is_one_step_milder_except_for_law(text, requirement, kind, severity):
    assert results(text, kind)[requirement].severity is severity


def test_a_gap_comes_with_a_clause_and_a_place():
    text = "# Equality policy\n\n## Reasonable adjustments\n\nAsk us.\n\n## Review\n\nReviewed in May 2027."
    found = results(text)["adjust.duty"]
    assert found.level is Level.ABSENT
    assert "[10] working days" in found.model_clause
    assert found.insert_at is not None
    assert found.insert_at.section == ("Equality policy", "Reasonable adjustments")
    assert document_of(text).text[: found.insert_at.offset].endswith("Ask us.")


def test_a_pass_needs_neither():
    found = results("We will make reasonable adjustments for disabled staff and applicants.")["adjust.duty"]
    assert found.passed and found.model_clause == "" and found.insert_at is None


def test_full_is_asked_where_the_catalogue_asks_it():
    figures = results("Our mean gender pay gap is 8.2%.", "pay-policy")["pay.gap-action-plan"]
    assert not figures.passed
    plan = (
        "The pay gap group, led by the finance director, will open grade 7 posts to job share by May "
        "to cut our 9% gender and 12% ethnicity gaps."
    )
    assert results(plan, "pay-policy")["pay.gap-action-plan"].passed
