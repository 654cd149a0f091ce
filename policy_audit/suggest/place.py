"""The surroundings of the words to be replaced: what stands beside them and how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from policy_audit.language.reading import Reading
from policy_audit.suggest.grammar import Grammar
from policy_audit.types import Span

# A closing single quotation mark, which an apostrophe inside a word is not.
_CLOSING = re.compile(r"’(?!\w)")
_HYPHENS = ("-", "\u2010", "\u2011")


@dataclass(frozen=True)
class Place:
    """The words to be replaced: tokens `[first, last]` of a reading, which stand in sentence number `number`."""

    reading: Reading
    grammar: Grammar
    first: int
    last: int
    number: int

    @cached_property
    def words(self) -> list[str]:
        """Folded words of the document."""
        return self.reading.tokens.words

    @property
    def span(self) -> Span:
        """The words' own span."""
        return self.reading.tokens.span(self.first, self.last)

    def before(self, step: int = 1) -> str:
        """The folded word `step` places to the left in the sentence, where only blanks stand between; else ""."""
        at = self.first - step
        if at < self.reading.sentences[self.number].first:
            return ""
        between = self.reading.document.text[self.reading.tokens.ends[at] : self.reading.tokens.starts[at + 1]]
        return self.words[at] if not between.strip() else ""

    def title_case(self) -> bool:
        """True when a capital here is a title's: inside a sentence, or in a heading written in Title Case."""
        sentence = self.reading.sentences[self.number]
        if self.reading.block(sentence).kind not in ("title", "heading"):
            return not self.opens()
        text, starts = self.reading.document.text, self.reading.tokens.starts
        around = (at for at in range(sentence.first, sentence.last) if not self.first <= at <= self.last)
        others = [text[starts[at]] for at in around if len(self.words[at]) > 3]
        return bool(others) and all(letter.isupper() for letter in others)

    def opens(self) -> bool:
        """True at the start of a sentence, or after a colon, bullet or the like."""
        sentence = self.reading.sentences[self.number]
        return self.first == sentence.first or bool(self._gap_before().strip(" \u00a0“‘\"'(-/,"))

    def in_compound(self) -> bool:
        """True where a hyphen ties the words to others ("non-alcoholic"), other than "ex-", "vice-" and their like."""
        text = self.reading.document.text
        before, after = text[: self.span.start][-1:], text[self.span.end :][:2]
        tied = (
            before in _HYPHENS and self.words[self.first - 1] not in self.grammar.words["prefixes"] if before else False
        )
        return tied or (after[:1] in _HYPHENS and after[1:].isalpha())

    def stands_alone(self) -> bool:
        """True where no noun follows that the words belong to."""
        at = self.last + 1
        if at >= self.reading.sentences[self.number].last:
            return True
        if self.reading.document.text[self.span.end : self.reading.tokens.starts[at]].strip():
            return True
        words, grammar = self.words, self.grammar.words
        known = grammar["after_people"] | grammar["prepositions"] | grammar["modals"]
        return words[at] in known or words[at].endswith("ly")

    def is_quoted(self) -> bool:
        """True inside quotation marks of its sentence: a quotation is not rewritten."""
        start = self.reading.sentences[self.number].span.start
        before = self.reading.document.text[start : self.span.start]
        single = max((match.start() for match in _CLOSING.finditer(before)), default=-1)
        opened = before.count("“") > before.count("”") or before.count('"') % 2 == 1
        return opened or before.rfind("‘") > single

    def is_gloss(self) -> bool:
        """True for a short form in brackets behind its long form: "Black, Asian and minority ethnic (BAME)"."""
        text = self.reading.document.text
        return text[: self.span.start].endswith("(") and text[self.span.end :].startswith(")")

    def _gap_before(self) -> str:
        tokens = self.reading.tokens
        return self.reading.document.text[tokens.ends[self.first - 1] : tokens.starts[self.first]] if self.first else ""
