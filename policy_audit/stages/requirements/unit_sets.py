"""Which units of a document hold a concept, by where an expression looks for it: all units at once, as bits.

A set of units is a whole number whose bit `i` stands for unit `i`, so that an expression is tried on a whole document
by a few operations on whole numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from functools import cached_property

from policy_audit.ruleset.expressions import Expression
from policy_audit.ruleset.expressions import Scope
from policy_audit.ruleset.requirements import Window

# Windows that are a whole paragraph, section or document: the parts of a criterion may stand in any units of them.
WIDE: tuple[Window, ...] = ("passage", "section", "document")
_WINDOWS: Mapping[str, Window] = {
    "one-in-passage": "passage",
    "one-in-section": "section",
    "one-in-document": "document",
}


class UnitSets:
    """The sets of one document. `own[i]` and `headings[i]` are the concepts of unit `i` and of the headings above it.

    `group[i]` numbers the paragraph or list a unit stands in, `chapter[i]` its section; `body` are the units that are
    no headings: what a paragraph, a section or the document holds is what these hold.
    """

    def __init__(
        self,
        own: Sequence[Set[int]],
        headings: Sequence[Set[int]],
        group: Sequence[int],
        chapter: Sequence[int],
        body: int,
    ) -> None:
        self.every = (1 << len(own)) - 1
        self.body = body
        self.group, self.chapter = group, chapter
        self._own = _holders((concepts, 1 << unit) for unit, concepts in enumerate(own))
        self._held = frozenset(self._own)
        self._unions: dict[frozenset[int], int] = {}
        self.groups, self.chapters = _members(group), _members(chapter)
        self._headings = _holders((headings[first], units) for first, units in self.chapters.items())
        self._present = self._own.keys() | self._headings.keys()
        self._before = sum(1 << unit for unit in range(1, len(own)) if chapter[unit - 1] == chapter[unit])
        self._after = sum(1 << unit for unit in range(len(own) - 1) if group[unit] == group[unit + 1])
        self._tried: dict[tuple[Expression, Window], int] = {}

    def holding(self, expression: Expression, window: Window = "unit") -> int:
        """The units for which an expression holds where the window around each is taken for its own text."""
        for concepts in expression.needed:
            if self._present.isdisjoint(concepts):
                return 0
        key = expression, window
        found = self._tried.get(key)
        if found is None:
            found = self._tried[key] = expression.units(self._scopes[window], self.every, self._reach)
        return found

    def around(self, unit: int, window: Window) -> int:
        """The units in the window around a unit."""
        if window == "pair":
            return (1 << unit) | ((1 << unit & self._after) << 1)
        if window == "passage":
            return self.groups[self.group[unit]]
        if window == "section":
            return self.chapters[self.chapter[unit]]
        return self.every if window == "document" else 1 << unit

    def headed(self, concepts: frozenset[int]) -> int:
        """Units with a heading above that holds one of the concepts."""
        return _union(self._headings, concepts)

    @cached_property
    def _scopes(self) -> Mapping[Window, Sequence[Scope]]:
        """For each window the scopes of expressions, its own text first."""
        others = self.headed, self._near, self._in_passage, self._in_section, self._in_document
        own: Mapping[Window, Scope] = {
            "unit": self._holding,
            "pair": self._in_pair,
            "passage": self._in_passage,
            "section": lambda concepts: self._in_section(concepts) | self.headed(concepts),
            "document": self._in_document,
        }
        return {window: (scope, *others) for window, scope in own.items()}

    def _reach(self, place: str, holding: Callable[[Sequence[Scope], int], int]) -> int:
        """The units that have one in a place around them, no heading, for which a test holds by itself."""
        found = holding(self._scopes["unit"], self.every)
        if place == "one-near":
            return (found << 1 & self._before) | (found >> 1 & self._after)
        return self.spread(found & self.body, _WINDOWS[place])

    def _holding(self, concepts: frozenset[int]) -> int:
        """The units whose own text holds one of the concepts; many expressions ask for the same."""
        found = self._unions.get(concepts)
        if found is None:
            found, own = 0, self._own
            for concept in concepts & self._held:
                found |= own[concept]
            self._unions[concepts] = found
        return found

    def _in_pair(self, concepts: frozenset[int]) -> int:
        own = self._holding(concepts)
        return own | (own >> 1 & self._after)

    def _near(self, concepts: frozenset[int]) -> int:
        own = self._holding(concepts)
        return (own << 1 & self._before) | (own >> 1 & self._after)

    def _in_passage(self, concepts: frozenset[int]) -> int:
        return self.spread(self._holding(concepts) & self.body, "passage")

    def _in_section(self, concepts: frozenset[int]) -> int:
        return self.spread(self._holding(concepts) & self.body, "section")

    def _in_document(self, concepts: frozenset[int]) -> int:
        return self.every if self._holding(concepts) & self.body else 0

    def spread(self, units: int, window: Window) -> int:
        """All units in the windows around some units."""
        found = 0
        while units:
            around = self.around(first_of(units), window)
            found |= around
            units &= ~around
        return found


def _holders(held: Iterable[tuple[Set[int], int]]) -> dict[int, int]:
    """The units that hold each concept."""
    holders: defaultdict[int, int] = defaultdict(int)
    for concepts, units in held:
        for concept in concepts:
            holders[concept] |= units
    return dict(holders)


def _members(keys: Sequence[int]) -> dict[int, int]:
    """The units of each group or section."""
    members: dict[int, int] = {}
    for unit, key in enumerate(keys):
        members[key] = members.get(key, 0) | 1 << unit
    return members


def _union(holders: Mapping[int, int], concepts: frozenset[int]) -> int:
    """The units that hold one of the concepts."""
    found = 0
    for concept in concepts & holders.keys():
        found |= holders[concept]
    return found


def units_of(numbers: Iterable[int]) -> int:
    """Numbers of units as the bits of one number."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def first_of(units: int) -> int:
    """Number of the first of some units; -1 for none."""
    return (units & -units).bit_length() - 1
