"""The changes a document went through: a list of dated entries, or a table with a row for each version."""

from __future__ import annotations

import re

from policy_audit.language.dates import DateMention
from policy_audit.stages.hygiene.desk import Desk
from policy_audit.stages.hygiene.records import Record
from policy_audit.types import Span

# "Replaces 1.1", "supersedes version 2".
_REPLACES = re.compile(r"\b(?:replaces|supersedes) (?:v\.?|version |issue |edition )?\d")
# Words of a line that heads a list of changes, and blocks of the list that are looked at.
_TITLE_WORDS = 4
_LIST_BLOCKS = 4
# Rows of a table of versions that are shown.
_MOST_SHOWN = 8
# Cells of a row stand within this many blocks of one another.
_MOST_COLUMNS = 20
# A table of versions is a history from its second row on.
_ROWS = 2


def listed_changes(desk: Desk) -> tuple[Span, DateMention] | None:
    """The latest dated entry of a list of changes ("Changelog", "Update log"), under a heading or a short line."""
    headed, found, line = desk.lexicon.pattern("version", "history"), [], -_LIST_BLOCKS
    for number, block in enumerate(desk.reading.document.blocks):
        folded = desk.reading.folded[block.span.start : block.span.end]
        path = desk.reading.sections[number].path
        if len(folded.split()) <= _TITLE_WORDS and headed.search(folded):
            line = number
        elif number - line < _LIST_BLOCKS or (path and headed.search(path[-1].lower())):
            found += [(block.span, one) for one in desk.dates(block.span)]
    return max(found, key=lambda one: one[1].last, default=None)


def has_history(desk: Desk, at: int) -> bool:
    """Whether changes are told: in the block at an offset, that of the version, in a title, or where a block begins."""
    pattern, folded = desk.lexicon.pattern("version", "history"), desk.reading.folded
    own = desk.reading.document.blocks[desk.block_at(at)].span
    if _REPLACES.search(folded, own.start, own.end):
        return True
    for match in desk.matches(pattern):
        block = desk.reading.document.blocks[desk.block_at(match.start())].span
        first = not folded[block.start : match.start()].strip(" -*•#_\t\n")
        short = len(folded[block.start : block.end].split()) <= _TITLE_WORDS
        if first or short or block.start <= at < block.end:
            return True
    return False


def version_rows(desk: Desk, record: Record) -> tuple[Span, ...]:
    """The rows of a table of versions in which a record is one of several, or the one row it stands in; else none."""
    blocks = desk.reading.document.blocks
    own = blocks[record.block].cell
    if own is None:
        return ()
    rows: dict[int, Span] = {}
    for other in desk.records:
        cell = blocks[other.block].cell
        if other.label == record.label and not other.blank and cell is not None and cell.table == own.table:
            rows[cell.row] = row_around(desk, other.block)
    return tuple(rows.values())[:_MOST_SHOWN]


def row_around(desk: Desk, block: int) -> Span:
    """The span of the row a cell stands in; of the block itself where it is no cell."""
    blocks = desk.reading.document.blocks
    own = blocks[block].cell
    if own is None:
        return blocks[block].span
    near = blocks[max(0, block - _MOST_COLUMNS) : block + _MOST_COLUMNS]
    row = [one.span for one in near if one.cell and (one.cell.table, one.cell.row) == (own.table, own.row)]
    return Span(row[0].start, row[-1].end)


def is_history(rows: tuple[Span, ...]) -> bool:
    """Whether rows of versions are a history: the first version alone has none."""
    return len(rows) >= _ROWS
