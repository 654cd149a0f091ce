"""A document as the requirements see it: each unit with the concepts in it, above it and around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from policy_audit.language.reading import Reading
from policy_audit.language.tokens import tokenise
from policy_audit.ruleset.concepts import ConceptLexicon
from policy_audit.ruleset.expressions import Expression
from policy_audit.stages.requirements.facts import addresses
from policy_audit.stages.requirements.facts import facts_of
from policy_audit.stages.requirements.own_names import mentions
from policy_audit.stages.requirements.own_names import own_names
from policy_audit.stages.requirements.own_names import sponsor_names
from policy_audit.stages.requirements.unit_sets import UnitSets
from policy_audit.stages.requirements.unit_sets import first_of
from policy_audit.stages.requirements.unit_sets import units_of
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.stages.strength.values import Strength
from policy_audit.types import Block

# Modes that undertake nothing; a requirement that takes less than strength 3 still does not take these.
SOFT_MODES = ("aspiration", "will-consider", "recommendation", "discretion")
_CLAUSE_LENGTH = 160  # characters: two lines of print
_BARRED = frozenset(("placeholder", "document-escape", "denied"))


@dataclass(frozen=True)
class Passages:
    """Units of a document with their concepts.

    `own[i]` are the numbers of the concepts of unit `i`. `group[i]` numbers the paragraph or list it stands in,
    `chapter[i]` its section. `body` are the units that are no headings. `sets` answers for all units at once.
    """

    units: tuple[ScoredUnit, ...]
    own: list[set[int]]
    group: list[int]
    chapter: list[int]
    body: tuple[int, ...]
    sets: UnitSets

    def candidates(self, expression: Expression) -> int:
        """Units for which the expression holds, as bits. Headings are never among them."""
        return self.sets.holding(expression) & self.sets.body

    def where(self, expression: Expression | None) -> int:
        """Units for which the expression holds; none where there is none."""
        return self.sets.holding(expression) if expression is not None else 0

    def chapter_end(self, wanted: Sequence[frozenset[int]]) -> int | None:
        """Last unit of the first section whose headings hold a concept of every set wanted; None for nothing wanted."""
        found = self.sets.every if wanted else 0
        for concepts in wanted:
            found &= self.sets.headed(concepts)
        if not found:
            return None
        return self.sets.chapters[self.chapter[first_of(found)]].bit_length() - 1

    @cached_property
    def denied(self) -> int:
        """Units that say that something does not exist."""
        return units_of(number for number, one in enumerate(self.units) if "denied" in one.strength.flags)

    @cached_property
    def barred(self) -> int:
        """Units that can meet nothing and are shown to no scorer: an open placeholder or escape, a denial."""
        return units_of(number for number, one in enumerate(self.units) if not _BARRED.isdisjoint(one.strength.flags))

    @cached_property
    def idle(self) -> int:
        """Units that undertake nothing: of what is over, is hoped for or left open, or told in another's voice."""
        said = (one.strength for one in self.units)
        return units_of(number for number, one in enumerate(said) if not _may_undertake(one))

    @cached_property
    def unfilled(self) -> int:
        """Units with a placeholder that nobody has filled in."""
        return units_of(number for number, one in enumerate(self.units) if "placeholder" in one.strength.flags)

    @cached_property
    def weaker_than(self) -> tuple[int, ...]:
        """For each strength 0 to 4 the units that stay below it."""
        scores = [one.strength.score for one in self.units]
        return tuple(units_of(number for number, score in enumerate(scores) if score < least) for least in range(5))


def gather(reading: Reading, scored: Sequence[ScoredUnit], lexicon: ConceptLexicon) -> Passages:
    """Search the document for all concepts once and lay them out by unit."""
    sentences, facts, headings = _sentences(reading, lexicon), addresses(reading), _Headings(lexicon)
    words: list[set[int]] = []
    own: list[set[int]] = []
    columns: dict[int, set[int]] = {}
    for one in scored:
        first, last = one.unit.sentences
        held = sentences[first] if last == first + 1 else set[int]().union(*sentences[first:last])
        if one.unit.parent is not None:
            held = held | words[one.unit.parent]
        table = _table(reading.document.blocks[one.unit.block])
        if table is not None and one.unit.kind == "heading":
            columns[table] = held
        elif table in columns:  # a row is read with its column headings
            held = held | columns[table]
        words.append(held)
        own.append(held.union(facts_of(one), *(facts[number] for number in range(first, last) if number in facts)))
    heading = [headings.concepts(one.unit.section(reading).path) for one in scored]
    group, chapter = _groups(reading, scored), _chapters(reading, scored)
    body = tuple(number for number, one in enumerate(scored) if one.unit.kind != "heading")
    return Passages(tuple(scored), own, group, chapter, body, UnitSets(own, heading, group, chapter, units_of(body)))


def _may_undertake(said: Strength) -> bool:
    return said.voice in ("own", "example") and said.time != "past" and said.mode not in SOFT_MODES


def _table(block: Block) -> int | None:
    """Number of the table a block is a cell of."""
    return block.cell.table if block.cell else None


def _sentences(reading: Reading, lexicon: ConceptLexicon) -> list[set[int]]:
    """Numbers of the concepts in each sentence."""
    words = reading.tokens.words
    found = [lexicon.index.keys_in(words, one.first, one.last) for one in reading.sentences]
    for word, names in (("allyship", own_names(reading)), ("sponsor", sponsor_names(reading))):
        meant = lexicon.index.keys_in([word]) if names else set[int]()
        for number, sentence in enumerate(reading.sentences if names else ()):
            if mentions(words[sentence.first : sentence.last], names):
                found[number] |= meant
    return found


class _Headings:
    """Concepts of heading paths, each path searched once."""

    def __init__(self, lexicon: ConceptLexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, set[int]] = {}
        self._paths: dict[tuple[str, ...], set[int]] = {}

    def concepts(self, path: tuple[str, ...]) -> set[int]:
        if path not in self._paths:
            self._paths[path] = set[int]().union(*map(self._of, path))
        return self._paths[path]

    def _of(self, text: str) -> set[int]:
        if text not in self._known:
            self._known[text] = self._lexicon.concepts_in(tokenise(text).words)
        return self._known[text]


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
