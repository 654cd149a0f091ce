"""What HR wrote into the workbook of the audit before: status, owner and note of each row, by its reference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policy_audit.errors import UsageError
from policy_audit.report.xlsx_sheets import OWN_COLUMNS
from policy_audit.report.xlsx_sheets import REFERENCE


def read_kept(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Sheet → reference → HR's columns, rows with nothing written left out; empty where there is no workbook.

    Columns are found by their headings, so that HR may move, hide, sort and filter. Raises UsageError for a workbook
    that cannot be read: overwriting it would lose what people wrote.
    """
    if not path.is_file():
        return {}
    from openpyxl import load_workbook

    try:
        # The file is ours to close: openpyxl 3.1.0 leaves it open where a sheet is not read to its end.
        with path.open("rb") as file:
            book = load_workbook(file, read_only=True, data_only=True)
            found = {page.title: dict(_rows(page)) for page in book.worksheets}
    except Exception as error:  # openpyxl lets errors of zip, XML and its own through; each means: not readable.
        remedy = "Close it in Excel, or move it away or mend it, then run the audit again."
        raise UsageError(f"{path} cannot be read ({type(error).__name__}), and holds what HR wrote.", remedy) from error
    return {name: rows for name, rows in found.items() if rows}


def _rows(page: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    # A sheet saved by other programs may not say how large it is.
    page.reset_dimensions()
    rows = page.iter_rows(values_only=True)
    heads = [str(value or "") for value in next(rows, ())]
    if REFERENCE not in heads:
        return
    key = heads.index(REFERENCE)
    own = [heads.index(name) if name in heads else -1 for name in OWN_COLUMNS]
    for row in rows:
        written = tuple(_text(row, at) for at in own)
        if any(written) and _text(row, key):
            yield _text(row, key), written


def _text(row: tuple[Any, ...], at: int) -> str:
    return "" if at < 0 or at >= len(row) or row[at] is None else str(row[at])
