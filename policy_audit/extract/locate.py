"""From a span of text back to what a person needs to find it: line, column, page and the headings above."""

from __future__ import annotations

from bisect import bisect_right

from policy_audit.extract.assemble import advance
from policy_audit.types import Anchor
from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import Location
from policy_audit.types import PdfAnchor
from policy_audit.types import Span
from policy_audit.types import TextAnchor


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
    level = 7
    for index in range(block_index(document, offset), -1, -1):
        block = document.blocks[index]
        if block.kind == "heading" and block.level < level:
            path.append(heading_text(document, block))
            level = block.level
            if level <= 1:
                break
    return tuple(reversed(path))


def locate(document: Document, span: Span) -> Location:
    """Where the first character of `span` stands in the source file."""
    anchor = anchor_at(document, span.start)
    line = column = page = None
    ocr = False
    if isinstance(anchor, TextAnchor):
        line, column = anchor.line, anchor.column
    elif isinstance(anchor, PdfAnchor):
        page, ocr = anchor.page, anchor.ocr
    return Location(line, column, page, section_of(document, span.start), ocr)
