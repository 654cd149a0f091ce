"""Worker processes under watch: each has a pipe of its own, and one that dies or overruns its time is replaced.

Not a pool of a library: the standard pools lose or hang everything at one segmentation fault, and Pebble 5.2 marks the
whole pool broken when a worker dies before its first message was read. What workers send is bytes and never unpickled
here, so that a parser taken over by a hostile file has no way into this process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from multiprocessing.connection import Connection
from multiprocessing.connection import wait
from typing import Any
from typing import Generic
from typing import Literal
from typing import TypeVar

from policy_audit.batch.memory import limit_memory

Task = TypeVar("Task")
Work = Callable[[Any], bytes]
Ending = Literal["done", "refused", "raised", "memory", "slow", "died"]

# First byte of a message and what it means; "ready" is sent once, before the first task.
_READY, _DONE, _REFUSED, _RAISED, _MEMORY = b"+", b"d", b"r", b"x", b"m"
_ENDINGS: dict[bytes, Ending] = {_DONE: "done", _REFUSED: "refused", _RAISED: "raised", _MEMORY: "memory"}
# A worker is replaced after this many tasks: parsers keep caches that only grow.
_TASKS_A_WORKER = 500
# Address space of a worker before its first task; its resident memory stays far below.
WORKER_BYTES = 3 << 30
# Workers that die one after another before they are ready: then something is wrong with the machine, not with a file.
_FAILED_STARTS = 5
# How often a wait looks up, for systems where it cannot be interrupted.
_LOOK_UP_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Task]):
    """How a task ended. `value` is what the work gave when "done"; else `detail` says how: a name or an exit code."""

    task: Task
    ending: Ending
    value: bytes = b""
    detail: str = ""


class RefusedError(Exception):
    """Raised by the work when the fault is not in the task: configuration or lexicons. Ends the run."""


@dataclass(slots=True, eq=False)
class _Worker(Generic[Task]):
    """A process, our end of its pipe, and what it is busy with."""

    process: Any
    pipe: Connection
    ready: bool = False
    task: Task | None = None
    deadline: float = float("inf")
    served: int = 0


@dataclass(slots=True)
class Workers(Generic[Task]):
    """`jobs` processes that run `work`, a function of a module, on tasks; `seconds` says how long a task may take."""

    work: Work
    jobs: int
    seconds: Callable[[Task], float]
    _workers: list[_Worker[Task]] = field(default_factory=list)
    _failed_starts: int = 0

    def __enter__(self) -> Workers[Task]:
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self._workers:
            _kill(worker.process)
            worker.pipe.close()
        self._workers.clear()

    @property
    def busy(self) -> int:
        """How many tasks are being worked on."""
        return sum(worker.task is not None for worker in self._workers)

    @property
    def free(self) -> bool:
        """True when `start` can take a task."""
        return self.busy < self.jobs

    def start(self, task: Task) -> None:
        """Give a task to an idle worker, or to a new one."""
        worker = next((one for one in self._workers if one.task is None), None) or self._hired()
        worker.task = task
        if worker.ready:
            self._send(worker)

    def outcome(self) -> Outcome[Task]:
        """Wait for the next task to end. Raises RuntimeError where workers cannot be started at all."""
        while True:
            nearest = min((worker.deadline for worker in self._workers), default=float("inf"))
            timeout = min(max(nearest - time.monotonic(), 0.0), _LOOK_UP_SECONDS)
            speaking = wait([worker.pipe for worker in self._workers], timeout)
            for worker in [one for one in self._workers if one.pipe in speaking]:
                ended = self._heard(worker)
                if ended is not None:
                    return ended
            for worker in self._workers:
                if time.monotonic() > worker.deadline and worker.task is not None:
                    return self._gone(worker, "slow")

    def _hired(self) -> _Worker[Task]:
        context: Any = multiprocessing.get_context(_start_method(self.jobs))
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.work), daemon=True)
        process.start()
        theirs.close()
        worker: _Worker[Task] = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _send(self, worker: _Worker[Task]) -> None:
        assert worker.task is not None
        worker.deadline = time.monotonic() + self.seconds(worker.task)
        with suppress(OSError):  # A worker that died while idle: its pipe says so at the next wait.
            worker.pipe.send(worker.task)

    def _heard(self, worker: _Worker[Task]) -> Outcome[Task] | None:
        """What a worker's pipe says: that it is ready, that its task ended, or that it died."""
        try:
            message = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            return self._dead(worker)
        if message == _READY:
            worker.ready = True
            self._failed_starts = 0
            if worker.task is not None:
                self._send(worker)
            return None
        task, worker.task, worker.deadline = worker.task, None, float("inf")
        worker.served += 1
        ending = _ENDINGS.get(message[:1])
        if task is None or ending is None:
            return self._gone(worker, "died") if task is not None else self._dead(worker)
        if worker.served >= _TASKS_A_WORKER or ending == "memory":
            self._dismiss(worker)
        if ending == "done":
            return Outcome(task, ending, message[1:])
        return Outcome(task, ending, detail=message[1:].decode("utf-8", "replace"))

    def _dead(self, worker: _Worker[Task]) -> Outcome[Task] | None:
        worker.process.join()
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _FAILED_STARTS:
                raise RuntimeError(f"worker processes end before they begin (exit code {worker.process.exitcode})")
            task = worker.task
            self._dismiss(worker)
            if task is not None:
                self.start(task)
            return None
        if worker.task is None:
            self._dismiss(worker)
            return None
        return self._gone(worker, "died")

    def _gone(self, worker: _Worker[Task], ending: Ending) -> Outcome[Task]:
        task = worker.task
        assert task is not None
        self._dismiss(worker)
        return Outcome(task, ending, detail=str(worker.process.exitcode))

    def _dismiss(self, worker: _Worker[Task]) -> None:
        self._workers.remove(worker)
        _kill(worker.process)
        worker.pipe.close()


def _start_method(jobs: int) -> str:
    """How workers are started. A single one is a copy of this process, where that is safe: it has all it needs read."""
    if sys.platform in ("win32", "darwin"):
        return "spawn"
    return "fork" if jobs == 1 and threading.active_count() == 1 else "forkserver"


def _kill(process: Any) -> None:
    """End a worker and the programs it started (they are one process group)."""
    if process.is_alive():
        with suppress(OSError, AttributeError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.join()


def _serve(pipe: Connection, work: Work) -> None:
    """In a worker: tasks in, messages out, until the other end is closed."""
    if hasattr(os, "setsid"):
        os.setsid()
    prepare_worker()
    with suppress(EOFError, OSError):
        pipe.send_bytes(_READY)
        while True:
            pipe.send_bytes(_message(work, pipe.recv()))


def _message(work: Work, task: Any) -> bytes:
    try:
        return _DONE + work(task)
    except RefusedError as refusal:
        return _REFUSED + str(refusal).encode("utf-8", "replace")
    except MemoryError:
        return _MEMORY
    except Exception as error:  # Only its name: the text of an exception may hold text of the document.
        return _RAISED + type(error).__name__.encode()


def prepare_worker() -> None:
    """In a new worker: Ctrl-C is the parent's business, memory is limited, numeric libraries use one thread."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    limit_memory(WORKER_BYTES)
