"""The figures of `accuracy.py` hold: word and order recall by format."""

from __future__ import annotations

import shutil
from pathlib import Path

import accuracy
import pytest
from extracting import read_one

from policy_audit.extract.read import read_documents
from policy_audit.types import Document

NO_OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "policies"


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.md", accuracy.as_markdown),
        ("a.txt", accuracy.as_text),
        ("a.html", accuracy.as_html),
        ("a.docx", accuracy.as_docx),
    ],
)
def test_formats_made_in_code(name: str, make: object) -> None:
    content = accuracy.made_content()
    result = accuracy.score(content.words(), accuracy.read_words(make(content), name))  # type: ignore[operator]
    assert result.recall >= 0.995
    assert result.order >= 0.995
    assert result.precision >= 0.99


@pytest.mark.long
@NO_OFFICE
def test_formats_made_by_libreoffice() -> None:
    content = accuracy.made_content(6)
    source = content.words()
    made = accuracy.convert(accuracy.as_docx(content), "docx", ["odt", "rtf", "doc", "pdf"])
    assert set(made) == {"odt", "rtf", "doc", "pdf"}
    for name, data in made.items():
        document = read_one(data, f"a.{name}")
        result = accuracy.score(source, accuracy.body_words(document))
        # LibreOffice's own .doc export glues the words of a narrow table's cells.
        least = 0.995 if name in ("odt", "rtf") else 0.99
        assert result.recall >= least, name
        assert result.order >= least, name
        kinds = [block.kind for block in document.blocks]
        assert kinds.count("heading") + kinds.count("title") == 7, name
        assert kinds.count("list_item") == 18, name
        assert kinds.count("table_cell") == 24, name


@NO_OFFICE
def test_columns_and_header_printed_by_libreoffice() -> None:
    content = accuracy.made_content(6)
    data = accuracy.convert(accuracy.as_docx(content, columns=2, header=True), "docx", ["pdf"])["pdf"]
    document = read_one(data, "a.pdf")
    result = accuracy.score(content.words(), accuracy.body_words(document))
    assert result.recall >= 0.99
    assert result.order >= 0.99
    assert [document.slice(b.span) for b in document.blocks if b.region == "header"] == ["Acme Limited confidential"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real policies is not beside the checkout")
def test_the_same_manual_as_word_and_pdf() -> None:
    """Two editions of one manual differ in typography only: the same words, headings and list items."""
    word, pdf = (
        next(one for one in read_documents(CORPUS / name) if isinstance(one, Document))
        for name in ("pol-135.docx", "pol-136.pdf")
    )
    result = accuracy.score(accuracy.body_words(word), accuracy.body_words(pdf))
    assert result.recall >= 0.98
    assert result.order >= 0.98
    for kind in ("heading", "list_item", "title"):
        ours = [accuracy.words(one.slice(b.span))[:3] for one in (word,) for b in one.blocks if b.kind == kind]
        theirs = [accuracy.words(one.slice(b.span))[:3] for one in (pdf,) for b in one.blocks if b.kind == kind]
        assert abs(len(ours) - len(theirs)) <= 2, kind


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real policies is not beside the checkout")
@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_real_documents_against_independent_readers(suffix: str) -> None:
    """python's own zip reader, lxml and markdown-it are the oracles; long encoded addresses count as words."""
    rows = list(accuracy.measure_sources(CORPUS.parent, suffix))
    assert len(rows) >= 18
    for field in ("recall", "order"):
        values = [getattr(result, field) for _, result in rows]
        assert sum(values) / len(values) >= 0.9995
        assert min(values) >= (0.96 if suffix == ".md" else 0.995)
