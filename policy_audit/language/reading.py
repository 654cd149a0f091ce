"""A document prepared for the stages: its tokens, sentences and sections, each computed once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from policy_audit.language.sections import Section
from policy_audit.language.sections import SectionNames
from policy_audit.language.sections import sections_of
from policy_audit.language.sentences import split_sentences
from policy_audit.language.tokens import Tokens
from policy_audit.language.tokens import tokenise
from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import Span

# Words beyond which a stretch without a full stop is taken in pieces: no sentence is that long, and what compares the
# words of a sentence with each other must not do so for a whole book without punctuation.
LONGEST_SENTENCE = 1000


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item, heading or cell: its span, the number of its block, and its tokens `[first, last)`."""

    span: Span
    block: int
    first: int
    last: int


@dataclass(frozen=True)
class Reading:
    """What the stages see of a document. `sections[i]` is the section that block `i` stands in."""

    document: Document
    tokens: Tokens
    sentences: tuple[Sentence, ...]
    sections: tuple[Section, ...]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def folded(self) -> str:
        """The text with every letter lower-cased where that keeps the length, for regular expressions."""
        text = self.document.text
        low = text.lower()
        if len(low) == len(text) and "Σ" not in text:  # Sigma alone is lowered by its place in the word.
            return low
        return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)

    @cached_property
    def capitalised(self) -> list[bool]:
        """For each token whether it begins with a capital."""
        text = self.document.text
        return [text[start].isupper() for start in self.tokens.starts]

    @cached_property
    def runs(self) -> frozenset[str]:
        """Every run of letters and figures in the text, case-folded. A string of plain letters and figures that stands
        in `folded` between other characters is one of them.
        """
        found = set(self.tokens.words)
        for word in [word for word in found if "'" in word]:
            found.update(word.split("'"))
        return frozenset(found)

    def text(self, span: Span) -> str:
        """The text of a span."""
        return self.document.text[span.start : span.end]

    def words(self, sentence: Sentence) -> list[str]:
        """Folded words of a sentence."""
        return self.tokens.words[sentence.first : sentence.last]

    def block(self, sentence: Sentence) -> Block:
        """The block a sentence stands in."""
        return self.document.blocks[sentence.block]

    def section(self, sentence: Sentence) -> Section:
        """The section a sentence stands in."""
        return self.sections[sentence.block]

    def sentence_at(self, offset: int) -> int | None:
        """Number of the sentence that covers a text offset, or None between sentences."""
        at = self.sentence_before(offset)
        return at if at >= 0 and offset < self.sentences[at].span.end else None

    def sentence_before(self, offset: int) -> int:
        """Number of the last sentence that begins at or before a text offset; -1 where none does."""
        return bisect_right(self._sentence_starts, offset) - 1

    def sentences_around(self, marks: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Runs of sentences, first and last number, around those that hold any of the marks (folded strings), with a
        neighbour on either side for what begins before the mark or ends behind it.
        """
        folded, numbers = self.folded, set[int]()
        for mark in marks:
            at = folded.find(mark)
            while at >= 0:
                number = self.sentence_before(at)
                numbers.update((number - 1, number, number + 1))
                at = folded.find(mark, at + 1)
        first = last = -1
        for number in sorted(number for number in numbers if 0 <= number < len(self.sentences)):
            if number > last + 1 and last >= 0:
                yield first, last
            if number > last + 1 or last < 0:
                first = number
            last = number
        if last >= 0:
            yield first, last


def read(document: Document, names: SectionNames) -> Reading:
    """Prepare a document. Cost: one regular-expression pass for tokens and one for sentence ends."""
    tokens = tokenise(document.text)
    sentences: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        for span in split_sentences(document.text, block.span.start, block.span.end):
            inside = tokens.range_of(span)
            if len(inside) > LONGEST_SENTENCE:
                sentences.extend(_pieces(tokens, span, number, inside))
            elif inside:
                sentences.append(Sentence(span, number, inside.start, inside.stop))
    return Reading(document, tokens, tuple(sentences), sections_of(document, names))


def _pieces(tokens: Tokens, span: Span, block: int, inside: range) -> Iterator[Sentence]:
    """A stretch without a full stop in pieces of LONGEST_SENTENCE words, together covering the whole span."""
    for first in range(inside.start, inside.stop, LONGEST_SENTENCE):
        last = min(first + LONGEST_SENTENCE, inside.stop)
        start = span.start if first == inside.start else tokens.starts[first]
        yield Sentence(Span(start, span.end if last == inside.stop else tokens.ends[last - 1]), block, first, last)
