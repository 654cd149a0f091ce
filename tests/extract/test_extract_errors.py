"""What cannot be read is a value with what, why and remedy; content decides before the name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from extracting import read_error
from extracting import read_one
from pdf_maker import Page
from pdf_maker import make_pdf
from word_maker import make_docx
from word_maker import paragraph
from word_maker import zipped

from policy_audit.extract import EXTRACTORS
from policy_audit.extract import SUFFIXES
from policy_audit.extract import ReadFailure
from policy_audit.extract.limits import Limits
from policy_audit.extract.read import read_documents
from policy_audit.types import Document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "empty-document"),
        (b" \n\t\n", "a.txt", "empty-document"),
        (b"<html><body></body></html>", "a.html", "empty-document"),
        (make_docx(paragraph(" ")), "a.docx", "empty-document"),
        (make_pdf([Page()]), "a.pdf", "empty-document"),
        (b"PK\x03\x04 is all", "a.docx", "damaged-file"),
        (b"%PDF-1.7 and no more", "a.pdf", "damaged-file"),
        (bytes(range(256)) * 20, "a.docx", "wrong-format"),
        (bytes(range(256)) * 20, "a", "wrong-format"),
        (b"just text", "a.docx", "wrong-format"),
        (b"just text", "a.pdf", "wrong-format"),
        (b"\x89PNG\r\n\x1a\n....", "a.pdf", "no-text-layer"),
        (zipped({"ppt/presentation.xml": "x"}), "a.pptx", "unsupported-format"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted-document"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "a.xls", "unsupported-format"),
        (zipped({"[Content_Types].xml": "", "word/document.xml": "<w:broken"}), "a.docx", "damaged-file"),
    ],
)
def test_code_of_what_cannot_be_read(data: bytes, name: str, code: str) -> None:
    assert read_error(data, name).code == code


def test_content_goes_before_the_name() -> None:
    document = read_one(make_docx(paragraph("It is Word.")), "report.pdf")
    assert document.format == "docx"
    assert any(".pdf" in warning and "docx" in warning for warning in document.warnings)
    assert read_one(make_pdf([Page().text(72, 700, "It is a PDF file, really.")]), "a.docx").format == "pdf"
    assert read_one(b"{\\rtf1\\ansi It is RTF.}", "a.doc").format == "rtf"
    assert read_one(b"<!DOCTYPE html><html><body><p>It is HTML.</p></body></html>", "a.txt").format == "html"


def test_old_word_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    error = read_error(OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "a.doc")
    assert error.code == "legacy-word"
    assert ".docx" in error.remedy


def outcome(path: Path) -> str:
    (found,) = read_documents(path)
    return found.error.code if isinstance(found, ReadFailure) else "read"


def test_places_in_the_file_system(tmp_path: Path) -> None:
    assert outcome(tmp_path) == "is-a-directory"
    assert outcome(tmp_path / "missing.txt") == "not-found"
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    assert outcome(loop) in ("not-found", "unreadable-file")
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert outcome(pipe) == "not-a-file"
    assert outcome(Path("a\0b.txt")) in ("not-found", "unreadable-file")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read every file")
def test_unreadable_permissions(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("closed")
    path.chmod(0)
    assert outcome(path) == "permission-denied"


def test_permission_error_becomes_a_value(tmp_path: Path) -> None:
    """As another user where possible: the superuser needs a child process that gives up its rights."""
    path = tmp_path / "closed.txt"
    path.write_text("closed")
    path.chmod(0)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom policy_audit.extract.read import read_documents\n"
        "import policy_audit.extract.detect\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "print(next(iter(read_documents(Path(sys.argv[1])))).error.code)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "permission-denied"


@pytest.mark.parametrize("name", ["with blanks.txt", "émoji 🎉.txt", "new\nline.txt", "-dash.txt", "%20.txt"])
def test_names_of_all_kinds(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("This is a text.")
    (document,) = read_documents(path)
    assert isinstance(document, Document)
    assert document.path == str(path)


def test_size_limit_names_itself() -> None:
    error = read_error(b"x" * 2000, "a.txt", Limits(file_bytes=1000))
    assert error.code == "too-large"
    assert "file_bytes" in error.message and "file_bytes" in error.remedy


def test_every_suffix_has_an_extractor() -> None:
    assert set(SUFFIXES.values()) == set(EXTRACTORS)


def test_importing_the_package_is_light() -> None:
    program = (
        "import sys, policy_audit.extract, policy_audit.extract.read, policy_audit.extract.locate\n"
        "print([m for m in ('lxml', 'pypdfium2', 'pdfplumber', 'markdown_it', 'docx', 'olefile', 'pyarrow', 'email.message')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
