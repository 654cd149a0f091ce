"""Tables of a PDF: grids of cells from ruling lines, characters put into the cell they stand in.

A table without any rules is not recognised as one: its words are read row by row or cell by cell, as the file has them.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from itertools import pairwise
from typing import NamedTuple

from policy_audit.extract.pdf_characters import Box
from policy_audit.extract.pdf_characters import CharacterReader
from policy_audit.extract.pdf_lines import Line
from policy_audit.extract.pdf_ruling import closing_edges
from policy_audit.extract.pdf_runs import Run
from policy_audit.types import Cell

# Columns of one table differ by less (points) in width from page to page.
SAME_WIDTH = 2.0


class Grid(NamedTuple):
    """A table's cells by row and column; a column that a merged cell covers has no box of its own."""

    cells: tuple[tuple[int, int, Box], ...]

    @property
    def rows(self) -> int:
        """How many rows hold cells."""
        return len({row for row, _, _ in self.cells})

    @property
    def widths(self) -> tuple[float, ...]:
        """Widths of the cells of the first row."""
        first = min((row for row, _, _ in self.cells), default=0)
        return tuple(box.right - box.left for row, _, box in self.cells if row == first)

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the cell around a point."""
        for row, column, box in self.cells:
            if box.left <= x <= box.right and box.bottom <= y <= box.top:
                return row, column
        return None


class TableFinder:
    """Finds the tables of single pages by pdfplumber, which is opened for the first page that needs it."""

    def __init__(self, data: bytes, password: str | None) -> None:
        self._data = data
        self._password = password
        self._document: object | None = None
        # Column widths of the tables found so far.
        self._widths: list[tuple[float, ...]] = []

    @property
    def least_rows(self) -> int:
        """Rows a table has at least: one may be the rest of a table before."""
        return 1 if self._widths else 2

    def grids(self, number: int, height: float) -> list[Grid]:
        """The tables of a page (from 1) of two columns and two rows or more, from its top; rests of earlier tables."""
        import pdfplumber

        for noisy in ("pdfminer", "pdfplumber"):
            logging.getLogger(noisy).setLevel(logging.ERROR)
        try:
            if self._document is None:
                self._document = pdfplumber.open(io.BytesIO(self._data), password=self._password or "")
            page = self._document.pages[number - 1]  # type: ignore[attr-defined]
            tables = page.find_tables({"explicit_vertical_lines": closing_edges(page.edges)})
            grids = [_grid(table, height) for table in sorted(tables, key=lambda table: table.bbox[1])]
            page.close()
        except MemoryError:
            raise
        except Exception:
            # pdfminer fails on files that PDFium reads; the text is there all the same, only not in cells.
            return []
        wide = [grid for grid in grids if len({column for _, column, _ in grid.cells}) > 1]
        self._widths += [grid.widths for grid in wide if grid.rows > 1]
        return [grid for grid in wide if grid.rows > 1 or self._goes_on(grid)]

    def _goes_on(self, grid: Grid) -> bool:
        """True for a single row whose columns are as wide as those of a table before: its rest after a break."""
        return any(
            len(grid.widths) == len(known)
            and all(abs(a - b) < SAME_WIDTH for a, b in zip(grid.widths, known, strict=True))
            for known in self._widths
        )

    def close(self) -> None:
        """Let go of the file."""
        if self._document is not None:
            self._document.close()  # type: ignore[attr-defined]


def _grid(table: object, height: float) -> Grid:
    cells = []
    for row_number, row in enumerate(table.rows):  # type: ignore[attr-defined]
        for column, cell in enumerate(row.cells):
            if cell is not None:
                left, top, right, bottom = cell
                cells.append((row_number, column, Box(left, height - bottom, right, height - top)))
    return Grid(tuple(cells))


def in_cells(lines: Sequence[Line], reader: CharacterReader, grids: Sequence[Grid], first_table: int) -> list[Line]:
    """The lines, those inside a grid cut into cells and put in row order where the table begins."""
    result: list[Line] = []
    places: dict[int, int] = {}
    held: dict[int, list[Line]] = {}
    for line in lines:
        middle = (line.box.bottom + line.box.top) / 2
        parts = None
        for index, grid in enumerate(grids):
            if any(box.bottom <= middle <= box.top for _, _, box in grid.cells):
                parts = _cut(line, grid, reader)
                if parts:
                    places.setdefault(index, len(result))
                    held.setdefault(index, []).extend(parts)
                    break
        if not parts:
            result.append(line)
    in_file_order = sorted(places, key=lambda index: places[index])
    for rank, index in reversed(list(enumerate(in_file_order))):
        numbered = [_renumbered(line, first_table + rank) for line in held[index]]
        ordered = sorted(numbered, key=lambda line: (line.cell.row, line.cell.column) if line.cell else (0, 0))
        result[places[index] : places[index]] = ordered
    return result


def _renumbered(line: Line, table: int) -> Line:
    return replace(line, cell=replace(line.cell, table=table)) if line.cell else line


def _cut(line: Line, grid: Grid, reader: CharacterReader) -> list[Line] | None:
    """The line's characters by cell; None when any of them stands outside the grid."""
    parts: list[tuple[tuple[int, int], list[Run], list[Box]]] = []
    for run in line.runs:
        for offset, character in enumerate(run.text):
            index = run.character + (offset if run.width < 0 else 0)
            if character.isspace() or run.width == 0:
                if parts:
                    _extend(parts[-1][1], Run(character, index, run.width))
                continue
            box = reader.box(index)
            place = grid.at((box.left + box.right) / 2, (box.bottom + box.top) / 2)
            if place is None:
                return None
            if not parts or parts[-1][0] != place:
                parts.append((place, [], []))
            _extend(parts[-1][1], Run(character, index, run.width))
            parts[-1][2].append(box)
    return [
        replace(
            line,
            runs=_stripped(runs),
            box=Box(min(box.left for box in boxes), line.box.bottom, max(box.right for box in boxes), line.box.top),
            cell=Cell(0, row, column, row == 0),
            hyphenated=line.hyphenated and number == len(parts) - 1,
        )
        for number, ((row, column), runs, boxes) in enumerate(parts)
    ]


