"""Furniture of PDF pages: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from policy_audit.extract.pdf_columns import in_reading_order
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
        kept: list[Line] = []
        for line in page.lines:
            place = _edge(line, page, heads, feet) if line.cell is None else None
            if place is None:
                kept.append(line)
            else:
                (headers if place == "header" else footers).setdefault(_key(line), line)
        body += in_reading_order(kept)
    return Sorted(tuple(headers.values()), tuple(body), tuple(footers.values()))


def _edge(line: Line, page: PageText, heads: frozenset[str], feet: frozenset[str]) -> str | None:
    """Either "header" or "footer" for a line that comes back at the edge of the pages, or numbers them; else None."""
    top = _in_band(line, page, top=True)
    if not top and not _in_band(line, page, top=False):
        return None
    if PAGE_NUMBER.fullmatch(line.text) or _key(line) in (heads if top else feet):
        return "header" if top else "footer"
    return None


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
