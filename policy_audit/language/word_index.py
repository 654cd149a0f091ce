"""Finds wording patterns: each is looked up by its rarest word and then compared left and right."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from policy_audit.language.word_patterns import NUMBER_WORDS
from policy_audit.language.word_patterns import Element
from policy_audit.language.word_patterns import Pattern

_PREFIX_KEY = 3
# A longer list of words to look for costs more than it spares.
_FEW = 60
# Distinct words an index remembers; beyond any one document's vocabulary.
_REMEMBERED = 60_000


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens `first` to `last` (both included) that a pattern matched, and the part of them to report."""

    first: int
    last: int
    marked_first: int
    marked_last: int


@dataclass(frozen=True, slots=True)
class LookUp:
    """Numbers of patterns by what can begin a match of their rarest word: words, the first two words of phrases,
    prefixes (three letters), and numbers. `needed[number]` are words, one of which must stand in the same sentence as
    well; nothing where that can be said of too many words or of none.
    """

    words: Mapping[str, Sequence[int]]
    phrases: Mapping[str, Mapping[str, Sequence[int]]]
    prefixes: Mapping[str, Sequence[int]]
    numbers: Sequence[int]
    needed: Sequence[str]


def look_up_of(patterns: Sequence[Pattern]) -> LookUp:
    """The look-up tables of patterns; plain lists and dicts, so that they can be kept in a file."""
    words: dict[str, list[int]] = {}
    phrases: dict[str, dict[str, list[int]]] = {}
    prefixes: dict[str, list[int]] = {}
    numbers: list[int] = []
    for number, pattern in enumerate(patterns):
        element = pattern.elements[pattern.anchor]
        for word in sorted(element.words):
            words.setdefault(word, []).append(number)
        for head, second in _pairs(element):
            phrases.setdefault(head, {}).setdefault(second, []).append(number)
        for prefix in sorted({prefix[:_PREFIX_KEY] for prefix in element.prefixes}):
            prefixes.setdefault(prefix, []).append(number)
        if element.number or element.past:
            numbers.append(number)
    return LookUp(words, phrases, prefixes, numbers, [" ".join(sorted(_needed(pattern))) for pattern in patterns])


def _needed(pattern: Pattern) -> frozenset[str]:
    """The fewest words of which one must stand beside the rarest word; empty where nothing, or little, can be said."""
    others = (one.openings for number, one in enumerate(pattern.elements) if number != pattern.anchor)
    fewest = min((words for words in others if words is not None), key=len, default=frozenset[str]())
    return fewest if len(fewest) <= _FEW else frozenset()


def _pairs(element: Element) -> list[tuple[str, str]]:
    """The first two words of phrases, in every form, where the first is not enough by itself."""
    found = {(head, second) for phrase in element.phrases for head in phrase[0] for second in phrase[1]}
    return sorted(pair for pair in found if pair[0] not in element.words)


@dataclass(slots=True)
class _Choice:
    """A pattern that may begin at a word, parsed when the words it needs have been met."""

    number: int
    needed: frozenset[str]
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """What can begin at a word: by the word itself, by what follows it, and by its form."""

    plain: Sequence[_Choice]
    phrases: Mapping[str, Sequence[_Choice]]
    other: Sequence[_Choice]


