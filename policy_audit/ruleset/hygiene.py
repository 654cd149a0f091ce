"""Labels and phrases of document control, from `lexicons/hygiene.toml`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from functools import lru_cache
from pathlib import Path

from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import kept_from
from policy_audit.ruleset.files import read_tables

FIELDS = ("owner", "version", "approval", "effective", "review", "scope", "formats", "organisation", "telling")


@dataclass(frozen=True, slots=True)
class HygieneLexicon:
    """Word lists by field and name ("owner", "labels"); `pattern` compiles one into an alternation, longest first."""

    lists: Mapping[tuple[str, str], tuple[str, ...]]

    def labels(self, field: str, name: str = "labels") -> frozenset[str]:
        """A list as a set, for exact comparison."""
        return frozenset(self.lists.get((field, name), ()))

    def pattern(self, field: str, name: str) -> Guarded:
        """A list as one regular expression over folded text; matches nothing for an empty list."""
        return _phrases(self.lists.get((field, name), ()))

    def marks(self, field: str, name: str) -> tuple[str, ...]:
        """The longest word of each entry of a list: where a text has none of them, the pattern matches nothing."""
        return self.pattern(field, name).marks


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
        for first, others in self._words.items():
            if text.find(first, start, end) >= 0 and any(
                all(text.find(word, start, end) >= 0 for word in words) for words in others
            ):
                self._expression = re.compile(self.source())
                break
        return self._expression

    @cached_property
    def _words(self) -> dict[str, list[list[str]]]:
        """The words of each term beside its longest, by that one."""
        found: dict[str, list[list[str]]] = {}
        for term in self.terms:
            longest, *others = sorted(term.split(" "), key=len, reverse=True)
            found.setdefault(longest, []).append(others)
        return found

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The longest word of each term: where a text has none of them, it has none of the terms."""
        return tuple(self._words)


@lru_cache(maxsize=64)
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
