"""What the organisation's profile decides: whom a framework is for, and how much a gap weighs where nobody said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_documents import document_of

from policy_audit.audit import audit_document
from policy_audit.config import Profile
from policy_audit.config import Settings
from policy_audit.errors import LexiconError
from policy_audit.ruleset.conditions import problem_of
from policy_audit.ruleset.conditions import verdict
from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.frameworks import conditions_of
from policy_audit.types import Severity

STRATEGY = document_of("# Equality strategy", "We value equality.", "We will publish our plan in May 2027.")


def results(ruleset, **changes):
    settings = replace(Settings(kind="edi-strategy", all_requirements=True), **changes)
    return {one.id: one for one in audit_document(STRATEGY, ruleset, settings).requirements}


def test_public_sector_duty_is_asked_of_public_bodies_of_the_nation_only(ruleset):
    assert not results(ruleset)["psed.three-aims"].applies
    assert not results(ruleset, profile=Profile(public_body=False))["psed.three-aims"].applies
    scotland = results(ruleset, profile=Profile(public_body=True, nation="scotland"))
    assert scotland["psed.three-aims"].applies and scotland["psed.scotland-duties"].applies
    assert not scotland["psed.wales-duties"].applies


def test_a_framework_the_user_names_is_asked_whatever_the_profile_leaves_open(ruleset):
    assert results(ruleset, frameworks=("psed",))["psed.three-aims"].applies
    denied = results(ruleset, frameworks=("psed",), profile=Profile(public_body=False))
    assert not denied["psed.three-aims"].applies


def test_a_gap_that_only_an_unconfirmed_scheme_asks_for_is_advice(ruleset):
    unknown = results(ruleset)["race.supply-chain"]
    member = results(ruleset, profile=Profile(schemes=("race-equality-code", "race-at-work-charter")))[
        "race.supply-chain"
    ]
    assert unknown.applies and unknown.severity is Severity.ADVICE
    assert member.severity.rank <= unknown.severity.rank


def test_british_law_is_not_asked_in_northern_ireland(ruleset):
    assert not results(ruleset, profile=Profile(nation="northern-ireland"))["eqa.positive-action"].applies
    assert results(ruleset)["eqa.positive-action"].applies


@pytest.mark.parametrize(
    ("condition", "expected"),
    [("public-body", None), ("sector:nhs", None), ("nation:wales|england", True), ("issuer:regulator", False)],
)
def test_conditions_of_an_empty_profile(condition, expected):
    assert verdict([condition], Profile()) is expected


def test_a_condition_that_cannot_be_read_names_the_remedy():
    assert problem_of("nation:walse") and problem_of("planet:earth") and problem_of("public-body") is None
    with pytest.raises(LexiconError, match="nation:wales"):
        conditions_of(Entry("frameworks/x.toml", "x", {"only": ["nation:walse"]}))
