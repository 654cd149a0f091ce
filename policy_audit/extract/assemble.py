"""Builds a `Document` block by block: the one place where offsets are born."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import NamedTuple

from policy_audit.types import Anchor
from policy_audit.types import Block
from policy_audit.types import BlockKind
from policy_audit.types import Cell
from policy_audit.types import Comment
from policy_audit.types import Document
from policy_audit.types import Metadata
from policy_audit.types import PdfAnchor
from policy_audit.types import Region
from policy_audit.types import Segment
from policy_audit.types import Span
from policy_audit.types import TextAnchor
from policy_audit.types import WordAnchor

# Characters that break lines or JSON in other people's programs: C0 and C1 controls but tab and line feed, the Unicode
# line and paragraph separators, lone surrogates, noncharacters. Each becomes one blank, so no offset moves.
ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class Piece(NamedTuple):
    """A run of text and where it comes from. `width` as in `Segment`: -1 when source and text agree throughout."""

    text: str
    anchor: Anchor
    width: int = -1


def advance(anchor: Anchor, count: int) -> Anchor:
    """The anchor `count` characters further on in the same line, paragraph or page."""
    if count == 0:
        return anchor
    if isinstance(anchor, TextAnchor):
        return TextAnchor(anchor.line, anchor.column + count, anchor.offset + count)
    if isinstance(anchor, WordAnchor):
        return WordAnchor(anchor.part, anchor.paragraph, anchor.offset + count)
    return PdfAnchor(anchor.page, anchor.box, anchor.character + count, anchor.ocr)


class SourceLines:
    """Line starts of a decoded source; turns offsets into `TextAnchor`s. Line ends are LF, CR LF and CR."""

    def __init__(self, source: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", source))]

    def anchor(self, offset: int) -> TextAnchor:
        """The anchor of a source offset (code points from 0)."""
        line = bisect_right(self._starts, offset)
        return TextAnchor(line, offset - self._starts[line - 1] + 1, offset)

    def start(self, line: int) -> int:
        """Offset at which a line (from 0) begins; the last line's start for anything beyond."""
        return self._starts[min(line, len(self._starts) - 1)]


def without_odd(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with every odd character replaced by a blank of its own, mapped with width 1."""
    clean: list[Piece] = []
    for piece in pieces:
        if piece.text.isprintable() or ODD.search(piece.text) is None:
            if piece.text:
                clean.append(piece)
            continue
        if piece.width >= 0:
            clean.append(piece._replace(text=ODD.sub(" ", piece.text)))
            continue
        done = 0
        for match in ODD.finditer(piece.text):
            if match.start() > done:
                clean.append(Piece(piece.text[done : match.start()], advance(piece.anchor, done)))
            clean.append(Piece(" ", advance(piece.anchor, match.start()), 1))
            done = match.end()
        if done < len(piece.text):
            clean.append(Piece(piece.text[done:], advance(piece.anchor, done)))
    return clean


def trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without blanks at the outer edges."""
    kept = list(pieces)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    first = 0
    while first < len(kept) and not kept[first].text.strip():
        first += 1
    kept = kept[first:]
    if kept:
        text = kept[0].text.lstrip()
        moved = len(kept[0].text) - len(text) if kept[0].width < 0 else 0
        kept[0] = Piece(text, advance(kept[0].anchor, moved), kept[0].width)
    return kept


def without_start(pieces: Sequence[Piece], count: int) -> list[Piece]:
    """The pieces without their first `count` characters."""
    rest = list(pieces)
    while rest and count >= len(rest[0].text):
        count -= len(rest[0].text)
        rest.pop(0)
    if rest and count:
        moved = count if rest[0].width < 0 else 0
        rest[0] = Piece(rest[0].text[count:], advance(rest[0].anchor, moved), rest[0].width)
    return rest


@dataclass(slots=True)
class Assembly:
    """Collects blocks in reading order; `document` closes it. Block texts are joined by single line feeds."""

    blocks: list[Block] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    # Indices of blocks taken for headings by their look alone; `headings.settle_headings` decides.
    by_look: set[int] = field(default_factory=set)
    length: int = 0

    def add(
        self,
        kind: BlockKind,
        pieces: Iterable[Piece],
        *,
        level: int = 0,
        region: Region = "body",
        marker: str = "",
        cell: Cell | None = None,
        quoted: bool = False,
        code: bool = False,
        language: str = "en",
        trim: bool = True,
    ) -> Block | None:
        """Append one block made of `pieces`; None, and nothing appended, when they hold only blanks."""
        clean = without_odd(pieces)
        if trim:
            clean = trimmed(clean)
        if not any(piece.text.strip() for piece in clean):
            return None
        start = position = self.length + (1 if self.blocks else 0)
        for piece in clean:
            end = position + len(piece.text)
            self.segments.append(Segment(Span(position, end), piece.anchor, piece.width))
            position = end
        self.parts.append("".join(piece.text for piece in clean))
        self.length = position
        block = Block(kind, level, Span(start, position), clean[0].anchor, region, marker, cell, quoted, code, language)
        self.blocks.append(block)
        return block

    def take(self, document: Document) -> None:
        """Append the blocks of another document, with their anchors; for what one file holds in several parts."""
        segments = document.segments
        for block in document.blocks:
            pieces: list[Piece] = []
            index = max(bisect_right(segments, block.span.start, key=lambda segment: segment.span.start) - 1, 0)
            while index < len(segments) and segments[index].span.start < block.span.end:
                segment = segments[index]
                start = max(segment.span.start, block.span.start)
                text = document.text[start : min(segment.span.end, block.span.end)]
                ahead = start - segment.span.start if segment.width < 0 else 0
                pieces.append(Piece(text, advance(segment.anchor, ahead), segment.width))
                index += 1
            self.add(
                block.kind,
                pieces,
                level=block.level,
                region=block.region,
                marker=block.marker,
                cell=block.cell,
                quoted=block.quoted,
                code=block.code,
                language=block.language,
            )
        self.warnings += document.warnings
        self.comments += document.comments

    def document(
        self, data: bytes, name: str, kind: str, metadata: Metadata, *, pages: int | None = None, source: str = ""
    ) -> Document:
        """The finished document: `data` gives its digest, `kind` its format, `source` its decoded text."""
        return Document(
            path=name,
            sha256=hashlib.sha256(data).hexdigest(),
            format=kind,
            text="\n".join(self.parts),
            blocks=tuple(self.blocks),
            segments=tuple(self.segments),
            metadata=metadata,
            comments=tuple(self.comments),
            pages=pages,
            source=source,
            warnings=tuple(dict.fromkeys(self.warnings)),
        )
