"""Audits tables of any size: shard by shard, on this machine or a cluster, to be repeated or taken up at any time.

The output of a shard is named by its contents, the ruleset and the settings, and appears whole or not at all. So an
engine may kill, repeat or move tasks as it likes, and a run that was ended goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections import deque
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import Path
from typing import Any
from typing import Protocol

from policy_audit.batch.rows import as_bytes
from policy_audit.batch.rows import shard_results
from policy_audit.batch.shards import KINDS
from policy_audit.batch.shards import Shard
from policy_audit.batch.shards import shards_of
from policy_audit.batch.shards import table_of
from policy_audit.batch.storage import Place
from policy_audit.batch.workers import Outcome
from policy_audit.batch.workers import RefusedError
from policy_audit.config import Settings
from policy_audit.errors import PolicyAuditError
from policy_audit.errors import UsageError
from policy_audit.extract.limits import Limits

PREFIX = "part-"
# Tries of a whole shard before its rows are tried apart, and rounds of that before we give up.
_TRIES = 2
_ROUNDS = 3
_CODES = {"died": "parser-crashed", "slow": "too-slow", "memory": "out-of-memory"}
_GRACE_SECONDS = 60.0
_SECONDS_A_ROW = 2.0


@dataclass(frozen=True, slots=True)
class Scale:
    """What all tasks of a run share; `run` is the digest of program, ruleset, settings and limits."""

    output: str
    folder: Path
    settings: Settings
    limits: Limits
    form: str
    run: str


@dataclass(frozen=True, slots=True)
class ShardTask:
    """A shard to be audited and written; or, with `probe`, rows of it to be audited to see whether a worker lives."""

    scale: Scale
    shard: Shard
    spoilt: tuple[tuple[int, str], ...] = ()
    probe: range | None = None
    tries: int = 1


class Engine(Protocol):
    """Where tasks are worked on: our own workers, or a cluster's."""

    @property
    def busy(self) -> int:
        """Tasks being worked on."""

    @property
    def free(self) -> bool:
        """True when `start` can take a task."""

    def start(self, task: ShardTask) -> None:
        """Begin a task."""

    def outcome(self) -> Outcome[ShardTask]:
        """Wait for the next task to end."""


def plan(source: str, limits: Limits, text: str = "", identity: str = "", rows: int = 1000) -> Iterator[Shard]:
    """The shards of all tables at an address: a file, a folder or a glob. Raises UsageError where there are none."""
    root = Place(source)
    places = root.files(KINDS)
    if not places:
        raise UsageError(f"No tables at {source}.", f"Supported: {', '.join(sorted(KINDS))}.")
    for place in places:
        name = place.path.removeprefix(root.path).lstrip("/") or place.path.rpartition("/")[2]
        yield from shards_of(table_of(place, name, limits, text, identity), limits, rows)


def output_name(shard: Shard, scale: Scale) -> str:
    """Name of a shard's output: in order of the rows, and different for whatever would change its contents."""
    table = shard.table
    parts = [scale.run, table.name, table.kind, table.encoding, table.delimiter, *table.header, shard.digest]
    parts += [table.columns.text, table.columns.title, table.columns.id, str(shard.first), str(shard.rows)]
    key = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    slug = re.sub(r"[^A-Za-z0-9]+", "-", table.name).strip("-").lower()[:40]
    return f"{PREFIX}{slug}-{shard.first:012d}-{key[:20]}.{scale.form}"


def perform(task: ShardTask) -> bytes:
    """In a worker of any engine: audit the shard and write its output. Raises RefusedError for unusable lexicons."""
    scale = task.scale
    spoilt = dict(task.spoilt)
    try:
        results = shard_results(task.shard, scale.folder, scale.settings, scale.limits, spoilt, task.probe)
        if task.probe is not None:
            return str(sum(1 for _ in results)).encode()
        data = as_bytes(results, scale.form)
        Place(scale.output).below(output_name(task.shard, scale)).write(data)
    except PolicyAuditError as error:
        raise RefusedError(str(error)) from error
    return b""


def seconds_for(task: ShardTask) -> float:
    """Wall time a task may take; each row has a limit of its own as well, where the system has alarms."""
    rows = len(task.probe) if task.probe is not None else task.shard.rows
    return task.scale.limits.seconds + _GRACE_SECONDS + rows * _SECONDS_A_ROW


def run_shards(
    shards: Sequence[Shard], scale: Scale, engine: Engine, done: Callable[[Shard], None] = lambda shard: None
) -> None:
    """Work on all shards. Rows that end their worker become error rows; everything else is audited."""
    queue = deque(ShardTask(scale, shard) for shard in shards)
    hunts: dict[Shard, Hunt] = {}
    while queue or engine.busy:
        while queue and engine.free:
            engine.start(queue.popleft())
        outcome = engine.outcome()
        task = outcome.task
        if outcome.ending == "refused":
            raise UsageError(outcome.detail)
        if outcome.ending == "raised":
            raise RuntimeError(f"a shard failed with {outcome.detail}")
        hunt = hunts.setdefault(task.shard, Hunt())
        queue.extendleft(hunt.next_tasks(task, _CODES.get(outcome.ending, "")))
        if task.probe is None and outcome.ending == "done":
            done(task.shard)


