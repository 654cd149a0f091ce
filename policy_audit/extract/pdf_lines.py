"""A PDF page as PDFium tells it: lines of text with box, size, weight and the index of their characters."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from policy_audit.extract.foreign import PdfPage
from policy_audit.extract.foreign import PdfTextPage
from policy_audit.extract.pdf_garbled import is_gibberish
from policy_audit.extract.pdf_garbled import mended
from policy_audit.types import Cell

BOLD_NAME = re.compile(r"bold|black|heavy|demi|semibold|cmbx|sfbx|bx\d", re.I)
HYPHEN = "\ufffe"
# A run of letters this long, in text that is not a web address, is words without blanks between them.
GLUED = re.compile(r"[^\W\d_]{26,}")
# Share of the font size above which a gap between two characters is a blank (as pdfplumber's x_tolerance_ratio).
BLANK_GAP = 0.15
# Share of the font size that lies below the baseline.
DESCENT = 0.22


class Box(NamedTuple):
    """Left, bottom, right, top in PDF points, the origin at the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float


class Run(NamedTuple):
    """Characters in a row: `text` from page character `character` on; `width` as in `Segment`."""

    text: str
    character: int
    width: int = -1


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

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page in the file's own order; `glyphs` counts visible characters."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    glyphs: int


class CharacterReader:
    """PDFium's answers about single characters of one page, with the buffers it fills."""

    def __init__(self, text_page: PdfTextPage) -> None:
        from pypdfium2 import raw

        self._raw = raw
        self._page = text_page.raw
        self._rectangle = raw.FS_RECTF()
        self._reference = ctypes.byref(self._rectangle)
        self._matrix = raw.FS_MATRIX()
        self._matrix_reference = ctypes.byref(self._matrix)
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._edge_references = [ctypes.byref(edge) for edge in self._edges]
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._x_reference, self._y_reference = ctypes.byref(self._x), ctypes.byref(self._y)
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def box(self, character: int) -> Box:
        """Box of a character, as high as its font."""
        rectangle = self._rectangle
        self._raw.FPDFText_GetLooseCharBox(self._page, character, self._reference)
        return Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)

    def size(self, character: int) -> float:
        """Font size of a character in points as it stands on the page."""
        size = float(self._raw.FPDFText_GetFontSize(self._page, character))
        if not self._raw.FPDFText_GetMatrix(self._page, character, self._matrix_reference):
            return size
        return size * math.hypot(self._matrix.c, self._matrix.d)

    def baseline(self, character: int) -> float:
        """Height of the baseline a character stands on."""
        self._raw.FPDFText_GetCharOrigin(self._page, character, self._x_reference, self._y_reference)
        return float(self._y.value)

    def bold(self, character: int) -> bool:
        """True when a character's font is bold, by its weight or by its name."""
        if self._raw.FPDFText_GetFontWeight(self._page, character) >= 600:
            return True
        length = self._raw.FPDFText_GetFontInfo(self._page, character, self._name, 128, ctypes.byref(self._flags))
        if not 0 < length <= 128:
            return False
        return BOLD_NAME.search(self._name.raw[: length - 1].decode("utf-8", "replace")) is not None

    def gaps(self, start: int, end: int, least: float) -> list[tuple[float, float, int]]:
        """Blanks wider than `least` between the characters `[start, end)` of a line: left, right, character after it."""
        count = self._raw.FPDFText_CountRects(self._page, start, end - start)
        if count < 2:
            return []
        edges = []
        for index in range(count):
            self._raw.FPDFText_GetRect(self._page, index, *self._edge_references)
            left, top, right, bottom = (edge.value for edge in self._edges)
            edges.append((left, right, (top + bottom) / 2))
        found = []
        for (_, right, _), (left, _, middle) in zip(edges, edges[1:], strict=False):
            if left - right > least:
                after = self._raw.FPDFText_GetCharIndexAtPos(self._page, left + 0.5, middle, 2.0, 4.0)
                if start < after < end:
                    found.append((right, left, after))
        return found

    def unicode(self, character: int) -> int:
        """Code point of a character."""
        return int(self._raw.FPDFText_GetUnicode(self._page, character))

    def from_text(self, index: int) -> int:
        """Character index of a position in the page's text."""
        return int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._page, index))


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
    reader = CharacterReader(text_page)
    codes = [reader.unicode(index) for index in range(count)]
    kept = [(chr(code), index) for index, code in enumerate(codes) if code and not 0xD800 <= code < 0xE000]
    text = "".join(character for character, _ in kept)
    return mended(text), [index for _, index in kept]


