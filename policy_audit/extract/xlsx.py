"""The first filled sheet of an Excel workbook, row by row, read straight from its XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping

from policy_audit.errors import UnreadableDocument
from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.guard import SafeArchive
from policy_audit.extract.guard import parse_xml
from policy_audit.extract.limits import Limits

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOST_COLUMNS = 2000


def xlsx_rows(data: bytes, limits: Limits) -> Iterator[Mapping[str, str]]:
    """Column name -> value of every row below the first; the first sheet with a heading row and one more counts."""
    archive = SafeArchive(data, limits)
    shared: list[str] = []
    if "xl/sharedStrings.xml" in archive:
        root = parse_xml(archive.read("xl/sharedStrings.xml"), limits)
        shared = ["".join(text.text or "" for text in entry.iter(f"{S}t")) for entry in root.iter(f"{S}si")]
    sheets = sorted(
        (name for name in archive.names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)),
        key=lambda name: int("".join(filter(str.isdigit, name))),
    )
    for sheet in sheets:
        rows = [_cells(row, shared) for row in parse_xml(archive.read(sheet), limits).iter(f"{S}row")]
        rows = [row for row in rows if any(value.strip() for value in row.values())]
        if len(rows) > 1:
            names = {column: value.strip() or f"column {column + 1}" for column, value in rows[0].items()}
            for row in rows[1:]:
                yield {names.get(column, f"column {column + 1}"): value for column, value in row.items()}
            return
    raise UnreadableDocument("empty-document", "The workbook has no rows.", "Check that it is the right file.")


def _cells(row: XmlElement, shared: list[str]) -> dict[int, str]:
    cells: dict[int, str] = {}
    for position, cell in enumerate(row.iter(f"{S}c")):
        column = _column(cell.get("r", "")) if cell.get("r") else position
        if column < MOST_COLUMNS:
            cells[column] = _value(cell, shared)
    return cells


def _column(reference: str) -> int:
    """A reference such as "AB12" as column number from 0."""
    number = 0
    for letter in re.match(r"[A-Z]*", reference.upper())[0]:  # type: ignore[index]
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: XmlElement, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{S}t"))
    text = cell.findtext(f"{S}v") or ""
    if kind == "s":
        return shared[int(text)] if text.isdecimal() and int(text) < len(shared) else ""
    return str(text)
