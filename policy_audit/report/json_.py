"""The JSON report: the versioned contract that outside programs rely on (`policy-audit schema` prints its schema)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from policy_audit.batch.shelf import heads
from policy_audit.report import Options
from policy_audit.report.json_text import json_text
from policy_audit.types import Commitment
from policy_audit.types import DocumentReport
from policy_audit.types import Evidence
from policy_audit.types import Finding
from policy_audit.types import Location
from policy_audit.types import Report
from policy_audit.types import RequirementResult
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.types import Suggestion

SCHEMA_VERSION = 1


def render(report: Report, options: Options) -> str:
    """The report as JSON text with a newline at the end; keys in the order of the contract."""
    return "".join(render_pieces(report, options))


def render_pieces(report: Report, options: Options) -> Iterator[str]:
    """The same text in pieces, one for each document: thousands of them are not held as values at once."""
    before = "{"
    for key, value in (*_head(report).items(), ("documents", None), ("portfolio", dict(report.portfolio))):
        yield f'{before}\n "{key}": '
        if key == "documents":
            yield from _document_pieces(report, options.include_text)
        else:
            yield json_text(value, 1)
        before = ","
    yield "\n}\n"


def _document_pieces(report: Report, include_text: bool) -> Iterator[str]:
    before = "[\n  "
    for document in report.documents:
        yield before + json_text(document_values(document, include_text), 2)
        before = ",\n  "
    yield "\n ]" if report.documents else "[]"


def report_values(report: Report, include_text: bool = False) -> dict[str, Any]:
    """The report as plain values. `include_text` adds the extracted text of each document."""
    return {
        **_head(report),
        "documents": [document_values(document, include_text) for document in report.documents],
        "portfolio": dict(report.portfolio),
    }


def _head(report: Report) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "policy-audit", "version": report.version, "ruleset": report.ruleset},
        "audit_date": report.audit_date,
        "summary": summary_values(report),
    }


def summary_values(report: Report) -> dict[str, Any]:
    """Counts over the whole report; suppressed findings are counted apart."""
    found = heads(report.documents)
    shown: Counter[Severity] = Counter()
    for head in found:
        shown.update(head.shown)
    return {
        "documents": len(found),
        "unreadable": sum(head.error is not None for head in found),
        "findings": {severity.value: shown[severity] for severity in Severity},
        "suppressed": sum(head.suppressed for head in found),
    }


def document_values(report: DocumentReport, include_text: bool = False) -> dict[str, Any]:
    """One document of the report as plain values."""
    document = report.document
    text = document.text if document else ""
    values: dict[str, Any] = {
        "path": report.path,
        "format": report.format,
        "kinds": list(report.kinds.kinds),
        "kind_confidence": round(report.kinds.confidence, 3),
        "language": document.metadata.language if document else None,
        "title": document.metadata.title if document else None,
        "words": report.words,
        "pages": document.pages if document else None,
        "sha256": report.sha256,
        "warnings": list(report.warnings),
        "error": None,
        "findings": [_finding(finding, text) for finding in report.findings],
        "requirements": [_requirement(result, text) for result in report.requirements],
        "commitments": [_commitment(commitment) for commitment in report.commitments],
        "scores": {
            name: {"passed": score.passed, "applicable": score.applicable} for name, score in report.scores.items()
        },
    }
    if report.advert is not None:
        values["advert"] = {"points": report.advert.points, "edits": list(report.advert.edits)}
    if report.error is not None:
        values["error"] = {"code": report.error.code, "message": report.error.message, "remedy": report.error.remedy}
    if include_text:
        values["text"] = text
    return values


def _span(span: Span | None, text: str) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _location(location: Location | None) -> dict[str, Any] | None:
    if location is None:
        return None
    place: dict[str, Any] = {
        "line": location.line,
        "column": location.column,
        "page": location.page,
        "section": list(location.section),
    }
    return {**place, "ocr": True} if location.ocr else place


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    edits = [
        {"start": edit.span.start, "end": edit.span.end, "replacement": edit.replacement, "safe": edit.safe}
        for edit in suggestion.edits
    ]
    return {"text": suggestion.text, "edits": edits}


def _finding(finding: Finding, text: str) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity.value,
        "message": finding.message,
        "why": finding.why,
        "source": finding.source,
        "span": _span(finding.span, text),
        "location": _location(finding.location),
        "suggestions": [_suggestion(suggestion) for suggestion in finding.suggestions],
        "confidence": round(finding.confidence, 3),
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed,
        "suppression_reason": finding.suppression_reason or None,
    }


def _evidence(evidence: Evidence, text: str) -> dict[str, Any]:
    return {
        "start": evidence.span.start,
        "end": evidence.span.end,
        "text": text[evidence.span.start : evidence.span.end],
        "location": _location(evidence.location),
        "strength": evidence.strength,
        "owner": evidence.owner,
        "time_frame": evidence.time_frame,
        "measure": evidence.measure,
    }


def _requirement(result: RequirementResult, text: str) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": result.id,
        "frameworks": list(result.frameworks),
        "level": result.level.value,
        "passed": result.passed,
        "applies": result.applies,
        "severity": result.severity.value,
        "confidence": round(result.confidence, 3),
        "missing": list(result.missing),
        "evidence": [_evidence(evidence, text) for evidence in result.evidence],
        "model_clause": result.model_clause,
        "insert_at": None,
        "note": result.note,
    }
    if result.insert_at is not None:
        values["insert_at"] = {"offset": result.insert_at.offset, "section": list(result.insert_at.section)}
    if result.result is not None:
        values["result"] = result.result.value
    return values


def _commitment(commitment: Commitment) -> dict[str, Any]:
    return {
        "start": commitment.span.start,
        "end": commitment.span.end,
        "text": commitment.text,
        "location": _location(commitment.location),
        "strength": commitment.strength,
        "mode": commitment.mode,
        "bearer": commitment.bearer,
        "owner": commitment.owner,
        "time_frame": commitment.time_frame,
        "measure": commitment.measure,
        "hedges": list(commitment.hedges),
        "missing": list(commitment.missing),
        "requirements": list(commitment.requirements),
    }
