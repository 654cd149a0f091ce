"""Labels and phrases of document control, from `lexicons/hygiene.toml`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from functools import lru_cache
from pathlib import Path

from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import kept_from
from policy_audit.ruleset.files import read_tables

_RUN = re.compile(r"[^\W_]+")
FIELDS = (
    *("owner", "version", "approval", "effective", "review", "scope", "formats", "organisation", "telling"),
    "label_words",
)


@dataclass(frozen=True, eq=False)
class HygieneLexicon:
    """Word lists by field and name ("owner", "labels"); `pattern` compiles one into an alternation, longest first.

    A lexicon is equal to itself alone: what is worked out from one is kept under it.
    """

    lists: Mapping[tuple[str, str], tuple[str, ...]]

    @cached_property
    def _labels(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}

    @cached_property
    def _patterns(self) -> dict[tuple[str, str], Guarded]:
        return {}

    def labels(self, field: str, name: str = "labels") -> frozenset[str]:
        """A list as a set, for exact comparison."""
        known = self._labels.get((field, name))
        if known is None:
            known = self._labels[field, name] = frozenset(self.lists.get((field, name), ()))
        return known

    def pattern(self, field: str, name: str) -> Guarded:
        """A list as one regular expression over folded text; matches nothing for an empty list."""
        known = self._patterns.get((field, name))
        if known is None:
            known = self._patterns[field, name] = _phrases(self.lists.get((field, name), ()))
        return known


@dataclass(eq=False)
class Guarded:
    """A regular expression over folded text, made when a text first holds the words of one of its terms, of which every
    match has one: to make an expression takes longer than to search many texts.
    """

    terms: tuple[str, ...]
    source: Callable[[], str] = field(repr=False)
    _expression: re.Pattern[str] | None = field(default=None, repr=False)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in a stretch of text."""
        expression = self._expression or self._made(text, start, end)
        return expression.search(text, start, end) if expression else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """A match that begins the stretch."""
        expression = self._expression or self._made(text, start, end)
        return expression.match(text, start, end) if expression else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """A match that is the whole text."""
        expression = self._expression or self._made(text, 0, len(text))
        return expression.fullmatch(text) if expression else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches in the stretch, in order."""
        expression = self._expression or self._made(text, start, end)
        return expression.finditer(text, start, end) if expression else iter(())

    def _made(self, text: str, start: int, end: int) -> re.Pattern[str] | None:
        if self.marks_in(frozenset(_RUN.findall(text, start, end))):
            self._expression = re.compile(self.source())
        return self._expression

    @cached_property
    def _terms(self) -> list[tuple[str, frozenset[str]]]:
        """The longest word of each term, and all runs of plain letters and figures in the term."""
        return [
            (max(term.split(" "), key=len), frozenset(run for run in _RUN.findall(term) if run.isascii()))
            for term in self.terms
        ]

    def marks_in(self, runs: Set[str]) -> tuple[str, ...]:
        """The longest words of those terms that a document of these runs of letters and figures (folded) can hold at
        all: where a text of it has none of them, it has none of the terms.
        """
        return tuple({longest: None for longest, needed in self._terms if needed <= runs})


def _phrases(terms: tuple[str, ...]) -> Guarded:
    return Guarded(terms, lambda: _alternation(terms))


def _alternation(terms: tuple[str, ...]) -> str:
    rests: dict[str, list[str]] = {}
    for term in sorted(terms, key=len, reverse=True):
        rests.setdefault(term[0], []).append(re.escape(term[1:]).replace(r"\ ", r"\s+"))
    # The first letter comes before the look behind it: so the engine leaps from one possible beginning to the next.
    return "|".join(
        rf"{re.escape(letter)}(?<![\w-]{re.escape(letter)})(?:{'|'.join(endings)})(?!\w)"
        for letter, endings in rests.items()
    )


@lru_cache(maxsize=1)
def shipped_hygiene() -> HygieneLexicon:
    """The shipped lists. Raises LexiconError."""
    return kept_from(("hygiene.toml",), load_hygiene)


def load_hygiene(folder: Path | None = None) -> HygieneLexicon:
    """Read and validate the lists. Raises LexiconError with file, entry, key and remedy."""
    table = read_tables("hygiene.toml", folder=folder)["hygiene.toml"]
    lists: dict[tuple[str, str], tuple[str, ...]] = {}
    Entry("hygiene.toml", "-", table).require_keys(FIELDS)
    for name_of_field in table:
        entry = Entry("hygiene.toml", name_of_field, Entry("hygiene.toml", "-", table).mapping(name_of_field))
        for name in entry.table:
            lists[name_of_field, name] = entry.texts(name)
    return HygieneLexicon(lists)
