"""Audits files, one after another or in a pool; the workers of the pool call the same function."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

from policy_audit.audit import audit_document
from policy_audit.audit import failed_report
from policy_audit.config import Settings
from policy_audit.config_file import Configuration
from policy_audit.errors import INTERNAL_ERROR
from policy_audit.errors import PolicyAuditError
from policy_audit.extract import ReadFailure
from policy_audit.extract.limits import Limits
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
    done: Callable[[Path], None] = lambda path: None,
) -> Iterator[DocumentReport]:
    """Reports of all documents in the files, in the order given; `done` is called after each file."""
    for path in files:
        for found in read_documents(path, limits, password):
            yield report_of(found, ruleset, settings)
        done(path)


def audit_all(
    files: Sequence[Path],
    ruleset: Ruleset,
    configuration: Configuration,
    password: str | None = None,
    jobs: int | None = None,
    done: Callable[[Path], None] = lambda path: None,
) -> Iterator[DocumentReport]:
    """Reports of all files, here or in a pool of worker processes where that pays; in the order they are finished."""
    from policy_audit.batch.pool import PoolTask
    from policy_audit.batch.pool import audit_in_pool
    from policy_audit.batch.pool import jobs_for

    workers = jobs_for(files, jobs)
    settings, limits = configuration.settings, configuration.limits
    if workers == 1:
        return audit_files(files, ruleset, settings, limits, password, done)
    return audit_in_pool(files, PoolTask(ruleset.folder, settings, limits, password), workers, done)


def audit_bytes(
    data: bytes, name: str, ruleset: Ruleset, settings: Settings, limits: Limits, password: str | None = None
) -> Iterator[DocumentReport]:
    """Reports of the documents in bytes from standard input or an upload; `name` says what they are called."""
    for found in read_bytes(data, name, limits, password):
        yield report_of(found, ruleset, settings)


def report_of(found: Document | ReadFailure, ruleset: Ruleset, settings: Settings) -> DocumentReport:
    """The report of what extraction gave for one document. A defect of ours in one document does not stop the others."""
    if isinstance(found, ReadFailure):
        return failed_report(found)
    try:
        return audit_document(found, ruleset, settings)
    except PolicyAuditError:
        raise
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        defect = ReadError(
            INTERNAL_ERROR,
            f"The audit of this document failed: {type(error).__name__} in {Path(place.filename).name}:{place.lineno}.",
            "This is a defect of ours: please report this line, without the document.",
        )
        return failed_report(ReadFailure(found.path, found.format, found.sha256, defect))
