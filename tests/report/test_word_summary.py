from __future__ import annotations

import time
from io import BytesIO

from docx import Document
from portfolio_reports import document
from portfolio_reports import judged
from portfolio_reports import report_of
from portfolio_reports import usual_report

from policy_audit.report.summary import overview
from policy_audit.report.summary_sentences import sentences
from policy_audit.report.word import ACTIONS
from policy_audit.report.word import render_word


def test_word_summary_has_headings_sentences_and_tables():
    view = overview(usual_report())
    paper = Document(BytesIO(render_word(view)))
    heads = [one.text for one in paper.paragraphs if one.style.name.startswith("Heading 1")]
    assert heads == [
        "Coverage",
        "Action plan",
        "Reviews overdue or due within 90 days",
        "Not audited",
        "How to read this",
    ]
    told = [one.text for one in paper.paragraphs if one.style.name == "List Number"]
    assert told == list(sentences(view))
    rows = sum(len(table.rows) - 1 for table in paper.tables if table.rows[0].cells[0].text == "Action")
    assert rows == min(ACTIONS, len(view.actions))
    assert paper.tables[-1].rows[1].cells[2].text == "Run text recognition on it."


def test_heading_rows_are_repeated_and_rows_stay_whole():
    paper = Document(BytesIO(render_word(overview(usual_report()))))
    for table in paper.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert all("w:cantSplit" in row._tr.xml for row in table.rows)


def test_hostile_text_is_text():
    made = judged(document("# Policy \x00\x0b\ud800", "Text.", path="a\x01b\ud800.md"))
    paper = Document(BytesIO(render_word(overview(report_of(made)))))
    assert any(table.rows for table in paper.tables)


def test_same_report_gives_the_same_bytes(monkeypatch):
    view = overview(usual_report())
    first = render_word(view)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *given: time.gmtime(2_000_000_000))
    assert render_word(view) == first
