"""Labels and phrases of document control, from `lexicons/hygiene.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import read_tables

FIELDS = ("owner", "version", "approval", "effective", "review", "scope", "formats", "organisation")


@dataclass(frozen=True, slots=True)
class HygieneLexicon:
    """Word lists by field and name ("owner", "labels"); `pattern` compiles one into an alternation, longest first."""

    lists: Mapping[tuple[str, str], tuple[str, ...]]

    def labels(self, field: str, name: str = "labels") -> frozenset[str]:
        """A list as a set, for exact comparison."""
        return frozenset(self.lists.get((field, name), ()))

    def pattern(self, field: str, name: str) -> re.Pattern[str]:
        """A list as one regular expression over folded text; matches nothing for an empty list."""
        return _compiled(self.lists.get((field, name), ()))

    def marks(self, field: str, name: str) -> tuple[str, ...]:
        """The longest word of each entry of a list: where a text has none of them, the pattern matches nothing."""
        return _marks(self.lists.get((field, name), ()))


@lru_cache(maxsize=64)
def _marks(terms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(max(term.split(" "), key=len) for term in terms))


@lru_cache(maxsize=64)
def _compiled(terms: tuple[str, ...]) -> re.Pattern[str]:
    if not terms:
        return re.compile(r"(?!)")
    rests: dict[str, list[str]] = {}
    for term in sorted(terms, key=len, reverse=True):
        rests.setdefault(term[0], []).append(re.escape(term[1:]).replace(r"\ ", r"\s+"))
    # The first letter comes before the look behind it: so the engine leaps from one possible beginning to the next.
    return re.compile(
        "|".join(
            rf"{re.escape(letter)}(?<![\w-]{re.escape(letter)})(?:{'|'.join(endings)})(?!\w)"
            for letter, endings in rests.items()
        )
    )


def load_hygiene(folder: Path | None = None) -> HygieneLexicon:
    """Read and validate the lists. Raises LexiconError with file, entry, key and remedy."""
    table = read_tables("hygiene.toml", folder=folder)["hygiene.toml"]
    lists: dict[tuple[str, str], tuple[str, ...]] = {}
    Entry("hygiene.toml", "-", table).require_keys(FIELDS)
    for field in table:
        entry = Entry("hygiene.toml", field, Entry("hygiene.toml", "-", table).mapping(field))
        for name in entry.table:
            lists[field, name] = entry.texts(name)
    return HygieneLexicon(lists)
