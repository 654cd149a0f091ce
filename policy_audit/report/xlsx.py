"""The Excel report. Every word from a document is written as text: nothing in a cell can become a formula or a link."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Any

from policy_audit.report.summary import Overview
from policy_audit.report.summary_text import plain
from policy_audit.report.xlsx_sheets import OWN_COLUMNS
from policy_audit.report.xlsx_sheets import STATUS
from policy_audit.report.xlsx_sheets import STATUSES
from policy_audit.report.xlsx_sheets import Kept
from policy_audit.report.xlsx_sheets import Sheet
from policy_audit.report.xlsx_sheets import Value
from policy_audit.report.xlsx_sheets import read_me
from policy_audit.report.xlsx_sheets import sheets
from policy_audit.report.xlsx_sheets import summary_rows

# Excel holds 32,767 code units in a cell and 1,048,576 rows in a sheet.
_CELL = 16_000
_ROWS = 1_000_000
_LINE = 15.0
_MOST_LINES = 6
_A3, _A4 = 8, 9
# Beyond this many documents rows go to the disk as they come: held as cells, a document takes half a megabyte.
_HELD_DOCUMENTS = 300
_SHADE = "#F2F2F2"
# Text is never read as a formula, a link or a number.
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_HEAD = {
    "bold": True,
    "bg_color": "#0A5566",
    "font_color": "#FFFFFF",
    "text_wrap": True,
    "valign": "top",
    "border": 1,
    "border_color": "#D3DBDF",
}
_PRIORITY_COLOURS = {"Do first": "#FDEBE8", "Do next": "#FDF2D8", "Consider": "#E9F1FB"}


def write_workbook(path: Path, view: Overview, kept: Kept) -> None:
    """Write the workbook; `kept` is what HR wrote into the one before (`read_kept`). Same input, same bytes."""
    from xlsxwriter import Workbook

    large = len(view.lines) > _HELD_DOCUMENTS
    with Workbook(str(path), {**_AS_TEXT, "constant_memory": large}) as book:
        made = date.fromisoformat(view.report.audit_date)
        book.set_properties(
            {"title": "Policy audit", "author": "policy-audit", "created": datetime(made.year, made.month, made.day)}
        )
        _lines(book, "Read me", [(line,) for line in read_me(view)], (66,))
        _lines(book, "Summary", summary_rows(view), (90, 12, 12))
        for sheet in sheets(view, kept):
            _sheet(book, sheet, as_table=not large)


def _lines(book: Any, name: str, rows: Iterable[tuple[Value, ...]], widths: tuple[int, ...]) -> None:
    page = book.add_worksheet(name)
    wrapped, title = (
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format({"bold": True, "font_size": 14}),
    )
    for at, width in enumerate(widths):
        page.set_column(at, at, width)
    for number, row in enumerate(rows):
        page.set_row(number, _height(row, widths))
        for at, value in enumerate(row):
            _cell(page, number, at, value, title if number == 0 and name == "Read me" else wrapped)
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)


def _sheet(book: Any, sheet: Sheet, as_table: bool) -> None:
    """A sheet with a frozen heading row and filters; HR's columns are framed and Status offers its values."""
    page = book.add_worksheet(sheet.name)
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    own = book.add_format(
        {"text_wrap": True, "valign": "top", "bg_color": "#FFFBE6", "border": 1, "border_color": "#D3DBDF"}
    )
    titles = [column.title for column in sheet.columns]
    widths = [column.width for column in sheet.columns]
    formats = [own if sheet.own and title in OWN_COLUMNS else cell for title in titles]
    last = 0
    if not as_table:
        _headed(book, page, titles)
    for number, row in enumerate(sheet.rows, 1):
        if number > _ROWS:
            break
        last = number
        page.set_row(number, _height(row, widths))
        for at, value in enumerate(row):
            _cell(page, number, at, value, formats[at])
    for at, column in enumerate(sheet.columns):
        # The look of the column is that of its empty cells too, which are not written.
        page.set_column(at, at, column.width, formats[at])
    _filtered(book, page, titles, last, as_table)
    page.freeze_panes(1, 2 if len(titles) > 4 else 1)
    if sheet.own and last:
        at = titles.index(STATUS)
        page.data_validation(1, at, last, at, {"validate": "list", "source": list(STATUSES), "error_type": "warning"})
    _coloured(book, page, titles, last)
    page.set_landscape()
    page.set_paper(_A3)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _headed(book: Any, page: Any, titles: list[str]) -> None:
    """The heading row where no table writes it: before all others, as rows go to the disk in their order."""
    head = book.add_format(_HEAD)
    for at, title in enumerate(titles):
        page.write_string(0, at, title, head)


def _filtered(book: Any, page: Any, titles: list[str], last: int, as_table: bool) -> None:
    """Filters over all rows, as a table where the writer can make one; else every second row is shaded by a condition.

    A table needs a row of data; one without any keeps its headings and an empty line.
    """
    place = (max(last, 1), len(titles) - 1)
    if as_table:
        head = book.add_format(_HEAD)
        columns = [{"header": title, "header_format": head} for title in titles]
        page.add_table(0, 0, *place, {"columns": columns, "style": "Table Style Light 1"})
        return
    page.autofilter(0, 0, *place)
    shade = {"type": "formula", "criteria": "=MOD(ROW(),2)=0", "format": book.add_format({"bg_color": _SHADE})}
    page.conditional_format(1, 0, *place, shade)


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Height in points for the longest text of a row, six lines at most: not every program finds it by itself."""
    lines = max(
        (len(value) // width + 1 for value, width in zip(row, widths, strict=False) if isinstance(value, str)),
        default=1,
    )
    return _LINE * min(lines, _MOST_LINES) + 1


def _coloured(book: Any, page: Any, titles: list[str], last: int) -> None:
    if "Priority" not in titles or not last:
        return
    at = titles.index("Priority")
    for word, colour in _PRIORITY_COLOURS.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": book.add_format({"bg_color": colour})}
        page.conditional_format(1, at, last, at, rule)


def _cell(page: Any, row: int, column: int, value: Value, look: Any) -> None:
    if isinstance(value, str):
        if value:
            page.write_string(row, column, plain(value)[:_CELL], look)
    else:
        page.write_number(row, column, value, look)
