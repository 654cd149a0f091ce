"""Audits rows of adverts: one result a row, whatever happens, in a fixed layout for JSONL and Parquet."""

from __future__ import annotations

import io
import json
import signal
import threading
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from policy_audit.batch.alone import report_of
from policy_audit.batch.pool import worker_ruleset
from policy_audit.batch.shards import Columns
from policy_audit.batch.shards import Row
from policy_audit.batch.shards import Shard
from policy_audit.batch.shards import rows_of
from policy_audit.config import Settings
from policy_audit.errors import UnreadableDocument
from policy_audit.extract.facts import with_facts
from policy_audit.extract.languages import with_language
from policy_audit.extract.limits import Limits
from policy_audit.extract.tabular import Table
from policy_audit.extract.tabular import row_document
from policy_audit.types import DocumentReport

Result = dict[str, Any]
FORMATS = ("jsonl", "parquet")


class RowTimeoutError(BaseException):
    """A row took longer than allowed. Not an Exception, so that no handler on the way takes it for a damaged row."""


def shard_results(
    shard: Shard, folder: Path, settings: Settings, limits: Limits, spoilt: Mapping[int, str], only: range | None = None
) -> Iterator[Result]:
    """The results of a shard's rows, in order. `spoilt` maps rows not to be touched to a code; `only` picks rows."""
    for row in rows_of(shard, limits):
        if only is None or row.number in only:
            code = spoilt.get(row.number, "")
            yield _failed(row, shard, code) if code else row_result(row, shard, folder, settings, limits)


def row_result(row: Row, shard: Shard, folder: Path, settings: Settings, limits: Limits) -> Result:
    """The result of one row. An unreadable row, one without text and one that takes too long are results as well."""
    columns, name = shard.table.columns, shard.table.name
    if row.values is None:
        return _failed(row, shard, "damaged-row")
    if not row.values.get(columns.text, "").strip():
        return _failed(row, shard, "empty-text")
    table = Table(name, shard.table.kind, columns.text, columns.title, limits)
    try:
        with _time_limit(limits.seconds):
            document = with_facts(with_language(row_document(row.values, row.number, table)))
            report = report_of(document, worker_ruleset(folder), settings, limits)
    except RowTimeoutError:
        return _failed(row, shard, "too-slow")
    except UnreadableDocument as error:
        return _failed(row, shard, error.code)
    if report.error is not None:
        return _failed(row, shard, report.error.code)
    return _result(row, name, columns, "") | _found(report)


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raises RowTimeoutError after so many seconds, where the system has alarms and this is the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: object) -> None:
        raise RowTimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _result(row: Row, name: str, columns: Columns, error: str) -> Result:
    identity = (row.values or {}).get(columns.id, "") if columns.id else ""
    return {
        "file": name, "row": row.number, "id": identity or str(row.number), "error": error or None,
        "kinds": [], "words": 0, "findings": [], "checks": [], "scores": [],
    }  # fmt: skip


def _failed(row: Row, shard: Shard, code: str) -> Result:
    return _result(row, shard.table.name, shard.table.columns, code)


def _found(report: DocumentReport) -> Result:
    """Findings with a place in the text; gaps are the checks that did not pass. `explain` has the words."""
    text = report.document.text if report.document else ""
    findings = [
        {
            "rule": one.rule, "category": one.category, "severity": one.severity.value,
            "start": one.span.start, "end": one.span.end, "text": text[one.span.start : one.span.end],
        }
        for one in report.findings
        if one.span is not None and not one.suppressed
    ]  # fmt: skip
    checks = [
        {
            "id": one.id, "result": one.result.value if one.result else one.level.value,
            "passed": one.passed, "severity": one.severity.value,
        }
        for one in report.requirements
        if one.applies
    ]  # fmt: skip
    scores = [
        {"framework": name, "passed": one.passed, "applicable": one.applicable} for name, one in report.scores.items()
    ]
    return {
        "kinds": list(report.kinds.kinds),
        "words": report.words,
        "findings": findings,
        "checks": checks,
        "scores": scores,
    }


def to_table(results: Iterable[Result]) -> Any:
    """The results as a pyarrow table of a fixed schema."""
    import pyarrow

    return pyarrow.Table.from_pylist(list(results), schema=schema())


def schema() -> Any:
    """The pyarrow schema of results; the JSON lines have the same fields."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    finding = pa.struct(
        {"rule": text, "category": text, "severity": text, "start": number, "end": number, "text": text}
    )
    check = pa.struct({"id": text, "result": text, "passed": pa.bool_(), "severity": text})
    score = pa.struct({"framework": text, "passed": number, "applicable": number})
    return pa.schema(
        {
            "file": text, "row": number, "id": text, "error": text, "kinds": pa.list_(text), "words": number,
            "findings": pa.list_(finding), "checks": pa.list_(check), "scores": pa.list_(score),
        }
    )  # fmt: skip


def as_bytes(results: Iterable[Result], form: str) -> bytes:
    """Results as the bytes of a JSONL or Parquet file; equal results give equal bytes."""
    if form == "jsonl":
        lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in results)
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    from pyarrow import parquet

    buffer = io.BytesIO()
    parquet.write_table(to_table(results), buffer, compression="zstd")
    return buffer.getvalue()


def from_file(data: bytes, form: str) -> list[Result]:
    """The results in such a file. Raises ValueError where it holds something else."""
    if form == "jsonl":
        return [json.loads(line) for line in data.split(b"\n") if line]
    from pyarrow import parquet

    found: list[Result] = parquet.read_table(io.BytesIO(data)).to_pylist()
    return found


def audit_batch(
    batch: Any, text: str, identity: str, folder: Path, settings: Settings, limits: Limits, name: str = "batch"
) -> Any:
    """For engines that hand out pyarrow record batches (Spark's mapInArrow): a batch of adverts in, one of results out.

    `text` and `identity` name columns of the batch. Rows count from 1 within the batch.
    """
    from policy_audit.batch.shards import Table as Source
    from policy_audit.extract.tabular import cell_text

    shard = Shard(Source("", name, "arrow", Columns(text, "", identity)), 1, batch.num_rows, 0, 0, "")
    results = (
        row_result(Row(number, {key: cell_text(value) for key, value in row.items()}), shard, folder, settings, limits)
        for number, row in enumerate(batch.to_pylist(), 1)
    )
    return to_table(results).combine_chunks().to_batches()[0]
