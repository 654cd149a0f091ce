"""What the scorer sees of a provision unit: its words, their neighbours, concepts, headings, and what strength says.

A feature is a string such as `w=promot` (word), `b=lin_manag` (two words), `h=recruit` (heading), `c=employee`
(concept), `s>=3` (strength). A unit has each of them once, however often it says it; a passage is the sum of its units.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from itertools import starmap
from typing import NamedTuple

from policy_audit.language.dates import MONTH_NAMES
from policy_audit.language.reading import Reading
from policy_audit.ruleset.concepts import ConceptLexicon
from policy_audit.stages.requirements.passages import Passages
from policy_audit.stages.strength.values import ANCHORS
from policy_audit.stages.strength.values import ScoredUnit

_ENDINGS = (
    ("ations", "at"), ("ation", "at"), ("ments", ""), ("ment", ""), ("ingly", ""), ("ings", ""), ("ing", ""),
    ("edly", ""), ("ied", "y"), ("ies", "y"), ("ers", ""), ("er", ""), ("ed", ""), ("es", ""), ("ly", ""), ("s", ""),
    ("e", ""),
)  # fmt: skip
_SHORTEST = 3
_PLAIN = frozenset(
    "the a an of to in and or for on at by with is are be as it its that this from our we their they them your you i "
    "will not no all any each every".split()
)
_MONTHS = frozenset(map(str.lower, MONTH_NAMES))
_ALLYSHIP = "allyship"
_HEADINGS = 2
_LETTERS = re.compile(r"[a-z]+")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its ending, so that "promoted" and "promotion" share what they mean; all figures are one."""
    if word.isdigit():
        return "#"
    if word in _MONTHS:
        return "<month>"
    if len(word) > _SHORTEST:
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST:
                return word[: len(word) - len(ending)] + instead
    return word


class Seen(NamedTuple):
    """What the features of a unit are made of; each field gives its features by a function of its own below.

    `words` are stems, `pairs` those that follow each other, the words of a list item behind those that introduce it.
    """

    words: Collection[str]
    pairs: Collection[tuple[str, str]]
    headings: tuple[str, ...]
    families: Collection[str]
    marks: Marks


class Marks(NamedTuple):
    """What the form and the strength of a unit say."""

    score: int
    mode: str
    voice: str
    time: str
    kind: str
    anchors: tuple[str, ...]
    flags: frozenset[str]


def unit_features(number: int, reading: Reading, passages: Passages, concepts: ConceptLexicon) -> Iterator[str]:
    """All features of unit `number`."""
    seen = seen_of(number, reading, passages, concepts)
    yield from map(word_feature, seen.words)
    yield from starmap(pair_feature, seen.pairs)
    yield from heading_features(seen.headings)
    yield from map(family_feature, seen.families)
    yield from mark_features(seen.marks)


def seen_of(number: int, reading: Reading, passages: Passages, concepts: ConceptLexicon) -> Seen:
    """What there is to see of unit `number`."""
    one = passages.units[number]
    words = _words(one, reading)
    if one.unit.parent is not None:
        words = [*_words(passages.units[one.unit.parent], reading), *words]
    names = concepts.families
    families = {names[concept] for concept in passages.own[number] if concept in names}
    if "ally" in families and _ALLYSHIP not in words:
        words.append(_ALLYSHIP)  # The document has a name of its own for allyship: it counts as the word.
    return Seen(set(words), set(pairwise(words)), one.unit.section(reading).path[-_HEADINGS:], families, _marks(one))


def word_feature(word: str) -> str:
    """A word by its stem."""
    return f"w={word}"


def pair_feature(first: str, second: str) -> str:
    """A word and the next."""
    return f"b={first}_{second}"


def heading_features(headings: tuple[str, ...]) -> Iterator[str]:
    """The words of headings."""
    words = {stem(word) for heading in headings for word in _LETTERS.findall(heading.lower()) if word not in _PLAIN}
    for word in words:
        yield f"h={word}"


def family_feature(name: str) -> str:
    """A concept."""
    return f"c={name}"


def mark_features(marks: Marks) -> Iterator[str]:
    """Form and strength."""
    for score in range(1, marks.score + 1):
        yield f"s>={score}"
    yield f"mode={marks.mode}"
    yield f"voice={marks.voice}"
    yield f"time={marks.time}"
    yield f"kind={marks.kind}"
    for anchor in marks.anchors:
        yield f"has={anchor}"
    for flag in sorted(marks.flags):
        yield f"flag={flag}"


def _words(one: ScoredUnit, reading: Reading) -> list[str]:
    return [word for word in map(_told, reading.tokens.words[one.unit.first : one.unit.last]) if word]


@lru_cache(maxsize=50_000)
def _told(word: str) -> str:
    """The stem of a word that tells something, empty for any other."""
    return stem(word) if word not in _PLAIN and word[0].isalnum() else ""


def _marks(one: ScoredUnit) -> Marks:
    said = one.strength
    found = zip(ANCHORS, (said.owner, said.time_frame, said.measure), strict=True)
    anchors = tuple([name for name, anchor in found if anchor is not None])
    return Marks(said.score, said.mode, said.voice, said.time, one.unit.kind, anchors, said.flags)
