"""Headings that structure does not tell: numbered ones, bold lines standing alone, the title of the document."""

from __future__ import annotations

import re
from dataclasses import replace

from policy_audit.extract.assemble import Assembly
from policy_audit.extract.assemble import Piece
from policy_audit.extract.assemble import trimmed
from policy_audit.extract.assemble import without_start
from policy_audit.extract.looks import CLAUSE
from policy_audit.extract.looks import heading_look
from policy_audit.extract.looks import marker_of
from policy_audit.types import BlockKind
from policy_audit.types import Document

# What programs put into the title property when nobody did: file names, addresses, their own names, contents lists.
NO_TITLE = re.compile(
    r"\.(?:docx?|dotx?|pdf|indd|rtf|odt|xlsx?|pptx?|txt)\b|https?://|^(?:microsoft word|untitled|document\d*|contents|"
    r"table of contents|company name|print|blank|title|layout \d)\b[ \d]*",
    re.I,
)


def plausible_title(title: str) -> bool:
    """True when a file's title property reads like a title a person gave."""
    return bool(title.strip()) and NO_TITLE.search(title) is None


def first_heading(assembly: Assembly) -> str:
    """Text of the first title or heading, "" without one."""
    for block, text in zip(assembly.blocks, assembly.parts, strict=True):
        if block.kind in ("heading", "title"):
            return " ".join(text.split())
    return ""


def mark_title(document: Document) -> Document:
    """The same document with its first heading as title, where it is the only one of level 1 and opens the text."""
    body = [index for index, block in enumerate(document.blocks) if block.region == "body"]
    headings = [index for index in body if document.blocks[index].kind == "heading"]
    tops = [index for index in headings if document.blocks[index].level == 1]
    if (
        any(document.blocks[index].kind == "title" for index in body)
        or len(tops) != 1
        or document.blocks[tops[0]].marker
    ):
        return document
    if headings[0] != tops[0] or body.index(tops[0]) > 3 or len(body) < 2:
        return document
    blocks = list(document.blocks)
    blocks[tops[0]] = replace(blocks[tops[0]], kind="title", level=0)
    return replace(document, blocks=tuple(blocks))


def bold_heading(pieces: list[Piece]) -> bool:
    """True when a paragraph that is bold throughout reads like a heading; a colon at its end is allowed."""
    text = "".join(piece.text for piece in pieces).strip()
    return "\n" not in text and heading_look(text.rstrip(": ")) is not None


def settle_headings(assembly: Assembly) -> None:
    """Give headings by look a level below the real heading before them; make paragraphs of those that head nothing.

    A bold line at the end of a section is a signature, not a heading.
    """
    blocks = assembly.blocks
    level = 0
    for index, block in enumerate(blocks):
        if index not in assembly.by_look:
            if block.kind == "heading":
                level = block.level
            continue
        after = next((later for later in range(index + 1, len(blocks)) if blocks[later].region == block.region), None)
        heads = after is not None and (blocks[after].kind not in ("heading", "title") or after in assembly.by_look)
        if heads:
            blocks[index] = replace(block, level=min(level + 1, 6))
        else:
            blocks[index] = replace(block, kind="paragraph", level=0)


def numbered(pieces: list[Piece], heading: bool) -> tuple[str, list[Piece]]:
    """A typed clause number ("4.1 Board") taken off the pieces as marker; "" and the same pieces without one."""
    pieces = trimmed(pieces)
    text = "".join(piece.text for piece in pieces)
    look = heading_look(text) if heading else None
    end = look.end if look is not None and look.marker else 0
    clause = CLAUSE.match(text)
    if clause is not None and clause.end() < len(text) and text[clause.end()].isupper():
        end = max(end, clause.end())
    return (text[:end].strip(), without_start(pieces, end)) if 0 < end < len(text) else ("", pieces)


def strip_marker(pieces: list[Piece]) -> tuple[BlockKind, int, str, list[Piece]]:
    """Kind, level, marker and remaining pieces of a paragraph that may start with a typed list marker."""
    pieces = trimmed(pieces)
    marker = marker_of("".join(piece.text for piece in pieces))
    if marker is None:
        return "paragraph", 0, "", pieces
    return marker.kind, marker.level, marker.text, without_start(pieces, marker.end)
