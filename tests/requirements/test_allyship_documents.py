"""The allyship-rich requirements over whole documents, and the traps such documents set."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from requirements_documents import passages_of
from requirements_documents import results

sys.path.insert(0, str(Path(__file__).parents[1] / "evaluation"))

import allyship_documents


def level(text: str, requirement: str) -> str:
    return results(text)[requirement].level.value


def test_made_up_documents_come_out_as_they_were_read() -> None:
    from policy_audit.ruleset.load import load_ruleset

    rows = list(allyship_documents.judged(load_ruleset()))
    assert len(rows) > 1500
    assert allyship_documents.satisfied_f1(rows)[2] >= 0.93
    assert allyship_documents.level_kappa(rows) >= 0.87


@pytest.mark.parametrize(
    ("text", "requirement"),
    [
        ("A neighbouring trust gives its network chairs one paid day a week for allyship.", "allyship.protected-time"),
        (
            "NHS England says that organisations should have a sponsor for allyship who holds directors to account.",
            "allyship.leadership-sponsor",
        ),
        ("In 2022 our executive team took part in reverse mentoring.", "mentoring.reciprocal"),
        (
            "We will explore a sponsorship scheme in which directors put forward disabled colleagues.",
            "mentoring.sponsorship-programme",
        ),
        ("Supplier diversity brings innovation.", "race.supply-chain"),
    ],
)
def test_what_others_do_what_is_over_and_what_is_hoped_is_no_commitment(text: str, requirement: str) -> None:
    assert level(text, requirement) in ("absent", "mentioned")


def test_a_numbered_clause_is_a_paragraph_of_its_own() -> None:
    text = (
        "# Plan for allies\n\n"
        "1. Our race network elects its own chair, meets each month in a room we pay for, and writes its own agenda. "
        "Anyone who works here is welcome at the open part of its meetings.\n"
        "2. The Director of Finance is sponsor of the capital programme, which replaces the roof of the main building "
        "and the boilers in both annexes by the end of the year.\n"
    )
    passages = passages_of(text)
    body = [passages.group[unit] for unit in passages.body]
    assert body[0] == body[1] != body[2]


def test_a_sentence_that_says_what_will_be_asked_is_not_a_question() -> None:
    asked = "In every supervision your supervisor will ask: who was left out this month, and what did you do?"
    text = f"# Being an ally\n\n{asked}\n"
    assert level(text, "learning.reflection-self-awareness") in ("committed", "full")


def test_parts_may_stand_in_neighbouring_sentences_of_a_paragraph() -> None:
    text = (
        "The Medical Director is executive sponsor for allyship. She asks each director every quarter to show what "
        "has been done in the directorate, and tells the Board where the evidence is thin."
    )
    assert level(text, "allyship.leadership-sponsor") in ("committed", "full")


@pytest.mark.parametrize(
    "naming",
    [
        "Heads Up is what we call allyship.",
        "Heads Up is our allyship programme.",
        "Allyship, called Heads Up, began here.",
    ],
)
def test_a_name_the_document_gives_to_allyship_counts_as_the_word(naming: str) -> None:
    sponsor = "The Finance Director sponsors Heads Up and asks each director every quarter what has been done."
    text = f"# Plan\n\n{naming}\n\n{sponsor}\n"
    assert level(text, "allyship.leadership-sponsor") in ("committed", "full")
    assert level(text.replace(naming, "Welcome."), "allyship.leadership-sponsor") in ("absent", "mentioned")
