"""What the decision sees of one document: words, sentences, and the stretches that are names, quotations and
addresses.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from policy_audit.language.lines import lines_with
from policy_audit.language.reading import Reading
from policy_audit.language.reading import Sentence
from policy_audit.language.tagger import Tagger
from policy_audit.language.word_index import Found
from policy_audit.ruleset.language_values import LanguageEntry
from policy_audit.ruleset.language_values import LanguageLexicon
from policy_audit.types import KindResult
from policy_audit.types import Span

_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\S+|`[^`\n]+`|(?<!\w)#[\w-]+|\b[\w-]+(?:/[\w.-]+){2,}|\b[A-Za-z0-9]+_\w+|\b[\w-]+\.(?:com|org|uk|net|docx?|pdf|txt|csv|xlsx?|py|js|html?|ya?ml|json)\b"
)
# What every address holds.
_ADDRESS_MARKS = (
    *("http", "www.", "@", "`", "#", "/", "_", ".com", ".org", ".uk", ".net", ".doc", ".pdf", ".txt", ".csv", ".xls"),
    *(".py", ".js", ".htm", ".yml", ".yaml"),
)
_QUOTED = re.compile(
    r"“[^”\n]{1,300}”|\"[^\"\n]{1,300}\"|‘[^’\n]{1,200}(?:’\w[^’\n]{0,100})*’(?!\w)|(?<![\w'])'(?=\S)(?:[^'\n]|(?<=\w)'(?=\w)){1,200}(?<=\S)'(?!\w)|(?<![\w*_])([*_])(?=\S)[^*_\n]{1,120}(?<=\S)\1(?![\w*_])"
)
_CONFIDENT = 0.6
# Kinds that describe the person wanted, so that entries for adverts apply.
_ADVERTS = frozenset({"job-advert", "job-description"})
# From so many words on, a document of which nothing says that it is an advert is none.
_LONG = 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry's pattern found in a sentence: `first` to `last` are the tokens to report, `whole` all that matched."""

    entry: LanguageEntry
    pattern: str
    guards: tuple[str, ...]
    first: int
    last: int
    whole: tuple[int, int]
    sentence: int


@dataclass(frozen=True)
class Scene:
    """A document with the lexicon it is judged by; everything costly is worked out on first use."""

    reading: Reading
    lexicon: LanguageLexicon
    kinds: KindResult
    tagger: Tagger

    @property
    def words(self) -> list[str]:
        """Folded words of the document."""
        return self.reading.tokens.words

    @cached_property
    def kind(self) -> str:
        """ "advert", "policy", or "" where the kind is not known with confidence."""
        if self.kinds.kinds and self.kinds.confidence >= _CONFIDENT:
            return "advert" if self.kinds.kinds[0] in _ADVERTS else "policy"
        return "policy" if len(self.words) >= _LONG and not _ADVERTS & set(self.kinds.kinds) else ""

    @cached_property
    def addresses(self) -> list[tuple[int, int]]:
        """Offsets of addresses, paths, hashtags and code."""
        text = self.reading.document.text
        lines = lines_with(text, _ADDRESS_MARKS)
        return [match.span() for start, end in lines for match in _ADDRESS.finditer(text, start, end)]

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """Offsets of stretches in quotation marks or italics."""
        return [match.span() for match in _QUOTED.finditer(self.reading.document.text)]

    def raw(self, token: int) -> str:
        """A word as it is written."""
        tokens = self.reading.tokens
        return self.reading.document.text[tokens.starts[token] : tokens.ends[token]]

    @cached_property
    def _capitals(self) -> list[int]:
        return [token for token, capital in enumerate(self.reading.capitalised) if capital]

    def capitals(self, first: int, last: int) -> list[int]:
        """Those of tokens `[first, last)` that begin with a capital."""
        return self._capitals[bisect_left(self._capitals, first) : bisect_left(self._capitals, last)]

    def between(self, left: int, right: int) -> str:
        """The text between two tokens; empty where they touch."""
        tokens = self.reading.tokens
        return self.reading.document.text[tokens.ends[left] : tokens.starts[right]]

    def span(self, candidate: Candidate) -> Span:
        """The span to report."""
        return self.reading.tokens.span(candidate.first, candidate.last)

    def sentence(self, candidate: Candidate) -> Sentence:
        """The sentence a candidate stands in."""
        return self.reading.sentences[candidate.sentence]

    def asked(self, candidate: Candidate) -> set[str]:
        """Every form that the pattern of a candidate asks for; what its gaps reach over is not among them."""
        return {
            form
            for element in self.lexicon.pattern(candidate.pattern).elements
            for forms in (element.words, *(part for phrase in element.phrases for part in phrase))
            for form in forms
        }

    def found(self, patterns: tuple[str, ...], first: int, last: int) -> Sequence[tuple[str, Found]]:
        """Every match of any of the patterns inside tokens `[first, last)`, each with its pattern, in no settled
        order. A list of the lexicon is searched for once a stretch: many candidates of a sentence ask for the same.
        """
        if not patterns:
            return ()
        key = (id(patterns), first, last)  # The lexicon keeps its lists, so that the identity of one stays its own.
        known = self._matches.get(key)
        if known is None:
            index = self.lexicon.index_of(patterns)
            known = tuple((patterns[number], found) for number, found in index.find(self.words, first, last))
            self._matches[key] = known
        return known

    @cached_property
    def _matches(self) -> dict[tuple[int, int, int], tuple[tuple[str, Found], ...]]:
        return {}

    def holds(self, patterns: tuple[str, ...], first: int, last: int) -> bool:
        """True when one of the patterns occurs inside tokens `[first, last)`."""
        return bool(self.found(patterns, first, last))

    @cached_property
    def _frames(self) -> dict[tuple[int, str], bool]:
        return {}

    def in_frame(self, sentence: int, frame: str) -> bool:
        """True when the sentence holds a cue of the frame, or stands in a requirements section for the frame CAND."""
        known = self._frames.get((sentence, frame))
        if known is None:
            inside = self.reading.sentences[sentence]
            section = self.reading.section(inside)
            known = frame == "CAND" and section.has("requirements", "essential", "desirable")
            known = known or self.holds(self.lexicon.frames[frame], inside.first, inside.last)
            self._frames[sentence, frame] = known
        return known

    def covered(self, ranges: Sequence[tuple[int, int]], span: Span) -> tuple[int, int] | None:
        """The range that holds the whole span, or None."""
        at = bisect_right(ranges, (span.start, 1 << 60)) - 1
        if at >= 0 and ranges[at][0] <= span.start and span.end <= ranges[at][1]:
            return ranges[at]
        return None

    @cached_property
    def _document_holds(self) -> dict[tuple[str, ...], bool]:
        return {}

    def document_holds(self, patterns: tuple[str, ...]) -> bool:
        """True when one of the patterns occurs anywhere in the document."""
        known = self._document_holds.get(patterns)
        if known is None:
            known = self._document_holds[patterns] = self.holds(patterns, 0, len(self.words))
        return known
