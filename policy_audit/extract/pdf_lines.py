"""A PDF page as PDFium tells it: lines of text with box, size, weight and the index of their characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from typing import NamedTuple

from policy_audit.extract.foreign import PdfPage
from policy_audit.extract.foreign import PdfTextPage
from policy_audit.extract.pdf_characters import Box
from policy_audit.extract.pdf_characters import CharacterReader
from policy_audit.extract.pdf_garbled import is_gibberish
from policy_audit.extract.pdf_garbled import mended
from policy_audit.extract.pdf_runs import GLUED
from policy_audit.extract.pdf_runs import RAISED
from policy_audit.extract.pdf_runs import REFERENCE
from policy_audit.extract.pdf_runs import SPELLED
from policy_audit.extract.pdf_runs import Run
from policy_audit.extract.pdf_runs import may_be_glued
from policy_audit.extract.pdf_runs import may_be_spelled
from policy_audit.extract.pdf_runs import plain_runs
from policy_audit.extract.pdf_runs import runs_with_blanks
from policy_audit.extract.pdf_runs import without_references
from policy_audit.types import Cell

HYPHEN = "\ufffe"
LINE = re.compile(r"[^\r\n]+")
PIECE = re.compile(f"[^{HYPHEN}]+{HYPHEN}?")
# Share of the font size that lies below the baseline.
DESCENT = 0.22


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `hyphenated` says that its last word goes on in the next line without its hyphen."""

    page: int
    runs: tuple[Run, ...]
    box: Box
    size: float
    bold: bool
    hyphenated: bool = False
    ocr: bool = False
    cell: Cell | None = None

    # The line's characters: the runs' texts, joined once.
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join([run.text for run in self.runs]))


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page in the file's own order; `glyphs` counts visible characters."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    glyphs: int


# Given a page's lines and its character reader, the lines cut into cells or columns.
Arranger = Callable[[list[Line], CharacterReader], list[Line]]


def read_page(page: PdfPage, number: int, arrange: Arranger | None = None) -> PageText:
    """The lines of a pypdfium2 page; `number` counts from 1."""
    text_page = page.get_textpage()
    try:
        width, height = page.get_size()
        text, characters = _page_text(text_page)
        reader = CharacterReader(text_page)
        lines = _lines(text, characters, number, reader)
        glyphs = 0 if is_gibberish(text) else sum(len(line.text) for line in lines)
        if arrange is not None:
            lines = arrange(lines, reader)
        return PageText(number, width, height, tuple(lines), glyphs)
    finally:
        text_page.close()


def _page_text(text_page: PdfTextPage) -> tuple[str, list[int] | None]:
    """The page's text and the character index of each of its positions (None when they are the same)."""
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    if len(text) == count and "\x03" not in text:
        return text, None
    codes = CharacterReader(text_page).unicodes(count)
    kept = [(chr(code), index) for index, code in enumerate(codes) if code and not 0xD800 <= code < 0xE000]
    text = "".join(character for character, _ in kept)
    return mended(text), [index for _, index in kept]


class _Source(NamedTuple):
    """A page's text, the character index of each place (None when they agree), and what to look out for in it."""

    text: str
    characters: list[int] | None
    number: int
    reader: CharacterReader
    glued: bool
    spelled: bool

    def character(self, place: int) -> int:
        return self.characters[place] if self.characters else place


def _lines(text: str, characters: list[int] | None, number: int, reader: CharacterReader) -> list[Line]:
    source = _Source(text, characters, number, reader, may_be_glued(text), may_be_spelled(text))
    pieces = PIECE if HYPHEN in text else LINE
    lines: list[Line] = []
    for match in LINE.finditer(text):
        for piece in pieces.finditer(text, match.start(), match.end()) if pieces is PIECE else (match,):
            start, end = piece.span()
            hyphenated = text[end - 1] == HYPHEN
            line = _line(source, start, end - hyphenated, hyphenated)
            if line is not None:
                lines.append(line)
    return lines


def _line(source: _Source, start: int, end: int, hyphenated: bool) -> Line | None:
    words = source.text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return None
    reader = source.reader
    # The middle of a line is neither its bullet nor a footnote's number.
    place = start + len(words) // 2
    while source.text[place].isspace():
        place -= 1
    characters = (start, place, start + len(words) - 1)
    first, middle, last = map(source.character, characters) if source.characters else characters
    left, right, baseline, size, bold = reader.measure(first, middle, last)
    # Boxes of single glyphs depend on the font's make; the line's box goes by its baseline and its size.
    box = Box(left, baseline - DESCENT * size, right, baseline + (1 - DESCENT) * size)
    runs = _runs(source, start, words)
    raised = baseline + RAISED * size
    for number in REFERENCE.finditer(words):
        if reader.baseline(source.character(start + number.start())) > raised:
            runs = without_references(runs, size, raised, reader) or runs
            break
    return Line(source.number, tuple(runs), box, round(size, 1), bold, hyphenated)


def _runs(source: _Source, start: int, words: str) -> list[Run]:
    if source.glued and GLUED.search(words) and "://" not in words and "www." not in words:
        return runs_with_blanks(words, start, source.characters, source.reader)
    if source.characters is None and not (source.spelled and SPELLED.search(words)):
        return [Run(words, start)]
    return plain_runs(words, start, source.characters)
