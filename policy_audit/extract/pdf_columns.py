"""Columns: lines that PDFium read across a gutter cut in two, and lines put in the order in which people read."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from policy_audit.extract.pdf_characters import Box
from policy_audit.extract.pdf_characters import CharacterReader
from policy_audit.extract.pdf_lines import Line
from policy_audit.extract.pdf_runs import Run

# A blank wider than this many font sizes may be a gutter.
WIDE = 1.0
# So many lines of a page must have a wide blank at the same place, and this share of those that reach over it.
FEWEST_LINES = 6
SHARE = 0.6
FEWEST_FOR_COLUMNS = 12
# Lines whose tops differ by less (points) stand beside each other.
LEVEL = 4.0
# Lines that share more than this part of their height stand beside each other.
SIDE_BY_SIDE = 0.5


class Gap(NamedTuple):
    """A wide blank inside a line: where it begins and ends, and the first character after it."""

    left: float
    right: float
    character: int


def cut_at_gutters(lines: list[Line], reader: CharacterReader) -> list[Line]:
    """The lines of a page, cut where they run over the blank strip between two columns of prose.

    Labels beside values, and tables, have wide blanks as well; they are left alone, as one side of them is no prose.
    """
    # Each wide blank parts a line into two rectangles at least.
    if len(lines) < FEWEST_LINES or reader.rectangles() - len(lines) < FEWEST_LINES:
        return lines
    gaps = [_gaps(line, reader) for line in lines]
    if sum(map(bool, gaps)) < FEWEST_LINES:
        return lines
    gutters = _gutters(lines, gaps)
    if not gutters:
        return lines
    result: list[Line] = []
    for line, own in zip(lines, gaps, strict=True):
        at = [gap for gap in own if any(gap.left <= x <= gap.right for x in gutters)]
        result += _cut(line, at) if at else [line]
    return result


def _gaps(line: Line, reader: CharacterReader) -> list[Gap]:
    end = line.runs[-1].character + len(line.runs[-1].text)
    return [Gap(*gap) for gap in reader.gaps(line.runs[0].character, end, line.size * WIDE)]


def _gutters(lines: Sequence[Line], gaps: Sequence[list[Gap]]) -> list[float]:
    """Places across the page that most lines leave blank, with prose on both sides."""
    found: list[float] = []
    middles = sorted({round((gap.left + gap.right) / 2) for own in gaps for gap in own})
    for x in middles:
        if found and x - found[-1] < 20:
            continue
        over = [index for index, line in enumerate(lines) if line.box.left < x < line.box.right]
        blank = [(lines[index], gap) for index in over for gap in gaps[index] if gap.left <= x <= gap.right]
        if len(blank) < FEWEST_LINES or len(blank) < SHARE * len(over):
            continue
        sides = [_cut(line, [gap]) for line, gap in blank]
        if all(_prose(parts[side] for parts in sides) >= 0.5 for side in (0, 1)):
            found.append(float(x))
    return found


def _cut(line: Line, gaps: Sequence[Gap]) -> list[Line]:
    """The line in pieces between its gaps."""
    parts: list[Line] = []
    rest = line
    for gap in gaps:
        head, tail = _split_runs(rest.runs, gap.character)
        if not head or not tail:
            continue
        parts.append(replace(rest, runs=head, box=rest.box._replace(right=gap.left), hyphenated=False))
        rest = replace(rest, runs=tail, box=rest.box._replace(left=gap.right))
    return [*parts, rest]


def _split_runs(runs: Sequence[Run], character: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    head: list[Run] = []
    tail: list[Run] = []
    for run in runs:
        if tail or run.character >= character:
            tail.append(run)
        elif run.width < 0 and run.character + len(run.text) > character:
            at = character - run.character
            head.append(Run(run.text[:at], run.character))
            tail.append(Run(run.text[at:], character))
        else:
            head.append(run)
    while head and not head[-1].text.strip():
        head.pop()
    if head:
        head[-1] = head[-1]._replace(text=head[-1].text.rstrip())
    return tuple(head), tuple(tail)


def from_the_top(lines: Sequence[Line]) -> list[Line] | None:
    """Lines of a page of one column from its top, whatever the order of the file; None where lines stand abreast.

    Pieces of one row, and the cells of one table, follow one another in the file and stay together.
    """
    rows: list[list[Line]] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        if last is not None and (_same_table(last, line) or _overlap(last.box, line.box) > SIDE_BY_SIDE):
            rows[-1].append(line)
        else:
            rows.append([line])
    boxes = [_around(row) for row in rows]
    order = sorted(range(len(rows)), key=lambda index: -boxes[index].top)
    for upper, lower in pairwise(order):
        one, other = boxes[upper], boxes[lower]
        if other.top - one.bottom > SIDE_BY_SIDE * (other.top - other.bottom):
            return None
        # New neighbours must stand above one another, or they are of two columns.
        if lower != upper + 1 and (one.right < other.left or other.right < one.left):
            return None
    return [line for index in order for line in rows[index]]


def _around(row: Sequence[Line]) -> Box:
    boxes = [line.box for line in row]
    left, bottom = min(box.left for box in boxes), min(box.bottom for box in boxes)
    return Box(left, bottom, max(box.right for box in boxes), max(box.top for box in boxes))


def _same_table(one: Line, other: Line) -> bool:
    return one.cell is not None and other.cell is not None and one.cell.table == other.cell.table


def _overlap(one: Box, other: Box) -> float:
    """Share of the lower of two heights in which both boxes stand."""
    common = min(one.top, other.top) - max(one.bottom, other.bottom)
    return common / max(min(one.top - one.bottom, other.top - other.bottom), 1.0)


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Lines of a page, column by column where the file goes back and forth between columns; one column from its top.

    Most files write column after column; that order is kept. Only where lines of two columns alternate many times are
    they sorted, and only when both sides hold prose: a short label beside its value is a row, not two columns.
    """
    ordered = _by_columns(lines)
    if ordered is None and any(before.box.top < after.box.top for before, after in pairwise(lines)):
        ordered = from_the_top(lines)
    return list(lines) if ordered is None else ordered


