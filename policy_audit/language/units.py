"""Provision units: what a reader judges one at a time (requirements catalogue, section 5, rule 1).

A unit is a sentence, a list item read with its stem, a table row read with its column headings, or a heading. A long
sentence whose parts differ in mode carries its parts as `clauses`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from policy_audit.language.clauses import split_clauses
from policy_audit.language.reading import Reading
from policy_audit.language.reading import Sentence
from policy_audit.language.sections import Section
from policy_audit.types import Block
from policy_audit.types import Span

UnitKind = Literal["sentence", "list_item", "table_row", "clause", "heading"]

# A row with more words than this is running text laid out as a table; its cells are read sentence by sentence.
_ROW_WORDS = 60
_BULLET = re.compile(r"(?:[•·▪◦‣●○■□➢➤✓*\uf0b7\uf0a7–—-]|o(?=\s)|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s+(?=\S)")
_STEM_WORDS = frozenset(
    [
        "will",
        "must",
        "shall",
        "should",
        "to",
        "by",
        "for",
        "may",
        "can",
        "that",
        "of",
        "are",
        "is",
        "include",
        "including",
        "and",
    ]
)
_HEADING_WORDS = frozenset(["will", "must", "shall", "should", "to"])
_STEM_SAYS = re.compile(r"\b(?:the following|as follows|these (?:steps|ways|principles|actions|commitments))\b", re.I)
# A line with this many spaced bars or strokes is a table row typed by hand.
_ROW_CUT = re.compile(r" [/|] ")
_ROW_CUTS = 2


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell of a table row: the heading of its column (empty where the table has none) and the cell's span."""

    heading: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A provision unit. `index` is its place in `provision_units`: neighbours are `units[index - 1]` and `[index + 1]`.

    `span` covers just the unit's own words, `[first, last)` its tokens, `sentences` its half-open range in
    `Reading.sentences`. `stem` and `stem_tokens` belong to the words that introduce a list item, and `parent` is the
    index of the unit they stand in. `clauses` are parts with predicates of their own (kind `clause`, same index).
    """

    index: int
    kind: UnitKind
    span: Span
    first: int
    last: int
    sentences: tuple[int, int]
    block: int
    stem: Span | None = None
    stem_tokens: tuple[int, int] | None = None
    parent: int | None = None
    cells: tuple[RowCell, ...] = ()
    clauses: tuple[Unit, ...] = ()

    def section(self, reading: Reading) -> Section:
        """Headings above the unit."""
        return reading.sections[self.block]

    def text(self, reading: Reading) -> str:
        """The unit as a reader would quote it: its stem, if it has one, and its own words."""
        own = reading.text(self.span)
        if self.stem is None:
            return own
        return f"{reading.text(self.stem).rstrip()} {own}"


@dataclass(frozen=True, slots=True)
class _Stem:
    """An open list stem: how deep the items it introduces stand, and the unit it is."""

    level: int
    unit: Unit


def provision_units(reading: Reading) -> tuple[Unit, ...]:
    """All units of a document in reading order."""
    units: list[Unit] = []
    stems: list[_Stem] = []
    rows = _Rows(reading, units)
    for block_number, group in groupby(enumerate(reading.sentences), key=lambda pair: pair[1].block):
        sentences = list(group)
        block = reading.document.blocks[block_number]
        if block.cell is not None:
            stems = []
            rows.add(sentences, block)
            continue
        rows.close()
        if stems and reading.document.blocks[stems[-1].unit.block].region != block.region:
            stems = []
        for unit in _block_units(reading, block, sentences, stems, len(units)):
            units.append(unit)
            stems = _stems_after(reading, block, unit, stems)
    rows.close()
    return tuple(units)


def _block_units(
    reading: Reading, block: Block, sentences: list[tuple[int, Sentence]], stems: list[_Stem], index: int
) -> Iterator[Unit]:
    """Units of a block that is not a table cell; the first gets number `index`."""
    if block.kind in ("heading", "title"):
        (number, begin), (_, end) = sentences[0], sentences[-1]
        place = (number, number + len(sentences))
        yield Unit(index, "heading", Span(begin.span.start, end.span.end), begin.first, end.last, place, begin.block)
        return
    for position, (number, sentence) in enumerate(sentences):
        span, by_look = _without_bullet(reading, sentence.span)
        item = position == 0 and (block.kind == "list_item" or by_look)
        parent = _stem_for(block, by_look, stems) if item else None
        if parent is None and len(_ROW_CUT.findall(reading.folded, span.start, span.end)) >= _ROW_CUTS:
            yield _row_by_look(reading, span, number, sentence, index)
            index += 1
            continue
        first = sentence.first if span is sentence.span else reading.tokens.range_of(span).start
        if first >= sentence.last:
            continue
        yield Unit(
            index,
            "list_item" if item else "sentence",
            span,
            first,
            sentence.last,
            (number, number + 1),
            sentence.block,
            parent.span if parent else None,
            (parent.first, parent.last) if parent else None,
            parent.index if parent else None,
            (),
            _clauses(reading, span, (number, sentence.block, index)),
        )
        index += 1


def _row_by_look(reading: Reading, span: Span, number: int, sentence: Sentence, index: int) -> Unit:
    """A table row typed as a line: "Action / lead / by when / measure"."""
    cells: list[RowCell] = []
    start = span.start
    for match in _ROW_CUT.finditer(reading.folded, span.start, span.end):
        cells.append(RowCell("", Span(start, match.start())))
        start = match.end()
    cells.append(RowCell("", Span(start, span.end)))
    tokens = reading.tokens.range_of(span)
    place = (number, number + 1)
    return Unit(index, "table_row", span, tokens.start, tokens.stop, place, sentence.block, cells=tuple(cells))


def _without_bullet(reading: Reading, span: Span) -> tuple[Span, bool]:
    """The span without a bullet or item number written as text, and whether there was one."""
    match = _BULLET.match(reading.folded, span.start, span.end)
    return (Span(match.end(), span.end), True) if match else (span, False)


def _depth(block: Block) -> int:
    """Nesting depth of a list item; a list recognised by its bullets alone counts as the first level."""
    return max(1, block.level) if block.kind == "list_item" else 1


def _stem_for(block: Block, by_look: bool, stems: list[_Stem]) -> Unit | None:
    depth = 1 if by_look and block.kind != "list_item" else _depth(block)
    return next((stem.unit for stem in reversed(stems) if stem.level < depth), None)


def _stems_after(reading: Reading, block: Block, unit: Unit, stems: list[_Stem]) -> list[_Stem]:
    """Stems open after a unit: the unit itself where it introduces a list, else those of the list it stands in."""
    text = reading.text(unit.span)
    if unit.kind == "heading":
        return (
            [_Stem(0, unit)]
            if text.endswith(":") or (text[-1:].isalpha() and reading.tokens.words[unit.last - 1] in _HEADING_WORDS)
            else []
        )
    introduces = _introduces(reading, unit, text)
    if unit.kind == "list_item":
        depth = _depth(block)
        kept = [stem for stem in stems if stem.level < depth]
        return [*kept, _Stem(depth, unit)] if introduces or not text.rstrip().endswith((".", "!", "?")) else kept
    if block.kind == "list_item":
        depth = _depth(block)
        return [*(stem for stem in stems if stem.level < depth), _Stem(depth, unit)] if introduces else stems
    return [_Stem(0, unit)] if introduces else []


def _introduces(reading: Reading, unit: Unit, text: str) -> bool:
    """True when a unit leads into a list: by its last mark or word, or by saying so ("the following steps")."""
    last = text[-1:]
    if last in ":–—-" or (last.isalpha() and reading.tokens.words[unit.last - 1] in _STEM_WORDS):
        return True
    return ("follow" in text or "these" in text) and last != "?" and _STEM_SAYS.search(text) is not None


def _clauses(reading: Reading, span: Span, place: tuple[int, int, int]) -> tuple[Unit, ...]:
    """Clauses of a sentence; `place` is the number of the sentence, of its block and of its unit."""
    sentence, block, index = place
    return tuple(
        Unit(index, "clause", reading.tokens.span(first, last - 1), first, last, (sentence, sentence + 1), block)
        for first, last in split_clauses(reading, span)
    )


class _Rows:
    """Collects the cells of a table row until the row is over, then adds its units to the list."""

    def __init__(self, reading: Reading, units: list[Unit]) -> None:
        self._reading = reading
        self._units = units
        self._cells: list[tuple[Block, list[tuple[int, Sentence]]]] = []
        self._headings: dict[int, str] = {}
        self._table = -1

    def add(self, sentences: list[tuple[int, Sentence]], block: Block) -> None:
        """Take one cell; a cell of another row closes the row before."""
        if self._cells and self._row_of(self._cells[-1][0]) != self._row_of(block):
            self.close()
        self._cells.append((block, sentences))

    def _row_of(self, block: Block) -> tuple[int, int]:
        cell = block.cell
        return (cell.table, cell.row) if cell else (-1, -1)

    def close(self) -> None:
        """End the row."""
        cells, self._cells = self._cells, []
        if not cells:
            return
        table = self._row_of(cells[0][0])[0]
        if table != self._table:
            self._table, self._headings = table, {}
        heading = all(block.cell is not None and block.cell.heading for block, _ in cells)
        if heading:
            for block, _ in cells:
                if block.cell is not None:
                    self._headings[block.cell.column] = self._reading.text(block.span).strip()
        words = sum(sentence.last - sentence.first for _, sentences in cells for _, sentence in sentences)
        if heading or words <= _ROW_WORDS:
            self._units.append(self._row(cells, heading))
        else:
            self._running(cells)

    def _row(self, cells: list[tuple[Block, list[tuple[int, Sentence]]]], heading: bool) -> Unit:
        first, last = cells[0][1][0], cells[-1][1][-1]
        named = tuple(
            RowCell(self._headings.get(block.cell.column, "") if block.cell else "", block.span) for block, _ in cells
        )
        span, place = Span(first[1].span.start, last[1].span.end), (first[0], last[0] + 1)
        kind: UnitKind = "heading" if heading else "table_row"
        tokens = first[1].first, last[1].last
        return Unit(len(self._units), kind, span, *tokens, place, first[1].block, cells=named)

    def _running(self, cells: list[tuple[Block, list[tuple[int, Sentence]]]]) -> None:
        """Running text laid out as a table: sentence by sentence, each with the heading of its column."""
        for block, sentences in cells:
            heading = self._headings.get(block.cell.column, "") if block.cell else ""
            for number, sentence in sentences:
                index = len(self._units)
                span, place = sentence.span, (number, number + 1)
                clauses = _clauses(self._reading, span, (number, sentence.block, index))
                cell = RowCell(heading, span)
                self._units.append(
                    Unit(
                        index,
                        "sentence",
                        span,
                        sentence.first,
                        sentence.last,
                        place,
                        sentence.block,
                        cells=(cell,),
                        clauses=clauses,
                    )
                )
