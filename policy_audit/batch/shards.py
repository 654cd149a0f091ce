"""Cuts tables of adverts into shards that any worker on any machine can read by itself, in constant memory."""

from __future__ import annotations

import codecs
import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from itertools import islice
from typing import Any
from typing import NamedTuple

from policy_audit.batch.storage import Place
from policy_audit.errors import UnreadableDocument
from policy_audit.errors import UsageError
from policy_audit.extract.encoding import decode
from policy_audit.extract.limits import Limits
from policy_audit.extract.tabular import PROBE_ROWS
from policy_audit.extract.tabular import TITLE_COLUMNS
from policy_audit.extract.tabular import cell_text
from policy_audit.extract.tabular import named_column
from policy_audit.extract.tabular import text_column

KINDS = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
# Rows a shard: minutes of work, so that little is lost with a worker and little time with handing out.
SHARD_ROWS = 1000
_HEAD_BYTES = 1 << 16


class Row(NamedTuple):
    """A row by its number in the file, from 1. `values` is None where the row cannot be read."""

    number: int
    values: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that mean something to us; "" where there is none."""

    text: str
    title: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One input file: how its rows are to be read. `body` is the byte offset of the first row of a text table."""

    address: str
    name: str
    kind: str
    columns: Columns
    header: tuple[str, ...] = ()
    delimiter: str = ","
    encoding: str = "utf-8"
    body: int = 0


@dataclass(frozen=True, slots=True)
class Shard:
    """Rows `first` to `first + rows - 1` of a table; `digest` is of the shard's own contents.

    `start` and `end` are byte offsets; in Parquet they are the number of the row group, and the row in it to begin at.
    """

    table: Table
    first: int
    rows: int
    start: int
    end: int
    digest: str


def table_of(place: Place, name: str, limits: Limits, text: str = "", identity: str = "") -> Table:
    """How a file is to be read; `text` and `identity` name columns. Raises UsageError where no column holds a text."""
    kind = KINDS["." + place.path.lower().rpartition(".")[2]]
    table = Table(place.address, name, kind, Columns("", id=identity))
    if kind != "parquet":
        table = _text_table(table, place, limits)
    head = [row.values for row in islice(_all_rows(table, limits), PROBE_ROWS) if row.values is not None]
    if not head:
        raise UsageError(f"{name} has no rows.", "Check that it is the right file.")
    try:
        chosen = text_column(list(head), text)
    except UnreadableDocument as error:
        raise UsageError(f"{name}: {error.message}", error.remedy) from error
    if identity and not any(identity in row for row in head):
        raise UsageError(f"{name} has no column “{identity}”.", f"There are: {', '.join(head[0])[:300]}.")
    columns = Columns(chosen, named_column(list(head), TITLE_COLUMNS), identity or ("id" if "id" in head[0] else ""))
    return replace(table, columns=columns)


def _text_table(table: Table, place: Place, limits: Limits) -> Table:
    """The table with its encoding and where its rows begin; for CSV, with delimiter and header."""
    with place.open() as file:
        head = file.read(_HEAD_BYTES)
    mark = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    table = replace(table, encoding="utf-8" if mark else _encoding(head, table.name), body=mark)
    if table.kind == "jsonl":
        return table
    line = head[mark:].decode(table.encoding, "replace").split("\n", 1)[0]
    try:
        delimiter = csv.Sniffer().sniff(line, delimiters=",;\t|").delimiter
    except csv.Error:
        delimiter = ","
    table = replace(table, delimiter=delimiter)
    source = _Lines(table, limits, mark)
    header = next(source.cells(), None)
    return replace(table, header=tuple(header or ()), body=source.offset)


def _encoding(head: bytes, name: str) -> str:
    try:
        head[: head.rfind(b"\n") + 1 or len(head)].decode("utf-8")
    except UnicodeDecodeError:
        found = decode(head).encoding
        if found.lower().startswith(("utf-16", "utf-32", "utf_16", "utf_32")):
            raise UsageError(f"{name} is in {found}.", "Save it as UTF-8.") from None
        return found
    return "utf-8"


def shards_of(table: Table, limits: Limits, rows: int = SHARD_ROWS) -> Iterator[Shard]:
    """The shards of a table, in order. Reads the file once, keeping no more than a line or a row group's length."""
    if table.kind == "parquet":
        yield from _parquet_shards(table, rows)
        return
    source = _Lines(table, limits, table.body)
    count, first, start = 0, 1, -1
    for _ in source.records():
        if start < 0:
            start = source.before
        count += 1
        if count == rows:
            yield Shard(table, first, count, start, source.offset, source.cut())
            first, count, start = first + count, 0, -1
    if count:
        yield Shard(table, first, count, start, source.offset, source.cut())


