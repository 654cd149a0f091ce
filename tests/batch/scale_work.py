"""Work for workers that dies at certain words of a row, as a parser might."""

from __future__ import annotations

import ctypes
import os

from policy_audit.batch.scale import ShardTask
from policy_audit.batch.scale import perform
from policy_audit.batch.shards import rows_of


def fatal_words(task: ShardTask) -> bytes:
    """Audits the shard, unless a row to be audited holds a fatal word."""
    spoilt = dict(task.spoilt)
    for row in rows_of(task.shard, task.scale.limits):
        asked = task.probe is None or row.number in task.probe
        text = (row.values or {}).get(task.shard.table.columns.text, "") if asked and row.number not in spoilt else ""
        if "segfaults" in text:
            ctypes.string_at(0)
        if "exits" in text:
            os._exit(5)
    return perform(task)
