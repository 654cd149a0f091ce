"""Concepts (word families) and the boolean expressions over them that requirements are declared in.

A document is searched once for all concepts; every stretch of text then carries the set of its concepts as the bits of
one whole number, and an expression is a few bit operations.

Expression syntax: names of concepts, `'quoted term patterns'`, `&`, `|`, `!` and parentheses. A name, a pattern or a
parenthesis may be prefixed by where to look: `heading:` (the headings above), `near:` (the units before and after),
`passage:` (the paragraph or list), `section:`, `document:`; without a prefix it is the text at hand. Names that begin
with `is-` are not word families but facts about the unit (FACTS).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property

from policy_audit.language.patterns import PatternIndex
from policy_audit.ruleset.fields import Entry

SCOPES = ("own", "heading", "near", "passage", "section", "document")
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
Views = Sequence[int]
_LEXEME = re.compile(r"\s*(?:'([^']+)'|([a-z][a-z0-9-]*)(:?)|([&|!()]))")


class ExpressionError(ValueError):
    """An expression that cannot be read; the loader turns it into a LexiconError that names file and entry."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression.

    `test` takes the six concept sets in the order of SCOPES. `needed` are sets of which the own text must hold at least
    one concept each, for the expression to be true at all: what the search for candidates starts from.
    """

    source: str
    test: Callable[[Views], bool]
    needed: tuple[int, ...]

    def __call__(self, views: Views) -> bool:
        """True when the expression holds for these concept sets."""
        return self.test(views)  # Loops call `test` itself, which saves a call a unit.


@dataclass(frozen=True, slots=True)
class _Part:
    """Node of the syntax tree: `operator` is "&", "|", "!" or "=" (a set of concepts of which one must be there)."""

    operator: str
    children: tuple[_Part, ...] = ()
    scope: int = 0
    mask: int = 0


@dataclass
class ConceptBook:
    """Gathers the concepts that expressions ask for, and gives each a bit. Filled while loading, then left alone."""

    families: Mapping[str, Sequence[str]]
    bits: dict[str, int] = field(default_factory=lambda: {fact: number for number, fact in enumerate(FACTS)})

    def expression(self, source: str) -> Expression:
        """Compile an expression. Raises ExpressionError."""
        tree = _Parser(source, self._bit).tree()
        return Expression(source, _compiled(tree), tuple(_needed(tree)))

    def _bit(self, name: str, quoted: bool) -> int:
        key = f"'{name}'" if quoted else name
        if not quoted and name not in self.families and name not in FACTS:
            raise ExpressionError(f"there is no concept “{name}”")
        return 1 << self.bits.setdefault(key, len(self.bits))

    def patterns(self) -> Iterator[tuple[int, str]]:
        """Bit number and term pattern of everything that has been asked for."""
        for key, number in self.bits.items():
            if key.startswith("'"):
                yield number, key.strip("'")
            else:
                for pattern in self.families.get(key, ()):
                    yield number, pattern


@dataclass(frozen=True)
class ConceptLexicon:
    """All concepts in use, ready to search with. `names[bit]` is the concept a bit stands for."""

    names: tuple[str, ...]
    patterns: tuple[tuple[int, str], ...]

    @cached_property
    def index(self) -> PatternIndex[int]:
        """One trie over every pattern, by the set that holds just its concept; built when first searched."""
        return PatternIndex((1 << bit, pattern) for bit, pattern in self.patterns)

    def concepts_in(self, words: list[str], first: int = 0, last: int | None = None) -> int:
        """The set of concepts in tokens `[first, last)`, as bits."""
        return sum(self.index.keys_in(words, first, last))

    def named(self, concepts: int) -> list[str]:
        """Names of the concepts in a set, for explanations and tests."""
        return [name for bit, name in enumerate(self.names) if concepts >> bit & 1]


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


class _Parser:
    """Recursive descent: or := and ("|" and)*, and := term ("&" term)*, term := ["!"] [scope] (or) | concept."""

    def __init__(self, source: str, bit: Callable[[str, bool], int]) -> None:
        self._lexemes = list(_lexemes(source))
        self._at = 0
        self._bit = bit

    def tree(self) -> _Part:
        tree = self._either(0)
        if self._at < len(self._lexemes):
            raise ExpressionError(f"“{self._lexemes[self._at][1]}” is not expected here")
        return tree

    def _next(self, kind: str) -> bool:
        if self._at < len(self._lexemes) and self._lexemes[self._at][0] == kind:
            self._at += 1
            return True
        return False

    def _either(self, scope: int) -> _Part:
        parts = [self._both(scope)]
        while self._next("|"):
            parts.append(self._both(scope))
        return _joined_or(parts)

    def _both(self, scope: int) -> _Part:
        parts = [self._term(scope)]
        while self._next("&"):
            parts.append(self._term(scope))
        return parts[0] if len(parts) == 1 else _Part("&", tuple(parts))

    def _term(self, scope: int) -> _Part:
        if self._next("!"):
            return _Part("!", (self._term(scope),))
        if self._next("("):
            inside = self._either(scope)
            if not self._next(")"):
                raise ExpressionError("a parenthesis is not closed")
            return inside
        if self._at >= len(self._lexemes):
            raise ExpressionError("it ends too early")
        kind, word = self._lexemes[self._at]
        self._at += 1
        if kind == "scope":
            if word not in SCOPES:
                raise ExpressionError(f"“{word}:” is none of {', '.join(SCOPES)}")
            return self._term(SCOPES.index(word))
        if kind not in ("name", "pattern"):
            raise ExpressionError(f"“{word}” is not expected here")
        return _Part("=", (), scope, self._bit(word, kind == "pattern"))


def _lexemes(source: str) -> Iterator[tuple[str, str]]:
    at, source = 0, source.strip()
    while at < len(source):
        match = _LEXEME.match(source, at)
        if match is None:
            raise ExpressionError(f"“{source[at : at + 20]}” cannot be read")
        pattern, name, colon, sign = match.groups()
        yield ("pattern", pattern) if pattern else ("scope" if colon else "name", name) if name else (sign, sign)
        at = match.end()


def _joined_or(parts: Iterable[_Part]) -> _Part:
    """An "or" of sets in one scope is one larger set."""
    masks: dict[int, int] = {}
    others: list[_Part] = []
    for part in parts:
        if part.operator == "=":
            masks[part.scope] = masks.get(part.scope, 0) | part.mask
        else:
            others.append(part)
    merged = [_Part("=", (), scope, mask) for scope, mask in masks.items()] + others
    return merged[0] if len(merged) == 1 else _Part("|", tuple(merged))


def _compiled(part: _Part) -> Callable[[Views], bool]:
    scope, mask = part.scope, part.mask
    if part.operator == "=":
        return lambda views: views[scope] & mask != 0
    first, *rest = (_compiled(child) for child in part.children)
    if part.operator == "!":
        return lambda views: not first(views)
    for other in rest:
        first = _paired(part.operator, first, other)
    return first


def _paired(operator: str, one: Callable[[Views], bool], other: Callable[[Views], bool]) -> Callable[[Views], bool]:
    """Two tests in one; chains of pairs run faster than a generator over many."""
    if operator == "&":
        return lambda views: one(views) and other(views)
    return lambda views: one(views) or other(views)


def _needed(part: _Part) -> list[int]:
    """Sets of concepts of which the own text must have one each (empty: nothing can be said)."""
    if part.operator == "=":
        return [part.mask] if part.scope == 0 else []
    if part.operator == "&":
        return [mask for child in part.children for mask in _needed(child)]
    if part.operator == "|":
        below = [_needed(child) for child in part.children]
        if all(below):
            smallest = [min(masks, key=int.bit_count) for masks in below]
            union = 0
            for mask in smallest:
                union |= mask
            return [union]
    return []
