"""From spans of text to places in a Word or OpenDocument file."""

from __future__ import annotations

from typing import NamedTuple

from policy_audit.extract.locate import anchor_at
from policy_audit.types import Document
from policy_audit.types import Span
from policy_audit.types import WordAnchor


class ParagraphRange(NamedTuple):
    """Characters `[start, end)` of paragraph number `paragraph` of a part."""

    part: str
    paragraph: int
    start: int
    end: int


def paragraph_range(document: Document, span: Span) -> ParagraphRange | None:
    """Where a span stands; None when it has no place in a paragraph or runs over two.

    An empty span stands behind the character before it, so that words can be added at the end of a paragraph.
    """
    if span.start == span.end and span.start and document.text[span.start - 1] != "\n":
        before = paragraph_range(document, Span(span.start - 1, span.start))
        return before._replace(start=before.end) if before is not None else None
    first = anchor_at(document, span.start)
    last = anchor_at(document, max(span.end - 1, span.start))
    if not isinstance(first, WordAnchor) or not isinstance(last, WordAnchor):
        return None
    if (first.part, first.paragraph) != (last.part, last.paragraph):
        return None
    return ParagraphRange(first.part, first.paragraph, first.offset, last.offset + (1 if span.end > span.start else 0))


def block_paragraph(document: Document, block: int) -> ParagraphRange | None:
    """Where a block stands: its paragraph, and the characters that are its text."""
    if not 0 <= block < len(document.blocks):
        return None
    return paragraph_range(document, document.blocks[block].span)
