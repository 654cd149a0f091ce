from __future__ import annotations

import time
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from portfolio_reports import document
from portfolio_reports import judged
from portfolio_reports import promising
from portfolio_reports import report_of
from portfolio_reports import usual_report
from portfolio_reports import with_wording

from policy_audit.errors import UsageError
from policy_audit.report.summary import overview
from policy_audit.report.xlsx import write_workbook
from policy_audit.report.xlsx_kept import read_kept

SHEETS = ["Read me", "Summary", "Findings", "Requirements", "Commitments", "Documents", "Action plan", "Not audited"]


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "audit.xlsx"
    write_workbook(path, overview(usual_report()), {})
    return path


def test_sheets_have_tables_with_filters_and_a_frozen_heading(book):
    read = load_workbook(book)
    assert read.sheetnames == SHEETS
    for name in SHEETS[2:]:
        page = read[name]
        assert page.freeze_panes in ("B2", "C2")
        (table,) = page.tables.values()
        assert table.autoFilter is not None
        assert table.ref.split(":")[1].rstrip("0123456789") == page.dimensions.split(":")[1].rstrip("0123456789")
    assert [rule.formula1 for rule in read["Findings"].data_validations.dataValidation] == [
        '"Open,In progress,Done,Not needed"'
    ]


def test_a_workbook_whose_rows_go_to_the_disk_says_the_same(book, tmp_path, monkeypatch):
    monkeypatch.setattr("policy_audit.report.xlsx._HELD_DOCUMENTS", 0)
    path = tmp_path / "large.xlsx"
    write_workbook(path, overview(usual_report()), {})
    small, large = load_workbook(book), load_workbook(path)
    assert large.sheetnames == SHEETS
    for name in SHEETS:
        assert list(large[name].values) == list(small[name].values)
        assert large[name].freeze_panes == small[name].freeze_panes
    for name in SHEETS[2:]:
        assert large[name].auto_filter.ref == large[name].dimensions
        assert not large[name].tables


def test_rows_are_the_findings_and_the_unread_files(book):
    report = usual_report()
    read = load_workbook(book)
    assert read["Findings"].max_row - 1 == sum(len(one.findings) for one in report.documents)
    assert [cell.value for cell in read["Not audited"][2]][:2] == [
        "policies/scan.pdf",
        "The pages hold pictures and no text.",
    ]
    shown = [row for row in read["Findings"].iter_rows(min_row=2, values_only=True) if row[4] == "chairman"]
    assert {row[0] for row in shown} == {"Do next"}
    assert len(shown) == 3


FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.org")',
    "\t=1",
    "https://example.org",
)


def test_no_cell_becomes_a_formula_or_a_link(tmp_path):
    made = []
    for number, sign in enumerate(FORMULAS):
        one = promising(document(sign, sign + " we will", path=f"{sign}-{number}.md"), (sign + " we will", 3, ""))
        made.append(judged(with_wording(one, sign, sign)))
    path = tmp_path / "hostile.xlsx"
    write_workbook(path, overview(report_of(*made)), {})
    cells = [cell for page in load_workbook(path) for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells)
    values = {cell.value for cell in cells}
    assert {sign.strip() for sign in FORMULAS} <= {value.strip() for value in values if isinstance(value, str)}


def test_what_hr_wrote_survives_the_next_audit(book):
    edited = load_workbook(book)
    for name in ("Findings", "Action plan", "Commitments"):
        page = edited[name]
        heads = [cell.value for cell in page[1]]
        for title, text in (("Status", "In progress"), ("Owner in HR", "Amina"), ("Note", "=not a formula")):
            page.cell(3, heads.index(title) + 1).value = text
            page.cell(3, heads.index(title) + 1).data_type = "s"
    marked = {name: [cell.value for cell in edited[name][3]][-1] for name in ("Findings", "Action plan", "Commitments")}
    edited.save(book)
    # Next year a document has gone, another has come, and lines have moved.
    before = usual_report(4)
    report = replace(before, documents=(*before.documents[:2], *before.documents[3:]), audit_date="2027-11-21")
    kept = read_kept(book)
    write_workbook(book, overview(report), kept)
    again = load_workbook(book)
    for name, mark in marked.items():
        heads = [cell.value for cell in again[name][1]]
        rows = [row for row in again[name].iter_rows(min_row=2, values_only=True) if row[-1] == mark]
        assert [row[heads.index("Owner in HR")] for row in rows] == ["Amina"]
        assert [row[heads.index("Note")] for row in rows] == ["=not a formula"]
        others = [row for row in again[name].iter_rows(min_row=2, values_only=True) if row[-1] != mark]
        assert not any(row[heads.index("Status")] for row in others)
    assert len(kept) == 3


def test_columns_are_found_by_heading_wherever_hr_moved_them(book):
    edited = load_workbook(book)
    page = edited["Findings"]
    mark = [cell.value for cell in page[2]][-1]
    page.tables.clear()
    page.cell(2, [cell.value for cell in page[1]].index("Status") + 1).value = "Done"
    page.insert_cols(1)
    edited.save(book)
    assert read_kept(book)["Findings"][mark] == ("Done", "", "")


def test_a_damaged_workbook_is_not_overwritten(tmp_path):
    path = tmp_path / "audit.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(UsageError, match="holds what HR wrote"):
        read_kept(path)


def test_no_workbook_no_columns(tmp_path):
    assert read_kept(tmp_path / "none.xlsx") == {}


def test_same_report_gives_the_same_bytes(book, tmp_path):
    write_workbook(tmp_path / "again.xlsx", overview(usual_report()), {})
    assert (tmp_path / "again.xlsx").read_bytes() == book.read_bytes()


def test_an_empty_report_is_a_workbook_too(tmp_path):
    path = tmp_path / "empty.xlsx"
    write_workbook(path, overview(report_of()), {})
    assert load_workbook(path).sheetnames == SHEETS


@pytest.mark.long
def test_fifty_thousand_rows_are_written_in_seconds(tmp_path):
    made = judged(document("# Policy", "Text."), lambda number: False)
    copies = 50_000 // len(made.findings) + 1
    slim = replace(made, requirements=())
    documents = [replace(slim, path=f"policies/{number:04}.md") for number in range(copies)]
    # Findings without requirements to answer count as wording; the plan groups them all the same.
    view = overview(report_of(*documents))
    started = time.process_time()
    write_workbook(tmp_path / "large.xlsx", view, {})
    taken = time.process_time() - started
    assert sum(len(line.report.findings) for line in view.lines) >= 50_000
    # 3.7 s measured; the rest is for slower machines.
    assert taken <= 8.0, f"{taken:.1f} s"