def _extend(runs: list[Run], run: Run) -> None:
    last = runs[-1] if runs else None
    if last is not None and last.width < 0 and run.width < 0 and last.character + len(last.text) == run.character:
        runs[-1] = Run(last.text + run.text, last.character, -1)
    else:
        runs.append(run)


def _stripped(runs: list[Run]) -> tuple[Run, ...]:
    """Without the blanks at the end, which belong to the gap between two cells."""
    kept = list(runs)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return tuple(kept)


def joined(lines: Sequence[Line]) -> list[Line]:
    """A table that goes on after a page break as one: rows counted on, a repeated heading row left out.

    Two tables are one when nothing but a break of page or column stands between them and their columns are as many.
    """
    tables = sorted({line.cell.table for line in lines if line.cell})
    rows = {table: _texts(lines, table) for table in tables}
    shift: dict[int, tuple[int, int, bool]] = {table: (table, 0, False) for table in tables}
    for before, after in pairwise(tables):
        last = max(index for index, line in enumerate(lines) if line.cell and line.cell.table == before)
        first = min(index for index, line in enumerate(lines) if line.cell and line.cell.table == after)
        if first != last + 1 or not _follows(lines[last], lines[first]):
            continue
        repeated = rows[before].get(0) == rows[after].get(0)
        as_many = max(map(len, rows[before].values())) == max(map(len, rows[after].values()))
        if not as_many and not _row_goes_on(rows[before][max(rows[before])], rows[after].get(int(repeated), {})):
            continue
        target, offset, _ = shift[before]
        done = max(rows[before]) + 1 + offset - (1 if shift[before][2] else 0)
        goes_on = _row_goes_on(rows[before][max(rows[before])], rows[after].get(int(repeated), {}))
        shift[after] = (target, done - int(goes_on), repeated)
    return _by_cells([moved for line in lines if (moved := _moved(line, shift)) is not None])


def _row_goes_on(last: dict[int, str], first: dict[int, str]) -> bool:
    """True when a break cut a row in two: what follows begins in the middle of the sentences before it."""
    return bool(first) and all(
        column in last and not last[column].endswith((".", "!", "?", ":")) and not text[:1].isupper()
        for column, text in first.items()
    )


def _by_cells(lines: list[Line]) -> list[Line]:
    """Neighbouring lines of one table in the order of its cells, so that the halves of a cut cell meet."""
    ordered: list[Line] = []
    for table, group in groupby(lines, key=lambda line: line.cell.table if line.cell else None):
        members = list(group)
        if table is not None:
            members.sort(key=lambda line: (line.cell.row, line.cell.column) if line.cell else (0, 0))
        ordered += members
    return ordered


def _follows(last: Line, first: Line) -> bool:
    """True when a break of page or column lies between two lines."""
    return first.page == last.page + 1 or (first.page == last.page and first.box.bottom > last.box.top)


def _texts(lines: Sequence[Line], table: int) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for line in lines:
        if line.cell and line.cell.table == table:
            row = rows.setdefault(line.cell.row, {})
            row[line.cell.column] = f"{row.get(line.cell.column, '')} {line.text}".strip()
    return rows


def _moved(line: Line, shift: dict[int, tuple[int, int, bool]]) -> Line | None:
    if line.cell is None:
        return line
    table, offset, repeated = shift[line.cell.table]
    if table == line.cell.table:
        return line
    if repeated and line.cell.row == 0:
        return None
    row = line.cell.row + offset - (1 if repeated else 0)
    return replace(line, cell=Cell(table, row, line.cell.column, False))
