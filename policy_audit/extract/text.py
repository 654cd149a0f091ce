"""Plain text: the document's text is the decoded source itself (line ends apart), and blocks are spans into it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from policy_audit.extract.assemble import ODD
from policy_audit.extract.assemble import SourceLines
from policy_audit.extract.encoding import decode
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Limits
from policy_audit.extract.looks import heading_look
from policy_audit.extract.looks import is_label
from policy_audit.extract.looks import marker_of
from policy_audit.types import Block
from policy_audit.types import BlockKind
from policy_audit.types import Document
from policy_audit.types import Metadata
from policy_audit.types import Segment
from policy_audit.types import Span
from policy_audit.types import TextAnchor

UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,}|\*{3,}|_{3,})\s*$")
HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
WIDEST_WRAP = 120


class Line(NamedTuple):
    """A line of the text: offset of its first character, and its characters without the line end."""

    start: int
    text: str


def extract(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None) -> Document:
    """Read a plain text file of any encoding `encoding.decode` knows."""
    decoded = decode(data)
    return read_text(decoded.text, data, name, (decoded.warning,) if decoded.warning else ())


def read_text(source: str, data: bytes, name: str, warnings: tuple[str, ...] = ()) -> Document:
    """A document whose text is `source`, with CR LF and CR as LF and odd characters as blanks."""
    text, segments = normalised(source)
    blocks = tuple(_blocks(text, segments))
    title = next(
        (text[block.span.start : block.span.end] for block in blocks if block.kind in ("title", "heading")), ""
    )
    return Document(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="txt",
        text=text,
        blocks=blocks,
        segments=segments,
        metadata=Metadata(title=" ".join(title.split())),
        warnings=warnings,
        source=source,
    )


def normalised(source: str) -> tuple[str, tuple[Segment, ...]]:
    """The text and the map back to the source: one segment a line, one for each line end or odd character changed."""
    lines = SourceLines(source)
    parts: list[str] = []
    segments: list[Segment] = []
    position = done = 0
    for match in re.finditer(rf"\r\n|\n|\r|{ODD.pattern}", source):
        found = match.group()
        if found == "\n":
            stop, replacement, width = match.end(), "", -1
        else:
            stop, replacement, width = match.start(), "\n" if found[0] == "\r" else " ", len(found)
        if stop > done:
            parts.append(source[done:stop])
            segments.append(Segment(Span(position, position + stop - done), lines.anchor(done)))
            position += stop - done
        if replacement:
            parts.append(replacement)
            segments.append(Segment(Span(position, position + 1), lines.anchor(match.start()), width))
            position += 1
        done = match.end()
    if done < len(source):
        parts.append(source[done:])
        segments.append(Segment(Span(position, position + len(source) - done), lines.anchor(done)))
    return "".join(parts), tuple(segments)


def _lines(text: str) -> list[Line]:
    start = 0
    lines = []
    for piece in text.split("\n"):
        lines.append(Line(start, piece))
        start += len(piece) + 1
    return lines


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines between blank ones."""
    group: list[Line] = []
    for line in lines:
        if line.text.strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _blocks(text: str, segments: tuple[Segment, ...]) -> Iterator[Block]:
    groups = list(_groups(_lines(text)))
    width = _wrap_width(groups)
    anchor = _anchors(segments)
    seen_prose = False
    for index, group in enumerate(groups):
        for part in _paragraphs(group, width):
            alone = len(group) == 1 or part[0] is group[0]
            first = not seen_prose and index == 0 and part[0] is group[0]
            follows = index + 1 < len(groups) or part[-1] is not group[-1]
            kind, level, marker, start, end = _classify(part, alone and follows, first)
            seen_prose = seen_prose or kind == "paragraph"
            if end > start:
                yield Block(kind, level, Span(start, end), anchor(start), marker=marker)


def _anchors(segments: tuple[Segment, ...]) -> _AnchorAt:
    return _AnchorAt(segments)


class _AnchorAt:
    """Anchors of ascending text offsets, walking the segments once."""

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self._segments = segments
        self._index = 0

    def __call__(self, offset: int) -> TextAnchor:
        while self._index + 1 < len(self._segments) and self._segments[self._index + 1].span.start <= offset:
            self._index += 1
        segment = self._segments[self._index]
        anchor = segment.anchor
        assert isinstance(anchor, TextAnchor)
        ahead = offset - segment.span.start
        return TextAnchor(anchor.line, anchor.column + ahead, anchor.offset + ahead)


def _wrap_width(groups: list[list[Line]]) -> int:
    """Line length at which the author's program wrapped; 0 when lines are whole paragraphs."""
    lengths = sorted(len(line.text.rstrip()) for group in groups for line in group if len(group) > 1)
    if not lengths or (lengths[-1] > WIDEST_WRAP and lengths[len(lengths) * 9 // 10] > WIDEST_WRAP):
        return 0
    return lengths[len(lengths) * 19 // 20]


def _paragraphs(group: list[Line], width: int) -> Iterator[list[Line]]:
    """The lines of a group, those of one paragraph or list item together."""
    part = [group[0]]
    for line in group[1:]:
        if (UNDERLINE.match(line.text) and len(part) == 1 and not UNDERLINE.match(part[0].text)) or (
            _continues(part[-1].text, line.text, width) and not (len(part) > 1 and UNDERLINE.match(part[-1].text))
        ):
            part.append(line)
        else:
            yield part
            part = [line]
    yield part


def _continues(previous: str, line: str, width: int) -> bool:
    """True when the break between two lines is a wrap: the next word would not have fitted, or the sentence runs on."""
    stripped = line.strip()
    if marker_of(line) or HASHES.match(stripped) or UNDERLINE.match(line) or UNDERLINE.match(previous):
        return False
    if HASHES.match(previous.strip()):
        return False
    before = previous.rstrip()
    if width and len(before) + 1 + len(stripped.split()[0]) > width - 3:
        return not is_label(stripped) or len(before) > width * 0.8
    runs_on = stripped[0].islower() or before.endswith(",")
    return runs_on and not before.endswith((".", "!", "?", ":", ";"))


def _classify(part: list[Line], alone: bool, first: bool) -> tuple[BlockKind, int, str, int, int]:
    """Kind, level, marker and text range of one paragraph's lines."""
    head = part[0]
    indent = len(head.text) - len(head.text.lstrip())
    start, end = head.start + indent, part[-1].start + len(part[-1].text.rstrip())
    underline = UNDERLINE.match(part[1].text) if len(part) == 2 else None
    if underline is not None:
        end = head.start + len(head.text.rstrip())
        return "heading", 1 if underline.group(1)[0] == "=" else 2, "", start, end
    if UNDERLINE.match(head.text):
        return "paragraph", 0, "", start, start
    hashes = HASHES.match(head.text, indent)
    if hashes is not None and len(part) == 1:
        return "heading", len(hashes.group(1)), "", head.start + hashes.end(), end
    look = heading_look(head.text.strip()) if alone and len(part) == 1 else None
    marker = marker_of(head.text)
    if look is not None and not (marker is not None and marker.kind == "list_item" and not look.marker):
        if first and not look.marker:
            return "title", 0, "", start, end
        return "heading", look.level, look.marker, start + look.end, end
    if marker is not None:
        level = 1 + indent // 4 if marker.kind == "list_item" else 0
        return marker.kind, level, marker.text, head.start + marker.end, end
    return "paragraph", 0, "", start, end
