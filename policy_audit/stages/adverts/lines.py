"""Lines as the author typed them, found again where extraction has joined them into paragraphs.

Markdown joins lines that follow each other; people who paste an advert into a Markdown file mean a list. Which is which
shows in the lines themselves: wrapped prose fills its lines and goes on in lower case, a list does neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_audit.types import Document
from policy_audit.types import Span
from policy_audit.types import TextAnchor

# Formats whose source lines mean something to the reader; in HTML, Word and PDF only a line feed in the text does.
_LINE_FORMATS = frozenset({"md", "txt", "rst"})
_BREAKS_WRAP = re.compile(
    r"[•◦▪●○■‣⁃·*➢➤►✓✔❖›»\uf0b7\uf0a7\uf0d8–—-]\s|\d{1,2}[.)]\s|\W{0,3}[A-Z][\w’'/&() -]{0,30}:\s"
)
# A list whose line feeds were lost on the way: the next item begins right behind the full stop of the last.
_GLUE = re.compile(r"[A-Za-z)%]{2}[.;](?=[A-Z][a-z]+[ ,])")
_GLUED_ITEMS = 3
# Lines this full of their width, and this wide, are lines of prose.
_FULL = 0.8
_WIDE = 60


def source_lines(document: Document) -> Iterator[tuple[int, Span]]:
    """Number of the block and span of each line, in reading order; empty lines are left out."""
    breaks = _breaks(document) if document.format in _LINE_FORMATS else {}
    for number, block in enumerate(document.blocks):
        text, span = document.text, block.span
        cuts = sorted({*breaks.get(number, ()), *_line_feeds(text, span), *_glued(text, span)})
        spans = [*_cut(document.text, block.span, cuts)]
        yield from ((number, span) for span in _unwrapped(document.text, spans))


def _line_feeds(text: str, span: Span) -> Iterator[int]:
    at = text.find("\n", span.start, span.end)
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1, span.end)


def _glued(text: str, span: Span) -> list[int]:
    """Offsets behind full stops that no space follows, where there are too many of them for slips of the keyboard."""
    found = [match.end() for match in _GLUE.finditer(text, span.start, span.end)]
    return found if len(found) >= _GLUED_ITEMS else []


def _breaks(document: Document) -> dict[int, list[int]]:
    """Offsets, by block, at which a new source line begins."""
    found: dict[int, list[int]] = {}
    block, last = 0, -1
    blocks = document.blocks
    for segment in document.segments:
        if not isinstance(segment.anchor, TextAnchor):
            continue
        while block < len(blocks) and blocks[block].span.end <= segment.span.start:
            block += 1
            last = -1
        if block == len(blocks) or not document.text[segment.span.start : segment.span.end].strip():
            continue
        line = segment.anchor.line
        if last >= 0 and line > last and segment.span.start > blocks[block].span.start:
            found.setdefault(block, []).append(segment.span.start)
        last = line
    return found


def _cut(text: str, span: Span, cuts: list[int]) -> Iterator[Span]:
    start = span.start
    for end in [*cuts, span.end]:
        left, right = start, end
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left < right:
            yield Span(left, right)
        start = end


def _unwrapped(text: str, spans: list[Span]) -> list[Span]:
    """The lines, with those of wrapped prose joined again."""
    if len(spans) < 2 or not _is_wrapped(text, spans):
        return spans
    joined = [spans[0]]
    for span in spans[1:]:
        if _BREAKS_WRAP.match(text, span.start, span.end):
            joined.append(span)
        else:
            joined[-1] = Span(joined[-1].start, span.end)
    return joined


def _is_wrapped(text: str, spans: list[Span]) -> bool:
    longest = max(len(span) for span in spans)
    full = sum(len(span) for span in spans[:-1]) / (longest * (len(spans) - 1))
    lower = sum(text[span.start].islower() for span in spans[1:]) / (len(spans) - 1)
    if lower >= 0.5:
        start = spans[0].start
        introduced = text[max(0, start - 3) : start].rstrip().endswith(":")
        return full >= _FULL or (longest > _WIDE and not introduced)
    # Names and numbers begin lines too; lines that are all full and once go on in lower case are still prose.
    return lower > 0 and full >= _FULL and longest > _WIDE
