"""Work for the workers of a pool that goes wrong on purpose, by the name of the file."""

from __future__ import annotations

import ctypes
import os
import time

from policy_audit.batch.pool import FileTask
from policy_audit.batch.pool import audit_to_bytes
from policy_audit.batch.workers import RefusedError

DEATHS = {"segfault": lambda: ctypes.string_at(0), "exit": lambda: os._exit(7), "hang": lambda: time.sleep(600)}


class UnpicklableError(Exception):
    """An exception that cannot be sent to another process."""

    def __init__(self, one, two):
        super().__init__("x")


def eat_memory():
    """More than a worker may use; each piece is written to, so that it is really there."""
    return [bytearray(64 << 20) for _ in range(200)]


def poisoned(one: FileTask) -> bytes:
    """Audits the file, unless its name says what is to happen."""
    file = one[0]
    name = file.stem.partition("-")[0]
    if name in DEATHS:
        DEATHS[name]()
    if name == "memory":
        eat_memory()
    if name == "defect":
        raise UnpicklableError(1, 2)
    if name == "once" and not file.with_suffix(".seen").exists():
        file.with_suffix(".seen").touch()
        os._exit(3)
    if name == "refusal":
        raise RefusedError("the lexicons are at fault")
    return audit_to_bytes(one)
