"""A document as the requirements see it: each unit with the sets of concepts in it, above it and around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property

from policy_audit.language.reading import Reading
from policy_audit.language.tokens import tokenise
from policy_audit.ruleset.concepts import ConceptLexicon
from policy_audit.ruleset.expressions import Expression
from policy_audit.ruleset.expressions import Views
from policy_audit.ruleset.expressions import bits_of
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
    `chapter[i]` its section. `body` are the units that are no headings, `holders[bit]` those of them whose own text
    has the concept.
    """

    units: tuple[ScoredUnit, ...]
    own: list[int]
    heading: list[int]
    group: list[int]
    chapter: list[int]
    document: int
    body: tuple[int, ...]
    holders: Mapping[int, list[int]]
    group_concepts: dict[int, int]
    chapter_concepts: dict[int, int]
    _holding: dict[frozenset[int], Sequence[int]] = field(default_factory=dict)

    def views(self, unit: int) -> Views:
        """Concept sets of a unit in the order of SCOPES."""
        return self._views[unit]

    @cached_property
    def _views(self) -> list[Views]:
        return [
            (
                self.own[unit],
                self.heading[unit],
                self._near(unit),
                self.group_concepts[self.group[unit]],
                self.chapter_concepts[self.chapter[unit]],
                self.document,
            )
            for unit in range(len(self.units))
        ]

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
        found: Sequence[int] = self.body
        for clause in clauses:
            if not clause & self.document:
                return
        if clauses:
            found = min((self._holding_any(bits) for bits in expression.clauses), key=len)
        owns, views, test = self.own, self._views, expression.rest
        for unit in found:
            own = owns[unit]
            for clause in clauses:
                if not own & clause:
                    break
            else:
                if test is None or test(views[unit]):
                    yield unit

    def _holding_any(self, clause: frozenset[int]) -> Sequence[int]:
        """Units of the body whose own text holds a concept of a set; requirements ask for the same sets again."""
        known = self._holding.get(clause)
        if known is None:
            lists = [self.holders[bit] for bit in self.holders.keys() & clause]
            known = lists[0] if len(lists) == 1 else sorted({unit for units in lists for unit in units})
            self._holding[clause] = known
        return known

    def _near(self, unit: int) -> int:
        before = self.own[unit - 1] if unit and self.chapter[unit - 1] == self.chapter[unit] else 0
        return before | self._following(unit)

    def _following(self, unit: int) -> int:
        after = unit + 1
        return self.own[after] if after < len(self.own) and self.group[after] == self.group[unit] else 0


def gather(reading: Reading, scored: Sequence[ScoredUnit], lexicon: ConceptLexicon) -> Passages:
    """Search the document for all concepts once and lay the sets out by unit."""
    sentences, facts, headings = _sentences(reading, lexicon), addresses(reading), _Headings(lexicon)
    own: list[int] = []
    bits: list[set[int]] = []
    columns: dict[int, set[int]] = {}
    for one in scored:
        first, last = one.unit.sentences
        held = sentences[first] if last == first + 1 else set[int]().union(*sentences[first:last])
        concepts, seen = lexicon.set_of(held), 0
        if one.unit.parent is not None:
            held = held | bits[one.unit.parent]
            concepts |= own[one.unit.parent] & ~ALL_FACTS
        table = _table(reading.document.blocks[one.unit.block])
        if table is not None and one.unit.kind == "heading":
            columns[table] = held
        elif table in columns:  # a row is read with its column headings
            held = held | columns[table]
            concepts |= lexicon.set_of(columns[table])
        for number in range(first, last):
            seen |= facts[number]
        bits.append(held)
        own.append(concepts | seen | facts_of(one))
    heading = [headings.concepts(one.unit.section(reading).path) for one in scored]
    group, chapter = _groups(reading, scored), _chapters(reading, scored)
    return _laid_out(tuple(scored), own, bits, heading, group, chapter)


def _table(block: Block) -> int | None:
    """Number of the table a block is a cell of."""
    return block.cell.table if block.cell else None


def _sentences(reading: Reading, lexicon: ConceptLexicon) -> list[set[int]]:
    """Numbers of the concepts in each sentence."""
    words, names = reading.tokens.words, own_names(reading)
    found = [lexicon.index.keys_in(words, one.first, one.last) for one in reading.sentences]
    if names:
        allyship = lexicon.index.keys_in(["allyship"])
        for number, sentence in enumerate(reading.sentences):
            if mentions(words[sentence.first : sentence.last], names):
                found[number] |= allyship
    return found


def _laid_out(
    units: tuple[ScoredUnit, ...],
    own: list[int],
    bits: list[set[int]],
    heading: list[int],
    group: list[int],
    chapter: list[int],
) -> Passages:
    body = tuple(number for number, one in enumerate(units) if one.unit.kind != "heading")
    by_group: dict[int, int] = dict.fromkeys(group, 0)
    by_chapter: dict[int, int] = dict.fromkeys(chapter, 0)
    holders: defaultdict[int, list[int]] = defaultdict(list)
    document = 0
    for number in body:
        concepts = own[number]
        for bit in bits[number]:
            holders[bit].append(number)
        for bit in bits_of(concepts & ALL_FACTS):
            holders[bit].append(number)
        by_group[group[number]] |= concepts
        by_chapter[chapter[number]] |= concepts
        document |= concepts
    return Passages(units, own, heading, group, chapter, document, body, holders, by_group, by_chapter)


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
