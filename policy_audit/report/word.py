"""The summary as a Word document, for pasting into board papers: sentences, coverage, actions, files not audited."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from policy_audit.report.adverts import mend_first
from policy_audit.report.summary import DISCLAIMER
from policy_audit.report.summary import PRIORITY
from policy_audit.report.summary import Overview
from policy_audit.report.summary_sentences import count
from policy_audit.report.summary_sentences import day
from policy_audit.report.summary_sentences import sentences
from policy_audit.report.summary_text import one_line
from policy_audit.report.summary_text import plain

ACTIONS = 40
ADVERTS = 25
_ACCENT = (0x0A, 0x55, 0x66)


def render_word(view: Overview) -> bytes:
    """The Word file as bytes: real headings, real tables with repeated heading rows, A4."""
    from docx import Document
    from docx.shared import Cm

    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    _styles(paper)
    made = datetime.fromisoformat(view.report.audit_date)
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = "Policy audit", "policy-audit", ""
    properties.created = properties.modified = made
    paper.add_heading(f"Policy audit, {day(view.report.audit_date)}", 0)
    for sentence in sentences(view):
        paper.add_paragraph(one_line(sentence), style="List Number")
    _coverage(paper, view)
    _actions(paper, view)
    _adverts(paper, view)
    _reviews(paper, view)
    _failed(paper, view)
    paper.add_heading("How to read this", 1)
    paper.add_paragraph(DISCLAIMER)
    buffer = BytesIO()
    paper.save(buffer)
    return _repacked(buffer)


def _repacked(buffer: BytesIO) -> bytes:
    """The same package without the time of day in it: the same report gives the same bytes."""
    from zipfile import ZIP_DEFLATED
    from zipfile import ZipFile
    from zipfile import ZipInfo

    packed = BytesIO()
    with ZipFile(buffer) as made, ZipFile(packed, "w") as kept:
        for part in made.infolist():
            kept.writestr(ZipInfo(part.filename), made.read(part), ZIP_DEFLATED)
    return packed.getvalue()


def _styles(paper: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt
    from docx.shared import RGBColor

    for name, size in (("Normal", 10.5), ("Title", 22), ("Heading 1", 15), ("Heading 2", 12.5)):
        style = paper.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        # The template names a theme font for headings, which would win over the name.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(key), None)
        if name != "Normal":
            style.font.color.rgb = RGBColor(*_ACCENT)
    paper.styles["Normal"].paragraph_format.space_after = Pt(6)


def _coverage(paper: Any, view: Overview) -> None:
    if not view.frameworks:
        return
    paper.add_heading("Coverage", 1)
    rows = [
        (
            view.names.framework(name),
            str(total.passed),
            str(total.applicable),
            f"{100 * total.passed // total.applicable} %",
        )
        for name in view.frameworks
        for total in (view.totals[name],)
    ]
    _table(paper, ("Framework", "Found", "Asked", "Share"), rows, (10.6, 2, 2, 2))


def _actions(paper: Any, view: Overview) -> None:
    if not view.actions:
        return
    paper.add_heading("Action plan", 1)
    shown = view.actions[:ACTIONS]
    if len(view.actions) > len(shown):
        paper.add_paragraph(
            f"The {len(shown)} actions of most effect out of {len(view.actions)}; all are in the Excel report."
        )
    for group in dict.fromkeys(action.role_group for action in shown):
        paper.add_heading(group, 2)
        rows = [
            (
                action.task,
                action.wording,
                f"{action.step}; by {day(action.due)}",
                f"{PRIORITY[action.severity]}; {count(len(action.places), 'document')}; {action.effort} effort",
            )
            for action in shown
            if action.role_group == group
        ]
        _table(paper, ("Action", "Suggested wording", "Step and date", "Priority"), rows, (4.2, 6.8, 2.8, 2.8))


def _adverts(paper: Any, view: Overview) -> None:
    scored = [(line, line.advert) for line in view.lines if line.advert]
    scored.sort(key=lambda one: (one[1].points, one[0].passed))
    rows = [
        (line.title, f"{score.points} of 100", "; ".join(title for _, title in mend_first(line.report, view.names)[:3]))
        for line, score in scored[:ADVERTS]
    ]
    if not rows:
        return
    paper.add_heading("Job adverts", 1)
    if len(scored) > len(rows):
        paper.add_paragraph(f"The {len(rows)} of the lowest score out of {len(scored)}; all are in the Excel report.")
    _table(paper, ("Advert", "Score", "Mend first"), rows, (6, 2, 8.6))


def _reviews(paper: Any, view: Overview) -> None:
    rows = [(one.title, day(one.due), one.state) for one in view.reviews if one.state in ("overdue", "soon")]
    if rows:
        paper.add_heading("Reviews overdue or due within 90 days", 1)
        _table(paper, ("Document", "Due", "State"), rows, (10, 4, 2.6))


def _failed(paper: Any, view: Overview) -> None:
    rows = [(one.path, one.error.message, one.error.remedy) for one in view.failed if one.error is not None]
    if rows:
        paper.add_heading("Not audited", 1)
        _table(paper, ("File", "Why", "What to do"), rows, (5, 5.6, 6))


def _table(paper: Any, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
    from docx.shared import Cm
    from docx.shared import Pt

    table = paper.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = plain(text)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
                for run in paragraph.runs:
                    run.font.size = Pt(9)
    _dress(table)
    paper.add_paragraph()


def _dress(table: Any) -> None:
    """A heading row in colour that is repeated on each page; no row is cut by the end of a page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in head.cells:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "".join(f"{part:02X}" for part in _ACCENT))
        cell._tc.get_or_add_tcPr().append(shade)
        for run in cell.paragraphs[0].runs:
            run.font.bold = True
            run.font.color.rgb = RGBColor(255, 255, 255)
