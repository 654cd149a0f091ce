"""From a span of text back to what a person needs to find it: line, column, page and the headings above."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from policy_audit.extract.assemble import advance
from policy_audit.types import Anchor
from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import Location
from policy_audit.types import PdfAnchor
from policy_audit.types import Span
from policy_audit.types import TextAnchor

# Level of the deepest heading.
_DEEPEST = 6


def anchor_at(document: Document, offset: int) -> Anchor | None:
    """Source address of the character at `offset`; of the nearest one before it where the offset is between blocks.

    None for a document without text.
    """
    if not document.segments:
        return None
    index = max(bisect_right(document.segments, offset, key=lambda segment: segment.span.start) - 1, 0)
    segment = document.segments[index]
    if segment.width >= 0:
        return segment.anchor
    return advance(segment.anchor, min(max(offset - segment.span.start, 0), max(len(segment.span) - 1, 0)))


def block_index(document: Document, offset: int) -> int:
    """Index of the last block that starts at or before `offset`; -1 before the first."""
    return bisect_right(document.blocks, offset, key=lambda block: block.span.start) - 1


def heading_text(document: Document, block: Block) -> str:
    """A heading as a reader sees it: its number, a blank, its words; blanks and line ends folded."""
    words = " ".join(document.slice(block.span).split())
    return f"{block.marker} {words}" if block.marker else words


def section_of(document: Document, offset: int) -> tuple[str, ...]:
    """The headings above `offset`, outermost first; the document's title is not one of them."""
    path: list[str] = []
    level = _DEEPEST + 1
    for index in range(block_index(document, offset), -1, -1):
        block = document.blocks[index]
        if block.kind == "heading" and block.level < level:
            path.append(heading_text(document, block))
            level = block.level
            if level <= 1:
                break
    return tuple(reversed(path))


class Locator:
    """Places of the spans of one document: what takes a pass over its headings is done once, not for every span."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [block.span.start for block in document.blocks]
        self._paths = list(_paths(document))
        self._known: dict[int, Location] = {}

    def locate(self, span: Span) -> Location:
        """Where the first character of `span` stands in the source file."""
        known = self._known.get(span.start)
        if known is None:
            at = bisect_right(self._starts, span.start) - 1
            known = _location(anchor_at(self._document, span.start), self._paths[at] if at >= 0 else ())
            self._known[span.start] = known
        return known


def _paths(document: Document) -> Iterator[tuple[str, ...]]:
    """For each block what `section_of` says of its first character."""
    above: list[tuple[int, str]] = []
    path: tuple[str, ...] = ()
    for block in document.blocks:
        if block.kind == "heading" and block.level <= _DEEPEST:
            above = [one for one in above if one[0] < block.level] if block.level > 1 else []
            above.append((block.level, heading_text(document, block)))
            path = tuple(words for _, words in above)
        yield path


def locate(document: Document, span: Span) -> Location:
    """Where the first character of `span` stands in the source file; for many spans, see `Locator`."""
    return _location(anchor_at(document, span.start), section_of(document, span.start))


def _location(anchor: Anchor | None, section: tuple[str, ...]) -> Location:
    line = column = page = None
    ocr = False
    if isinstance(anchor, TextAnchor):
        line, column = anchor.line, anchor.column
    elif isinstance(anchor, PdfAnchor):
        page, ocr = anchor.page, anchor.ocr
    return Location(line, column, page, section, ocr)
