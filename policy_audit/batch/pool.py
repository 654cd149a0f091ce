"""Audits files in worker processes: a file that crashes, hangs or eats memory is reported, all others finish.

The report is the same whatever the number of workers, because the spine sorts it. Workers send reports as checked JSON
(batch/codec.py), which lets equal strings of thousands of reports be one object here.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from policy_audit.batch.cache import Reports
from policy_audit.batch.codec import Strings
from policy_audit.batch.codec import from_bytes
from policy_audit.batch.memory import limit_memory
from policy_audit.batch.plan import PoolTask
from policy_audit.batch.plan import jobs_for
from policy_audit.batch.plan import size_of
from policy_audit.batch.plan import written
from policy_audit.batch.walk import TABLE_SUFFIXES
from policy_audit.batch.workers import Outcome
from policy_audit.batch.workers import RefusedError
from policy_audit.batch.workers import Workers
from policy_audit.batch.workers import prepare_worker
from policy_audit.errors import INTERNAL_ERROR
from policy_audit.errors import PolicyAuditError
from policy_audit.errors import UsageError
from policy_audit.extract import ReadFailure
from policy_audit.extract.limits import Limits
from policy_audit.extract.limits import out_of_memory
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.types import DocumentReport
from policy_audit.types import ReadError

__all__ = ["Done", "PoolTask", "audit_to_bytes", "jobs_for", "prepare_worker", "work_in_pool", "worker_ruleset"]

# On top of the time for reading: the audit itself goes by the length of the text, which the size of the file bounds.
_GRACE_SECONDS = 10.0
_BYTES_A_SECOND = 20_000
_MOST_SECONDS = 600.0
# Tables, archives and mailboxes hold many documents; they are not cut off at _MOST_SECONDS.
_CONTAINERS = TABLE_SUFFIXES | {".eml", ".mbox", ".msg", ".zip"}
_CONTAINER_BYTES_A_SECOND = 500


class Done(NamedTuple):
    """A file that is finished: its reports as written by the codec."""

    file: Path
    value: bytes


# A file, what all files share, and which try it is.
FileTask = tuple[Path, PoolTask, int]


def work_in_pool(
    files: Sequence[Path], task: PoolTask, jobs: int, work: Callable[[FileTask], bytes] | None = None
) -> Iterator[Done]:
    """Every file once, as it is finished. Biggest files first, so that the last worker does not finish alone.

    `work` must be a function of a module, as it is sent by name. Closing the iterator or an interrupt ends all workers.
    Raises UsageError where a worker found the configuration or the lexicons at fault.
    """
    queue = [(file, task, 1) for file in sorted(files, key=lambda file: (size_of(file), str(file)))]

    def seconds(one: FileTask) -> float:
        return seconds_for(one[0], task.limits)

    with Workers[FileTask](work or audit_to_bytes, jobs, seconds) as workers:
        while queue or workers.busy:
            while queue and workers.free:
                workers.start(queue.pop())
            outcome = workers.outcome()
            file, _, attempt = outcome.task
            if outcome.ending == "died" and attempt == 1:
                queue.append((file, task, 2))
                continue
            if queue:
                workers.start(queue.pop())
            yield Done(file, _value(outcome, task))


def seconds_for(file: Path, limits: Limits) -> float:
    """Wall time a file may take in a worker: the limit for reading it, and time to audit what it may hold."""
    if file.suffix.lower() in _CONTAINERS:
        return limits.seconds + _GRACE_SECONDS + size_of(file) / _CONTAINER_BYTES_A_SECOND
    return limits.seconds + _GRACE_SECONDS + min(size_of(file) / _BYTES_A_SECOND, _MOST_SECONDS)


def _value(outcome: Outcome[FileTask], task: PoolTask) -> bytes:
    """The reports of a file, or the report that says why there are none."""
    if outcome.ending == "done":
        return outcome.value
    if outcome.ending == "refused":
        raise UsageError(outcome.detail)
    if outcome.ending == "slow":
        error = ReadError(
            "too-slow",
            f"The audit of the file took longer than allowed (limit seconds = {task.limits.seconds:g}).",
            "If you trust this file, raise the limit “seconds” in the section [limits] of the configuration.",
        )
    elif outcome.ending == "memory":
        refusal = out_of_memory(task.limits)
        error = ReadError(refusal.code, refusal.message, refusal.remedy)
    elif outcome.ending == "died":
        error = ReadError(
            "parser-crashed",
            f"Reading the file ended its process twice (exit code {outcome.detail}).",
            "Open it in the program it came from and save it again, then retry.",
        )
    else:
        error = _defect(outcome.detail)
    return written([_failed(outcome.task[0], error)])


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


@cache
def worker_ruleset(folder: Path) -> Ruleset:
    """The ruleset of this worker, read once."""
    return load_ruleset(folder)


def audit_to_bytes(one: FileTask) -> bytes:
    """In a worker: the reports of a file as bytes. Raises RefusedError where the ruleset cannot be used."""
    from policy_audit.batch.alone import audit_files

    file, task, _ = one
    limit_memory(task.limits.memory_bytes)
    try:
        reports = audit_files([file], worker_ruleset(task.folder), task.settings, task.limits, task.password)
        return written(list(reports))
    except PolicyAuditError as error:
        raise RefusedError(str(error)) from error
