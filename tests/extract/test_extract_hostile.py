"""Hostile files are refused quickly, by name of the limit, before a parser chokes on them."""

from __future__ import annotations

import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
from extracting import read_error
from extracting import read_one
from pdf_maker import Page
from pdf_maker import assembled
from pdf_maker import make_pdf
from pdf_maker import stream
from word_maker import W
from word_maker import make_docx
from word_maker import paragraph
from word_maker import zipped

from policy_audit.extract.limits import Limits
from policy_audit.types import ReadError

ROOT = Path(__file__).resolve().parents[2]


def quickly_refused(data: bytes, name: str, limits: Limits = Limits(), seconds: float = 8.0) -> ReadError:
    begun = time.monotonic()
    error = read_error(data, name, limits)
    assert time.monotonic() - begun < seconds
    return error


def document_xml(inside: str, head: str = "") -> bytes:
    return zipped({"word/document.xml": f"{head}<w:document {W}><w:body>{inside}</w:body></w:document>"})


def test_word_bomb() -> None:
    data = zipped({"word/document.xml": b"<w:t>" + b"a" * (60 << 20)})
    error = quickly_refused(data, "bomb.docx")
    assert error.code == "too-large"
    assert "compression_ratio" in error.message or "decompressed_bytes" in error.message


def test_forged_sizes() -> None:
    honest = zipped({"word/document.xml": b"<w:t>" + b"a" * (40 << 20)})
    forged = honest.replace(struct.pack("<I", (40 << 20) + 5), struct.pack("<I", 100))
    assert quickly_refused(forged, "forged.docx").code in ("too-large", "damaged-file")


def test_billion_laughs_and_external_entity() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for head in (laughs, outside):
        assert quickly_refused(document_xml(paragraph("x"), head), "dtd.docx").code == "unsafe-xml"
        utf16 = f'<?xml version="1.0" encoding="utf-16"?>{head}<w:document {W}/>'.encode("utf-16")
        assert quickly_refused(zipped({"word/document.xml": utf16}), "dtd.docx").code == "unsafe-xml"


def test_names_that_point_outside() -> None:
    data = zipped({"word/document.xml": f"<w:document {W}/>", "../../etc/x.xml": "x"})
    assert quickly_refused(data, "out.docx").code == "unsafe-archive"


def test_deep_xml() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 3000
    error = quickly_refused(document_xml(deep), "deep.docx")
    assert error.code == "too-large" and "xml_depth" in error.message


def test_lower_depth_limit() -> None:
    data = document_xml("<w:sdt><w:sdtContent>" * 20 + paragraph("x") + "</w:sdtContent></w:sdt>" * 20)
    assert read_one(data, "a.docx").text == "x"
    assert read_error(data, "a.docx", Limits(xml_depth=20)).code == "too-large"


def test_many_members() -> None:
    data = zipped({f"{number}.txt": "x" for number in range(60)})
    assert read_error(data, "many.zip", Limits(archive_members=50)).code == "too-large"


def packed(content: bytes) -> bytes:
    """A one-page PDF with this content stream."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            stream(content),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>",
        ]
    )


def test_pdf_of_blanks() -> None:
    error = quickly_refused(packed(b" " * (64 << 20)), "blanks.pdf", Limits(decompressed_bytes=32 << 20))
    assert error.code == "too-large" and "decompressed_bytes" in error.message


def test_pdf_of_text_operators() -> None:
    data = packed(b"BT /F1 1 Tf\n" + b"(a) Tj\n" * 600_000 + b"ET")
    assert len(data) < 100_000
    error = quickly_refused(data, "operators.pdf")
    assert error.code == "too-large" and "page_text_operators" in error.message


@pytest.mark.parametrize("opening", [b"[", b"[ ", b"<<", b"[\n"])
def test_pdf_of_nested_arrays(opening: bytes) -> None:
    error = quickly_refused(packed(opening * 2_000_000), "nested.pdf")
    assert error.code == "too-large" and "nesting" in error.message


def test_pages_limit() -> None:
    data = make_pdf([Page().text(72, 700, "This is a page of text.")] * 5)
    assert read_one(data, "a.pdf").pages == 5
    assert read_error(data, "a.pdf", Limits(pages=4)).code == "too-large"


def test_nested_groups_of_rtf() -> None:
    assert quickly_refused(b"{\\rtf1 " + b"{" * 500_000, "deep.rtf").code == "too-large"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<div>" * 200_000 + b"text", "deep.html"),
        (b"<a <a " * 50_000, "open.html"),
        (b"<!-- >" * 50_000, "comments.html"),
        (b"<!--" * 100_000, "comment.html"),
        (b"&" * 200_000, "entities.html"),
        (b"[" * 50_000 + b"x", "brackets.md"),
        (b"*a **b " * 20_000, "stars.md"),
        (b"> " * 5_000 + b"x", "quotes.md"),
        (b"- " * 5_000 + b"x", "lists.md"),
        (b"`" * 100_000 + b"x", "ticks.md"),
        (b"![" * 30_000 + b"x", "images.md"),
        (b"<" * 50_000 + b"x", "angles.md"),
        (b"|a" * 20_000 + b"\n" + b"|-" * 20_000 + b"\n", "table.md"),
        (b"---\n" + b"- " * 50_000 + b"a: b\n---\nx", "matter.md"),
        (b"1.1.1.1 " * 50_000, "numbers.txt"),
        (b"a\n" * 200_000, "lines.txt"),
        (b"[" * 100_000, "deep.json"),
        (b'{"a":' * 100_000, "deep.jsonl"),
        (b'"' * 100_000, "quotes.csv"),
        (b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 50_000, "parts.eml"),
    ],
)
def test_ends_in_time(data: bytes, name: str) -> None:
    from policy_audit.extract.read import read_bytes

    begun = time.process_time()
    assert list(read_bytes(data, name, Limits(seconds=5)))
    assert time.process_time() - begun < 15


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_memory_limit_names_itself() -> None:
    """A text of 64 MiB in a process that may take up 48 MiB more than it has: no crash, and not called damaged."""
    program = (
        "import re\nfrom pathlib import Path\nfrom policy_audit.batch.workers import limit_memory\n"
        "from policy_audit.extract.limits import Limits\nfrom policy_audit.extract.read import read_bytes\n"
        "list(read_bytes(b'warm', 'a.txt'))\ndata = b'words and ' * (64 << 20 >> 3)\n"
        "taken = int(re.search(r'VmSize:\\s+(\\d+)', Path('/proc/self/status').read_text()).group(1)) << 10\n"
        "limits = Limits(memory_bytes=taken + (48 << 20))\nlimit_memory(limits.memory_bytes)\n"
        "(failure,) = read_bytes(data, 'a.txt', limits)\n"
        "assert f'memory_bytes = {limits.memory_bytes}' in failure.error.message, failure.error\n"
        "assert 'raise the limit “memory_bytes”' in failure.error.remedy\nprint(failure.error.code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout.strip() == "out-of-memory", done.stderr


def test_honest_document_passes_all_guards() -> None:
    data = make_docx(*[paragraph("We treat everybody fairly and with respect.")] * 5000)
    assert len(read_one(data, "a.docx").blocks) == 5000
