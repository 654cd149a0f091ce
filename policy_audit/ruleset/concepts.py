"""Concepts (word families) that the expressions of requirements ask for, and the search for all of them at once.

A document is searched once for all concepts; for each concept, the units that hold it are then the bits of one whole
number, and an expression (`ruleset.expressions`) is a few bit operations for all units together.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property

from policy_audit.language.patterns import PatternIndex
from policy_audit.ruleset.expressions import Expression
from policy_audit.ruleset.expressions import ExpressionError
from policy_audit.ruleset.expressions import read_expression
from policy_audit.ruleset.fields import Entry

FACTS = (
    "is-email",
    "is-phone",
    "is-url",
    "is-date",
    "is-placeholder",
    "is-row",
    "is-list-item",
    "is-question",
    "is-example",
    "is-law",
    "is-quote",
    "is-past",
    "is-own",
    "is-owner",
    "is-time",
    "is-measure",
    "is-firm",
    "is-bound",
    "is-hedged",
)


@dataclass
class ConceptBook:
    """Gathers the concepts that expressions ask for, and numbers them. Filled while loading, then left alone."""

    families: Mapping[str, Sequence[str]]
    numbers: dict[str, int] = field(default_factory=lambda: {fact: number for number, fact in enumerate(FACTS)})

    def expression(self, source: str) -> Expression:
        """Compile an expression. Raises ExpressionError."""
        return read_expression(source, self._number)

    def _number(self, name: str, quoted: bool) -> int:
        key = f"'{name}'" if quoted else name
        if not quoted and name not in self.families and name not in FACTS:
            raise ExpressionError(f"there is no concept “{name}”")
        return self.numbers.setdefault(key, len(self.numbers))

    def lexicon(self) -> ConceptLexicon:
        """Everything that has been asked for, ready to search with."""
        return ConceptLexicon(tuple(self.numbers), PatternIndex(self._patterns()))

    def _patterns(self) -> Iterator[tuple[int, str]]:
        for key, number in self.numbers.items():
            if key.startswith("'"):
                yield number, key.strip("'")
            else:
                for pattern in self.families.get(key, ()):
                    yield number, pattern


@dataclass(frozen=True)
class ConceptLexicon:
    """All concepts in use, ready to search with. `names[number]` is the concept a number stands for."""

    names: tuple[str, ...]
    index: PatternIndex[int]

    def concepts_in(self, words: list[str], first: int = 0, last: int | None = None) -> set[int]:
        """Numbers of the concepts in tokens `[first, last)`."""
        return self.index.keys_in(words, first, last)

    @cached_property
    def families(self) -> Mapping[int, str]:
        """The word families by number; other concepts are facts, or term patterns written in an expression."""
        found = enumerate(self.names[len(FACTS) :], len(FACTS))
        return {number: name for number, name in found if not name.startswith("'")}


def read_families(tables: Mapping[str, Mapping[str, object]]) -> dict[str, tuple[str, ...]]:
    """Concept files → patterns by concept id; `"@other"` in a list stands for the patterns of that concept.

    Raises LexiconError for a concept defined twice, an unknown reference or a circle of references.
    """
    raw: dict[str, tuple[str, ...]] = {}
    for file, table in tables.items():
        entry = Entry(file, "concepts", table.get("concepts", {}))  # type: ignore[arg-type]
        for name in entry.table:
            if name in raw or name in FACTS:
                raise entry.error(name, "is defined twice", "Put all its terms into one list.")
            raw[name] = entry.texts(name)
    entry = Entry("concepts", "concepts", raw)
    return {name: tuple(dict.fromkeys(_resolved(name, raw, entry, ()))) for name in raw}


def _resolved(name: str, raw: Mapping[str, Sequence[str]], entry: Entry, above: tuple[str, ...]) -> Iterator[str]:
    if name in above:
        raise entry.error(name, "refers to itself", f"Break the circle {' → '.join((*above, name))}.")
    for pattern in raw[name]:
        if pattern.startswith("@"):
            entry.require_known(name, [pattern[1:]], raw)
            yield from _resolved(pattern[1:], raw, entry, (*above, name))
        else:
            yield pattern
