"""Writes small PDF files from scratch: text at places, rules, pictures, bookmarks. Only what the tests need."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from dataclasses import field

FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold"}
A4 = (595, 842)


@dataclass
class Page:
    """Content operators of one page."""

    operators: list[str] = field(default_factory=list)
    pictured: bool = False

    def text(self, x: float, y: float, words: str, size: float = 11, bold: bool = False) -> Page:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.operators.append(f"BT /{'F2' if bold else 'F1'} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET")
        return self

    def lines(self, x: float, y: float, lines: list[str], size: float = 11, leading: float = 14) -> Page:
        for number, line in enumerate(lines):
            self.text(x, y - number * leading, line, size)
        return self

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> Page:
        self.operators.append(f"0.7 w {x1} {y1} m {x2} {y2} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Page:
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def picture(self) -> Page:
        self.pictured = True
        self.operators.append("q 400 0 0 400 100 200 cm /Im1 Do Q")
        return self


def make_pdf(pages: list[Page], title: str = "", bookmarks: list[tuple[str, int]] | None = None) -> bytes:
    """The bytes of a PDF with these pages; bookmarks are (title, page from 0)."""
    objects: list[bytes] = [b"", b""]
    fonts = []
    for name, base in FONTS.items():
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>".encode())
        fonts.append(f"/{name} {len(objects)} 0 R")
    objects.append(
        stream(
            b"\x80" * 64 * 64,
            "/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8",
        )
    )
    resources = f"<< /Font << {' '.join(fonts)} >> /XObject << /Im1 {len(objects)} 0 R >> >>"
    kids = []
    for page in pages:
        objects.append(stream("\n".join(page.operators).encode("cp1252")))
        content = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] /Resources {resources} /Contents {content} 0 R >>".encode()
        )
        kids.append(len(objects))
    outline = _outline(objects, bookmarks or [], kids)
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {outline} >>".encode()
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    objects.append(f"<< /Title ({title}) /CreationDate (D:20260102030405Z) >>".encode())
    return assembled(objects, info=len(objects))


def stream(content: bytes, entries: str = "") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(content, 9)
    return f"<< {entries} /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream"


def assembled(objects: list[bytes], info: int = 0) -> bytes:
    """Header, numbered objects, cross-reference table and trailer; object 1 is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010d} 00000 n \n".encode()
    extra = f"/Info {info} 0 R" if info else ""
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {extra} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _outline(objects: list[bytes], bookmarks: list[tuple[str, int]], kids: list[int]) -> str:
    if not bookmarks:
        return ""
    root = len(objects) + 1
    objects.append(
        f"<< /Type /Outlines /First {root + 1} 0 R /Last {root + len(bookmarks)} 0 R /Count {len(bookmarks)} >>".encode()
    )
    for number, (title, page) in enumerate(bookmarks, 1):
        after = f"/Next {root + number + 1} 0 R" if number < len(bookmarks) else ""
        before = f"/Prev {root + number - 1} 0 R" if number > 1 else ""
        objects.append(
            f"<< /Title ({title}) /Parent {root} 0 R {after} {before} /Dest [{kids[page]} 0 R /XYZ 0 800 0] >>".encode()
        )
    return f"/Outlines {root} 0 R"
