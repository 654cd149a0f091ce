"""What the readers of document fields work on: the text, its labelled facts, and the word lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from policy_audit.language.dates import DateMention
from policy_audit.language.dates import find_dates
from policy_audit.language.reading import Reading
from policy_audit.ruleset.hygiene import Guarded
from policy_audit.ruleset.hygiene import HygieneLexicon
from policy_audit.stages.hygiene.margins import Clause
from policy_audit.stages.hygiene.margins import clauses_of
from policy_audit.stages.hygiene.records import Record
from policy_audit.types import Span

NEAR_BLOCKS = 3


# What a label may say before the field: "policy owner", "this policy version".
_SUBJECTS = ("the", "policy", "document", "this", "procedure", "strategy")
_SUBJECT = re.compile(r"^(?:the|policy|document|this policy|procedure|strategy)\s+")
# What stands in brackets in a label: "author(s)", "review date (three years at most)".
_ASIDE = re.compile(r"\s*\([^)]*\)")
# A line of control without a colon: "Approval date 28 February 2023", "Lead officer Head of People".
_LINE_WORDS = 14
# Code points of a block that may be made of such lines.
_BLOCK_LENGTH = 1200
_LINE = re.compile(r"[^\n]+")
_UNLABELLED = re.compile(r"[ \t]+(?:[–—-][ \t]+)?(?=[A-Z\d])")


@dataclass(frozen=True)
class Desk:
    """What the field readers work on."""

    reading: Reading
    lexicon: HygieneLexicon
    records: Sequence[Record]
    audit_date: date
    # Short lines without a colon, in which a label may stand before its value, with the numbers of their blocks.
    lines: Sequence[tuple[int, Span]] = ()

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses in which a document may speak of itself."""
        return tuple(clauses_of(self.reading))

    @cached_property
    def timed(self) -> tuple[Clause, ...]:
        """Those with a date or a rhythm; most have none."""
        return tuple(clause for clause in self.clauses if clause.plain != clause.text)

    def labelled(self, field: str, name: str = "labels") -> Iterator[Record]:
        """Records whose label is on a list, or ends in one of its entries; what stands in brackets is left aside."""
        wanted = self.lexicon.labels(field, name)
        for record in self.records:
            label = record.label
            if label not in wanted and "(" in label:
                label = _ASIDE.sub("", label).strip()
            if label in wanted or (label.startswith(_SUBJECTS) and _SUBJECT.sub("", label) in wanted):
                yield record
        yield from self._unmarked(field, name)

    def _unmarked(self, field: str, name: str) -> Iterator[Record]:
        """Short lines that begin with a label of two words or more and go on with a figure or a capital."""
        pattern, text = self.lexicon.pattern(field, name), self.reading.document.text
        for number, block in self.lines:
            match = pattern.match(self.reading.folded, block.start, block.end)
            gap = _UNLABELLED.match(text, match.end(), block.end) if match and " " in match.group() else None
            if match and gap:
                value = Span(gap.end(), block.end)
                yield Record(match.group(), self.reading.text(value).strip(), block, value, number)

    def sentences(self, field: str, name: str) -> Iterator[tuple[Span, str]]:
        """Sentences (folded) in which an entry of a list occurs."""
        folded, sentences, seen = self.reading.folded, self.reading.sentences, -1
        for match in self.matches(self.lexicon.pattern(field, name)):
            number = self.reading.sentence_at(match.start())
            if number is not None and number != seen:
                seen = number
                span = sentences[number].span
                yield span, folded[span.start : span.end]

    def matches(self, pattern: Guarded) -> Iterator[re.Match[str]]:
        """Where a list occurs: looked for around those of its words that the document holds."""
        folded, sentences = self.reading.folded, self.reading.sentences
        for first, last in self.reading.sentences_around(pattern.marks_in(self.reading.runs)):
            yield from pattern.finditer(folded, sentences[first].span.start, sentences[last].span.end)

    def narrowed(self, pattern: Guarded) -> Narrowed:
        """A pattern to be tried on many clauses of this document."""
        return Narrowed(pattern, pattern.marks_in(self.reading.runs))

    def dates(self, span: Span) -> list[DateMention]:
        """Dates with at least a month in a span."""
        return [
            one
            for one in find_dates(self.reading.folded, span.start, span.end)
            if one.precision != "year" or one.first.year != one.last.year
        ]

    def block_at(self, offset: int) -> int:
        """Number of the block in which the sentence at or before an offset stands."""
        return self.reading.sentences[max(0, self.reading.sentence_before(offset))].block

    def after(self, block: int, count: int = NEAR_BLOCKS) -> Span:
        """The span of the next blocks."""
        blocks = self.reading.document.blocks
        last = blocks[min(block + count, len(blocks) - 1)]
        return Span(blocks[block].span.start, last.span.end)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A pattern for the clauses of one document: tried on those that hold one of the words it needs."""

    pattern: Guarded
    marks: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a clause."""
        for mark in self.marks:
            if mark in text:
                return self.pattern.search(text)
        return None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a clause, in order."""
        for mark in self.marks:
            if mark in text:
                return self.pattern.finditer(text)
        return iter(())


def control_lines(reading: Reading) -> tuple[tuple[int, Span], ...]:
    """The short lines, tables aside, that may hold a fact of document control without a colon, and the numbers of their
    blocks.
    """
    return tuple(
        (number, line)
        for number, block in enumerate(reading.document.blocks)
        if block.cell is None and len(block.span) <= _BLOCK_LENGTH
        for line in _lines_of(reading, block.span)
        if len(line) <= _LINE_WORDS * 9
        and 2 < len((text := reading.text(line)).split()) <= _LINE_WORDS
        and ":" not in text
    )


def _lines_of(reading: Reading, span: Span) -> Iterator[Span]:
    text = reading.document.text
    for line in _LINE.finditer(text, span.start, span.end):
        yield Span(*line.span())
