"""Wording patterns: the syntax of `language.patterns` with word classes, marked words and guards, matched from a rare word outwards.

Beyond `policy_audit.language.patterns`:

* `{CAND}`          a word class of the slot file; `a/{SEX}/b` mixes classes and words
* `in_spite_of`     several words as one alternative; `{n}` a number in digits or words; `{past}` a year before 1990
* `must be [fit]`   only the bracketed words are reported; the rest is context
* `young @trait`    guards at the end: conditions the decision checks (see `decide.GUARDS`)

A trie that unfolds every inflection of every alternative grows with the product of the forms. Here each pattern is looked
up by its rarest word and only then compared left and right, so building costs some microseconds a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policy_audit.language.inflection import inflections

Slots = Mapping[str, "Element"]
_GAP = re.compile(r"…(\d*)$")
_DEFAULT_GAP = 4
_PREFIX_KEY = 3
NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred several many".split()
)
# Too frequent in workplace documents to be worth looking a pattern up by.
_COMMON = frozenset(
    "'s uk interview team pay hours gender like first about a an the and or nor but if of to in on at by for with from as is are was were be been being am do does did has have had "
    "will would should could may might must can cannot not no any all each every both who which that this these those it "
    "its they them their we us our you your he him his she her hers i me my one two so such only also very more most into "
    "out up over under than then there when where how what other need needs people person staff team work working works "
    "worked role job time employee employees candidate candidates applicant applicants required year years leave use used "
    "new make makes get take takes skills experience good able ability".split()
)


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: the words, prefixes and phrases that may stand there."""

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    phrases: tuple[tuple[frozenset[str], ...], ...] = ()
    number: bool = False
    past: bool = False
    anything: bool = False
    gap: int = -1
    optional: bool = False

    def accepts(self, word: str) -> bool:
        """True when a single word may stand here."""
        return (
            word in self.words
            or self.anything
            or (bool(self.prefixes) and word.startswith(self.prefixes))
            or (self.number and (word[0].isdigit() or word in NUMBER_WORDS))
            or (self.past and _is_past_year(word))
        )


def _is_past_year(word: str) -> bool:
    return len(word) in (4, 5) and word[:4].isdigit() and "1500" <= word[:4] < "1990" and word[4:] in ("", "s")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern. `marked` is the half-open range of elements to report; `guards` are left to the caller."""

    text: str
    elements: tuple[Element, ...]
    marked: tuple[int, int]
    guards: tuple[str, ...]
    anchor: int
    before: Element | None = None
    after: Element | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens `first` to `last` (both included) that a pattern matched, and the part of them to report."""

    first: int
    last: int
    marked_first: int
    marked_last: int


def parse_pattern(text: str, slots: Slots) -> Pattern:
    """Parse one pattern. Raises ValueError with what is wrong: an unknown class, unbalanced brackets, nothing to match."""
    pieces = text.replace("’", "'").replace(",", " ").split()
    guards = tuple(piece[1:] for piece in pieces if piece.startswith("@"))
    elements: list[Element] = []
    start, end = 0, -1
    for piece in (piece for piece in pieces if not piece.startswith("@")):
        if piece.startswith("["):
            start, piece = len(elements), piece[1:]
        closes = piece.endswith("]")
        elements.extend(_elements(piece.rstrip("]"), slots))
        if closes:
            end = len(elements)
    if text.count("[") != text.count("]") or text.count("[") > 1:
        raise ValueError("brackets are not balanced, or there is more than one pair")
    marked = (start, len(elements) if end < 0 else end)
    anchor = _anchor(elements)
    before = elements[anchor - 1] if anchor and _is_plain(elements[anchor - 1]) else None
    follows = anchor + 1 < len(elements) and _is_plain(elements[anchor + 1]) and not elements[anchor].phrases
    return Pattern(text, tuple(elements), marked, guards, anchor, before, elements[anchor + 1] if follows else None)


def _is_plain(element: Element) -> bool:
    """Exactly one token must stand here, so that a look at the neighbour of the rarest word can rule a match out."""
    return not (element.phrases or element.optional or element.gap >= 0)


def parse_class(members: Iterable[str], slots: Slots) -> Element:
    """One element out of the members of a word class; a member may be a word, a prefix, a phrase or another class."""
    return _element([member.strip().replace(" ", "_") for member in members], slots)


