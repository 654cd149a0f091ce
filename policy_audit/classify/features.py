"""What the scorer sees of a provision unit: its words, their neighbours, concepts, headings, and what strength says.

A feature is a string such as `w=promot` (word), `b=lin_manag` (two words), `h=recruit` (heading), `c=employee`
(concept), `s>=3` (strength). Features of several units are counted together: a passage is the sum of its units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

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
_MONTHS = frozenset("january february march april may june july august september october november december".split())
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


def unit_features(number: int, reading: Reading, passages: Passages, concepts: ConceptLexicon) -> Iterator[str]:
    """All features of unit `number`, some of them more than once."""
    one = passages.units[number]
    words = _words(one, reading)
    if one.unit.parent is not None:
        words = [*_words(passages.units[one.unit.parent], reading), *words]
    families = concepts.families
    named = [families[concept] for concept in passages.own[number] if concept in families]
    if "ally" in named and _ALLYSHIP not in words:
        words.append(_ALLYSHIP)  # The document has a name of its own for allyship: it counts as the word.
    for word in words:
        yield f"w={word}"
    for first, second in pairwise(words):
        yield f"b={first}_{second}"
    for heading in one.unit.section(reading).path[-_HEADINGS:]:
        for word in _LETTERS.findall(heading.lower()):
            if word not in _PLAIN:
                yield f"h={stem(word)}"
    for name in named:
        yield f"c={name}"
    yield from _of_strength(one)


def _words(one: ScoredUnit, reading: Reading) -> list[str]:
    found = reading.tokens.words[one.unit.first : one.unit.last]
    return [stem(word) for word in found if word not in _PLAIN and word[0].isalnum()]


def _of_strength(one: ScoredUnit) -> Iterator[str]:
    strength = one.strength
    for score in range(1, strength.score + 1):
        yield f"s>={score}"
    yield f"mode={strength.mode}"
    yield f"voice={strength.voice}"
    yield f"time={strength.time}"
    yield f"kind={one.unit.kind}"
    for anchor in ANCHORS:
        if getattr(strength, anchor) is not None:
            yield f"has={anchor}"
    for flag in sorted(strength.flags):
        yield f"flag={flag}"