@dataclass(slots=True)
class Hunt:
    """The search for the rows of one shard that end their worker: halves are tried apart until single rows are left."""

    pending: int = 0
    rounds: int = 0
    spoilt: dict[int, str] = field(default_factory=dict)

    def next_tasks(self, task: ShardTask, code: str) -> list[ShardTask]:
        """What to try next after a task ended; `code` says why it failed, "" when it did not."""
        if task.probe is None:
            return self._after_whole(task, code) if code else []
        self.pending -= 1
        tasks = self._after_probe(task, code) if code else []
        self.pending += len(tasks)
        if self.pending == 0:
            return [replace(task, probe=None, spoilt=tuple(sorted(self.spoilt.items())), tries=1)]
        return tasks

    def _after_whole(self, task: ShardTask, code: str) -> list[ShardTask]:
        if task.tries < _TRIES and code == _CODES["died"]:
            return [replace(task, tries=task.tries + 1)]
        self.rounds += 1
        if self.rounds > _ROUNDS:
            raise RuntimeError(f"workers keep ending at rows {task.shard.first} and on of {task.shard.table.name}")
        self.pending = 1
        return [replace(task, probe=range(task.shard.first, task.shard.first + task.shard.rows), tries=1)]

    def _after_probe(self, task: ShardTask, code: str) -> list[ShardTask]:
        rows = task.probe or range(0)
        left = [number for number in rows if number not in self.spoilt]
        if len(left) <= 1:
            self.spoilt.update(dict.fromkeys(left, code))
            return []
        middle = left[len(left) // 2]
        spoilt = tuple(sorted(self.spoilt.items()))
        halves = (range(rows.start, middle), range(middle, rows.stop))
        return [replace(task, probe=half, spoilt=spoilt) for half in halves]


def begin(shards: Sequence[Shard], scale: Scale, *, clear: bool = False) -> list[Shard]:
    """The shards still to do. Raises UsageError where the folder holds parts of another input, ruleset or setting."""
    output = Place(scale.output)
    names = {output_name(shard, scale) for shard in shards}
    present = set(output.names())
    foreign = sorted(name for name in present if name.startswith(PREFIX) and name not in names)
    if foreign and not clear:
        raise UsageError(
            f"{scale.output} holds {len(foreign)} parts of another input, ruleset or setting.",
            "Name another folder, or add --clear to remove them.",
        )
    for name in foreign:
        output.below(name).remove()
    left = [shard for shard in shards if output_name(shard, scale) not in present]
    if left or foreign:
        output.below("_SUCCESS").remove()
    return left


def manifest(shards: Sequence[Shard], scale: Scale, ruleset: str) -> dict[str, Any]:
    """Counts and digests of all outputs, read back from the store: the contents of `_SUCCESS`."""
    from policy_audit import __version__
    from policy_audit.batch.rows import from_file

    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    severities: Counter[str] = Counter()
    parts = []
    for shard in shards:
        name = output_name(shard, scale)
        data = Place(scale.output).below(name).read()
        results = from_file(data, scale.form)
        errors.update(one["error"] for one in results if one["error"])
        severities.update(finding["severity"] for one in results for finding in one["findings"])
        counts.update(rows=len(results), audited=sum(not one["error"] for one in results))
        parts.append({"name": name, "rows": len(results), "sha256": hashlib.sha256(data).hexdigest()})
    return {
        "version": __version__, "ruleset": ruleset, "run": scale.run,
        "audit_date": scale.settings.audit_date.isoformat(),
        "rows": counts["rows"], "audited": counts["audited"], "errors": dict(sorted(errors.items())),
        "findings": dict(sorted(severities.items())), "parts": parts,
    }  # fmt: skip


def finish(shards: Sequence[Shard], scale: Scale, ruleset: str) -> dict[str, Any]:
    """Write `_SUCCESS` and give its contents."""
    contents = manifest(shards, scale, ruleset)
    text = json.dumps(contents, indent=2, sort_keys=True) + "\n"
    Place(scale.output).below("_SUCCESS").write(text.encode())
    return contents


def differences(shards: Sequence[Shard], scale: Scale) -> Iterator[str]:
    """What does not agree between input and output, shard by shard: missing parts, rows and ids, altered bytes."""
    from policy_audit.batch.rows import from_file
    from policy_audit.batch.shards import rows_of

    output = Place(scale.output)
    try:
        said = json.loads(output.below("_SUCCESS").read())
    except (FileNotFoundError, ValueError):
        yield "there is no _SUCCESS: the run is not finished"
        said = {"parts": []}
    digests = {part["name"]: part["sha256"] for part in said["parts"]}
    names = set()
    for shard in shards:
        name = output_name(shard, scale)
        names.add(name)
        try:
            data = output.below(name).read()
            results = from_file(data, scale.form)
        except (FileNotFoundError, ValueError, OSError):
            yield f"{name}: missing or damaged"
            continue
        if digests.get(name) not in (None, hashlib.sha256(data).hexdigest()):
            yield f"{name}: altered since the run"
        column = shard.table.columns.id
        wanted = [
            (row.number, (row.values or {}).get(column, "") or str(row.number)) for row in rows_of(shard, scale.limits)
        ]
        if wanted != [(one["row"], one["id"]) for one in results]:
            yield f"{name}: rows or ids differ from rows {shard.first} to {shard.first + shard.rows - 1}"
    for name in output.names():
        if name.startswith(PREFIX) and name not in names:
            yield f"{name}: belongs to another input, ruleset or setting"
