"""The text of a document with its findings and its evidence marked in place, as pieces for a template to escape."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import Span

_SHOWN_REGIONS = ("body", "header", "footer", "note", "aside")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to highlight: `style` is a severity or "evidence", `target` ids of note and mark, `label` its title."""

    span: Span
    style: str
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is marked throughout in one way; `mark` is None where it is not marked."""

    text: str
    mark: Mark | None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One block as shown: `kind` is heading, item, row or flow. `skipped` counts the blocks left out before it."""

    kind: str
    marker: str
    pieces: tuple[Piece, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The passages shown and how many blocks were left out after the last."""

    passages: tuple[Passage, ...]
    skipped: int
    whole: bool


def marked_text(document: Document, marks: Iterable[Mark], limit: int) -> MarkedText:
    """The text, whole if it is no longer than `limit` code points, else only what bears marks, up to there."""
    ordered = sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))
    blocks = [block for block in document.blocks if block.region in _SHOWN_REGIONS and len(block.span)]
    whole = sum(len(block.span) for block in blocks) <= limit
    passages: list[Passage] = []
    skipped, room, at = 0, limit, 0
    for block in blocks:
        while at < len(ordered) and ordered[at].span.end <= block.span.start:
            at += 1
        here = [mark for mark in _from(ordered, at, block.span.end) if mark.span.overlaps(block.span)]
        if not whole and (room <= 0 or not here):
            skipped += 1
            continue
        shown = block.span if whole else Span(block.span.start, min(block.span.end, block.span.start + max(room, 0)))
        pieces = tuple(_pieces(document, shown, here))
        passages.append(Passage(_kind(block), block.marker, pieces, skipped))
        room -= len(shown)
        skipped = 0
    return MarkedText(tuple(passages), skipped, whole)


def _from(marks: Sequence[Mark], at: int, end: int) -> Iterator[Mark]:
    while at < len(marks) and marks[at].span.start < end:
        yield marks[at]
        at += 1


def _pieces(document: Document, span: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut a block at the borders of its marks. Where they overlap, findings show before evidence, the shorter first."""
    borders = {span.start, span.end}
    for mark in marks:
        borders.update(at for at in (mark.span.start, mark.span.end) if span.start < at < span.end)
    cuts = sorted(borders)
    begun: set[int] = set()
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
        shown = min(over, key=lambda one: (one.style == "evidence", len(one.span)), default=None)
        yield Piece(document.text[start:end], shown, shown is not None and id(shown) not in begun)
        begun.add(id(shown))


def _kind(block: Block) -> str:
    if block.kind in ("title", "heading"):
        return "heading"
    if block.kind == "list_item":
        return "item"
    return "row" if block.cell is not None else "flow"
