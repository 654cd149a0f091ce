"""A document prepared for the stages: its tokens, sentences and sections, each computed once."""

from __future__ import annotations

from bisect import bisect_right
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
        at = bisect_right(self._sentence_starts, offset) - 1
        return at if at >= 0 and offset < self.sentences[at].span.end else None


def read(document: Document, names: SectionNames) -> Reading:
    """Prepare a document. Cost: one regular-expression pass for tokens and one for sentence ends."""
    tokens = tokenise(document.text)
    sentences: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        for span in split_sentences(document.text, block.span.start, block.span.end):
            inside = tokens.range_of(span)
            if inside:
                sentences.append(Sentence(span, number, inside.start, inside.stop))
    return Reading(document, tokens, tuple(sentences), sections_of(document, names))
