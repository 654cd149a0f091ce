"""One manual as Word and as PDF is one document to the audit: the same findings, levels and undertakings."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from policy_audit.audit import audit_document
from policy_audit.config import Settings
from policy_audit.extract.locate import anchor_at
from policy_audit.extract.read import read_documents
from policy_audit.ruleset.load import Ruleset
from policy_audit.types import Document
from policy_audit.types import DocumentReport
from policy_audit.types import PdfAnchor
from policy_audit.types import Span
from policy_audit.types import WordAnchor

TWINS = ("pol-135.docx", "pol-136.pdf")
# The printed manual has curved quotation marks where the Word file has straight ones.
STRAIGHT = str.maketrans("’‘“”\n", "''\"\" ")


@pytest.fixture(scope="module")
def twins(ruleset: Ruleset) -> list[tuple[Document, DocumentReport]]:
    folder = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "policies"
    if not folder.is_dir():
        pytest.skip("the corpus of real policies is not beside the checkout")
    settings = Settings(audit_date=date(2026, 11, 21))
    found = []
    for name in TWINS:
        (document,) = read_documents(folder / name)
        assert isinstance(document, Document)
        found.append((document, audit_document(document, ruleset, settings)))
    return found


def said(document: Document, span: Span | None) -> str:
    return document.slice(span).translate(STRAIGHT) if span else ""


def test_same_findings(twins: list[tuple[Document, DocumentReport]]) -> None:
    word, pdf = (Counter((one.rule, said(document, one.span)) for one in report.findings) for document, report in twins)
    assert sum(word.values()) > 20
    assert word == pdf


def test_same_requirement_levels(twins: list[tuple[Document, DocumentReport]]) -> None:
    word, pdf = ({one.id: (one.level, one.passed) for one in report.requirements} for _, report in twins)
    assert len({level for level, _ in word.values()}) > 1
    assert word == pdf


def test_same_commitments(twins: list[tuple[Document, DocumentReport]]) -> None:
    word, pdf = ([(one.strength, said(document, one.span)) for one in report.commitments] for document, report in twins)
    assert len(word) > 50
    assert word == pdf


def spans(report: DocumentReport) -> list[Span]:
    found = [one.span for one in report.findings if one.span]
    found += [evidence.span for one in report.requirements for evidence in one.evidence]
    return found + [one.span for one in report.commitments]


def test_what_word_shows_there(twins: list[tuple[Document, DocumentReport]]) -> None:
    """python-docx, which shares no code with the extraction, finds the same words in the paragraph of the anchor."""
    docx = pytest.importorskip("docx")
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    document, report = twins[0]
    body = docx.Document(document.path)
    paragraphs = [Paragraph(one, body) for one in body.element.iter(qn("w:p"))]
    checked = 0
    for span in spans(report):
        inside = [block.span for block in document.blocks if block.span.overlaps(span)]
        for block in inside:
            start, end = max(block.start, span.start), min(block.end, span.end)
            anchor = anchor_at(document, start)
            assert isinstance(anchor, WordAnchor) and anchor.part == "word/document.xml"
            shown = paragraphs[anchor.paragraph].text[anchor.offset :][: end - start]
            assert shown == document.text[start:end]
            checked += 1
    assert checked > 100


def test_what_the_page_shows_there(twins: list[tuple[Document, DocumentReport]]) -> None:
    """PDFium has the same characters there, they lie in the anchor's box, and the rendered box holds ink."""
    import pypdfium2

    document, report = twins[1]
    pdf = pypdfium2.PdfDocument(document.path)
    pages = {number: pdf[number - 1] for number in range(1, len(pdf) + 1)}
    characters = {number: page.get_textpage() for number, page in pages.items()}
    pictures = {number: page.render(scale=2, grayscale=True).to_numpy() for number, page in pages.items()}
    checked = 0
    for span in spans(report):
        for offset in range(span.start, span.end):
            anchor = anchor_at(document, offset)
            assert isinstance(anchor, PdfAnchor)
            if document.text[offset].isspace() or segment_width(document, offset) >= 0:
                continue
            assert characters[anchor.page].get_text_range(anchor.character, 1) == document.text[offset]
            left, bottom, right, top = characters[anchor.page].get_charbox(anchor.character)
            box = anchor.box
            assert box[0] - 0.5 <= (left + right) / 2 <= box[2] + 0.5
            assert box[1] - 0.5 <= (bottom + top) / 2 <= box[3] + 0.5
            checked += 1
        anchor = anchor_at(document, span.start)
        assert isinstance(anchor, PdfAnchor)
        left, bottom, right, top = (round(2 * value) for value in anchor.box)
        height = pictures[anchor.page].shape[0]
        assert pictures[anchor.page][height - top : height - bottom, left : right + 1].min() < 128
    assert checked > 5000


def segment_width(document: Document, offset: int) -> int:
    index = bisect_right(document.segments, offset, key=lambda segment: segment.span.start) - 1
    return document.segments[index].width
