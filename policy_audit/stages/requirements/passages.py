"""A document as the requirements see it: each unit with the sets of concepts in it, above it and around it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property

from policy_audit.language.reading import Reading
from policy_audit.language.tokens import tokenise
from policy_audit.ruleset.concepts import ConceptLexicon
from policy_audit.ruleset.concepts import Expression
from policy_audit.ruleset.concepts import Views
from policy_audit.stages.requirements.facts import ALL_FACTS
from policy_audit.stages.requirements.facts import addresses
from policy_audit.stages.requirements.facts import facts_of
from policy_audit.stages.requirements.own_names import mentions
from policy_audit.stages.requirements.own_names import own_names
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.types import Block

_CLAUSE_LENGTH = 160  # characters: two lines of print


@dataclass(frozen=True)
class Passages:
    """Units of a document with their concept sets.

    `own[i]`, `heading[i]` and so on belong to unit `i`. `group[i]` numbers the paragraph or list a unit stands in,
    `chapter[i]` its section. `holders[bit]` lists the units whose own text has the concept.
    """

    units: tuple[ScoredUnit, ...]
    own: list[int]
    heading: list[int]
    group: list[int]
    chapter: list[int]
    document: int
    holders: dict[int, list[int]]
    group_concepts: dict[int, int]
    chapter_concepts: dict[int, int]
    _views: dict[int, Views] = field(default_factory=dict)

    def views(self, unit: int) -> Views:
        """Concept sets of a unit in the order of SCOPES."""
        known = self._views.get(unit)
        if known is None:
            known = self._views[unit] = (
                self.own[unit],
                self.heading[unit],
                self._near(unit),
                self.group_concepts[self.group[unit]],
                self.chapter_concepts[self.chapter[unit]],
                self.document,
            )
        return known

    def within(self, unit: int, window: str) -> Views:
        """The same, with the window around the unit taken for its own text."""
        views = self.views(unit)
        if window == "unit":
            return views
        if window == "pair":
            return (views[0] | self._following(unit), *views[1:])
        return ({"passage": views[3], "section": views[4] | views[1], "document": views[5]}[window], *views[1:])

    def members(self, unit: int, window: str) -> Sequence[int]:
        """Numbers of the units inside the window around a unit."""
        if window == "document":
            return range(len(self.units))
        if window == "unit":
            return (unit,)
        if window == "pair":
            return (unit, unit + 1) if self._following(unit) else (unit,)
        keys = self.group if window == "passage" else self.chapter
        first = last = unit
        while first > 0 and keys[first - 1] == keys[unit]:
            first -= 1
        while last + 1 < len(keys) and keys[last + 1] == keys[unit]:
            last += 1
        return range(first, last + 1)

    def chapter_ends(self, wanted: Sequence[int]) -> Iterator[int]:
        """Last unit of each section whose headings hold a concept of every set wanted; none when nothing is wanted."""
        if not wanted or not all(self._headings & mask for mask in wanted):
            return
        for first, end in self._chapters:
            if all(self.heading[first] & mask for mask in wanted):
                yield end

    @cached_property
    def _headings(self) -> int:
        """The concepts of all headings together."""
        union = 0
        for concepts in set(self.heading):
            union |= concepts
        return union

    @cached_property
    def _chapters(self) -> tuple[tuple[int, int], ...]:
        """First and last unit of each section."""
        return tuple(dict(zip(self.chapter, range(len(self.units)), strict=True)).items())

    def candidates(self, expression: Expression) -> Iterator[int]:
        """Units for which the expression holds, in reading order. Headings are never among them."""
        clauses = expression.needed
        for clause in clauses:
            if not clause & self.document:
                return
        test, owns, views = expression.test, self.own, self.views
        for unit in self._starting_set(clauses):
            own = owns[unit]
            for clause in clauses:
                if not own & clause:
                    break
            else:
                if self.units[unit].unit.kind != "heading" and test(views(unit)):
                    yield unit

    def _starting_set(self, clauses: Sequence[int]) -> Sequence[int]:
        if not clauses:
            return range(len(self.units))
        lists = [
            [self.holders[bit] for bit in bits_of(clause & self.document) if bit in self.holders] for clause in clauses
        ]
        fewest = min(lists, key=lambda found: sum(map(len, found)))
        return fewest[0] if len(fewest) == 1 else sorted({unit for units in fewest for unit in units})

    def _near(self, unit: int) -> int:
        before = self.own[unit - 1] if unit and self.chapter[unit - 1] == self.chapter[unit] else 0
        return before | self._following(unit)

    def _following(self, unit: int) -> int:
        after = unit + 1
        return self.own[after] if after < len(self.own) and self.group[after] == self.group[unit] else 0


def bits_of(concepts: int) -> Iterator[int]:
    """Numbers of the bits set, lowest first."""
    while concepts:
        low = concepts & -concepts
        yield low.bit_length() - 1
        concepts ^= low


def gather(reading: Reading, scored: Sequence[ScoredUnit], lexicon: ConceptLexicon) -> Passages:
    """Search the document for all concepts once and lay the sets out by unit."""
    words, names = reading.tokens.words, own_names(reading)
    sentences = [lexicon.concepts_in(words, one.first, one.last) for one in reading.sentences]
    if names:
        allyship = lexicon.concepts_in(["allyship"])
        for number, sentence in enumerate(reading.sentences):
            if mentions(words[sentence.first : sentence.last], names):
                sentences[number] |= allyship
    facts = addresses(reading)
    headings = _Headings(lexicon)
    own: list[int] = []
    for one in scored:
        first, last = one.unit.sentences
        concepts = 0
        for number in range(first, last):
            concepts |= sentences[number] | facts[number]
        if one.unit.parent is not None:
            concepts |= own[one.unit.parent] & ~ALL_FACTS
        own.append(concepts | facts_of(one))
    heading = [headings.concepts(one.unit.section(reading).path) for one in scored]
    group, chapter = _groups(reading, scored), _chapters(reading, scored)
    return _laid_out(tuple(scored), own, heading, group, chapter)


def _laid_out(
    units: tuple[ScoredUnit, ...], own: list[int], heading: list[int], group: list[int], chapter: list[int]
) -> Passages:
    holders: dict[int, list[int]] = {}
    by_group: dict[int, int] = {}
    by_chapter: dict[int, int] = {}
    document = 0
    for number, concepts in enumerate(own):
        by_group.setdefault(group[number], 0)
        by_chapter.setdefault(chapter[number], 0)
        if units[number].unit.kind == "heading":
            continue
        for bit in bits_of(concepts):
            holders.setdefault(bit, []).append(number)
        by_group[group[number]] |= concepts
        by_chapter[chapter[number]] |= concepts
        document |= concepts
    return Passages(units, own, heading, group, chapter, document, holders, by_group, by_chapter)


class _Headings:
    """Concepts of heading paths, each path searched once."""

    def __init__(self, lexicon: ConceptLexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, int] = {}

    def concepts(self, path: tuple[str, ...]) -> int:
        found = 0
        for text in path:
            if text not in self._known:
                self._known[text] = self._lexicon.concepts_in(tokenise(text).words)
            found |= self._known[text]
        return found


def _own_clause(block: Block) -> bool:
    """A numbered clause of running text is a paragraph, not an item of the list that the numbering makes of it."""
    return len(block.span) >= _CLAUSE_LENGTH


def _groups(reading: Reading, scored: Sequence[ScoredUnit]) -> list[int]:
    """A list goes with its stem, a row with its table, a sentence with its paragraph."""
    group: list[int] = []
    for number, one in enumerate(scored):
        block = reading.document.blocks[one.unit.block]
        before = reading.document.blocks[scored[number - 1].unit.block] if number else None
        if one.unit.parent is not None:
            group.append(group[one.unit.parent])
        elif before is not None and (
            scored[number - 1].unit.block == one.unit.block
            or (block.kind == before.kind == "list_item" and not _own_clause(block))
            or (block.cell and before.cell and block.cell.table == before.cell.table)
        ):
            group.append(group[number - 1])
        else:
            group.append(number)
    return group


def _chapters(reading: Reading, scored: Sequence[ScoredUnit]) -> list[int]:
    chapter: list[int] = []
    before: tuple[str, ...] | None = None
    for number, one in enumerate(scored):
        path = one.unit.section(reading).path
        chapter.append(chapter[-1] if path == before else number)
        before = path
    return chapter
