"""A progress bar on standard error, only where that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

# Below this many files a bar would only flicker.
_WORTH_A_BAR = 5


@contextmanager
def progress(total: int) -> Iterator[Callable[[Path], None]]:
    """A function to call after each file; draws nothing unless a person is watching."""
    if total < _WORTH_A_BAR or not sys.stderr.isatty():
        yield lambda path: None
        return
    from rich.console import Console
    from rich.progress import BarColumn
    from rich.progress import MofNCompleteColumn
    from rich.progress import Progress
    from rich.progress import TextColumn
    from rich.progress import TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    begun, done = time.monotonic(), count(1)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def advance(path: Path) -> None:
            rate = next(done) / max(time.monotonic() - begun, 0.001)
            bar.update(task, advance=1, description=f"{rate:.1f} a second  {path.name}")

        yield advance
