"""Wording patterns: the syntax of `language.patterns` with word classes, marked words and guards, matched from a
rare word outwards.

Beyond `policy_audit.language.patterns`:

* `{CAND}`          a word class of the slot file; `a/{SEX}/b` mixes classes and words
* `in_spite_of`     several words as one alternative; `{n}` a number in digits or words; `{past}` a year before 1990
* `lively …1 ale`   one token or none; brackets add nothing to a gap, `(_)` is `…1` and `(…2)` is `…2`
* `must be [fit]`   only the bracketed words are reported; the rest is context
* `young @trait`    guards at the end: conditions the decision checks (see `decide.GUARDS`)

A trie that unfolds every inflection of every alternative grows with the product of the forms. Here each pattern is
looked up by its rarest word and only then compared left and right, so building costs some microseconds a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cache

from policy_audit.language.inflection import inflections

Slots = Mapping[str, "Element"]
Phrase = tuple[frozenset[str], ...]
_GAP = re.compile(r"\(?…(\d*)\)?$")
# What an element costs that no pattern can be looked up by; above the largest word class.
_NO_ANCHOR = 1_000_000
_DEFAULT_GAP = 4
NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred several many".split()
)
_POSSESSIVE_WORDS = frozenset({"'s"})
# Too frequent in workplace documents to be worth looking a pattern up by.
_COMMON = frozenset(
    "'s uk interview team pay hours gender like first about a an the and or nor but if of to in on at by for with "
    "from as is are was were be been being am do does did has have had "
    "will would should could may might must can cannot not no any all each every both who which that this these "
    "those it "
    "its they them their we us our you your he him his she her hers i me my one two so such only also very more "
    "most into "
    "out up over under than then there when where how what other need needs people person staff team work working "
    "works "
    "worked role job time employee employees candidate candidates applicant applicants required year years leave "
    "use used "
    "new make makes get take takes skills experience good able ability".split()
)


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: the words, prefixes and phrases that may stand there."""

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    heads: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)  # first word of a phrase -> the phrases
    number: bool = False
    past: bool = False
    anything: bool = False
    gap: int = -1
    optional: bool = False
    openings: frozenset[str] | None = None  # the words of which one must open this place; None where others may

    def accepts(self, word: str) -> bool:
        """True when a single word may stand here."""
        return (
            word in self.words
            or self.anything
            or (bool(self.prefixes) and word.startswith(self.prefixes))
            or (self.number and (word[0].isdigit() or word in NUMBER_WORDS))
            or (self.past and _is_past_year(word))
        )


_POSSESSIVE = Element(_POSSESSIVE_WORDS, openings=_POSSESSIVE_WORDS)


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
    others: tuple[frozenset[str], ...] = ()  # sets of words of which the sentence must hold one each, beside these


def parse_pattern(text: str, slots: Slots) -> Pattern:
    """Parse one pattern. Raises ValueError with what is wrong: an unknown class, a bar, unbalanced or spaced
    brackets, nothing to match.
    """
    _require_sound(text)
    pieces = text.replace("’", "'").replace(",", " ").split()
    guards = tuple(piece[1:] for piece in pieces if piece.startswith("@"))
    elements: list[Element] = []
    start, end = 0, -1
    for piece in (piece for piece in pieces if not piece.startswith("@")):
        if piece.startswith("["):
            start = len(elements)
        elements.extend(_elements(piece.lstrip("[").rstrip("]"), slots))
        if piece.endswith("]"):
            end = len(elements)
    if text.count("[") != text.count("]") or text.count("[") > 1:
        raise ValueError("brackets are not balanced, or there is more than one pair")
    marked = (start, len(elements) if end < 0 else end)
    anchor = _anchor(elements)
    before = elements[anchor - 1] if anchor and _is_plain(elements[anchor - 1]) else None
    follows = anchor + 1 < len(elements) and _is_plain(elements[anchor + 1]) and not elements[anchor].phrases
    after = elements[anchor + 1] if follows else None
    beside = {anchor, anchor - 1 if before else anchor, anchor + 1 if after else anchor}
    others = {element.openings for number, element in enumerate(elements) if number not in beside}
    needed = tuple(sorted((words for words in others if words is not None), key=len))
    return Pattern(text, tuple(elements), marked, guards, anchor, before, after, needed)


def _require_sound(text: str) -> None:
    """Refuse what would be read as words and so never, or always, match."""
    if "|" in text:
        raise ValueError("a bar joins two patterns into one: write them as two, or put a stroke between the words")
    for piece in text.replace("’", "'").replace(",", " ").split():
        inner = piece.lstrip("[").rstrip("]")
        if ("(" in inner or ")" in inner) and not (
            inner.startswith("(") and inner.endswith(")") and inner.count("(") == inner.count(")") == 1
        ):
            raise ValueError(
                f"“{piece}” has part of a pair of round brackets: they stand around one piece and hold no space; "
                "join the words inside with _"
            )


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
    if piece == "(_)":
        return [Element(gap=1)]
    if piece == "{past}":
        return [Element(past=True)]
    if piece in ("#", "{n}"):
        return [Element(number=True)]
    optional = piece.startswith("(") and piece.endswith(")")
    piece = piece[1:-1] if optional else piece
    clitic = re.search(r"(?<=\w)'s$", piece) if "/" not in piece else None
    element = _element((piece[: clitic.start()] if clitic else piece).split("/"), slots)
    if optional:
        element = Element(
            element.words, element.prefixes, element.phrases, element.heads, element.number, optional=True
        )
    return [element, _POSSESSIVE] if clitic else [element]


def _element(options: Sequence[str], slots: Slots) -> Element:
    if len(options) == 1 and options[0].startswith("{"):
        return _slot(options[0], slots)
    words: set[str] = set()
    prefixes: list[str] = []
    phrases: list[Phrase] = []
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
    heads: dict[str, tuple[Phrase, ...]] = {}
    for phrase in phrases:
        for form in phrase[0]:
            heads[form] = (*heads.get(form, ()), phrase)
    openings = None if number or prefixes else frozenset(words | heads.keys())
    return Element(frozenset(words), tuple(prefixes), tuple(phrases), heads, number, openings=openings)


def _slot(option: str, slots: Slots) -> Element:
    if option == "{n}":
        return Element(number=True)
    name = option.strip("{}")
    if name not in slots:
        raise ValueError(f"the word class {{{name}}} is not known")
    return slots[name]


def _phrase(option: str) -> tuple[Phrase, frozenset[str]]:
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
    cost, number = min(costs, default=(_NO_ANCHOR, 0))
    if cost >= _NO_ANCHOR:
        raise ValueError("there is no word to look the pattern up by")
    return number


def _cost(element: Element) -> int:
    if element.gap >= 0 or element.anything or element.optional:
        return _NO_ANCHOR
    common = len(element.words & _COMMON) + sum(1 for phrase in element.phrases if phrase[0] & _COMMON)
    if element.past:
        return 500
    return (
        40 * common + len(element.words) + 2 * len(element.phrases) + 8 * len(element.prefixes) + 300 * element.number
    )
