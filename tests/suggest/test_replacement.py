"""Replacements read like English: every line is a sentence with the words found in [[ ]], and what it becomes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_audit.language.reading import Reading
from policy_audit.language.tagger import Tagger
from policy_audit.suggest.replacement import replacement_edits
from policy_audit.types import Edit
from policy_audit.types import Span
from policy_audit.types import Suggestion

BECOMES = [
    ("Each manager must ensure [[he]] records his decision.", "Each manager must ensure they record their decision."),
    ("The [[chairman]] or his deputy signs.", "The chair or their deputy signs."),
    ("The desk is [[manned]] by volunteers.", "The desk is staffed by volunteers."),
    ("The supervisor [[mans]] the desk.", "The supervisor staffs the desk."),
    ("You must be able to [[man]] the desk.", "You must be able to staff the desk."),
    ("An [[air hostess]] must smile.", "A flight attendant must smile."),
    ("A [[man-hour]] is a [[man-hour]].".replace("[[man-hour]].", "unit."), "A staff hour is a unit."),
    ("[[Chairmen]] are elected.", "Chairs are elected."),
    ("THE [[CHAIRMAN]] SHALL VOTE.", "THE CHAIR SHALL VOTE."),
    ("The board and the [[Fireman]] meet.", "The board and the Firefighter meet."),
    ("The [[salesmen]]'s partners may come.", "The sales representatives' partners may come."),
    (
        "The employee should tell [[his or her]] manager if he or she is ill and has been absent.",
        "The employee should tell their manager if they are ill and have been absent.",
    ),
    ("When [[he/she]] returns, s/he must report to him/her.", "When they return, they must report to them."),
    (
        "An employee who feels [[(s)he]] has been harmed should say so.",
        "An employee who feels they have been harmed should say so.",
    ),
    (
        "The manager decides whether [[he]] agrees, records the reasons and informs the panel.",
        "The manager decides whether they agree, record the reasons and inform the panel.",
    ),
    ("[[He]] manages costs, risks and issues in the team.", "They manage costs, risks and issues in the team."),
    ("Nor is [[he]] allowed to vote.", "Nor are they allowed to vote."),
    ("Does [[he or she]] agree?", "Do they agree?"),
    (
        "A manager who believes [[he's]] been wronged may write.",
        "A manager who believes they've been wronged may write.",
    ),
    ("The decision is [[his]] to make.", "The decision is theirs to make."),
    ("Each member votes; [[he]] may not vote for himself.", "Each member votes; they may not vote for themselves."),
    ("Staff who [[suffer from]] depression get help.", "Staff who have depression get help."),
    ("One colleague is [[suffering from]] depression.", "One colleague has depression."),
    ("People [[suffering from]] depression are supported.", "People with depression are supported."),
    ("She [[suffers from]] asthma.", "She has asthma."),
    ("A colleague is [[wheelchair-bound]].", "A colleague uses a wheelchair."),
    ("We support [[the disabled]].", "We support disabled people."),
    ("[[The elderly]] are welcome.", "Older people are welcome."),
    ("[[BAME]] colleagues report bullying.", "Ethnic minority colleagues report bullying."),
    ("We want an honest [[salesman]].", "We want an honest sales representative."),
]
NO_EDIT = [
    ("Drinks that are non-[[alcoholic]] are served.", "the word is half of another"),
    ("Check the blind spot: [[the blind]] spot.", "a noun follows"),
    ("The sign says “[[chairman]]” on it.", "a quotation is not rewritten"),
    ("Black and minority ethnic ([[BAME]]) staff meet.", "it explains a short form"),
    ("We do [[high-leverage]] work.", "the word is no verb here"),
    ("Mr Smith says [[he]] is ill.", "a person is named"),
    ("The man said [[he]] would ask her.", "both sexes are spoken of one by one"),
    ("We are a [[dynamic]] team.", "no word-for-word replacement"),
    ("Staff are not [[suffering from]] stress.", "the negation would be lost"),
]


def applied(text: str, edits: tuple[Edit, ...]) -> str:
    for edit in sorted(edits, key=lambda one: one.span, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


@pytest.fixture
def suggested(reading_of: Callable[..., Reading]) -> Callable[..., tuple[str, tuple[Suggestion, ...]]]:
    def run(marked: str, tagger: Tagger | None = None, **own: object) -> tuple[str, tuple[Suggestion, ...]]:
        start, end = marked.index("[["), marked.index("]]") - 2
        text = marked.replace("[[", "").replace("]]", "")
        replacements = own.get("replacements", {})
        instead = own.get("instead", ())
        found = replacement_edits(
            reading_of(text), Span(start, end), replacements, instead, tags=tagger.tags if tagger else None
        )
        return text, found

    return run


@pytest.mark.parametrize(("marked", "expected"), BECOMES)
def test_sentence_stays_good_english(
    suggested: Callable[..., tuple[str, tuple[Suggestion, ...]]], marked: str, expected: str
) -> None:
    text, found = suggested(marked)
    assert applied(text, found[0].edits) == expected


@pytest.mark.parametrize(("marked", "expected"), BECOMES)
def test_tagger_changes_nothing_that_form_settles(
    suggested: Callable[..., tuple[str, tuple[Suggestion, ...]]], marked: str, expected: str
) -> None:
    text, found = suggested(marked, Tagger())
    assert applied(text, found[0].edits) == expected


@pytest.mark.parametrize(("marked", "why"), NO_EDIT)
def test_no_edit_where_a_machine_cannot_know(
    suggested: Callable[..., tuple[str, tuple[Suggestion, ...]]], marked: str, why: str
) -> None:
    _, found = suggested(marked, instead=["say it otherwise"])
    assert found[0].edits == (), why
    assert found[0].text == "Write instead: say it otherwise."


def test_tagger_settles_what_form_cannot(suggested: Callable[..., tuple[str, tuple[Suggestion, ...]]]) -> None:
    marked = "If the employee fails to attend, [[he or she]] alone bears the cost."
    assert suggested(marked)[1][0].edits == ()
    text, found = suggested(marked, Tagger())
    assert applied(text, found[0].edits) == "If the employee fails to attend, they alone bear the cost."


def test_options_are_offered_and_only_the_first_is_safe(
    suggested: Callable[..., tuple[str, tuple[Suggestion, ...]]],
) -> None:
    _, found = suggested("The [[chairman]] votes.", instead=["chair", "chairperson", "person in the chair"])
    assert [one.edits[0].replacement for one in found if one.edits] == ["chair", "chairperson"]
    assert [edit.safe for one in found for edit in one.edits] == [True, False]
    assert found[2].text == "Or: person in the chair."


def test_entry_s_own_words_come_first(suggested: Callable[..., tuple[str, tuple[Suggestion, ...]]]) -> None:
    text, found = suggested("The [[chairman]] votes.", replacements={"chairman": "convenor | chair"})
    assert applied(text, found[0].edits) == "The convenor votes."
    assert applied(text, found[1].edits) == "The chair votes."


def test_bare_he_is_not_safe_but_he_or_she_is(suggested: Callable[..., tuple[str, tuple[Suggestion, ...]]]) -> None:
    assert not any(edit.safe for edit in suggested("A manager may say [[he]] agrees.")[1][0].edits)
    assert all(edit.safe for edit in suggested("A manager may say [[he or she]] agrees.")[1][0].edits)
