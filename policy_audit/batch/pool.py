"""Audits files in worker processes: a file that crashes, hangs or eats memory is reported, all others finish.

Pebble replaces dead workers and ends tasks at their time limit; the standard pools lose everything at one segmentation
fault. The report is the same whatever the number of workers, because the spine sorts it. Workers send reports as
checked JSON (batch/codec.py), which lets equal strings of thousands of reports be one object here.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED
from concurrent.futures import TimeoutError as TaskTimeout
from concurrent.futures import wait
from dataclasses import dataclass
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from typing import NamedTuple

from policy_audit.batch.cache import Reports
from policy_audit.batch.codec import Strings
from policy_audit.batch.codec import from_bytes
from policy_audit.batch.codec import to_bytes
from policy_audit.batch.walk import TABLE_SUFFIXES
from policy_audit.config import Settings
from policy_audit.errors import INTERNAL_ERROR
from policy_audit.errors import PolicyAuditError
from policy_audit.errors import UsageError
from policy_audit.extract import ReadFailure
from policy_audit.extract.limits import MEBIBYTE
from policy_audit.extract.limits import Limits
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.types import DocumentReport
from policy_audit.types import ReadError

# Below this many bytes of files a pool costs more than it saves: starting a worker takes about a second.
WORTH_A_POOL_BYTES = 2 * MEBIBYTE
WORTH_A_POOL_FILES = 20
_RISKY = frozenset({".pdf"})
# A worker is replaced after this many files: parsers keep caches that only grow.
_FILES_A_WORKER = 500
# Files handed out ahead of the workers, so that a folder of any size needs little memory.
_WINDOW = 4
# Address space of a worker; its resident memory stays far below.
WORKER_BYTES = 3072 * MEBIBYTE
# On top of the time for reading: the audit itself goes by the length of the text, which the size of the file bounds.
_GRACE_SECONDS = 10.0
_BYTES_A_SECOND = 20_000
_MOST_SECONDS = 600.0
# Tables, archives and mailboxes hold many documents; they are not cut off at _MOST_SECONDS.
_CONTAINERS = TABLE_SUFFIXES | {".eml", ".mbox", ".msg", ".zip"}
_CONTAINER_BYTES_A_SECOND = 500
# How often the wait for a worker looks up, for systems where it cannot be interrupted.
_LOOK_UP_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class PoolTask:
    """What each worker needs to audit a file: where the lexicons lie, the settings, the limits, the password."""

    folder: Path
    settings: Settings
    limits: Limits
    password: str | None = None


class Refusal(NamedTuple):
    """A fault of the configuration or the lexicons that a worker met: it ends the run, as it would without a pool."""

    message: str


class Done(NamedTuple):
    """A file that is finished: its reports as written by the codec."""

    file: Path
    value: bytes


# What a worker does with a file. A parameter, so that tests can have workers crash on purpose.
Work = Callable[[Path, PoolTask], "bytes | Refusal"]


def jobs_for(files: Sequence[Path], wanted: int | None) -> int:
    """How many workers to start; 0 means none, the work is done here. `wanted` is what the user asked for.

    A single file is audited here. Several go to workers when asked for, where that pays, and where one is a PDF: its
    parser is the one that a damaged file can bring down.
    """
    if len(files) < 2:
        return 0
    if wanted is not None:
        return max(1, min(wanted, len(files)))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    many = len(files) >= WORTH_A_POOL_FILES or sum(map(_size, files)) >= WORTH_A_POOL_BYTES
    risky = any(file.suffix.lower() in _RISKY for file in files)
    return min(cores, len(files)) if many or risky else 0


def work_in_pool(files: Sequence[Path], task: PoolTask, jobs: int, work: Work | None = None) -> Iterator[Done]:
    """Every file once, as it is finished. Biggest files first, so that the last worker does not finish alone.

    `work` must be a function of a module, as it is sent by name. Closing the iterator or an interrupt ends all workers.
    Raises UsageError where a worker found the configuration or the lexicons at fault.
    """
    import multiprocessing

    from pebble import ProcessPool

    ordered = sorted(files, key=lambda file: (-_size(file), str(file)))
    context = multiprocessing.get_context("spawn" if sys.platform in ("win32", "darwin") else "forkserver")
    pool: Any = ProcessPool(max_workers=jobs, max_tasks=_FILES_A_WORKER, initializer=prepare_worker, context=context)
    try:
        yield from _collected(pool, ordered, task, jobs, work or audit_to_bytes)
    finally:
        pool.stop()
        pool.join()


def _collected(pool: Any, files: Sequence[Path], task: PoolTask, jobs: int, work: Work) -> Iterator[Done]:
    waiting: dict[Any, tuple[Path, int]] = {}
    queue = [(file, 1) for file in reversed(files)]
    while queue or waiting:
        while queue and len(waiting) < jobs * _WINDOW:
            file, attempt = queue.pop()
            waiting[pool.schedule(work, args=[file, task], timeout=seconds_for(file, task.limits))] = (file, attempt)
        finished, _ = wait(waiting, timeout=_LOOK_UP_SECONDS, return_when=FIRST_COMPLETED)
        for future in finished:
            file, attempt = waiting.pop(future)
            value = _value(future, file, task, attempt)
            if value is None:
                queue.append((file, attempt + 1))
            else:
                yield Done(file, value)


def seconds_for(file: Path, limits: Limits) -> float:
    """Wall time a file may take in a worker: the limit for reading it, and time to audit what it may hold."""
    if file.suffix.lower() in _CONTAINERS:
        return limits.seconds + _GRACE_SECONDS + _size(file) / _CONTAINER_BYTES_A_SECOND
    return limits.seconds + _GRACE_SECONDS + min(_size(file) / _BYTES_A_SECOND, _MOST_SECONDS)


def _value(future: Any, file: Path, task: PoolTask, attempt: int) -> bytes | None:
    """What a worker gave; None where it died and the file deserves a second try."""
    from pebble import ProcessExpired

    try:
        result: bytes | Refusal = future.result()
    except TaskTimeout:
        error = ReadError(
            "too-slow",
            f"The audit of the file took longer than allowed (limit seconds = {task.limits.seconds:g}).",
            "If you trust this file, raise the limit “seconds” in the section [limits] of the configuration.",
        )
    except MemoryError:
        error = ReadError("out-of-memory", "The file needs more memory than a worker may use.", "Split the document.")
    except ProcessExpired as died:
        if attempt == 1:
            return None
        error = ReadError(
            "parser-crashed",
            f"Reading the file ended its process twice (exit code {died.exitcode}).",
            "Open it in the program it came from and save it again, then retry.",
        )
    except Exception as defect:  # An exception of ours in a worker costs one file, not the run.
        error = _defect(type(defect).__name__)
    else:
        if isinstance(result, Refusal):
            raise UsageError(result.message)
        return result
    return written([_failed(file, error)])


def _defect(name: str) -> ReadError:
    return ReadError(
        INTERNAL_ERROR,
        f"The audit of this document failed: {name} in a worker.",
        "This is a defect of ours: please report this line, without the document.",
    )


def _failed(file: Path, error: ReadError) -> DocumentReport:
    from policy_audit.audit import failed_report

    return failed_report(ReadFailure(str(file), file.suffix.lstrip(".").lower(), "", error))


def read_back(finished: Done, strings: Strings) -> Reports:
    """The reports a worker sent; equal strings become those in `strings`."""
    try:
        return from_bytes(finished.value, Reports, strings)
    except ValueError as error:
        return (_failed(finished.file, _defect(type(error).__name__)),)


def written(reports: Sequence[DocumentReport]) -> bytes:
    """Reports as bytes for the cache and for other processes, without what only writing back into the file needs."""
    return to_bytes(tuple(map(lean, reports)), Reports)


def lean(report: DocumentReport) -> DocumentReport:
    """The report without the source addresses of a document that has no text source: places are stamped already."""
    document = report.document
    if document is None or document.source or not document.segments:
        return report
    return replace(report, document=replace(document, segments=()))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def prepare_worker() -> None:
    """In a new worker: Ctrl-C is the parent's business, memory is limited, numeric libraries use one thread."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (WORKER_BYTES, WORKER_BYTES))


@cache
def worker_ruleset(folder: Path) -> Ruleset:
    """The ruleset of this worker, read once."""
    return load_ruleset(folder)


def audit_to_bytes(file: Path, task: PoolTask) -> bytes | Refusal:
    """In a worker: the reports of a file as bytes."""
    from policy_audit.batch.run import audit_files

    try:
        reports = audit_files([file], worker_ruleset(task.folder), task.settings, task.limits, task.password)
        return written(list(reports))
    except PolicyAuditError as error:
        return Refusal(str(error))
