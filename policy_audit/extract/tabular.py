"""Tables of adverts (.csv, .jsonl, .json, .parquet, .xlsx): one document a row, the row's address kept."""

from __future__ import annotations

import csv
import importlib
import io
import json
import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from itertools import islice
from typing import NamedTuple

from policy_audit.errors import UnreadableDocument
from policy_audit.extract.assemble import Assembly
from policy_audit.extract.assemble import Piece
from policy_audit.extract.encoding import decode
from policy_audit.extract.html_ import read_html
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Limits
from policy_audit.extract.limits import refuse
from policy_audit.extract.markdown import read_markdown
from policy_audit.extract.text import read_text
from policy_audit.extract.xlsx import xlsx_rows
from policy_audit.types import Document
from policy_audit.types import Metadata
from policy_audit.types import TextAnchor

Row = Mapping[str, str]

# Names of columns that hold the text of an advert or policy, best first; compared in lower case, "_" and "-" as blanks.
TEXT_COLUMNS = (
    "job description", "description", "full text", "text", "body", "content", "advert", "advert text", "jd",
    "job text", "job ad", "posting", "job posting", "details", "html", "markdown", "sentence",
)  # fmt: skip
TITLE_COLUMNS = ("job title", "title", "role", "position", "job", "name", "vacancy", "heading")
PROBE_ROWS = 50
# Words a cell must hold on average: in a column named like a text, and in a column guessed by its length alone.
NAMED_WORDS = 4
GUESSED_WORDS = 25
# A value longer than this is text of its own, not a fact about the row.
FACT_LENGTH = 200
HTML_MARKUP = re.compile(r"</?(?:p|div|br|ul|ol|li|h[1-6]|strong|b|table|span)\b[^>]*>", re.I)
MARKDOWN_MARKUP = re.compile(r"^(?:#{1,6} \S|[-*+] \S|\d+\. \S|> |\|.*\|$)|\*\*\S[^*\n]*\*\*|\]\(https?://", re.M)


def expand(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None, column: str = ""
) -> Iterator[Document]:
    """One document a row; `Document.row` counts data rows from 1, and the path ends in "#row=N" (as RFC 7111).

    `column` names the column with the text; without it, the column is chosen by its name or by its length.
    """
    rows = _rows(data, name, limits)
    head, fault = _first_rows(rows)
    if fault and not head:
        raise fault
    if not head:
        raise UnreadableDocument("empty-document", "The table has no rows.", "Check that it is the right file.")
    chosen = text_column(head, column)
    table = Table(name, _kind(data, name), chosen, named_column(head, TITLE_COLUMNS), limits)
    for number, row in enumerate(chain(head, rows), 1):
        if number > limits.rows:
            raise refuse("rows", limits.rows, "has more rows")
        if row.get(chosen, "").strip():
            yield row_document(row, number, table)
    if fault:
        raise fault


def _first_rows(rows: Iterator[Row]) -> tuple[list[Row], UnreadableDocument | None]:
    """The rows to choose the columns by, and what is wrong with the file after them if it ends so soon."""
    head: list[Row] = []
    try:
        for row in islice(rows, PROBE_ROWS):
            head.append(row)
    except UnreadableDocument as fault:
        return head, fault
    return head, None


def text_column(rows: list[Row], wanted: str = "") -> str:
    """The column that holds the text. Raises `UnreadableDocument` when the wanted one is not there or none fits."""
    columns = list(dict.fromkeys(chain.from_iterable(rows)))
    if wanted:
        if wanted in columns:
            return wanted
        raise UnreadableDocument(
            "no-text-column", f"The table has no column “{wanted}”.", f"Choose one of: {', '.join(columns)[:300]}."
        )
    words = {key: sum(len(row.get(key, "").split()) for row in rows) / len(rows) for key in columns}
    named = named_column(rows, TEXT_COLUMNS)
    longest = max(words, key=lambda key: words[key])
    if named and words[named] >= max(NAMED_WORDS, 0.2 * words[longest]):
        return named
    if words[longest] >= GUESSED_WORDS:
        return longest
    raise UnreadableDocument(
        "no-text-column",
        "No column of the table holds the text of adverts or policies.",
        f"Name the column with the text; there are: {', '.join(columns)[:300]}.",
    )


def named_column(rows: list[Row], names: tuple[str, ...]) -> str:
    """The column called by the first of the names that there is, whatever its case and blanks; else an empty string."""
    plain = {re.sub(r"[_\-\s]+", " ", key).strip().lower(): key for row in reversed(rows) for key in row}
    return next((plain[name] for name in names if name in plain), "")


