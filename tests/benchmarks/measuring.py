"""CPU seconds, wall seconds and peak memory of a program, as the operating system counts them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = Path(__file__).with_name("launcher.py")
# ru_maxrss counts kilobytes on Linux and bytes on macOS.
_UNIT = 1024 if sys.platform == "linux" else 1


class ToolFailedError(Exception):
    """A program ended in a way that says it did not do its work."""


@dataclass(frozen=True, slots=True)
class Command:
    """The words of a command, and the exit codes that say it did its work."""

    words: tuple[str, ...]
    ends: frozenset[int] = frozenset({0})


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians over the runs of a program, its children included; memory in bytes, of its largest process."""

    cpu: float
    wall: float
    memory: float
    printed: int


def measured(command: Command, folder: Path, runs: int = 1) -> Measured:
    """Run a program so many times in a folder. Raises ToolFailedError if it ends with a code it should not."""
    done = [_once(command, folder) for _ in range(runs)]
    cpu, wall, memory = (
        median(column) for column in zip(*((one.cpu, one.wall, one.memory) for one in done), strict=True)
    )
    return Measured(cpu, wall, memory, done[-1].printed)


def _once(command: Command, folder: Path) -> Measured:
    printed = folder / "printed.txt"
    launch = [sys.executable, "-S", "-E", str(LAUNCHER), str(printed), *command.words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    said = subprocess.run(
        launch, cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout.split()
    output = printed.read_text(encoding="utf-8", errors="replace")
    if int(said[0]) not in command.ends:
        raise ToolFailedError(f"{' '.join(command.words)} ended with {said[0]}: {output[-500:]}")
    return Measured(float(said[1]), float(said[2]), int(said[3]) * _UNIT, output.count("\n"))


def each(commands: Mapping[str, Command], folder: Path, runs: int) -> Iterator[tuple[str, Measured]]:
    """Measure several programs. Where there is more than one run, one more before them warms the file cache."""
    for name, command in commands.items():
        if runs > 1:
            _once(command, folder)
        yield name, measured(command, folder, runs)
