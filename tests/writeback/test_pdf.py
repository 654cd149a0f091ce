"""PDF: highlights over the very words, and the source's bytes untouched in front of them."""

from __future__ import annotations

import io

import pypdf
import pytest
from copies import read_one
from copies import swap
from copies import write

from policy_audit.errors import UnreadableDocument


@pytest.fixture
def data() -> bytes:
    return make_simple(
        [
            "Policy",
            "The chairman signs every letter that the fore-",
            "man of the works has written, as all of us",
            "know it.",
        ]
    )


def make_simple(lines: list[str]) -> bytes:
    content = "".join(f"BT /F1 12 Tf 72 {760 - 16 * number} Td ({line}) Tj ET\n" for number, line in enumerate(lines))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content.encode()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def notes(data: bytes) -> list[pypdf.generic.DictionaryObject]:
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    return [one.get_object() for one in page.get("/Annots", [])]


def test_highlight_covers_the_words_and_carries_the_remark(data: bytes) -> None:
    document = read_one(data, "a.pdf")
    written = write(data, "a.pdf", [swap(document, "chairman", "chair")], "comments")
    assert written.data.startswith(data)
    (note,) = notes(written.data)
    assert note["/Subtype"] == "/Highlight"
    assert note["/Contents"].startswith("Use “chair”.")
    left, bottom, right, top = (float(value) for value in note["/Rect"])
    assert 95 < left < 97
    assert 145 < right < 150
    assert bottom < 744 < top
    assert read_one(written.data, "a.pdf").text == document.text


def test_word_over_a_line_end_has_a_box_on_each_line(data: bytes) -> None:
    document = read_one(data, "a.pdf")
    assert "foreman of the works" in document.text
    (note,) = notes(write(data, "a.pdf", [swap(document, "foreman", "supervisor")], "comments").data)
    assert len(note["/QuadPoints"]) == 16


def test_no_proposals_no_change(data: bytes) -> None:
    assert write(data, "a.pdf", [], "comments").data == data


def test_encrypted_and_signed_files_are_refused(data: bytes) -> None:
    document = read_one(data, "a.pdf")
    writer = pypdf.PdfWriter(io.BytesIO(data))
    form = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/SigFlags"): pypdf.generic.NumberObject(3)})
    writer.root_object[pypdf.generic.NameObject("/AcroForm")] = form
    signed = io.BytesIO()
    writer.write(signed)
    with pytest.raises(UnreadableDocument, match="signed"):
        write(signed.getvalue(), "a.pdf", [swap(document, "chairman", "chair")], "comments")
    writer = pypdf.PdfWriter(io.BytesIO(data))
    writer.encrypt("", "owner", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(UnreadableDocument, match="encrypted"):
        write(locked.getvalue(), "a.pdf", [swap(document, "chairman", "chair")], "comments")
