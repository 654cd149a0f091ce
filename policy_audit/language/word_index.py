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


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens `first` to `last` (both included) that a pattern matched, and the part of them to report."""

    first: int
    last: int
    marked_first: int
    marked_last: int


@dataclass(frozen=True, slots=True)
class LookUp:
    """Numbers of patterns by the words, prefixes (three letters) and numbers that can begin a match of their
    rarest word.
    """

    words: Mapping[str, Sequence[int]]
    prefixes: Mapping[str, Sequence[int]]
    numbers: Sequence[int]


def look_up_of(patterns: Sequence[Pattern]) -> LookUp:
    """The look-up tables of patterns; plain lists and dicts, so that they can be kept in a file."""
    words: dict[str, list[int]] = {}
    prefixes: dict[str, list[int]] = {}
    numbers: list[int] = []
    for number, pattern in enumerate(patterns):
        element = pattern.elements[pattern.anchor]
        for word in sorted(element.words | element.heads):
            words.setdefault(word, []).append(number)
        for prefix in sorted({prefix[:_PREFIX_KEY] for prefix in element.prefixes}):
            prefixes.setdefault(prefix, []).append(number)
        if element.number or element.past:
            numbers.append(number)
    return LookUp(words, prefixes, numbers)


class WordingIndex:
    """Patterns by their rarest word, each parsed when that word is first met."""

    def __init__(self, texts: Sequence[str], parse: Callable[[str], Pattern], tables: LookUp) -> None:
        self._texts, self._parse, self._tables = texts, parse, tables

    def pattern(self, number: int) -> Pattern:
        """A pattern by its number."""
        return self._parse(self._texts[number])

    def find(self, words: Sequence[str], first: int, last: int) -> Iterator[tuple[int, Found]]:
        """`(number of the pattern, Found)` for every match inside tokens `[first, last)`; overlapping ones are all
        given.
        """
        by_word, by_prefix, by_number = self._tables.words, self._tables.prefixes, self._tables.numbers
        for at in range(first, last):
            word = words[at]
            numbers = by_word.get(word)
            if numbers is not None:
                yield from self._at(numbers, words, at, first, last)
            numbers = by_prefix.get(word[:_PREFIX_KEY])
            if numbers is not None:
                yield from self._at(numbers, words, at, first, last)
            if by_number and (word[0].isdigit() or word in NUMBER_WORDS):
                yield from self._at(by_number, words, at, first, last)

    def _at(
        self, numbers: Sequence[int], words: Sequence[str], at: int, first: int, last: int
    ) -> Iterator[tuple[int, Found]]:
        for number in numbers:
            for found in match_at(self.pattern(number), words, at, first, last):
                yield number, found


def find_pattern(pattern: Pattern, words: Sequence[str], first: int, last: int) -> Iterator[Found]:
    """Every match of one pattern inside tokens `[first, last)`."""
    for at in range(first, last):
        yield from match_at(pattern, words, at, first, last)


def match_at(pattern: Pattern, words: Sequence[str], at: int, first: int, last: int) -> Iterator[Found]:
    """Matches whose anchor begins at token `at`, all inside `[first, last)`. The shortest gap is tried first."""
    if pattern.after is not None and (at + 1 >= last or not pattern.after.accepts(words[at + 1])):
        return
    if pattern.before is not None and (at <= first or not pattern.before.accepts(words[at - 1])):
        return
    elements, anchor = pattern.elements, pattern.anchor
    element = elements[anchor]
    if not (words[at] in element.heads or element.accepts(words[at])):
        return
    for right in _forward(elements, anchor, words, at, last):
        left = next(_backward(elements, anchor - 1, words, at, first), None)
        if left is None:
            return
        starts = [*left, *right]
        begin, end = pattern.marked
        marked_first, marked_last = starts[begin], starts[end] - 1
        yield Found(starts[0], starts[-1] - 1, min(marked_first, marked_last), max(marked_first, marked_last))
        return


def _widths(element: Element, words: Sequence[str], at: int, last: int) -> Iterator[int]:
    """How many tokens the element may take from `at` on."""
    if element.gap >= 0:
        yield from range(min(element.gap, last - at) + 1)
        return
    if at < last and element.accepts(words[at]):
        yield 1
    for phrase in element.phrases if at < last and words[at] in element.heads else ():
        if at + len(phrase) <= last and all(words[at + step] in forms for step, forms in enumerate(phrase)):
            yield len(phrase)
    if element.optional:
        yield 0


def _forward(elements: Sequence[Element], number: int, words: Sequence[str], at: int, last: int) -> Iterator[list[int]]:
    """Start of every element from `number` on, and at the end the token after the match."""
    if number == len(elements):
        yield [at]
        return
    for width in _widths(elements[number], words, at, last):
        for rest in _forward(elements, number + 1, words, at + width, last):
            yield [at, *rest]


def _backward(
    elements: Sequence[Element], number: int, words: Sequence[str], before: int, first: int
) -> Iterator[list[int]]:
    """Start of every element up to `number`, the last of them ending where the anchor begins (token `before`)."""
    if number < 0:
        yield []
        return
    element = elements[number]
    longest = max([element.gap, 1, *(len(phrase) for phrase in element.phrases)])
    for width in range(0 if element.gap >= 0 or element.optional else 1, min(longest, before - first) + 1):
        at = before - width
        if width == 0 or width in _widths(element, words, at, before):
            for rest in _backward(elements, number - 1, words, at, first):
                yield [*rest, at]
