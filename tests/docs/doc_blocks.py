"""The fenced blocks of a documentation page, and what its console blocks promise."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Command:
    """A command line of a page, the exit code shown after it, and the lines shown of its output."""

    words: tuple[str, ...]
    code: int
    shown: tuple[str, ...]


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """Language and content of every fenced block, in order."""
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield found.group(1), found.group(2)


def commands(block: str) -> Iterator[Command]:
    """The commands of a console block. The exit code is 0 unless `echo $?` shows another."""
    parts = [part.splitlines() for part in re.split(r"^\$ ", block, flags=re.M) if part]
    for part, following in zip(parts, [*parts[1:], [""]], strict=True):
        if part[0] == "echo $?":
            continue
        code = int(following[1]) if following[0] == "echo $?" else 0
        yield Command(
            tuple(shlex.split(part[0])), code, tuple(line for line in part[1:] if line.strip() not in ("", "…"))
        )


def missing_line(command: Command, output: str) -> str | None:
    """The first line shown that the output does not hold, in order; a line may end in “…”."""
    lines = iter(output.splitlines())
    for shown in command.shown:
        start, cut, _ = shown.partition("…")
        if not any(line.rstrip() == shown.rstrip() or (cut and line.startswith(start)) for line in lines):
            return shown
    return None
