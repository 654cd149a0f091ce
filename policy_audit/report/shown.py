"""The findings a machine format carries: those not suppressed, and one for each document that could not be audited."""

from __future__ import annotations

from collections.abc import Iterator

from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import Report
from policy_audit.types import Severity

NOT_AUDITED = "not-audited"


def shown_findings(report: DocumentReport) -> tuple[Finding, ...]:
    """Findings of one document that are not suppressed, in order; a document that was not read is one finding of its own."""
    if report.error is not None:
        return (
            Finding(
                rule=NOT_AUDITED,
                category=NOT_AUDITED,
                severity=Severity.ERROR,
                message=f"Not audited: {report.error.message} {report.error.remedy}",
                why="What the audit cannot read it cannot pass.",
                source="policy-audit",
                fingerprint=f"{NOT_AUDITED}-{report.error.code}",
            ),
        )
    return tuple(finding for finding in report.findings if not finding.suppressed)


def all_shown(report: Report) -> Iterator[tuple[DocumentReport, Finding]]:
    """Every finding shown with its document, in the order of the report."""
    for document in report.documents:
        for finding in shown_findings(document):
            yield document, finding


def full_message(finding: Finding) -> str:
    """Message with the words found, the place where the format has no lines, and the first suggestion."""
    parts = [finding.message.rstrip(".") + "."]
    if finding.location is not None and finding.location.line is None:
        if finding.location.page is not None:
            parts.append(f"Page {finding.location.page}.")
        if finding.location.section:
            parts.append(f"Section: {' > '.join(finding.location.section)}.")
    if finding.span is None and finding.rule != NOT_AUDITED:
        parts.append("This is about the document as a whole.")
    if finding.suggestions:
        parts.append(finding.suggestions[0].text)
    return " ".join(parts)
