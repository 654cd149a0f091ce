from __future__ import annotations

import pytest
from requirements_documents import document_of
from requirements_documents import evidence
from requirements_documents import results
from requirements_documents import ruleset

from policy_audit.language.reading import read
from policy_audit.stages.requirements.learned import UNSURE
from policy_audit.stages.requirements.own_names import sponsor_names
from policy_audit.types import Level

ADJUST = "adjust.duty"


def level(text: str, requirement: str) -> str:
    return results(text)[requirement].level.value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We will make reasonable adjustments for any disabled worker or applicant.", "committed"),
        ("Reasonable adjustments may be considered where operationally feasible.", "mentioned"),
        ("Employers have a duty to make reasonable adjustments for disabled people.", "mentioned"),
        ("# Reasonable adjustments\n\nThe canteen opens at seven.", "absent"),
        ("[Organisation name] will make reasonable adjustments for disabled staff.", "mentioned"),
        ("The canteen opens at seven.", "absent"),
    ],
)
def test_commitment_by_firmness(text, wanted):
    assert level(text, ADJUST) == wanted


def test_a_denial_and_a_claim_are_a_contradiction():
    claim = "The finance director is our allyship sponsor and holds leaders to account for it each quarter."
    denial = "We do not have an allyship sponsor in the leadership team."
    assert level(claim, "allyship.leadership-sponsor") in ("committed", "full")
    assert level(denial, "allyship.leadership-sponsor") == "absent"
    result = results(f"{claim}\n\n{denial}")["allyship.leadership-sponsor"]
    assert result.level is Level.MENTIONED
    assert "both" in result.note


def test_best_unit_counts_and_weak_ones_do_not_add_up():
    hopes = "\n\n".join(["We hope to make reasonable adjustments."] * 5)
    assert level(hopes, ADJUST) == "mentioned"
    assert level(hopes + "\n\nWe will make reasonable adjustments for disabled staff.", ADJUST) == "committed"


NINE = [
    "age",
    "disability",
    "gender reassignment",
    "marriage and civil partnership",
    "pregnancy and maternity",
    "race",
    "religion or belief",
    "sex",
    "sexual orientation",
]


def test_coverage_adds_up_within_a_section_and_names_what_is_missing():
    listed = "## Who is protected\n\n" + "\n".join(f"- {name}" for name in NINE)
    assert level(listed, "eqa.nine-characteristics") == "committed"
    eight = results(listed.replace("- gender reassignment\n", ""))["eqa.nine-characteristics"]
    assert eight.missing == ("gender reassignment",)
    assert not eight.passed
    scattered = "\n\n".join(f"## Part {number}\n\nA word on {name}." for number, name in enumerate(NINE))
    assert level(scattered, "eqa.nine-characteristics") != "committed"


def test_a_part_that_cannot_be_done_without():
    text = (
        "## If you report harassment\n\nWe acknowledge your complaint within two days. Details of the complaint are "
        "kept confidential. We will separate those involved while we investigate. "
        "We tell the person who complained the outcome."
    )
    before = results(text)["harass.response"]
    assert before.level is Level.MENTIONED
    assert before.missing == ("that the police can be involved",)
    assert level(text + " You may involve the police at any time.", "harass.response") in ("committed", "full")


def test_every_result_names_the_unit_that_decided():
    text = "We like tea.\n\nWe will make reasonable adjustments for disabled staff and applicants.\n\nWe like cake."
    found = results(text)[ADJUST]
    assert evidence(text, found) == ["We will make reasonable adjustments for disabled staff and applicants."]
    assert found.evidence[0].strength == 3


def test_three_actions_make_a_plan_and_two_do_not():
    actions = [
        "The HR lead will review adverts by May 2027.",
        "The estates manager will complete the access audit by July 2027.",
        "The OD lead will launch mentoring by September 2027.",
    ]
    plan = "## Action plan\n\nApproved by the board of trustees.\n\n"
    assert results(plan + "\n\n".join(actions), "edi-strategy")["policy.action-plan"].passed
    assert not results(plan + "\n\n".join(actions[:2]), "edi-strategy")["policy.action-plan"].passed


