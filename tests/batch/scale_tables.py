"""Tables of adverts, and the plainest run over them: for the tests of shards, runs and engines."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from policy_audit.batch.scale import Scale
from policy_audit.batch.scale import begin
from policy_audit.batch.scale import finish
from policy_audit.batch.scale import perform
from policy_audit.batch.scale import plan
from policy_audit.batch.scale import run_shards
from policy_audit.batch.shards import rows_of
from policy_audit.batch.storage import Place
from policy_audit.config import Settings
from policy_audit.extract.limits import Limits
from policy_audit.ruleset.files import lexicon_folder

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Limits()
SETTINGS = Settings(audit_date=date(2026, 11, 21), wording_only=True)
ADVERT = "We seek a young salesman. He will join our team and must be a digital native who works hard, number {}."


def adverts(count):
    return [{"ref": f"job-{number}", "title": "Sales", "description": ADVERT.format(number)} for number in range(count)]


def write_csv(path, rows, encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_jsonl(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def write_parquet(path, rows, group=7):
    import pyarrow
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=group)
    return path


def rows_in(path, size):
    shards = list(plan(str(path), LIMITS, rows=size))
    assert [shard.first for shard in shards] == [1 + sum(one.rows for one in shards[:at]) for at in range(len(shards))]
    found = [list(rows_of(shard, LIMITS)) for shard in shards]
    assert [len(rows) for rows in found] == [shard.rows for shard in shards]
    return [row for rows in found for row in rows]


def scale_of(output, form="jsonl", **changes):
    return replace(Scale(str(output), lexicon_folder(), SETTINGS, LIMITS, form, "run-digest"), **changes)


class Serial:
    """The plainest engine: one task at a time, here."""

    def __init__(self):
        self.task = None

    busy = property(lambda self: int(self.task is not None))
    free = property(lambda self: self.task is None)

    def start(self, task):
        self.task = task

    def outcome(self):
        from policy_audit.batch.workers import Outcome

        task, self.task = self.task, None
        return Outcome(task, "done", perform(task))


def run(shards, scale, engine=None):
    left = begin(shards, scale)
    if engine is None:
        run_shards(left, scale, Serial())
    else:
        with engine:
            run_shards(left, scale, engine)
    finish(shards, scale, "ruleset")
    return {name: Place(scale.output).below(name).read() for name in Place(scale.output).names()}
