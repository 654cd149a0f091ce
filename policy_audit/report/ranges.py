"""One internal range, converted at the edge: code points of the extracted text → lines and columns of the source file.

Consumers disagree on the unit of a column: SARIF counts UTF-16 units, rdjson UTF-8 bytes, the rest code points.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Literal

from policy_audit.extract.locate import anchor_at
from policy_audit.types import Document
from policy_audit.types import Edit
from policy_audit.types import Segment
from policy_audit.types import Span
from policy_audit.types import TextAnchor

if TYPE_CHECKING:
    from policy_audit.writeback.source import Source

ColumnUnit = Literal["code-point", "utf-16", "utf-8"]
_LINE_END = re.compile(r"\r\n|\n|\r")
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class SourceRange:
    """A range in the source file: lines and columns from 1, the end column exclusive."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


class SourceMap:
    """Converts spans of one document. Built once a document in one pass; each conversion is a few binary searches."""

    def __init__(self, document: Document) -> None:
        self._document = document
        source = document.source
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(source))]
        self._astral = [match.start() for match in _ASTRAL.finditer(source)]
        self._wide = [match.start() for match in _NOT_ASCII.finditer(source)]
        self._extra = [0]
        for at in self._wide:
            self._extra.append(self._extra[-1] + len(source[at].encode("utf-8", "surrogatepass")) - 1)

    def source_span(self, span: Span) -> Span | None:
        """Offsets in the decoded source, or None where the format has no text source."""
        first = anchor_at(self._document, span.start)
        last = self._segment_at(max(span.end - 1, span.start))
        if not self._document.source or not isinstance(first, TextAnchor) or last is None:
            return None
        anchor = last.anchor
        if not isinstance(anchor, TextAnchor):
            return None
        end = anchor.offset + (last.width if last.width >= 0 else max(span.end, span.start + 1) - last.span.start)
        return Span(first.offset, min(max(end, first.offset), len(self._document.source)))

    def range_of(self, span: Span, unit: ColumnUnit = "code-point") -> SourceRange | None:
        """The span as lines and columns of the source in the unit asked for."""
        source = self.source_span(span)
        if source is None:
            return None
        return SourceRange(*self._position(source.start, unit), *self._position(source.end, unit))

    def replaced(self, edits: Sequence[Edit], unit: ColumnUnit = "utf-8") -> tuple[SourceRange, str] | None:
        """One replacement of source text that carries out all the edits; None where markup stands in the way of one."""
        parts: list[tuple[int, int, str]] = []
        for edit in sorted(edits, key=lambda one: one.span):
            place = self._places.edit_range(edit.span)
            if place is None or self._places.obstacle(edit.span) is not None or (parts and place[0] < parts[-1][1]):
                return None
            new = html.escape(edit.replacement, quote=False) if self._document.format == "html" else edit.replacement
            parts.append((*place, new))
        if not parts:
            return None
        text = parts[0][2]
        for (_, before, _), (after, _, new) in pairwise(parts):
            text += self._document.source[before:after] + new
        first, last = parts[0][0], parts[-1][1]
        return SourceRange(*self._position(first, unit), *self._position(last, unit)), text

    @cached_property
    def _places(self) -> Source:
        from policy_audit.writeback.source import Source

        return Source(self._document)

    def _segment_at(self, offset: int) -> Segment | None:
        segments = self._document.segments
        index = bisect_right(segments, offset, key=lambda segment: segment.span.start) - 1
        return segments[index] if segments and index >= 0 else None

    def _position(self, offset: int, unit: ColumnUnit) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        column = offset - start + 1
        if unit == "utf-16":
            column += bisect_left(self._astral, offset) - bisect_left(self._astral, start)
        elif unit == "utf-8":
            column += self._extra[bisect_left(self._wide, offset)] - self._extra[bisect_left(self._wide, start)]
        return line, column
