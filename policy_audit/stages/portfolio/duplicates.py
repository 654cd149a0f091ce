"""Documents that say the same: copies, and versions that share most of their words."""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Sequence
from functools import cache

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


def duplicates(reports: Sequence[DocumentReport]) -> list[dict[str, object]]:
    """Groups of two: paths, similarity 0 to 1, whether the words are the same throughout. Short texts are left out."""
    number_of = cache(_number)
    words = {report.path: _words(report, number_of) for report in reports}
    sketches = {path: _sketch(found) for path, found in words.items() if len(found) >= _SHORT}
    order = {path: number for number, path in enumerate(sketches)}
    found: list[dict[str, object]] = []
    for first, second in sorted(_candidates(sketches), key=lambda pair: (order[pair[0]], order[pair[1]])):
        same = words[first] == words[second]
        alike = 1.0 if same else _similarity(sketches[first], sketches[second])
        if alike >= _ALIKE:
            found.append({"paths": [first, second], "similarity": round(alike, 2), "same_words": same})
    return found


def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _words(report: DocumentReport, number_of: Callable[[str], int]) -> array[int]:
    """The words as numbers, as thousands of documents are held at once."""
    text = report.document.text if report.document else ""
    return array("L", map(number_of, _WORD.findall(text.casefold())))


def _sketch(words: array[int]) -> frozenset[int]:
    """The smallest of the numbers of all runs. Built-in functions only: this goes over every word of every document."""
    numbers = words.tolist()
    runs = zip(*(numbers[at:] for at in range(_RUN)), strict=False)
    return frozenset(sorted(set(map(hash, runs)))[:_SKETCH])


def _candidates(sketches: dict[str, frozenset[int]]) -> list[tuple[str, str]]:
    """Pairs that share at least a third of a sketch."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for path, sketch in sketches.items():
        for mark in sketch:
            holders[mark].append(path)
    shared: Counter[tuple[str, str]] = Counter()
    for paths in holders.values():
        if len(paths) <= _HOUSE_PHRASE:
            for place, first in enumerate(paths):
                shared.update((first, second) for second in paths[place + 1 :])
    return [pair for pair, count in shared.items() if count * 3 >= min(len(sketches[pair[0]]), len(sketches[pair[1]]))]


def _similarity(first: frozenset[int], second: frozenset[int]) -> float:
    """Share of marks in common among the smallest marks of both: an estimate of the overlap of the whole texts."""
    smallest = set(sorted(first | second)[: min(len(first), len(second))])
    return len(first & second & smallest) / len(smallest)
