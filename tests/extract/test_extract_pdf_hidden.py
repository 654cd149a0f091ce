"""PDF files whose words are not simply there: encrypted, scanned, written as glyph numbers, glued together."""

from __future__ import annotations

import io
import json
import shutil

import pytest
from extracting import read_error
from extracting import read_one
from pdf_maker import Page
from pdf_maker import make_pdf
from test_extract_pdf import PROSE

from policy_audit.audit import audit_document
from policy_audit.audit import build_report
from policy_audit.config import Settings
from policy_audit.extract.locate import locate
from policy_audit.report import Options
from policy_audit.report import render
from policy_audit.ruleset.load import Ruleset
from policy_audit.types import Document
from policy_audit.types import PdfAnchor


def encrypted(data: bytes, password: str) -> bytes:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(io.BytesIO(data))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_password() -> None:
    data = encrypted(make_pdf([Page().lines(72, 700, PROSE)]), "sesame")
    assert read_error(data, "a.pdf").code == "encrypted-pdf"
    assert read_error(data, "a.pdf", password="wrong").code == "encrypted-pdf"
    assert read_one(data, "a.pdf", password="sesame").text == " ".join(PROSE)


def scanned(lines: list[str]) -> bytes:
    """A page that is a picture of text, as a scanner makes it."""
    import pypdfium2
    from pdf_maker import assembled
    from pdf_maker import stream

    source = pypdfium2.PdfDocument(make_pdf([Page().lines(72, 700, lines, size=13, leading=20)]))
    bitmap = source[0].render(scale=3, grayscale=True)
    width, height = bitmap.width, bitmap.height
    pixels = bitmap.to_numpy().tobytes()
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
            stream(
                pixels,
                f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8",
            ),
            stream(b"q 595 0 0 842 0 0 cm /Im1 Do Q"),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Im1 3 0 R >> >> /Contents 4 0 R >>",
        ]
    )


def test_scan_without_tesseract_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    error = read_error(scanned(PROSE), "a.pdf")
    assert error.code == "no-text-layer"
    assert "tesseract" in error.remedy


def test_scanned_page_among_others_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    document = read_one(make_pdf([Page().lines(72, 700, PROSE), Page().picture(), Page()]), "a.pdf")
    assert any("page 2" in warning and "not audited" in warning for warning in document.warnings)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_scan_with_tesseract() -> None:
    document = read_one(scanned(PROSE), "a.pdf")
    assert document.text.split() == " ".join(PROSE).split()
    assert all(isinstance(block.anchor, PdfAnchor) and block.anchor.ocr for block in document.blocks)
    assert any("OCR" in warning for warning in document.warnings)
    assert locate(document, document.blocks[0].span).ocr


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_findings_from_a_scan_are_marked(ruleset: Ruleset) -> None:
    document = read_one(scanned(["The chairman leads the board and all of our people."]), "a.pdf")
    report = audit_document(document, ruleset, Settings(wording_only=True))
    assert [(document.slice(one.span), one.location.ocr) for one in report.findings if one.span and one.location] == [
        ("chairman", True)
    ]
    built = build_report([report], ruleset, Settings(wording_only=True))
    (written,) = json.loads(render("json", built, Options()))["documents"]
    assert [one["location"]["ocr"] for one in written["findings"] if one["location"]] == [True]


def garbled(text: str) -> str:
    return "".join(chr(ord(character) - 29) for character in text)


def test_letters_written_as_glyph_numbers_are_mended() -> None:
    from policy_audit.extract.pdf_garbled import mended

    text = "All of the people who work for us are to be treated with respect by the managers of the company."
    assert mended(garbled(text)) == text
    assert mended(text) == text


def words_of(document: Document) -> list[str]:
    return document.text.split()


def test_glued_words_get_a_second_opinion() -> None:
    page = Page()
    x = 72.0
    import pypdfium2

    for word in ["We", "are", "committed", "to", "providing", "equal"]:
        page.text(x, 700, word, 12)
        x += 2.2 + sum({"m": 10, "i": 3, "t": 3.5, "l": 3, "W": 11.5, "v": 6, "r": 4, "c": 6}.get(c, 6.7) for c in word)
    data = make_pdf([page])
    raw = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    text = read_one(data, "a.pdf").text
    assert len(text.split()) >= len(raw.split())
