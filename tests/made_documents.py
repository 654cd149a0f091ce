"""Documents made in code, for tests that need no file."""

from __future__ import annotations

from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import Segment
from policy_audit.types import Span
from policy_audit.types import TextAnchor


def document_of(*lines: str, path: str = "made.txt") -> Document:
    """A document of one block a line: "# " starts a heading (level by number of #), "- " a list item, else a paragraph."""
    blocks, segments, parts, at = [], [], [], 0
    for number, line in enumerate(lines, 1):
        hashes = len(line) - len(line.lstrip("#"))
        kind = "heading" if hashes else "list_item" if line.startswith("- ") else "paragraph"
        text = line.lstrip("# ") if hashes else line.removeprefix("- ")
        anchor = TextAnchor(number, 1, at)
        span = Span(at, at + len(text))
        blocks.append(Block(kind, hashes if hashes else int(kind == "list_item"), span, anchor))
        segments.append(Segment(span, anchor))
        parts.append(text)
        at += len(text) + 1
    return Document(path, "0" * 64, "txt", "\n".join(parts), tuple(blocks), tuple(segments))
