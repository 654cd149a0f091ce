"""Order and furniture of PDF pages: columns, running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from typing import NamedTuple

from policy_audit.extract.pdf_lines import Line
from policy_audit.extract.pdf_lines import PageText

PAGE_NUMBER = re.compile(
    r"[-–—| ]*(?:page|seite|p\.?)?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/|von|\|)\s*\d{1,4})?[-–—| .]*", re.I
)
# Share of the page height at either end in which running headers and footers stand.
BAND = 0.12
# Share of pages on which a line must come back.
REPEATED = 0.4


class Sorted(NamedTuple):
    """The lines of a document: running headers, body in reading order, running footers; each header wording once."""

    headers: tuple[Line, ...]
    body: tuple[Line, ...]
    footers: tuple[Line, ...]


def sort_lines(pages: Sequence[PageText]) -> Sorted:
    """Set running headers, footers and page numbers apart from the body."""
    heads, feet = _repeated(pages, top=True), _repeated(pages, top=False)
    headers: dict[str, Line] = {}
    footers: dict[str, Line] = {}
    body: list[Line] = []
    for page in pages:
        for line in in_reading_order(page):
            if line.cell is not None:
                body.append(line)
                continue
            key = _key(line)
            if _in_band(line, page, top=True) and (key in heads or PAGE_NUMBER.fullmatch(line.text)):
                headers.setdefault(key, line)
            elif _in_band(line, page, top=False) and (key in feet or PAGE_NUMBER.fullmatch(line.text)):
                footers.setdefault(key, line)
            else:
                body.append(line)
    return Sorted(tuple(headers.values()), tuple(body), tuple(footers.values()))


def _key(line: Line) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", " ".join(line.text.lower().split()))


def _in_band(line: Line, page: PageText, top: bool) -> bool:
    middle = (line.box.bottom + line.box.top) / 2
    return middle > page.height * (1 - BAND) if top else middle < page.height * BAND


def _repeated(pages: Sequence[PageText], top: bool) -> frozenset[str]:
    """Wordings (numbers masked) that come back in one band on enough pages, near the same height."""
    if len(pages) < 2:
        return frozenset()
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(line) for line in page.lines if _in_band(line, page, top)})
    # Left and right pages may carry different headers, hence less than half; the first page often carries none.
    needed = 2 if len(pages) <= 4 else max(3, int(len(pages) * REPEATED))
    return frozenset(key for key, count in counts.items() if count >= needed)


def in_reading_order(page: PageText) -> tuple[Line, ...]:
    """The page's lines, column by column where the file goes back and forth between columns.

    Most files write column after column; that order is kept. Only where lines of two columns alternate many times are
    they sorted, and only when both sides hold prose: a short label beside its value is a row, not two columns.
    """
    lines = page.lines
    if len(lines) < 12 or any(line.cell for line in lines):
        return lines
    gutter = _gutter(lines, page.width)
    if gutter is None:
        return lines
    sides = [_side(line, gutter) for line in lines]
    changes = sum(a != b and 0 not in (a, b) for a, b in zip(sides, sides[1:], strict=False))
    if changes < 6 or changes < 0.25 * len(lines):
        return lines
    return tuple(_columns(lines, sides))


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """Middle of a vertical strip that hardly any line crosses and that has prose on both sides; None without one."""
    best: tuple[int, float] | None = None
    for step in range(30, 71, 2):
        x = width * step / 100
        left = [line for line in lines if line.box.right <= x]
        right = [line for line in lines if line.box.left >= x]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < 5 or crossing > 0.3 * len(lines):
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
            order += sorted(left, key=_height) + sorted(right, key=_height)
            left, right = [], []
            order.append(line)
        else:
            (left if side < 0 else right).append(line)
    return order + sorted(left, key=_height) + sorted(right, key=_height)


def _height(line: Line) -> float:
    return -line.box.top
