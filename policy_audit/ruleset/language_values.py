"""Values of the wording lexicon: categories, entries, shared exemptions, and the lexicon that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property

from policy_audit.language.word_index import LookUp
from policy_audit.language.word_index import WordingIndex
from policy_audit.language.word_index import look_up_of
from policy_audit.language.word_patterns import Element
from policy_audit.language.word_patterns import Pattern
from policy_audit.language.word_patterns import parse_pattern

SEVERITIES = ("blocker", "high", "medium", "low", "info")
KINDS = ("advert", "policy", "both")
SCOPES = (
    *("before", "after", "sentence", "near", "quoted", "name", "address", "listed", "around", "clause", "holder"),
    *("literal", "told", "subject", "beside", "across"),
)
GUARDS = (
    "cand",
    "team",
    "trait",
    "people",
    "nominal",
    "capital",
    "lower",
    "noun",
    "verb",
    "adjective",
    "generic",
    "start",
    "end",
)
CHECKS = ("pronoun", "compound-man", "acronyms", "essentials", "repeated-must", "duplicates", "bare")


@dataclass(frozen=True, slots=True)
class Exemption:
    """A shared context that silences entries. `scope` says where its patterns are looked for; `reach` is in tokens."""

    code: str
    title: str
    scope: str
    patterns: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    stops: frozenset[str] = frozenset()
    reach: int = 12
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageCategory:
    """One category: header of a file. `message` has the place {seen}; `exemptions` are codes every entry starts
    with.
    """

    id: str
    title: str
    theme: str
    purpose: str
    sources: tuple[str, ...]
    message: str
    exemptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanguageEntry:
    """One entry of the catalogue. Patterns are machine forms (`language.word_patterns`); `terms` and `exempt` are
    for people.
    """

    id: str
    category: str
    terms: str
    patterns: tuple[str, ...]
    why: str
    instead: tuple[str, ...]
    severity: str
    kinds: str
    tier: int
    exempt: str
    unless: tuple[str, ...]
    unless_near: tuple[str, ...]
    unless_document: tuple[str, ...]
    needs: tuple[str, ...]
    exemptions: frozenset[str]
    frames: tuple[str, ...]
    source: tuple[str, ...]
    replacements: Mapping[str, str]
    flagged: tuple[str, ...]
    clear: tuple[str, ...]
    sections: tuple[str, ...] = ()
    not_sections: tuple[str, ...] = ()
    check: str = ""
    example_kind: str = ""
    reasons: tuple[str, ...] = ()  # of `unless_near`, those that count from another part of the sentence


@dataclass(frozen=True, eq=False)
class LanguageLexicon:
    """Everything the wording stage knows. Patterns are parsed on first use and kept; compare by identity only."""

    categories: Mapping[str, LanguageCategory]
    entries: tuple[LanguageEntry, ...]
    exemptions: tuple[Exemption, ...]
    slots: Mapping[str, Element]
    frames: Mapping[str, tuple[str, ...]]
    allowed: tuple[str, ...]
    words: Mapping[str, frozenset[str]]
    source_titles: Mapping[str, str]
    digest: str = ""  # of the shipped files
    tables: Sequence[LookUp] | None = None  # one for each of `pattern_lists`
    _parsed: dict[str, Pattern] = field(default_factory=dict, repr=False)
    _indexes: dict[tuple[str, ...], WordingIndex] = field(default_factory=dict, repr=False)

    def pattern(self, text: str) -> Pattern:
        """The parsed form of a pattern."""
        known = self._parsed.get(text)
        if known is None:
            known = self._parsed[text] = parse_pattern(text, self.slots)
        return known

    @cached_property
    def index(self) -> tuple[WordingIndex, tuple[LanguageEntry, ...]]:
        """All entry patterns, and the entry of each."""
        owners = [(entry, text) for entry in self.entries for text in entry.patterns]
        texts = [text for _, text in owners]
        tables = self.tables[0] if self.tables else look_up_of([self.pattern(text) for text in texts])
        return WordingIndex(texts, self.pattern, tables), tuple(entry for entry, _ in owners)

    def index_of(self, texts: tuple[str, ...]) -> WordingIndex:
        """The index of a list of patterns, such as those of an exemption or a frame; made once."""
        if not self._indexes and self.tables:
            shared = zip(self.shared_lists, self.tables[1:], strict=True)
            self._indexes.update((one, WordingIndex(one, self.pattern, tables)) for one, tables in shared)
        known = self._indexes.get(texts)
        if known is None:
            tables = look_up_of([self.pattern(text) for text in texts])
            known = self._indexes[texts] = WordingIndex(texts, self.pattern, tables)
        return known

    @property
    def pattern_lists(self) -> list[tuple[str, ...]]:
        """The patterns of all entries, then the shared lists: what `tables` are made from."""
        return [tuple(text for entry in self.entries for text in entry.patterns), *self.shared_lists]

    @property
    def shared_lists(self) -> list[tuple[str, ...]]:
        """The lists of patterns that belong to no entry: exemptions, frames, and the spans that are never reported."""
        exemptions = [patterns for rule in self.exemptions for patterns in (rule.patterns, rule.after)]
        return [*exemptions, *self.frames.values(), self.allowed]

    @cached_property
    def exemption(self) -> dict[str, Exemption]:
        """Exemptions by code."""
        return {exemption.code: exemption for exemption in self.exemptions}

    def entry(self, rule: str) -> LanguageEntry | None:
        """The entry with this id."""
        return next((entry for entry in self.entries if entry.id == rule), None)
