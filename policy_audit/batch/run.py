"""Audits many files: in a pool where that pays, else one after another; what the cache holds is not worked on again."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policy_audit.batch.alone import audit_files
from policy_audit.batch.kept import Kept
from policy_audit.batch.memory import bounded_memory
from policy_audit.batch.plan import PoolTask
from policy_audit.batch.plan import jobs_for
from policy_audit.batch.plan import lean
from policy_audit.batch.plan import written
from policy_audit.config_file import Configuration
from policy_audit.ruleset.load import Ruleset
from policy_audit.types import DocumentReport

if TYPE_CHECKING:
    from policy_audit.batch.cache import ReportCache


def audit_all(
    files: Sequence[Path],
    ruleset: Ruleset,
    configuration: Configuration,
    password: str | None = None,
    jobs: int | None = None,
    done: Callable[[Path], None] = lambda path: None,
    cache: ReportCache | None = None,
) -> Iterator[DocumentReport]:
    """Reports of all files: those kept in the cache, then the others, here or in a pool of workers where that pays.

    They come in the order they are finished. Each is put into the cache at once, so that an interrupted run loses
    nothing; with a password nothing is kept, so that no encrypted text is stored in clear.
    """
    task = PoolTask(ruleset.folder, configuration.settings, configuration.limits, password)
    kept = Kept(None if password else cache, ruleset, configuration)
    missing: list[Path] = []
    for file in files:
        reports = kept.reports(file)
        if reports is None:
            missing.append(file)
        else:
            yield from reports
            done(file)
    for file, reports, value in _worked(files, missing, task, jobs, kept):
        kept.keep(file, reports, value)
        yield from reports
        done(file)


def _worked(
    files: Sequence[Path], missing: Sequence[Path], task: PoolTask, jobs: int | None, kept: Kept
) -> Iterator[tuple[Path, Sequence[DocumentReport], bytes]]:
    """The missing files as they are finished: their reports, and these as bytes where they may be kept.

    All files decide on the pool, not the missing ones: what the cache leaves over is what could not be read before.
    """
    workers = jobs_for(files, jobs)
    if workers and missing:
        from policy_audit.batch.pool import read_back
        from policy_audit.batch.pool import work_in_pool

        for finished in work_in_pool(missing, task, min(workers, len(missing))):
            yield finished.file, read_back(finished, kept.strings), finished.value
        return
    for file in missing:
        with bounded_memory(task.limits.memory_bytes):
            reports = audit_files([file], kept.ruleset, task.settings, task.limits, task.password)
            lighter = tuple(map(lean, reports))
        yield file, lighter, written(lighter) if kept.cache is not None else b""
