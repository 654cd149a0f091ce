"""The lines of a text that an expression can match in at all: those with a string that every match of it holds."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence


def lines_with(text: str, marks: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Offsets `(start, end)` of the lines that hold any of the marks, in order, without the line feed.

    For expressions that never match across a line feed: trying them on these lines finds what trying them on the whole
    text would find.
    """
    nearest = {mark: text.find(mark) for mark in marks}
    while nearest := {mark: at for mark, at in nearest.items() if at >= 0}:
        first = min(nearest.values())
        start = text.rfind("\n", 0, first) + 1
        end = text.find("\n", first)
        end = len(text) if end < 0 else end
        yield start, end
        nearest = {mark: at if at > end else text.find(mark, end) for mark, at in nearest.items()}
