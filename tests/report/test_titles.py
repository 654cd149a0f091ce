from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from lxml import html
from portfolio_reports import document
from portfolio_reports import judged
from portfolio_reports import report_of

from policy_audit.report import Options
from policy_audit.report import render
from policy_audit.report.adverts import SCORE_NOTE
from policy_audit.report.summary import overview
from policy_audit.report.titles import section_titles
from policy_audit.report.titles import title_of
from policy_audit.report.word import render_word
from policy_audit.report.xlsx_sheets import sheets
from policy_audit.types import AdvertScore
from policy_audit.types import Metadata


@pytest.mark.parametrize(
    ("heading", "metadata", "title"),
    [
        ("Dignity at work", "Microsoft Word - final2.doc", "Dignity at work"),
        ("Introduction", "Anti-Harassment Policy", "Anti-Harassment Policy"),
        ("1. Introduction", "Code of conduct", "Code of conduct"),
        ("Background information:", "", "agile-coach.docx"),
        ("Background information:", "Untitled", "agile-coach.docx"),
        ("Introduction to flexible working", "", "Introduction to flexible working"),
        ("HR", "", "agile-coach.docx"),
    ],
)
def test_the_heading_of_a_first_section_is_no_title(heading, metadata, title):
    made = document(f"# {heading}", "Text.", "# Scope", path="posts/agile-coach.docx")
    made = replace(made, document=replace(made.document, metadata=Metadata(title=metadata)))
    assert title_of(made, section_titles()) == title


@pytest.fixture(scope="module")
def advert():
    made = judged(document("# Nurse", "We look for a nurse.", path="nurse.md", kind="job-advert"))
    checks = ("ADV-ADJ-01", "ADV-EDI-01")
    note = f"{SCORE_NOTE}35 of 100; 39 of 80 checks are met."
    return replace(made, advert=AdvertScore(35, checks), warnings=("Read as an advert for the United States.", note))


def test_the_score_of_an_advert_stands_once_and_by_names(advert):
    tree = html.fromstring(render("html", report_of(advert), Options()).encode())
    (page,) = tree.xpath("//details[@class='doc']")
    text = " ".join(page.text_content().split())
    assert text.count("35 of 100") == 1
    assert "ADV-ADJ-01" not in text
    assert "Read as an advert for the United States." in text
    assert len(page.xpath(".//ol/li")) == 2


def test_excel_and_word_have_the_score_of_an_advert(advert):
    policy = judged(document("# Equality policy", "Text."))
    view = overview(report_of(advert, policy))
    documents = next(one for one in sheets(view, {}) if one.name == "Documents")
    at = [column.title for column in documents.columns].index("Advert score")
    rows = {row[0]: row for row in documents.rows}
    assert rows["nurse.md"][at] == 35
    assert "adjustments" in rows["nurse.md"][at + 1]
    assert rows["nurse.md"][at + 2] == "Read as an advert for the United States."
    assert rows["policies/equality.md"][at : at + 2] == ("", "")
    paper = Document(BytesIO(render_word(view)))
    (table,) = [one for one in paper.tables if one.rows[0].cells[0].text == "Advert"]
    assert [cell.text for cell in table.rows[1].cells][:2] == ["Nurse", "35 of 100"]


def test_the_note_that_is_left_out_is_the_one_that_adverts_get(ruleset, tmp_path):
    from policy_audit.audit import audit_document
    from policy_audit.config import Settings
    from policy_audit.extract.read import read_documents

    path = tmp_path / "nurse.md"
    path.write_text("# Nurse\n\nWe are hiring a nurse. Salary £30,000. Apply by e-mail.\n", encoding="utf-8")
    (read,) = read_documents(path)
    made = audit_document(read, ruleset, Settings(kind="job-advert"))
    assert made.advert is not None
    assert sum(one.startswith(SCORE_NOTE) for one in made.warnings) == 1
