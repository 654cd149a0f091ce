"""A folder picked in the browser, in a worker: each file audited by itself, the report drawn from all of them.

Between the two the results are bytes that only a worker opens; the server keeps them in memory and forgets them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from policy_audit.audit import build_report
from policy_audit.audit import failed_report
from policy_audit.batch.alone import audit_bytes
from policy_audit.batch.cache import Reports
from policy_audit.batch.codec import from_bytes
from policy_audit.batch.codec import to_bytes
from policy_audit.batch.pool import worker_ruleset
from policy_audit.config import Settings
from policy_audit.extract import ReadFailure
from policy_audit.extract.limits import Limits
from policy_audit.types import DocumentReport
from policy_audit.types import ReadError


def audited(folder: Path, data: bytes, name: str, base: Settings, limits: Limits) -> bytes:
    """The reports of the documents in a file: a line of JSON for the page, then the reports, packed."""
    settings = replace(base, audit_date=date.today())
    reports = list(audit_bytes(data, name, worker_ruleset(folder), settings, limits))
    return packed(reports)


def failed(name: str, code: str, message: str, remedy: str) -> bytes:
    """The same for a file whose worker did not come back: a file that was not read is never a pass."""
    kind = Path(name).suffix.lstrip(".").lower()
    return packed([failed_report(ReadFailure(name, kind, "", ReadError(code, message, remedy)))])


def packed(reports: Sequence[DocumentReport]) -> bytes:
    """A line of JSON with the counts, then the reports."""
    counts = {
        "documents": len(reports),
        "not_audited": sum(one.error is not None for one in reports),
        "findings": sum(len(one.findings) for one in reports),
    }
    return json.dumps(counts).encode() + b"\n" + to_bytes(tuple(reports), Reports)


def report_page(folder: Path, parts: Sequence[bytes], base: Settings) -> bytes:
    """The HTML report of the results of `audited`, with what was found across the documents."""
    from policy_audit.report.html_ import render_overview
    from policy_audit.report.summary import overview
    from policy_audit.stages.portfolio import portfolio

    ruleset = worker_ruleset(folder)
    settings = replace(base, audit_date=date.today())
    documents = [one for part in parts for one in from_bytes(part.partition(b"\n")[2], Reports)]
    report = build_report(documents, ruleset, settings)
    report = replace(report, portfolio=portfolio(report.documents, ruleset, settings))
    return render_overview(overview(report, ruleset)).encode("utf-8", "replace")