def rows_of(shard: Shard, limits: Limits) -> Iterator[Row]:
    """The rows of a shard; blank lines of the source are none. Raises OSError where the file cannot be read."""
    table = shard.table
    if table.kind == "parquet":
        yield from _parquet_rows(shard)
        return
    source = _Lines(table, limits, shard.start, shard.end)
    for number, values in enumerate(source.records(), shard.first):
        yield Row(number, values)


def _all_rows(table: Table, limits: Limits) -> Iterator[Row]:
    if table.kind == "parquet":
        for shard in _parquet_shards(table, PROBE_ROWS):
            yield from _parquet_rows(shard)
    else:
        yield from (Row(number, values) for number, values in enumerate(_Lines(table, limits, table.body).records(), 1))


class _Lines:
    """Lines of a text table with the byte offsets they end at, so that records can be found again by seeking."""

    def __init__(self, table: Table, limits: Limits, start: int, end: int = -1) -> None:
        self._table = table
        self._longest = limits.file_bytes
        self._end = end
        self._digest = hashlib.sha256()
        self.offset = start
        self.before = start

    def cut(self) -> str:
        """Digest of what was read since the last cut."""
        digest, self._digest = self._digest.hexdigest(), hashlib.sha256()
        return digest

    def records(self) -> Iterator[dict[str, str] | None]:
        """The values of each record; None for one that cannot be read. `before` is where it began, `offset` its end."""
        if self._table.kind == "jsonl":
            for line in self._lines():
                yield _json_row(line)
            return
        for cells in self.cells():
            if cells != []:
                yield None if cells is None else dict(zip(self._table.header, cells, strict=False))

    def cells(self) -> Iterator[list[str] | None]:
        """The cells of each record of a CSV file; None where the reader refuses one."""
        # The standard reader stops at 128 KB a cell; a line is bounded below.
        csv.field_size_limit(self._longest)
        reader = csv.reader(self._lines(), delimiter=self._table.delimiter)
        while True:
            self.before = self.offset
            try:
                cells: list[str] | None = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = None
            yield cells

    def _lines(self) -> Iterator[str]:
        csv_kind = self._table.kind == "csv"
        with Place(self._table.address).open() as file:
            file.seek(self.offset)
            while self._end < 0 or self.offset < self._end:
                line = file.readline(self._longest + 1)
                if not line:
                    return
                if len(line) > self._longest:
                    raise UsageError(f"{self._table.name} has a line of over {self._longest:,} bytes.", "Split it.")
                self.before = self.before if csv_kind else self.offset
                self.offset += len(line)
                self._digest.update(line)
                if csv_kind or line.strip():
                    yield line.decode(self._table.encoding, "replace").replace("\0", " ")


def _json_row(line: str) -> dict[str, str] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return {str(key): cell_text(one) for key, one in value.items()} if isinstance(value, dict) else None


def _parquet(address: str) -> Any:
    try:
        from pyarrow import parquet
    except ImportError:
        raise UsageError("Parquet needs pyarrow.", "Install policy-audit[cluster].") from None
    return parquet.ParquetFile(Place(address).open())


def _parquet_shards(table: Table, rows: int) -> Iterator[Shard]:
    file = _parquet(table.address)
    digest = Place(table.address).digest()
    first = 1
    for group in range(file.metadata.num_row_groups):
        length = file.metadata.row_group(group).num_rows
        for begin in range(0, length, rows):
            count = min(rows, length - begin)
            yield Shard(table, first, count, group, begin, f"{digest}:{group}:{begin}")
            first += count


def _parquet_rows(shard: Shard) -> Iterator[Row]:
    at, last = 0, shard.end + shard.rows
    for batch in _parquet(shard.table.address).iter_batches(batch_size=1000, row_groups=[shard.start]):
        begin, end = max(shard.end - at, 0), min(last - at, batch.num_rows)
        for number, values in enumerate(batch.slice(begin, max(end - begin, 0)).to_pylist(), at + begin - shard.end):
            yield Row(shard.first + number, {str(key): cell_text(value) for key, value in values.items()})
        at += batch.num_rows
        if at >= last:
            return
