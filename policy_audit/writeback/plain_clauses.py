"""Where and how a new paragraph goes into Markdown, HTML and plain text."""

from __future__ import annotations

import html
import re

from policy_audit.writeback.source import Source
from policy_audit.writeback.values import Insertion

_CLOSING = re.compile(
    r"</(p|h[1-6]|li|dd|dt|td|th|blockquote|figcaption|summary|div|section|article|main|body)\s*>", re.I
)
# After the end of one of these, the place for a paragraph is behind what surrounds it.
_AROUND = {"li": ("ul", "ol", "menu"), "dd": ("dl",), "dt": ("dl",), "td": ("table",), "th": ("table",)}
# The tag of a block right in front of words, with no more than inline tags between.
_OPENING = re.compile(
    r"<(?:p|h[1-6]|li|dd|dt|blockquote|div|section|article|main)\b[^<>]*>"
    r"(?:\s|<(?:a|b|i|em|strong|span|u|font)\b[^<>]*>)*\Z",
    re.I,
)
_BODY = re.compile(r"<body\b[^>]*>", re.I)
_UNDERLINE = re.compile(r"(?:\r\n|\n|\r)[ \t]{0,3}(?:=+|-+)[ \t]*(?=\r|\n|\Z)")


def clause_patch(source: Source, insertion: Insertion, tracked: bool) -> tuple[int, str]:
    """Source offset and text of an insertion; `tracked` puts it into `<ins>`."""
    if source.document.format == "html":
        return _html(source, insertion, tracked)
    newline = "\r\n" if "\r\n" in source.text else "\n"
    text = f"{_prefix(source, insertion)}{insertion.text}"
    if tracked:
        text = f"<ins>{text}</ins>"
    block = source.document.blocks[insertion.beside]
    if insertion.before:
        place = source.range_of(block.span)
        start = source.text.rfind("\n", 0, place[0]) + 1 if place else 0
        return start, f"{text}{newline}{newline}"
    place = source.range_of(block.span)
    end = _line_end(source.text, place[1] if place else len(source.text))
    underline = _UNDERLINE.match(source.text, end)
    if underline and block.kind in ("heading", "title"):
        end = underline.end()
    return end, f"{newline}{newline}{text}"


def _prefix(source: Source, insertion: Insertion) -> str:
    """A typed clause number, with the blanks its neighbours have behind theirs."""
    if not insertion.marker or insertion.like is None:
        return ""
    place = source.range_of(source.document.blocks[insertion.like].span)
    if place is None:
        return ""
    before = source.text[source.text.rfind("\n", 0, place[0]) + 1 : place[0]]
    if not any(letter.isdigit() for letter in before):
        return ""
    return insertion.marker + (before[len(before.rstrip()) :] or " ")


def _line_end(text: str, offset: int) -> int:
    found = [at for mark in "\r\n" if (at := text.find(mark, offset)) >= 0]
    return min(found, default=len(text))


def _last_opening(before: str) -> int:
    """Where the block begins whose words come next in the source."""
    opening = _OPENING.search(before)
    body = _BODY.search(before)
    return opening.start() if opening else max(before.rfind("\n") + 1, body.end() if body else 0)


def _html(source: Source, insertion: Insertion, tracked: bool) -> tuple[int, str]:
    prefix = _prefix(source, insertion)
    text = html.escape(f"{prefix}{insertion.text}", quote=False)
    paragraph = f"<p><ins>{text}</ins></p>" if tracked else f"<p>{text}</p>"
    place = source.range_of(source.document.blocks[insertion.beside].span)
    if insertion.before:
        opening = _last_opening(source.text[: place[0] if place else 0])
        return opening, f"{paragraph}\n"
    at = place[1] if place else len(source.text)
    closing = _CLOSING.search(source.text, at)
    if closing is None:
        return at, f"\n{paragraph}"
    end = closing.end()
    around = _AROUND.get(closing.group(1).lower())
    if around:
        outer = re.compile(rf"</({'|'.join(around)})\s*>", re.I).search(source.text, end)
        end = outer.end() if outer else end
    elif closing.group(1).lower() in ("div", "section", "article", "main", "body"):
        end = closing.start()
    return end, f"\n{paragraph}"
