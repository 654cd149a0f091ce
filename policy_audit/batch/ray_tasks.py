"""Shards as tasks of a Ray cluster: retried by Ray where a worker dies, and never many more at once than it can run."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from policy_audit.batch.scale import ShardTask
from policy_audit.batch.scale import perform
from policy_audit.batch.workers import Outcome
from policy_audit.batch.workers import RefusedError
from policy_audit.errors import UsageError

# Tries of a task whose worker died, by Ray itself; dying again after that counts as the fault of the shard.
_RETRIES = 3
# Tasks handed over for each processor of the cluster: one that runs and one that waits.
_WINDOW = 2


@dataclass(slots=True)
class RayTasks:
    """Tasks on the cluster at `address`, or on one started here with `jobs` processors for the length of the run."""

    address: str | None = None
    jobs: int | None = None
    _running: dict[Any, ShardTask] = field(default_factory=dict)
    _ray: Any = None
    _remote: Any = None
    _window: int = 1

    def __enter__(self) -> RayTasks:
        try:
            ray: Any = importlib.import_module("ray")
        except ImportError:
            raise UsageError("--engine ray needs Ray.", "Install policy-audit[cluster].") from None
        self._ray = ray
        options: dict[str, Any] = {"address": self.address} if self.address else {"num_cpus": self.jobs}
        if not self.address:
            options["include_dashboard"] = False
        ray.init(log_to_driver=False, configure_logging=False, **options)
        self._remote = ray.remote(num_cpus=1, max_retries=_RETRIES)(perform)
        self._window = _WINDOW * max(1, int(ray.cluster_resources().get("CPU", 1)))
        return self

    def __exit__(self, *exception: object) -> None:
        for reference in self._running:
            self._ray.cancel(reference, force=True)
        self._ray.shutdown()

    @property
    def busy(self) -> int:
        """Tasks handed over and not ended."""
        return len(self._running)

    @property
    def free(self) -> bool:
        """True while the window has room."""
        return self.busy < self._window

    def start(self, task: ShardTask) -> None:
        """Hand a task over."""
        self._running[self._remote.remote(task)] = task

    def outcome(self) -> Outcome[ShardTask]:
        """Wait for the next task to end."""
        errors = self._ray.exceptions
        ready, _ = self._ray.wait(list(self._running), num_returns=1)
        task = self._running.pop(ready[0])
        try:
            return Outcome(task, "done", self._ray.get(ready[0]))
        except errors.OutOfMemoryError:
            return Outcome(task, "memory")
        except errors.RayTaskError as error:
            cause = error.cause
            if isinstance(cause, RefusedError):
                return Outcome(task, "refused", detail=str(cause))
            return Outcome(task, "memory" if isinstance(cause, MemoryError) else "raised", detail=type(cause).__name__)
        except errors.RayError as error:
            return Outcome(task, "died", detail=type(error).__name__)
