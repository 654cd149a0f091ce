"""The boolean expressions over concepts that requirements are declared in.

Syntax: names of concepts, `'quoted term patterns'`, `&`, `|`, `!` and parentheses. A name, a pattern or a parenthesis
may be prefixed by where to look: `heading:` (the headings above), `near:` (the units before and after), `passage:` (the
paragraph or list), `section:`, `document:`; without a prefix it is the text at hand. Before a parenthesis these look
for each of its names for itself; `one-near:`, `one-in-passage:`, `one-in-section:` and `one-in-document:` ask for one
unit there for which the whole parenthesis holds. Names that begin with `is-` are not word families but facts about
the unit (`concepts.FACTS`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

SCOPES = ("own", "heading", "near", "passage", "section", "document")
# Of some concepts, which units hold one: bit `i` of the number stands for unit `i`.
Scope = Callable[[frozenset[int]], int]
# Places in which one unit has to hold all of a parenthesis; `Reach` finds, from such a place and a test of single
# units, the units around which there is one.
PLACES = ("one-near", "one-in-passage", "one-in-section", "one-in-document")
Reach = Callable[[str, Callable[[Sequence[Scope], int], int]], int]
_LEXEME = re.compile(r"\s*(?:'([^']+)'|([a-z][a-z0-9-]*)(:?)|([&|!()]))")


class ExpressionError(ValueError):
    """An expression that cannot be read; the loader turns it into a LexiconError that names file and entry."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Node of the syntax tree.

    `operator` is "&", "|", "!", "=" (a set of concepts of which one must be there) or one of PLACES.
    """

    operator: str
    children: tuple[_Part, ...] = ()
    scope: int = 0
    concepts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """An expression that has been read; each is equal to itself alone, and so a quick key.

    `needed` are sets of concepts of which the own text must hold at least one each, for the expression to be true at
    all.
    """

    source: str
    tree: _Part = field(repr=False)
    needed: tuple[frozenset[int], ...]

    def units(self, scopes: Sequence[Scope], every: int, reach: Reach) -> int:
        """Those of the units `every` for which the expression holds, all at once; `scopes` in the order of SCOPES."""
        return _units(self.tree, scopes, every, reach)


def read_expression(source: str, number: Callable[[str, bool], int]) -> Expression:
    """Read an expression; `number` gives that of the concept of a name, or of a pattern where its second argument is
    True. Raises ExpressionError.
    """
    tree = _Parser(source, number).tree()
    return Expression(source, tree, tuple(_needed(tree)))


class _Parser:
    """Recursive descent: or := and ("|" and)*, and := term ("&" term)*, term := ["!"] [scope] (or) | concept."""

    def __init__(self, source: str, number: Callable[[str, bool], int]) -> None:
        self._lexemes = list(_lexemes(source))
        self._at = 0
        self._number = number

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
            if word in PLACES:
                return _Part(word, (self._term(0),))
            if word not in SCOPES:
                raise ExpressionError(f"“{word}:” is none of {', '.join(SCOPES + PLACES)}")
            return self._term(SCOPES.index(word))
        if kind not in ("name", "pattern"):
            raise ExpressionError(f"“{word}” is not expected here")
        return _Part("=", (), scope, frozenset((self._number(word, kind == "pattern"),)))


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
    sets: dict[int, frozenset[int]] = {}
    others: list[_Part] = []
    for part in parts:
        if part.operator == "=":
            sets[part.scope] = sets.get(part.scope, frozenset()) | part.concepts
        else:
            others.append(part)
    merged = [_Part("=", (), scope, concepts) for scope, concepts in sets.items()] + others
    return merged[0] if len(merged) == 1 else _Part("|", tuple(merged))


def bits_of(units: int) -> Iterator[int]:
    """Numbers of the bits set, lowest first."""
    while units:
        low = units & -units
        yield low.bit_length() - 1
        units ^= low


def _units(part: _Part, scopes: Sequence[Scope], every: int, reach: Reach) -> int:
    """Those of the units `every` for which a part of an expression holds.

    Sets of concepts are looked up where they stand in an "and" or "or": a call for each would take longer.
    """
    operator = part.operator
    if operator == "=":
        return scopes[part.scope](part.concepts) & every
    if operator == "&":
        for child in part.children:
            if child.operator == "=":
                every &= scopes[child.scope](child.concepts)
            else:
                every = _units(child, scopes, every, reach)
            if not every:
                break
        return every
    if operator == "|":
        found = 0
        for child in part.children:
            if child.operator == "=":
                found |= scopes[child.scope](child.concepts)
            else:
                found |= _units(child, scopes, every, reach)
        return found & every
    if operator == "!":
        return every & ~_units(part.children[0], scopes, every, reach)
    inside = part.children[0]
    return every & reach(operator, lambda scopes, every: _units(inside, scopes, every, reach))


def _needed(part: _Part) -> list[frozenset[int]]:
    """Sets of concepts of which the own text must have one each (empty: nothing can be said)."""
    if part.operator == "=":
        return [part.concepts] if part.scope == 0 else []
    if part.operator == "&":
        return [concepts for child in part.children for concepts in _needed(child)]
    if part.operator == "|":
        below = [_needed(child) for child in part.children]
        if all(below):
            return [frozenset().union(*(min(sets, key=len) for sets in below))]
    return []