def test_a_list_of_acts_is_enough_whatever_the_acts_are():
    behaviours = "allyship.expected-behaviours"
    stem = "## What allies do\n\nEverybody on the payroll is expected to:\n\n"
    acts = ["hold the lift for whoever is slower", "swap a shift with a parent", "write things up for a deaf colleague"]
    enough, fewer = (stem + "\n".join(f"- {act}" for act in those) for those in (acts, acts[:2]))
    assert results(enough)[behaviours].passed
    assert UNSURE not in results(enough)[behaviours].note
    assert not results(fewer)[behaviours].passed or UNSURE in results(fewer)[behaviours].note


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dr Farrah Quist, Director of Health, is our sponsor for allyship.", (("quist",),)),
        ("Our executive sponsor is Professor Helen Amadi, who reports to the board.", (("amadi",),)),
        ("The Registrar is sponsor of the budget. The Chief Executive is our sponsor.", ()),
        ("Dr Farrah Quist is the Director of Health.", ()),
    ],
)
def test_the_name_of_a_sponsor_is_learnt(text, names):
    assert sponsor_names(read(document_of(text), ruleset().section_names)) == names


@pytest.mark.parametrize(
    ("requirement", "bad", "good"),
    [
        ("risk.unfilled-placeholder", "[Insert organisation name] is fair.", "The case is reported at [2025] UKSC 16."),
        (
            "risk.outdated-law",
            "We comply with the Race Relations Act 1976.",
            "The Equality Act 2010 replaced the Race Relations Act 1976.",
        ),
        (
            "risk.deterrent-wording",
            "Malicious or vexatious complaints will result in dismissal.",
            "You are protected when you report honestly; only a malicious complaint can lead to action.",
        ),
        (
            "risk.performative-language",
            "We operate a zero-tolerance approach to discrimination.",
            "We have zero tolerance of racism: every report is investigated within ten days by a trained manager.",
        ),
    ],
)
def test_absence_checks_show_where(requirement, bad, good):
    found = results(bad)[requirement]
    assert not found.passed and evidence(bad, found)
    assert results(good)[requirement].passed


def test_statement_at_the_top_of_an_advert():
    statement = "We welcome people from every background and make adjustments at each stage."
    duties = "About the role: you will plan visits, lead a small team and keep records."
    top = results(f"# Care Coordinator\n\n{statement}\n\n{duties}", "job-advert")
    low = results(f"# Care Coordinator\n\n{duties}\n\n{statement}", "job-advert")
    assert top["advert.edi-statement-top"].passed
    assert low["advert.edi-statement-top"].level is Level.MENTIONED


def test_document_fields_answer_field_checks():
    text = "Document owner: Head of People\n\nVersion 4.2\n\nNext review: March 2027"
    found = results(text)
    assert found["policy.owner"].passed and found["policy.version"].passed and found["policy.review-date"].passed
    assert not results("We like tea.")["policy.owner"].passed


def test_an_escape_for_the_whole_document_caps_every_commitment():
    promise = "We will make reasonable adjustments for disabled staff and applicants."
    assert level(promise, ADJUST) == "committed"
    assert level(f"{promise}\n\nWe may depart from this policy at any time.", ADJUST) == "mentioned"


def test_how_the_definition_came_about_is_told_as_what_is_over():
    how = "Staff of every site and the directors wrote our definition of allyship together in four workshops."
    assert level(f"# What we mean by allyship\n\n{how}", "allyship.definition-cocreated") == "committed"


def test_the_scorer_makes_no_undertaking_of_what_is_over():
    text = (
        "# Looking back\n\nUntil she left in 2021 our finance director was sponsor for allyship and held us to account."
    )
    assert level(text, "allyship.leadership-sponsor") in ("absent", "mentioned")
