"""Reports of a run of many documents: the first are held as values, the others as bytes until they are asked for.

A report held as values takes about 130 kB, as bytes a seventh of that; to build it again takes two milliseconds. So a
run of thousands of documents pays a few seconds for each time its reports are gone through, and keeps its memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import overload

from policy_audit.types import DocumentReport

# Documents whose reports are held as values: few folders of policies have more.
HELD = 500


@dataclass(frozen=True, slots=True, eq=False)
class Shelf(Sequence[DocumentReport]):
    """Reports by their place, as a tuple gives them; each look at one that is held as bytes builds it anew."""

    _places: tuple[DocumentReport | bytes, ...]
    _strings: dict[str, str] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> DocumentReport: ...

    @overload
    def __getitem__(self, place: slice) -> Shelf: ...

    def __getitem__(self, place: int | slice) -> DocumentReport | Shelf:
        if isinstance(place, slice):
            return Shelf(self._places[place], self._strings)
        found = self._places[place]
        return _built(found, self._strings) if isinstance(found, bytes) else found


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
    from policy_audit.batch.codec import to_bytes

    return to_bytes(report, DocumentReport)


def _built(written: bytes, strings: dict[str, str]) -> DocumentReport:
    from policy_audit.batch.codec import from_bytes

    return from_bytes(written, DocumentReport, strings)
