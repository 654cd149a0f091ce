"""Plain text: the text is the source, blocks are spans into it."""

from __future__ import annotations

import pytest
from extracting import blocks
from extracting import read_one
from extracting import texts

from policy_audit.extract.locate import locate

WRAPPED = """EQUALITY POLICY

1. Purpose

We want everyone to be treated fairly, and we have written this policy so that
all of our people know what that means for them in their daily work with us and
with the public.

2. Roles

2.1 The Chief Executive is
answerable for this policy.

Managers must:
- treat people fairly
- report concerns to the HR team, who will look into every one of them within
  ten working days
- learn

Owner: HR Director
Review date: May 2027
"""


def test_text_is_the_source() -> None:
    assert read_one(WRAPPED, "a.txt").text == WRAPPED


def test_headings_numbers_lists_and_wrapped_lines() -> None:
    document = read_one(WRAPPED, "a.txt")
    assert document.metadata.title == "EQUALITY POLICY"
    assert [(block.marker, document.slice(block.span)) for block in blocks(document, kind="heading")] == [
        ("1.", "Purpose"),
        ("2.", "Roles"),
    ]
    assert texts(document, kind="paragraph")[0].endswith("\nwith the public.")
    assert [block.marker for block in blocks(document, kind="list_item")] == ["-", "-", "-"]
    assert texts(document, kind="list_item")[1].endswith("\n  ten working days")
    clause = blocks(document, marker="2.1")[0]
    assert clause.kind == "paragraph"
    assert document.slice(clause.span) == "The Chief Executive is\nanswerable for this policy."
    assert texts(document, kind="paragraph")[-2:] == ["Owner: HR Director", "Review date: May 2027"]


def test_location_has_line_column_and_section() -> None:
    document = read_one(WRAPPED, "a.txt")
    place = locate(document, next(block.span for block in document.blocks if block.marker == "2.1"))
    assert (place.line, place.column, place.section) == (11, 5, ("2. Roles",))


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_ends_are_mapped_not_lost(ending: str) -> None:
    source = WRAPPED.replace("\n", ending)
    document = read_one(source.encode(), "a.txt")
    assert document.text == WRAPPED
    assert document.source == source
    start = document.text.index("Managers")
    assert locate(document, document.blocks[0].span).line == 1
    assert source.index("Managers") == next(
        segment.anchor.offset
        for segment in document.segments
        if segment.span.start == start  # type: ignore[union-attr]
    )


def test_single_sentence_is_a_paragraph() -> None:
    document = read_one("Salesman wanted", "a.txt")
    assert [block.kind for block in document.blocks] == ["paragraph"]


def test_paragraphs_on_single_long_lines_stay_apart() -> None:
    long = "We will treat everybody who works for us with respect, and we expect the same of them in turn. " * 2
    document = read_one(f"{long}\n{long}\n{long}\n", "a.txt")
    assert len(texts(document, kind="paragraph")) == 3


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("We’re fair – always".encode(), "We’re fair – always"),
        ("We’re fair – always".encode("utf-8-sig"), "We’re fair – always"),
        ("We’re fair – always".encode("utf-16"), "We’re fair – always"),
        ("We are fair always and ever".encode("utf-16-le"), "We are fair always and ever"),
        ("We are fair always and ever".encode("utf-16-be"), "We are fair always and ever"),
        ("We’re fair – always".encode("cp1252"), "We’re fair – always"),
        ("Résumé – one\n".encode() + "“two”\n".encode("cp1252"), "Résumé – one\n“two”\n"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert read_one(data, "a.txt").text == text


def test_odd_characters_keep_their_place() -> None:
    source = "One\u2028two\x00three\x0bfour\x85five and this is all of it"
    document = read_one(source, "a.txt")
    assert document.text == "One two three four five and this is all of it"
    assert locate(document, document.blocks[0].span).line == 1


def test_underlined_heading() -> None:
    document = read_one(
        "Scope\n=====\n\nThis applies to all of us.\n\nTerms\n-----\nWords mean things here.\n", "a.txt"
    )
    assert [(block.level, document.slice(block.span)) for block in blocks(document, kind="heading")] == [
        (1, "Scope"),
        (2, "Terms"),
    ]
