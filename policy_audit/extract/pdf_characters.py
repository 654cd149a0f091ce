"""PDFium's answers about single characters of a page: boxes, sizes, weight, gaps."""

from __future__ import annotations

import ctypes
import math
import re
from itertools import pairwise
from typing import NamedTuple

from policy_audit.extract.foreign import PdfTextPage

BOLD_NAME = re.compile(r"bold|black|heavy|demi|semibold|cmbx|sfbx|bx\d", re.I)


class Box(NamedTuple):
    """Left, bottom, right, top in PDF points, the origin at the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float


class Measure(NamedTuple):
    """What the characters of a line tell of it: edges, baseline and size in points, and whether all is bold."""

    left: float
    right: float
    baseline: float
    size: float
    bold: bool


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
        self._flags_reference = ctypes.byref(self._flags)
        self._bold_fonts: dict[bytes, bool] = {}

    def box(self, character: int) -> Box:
        """Box of a character, as high as its font."""
        rectangle = self._rectangle
        self._raw.FPDFText_GetLooseCharBox(self._page, character, self._reference)
        return Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)

    def measure(self, first: int, middle: int, last: int) -> Measure:
        """A line's measure, by its first, a middle and its last character (the middle: no bullet, no note number).

        What `box`, `size`, `baseline` and `bold` answer, in one call: a page has forty lines.
        """
        raw, page, rectangle = self._raw, self._page, self._rectangle
        raw.FPDFText_GetLooseCharBox(page, first, self._reference)
        left, right = rectangle.left, rectangle.right
        if last != first:
            raw.FPDFText_GetLooseCharBox(page, last, self._reference)
            left, right = min(left, rectangle.left), max(right, rectangle.right)
        bold = self.bold(last) and self.bold(first)
        return Measure(left, right, self.baseline(middle), self.size(middle) or self.size(last), bold)

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
        length = self._raw.FPDFText_GetFontInfo(self._page, character, self._name, 128, self._flags_reference)
        name = self._name.value if 0 < length <= 128 else b""
        known = self._bold_fonts.get(name)
        if known is None:
            heavy = self._raw.FPDFText_GetFontWeight(self._page, character) >= 600
            known = self._bold_fonts[name] = heavy or BOLD_NAME.search(name.decode("utf-8", "replace")) is not None
        return known

    def rectangles(self) -> int:
        """How many rectangles the page's text fills: one a line where a line has one font and no wide blank."""
        return int(self._raw.FPDFText_CountRects(self._page, 0, -1))

    def gaps(self, start: int, end: int, least: float) -> list[tuple[float, float, int]]:
        """Blanks wider than `least` between the characters `[start, end)` of a line: left, right, next character."""
        count = self._raw.FPDFText_CountRects(self._page, start, end - start)
        if count < 2:
            return []
        edges = []
        for index in range(count):
            self._raw.FPDFText_GetRect(self._page, index, *self._edge_references)
            left, top, right, bottom = (edge.value for edge in self._edges)
            edges.append((left, right, (top + bottom) / 2))
        found = []
        for (_, right, _), (left, _, middle) in pairwise(edges):
            if left - right > least:
                after = self._raw.FPDFText_GetCharIndexAtPos(self._page, left + 0.5, middle, 2.0, 4.0)
                if start < after < end:
                    found.append((right, left, after))
        return found

    def unicodes(self, count: int) -> list[int]:
        """Code points of the page's first `count` characters."""
        unicode, page = self._raw.FPDFText_GetUnicode, self._page
        return [unicode(page, index) for index in range(count)]
