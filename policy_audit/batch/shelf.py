"""Reports of a run of many documents: the first are held as values, the others as bytes until they are asked for.

A report held as values takes about 130 kB, as bytes a sixth of that; to build it again takes a millisecond. So a run of
thousands of documents pays a few seconds for each time its reports are gone through, and keeps its memory.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from policy_audit.types import DocumentReport

# Documents whose reports are held as values: few folders of policies have more.
HELD = 2000
_SPEED = 1


@dataclass(frozen=True, slots=True, eq=False)
class Shelf(Sequence[DocumentReport]):
    """Reports by their place, as a tuple gives them; each look at one that is held as bytes builds it anew."""

    _places: tuple[DocumentReport | bytes, ...]

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> DocumentReport: ...

    @overload
    def __getitem__(self, place: slice) -> Shelf: ...

    def __getitem__(self, place: int | slice) -> DocumentReport | Shelf:
        if isinstance(place, slice):
            return Shelf(self._places[place])
        found = self._places[place]
        return _built(found) if isinstance(found, bytes) else found


def shelved(reports: Iterable[DocumentReport], held: int = HELD) -> Sequence[DocumentReport]:
    """The reports in the order of their paths: a tuple of up to `held`, a shelf of more."""
    places: list[tuple[str, DocumentReport | bytes]] = []
    for number, report in enumerate(reports):
        places.append((report.path, report if number < held else _written(report)))
    places.sort(key=lambda place: place[0])
    if len(places) <= held:
        return tuple(place for _, place in places if not isinstance(place, bytes))
    return Shelf(tuple(place for _, place in places))


def _written(report: DocumentReport) -> bytes:
    """Bytes that only this process reads; unlike those of the cache they need no check of each field."""
    from policy_audit.ruleset.kept import packed

    return zlib.compress(packed(report), _SPEED)


def _built(written: bytes) -> DocumentReport:
    report: DocumentReport = pickle.loads(zlib.decompress(written))
    return report