class WordingIndex:
    """Patterns by their rarest word, each parsed when that word is first met in the company it needs; what a word
    leads to is remembered.
    """

    def __init__(self, texts: Sequence[str], parse: Callable[[str], Pattern], tables: LookUp) -> None:
        self._texts, self._parse, self._tables = texts, parse, tables
        self._known: dict[str, _Entry | None] = {}
        self._choices: dict[int, _Choice] = {}

    def pattern(self, number: int) -> Pattern:
        """A pattern by its number."""
        return self._parse(self._texts[number])

    def find(self, words: Sequence[str], first: int, last: int) -> Iterator[tuple[int, Found]]:
        """`(number of the pattern, Found)` for every match inside tokens `[first, last)`; overlapping ones are all
        given.
        """
        known, inside = self._known, set[str]()
        for at in range(first, last):
            word = words[at]
            entry = known[word] if word in known else self._entry(word)
            if entry is None:
                continue
            choices = entry.plain
            if entry.phrases and at + 1 < last:
                choices = entry.phrases.get(words[at + 1], choices)
            inside = inside or set(words[first:last])
            for some in (choices, entry.other):
                for choice in some:
                    if choice.needed and choice.needed.isdisjoint(inside):
                        continue
                    if choice.pattern is None:
                        choice.pattern = self.pattern(choice.number)
                    found = match_at(choice.pattern, words, at, first, last, inside)
                    if found is not None:
                        yield choice.number, found

    def _entry(self, word: str) -> _Entry | None:
        """What can begin at a word, None for nothing."""
        tables = self._tables
        numbers = tables.words.get(word, ())
        phrases = {
            second: self._chosen(sorted({*numbers, *more})) for second, more in tables.phrases.get(word, {}).items()
        }
        other = [*tables.prefixes.get(word[:_PREFIX_KEY], ())]
        if tables.numbers and (word[0].isdigit() or word in NUMBER_WORDS):
            other += tables.numbers
        entry = _Entry(self._chosen(numbers), phrases, self._chosen(other)) if numbers or phrases or other else None
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[word] = entry
        return entry

    def _chosen(self, numbers: Sequence[int]) -> list[_Choice]:
        choices, needed = self._choices, self._tables.needed
        for number in numbers:
            if number not in choices:
                choices[number] = _Choice(number, frozenset(needed[number].split()))
        return [choices[number] for number in numbers]


def match_at(pattern: Pattern, words: Sequence[str], at: int, first: int, last: int, inside: set[str]) -> Found | None:
    """The match whose anchor begins at token `at`, all inside `[first, last)`, or None. Short gaps are tried first.
    `inside` are the words of that range.
    """
    beside = pattern.after
    if beside is not None and (at + 1 >= last or not (words[at + 1] in beside.words or beside.accepts(words[at + 1]))):
        return None
    beside = pattern.before
    if beside is not None and (at <= first or not (words[at - 1] in beside.words or beside.accepts(words[at - 1]))):
        return None
    for needed in pattern.others:
        if needed.isdisjoint(inside):
            return None
    elements, anchor = pattern.elements, pattern.anchor
    right = _forward(elements, anchor, words, at, last)
    left = _backward(elements, anchor - 1, words, at, first) if right is not None else None
    if right is None or left is None:
        return None
    starts = [*left, *right]
    begin, end = pattern.marked
    marked_first, marked_last = starts[begin], starts[end] - 1
    return Found(starts[0], starts[-1] - 1, min(marked_first, marked_last), max(marked_first, marked_last))


def _widths(element: Element, words: Sequence[str], at: int, last: int) -> Sequence[int]:
    """How many tokens the element may take from `at` on, in the order to try them."""
    if element.gap >= 0:
        return range(min(element.gap, last - at) + 1)
    widths: list[int] = []
    if at < last:
        word = words[at]
        if word in element.words or element.accepts(word):
            widths.append(1)
        for phrase in element.heads.get(word, ()):
            if _stands(phrase, words, at, last):
                widths.append(len(phrase))
    if element.optional:
        widths.append(0)
    return widths


def _stands(phrase: Sequence[frozenset[str]], words: Sequence[str], at: int, last: int) -> bool:
    """True when the phrase begins at token `at` and ends before `last`."""
    return at + len(phrase) <= last and all(words[at + step] in forms for step, forms in enumerate(phrase))


def _forward(elements: Sequence[Element], number: int, words: Sequence[str], at: int, last: int) -> list[int] | None:
    """Start of every element from `number` on, and at the end the token after the match; None where they do not fit."""
    if number == len(elements):
        return [at]
    for width in _widths(elements[number], words, at, last):
        rest = _forward(elements, number + 1, words, at + width, last)
        if rest is not None:
            return [at, *rest]
    return None


def _backward(
    elements: Sequence[Element], number: int, words: Sequence[str], before: int, first: int
) -> list[int] | None:
    """Start of every element up to `number`, the last of them ending where the anchor begins (token `before`)."""
    if number < 0:
        return []
    element = elements[number]
    longest = max(element.gap, 1, max(map(len, element.phrases), default=0))
    for width in range(0 if element.gap >= 0 or element.optional else 1, min(longest, before - first) + 1):
        at = before - width
        if width == 0 or width in _widths(element, words, at, before):
            rest = _backward(elements, number - 1, words, at, first)
            if rest is not None:
                return [*rest, at]
    return None