def _lines(text: str, characters: list[int] | None, number: int, reader: CharacterReader) -> list[Line]:
    lines: list[Line] = []
    for match in re.finditer(r"[^\r\n]+", text):
        for piece in re.finditer(rf"[^{HYPHEN}]+{HYPHEN}?", match.group()):
            start, end = match.start() + piece.start(), match.start() + piece.end()
            hyphenated = text[end - 1] == HYPHEN
            line = _line(text, start, end - hyphenated, characters, number, reader, hyphenated)
            if line is not None:
                lines.append(line)
    return lines


def _line(
    text: str,
    start: int,
    end: int,
    characters: list[int] | None,
    number: int,
    reader: CharacterReader,
    hyphenated: bool,
) -> Line | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    first = characters[start] if characters else start
    last = characters[end - 1] if characters else end - 1
    first_box, last_box = reader.box(first), reader.box(last)
    size = max(reader.size(first), reader.size(last))
    baseline = reader.baseline(last)
    words = text[start:end]
    if GLUED.search(words) and "://" not in words and "www." not in words:
        runs = _with_blanks(words, start, characters, reader)
    else:
        runs = _runs(words, start, characters)
    # Boxes of single glyphs depend on the font's make; the line's box goes by its baseline and its size.
    box = Box(
        min(first_box.left, last_box.left),
        baseline - DESCENT * size,
        max(first_box.right, last_box.right),
        baseline + (1 - DESCENT) * size,
    )
    bold = reader.bold(last) and reader.bold(first)
    return Line(number, tuple(runs), box, round(size, 1), bold, hyphenated)


# Ligatures, and runs of blanks.
SPELLED = re.compile("[\ufb00-\ufb06]|[ \u00a0]{2}")
LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}


def _runs(words: str, start: int, characters: list[int] | None) -> list[Run]:
    """The line as runs whose characters follow one another in the page, ligatures spelled out."""
    if characters is None and SPELLED.search(words) is None:
        return [Run(words, start)]
    runs: list[Run] = []
    held = ""
    held_from = 0
    for offset, character in enumerate(words):
        index = characters[start + offset] if characters else start + offset
        if character in LIGATURES:
            if held:
                runs.append(Run(held, held_from))
            runs.append(Run(LIGATURES[character], index, 1))
            held = ""
        elif character in " \u00a0" and offset and words[offset - 1] in " \u00a0":
            continue
        elif held and index == held_from + len(held):
            held += character
        else:
            if held:
                runs.append(Run(held, held_from))
            held, held_from = character, index
    if held:
        runs.append(Run(held, held_from))
    return runs


def _with_blanks(words: str, start: int, characters: list[int] | None, reader: CharacterReader) -> list[Run]:
    """A second opinion on a line that looks glued: a blank wherever characters stand apart."""
    runs: list[Run] = []
    held = ""
    held_from = 0
    before: Box | None = None
    for offset, character in enumerate(words):
        index = characters[start + offset] if characters else start + offset
        box = reader.box(index)
        apart = before is not None and box.left - before.right > BLANK_GAP * (box.top - box.bottom)
        if apart and not character.isspace() and held and not held[-1].isspace():
            runs += [Run(held, held_from), Run(" ", index, 0)]
            held = ""
        if held and index == held_from + len(held):
            held += character
        else:
            if held:
                runs.append(Run(held, held_from))
            held, held_from = character, index
        before = box
    return [*runs, Run(held, held_from)]
