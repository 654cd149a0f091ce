"""Reports of a run of many documents: the first are held as values, the others in a temporary file until asked for.

A report held as values takes about 130 kB of memory; to build it again from the file takes a millisecond. So a run of
thousands of documents pays a few seconds for each time its reports are gone through, and its memory no longer grows.
What is asked of all of them, again and again, stands in their heads.
"""

from __future__ import annotations

import pickle
import tempfile
import weakref
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from typing import IO
from typing import NamedTuple
from typing import overload

from policy_audit.types import DocumentReport
from policy_audit.types import ReadError
from policy_audit.types import Severity

# Documents whose reports are held as values: few folders of policies have more.
HELD = 500


class Head(NamedTuple):
    """What a report says in short: of which file, why there is none, and its findings by severity."""

    path: str
    sha256: str
    error: ReadError | None
    shown: Mapping[Severity, int]
    suppressed: int


class _Place(NamedTuple):
    """Where a report stands in the file: the first byte and the number of bytes."""

    start: int
    length: int


# A report, where it stands in the file, or its bytes where no file could be written.
_Kept = DocumentReport | _Place | bytes


@dataclass(frozen=True, slots=True, eq=False)
class Shelf(Sequence[DocumentReport]):
    """Reports by their place, as a tuple gives them; each look at one that is not held builds it anew."""

    heads: tuple[Head, ...]
    _kept: tuple[_Kept, ...]
    _file: _File

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, place: int) -> DocumentReport: ...

    @overload
    def __getitem__(self, place: slice) -> Shelf: ...

    def __getitem__(self, place: int | slice) -> DocumentReport | Shelf:
        if isinstance(place, slice):
            return Shelf(self.heads[place], self._kept[place], self._file)
        kept = self._kept[place]
        return kept if isinstance(kept, DocumentReport) else self._file.read(kept)


@dataclass(slots=True, weakref_slot=True)
class _File:
    """A file without a name, for the eyes of this process; it ends with the last shelf that needs it.

    Its bytes are written and read by this process alone; unlike those of the cache they need no check of each field.
    """

    _file: IO[bytes] | None = None
    _end: int = 0
    _closing: object = field(default=None, repr=False)

    def write(self, report: DocumentReport) -> _Place | bytes:
        """Where the report stands now; the report as bytes where there is no room for it."""
        from policy_audit.ruleset.kept import packed

        data = packed(report)
        with suppress(OSError):
            if self._file is None:
                # Without a buffer, as one that a full disk does not take would stand in the way of reading, too.
                self._file = tempfile.TemporaryFile(buffering=0, prefix="policy-audit-")  # noqa: SIM115 (shelf closes it)
                self._closing = weakref.finalize(self, self._file.close)
            self._file.seek(self._end)
            if self._file.write(data) == len(data):
                self._end += len(data)
                return _Place(self._end - len(data), len(data))
        return data

    def read(self, kept: _Place | bytes) -> DocumentReport:
        """The report that stands there."""
        if not isinstance(kept, bytes):
            assert self._file is not None
            self._file.seek(kept.start)
            kept = self._file.read(kept.length)
        report: DocumentReport = pickle.loads(kept)
        return report


def shelved(reports: Iterable[DocumentReport], held: int = HELD) -> Sequence[DocumentReport]:
    """The reports in the order of their paths: a tuple of up to `held`, a shelf of more."""
    file = _File()
    found: list[tuple[Head, _Kept]] = []
    for number, report in enumerate(reports):
        found.append((_head(report), report if number < held else file.write(report)))
    found.sort(key=lambda one: one[0].path)
    kept = tuple(one for _, one in found)
    if len(found) <= held:
        return tuple(one for one in kept if isinstance(one, DocumentReport))
    return Shelf(tuple(head for head, _ in found), kept, file)


def heads(reports: Sequence[DocumentReport]) -> Sequence[Head]:
    """What each report says in short, without building those of a shelf."""
    return reports.heads if isinstance(reports, Shelf) else tuple(map(_head, reports))


def _head(report: DocumentReport) -> Head:
    shown = Counter(finding.severity for finding in report.findings if not finding.suppressed)
    suppressed = len(report.findings) - shown.total()
    return Head(report.path, report.sha256, report.error, dict(shown), suppressed)
