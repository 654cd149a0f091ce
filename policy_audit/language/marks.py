"""Where any of some strings stands in a text, found once, so that a stretch can be asked whether it holds one.

An expression that takes long to try, and of which every match holds one of a few plain strings, is tried only on the
stretches that hold one: to find plain strings in a whole text costs next to nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marked:
    """Offsets, in order, at which one of the strings begins."""

    offsets: list[int]

    def within(self, start: int, end: int) -> bool:
        """True when one begins inside `[start, end)`: a stretch without one holds none of the strings."""
        at = bisect_left(self.offsets, start)
        return at < len(self.offsets) and self.offsets[at] < end


def marked(text: str, marks: Iterable[str]) -> Marked:
    """Every place of a text at which one of the marks begins."""
    offsets: list[int] = []
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            offsets.append(at)
            at = text.find(mark, at + 1)
    offsets.sort()
    return Marked(offsets)