def _elements(piece: str, slots: Slots) -> list[Element]:
    if _GAP.match(piece):
        return [Element(gap=int(_GAP.sub(r"\1", piece) or _DEFAULT_GAP))]
    if piece == "_":
        return [Element(anything=True)]
    if piece == "{past}":
        return [Element(past=True)]
    if piece in ("#", "{n}"):
        return [Element(number=True)]
    optional = piece.startswith("(") and piece.endswith(")")
    piece = piece[1:-1] if optional else piece
    clitic = re.search(r"(?<=\w)'s$", piece) if "/" not in piece else None
    element = _element((piece[: clitic.start()] if clitic else piece).split("/"), slots)
    if optional:
        element = Element(element.words, element.prefixes, element.phrases, element.number, optional=True)
    return [element, Element(frozenset({"'s"}))] if clitic else [element]


def _element(options: Sequence[str], slots: Slots) -> Element:
    words: set[str] = set()
    prefixes: list[str] = []
    phrases: list[tuple[frozenset[str], ...]] = []
    number = False
    for option in (re.sub(r"(?<=\w)'s(?=_|$)", "_'s", option) for option in options):
        if option.startswith("{"):
            inner = _slot(option, slots)
            words |= inner.words
            prefixes.extend(inner.prefixes)
            phrases.extend(inner.phrases)
            number = number or inner.number
        elif option == "#":
            number = True
        elif option.endswith("*"):
            prefixes.append(option[:-1])
        elif "-" in option.strip("-") or "_" in option.strip("_"):
            phrase, closed = _phrase(option)
            phrases.append(phrase)
            words |= closed
        elif option:
            words |= _forms(option)
    return Element(frozenset(words), tuple(prefixes), tuple(phrases), number)


def _slot(option: str, slots: Slots) -> Element:
    if option == "{n}":
        return Element(number=True)
    name = option.strip("{}")
    if name not in slots:
        raise ValueError(f"the word class {{{name}}} is not known")
    return slots[name]


def _phrase(option: str) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """The words of a phrase, and for a hyphenated one also the closed form ("co-worker" → "coworker")."""
    literal = "=" if option.startswith("=") else ""
    parts = [part for part in re.split(r"[-_]", option.lstrip("=")) if part]
    closed = _forms(literal + "".join(parts)) if "_" not in option else frozenset()
    return tuple(_forms(literal + part) for part in parts), closed


@cache
def _forms(word: str) -> frozenset[str]:
    if word.startswith("="):
        return frozenset({word[1:].rstrip("'")})
    word = word.rstrip("'") or word
    return inflections(word) | {word[:-2] + "en"} if word.endswith("man") and len(word) > 4 else inflections(word)


def _anchor(elements: Sequence[Element]) -> int:
    costs = [(_cost(element), number) for number, element in enumerate(elements)]
    cost, number = min(costs, default=(9999, 0))
    if cost >= 9999:
        raise ValueError("there is no word to look the pattern up by")
    return number


def _cost(element: Element) -> int:
    if element.gap >= 0 or element.anything or element.optional:
        return 9999
    common = len(element.words & _COMMON) + sum(1 for phrase in element.phrases if phrase[0] & _COMMON)
    if element.past:
        return 500
    return 40 * common + len(element.words) + 2 * len(element.phrases) + 8 * len(element.prefixes) + 300 * element.number


@dataclass(frozen=True, slots=True)
class LookUp:
    """Numbers of patterns by the words, prefixes (three letters) and numbers that can begin a match of their rarest word."""

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
        for word in sorted(element.words | {form for phrase in element.phrases for form in phrase[0]}):
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
        """`(number of the pattern, Found)` for every match inside tokens `[first, last)`; overlapping ones are all given."""
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

    def _at(self, numbers: Sequence[int], words: Sequence[str], at: int, first: int, last: int) -> Iterator[tuple[int, Found]]:
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
    if not (element.phrases or element.accepts(words[at])):
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
    for phrase in element.phrases:
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


def _backward(elements: Sequence[Element], number: int, words: Sequence[str], before: int, first: int) -> Iterator[list[int]]:
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