def _by_columns(lines: Sequence[Line]) -> list[Line] | None:
    if len(lines) < FEWEST_FOR_COLUMNS or any(line.cell for line in lines):
        return None
    # Columns read row by row show as neighbours on one height.
    level = sum(abs(a.box.top - b.box.top) < LEVEL and a.box.right <= b.box.left for a, b in pairwise(lines))
    gutter = _gutter(lines) if level >= FEWEST_LINES - 1 else None
    if gutter is None:
        return None
    sides = [_side(line, gutter) for line in lines]
    changes = sum(a != b and 0 not in (a, b) for a, b in pairwise(sides))
    if changes < FEWEST_LINES or changes < 0.25 * len(lines):
        return None
    return _columns(lines, sides)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Middle of a vertical strip that hardly any line crosses and that has prose on both sides; None without one."""
    left_edge = min(line.box.left for line in lines)
    width = max(line.box.right for line in lines) - left_edge
    best: tuple[int, float] | None = None
    for step in range(20, 81, 2):
        x = left_edge + width * step / 100
        left = [line for line in lines if line.box.right <= x]
        right = [line for line in lines if line.box.left >= x]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < FEWEST_LINES - 1 or crossing > 0.3 * len(lines):
            continue
        if min(_prose(left), _prose(right)) < 0.5:
            continue
        if best is None or crossing < best[0]:
            best = (crossing, x)
    return best[1] if best else None


def _prose(lines: Iterable[Line]) -> float:
    """Share of lines with at least four words."""
    counts = [len(line.text.split()) >= 4 for line in lines]
    return sum(counts) / max(len(counts), 1)


def _side(line: Line, gutter: float) -> int:
    return -1 if line.box.right <= gutter else 1 if line.box.left >= gutter else 0


def _columns(lines: Sequence[Line], sides: Sequence[int]) -> list[Line]:
    """Between lines that span both columns, the left column's lines first, then the right one's, each from the top."""
    order: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line, side in zip(lines, sides, strict=True):
        if side == 0:
            order += [*_from_top(left), *_from_top(right), line]
            left, right = [], []
        else:
            (left if side < 0 else right).append(line)
    return [*order, *_from_top(left), *_from_top(right)]


def _from_top(lines: list[Line]) -> list[Line]:
    """One column's lines by height; it may hold columns of its own."""
    return in_reading_order(sorted(lines, key=lambda line: -line.box.top))
