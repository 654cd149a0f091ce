"""What an audit of files needs to know before any worker is started: the task, and whether workers pay."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from policy_audit.config import Settings
from policy_audit.extract.limits import MEBIBYTE
from policy_audit.extract.limits import Limits
from policy_audit.types import DocumentReport

# Below this many bytes of files a pool costs more than it saves: starting a worker takes about a second.
WORTH_A_POOL_BYTES = 2 * MEBIBYTE
WORTH_A_POOL_FILES = 20
_RISKY = frozenset({".pdf"})


@dataclass(frozen=True, slots=True)
class PoolTask:
    """What each worker needs to audit a file: where the lexicons lie, the settings, the limits, the password."""

    folder: Path
    settings: Settings
    limits: Limits
    password: str | None = None


def jobs_for(files: Sequence[Path], wanted: int | None) -> int:
    """How many workers to start; 0 means none, the work is done here. `wanted` is what the user asked for.

    A PDF never is audited here: its parser is the one that a damaged file can bring down. Any other single file is,
    under the same limit of memory, unless it is large. Several go to workers when asked for, or where that pays.
    """
    risky = any(file.suffix.lower() in _RISKY for file in files)
    if len(files) < 2:
        return int(risky or sum(map(size_of, files)) >= WORTH_A_POOL_BYTES)
    if wanted is not None:
        return max(1, min(wanted, len(files)))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    many = len(files) >= WORTH_A_POOL_FILES or sum(map(size_of, files)) >= WORTH_A_POOL_BYTES
    return min(cores, len(files)) if many or risky else 0


def size_of(file: Path) -> int:
    """Bytes of a file; 0 where it cannot be asked."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def written(reports: Sequence[DocumentReport]) -> bytes:
    """Reports as bytes for the cache and for other processes, without what only writing back into the file needs."""
    from policy_audit.batch.cache import Reports
    from policy_audit.batch.codec import to_bytes

    return to_bytes(tuple(map(lean, reports)), Reports)


def lean(report: DocumentReport) -> DocumentReport:
    """The report without the source addresses of a document that has no text source: places are stamped already."""
    document = report.document
    if document is None or document.source or not document.segments:
        return report
    return replace(report, document=replace(document, segments=()))
