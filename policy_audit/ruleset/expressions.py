"""The boolean expressions over concepts that requirements are declared in.

Syntax: names of concepts, `'quoted term patterns'`, `&`, `|`, `!` and parentheses. A name, a pattern or a parenthesis
may be prefixed by where to look: `heading:` (the headings above), `near:` (the units before and after), `passage:` (the
paragraph or list), `section:`, `document:`; without a prefix it is the text at hand. Names that begin with `is-` are
not word families but facts about the unit (`concepts.FACTS`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property

SCOPES = ("own", "heading", "near", "passage", "section", "document")
Views = Sequence[int]
Test = Callable[[Views], bool]
_LEXEME = re.compile(r"\s*(?:'([^']+)'|([a-z][a-z0-9-]*)(:?)|([&|!()]))")


class ExpressionError(ValueError):
    """An expression that cannot be read; the loader turns it into a LexiconError that names file and entry."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Node of the syntax tree: `operator` is "&", "|", "!" or "=" (a set of concepts of which one must be there)."""

    operator: str
    children: tuple[_Part, ...] = ()
    scope: int = 0
    mask: int = 0


@dataclass(frozen=True)
class Expression:
    """An expression that has been read; compiled when it is first tried.

    `test` takes the six concept sets in the order of SCOPES. `needed` are sets of which the own text must hold at least
    one concept each, for the expression to be true at all: what the search for candidates starts from.
    """

    source: str
    tree: _Part = field(repr=False)
    needed: tuple[int, ...]

    @cached_property
    def test(self) -> Test:
        """The whole expression; loops call it itself, which saves a call a unit."""
        return _compiled(self.tree)

    @cached_property
    def clauses(self) -> tuple[frozenset[int], ...]:
        """The sets of `needed` as numbers of concepts."""
        return tuple(frozenset(bits_of(concepts)) for concepts in self.needed)

    @cached_property
    def rest(self) -> Test | None:
        """What is left to try where the own text holds a concept of every set of `needed`; None for nothing."""
        parts = self.tree.children if self.tree.operator == "&" else (self.tree,)
        left = [part for part in parts if part.operator != "=" or part.scope != 0]
        return _chained("&", left) if left else None

    def __call__(self, views: Views) -> bool:
        """True when the expression holds for these concept sets."""
        return self.test(views)


def read_expression(source: str, bit: Callable[[str, bool], int]) -> Expression:
    """Read an expression; `bit` gives the set that holds just the concept of a name, or of a pattern where its second
    argument is True. Raises ExpressionError.
    """
    tree = _Parser(source, bit).tree()
    return Expression(source, tree, tuple(_needed(tree)))


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


def bits_of(concepts: int) -> Iterator[int]:
    """Numbers of the bits set, lowest first."""
    while concepts:
        low = concepts & -concepts
        yield low.bit_length() - 1
        concepts ^= low


def _compiled(part: _Part) -> Test:
    if part.operator == "=":
        scope, mask = part.scope, part.mask
        return lambda views: views[scope] & mask != 0
    if part.operator == "!":
        return _denied(part.children[0])
    return _chained(part.operator, part.children)


def _denied(part: _Part) -> Test:
    if part.operator == "=":
        scope, mask = part.scope, part.mask
        return lambda views: views[scope] & mask == 0
    inner = _compiled(part)
    return lambda views: not inner(views)


def _chained(operator: str, parts: Sequence[_Part]) -> Test:
    """Several tests in one; chains of pairs run faster than a generator over many."""
    first = _compiled(parts[0])
    for part in parts[1:]:
        first = _paired(operator, first, part)
    return first


def _paired(operator: str, one: Test, part: _Part) -> Test:
    """One test and then another. A look into one set needs no call of its own."""
    if part.operator == "=":
        scope, mask = part.scope, part.mask
        if operator == "&":
            return lambda views: one(views) and views[scope] & mask != 0
        return lambda views: one(views) or views[scope] & mask != 0
    other = _compiled(part)
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
