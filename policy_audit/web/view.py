"""A document of any format as text to write in: one line for each line of a block, told apart by plain signs.

Headings begin with "#", list items with their marker or "-"; a blank line stands between paragraphs. The lines remember
where they come from, so that what a person changed can be carried back into a copy of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import Span

# Formats whose source is shown as it is.
AS_IT_IS = ("md", "txt")
_SHOWN = ("body", "aside", "note")
_LIST_SIGNS = "•◦▪▫●○■□‣⁃∙·–—*-"


@dataclass(frozen=True, slots=True)
class ViewLine:
    """A line of the view: the number of its block, the words it shows, the sign before them."""

    block: int
    span: Span
    sign: str
    text: str


def view_lines(document: Document) -> Iterator[ViewLine]:
    """The lines of a document in reading order, without headers, footers and navigation."""
    for number, block in enumerate(document.blocks):
        if block.region not in _SHOWN:
            continue
        start = block.span.start
        for part in document.slice(block.span).split("\n"):
            text = part.strip()
            if text:
                at = start + part.index(text[0])
                sign = sign_of(block) if start == block.span.start else ""
                yield ViewLine(number, Span(at, at + len(text)), sign, text)
            start += len(part) + 1


def view_of(document: Document) -> str:
    """The text of the view; the source itself for formats that are text."""
    if document.format in AS_IT_IS:
        return document.source.replace("\r\n", "\n").replace("\r", "\n")
    parts: list[str] = []
    before: Block | None = None
    for line in view_lines(document):
        block = document.blocks[line.block]
        if parts:
            parts.append("\n" if before is not None and _close(before, block) else "\n\n")
        parts.append(line.sign + line.text)
        before = block
    return "".join(parts) + "\n" if parts else ""


def sign_of(block: Block) -> str:
    """What stands before the words of a block: "## ", "- ", "4.1 " or nothing."""
    if block.kind == "title":
        return "# "
    if block.kind == "heading":
        return "#" * min(max(block.level, 1), 6) + " " + (f"{block.marker} " if block.marker else "")
    if block.kind == "list_item" and (not block.marker or block.marker.strip() in _LIST_SIGNS):
        return "- "
    return f"{block.marker} " if block.marker else ""


def _close(first: Block, second: Block) -> bool:
    """True for two items of a list and for two lines of one block, which stand without a blank line between."""
    return first is second or (first.kind == second.kind == "list_item")
