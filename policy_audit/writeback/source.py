"""From spans of text to characters of the decoded source, and what stands in the way of an edit there."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from policy_audit.extract.front_matter import front_matter_end
from policy_audit.extract.locate import block_index
from policy_audit.types import Document
from policy_audit.types import Segment
from policy_audit.types import Span
from policy_audit.types import TextAnchor

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
_SCRIPT = re.compile(r"<(script|style|template)\b.*?</\1\s*>", re.I | re.S)
_VOID = frozenset({"br", "img", "wbr", "hr", "input"})
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~-])")
# Inline markup that closes right behind words, or opens right before them.
_EDGE_AFTER = re.compile(r"(?:</(?:b|i|em|strong|u|span|font|mark)\s*>|\*{1,3}|`)+", re.I)
_EDGE_BEFORE = re.compile(r"(?:<(?:b|i|em|strong|u|span|font|mark)\b[^<>]*>|\*{1,3}|`)+\Z", re.I)
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
# Code, and addresses in angle brackets.
_WHOLE = re.compile(r"(?<![`\\])(`+)(?!`)(?s:.+?)(?<!`)\1(?!`)|<[a-zA-Z][\w+.-]{1,31}:[^<>\s]*>|<[^<>\s@]+@[^<>\s]+>")
# Beginnings of quoted lines and of list continuation inside a wrapped paragraph.
_WRAP = re.compile(r"\s*\n[ \t]*(?:>[ \t]?)*[ \t]*")


@dataclass(frozen=True)
class Source:
    """The source of a Markdown, HTML or text document."""

    document: Document

    @property
    def text(self) -> str:
        """The decoded source."""
        return self.document.source

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.span.start for segment in self.document.segments]

    @cached_property
    def _scripts(self) -> list[tuple[int, int]]:
        if self.document.format != "html":
            return []
        return [match.span() for match in _SCRIPT.finditer(self.text)]

    @cached_property
    def _front_matter(self) -> int:
        """Where the text behind the front matter begins; 0 without one."""
        return front_matter_end(self.text)

    def range_of(self, span: Span) -> tuple[int, int] | None:
        """Source offsets from the first to behind the last character of a span; None without a place in the source."""
        if span.start == span.end and span.start and self.document.text[span.start - 1] != "\n":
            before = self.range_of(Span(span.start - 1, span.start))
            return (before[1], before[1]) if before is not None else None
        first, last = self._segment(span.start), self._segment(max(span.end - 1, span.start))
        if first is None or last is None:
            return None
        start, end = self._offset(first, span.start), self._offset(last, max(span.end - 1, span.start))
        if span.end > span.start:
            end += last.width if last.width >= 0 else 1
        return (start, end) if start <= end else None

    def edit_range(self, span: Span) -> tuple[int, int] | None:
        """The range to replace: that of the words, and the markup at either edge that would be left half open."""
        place = self.range_of(span)
        if place is None or _is_closed(self.text[place[0] : place[1]], self.document.format):
            return place
        start, end = place
        after = _EDGE_AFTER.match(self.text, end)
        before = _EDGE_BEFORE.search(self.text, 0, start)
        for wider in ((start, after.end() if after else end), (before.start() if before else start, end)):
            if _is_closed(self.text[wider[0] : wider[1]], self.document.format):
                return wider
        return place

    def _segment(self, offset: int) -> Segment | None:
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or not isinstance(self.document.segments[at].anchor, TextAnchor):
            return None
        segment = self.document.segments[at]
        return segment if offset <= segment.span.end else None

    @staticmethod
    def _offset(segment: Segment, offset: int) -> int:
        anchor = segment.anchor
        assert isinstance(anchor, TextAnchor)
        return anchor.offset + (offset - segment.span.start if segment.width < 0 else 0)

    def behind_whole(self, offset: int) -> int:
        """Behind the code or bare address of Markdown that a source offset stands in; else the offset itself."""
        if self.document.format != "md":
            return offset
        start = max(self.text.rfind("\n\n", 0, offset), self.text.rfind("\n\r\n", 0, offset)) + 1
        following = _BLANK_LINE.search(self.text, offset)
        stretch = self.text[start : following.start() if following else len(self.text)]
        inside = (match.span() for match in _WHOLE.finditer(stretch))
        return next((start + last for first, last in inside if first < offset - start < last), offset)

    def no_comment(self, span: Span) -> str | None:
        """Why no comment can stand behind a span; None when it can."""
        place = self.range_of(span)
        if place is None:
            return "it has no place in the source file"
        block = block_index(self.document, max(span.end - 1, span.start))
        if block >= 0 and self.document.blocks[block].code:
            return "the words stand in a block of code, where a comment would be shown"
        if place[0] < self._front_matter or any(start < place[1] <= end for start, end in self._scripts):
            return "the words stand in data for machines (front matter, script), which holds no comments"
        return None

    def obstacle(self, span: Span) -> str | None:
        """Why the words at a span cannot be replaced in the source; None when they can."""
        place = self.edit_range(span)
        if place is None:
            return "the words have no place of their own in the source file"
        if any(start < place[1] and place[0] < end for start, end in self._scripts):
            return "the words stand in data for machines (a script)"
        seen = self.document.slice(span)
        source = self.text[place[0] : place[1]]
        if _folded(source) == _folded(seen) or _folded(self._plain(source)) == _folded(seen):
            return None
        return "markup stands between the words"

    def _plain(self, source: str) -> str:
        """What a stretch of source says, where its markup is closed within it; else the source itself."""
        if not _is_closed(source, self.document.format):
            return source
        text = _TAG.sub(" " if source.count("<br") else "", source)
        if self.document.format == "md":
            text = _ESCAPED.sub(r"\1", re.sub(r"(?<!\\)[*`]|(?<![\w\\])_|_(?!\w)", "", text))
        return html.unescape(text)


def _is_closed(source: str, kind: str) -> bool:
    """True when the markup in a stretch of source is opened and closed within it."""
    if kind == "txt":
        return True
    if kind == "md" and (any(source.count(mark) % 2 for mark in "*`") or "](" in source):
        return False
    return _is_balanced(source)


def _is_balanced(source: str) -> bool:
    stack: list[str] = []
    for closing, name, alone in _TAG.findall(source):
        if name.lower() in _VOID or alone:
            continue
        if not closing:
            stack.append(name.lower())
        elif not stack or stack.pop() != name.lower():
            return False
    return not stack


def _folded(text: str) -> str:
    return " ".join(_WRAP.sub(" ", text).split())
