"""One manual as Word and as PDF is one document to the audit: the same findings, levels and undertakings."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from policy_audit.audit import audit_document
from policy_audit.config import Settings
from policy_audit.extract.read import read_documents
from policy_audit.ruleset.load import Ruleset
from policy_audit.types import Document
from policy_audit.types import DocumentReport
from policy_audit.types import Span

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
