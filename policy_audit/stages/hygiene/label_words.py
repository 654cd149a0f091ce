"""Labels of document control told by their words: "Name of responsible individual", "Next trustee review".

A label belongs to a kind where one of its words names the kind (a head), the others are words that stand beside it
in such labels, and none is of another thing. The lists are the lexicon's `label_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from policy_audit.ruleset.hygiene import HygieneLexicon
from policy_audit.stages.hygiene.desk import Desk
from policy_audit.stages.hygiene.records import Record
from policy_audit.types import Span

_ASIDE = re.compile(r"\s*\([^)]*\)")
_WORD = re.compile(r"[^\s/,|]+")
_MOST_WORDS = 8
# What may come before a date that follows its label at once.
_BEFORE_DATE = re.compile(r"(?:\W|\b(?:on|by|at|in|from|the|end|of|(?:mon|tues?|wed|thu|thur|fri|sat|sun)[a-z]*)\b)*")
# What a label of a line without a colon is followed by.
_VALUE = re.compile(r"[A-Z\d]")


@dataclass(frozen=True, slots=True)
class Kind:
    """The words of one kind of label."""

    heads: frozenset[str]
    known: frozenset[str]
    # Words that may stand in any label; those of roles and bodies; sets of words that make it one of something else.
    small: frozenset[str]
    bodies: frozenset[str]
    never: tuple[frozenset[str], ...]

    def names(self, label: str) -> bool:
        """Whether a folded label is of the kind."""
        words = _words(label)
        return 0 < len(words) <= _MOST_WORDS and self.known.issuperset(words) and self.named(words)

    def named(self, words: Sequence[str]) -> bool:
        """Whether one of the words of a label names the kind, and none of them another thing."""
        return not self.heads.isdisjoint(words) and not any(one.issubset(words) for one in self.never)


@lru_cache(maxsize=4096)
def _words(label: str) -> tuple[str, ...]:
    return tuple(bare(word) for word in _WORD.findall(_ASIDE.sub("", label)))


def bare(word: str) -> str:
    """A folded word of a label without marks and genitive."""
    return word.strip("'’.:*").removesuffix("'s").removesuffix("’s")


@lru_cache(maxsize=16)
def kind(lexicon: HygieneLexicon, name: str) -> Kind:
    """A kind of label by its name ("owner", "review"); made once for each lexicon."""
    heads = lexicon.labels("label_words", name)
    small = lexicon.labels("label_words", "anywhere")
    beside = lexicon.labels("label_words", f"{name}_beside") | small
    roles = {word for role in lexicon.labels("owner", "roles") for word in role.split()}
    bodies = roles | lexicon.labels("approval", "bodies") if name != "edition" else frozenset[str]()
    never = tuple(frozenset(term.split()) for term in lexicon.lists.get(("label_words", f"{name}_never"), ()))
    return Kind(heads, heads | beside | bodies, small, frozenset(bodies), never)


def kin(desk: Desk, name: str, *, dated: bool = False, lines: bool = True) -> Iterator[Record]:
    """Labelled facts whose label is of a kind, and (`lines`) short lines that begin with such a label; where `dated`,
    those alone in which a date follows it at once.
    """
    wanted = kind(desk.lexicon, name)
    for record in desk.records:
        named = not record.metadata and wanted.names(record.label)
        if named and (not dated or begins_with_date(desk, record.value_span)):
            yield record
    for number, span in desk.lines if lines else ():
        line = _line(desk, number, span, wanted)
        if line is not None and (not dated or begins_with_date(desk, line.value_span)):
            yield line


def begins_with_date(desk: Desk, value: Span) -> bool:
    """Whether a date is the first thing a value says."""
    dates = desk.dates(value)
    return bool(dates) and _BEFORE_DATE.fullmatch(desk.reading.folded, value.start, dates[0].span.start) is not None


def _line(desk: Desk, number: int, line: Span, wanted: Kind) -> Record | None:
    """The label at the beginning of a line and what follows it, which begins with a capital or a figure."""
    if desk.reading.document.blocks[number].kind in ("heading", "title"):
        return None
    text, folded = desk.reading.document.text, desk.reading.folded
    words: list[str] = []
    # "Lead Data Analyst" among vacancies is a post, not a label and its value.
    fewest = 2 if desk.reading.document.blocks[number].kind == "list_item" else 1
    for count, word in enumerate(_WORD.finditer(folded, line.start, line.end)):
        if len(words) >= fewest and _VALUE.match(text, word.start()) and wanted.named(words):
            value = Span(word.start(), line.end)
            label = folded[line.start : word.start()].strip(" *_·-–—|/")
            return Record(label, desk.reading.text(value).strip(), line, value, number)
        plain = bare(word.group())
        if plain not in wanted.known or count >= _MOST_WORDS:
            return None
        words.append(plain)
    return None
