"""Real documents, where they lie beside the checkout: invariants, anchors, and an oracle for Word."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from extracting import check_invariants
from test_extract_word import check_anchors

from policy_audit.extract.read import read_documents
from policy_audit.types import Document
from policy_audit.types import PdfAnchor

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real documents is not beside the checkout")
SUFFIXES = (".md", ".html", ".docx", ".pdf")


def documents(suffix: str) -> list[tuple[Path, Document]]:
    found = [(path, list(read_documents(path))) for path in sorted(CORPUS.rglob(f"*{suffix}"))]
    assert all(len(one) == 1 and isinstance(one[0], Document) for _, one in found)
    return [(path, one[0]) for path, one in found if isinstance(one[0], Document)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_document_is_read_and_keeps_its_invariants(suffix: str) -> None:
    for _, document in documents(suffix):
        check_invariants(document)
        assert len(document.text.split()) > 40


def test_word_anchors_and_docx2python() -> None:
    docx2python = pytest.importorskip("docx2python")
    for path, document in documents(".docx"):
        check_anchors(path.read_bytes(), document)
        with docx2python.docx2python(path) as oracle:
            # The oracle writes list numbers, link targets and image names into its text.
            plain = re.sub(r"<a href=[^>]*>|</a>|----[^-\n]*----|footnote\d+\)", " ", oracle.text)
        theirs = Counter(re.findall(r"[^\W\d_]{3,}", plain.lower()))
        ours = Counter(re.findall(r"[^\W\d_]{3,}", document.text.lower()))
        common = sum((theirs & ours).values())
        assert common >= 0.995 * sum(theirs.values()), path.name
        assert common >= 0.995 * sum(ours.values()), path.name


def test_pdf_characters_are_what_pdfium_has_there() -> None:
    import pypdfium2

    for path, document in documents(".pdf"):
        pages = pypdfium2.PdfDocument(path)
        texts = {number: pages[number - 1].get_textpage() for number in range(1, len(pages) + 1)}
        checked = 0
        for segment in document.segments:
            anchor = segment.anchor
            assert isinstance(anchor, PdfAnchor)
            if segment.width < 0 and not anchor.ocr and "service-manager" not in path.name:
                raw = texts[anchor.page].get_text_range(anchor.character, len(segment.span))
                assert raw == document.slice(segment.span), path.name
                checked += 1
        assert checked > 20 or "service-manager" in path.name