class Table(NamedTuple):
    """What all rows of a table share: path, format, columns of text and title ("" without one), limits."""

    name: str
    kind: str
    text: str
    title: str
    limits: Limits


def row_document(row: Row, number: int, table: Table) -> Document:
    """One row: short values as lines of region "metadata", then the text, read as what it looks like."""
    text = row[table.text]
    path = f"{table.name}#row={number}"
    inner = _inner(text, path, table.limits)
    facts = {key: value for key, value in row.items() if key and key != table.text and value.strip()}
    assembly = Assembly()
    for key, value in facts.items():
        if len(value) <= FACT_LENGTH:
            assembly.add("paragraph", [Piece(f"{key}: {value}", TextAnchor(1, 1, 0), 0)], region="metadata")
    assembly.take(inner)
    title = facts.get(table.title, "") or inner.metadata.title
    metadata = Metadata(title=" ".join(title.split()), fields={**inner.metadata.fields, **facts})
    document = assembly.document(text.encode("utf-8", "replace"), path, table.kind, metadata)
    return replace(document, row=str(number))


def _inner(text: str, path: str, limits: Limits) -> Document:
    """The cell's text, read as what it looks like."""
    if len(HTML_MARKUP.findall(text)) >= 2:
        return read_html(text, b"", path, limits)
    if MARKDOWN_MARKUP.search(text):
        return read_markdown(text, b"", path, limits)
    return read_text(text, b"", path)


def _kind(data: bytes, name: str) -> str:
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(b"PK"):
        return "xlsx"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] == b"[":
        return "json"
    if head[:1] == b"{":
        return "jsonl" if name.lower().endswith(("jsonl", "ndjson")) else "json"
    return "csv"


def _rows(data: bytes, name: str, limits: Limits) -> Iterator[Row]:
    kind = _kind(data, name)
    if kind == "parquet":
        return _parquet(data)
    if kind == "xlsx":
        return xlsx_rows(data, limits)
    if kind in ("json", "jsonl"):
        return _json(decode(data).text)
    return _csv(decode(data).text, limits)


def _csv(text: str, limits: Limits) -> Iterator[Row]:
    # The standard reader stops at 128 KB a field; a row is bounded by the size of the file already.
    csv.field_size_limit(limits.file_bytes)
    sample = text[:65536]
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(sample.split("\n", 1)[0], delimiters=",;\t|")
        delimiter = dialect.delimiter
    except csv.Error:
        delimiter = ","
    reader = csv.DictReader(
        io.StringIO(text.replace("\0", " "), newline=""), delimiter=delimiter, restkey="", restval=""
    )
    for row in reader:
        yield {key: value for key, value in row.items() if key is not None and isinstance(value, str)}


def _json(text: str) -> Iterator[Row]:
    """Rows of a JSON array, of an object that holds one, of a single object, or of JSON lines."""
    try:
        value = json.loads(text)
    except RecursionError:
        raise refuse("nesting", 1000, "nests its JSON too deeply") from None
    except ValueError:
        yield from _json_lines(text)
        return
    if isinstance(value, dict):
        lists = [entry for entry in value.values() if isinstance(entry, list) and entry and isinstance(entry[0], dict)]
        value = max(lists, key=len) if lists else [value]
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, dict):
            yield {str(key): cell_text(content) for key, content in entry.items()}


def _json_lines(text: str) -> Iterator[Row]:
    """One row a line; lines that are no JSON are named when all others have been read."""
    damaged: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            damaged.append(number)
            continue
        if isinstance(value, dict):
            yield {str(key): cell_text(content) for key, content in value.items()}
    if damaged:
        named = ", ".join(map(str, damaged[:10])) + (" …" if len(damaged) > 10 else "")
        raise UnreadableDocument(
            "damaged-file",
            f"Not valid JSON and not read: line {named}.",
            "Export the file again, one JSON object a line.",
        )


def cell_text(value: object) -> str:
    """A cell as text: empty for nothing, JSON for what is not text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def _parquet(data: bytes) -> Iterator[Row]:
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise UnreadableDocument(
            "unsupported-format",
            "Parquet files need the package pyarrow.",
            "Install pyarrow, or export the table as CSV.",
        ) from None
    for batch in parquet.ParquetFile(io.BytesIO(data)).iter_batches(batch_size=1000):
        for entry in batch.to_pylist():
            yield {str(key): cell_text(value) for key, value in entry.items()}
