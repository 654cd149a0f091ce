"""The findings a machine format carries: those not suppressed, and one for each document that could not be audited."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from pathlib import PurePath
from pathlib import PurePosixPath

from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import Report
from policy_audit.types import Severity

NOT_AUDITED = "not-audited"


def shown_findings(report: DocumentReport) -> tuple[Finding, ...]:
    """Findings of one document that are not suppressed; a document that was not read is one finding of its own."""
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


def file_of(path: str) -> str:
    """The file that a document stands in: of "posts.zip/one.docx" and "jobs.csv#row=2" the archive and the table."""
    shorter = path
    while shorter and not Path(shorter).is_file():
        shorter = shorter[: max(shorter.rfind(sign) for sign in "/\\#") + 1][:-1]
    return shorter or path


def repository_path(path: str) -> str:
    """The file of a document as code hosts name it: from the root of the repository, with forward slashes.

    Without a repository the root is the working folder; a file outside of it keeps its path, less its first slash.
    """
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    absolute = here / file_of(path)
    normal = Path(os.path.normpath(absolute))
    if normal.is_relative_to(root):
        return normal.relative_to(root).as_posix()
    pure = PurePath(path)
    return PurePosixPath(*pure.parts[1:] if pure.anchor else pure.parts).as_posix()


def full_message(finding: Finding) -> str:
    """Message with the words found, the place where the format has no lines, and the first suggestion."""
    parts = [finding.message.rstrip(".") + "."]
    if finding.location is not None and finding.location.line is None:
        if finding.location.page is not None:
            parts.append(f"Page {finding.location.page}{' (OCR)' if finding.location.ocr else ''}.")
        if finding.location.section:
            parts.append(f"Section: {' > '.join(finding.location.section)}.")
    if finding.span is None and finding.rule != NOT_AUDITED:
        parts.append("This is about the document as a whole.")
    if finding.suggestions:
        parts.append(finding.suggestions[0].text)
    return " ".join(parts)
