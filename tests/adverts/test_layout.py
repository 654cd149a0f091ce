"""Headings, lists and lines of adverts without mark-up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_audit.language.reading import Reading
from policy_audit.ruleset.adverts import AdvertLexicon
from policy_audit.stages.adverts.layout import build_layout

WRAPPED = (
    "We are looking for a person who likes to work with\nothers and who is able to keep the books of a small shop in\n"
    "good order, week after week.\n"
)
PASTED = "What you'll do\nKeep the books in good order\nTalk to customers\nNice to have\nA driving licence\n"


def roles(text: str, lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]) -> list[tuple[str, str, str]]:
    layout = build_layout(reading_of(text), lexicon.headings)
    return [(line.kind, line.role, layout.text(line.span)[:20]) for line in layout.lines]


def test_wrapped_prose_is_one_line(lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]) -> None:
    assert len(roles(WRAPPED, lexicon, reading_of)) == 1


def test_pasted_lines_stay_apart_and_show_their_headings(
    lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]
) -> None:
    assert roles(PASTED, lexicon, reading_of) == [
        ("heading", "duties", "What you'll do"),
        ("text", "duties", "Keep the books in go"),
        ("text", "duties", "Talk to customers"),
        ("heading", "desirable", "Nice to have"),
        ("text", "desirable", "A driving licence"),
    ]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Essential skills and experience", "essential"),
        ("Preferred qualifications", "desirable"),
        ("What's in it for you?", "benefits"),
        ("Who you are", "requirements"),
        ("About Northfield", "about"),
        ("It's a bonus if you have:", "desirable"),
        ("The successful candidate will be responsible for:", "duties"),
        ("You will need to evidence the following essential criteria:", "essential"),
    ],
)
def test_role_of_plain_headings(
    heading: str, role: str, lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]
) -> None:
    assert roles(f"{heading}\n\nKeep the books\n", lexicon, reading_of)[0][:2] == ("heading", role)


@pytest.mark.parametrize("line", ["Strong SQL skills", "Experience with payments", "Fintech or scale-up experience"])
def test_points_of_a_list_are_no_headings(
    line: str, lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]
) -> None:
    assert roles(f"You should have:\n\n{line}\n\nGood spelling\n", lexicon, reading_of)[1][0] == "text"


def test_running_text_after_a_list_leaves_its_section(
    lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]
) -> None:
    text = "You will have:\n\n- Patience\n- A good eye\n\nThe school is committed to an inclusive workforce.\n"
    assert [role for _, role, _ in roles(text, lexicon, reading_of)] == ["requirements"] * 3 + [""]


def test_a_short_line_in_front_of_a_list_names_it(lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]) -> None:
    text = "We believe that you have\n\n- Patience\n- Tact\n\nBonus if you experience\n\n- Welsh\n- French\n"
    kinds = [(kind, role) for kind, role, _ in roles(text, lexicon, reading_of)]
    assert kinds == [("heading", "requirements"), *[("item", "requirements")] * 2,
                     ("heading", "desirable"), *[("item", "desirable")] * 2]


def test_items_glued_together_are_lines_again(lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]) -> None:
    text = "## Requirements\n\nSkill in SQL.Knowledge of cloud tools.Good spoken English.Proven care for detail.\n"
    assert len(roles(text, lexicon, reading_of)) == 5


def test_bare_stems_open_duties_or_qualities(lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]) -> None:
    assert roles("You will:\n\n- be kind\n- hold QTS\n", lexicon, reading_of)[0][1] == "requirements"
    assert roles("You will:\n\n- mark books\n- teach maths\n", lexicon, reading_of)[0][1] == "duties"


def test_the_first_heading_names_the_job(lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]) -> None:
    assert roles("# Visitor Experience Assistant\n\nYou sell tickets.\n", lexicon, reading_of)[0][1] == ""


def test_fields_with_lists_and_sentences_are_text(lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]) -> None:
    text = (
        "---\ntitle: Gardener\nessential:\n  - Knows plants\n  - Works safely\nequality: We welcome applications from "
        "people of all backgrounds, whatever their age or race.\n---\n\nYou look after two parks.\n"
    )
    layout = build_layout(reading_of(text), lexicon.headings)
    assert [(line.kind, line.role) for line in layout.lines if not line.metadata] == [
        ("heading", "essential"), ("item", "essential"), ("item", "essential"), ("text", "edi_statement"), ("text", ""),
    ]
