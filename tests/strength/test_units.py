"""Provision units: what they hold, and what they are read with."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.language.sections import SectionNames
from policy_audit.language.units import provision_units
from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import Span
from policy_audit.types import TextAnchor

ReadingOf = Callable[..., Reading]


def test_list_item_is_joined_to_its_stem(reading_of: ReadingOf) -> None:
    reading = reading_of("We will:", ("item", 1, "publish our pay gap"), ("item", 1, "train each panel. Yearly."))
    units = provision_units(reading)
    assert [unit.text(reading) for unit in units] == [
        "We will:",
        "We will: publish our pay gap",
        "We will: train each panel.",
        "Yearly.",
    ]
    assert reading.text(units[1].span) == "publish our pay gap"
    assert units[1].parent == 0


def test_nested_item_is_joined_to_the_item_above(reading_of: ReadingOf) -> None:
    reading = reading_of("We will:", ("item", 1, "train managers:"), ("item", 2, "in May"), ("item", 1, "report"))
    units = provision_units(reading)
    assert units[2].text(reading) == "train managers: in May"
    assert units[3].text(reading) == "We will: report"


def test_a_paragraph_or_heading_closes_the_list(reading_of: ReadingOf) -> None:
    reading = reading_of("We will:", ("item", 1, "report"), "Other things.", ("item", 1, "stand alone"))
    assert provision_units(reading)[3].stem is None


def test_bullets_typed_as_text(reading_of: ReadingOf) -> None:
    reading = reading_of("Managers must:", "• record each case", "(b) tell HR")
    units = provision_units(reading)
    assert [unit.text(reading) for unit in units[1:]] == ["Managers must: record each case", "Managers must: tell HR"]


def test_table_row_is_read_with_its_headings(reading_of: ReadingOf) -> None:
    reading = reading_of(["#Action", "#Lead"], ["Publish the pay gap", "HR director"])
    heading, row = provision_units(reading)
    assert heading.kind == "heading"
    assert [(cell.heading, reading.text(cell.span)) for cell in row.cells] == [
        ("Action", "Publish the pay gap"),
        ("Lead", "HR director"),
    ]


def test_clauses_of_different_mode(reading_of: ReadingOf) -> None:
    reading = reading_of("We value our staff and will publish our pay gap.")
    (unit,) = provision_units(reading)
    assert [reading.text(clause.span) for clause in unit.clauses] == ["We value our staff", "will publish our pay gap"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), min_size=1, max_size=60), max_size=6))
def test_units_lie_in_order_inside_their_blocks(lines: list[str]) -> None:
    text, blocks = "", []
    for number, line in enumerate(lines):
        start = len(text) + (1 if text else 0)
        text += ("\n" if text else "") + line
        kind = "list_item" if number % 2 else "paragraph"
        blocks.append(Block(kind, number % 2, Span(start, len(text)), TextAnchor(1, 1, start)))  # type: ignore[arg-type]
    reading = read(Document("a", "0" * 64, "txt", text, tuple(blocks)), SectionNames({}))
    units = provision_units(reading)
    assert [unit.index for unit in units] == list(range(len(units)))
    assert all(first.span.end <= second.span.start for first, second in pairwise(units))
    for unit in units:
        assert blocks[unit.block].span.contains(unit.span)
        assert reading.tokens.range_of(unit.span) == range(unit.first, unit.last)
        assert all(unit.span.contains(clause.span) for clause in unit.clauses)
