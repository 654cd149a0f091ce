"""Documents that say the same: copies, and versions that share most of their words."""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from itertools import combinations
from itertools import groupby
from typing import NamedTuple

from policy_audit.types import DocumentReport

_WORD = re.compile(r"\w+")
# Words in a row that make one mark; the smallest marks of a document stand for it all (bottom-k sketch, Broder 1997).
_RUN = 5
_SKETCH = 200
# Share of marks in common from which two documents are versions of one.
_ALIKE = 0.6
# A mark that this many documents share is a house phrase (a footer, a letterhead) and makes nobody alike.
_HOUSE_PHRASE = 60
_SHORT = 60
# Of 64 bits, those for the place of a document among the others, and those that are left for a mark.
_PLACE_BITS = 24
_MARK_BITS = (1 << 64 - _PLACE_BITS) - 1


class _Sketch(NamedTuple):
    """What stands for a document: its path, a digest of all its words, and its smallest marks in order."""

    path: str
    words: bytes
    marks: array[int]


def duplicates(reports: Sequence[DocumentReport]) -> list[dict[str, object]]:
    """Groups of two: paths, similarity 0 to 1, whether the words are the same throughout. Short texts are left out."""
    number_of = cache(_number)
    sketches = [one for report in reports if (one := _sketch(report, number_of)) is not None]
    found: list[dict[str, object]] = []
    for first, second in sorted(_candidates(sketches)):
        one, other = sketches[first], sketches[second]
        same = one.words == other.words
        alike = 1.0 if same else _similarity(frozenset(one.marks), frozenset(other.marks))
        if alike >= _ALIKE:
            found.append({"paths": [one.path, other.path], "similarity": round(alike, 2), "same_words": same})
    return found


def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _sketch(report: DocumentReport, number_of: Callable[[str], int]) -> _Sketch | None:
    """The sketch of a document; None for a short one.

    Built-in functions only, as this goes over every word of every document; a kilobyte and a half is kept of each.
    """
    text = report.document.text if report.document else ""
    numbers = list(map(number_of, _WORD.findall(text.casefold())))
    if len(numbers) < _SHORT:
        return None
    runs = zip(*(numbers[at:] for at in range(_RUN)), strict=False)
    smallest = sorted(set(map(hash, runs)))[:_SKETCH]
    return _Sketch(report.path, sha256(array("Q", numbers).tobytes()).digest(), array("q", smallest))


def _candidates(sketches: Sequence[_Sketch]) -> list[tuple[int, int]]:
    """Pairs, by their places, that share at least a third of a sketch."""
    shared: Counter[tuple[int, int]] = Counter()
    for holders in _holders(sketches):
        if len(holders) <= _HOUSE_PHRASE:
            shared.update(combinations(holders, 2))
    return [pair for pair, count in shared.items() if count * 3 >= min(len(sketches[at].marks) for at in pair)]


def _holders(sketches: Sequence[_Sketch]) -> Iterator[list[int]]:
    """For each mark that several documents have, their places. Mark and place in one number take a tenth of a table."""
    coded = array("Q")
    for place, sketch in enumerate(sketches):
        coded.extend([(mark & _MARK_BITS) << _PLACE_BITS | place for mark in sketch.marks])
    for _, codes in groupby(sorted(coded), key=lambda code: code >> _PLACE_BITS):
        places = [code & (1 << _PLACE_BITS) - 1 for code in codes]
        if len(places) > 1:
            yield places


def _similarity(first: frozenset[int], second: frozenset[int]) -> float:
    """Share of marks in common among the smallest marks of both: an estimate of the overlap of the whole texts."""
    smallest = set(sorted(first | second)[: min(len(first), len(second))])
    return len(first & second & smallest) / len(smallest)
