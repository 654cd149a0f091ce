"""The missing clause: filled from what the document states, in its voice, in its place, with the next number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from policy_audit.extract.read import read_bytes
from policy_audit.language.reading import Reading
from policy_audit.stages.hygiene.values import Contact
from policy_audit.stages.hygiene.values import DocumentFields
from policy_audit.stages.hygiene.values import FieldValue
from policy_audit.suggest.clauses import Facts
from policy_audit.suggest.clauses import advice_of
from policy_audit.suggest.clauses import clause_for
from policy_audit.suggest.clauses import facts_of
from policy_audit.suggest.grammar import load_grammar
from policy_audit.suggest.placement import placement_of
from policy_audit.suggest.voice import Voice
from policy_audit.suggest.voice import in_voice
from policy_audit.types import Document
from policy_audit.types import InsertionPoint
from policy_audit.types import Level
from policy_audit.types import RequirementResult
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.writeback.values import Insertion


def gap(model: str, offset: int = 0, name: str = "policy.contact") -> RequirementResult:
    return RequirementResult(
        name, (), Level.ABSENT, False, True, Severity.WARNING, 1.0, model_clause=model, insert_at=InsertionPoint(offset)
    )


@pytest.fixture
def document(reading_of: Callable[..., Reading]) -> Document:
    return reading_of(
        "# Policy", "The Council acts. The Council checks.", "# Contact", "Write to the Council."
    ).document


def test_placeholders_are_filled_from_the_document_and_named(document: Document) -> None:
    fields = DocumentFields(
        owner=FieldValue(Level.FULL, "Head of People"),
        organisation=FieldValue(Level.FULL, "Northbrook Council"),
        review_date=FieldValue(Level.FULL, "March 2027", when=date(2027, 3, 31)),
        contacts=(Contact("email", "people@example.org", Span(0, 1)), Contact("phone", "01632 960 001", Span(0, 1))),
    )
    facts = replace(facts_of(document, fields), voice=Voice())
    model = "[Role] keeps this policy of [organisation]. Write to [contact], or call [name] at [number]. Review: [month year]."
    clause = clause_for(gap(model), document, facts, load_grammar())
    assert clause is not None
    assert clause.text == (
        "The Head of People keeps this policy of Northbrook Council. Write to people@example.org, or call [name] at "
        "01632 960 001. Review: March 2027."
    )
    assert "people@example.org" in clause.filled


def test_nothing_is_invented(document: Document) -> None:
    model = "[Role] will review this by [date] with [group]; tell [contact]."
    clause = clause_for(gap(model), document, Facts(), load_grammar())
    assert clause is not None
    assert clause.text == model
    assert clause.filled == ()


def test_owner_who_is_a_person_is_no_role(document: Document) -> None:
    assert facts_of(document, DocumentFields(owner=FieldValue(Level.FULL, "Jane Smith"))).role == ""


def test_advice_in_brackets_is_no_clause(document: Document) -> None:
    result = gap("(Remove the question.)")
    assert clause_for(result, document, Facts(), load_grammar()) is None
    assert advice_of(result) == "Remove the question."
    assert advice_of(gap("We act.")) == ""


def test_examples_of_advert_checks_are_never_put_into_the_text(document: Document) -> None:
    facts = Facts(email="jobs@example.org", phone="01632 960 001")
    asked = gap("Contact Priya in recruitment on 01234 000000.", name="ADV-ADJ-03")
    clause = clause_for(asked, document, facts, load_grammar())
    assert clause is not None
    assert (
        clause.text
        == "To ask for an adjustment, contact [name] on 01632 960 001, by email at jobs@example.org, or through Relay UK."
    )
    assert clause_for(gap("Split into two bullets.", name="ADV-REQ-15"), document, facts, load_grammar()) is None


def test_clause_stands_outside_a_block_of_code(document: Document) -> None:
    blocks = [*document.blocks[:-1], replace(document.blocks[-1], code=True)]
    place = placement_of(gap("x", document.blocks[-1].span.end), replace(document, blocks=tuple(blocks)))
    assert place is not None
    assert place.after == len(blocks) - 2


@pytest.mark.parametrize(
    ("model", "spoken"),
    [
        ("We will not discriminate.", "The Council will not discriminate."),
        ("We report to our board.", "The Council reports to its board."),
        ("If it concerns a director, we appoint someone.", "If it concerns a director, the Council appoints someone."),
        ("We train managers, check and report.", "We train managers, check and report."),
        ("Our networks meet.", "The Council’s networks meet."),
        ("[Role] reports.", "[Role] reports."),
    ],
)
def test_voice_of_the_document(model: str, spoken: str) -> None:
    assert in_voice(model, Voice("the Council"), load_grammar()) == spoken
    assert in_voice(model, Voice(), load_grammar()) == model


def test_clause_goes_behind_its_section(document: Document) -> None:
    place = placement_of(gap("x", document.blocks[1].span.end), document)
    assert place is not None
    assert (place.after, place.like, place.marker) == (1, 1, "")


def test_advert_statement_goes_under_the_title(document: Document) -> None:
    place = placement_of(gap("x", 60, "advert.edi-statement-present"), document)
    assert place is not None
    assert place.after == 0


PROSE = "You will look after the beds in two parks with a small and friendly team of gardeners."


@pytest.mark.parametrize(
    ("lines", "check", "after"),
    [
        (("Gardener", "Leeds, £25,000 a year", PROSE, "Apply by Monday."), "ADV-EDI-01", 1),
        (("Gardener", "Leeds, £25,000 a year", PROSE, "Apply by Monday."), "ADV-PAY-01", 1),
        (("Gardener", "# The role", PROSE, "Apply by Monday."), "ADV-EDI-01", 0),
        ((PROSE, "Apply by Monday."), "ADV-EDI-01", -1),
        (("Gardener", "Leeds, £25,000 a year", PROSE, "Apply by Monday."), "ADV-EDI-07", 3),
    ],
)
def test_place_in_an_advert(reading_of: Callable[..., Reading], lines: tuple[str, ...], check: str, after: int) -> None:
    document = reading_of(*lines).document
    place = placement_of(gap("x", document.text.index(PROSE), check), document)
    assert place is not None
    assert place.after == after


def test_clause_stands_outside_front_matter() -> None:
    source = "---\ntitle: Gardener\nsalary: 25,000\n---\n" + PROSE + "\n"
    (document,) = read_bytes(source.encode(), "advert.md")
    assert isinstance(document, Document)
    offset = document.text.index(PROSE)
    place = placement_of(gap("x", offset, "ADV-EDI-01"), document)
    assert place is not None
    assert document.slice(document.blocks[Insertion("", place.after).beside].span) == PROSE
    assert Insertion("", place.after).before
    place = placement_of(gap("x", offset, "ADV-PAY-01"), document)
    assert place is not None
    assert document.slice(document.blocks[place.after].span) == PROSE


def test_clause_stands_before_the_reading_list(reading_of: Callable[..., Reading]) -> None:
    document = reading_of("# Policy", "We act.", "# Further reading", "- A book", "- Another").document
    place = placement_of(gap("x", len(document.text)), document)
    assert place is not None
    assert place.after == 1


def test_numbered_clause_continues_the_numbering(reading_of: Callable[..., Reading]) -> None:
    document = reading_of("# 4 Roles", "Managers act.", "Staff report.", "# 5 Review", "Yearly.").document
    blocks = list(document.blocks)
    blocks[1], blocks[2] = replace(blocks[1], marker="4.1"), replace(blocks[2], marker="4.2")
    document = replace(document, blocks=tuple(blocks))
    place = placement_of(gap("x", blocks[1].span.end), document)
    assert place is not None
    assert (place.after, place.like, place.marker) == (2, 2, "4.3")


def test_clause_goes_behind_the_whole_list(reading_of: Callable[..., Reading]) -> None:
    document = reading_of("# Roles", "We:", "- act", "- check", "Then we stop.").document
    place = placement_of(gap("x", document.blocks[2].span.end), document)
    assert place is not None
    assert place.after == 3
