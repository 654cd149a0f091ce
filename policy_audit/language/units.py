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
_MODAL = (
    r"(?:will|shall|must|should|may|might|can|cannot|could|would|do|does|is|are|was|were|has|have|"
    r"aims?|commits?|seeks?|strives?|encourages?|expects?|hopes?|intends?|undertakes?|prohibits?)"
)
_SUBJECT = r"(?:[\w'’-]+\s+){0,6}?"
_CLAUSE_BREAK = re.compile(
    rf";\s+(?:and\s+)?(?=\w)|:\s+(?=\w)|\s[–—]\s(?=\w)|,?\s(?:and|but|so|yet)\s(?:(?:also|then|"
    rf"therefore|thus)\s)?(?=(?:we\s|they\s|it\s|you\s)?{_MODAL}\s)"
    r"|,?\sor\s(?=(?:we\s|they\s|it\s|you\s)?(?:will|shall|must|should|may|can)\s)"
    rf"|,?\s(?:and|but|so|yet|while|whilst|whereas|although)\s(?=(?:we|you|they|the|each|every|all|any|"
    rf"our|no|it|its|their|staff|managers|employees|full)\s{_SUBJECT}{_MODAL}\s)"
    r"|,\s(?:and|but|so|with)\s(?=(?:the|each|every|our|its|their|all|any|a|no|hr|staff|managers|line|"
    r"service|those|anyone)\s)"
    r"|,\s(?:and|but|so|which is why|therefore)\s(?=(?:we|you|they)(?:['’]\w+)?\s\w)"
)
_CLAUSE_WORDS = 3
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
    """A provision unit. `index` is its place in `provision_units`, so neighbours are `units[index - 1]` and `[index + 1]`.

    `span` covers just the unit's own words, `[first, last)` its tokens, `sentences` its half-open range in
    `Reading.sentences`. `stem` and `stem_tokens` belong to the words that introduce a list item, and `parent` is the
    index of the unit they stand in. `clauses` are parts of the unit with predicates of their own (kind `clause`, same index).
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
    numbered = enumerate(reading.sentences)
    stems: list[_Stem] = []
    rows = _Rows(reading)
    for block_number, group in groupby(numbered, key=lambda pair: pair[1].block):
        sentences = list(group)
        block = reading.document.blocks[block_number]
        if block.cell is not None:
            stems = []
            rows.add(sentences, block)
            continue
        _append(units, rows.close())
        if stems and reading.document.blocks[stems[-1].unit.block].region != block.region:
            stems = []
        for draft in _block_units(reading, block, sentences, stems):
            units.append(_numbered(draft, len(units)))
            stems = _stems_after(reading, block, units[-1], stems)
    _append(units, rows.close())
    return tuple(units)


def _append(units: list[Unit], drafts: Iterator[Unit]) -> None:
    for draft in drafts:
        units.append(_numbered(draft, len(units)))


def _numbered(unit: Unit, index: int) -> Unit:
    clauses = tuple([_numbered(clause, index) for clause in unit.clauses]) if unit.clauses else ()
    return Unit(
        index,
        unit.kind,
        unit.span,
        unit.first,
        unit.last,
        unit.sentences,
        unit.block,
        unit.stem,
        unit.stem_tokens,
        unit.parent,
        unit.cells,
        clauses,
    )


def _block_units(
    reading: Reading, block: Block, sentences: list[tuple[int, Sentence]], stems: list[_Stem]
) -> Iterator[Unit]:
    """Units of a block that is not a table cell."""
    if block.kind in ("heading", "title"):
        start, end = sentences[0][1], sentences[-1][1]
        yield Unit(
            -1,
            "heading",
            Span(start.span.start, end.span.end),
            start.first,
            end.last,
            (sentences[0][0], sentences[-1][0] + 1),
            start.block,
        )
        return
    for position, (number, sentence) in enumerate(sentences):
        span, by_look = _without_bullet(reading, sentence.span)
        item = position == 0 and (block.kind == "list_item" or by_look)
        parent = _stem_for(block, by_look, stems) if item else None
        if parent is None and len(_ROW_CUT.findall(reading.folded, span.start, span.end)) >= _ROW_CUTS:
            yield _row_by_look(reading, span, number, sentence)
            continue
        first = sentence.first if span is sentence.span else reading.tokens.range_of(span).start
        if first >= sentence.last:
            continue
        yield Unit(
            -1,
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
            _clauses(reading, span, number, sentence.block),
        )


def _row_by_look(reading: Reading, span: Span, number: int, sentence: Sentence) -> Unit:
    """A table row typed as a line: "Action / lead / by when / measure"."""
    cells: list[RowCell] = []
    start = span.start
    for match in _ROW_CUT.finditer(reading.folded, span.start, span.end):
        cells.append(RowCell("", Span(start, match.start())))
        start = match.end()
    cells.append(RowCell("", Span(start, span.end)))
    return Unit(
        -1, "table_row", span, sentence.first, sentence.last, (number, number + 1), sentence.block, cells=tuple(cells)
    )


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


def _clauses(reading: Reading, span: Span, sentence: int, block: int) -> tuple[Unit, ...]:
    """Parts of a sentence that have predicates of their own; empty where there is just one."""
    folded, starts = reading.folded, [span.start]
    begins = [span.start]
    ends: list[int] = []
    for match in _CLAUSE_BREAK.finditer(folded, span.start, span.end):
        ends.append(match.start())
        begins.append(match.end())
    if len(begins) == len(starts):
        return ()
    parts: list[Unit] = []
    for start, end in zip(begins, [*ends, span.end], strict=True):
        piece = Span(start, end)
        tokens = reading.tokens.range_of(piece)
        if len(tokens) >= _CLAUSE_WORDS or not parts:
            parts.append(Unit(-1, "clause", piece, tokens.start, tokens.stop, (sentence, sentence + 1), block))
        else:
            last = parts[-1]
            parts[-1] = Unit(-1, "clause", Span(last.span.start, end), last.first, tokens.stop, last.sentences, block)
    return tuple(parts) if len(parts) > 1 else ()


class _Rows:
    """Collects the cells of a table row until the row is over."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._cells: list[tuple[Block, list[tuple[int, Sentence]]]] = []
        self._headings: dict[int, str] = {}
        self._table = -1
        self._done: list[Unit] = []

    def add(self, sentences: list[tuple[int, Sentence]], block: Block) -> None:
        """Take one cell; a cell of another row closes the row before."""
        if self._cells and self._row_of(self._cells[-1][0]) != self._row_of(block):
            self._finish()
        self._cells.append((block, sentences))

    def close(self) -> Iterator[Unit]:
        """Units of every row finished since the last call."""
        self._finish()
        done, self._done = self._done, []
        yield from done

    def _row_of(self, block: Block) -> tuple[int, int]:
        cell = block.cell
        return (cell.table, cell.row) if cell else (-1, -1)

    def _finish(self) -> None:
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
            self._done.append(self._row(cells, heading))
        else:
            self._done.extend(self._running(cells))

    def _row(self, cells: list[tuple[Block, list[tuple[int, Sentence]]]], heading: bool) -> Unit:
        first, last = cells[0][1][0], cells[-1][1][-1]
        named = tuple(
            RowCell(self._headings.get(block.cell.column, "") if block.cell else "", block.span) for block, _ in cells
        )
        return Unit(
            -1,
            "heading" if heading else "table_row",
            Span(first[1].span.start, last[1].span.end),
            first[1].first,
            last[1].last,
            (first[0], last[0] + 1),
            first[1].block,
            cells=named,
        )

    def _running(self, cells: list[tuple[Block, list[tuple[int, Sentence]]]]) -> Iterator[Unit]:
        for block, sentences in cells:
            heading = self._headings.get(block.cell.column, "") if block.cell else ""
            for number, sentence in sentences:
                yield Unit(
                    -1,
                    "sentence",
                    sentence.span,
                    sentence.first,
                    sentence.last,
                    (number, number + 1),
                    sentence.block,
                    cells=(RowCell(heading, sentence.span),),
                    clauses=_clauses(self._reading, sentence.span, number, sentence.block),
                )
