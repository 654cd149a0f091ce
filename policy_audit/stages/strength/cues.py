"""Cues of a document, matched in one pass, and looked up by token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cached_property

from policy_audit.language.marks import Marked
from policy_audit.language.marks import marked
from policy_audit.language.reading import Reading
from policy_audit.language.time_frames import FRAME_MARKS
from policy_audit.ruleset.commitment import CommitmentLexicon
from policy_audit.ruleset.commitment import VerbForm
from policy_audit.stages.strength.values import Predicate
from policy_audit.types import Span

# A marker nobody filled in.
PLACEHOLDER = re.compile(
    r"\{\{[^}]*\}\}|\[(?:insert|name|date|role|organisation|organization|company|your|email|contact|"
    r"number|xx|x\b|title|department|team|phone|address|month|year|post|add|delete|select|specify|enter|amend|"
    r"(?:group|charity|club|school|trust|council|firm|business) name)[^\]]*\]"
    r"|<(?:insert|name|company|organisation|your)[^>]*>|_{4,}|\bx{3,}\b|\b(?:company|organisation|"
    r"organization|employer) name\b|\binsert (?:name|date|company|organisation)\b|"
    r"\bname of (?:company|organisation)\b|\.{6,}"
)
# What every marker holds; most documents hold none of it.
_MARKS = (
    *("{{", "[", "<", "____", "xxx", "......", "insert name", "insert date", "insert company", "insert organi"),
    *("company name", "organisation name", "organization name", "employer name"),
    *("name of company", "name of organisation"),
)
_COMMA = re.compile("[,–—]")
# Words that state a number; figures stand in tokens of their own.
_NUMERALS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty half third "
    "quarter".split()
)
# Cues inside one of these are not what they look like ("all reasonable steps", "no later than").
_SHIELDS = {"hedges.legal": "hedges.", "voice.not-denial": "voice.denial"}


class Cues:
    """All cue matches of one document by the token they start at, as (key, last token) pairs."""

    def __init__(self, reading: Reading, lexicon: CommitmentLexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.lists = lexicon.lists
        self.words = reading.tokens.words
        self._starts = reading.tokens.starts
        self._ends = reading.tokens.ends
        self._text = reading.document.text
        self._at: dict[int, list[tuple[str, int]]] = {}
        self._lists: dict[str, list[tuple[int, int, str]]] = {}
        self._longest: dict[str, dict[int, tuple[str, int]]] = {}
        files: dict[str, str] = {}
        for key, first, last in lexicon.cues.occurrences(self.words):
            file = files.get(key) or files.setdefault(key, key[: key.index(".") + 1])
            self._at.setdefault(first, []).append((key, last))
            self._lists.setdefault(key, []).append((first, last, key))
            self._lists.setdefault(file, []).append((first, last, key))
        self._shielded = self._shield()
        self.time_frames: dict[Span, Span | None] = {}
        self.predicates: dict[tuple[int, int, bool], Predicate] = {}
        open_ = any(mark in reading.folded for mark in _MARKS)
        self.placeholders = open_ and PLACEHOLDER.search(reading.folded) is not None
        self.people: frozenset[str] = frozenset()
        self.proper: frozenset[str] = frozenset()
        self.tools: frozenset[str] = frozenset()

    def _shield(self) -> set[tuple[str, int]]:
        shielded: set[tuple[str, int]] = set()
        for at, pairs in self._at.items():
            for key, last in pairs:
                if key in _SHIELDS:
                    shielded.update((_SHIELDS[key], token) for token in range(at - 1, last + 1))
        return shielded

    def at(self, token: int, prefix: str) -> tuple[str, int] | None:
        """The longest cue of a file ("modes.") or list ("hedges.escape") at a token, with its last token."""
        return self.longest(prefix).get(token)

    def longest(self, prefix: str) -> Mapping[int, tuple[str, int]]:
        """The longest cue of a file or list, with its last token, by the token it begins at."""
        known = self._longest.get(prefix)
        if known is None:
            known = self._longest[prefix] = {}
            for token, pairs in self._at.items():
                found = [(last, key) for key, last in pairs if key.startswith(prefix)]
                if found:
                    last, key = max(found)
                    known[token] = key, last
        return known

    def within(self, first: int, last: int, prefix: str) -> Iterator[tuple[str, int, int]]:
        """Cues of a file or list that lie inside tokens `[first, last)`, as (key, first, last)."""
        listed = self._lists.get(prefix)
        if listed is None:
            return
        for place in range(bisect_left(listed, (first,)), len(listed)):
            token, end, key = listed[place]
            if token >= last:
                return
            if end < last and not self._hidden(key, token):
                yield key, token, end

    def has(self, first: int, last: int, prefix: str) -> bool:
        """True when such a cue lies inside tokens `[first, last)`."""
        return prefix in self._lists and next(self.within(first, last, prefix), None) is not None

    def _hidden(self, key: str, token: int) -> bool:
        if not self._shielded or key in _SHIELDS:
            return False
        kind = "hedges." if key.startswith("hedges.") else "voice.denial" if key == "voice.denial" else ""
        return bool(kind) and (kind, token) in self._shielded

    def verb(self, token: int) -> VerbForm | None:
        """The verb a word may be, if it is in the lexicon."""
        word = self.words[token]
        if word == "co" and self.gap(token) == "-":
            word += self.words[token + 1]
        return self.lexicon.verbs.get(word)

    def comma_after(self, token: int) -> bool:
        """True when a comma (or dash) stands between this token and the next."""
        return token in self._commas

    @cached_property
    def _commas(self) -> frozenset[int]:
        """Tokens with a comma or dash between them and the next."""
        found = {bisect_left(self._starts, match.start()) - 1 for match in _COMMA.finditer(self._text)}
        return frozenset(found - {-1, len(self._starts) - 1})

    def numbered(self, first: int, last: int) -> bool:
        """True when one of tokens `[first, last)` may state a number, in figures or words."""
        at = bisect_left(self._numbers, first)
        return at < len(self._numbers) and self._numbers[at] < last

    @cached_property
    def _numbers(self) -> list[int]:
        """Tokens that are a numeral or no plain word."""
        return [token for token, word in enumerate(self.words) if word in _NUMERALS or not word.isalpha()]

    @cached_property
    def timely(self) -> Marked:
        """Where something stands that a time-frame may be made of."""
        return marked(self.reading.folded, FRAME_MARKS)

    def gap(self, token: int) -> str:
        """What stands between a token and the next."""
        if token + 1 >= len(self._starts):
            return ""
        return self._text[self._ends[token] : self._starts[token + 1]]

    def span(self, first: int, last: int) -> Span:
        """Span from token `first` to token `last`, both included."""
        return Span(self._starts[first], self._ends[last])

    def capitalised(self, token: int) -> bool:
        """True when the word begins with a capital."""
        return self.reading.capitalised[token]

    def mixed_case(self, token: int) -> bool:
        """True when capitals or digits stand inside the word: the writing of names ("HCF", "P2PU", "CivicActions")."""
        inside = self._text[self._starts[token] + 1 : self._ends[token]]
        return any(letter.isupper() or letter.isdigit() for letter in inside)
