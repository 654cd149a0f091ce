"""Facts of document control that lost their lines: "Owner Head of People Version 2.3 Approved by Board 6 June 2025".

Text that was copied out of a table or a form has labels and values one after another. A stretch of it is read where at
least three labels of at least two kinds stand close together, each before a value of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policy_audit.language.dates import find_dates
from policy_audit.language.reading import Reading
from policy_audit.ruleset.hygiene import HygieneLexicon
from policy_audit.stages.hygiene.label_words import Kind
from policy_audit.stages.hygiene.label_words import bare
from policy_audit.stages.hygiene.label_words import kind
from policy_audit.stages.hygiene.records import Record
from policy_audit.types import Span

_KINDS = ("owner", "edition", "approval", "effective", "edited", "review", "other")
_DATED = frozenset(("effective", "edited", "review"))
# Code points at the beginning and the end of a document in which such a stretch is looked for.
_MARGIN = 4000
_WORD = re.compile(r"\S+")
_BEGINS = re.compile(r"[A-Z\d]")
# Code points before a month in which its day may stand ("1 st June").
_DAY = 6
_NUMBER = re.compile(r"v?\d")
_MOST_WORDS = 8
_VALUE_WORDS = 12
# Labels that make a stretch, kinds of them, and words there may be for each label.
_LABELS = 3
_KINDS_OF_LABELS = 2
_WORDS_A_LABEL = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A label in a run of words: its kind, and the numbers of its first word and of the first word of its value."""

    kind: str
    first: int
    after: int


def run_on(reading: Reading, lexicon: HygieneLexicon) -> Iterator[Record]:
    """The facts of every such stretch in the margins of a document, in reading order."""
    kinds = {name: kind(lexicon, name) for name in _KINDS}
    heads = frozenset(head for one in kinds.values() for head in one.heads)
    last = len(reading.document.text) - _MARGIN
    for number, block in enumerate(reading.document.blocks):
        margin = block.span.start < _MARGIN or block.span.end > last
        if block.cell is not None or not margin or block.kind in ("heading", "title") or block.region == "metadata":
            continue
        words = list(
            _WORD.finditer(reading.document.text, block.span.start, min(block.span.end, block.span.start + _MARGIN))
        )
        if len(words) > _MOST_WORDS and len(heads.intersection(bare(one.group().lower()) for one in words)) >= _LABELS:
            yield from _facts(reading, lexicon, words, kinds, number)


def _facts(
    reading: Reading, lexicon: HygieneLexicon, words: list[re.Match[str]], kinds: dict[str, Kind], block: int
) -> Iterator[Record]:
    labels = list(_labels(reading, lexicon, words, kinds))
    if len(labels) < _LABELS or len({one.kind for one in labels} - {"other"}) < _KINDS_OF_LABELS:
        return
    if labels[-1].after - labels[0].first > _WORDS_A_LABEL * len(labels):
        return
    for label, following in zip(labels, [*(one.first for one in labels[1:]), len(words)], strict=True):
        end = min(following, label.after + _VALUE_WORDS)
        broken = reading.document.text.find("\n", words[label.after - 1].end(), words[end - 1].end())
        while broken >= 0 and end > label.after and words[end - 1].start() > broken:
            end -= 1
        start, after = words[label.first].start(), words[label.after - 1].end()
        value = Span(words[label.after].start(), words[end - 1].end()) if end > label.after else Span(after, after)
        name = " ".join(bare(one.group().lower()) for one in words[label.first : label.after])
        yield Record(name, reading.text(value), Span(start, max(after, value.end)), value, block)


def _labels(
    reading: Reading, lexicon: HygieneLexicon, words: list[re.Match[str]], kinds: dict[str, Kind]
) -> Iterator[Found]:
    number = 0
    while number < len(words):
        found = next(_at(reading, lexicon, words, kinds, number), None)
        while found is not None and bare(words[found.first].group().lower()) in kinds[found.kind].bodies:
            # "Vice Principal Date of issue": the role ends the value before.
            later = next(_at(reading, lexicon, words, kinds, found.first + 1), None)
            if later is None or (later.kind, later.after) != (found.kind, found.after):
                break
            found = later
        if found is not None:
            yield found
        number = found.after if found is not None else number + 1


def _at(
    reading: Reading, lexicon: HygieneLexicon, words: list[re.Match[str]], kinds: dict[str, Kind], first: int
) -> Iterator[Found]:
    """The labels that begin with a word, each the shortest of its kind that ends before a value."""
    if not _BEGINS.match(words[first].group()):
        return
    for name, wanted in kinds.items():
        plain: list[str] = []
        for after, word in enumerate(words[first : first + _MOST_WORDS], first + 1):
            plain.append(bare(word.group().lower()))
            marked = word.group().endswith(":")
            if plain[-1] not in wanted.known or (marked and not wanted.named(plain)):
                break
            following = words[after].group() if after < len(words) else ""
            ends = _BEGINS.match(following) and bare(following.lower()) not in wanted.small
            if (
                not (marked or ends)
                or not wanted.named(plain)
                or (not marked and _goes_on(words[after : after + 3], wanted))
            ):
                continue
            if marked or _is_value(reading, lexicon, words[after : after + _MOST_WORDS], name):
                yield Found(name, first, after)
                break


def _goes_on(words: list[re.Match[str]], wanted: Kind) -> bool:
    """Whether the label ends with a colon a few words on: "Date signed off at Committee:"."""
    for word in words:
        if bare(word.group().lower()) not in wanted.known:
            return False
        if word.group().endswith(":"):
            return True
    return False


def _is_value(reading: Reading, lexicon: HygieneLexicon, words: list[re.Match[str]], name: str) -> bool:
    """Whether what follows a label can be its value."""
    stretch = Span(words[0].start(), words[-1].end())
    if name == "other":
        return True
    if name == "edition":
        return _NUMBER.match(words[0].group().lower()) is not None
    dated = next(
        (one for one in find_dates(reading.folded, stretch.start, stretch.end) if one.precision != "year"), None
    )
    if name in _DATED:
        return dated is not None and dated.span.start - stretch.start <= _DAY
    role = lexicon.pattern("owner", "roles").search(reading.folded, stretch.start, stretch.end)
    return role is not None or (name == "approval" and dated is not None)
