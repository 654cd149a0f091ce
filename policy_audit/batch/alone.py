"""Audits files one after another in this process: what a worker of the pool does, and all that a small run needs."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

from policy_audit.audit import audit_document
from policy_audit.audit import failed_report
from policy_audit.config import Settings
from policy_audit.errors import INTERNAL_ERROR
from policy_audit.errors import PolicyAuditError
from policy_audit.extract import ReadFailure
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Limits
from policy_audit.extract.limits import out_of_memory
from policy_audit.extract.read import read_bytes
from policy_audit.extract.read import read_documents
from policy_audit.ruleset.load import Ruleset
from policy_audit.types import Document
from policy_audit.types import DocumentReport
from policy_audit.types import ReadError


def audit_files(
    files: Iterable[Path],
    ruleset: Ruleset,
    settings: Settings,
    limits: Limits,
    password: str | None = None,
) -> Iterator[DocumentReport]:
    """Reports of all documents in the files, in the order given."""
    for path in files:
        for found in read_documents(path, limits, password):
            yield report_of(found, ruleset, settings, limits)


def audit_bytes(
    data: bytes, name: str, ruleset: Ruleset, settings: Settings, limits: Limits, password: str | None = None
) -> Iterator[DocumentReport]:
    """Reports of the documents in bytes from standard input or an upload; `name` says what they are called."""
    for found in read_bytes(data, name, limits, password):
        yield report_of(found, ruleset, settings, limits)


def report_of(
    found: Document | ReadFailure, ruleset: Ruleset, settings: Settings, limits: Limits = DEFAULT_LIMITS
) -> DocumentReport:
    """The report of what extraction gave for one document. A defect of ours in one does not stop the others."""
    if isinstance(found, ReadFailure):
        return failed_report(found)
    try:
        return audit_document(found, ruleset, settings)
    except PolicyAuditError:
        raise
    except MemoryError:
        refusal = out_of_memory(limits)
        too_much = ReadError(refusal.code, refusal.message, refusal.remedy)
        return failed_report(ReadFailure(found.path, found.format, found.sha256, too_much))
    except Exception as error:
        import traceback

        place = traceback.extract_tb(error.__traceback__)[-1]
        defect = ReadError(
            INTERNAL_ERROR,
            f"The audit of this document failed: {type(error).__name__} in {Path(place.filename).name}:{place.lineno}.",
            "This is a defect of ours: please report this line, without the document.",
        )
        return failed_report(ReadFailure(found.path, found.format, found.sha256, defect))
