"""The processes in which texts are read and judged: warm, limited in time and memory, replaced when they die.

Typing has processes of its own, so that a slow file never holds up a person who writes. Each process is led by a thread
that hands it one task after the other; what comes back is bytes that are passed on and never opened here.
"""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Awaitable
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from policy_audit.batch.pool import worker_ruleset
from policy_audit.batch.workers import Outcome
from policy_audit.batch.workers import Workers
from policy_audit.web.answers import Refusal

Gone = Callable[[], Awaitable[bool]]
Work = Callable[..., bytes]
# Reading the ruleset takes seconds; on a machine with much else to do, many.
_START_SECONDS = 120.0
_STOP_SECONDS = 5.0
_WARM_TEXT = b"Cleaner\n\nYou will keep our offices clean. We pay 13 pounds an hour. Apply by email to a@b.example."


class Task(NamedTuple):
    """A function of a module, what it is called with, and how many seconds it may take."""

    work: Work
    values: tuple[object, ...]
    seconds: float


class _Turn(NamedTuple):
    task: Task
    answer: Future[Outcome[Task]]


class Crew:
    """Two rooms of workers: `size` of them for typed text, one for files. Started by `start`, ended by `stop`."""

    def __init__(self, folder: Path, size: int) -> None:
        self._folder = folder
        self._sizes = {False: size, True: 1}
        self._queues: dict[bool, SimpleQueue[_Turn | None]] = {files: SimpleQueue() for files in self._sizes}
        self._turns = {files: asyncio.Semaphore(count) for files, count in self._sizes.items()}
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Start the workers; they read the ruleset in the background."""
        for files, count in self._sizes.items():
            for _ in range(count):
                thread = threading.Thread(target=_lead, args=(self._queues[files], self._folder), daemon=True)
                thread.start()
                self._threads.append(thread)

    async def stop(self) -> None:
        """End the workers, after the task at hand if it is a short one."""
        for files, count in self._sizes.items():
            for _ in range(count):
                self._queues[files].put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join, _STOP_SECONDS)

    async def run(
        self, work: Work, *values: object, seconds: float, files: bool = False, gone: Gone | None = None
    ) -> bytes:
        """What the work gives for the ruleset's folder and the values.

        Raises Refusal: 499 when nobody waits any more (`gone`), 503 when the task fails or takes longer than `seconds`.
        """
        async with self._turns[files]:
            if gone is not None and await gone():
                raise Refusal(499, "gone", "Nobody waits for the answer.")
            answer: Future[Outcome[Task]] = Future()
            self._queues[files].put(_Turn(Task(work, (self._folder, *values), seconds), answer))
            outcome = await asyncio.wrap_future(answer)
        if outcome.ending == "done":
            return outcome.value
        raise _refusal(outcome)


def _lead(turns: SimpleQueue[_Turn | None], folder: Path) -> None:
    """In a thread: lead one process, warmed before it is asked for anything, and again when it was replaced."""
    with Workers[Task](perform, 1, lambda task: task.seconds) as workers:
        ready = Task(warm, (folder,), _START_SECONDS)
        workers.start(ready)
        workers.outcome()
        while (turn := turns.get()) is not None:
            workers.start(turn.task)
            outcome = workers.outcome()
            if not turn.answer.cancelled():
                turn.answer.set_result(outcome)
            if outcome.ending in ("slow", "died", "memory"):
                workers.start(ready)
                workers.outcome()


def _refusal(outcome: Outcome[Task]) -> Refusal:
    if outcome.ending == "slow":
        return Refusal(503, "too-slow", "That took longer than allowed.", "Try a shorter text, or split the document.")
    if outcome.ending == "memory":
        return Refusal(503, "out-of-memory", "That needs more memory than allowed.", "Split the document.")
    if outcome.ending == "died":
        remedy = "Open the file in the program it came from and save it again, then retry."
        return Refusal(503, "parser-crashed", "Reading this ended its process.", remedy)
    remedy = "This is a defect of ours: please report this line, without the document."
    return Refusal(500, "internal-error", f"The check failed ({outcome.detail}).", remedy)


def perform(task: Task) -> bytes:
    """In a worker: the work of a task."""
    return task.work(*task.values)


def warm(folder: Path) -> bytes:
    """In a new worker: the whole ruleset and one audit, so that the first person does not wait."""
    from policy_audit.audit import audit_document
    from policy_audit.config import Settings
    from policy_audit.extract.text import extract

    ruleset = worker_ruleset(folder)
    ruleset.validate()
    _ = ruleset.digest
    audit_document(extract(_WARM_TEXT, "warm.txt"), ruleset, Settings(kind="job-advert"))
    # What is there now stays: the collector need not look at it again.
    gc.collect()
    gc.freeze()
    return b""
