"""Figures of an advert that checks set limits to: reading grade, lengths, capitals, days from posting to closing."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from policy_audit.language.dates import MONTH_NAMES
from policy_audit.stages.adverts.lists import count_essentials
from policy_audit.stages.adverts.outcome import Advert
from policy_audit.types import Span

_CAPITALS = re.compile(r"\b[A-Z][A-Z’']+(?:[^\S\n]+[A-Z][A-Z’']*)*\b")
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,5}s?\b")
# Known to every reader of adverts; not worth explaining.
_COMMON = frozenset({
    "UK", "US", "USA", "EU", "HR", "IT", "CV", "NHS", "VAT", "PA", "AM", "PM", "BSL", "GBP", "USD", "EUR", "URL",
    "PDF", "BAME", "LGBT", "LGBTQ", "EDI", "DBS", "PC", "TV", "PHD", "GCSE", "OK", "CEO", "AI", "API", "II",
    "III", "IV", "UTC", "EST", "GMT", "FTE", "BBC", "HTML", "SQL", "NGO", "PR", "QA", "ID", "A-Z", "MS", "MSC",
    "BSC", "BA", "MA", "MBA", "STEM",
})
_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
_WRITTEN = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?([a-z]{3})[a-z]*\.?,?\s(20\d\d)"
    r"|([a-z]{3})[a-z]*\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(20\d\d)"
)
_NUMBERS = re.compile(r"(20\d\d)-(\d\d)-(\d\d)|(\d{1,2})[/.](\d{1,2})[/.](20\d\d)")
_PARTS = (
    ("duties",), ("essential", "requirements", "desirable"), ("benefits",), ("about",), ("how_to_apply",),
    ("contact", "how_to_apply"), ("edi_statement", "adjustments"),
)


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, what it means in plain words, and where it comes from."""

    number: float
    note: str
    spans: tuple[Span, ...] = ()


def _grade(advert: Advert) -> Value | None:
    figures = advert.readability
    return Value(figures.grade, f"reading grade {figures.grade:.0f}") if figures.sentences >= 3 else None


def _mean_sentence(advert: Advert) -> Value | None:
    figures = advert.readability
    return Value(figures.mean_sentence, f"{figures.mean_sentence:.0f} words a sentence") if figures.sentences else None


def _longest_sentence(advert: Advert) -> Value | None:
    pieces = [piece for piece in advert.layout.pieces if advert.layout.lines[piece.line].kind == "text"]
    if not pieces:
        return None
    longest = max(pieces, key=lambda piece: piece.last - piece.first)
    number = longest.last - longest.first
    return Value(number, f"a sentence of {number} words", (longest.span,))


def _passives(advert: Advert) -> Value | None:
    figures = advert.readability
    return Value(figures.passives, f"{figures.passives:.0%} of sentences are passive") if figures.sentences else None


def _you(advert: Advert) -> Value | None:
    return Value(0 if advert.sightings.by_cue.get("you_word") else 1, "the reader is never addressed as “you”")


def _long(advert: Advert) -> Value | None:
    words = advert.layout.words
    return Value(words, f"{words} words; 300 to 800 read well")


def _short(advert: Advert) -> Value | None:
    words = advert.layout.words
    return Value(-words, f"{words} words; 300 to 800 read well")


def _capitals(advert: Advert) -> Value | None:
    text = advert.layout.reading.document.text
    runs = [Span(match.start(), match.end()) for match in _CAPITALS.finditer(text)]
    longest = max(runs, key=lambda span: len(text[span.start : span.end].split()), default=None)
    if longest is None:
        return Value(0, "")
    number = len(text[longest.start : longest.end].split())
    return Value(number, f"{number} words in capitals", (longest,))


def _acronyms(advert: Advert) -> Value | None:
    """Runs of capitals that are never followed or preceded by brackets, where their meaning would stand."""
    text = advert.layout.reading.document.text
    seen: dict[str, Span] = {}
    for match in _ACRONYM.finditer(text):
        word = match.group().rstrip("s")
        if word not in _COMMON and word not in seen:
            seen[word] = Span(match.start(), match.end())
    bare = {word: span for word, span in seen.items() if f"({word}" not in text and f"{word} (" not in text}
    note = f"{len(bare)} abbreviations not explained: {', '.join(list(bare)[:4])}"
    return Value(len(bare), note, tuple(bare.values()))


def _sections(advert: Advert) -> Value | None:
    if advert.layout.words < 150:
        return None
    roles = {line.role for line in advert.layout.lines if line.kind == "heading"}
    number = sum(not roles.intersection(part) for part in _PARTS)
    return Value(number, f"{number} of {len(_PARTS)} usual parts have no heading")


def _longest_requirement(advert: Advert) -> Value | None:
    items = count_essentials(advert)
    if not items:
        return None
    tokens = advert.layout.reading.tokens
    longest = max(items, key=lambda span: len(tokens.range_of(span)))
    number = len(tokens.range_of(longest))
    return Value(number, f"a requirement of {number} words", (longest,))


def _requirement_share(advert: Advert) -> Value | None:
    lines = [line for line in advert.layout.body if line.role in ("essential", "requirements", "desirable")]
    if not lines or not advert.layout.words:
        return None
    share = 100 * sum(line.words for line in lines) / advert.layout.words
    return Value(share, f"requirements take {share:.0f} % of the advert")


def _posting_days(advert: Advert) -> Value | None:
    """Minus the days from posting to closing, so that more days are better; None where either date is not there."""
    posted = _date_near(advert, "posted")
    closing = _date_near(advert, "closing")
    if posted is None or closing is None or closing < posted:
        return None
    days = (closing - posted).days
    return Value(-days, f"open for {days} days")


def _date_near(advert: Advert, cue: str) -> date | None:
    text = advert.layout.reading.folded
    for sighting in advert.sightings.by_cue.get(cue, ()):
        found = read_date(text[sighting.span.start : sighting.span.end + 60])
        if found is not None:
            return found
    return None


def read_date(text: str) -> date | None:
    """The first full date in lower-case text: "5 june 2026", "june 5, 2026", "2026-06-05", "05/06/2026" (day first)."""
    written = _WRITTEN.search(text)
    numbers = _NUMBERS.search(text)
    try:
        if written and written.group(2) in _MONTHS:
            return date(int(written.group(3)), _MONTHS[written.group(2)], int(written.group(1)))
        if written and written.group(4) in _MONTHS:
            return date(int(written.group(6)), _MONTHS[written.group(4)], int(written.group(5)))
        if numbers and numbers.group(1):
            return date(*(int(part) for part in numbers.group(1, 2, 3)))
        if numbers:
            return date(*(int(part) for part in numbers.group(6, 5, 4)))
    except ValueError:
        return None
    return None


MEASURES: Mapping[str, Callable[[Advert], Value | None]] = {
    "grade": _grade,
    "mean_sentence": _mean_sentence,
    "longest_sentence": _longest_sentence,
    "passives": _passives,
    "you": _you,
    "long": _long,
    "short": _short,
    "capitals": _capitals,
    "acronyms": _acronyms,
    "sections": _sections,
    "longest_requirement": _longest_requirement,
    "requirement_share": _requirement_share,
    "posting_days": _posting_days,
}
