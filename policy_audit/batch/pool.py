"""Audits files in worker processes: a file that crashes, hangs or eats memory is reported, all others finish.

Pebble replaces dead workers and ends tasks at their time limit; the standard pools lose everything at one segmentation
fault. The report is the same whatever the number of workers, because the spine sorts it.
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
from functools import cache
from pathlib import Path
from typing import Any

from policy_audit.batch.run import audit_files
from policy_audit.config import Settings
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
# A worker is replaced after this many files: parsers keep caches that only grow.
_FILES_A_WORKER = 500
# Files handed out ahead of the workers, so that a folder of any size needs little memory.
_WINDOW = 4
# Address space of a worker; its resident memory stays far below.
WORKER_BYTES = 4096 * MEBIBYTE
_GRACE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class PoolTask:
    """What each worker needs to audit a file: where the lexicons lie, the settings, the limits, the password."""

    folder: Path
    settings: Settings
    limits: Limits
    password: str | None = None


def jobs_for(files: Sequence[Path], wanted: int | None) -> int:
    """How many workers to start; 1 means none, the work is done here. `wanted` is what the user asked for."""
    if wanted is not None:
        return max(1, min(wanted, len(files)))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    size = sum(file.stat().st_size for file in files if file.is_file())
    pays = len(files) >= WORTH_A_POOL_FILES or (len(files) > 1 and size >= WORTH_A_POOL_BYTES)
    return max(1, min(cores, len(files))) if pays else 1


def audit_in_pool(
    files: Sequence[Path], task: PoolTask, jobs: int, done: Callable[[Path], None] = lambda path: None
) -> Iterator[DocumentReport]:
    """Reports of all files, as they are finished. Biggest files first, so that the last worker does not finish alone."""
    import multiprocessing

    from pebble import ProcessPool

    ordered = sorted(files, key=lambda file: (-_size(file), str(file)))
    context = multiprocessing.get_context("spawn" if sys.platform in ("win32", "darwin") else "forkserver")
    pool: Any = ProcessPool(max_workers=jobs, max_tasks=_FILES_A_WORKER, initializer=_prepare, context=context)
    try:
        yield from _collected(pool, ordered, task, jobs, done)
    finally:
        pool.stop()
        pool.join()


def _collected(
    pool: Any, files: Sequence[Path], task: PoolTask, jobs: int, done: Callable[[Path], None]
) -> Iterator[DocumentReport]:
    waiting: dict[Any, tuple[Path, int]] = {}
    queue = [(file, 1) for file in reversed(files)]
    while queue or waiting:
        while queue and len(waiting) < jobs * _WINDOW:
            file, attempt = queue.pop()
            seconds = task.limits.seconds + _GRACE_SECONDS
            waiting[pool.schedule(_audited, args=[file, task], timeout=seconds)] = (file, attempt)
        finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in finished:
            file, attempt = waiting.pop(future)
            reports = _reports(future, file, task, attempt)
            if reports is None:
                queue.append((file, attempt + 1))
                continue
            yield from reports
            done(file)


def _reports(future: Any, file: Path, task: PoolTask, attempt: int) -> list[DocumentReport] | None:
    """What a worker gave; None where it died and the file deserves a second try."""
    from pebble import ProcessExpired

    try:
        result: list[DocumentReport] = future.result()
        return result
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
    from policy_audit.audit import failed_report

    return [failed_report(ReadFailure(str(file), file.suffix.lstrip(".").lower(), "", error))]


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _prepare() -> None:
    """In a new worker: Ctrl-C is the parent's business, memory is limited, numeric libraries use one thread."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (WORKER_BYTES, WORKER_BYTES))


@cache
def _ruleset(folder: Path) -> Ruleset:
    """The ruleset of this worker, read once."""
    return load_ruleset(folder)


def _audited(file: Path, task: PoolTask) -> list[DocumentReport]:
    ruleset = _ruleset(task.folder)
    return list(audit_files([file], ruleset, task.settings, task.limits, task.password))
