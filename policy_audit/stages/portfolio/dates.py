"""Dates in words of a time-frame: "by 31 March 2027", "each April", "Q2 2027", "2026/27", as the day they end on."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_SHORT = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
# Last month of each season; winter ends in the February after the year it is named by.
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 14}
_MONTH = rf"(?P<month>{'|'.join([*_MONTHS, *_SHORT])})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>20\d\d)"
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b{pattern}\b", re.IGNORECASE))
    for name, pattern in (
        ("day", r"(?P<year>20\d\d)-(?P<number>\d{2})-(?P<day>\d{2})"),
        ("day", r"(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>20\d\d)"),
        ("day", rf"{_DAY}(?: of)? {_MONTH},? {_YEAR}"),
        ("day", rf"{_MONTH} {_DAY},? {_YEAR}"),
        ("month", rf"{_MONTH},? {_YEAR}"),
        ("month", r"(?P<number>0[1-9]|1[0-2])/(?P<year>20\d\d)"),
        ("quarter", rf"(?:q(?P<quarter>[1-4])|(?P<ordinal>first|second|third|fourth|last) quarter)(?: of)?,? {_YEAR}"),
        ("season", rf"(?P<season>spring|summer|autumn|winter)(?: of)?,? {_YEAR}"),
        ("financial", r"(?P<year>20\d\d)\s?[/–-]\s?(?P<next>(?:20)?\d\d)"),
        ("year", _YEAR),
    )
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_RECURRING = re.compile(
    r"\b(?:each|every|annual(?:ly)?|yearly|monthly|quarterly|weekly|twice|bi-?annual(?:ly)?|termly|per (?:year|month))\b", re.IGNORECASE
)

_EACH_MONTH = re.compile(rf"\b(?:each|every)(?: year,?)?(?: in| by)? ({'|'.join(_MONTHS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """The day a time-frame ends. `exact` is False where the text gives only a month or longer; `yearly` where it comes again."""

    day: date
    exact: bool
    yearly: bool = False


def when(text: str, today: date) -> When | None:
    """The next turn of "each April", else the last date a time-frame names, else None (say, "annually")."""
    dated = max(_dates(text), key=lambda one: one.day, default=None)
    each = _EACH_MONTH.search(text)
    if each is None and (dated is not None or not recurs(text)):
        return dated
    month = _MONTHS[each[1].lower()] if each else next((_MONTHS[word] for word in _words(text) if word in _MONTHS), None)
    return None if month is None else When(_next_end(month, today), False, True)


def recurs(text: str) -> bool:
    """True for a time-frame that comes again: each, every, annually, quarterly …"""
    return _RECURRING.search(text) is not None


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _dates(text: str) -> Iterator[When]:
    taken: list[tuple[int, int]] = []
    for name, pattern in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            found = _when(name, match)
            if found is not None:
                taken.append(match.span())
                yield found


def _when(name: str, match: re.Match[str]) -> When | None:
    given = match.groupdict()
    year = int(given["year"])
    try:
        if name == "day":
            return When(date(year, _month(given), int(given["day"])), True)
        if name == "month":
            return When(_end(year, _month(given)), False)
        if name == "quarter":
            quarter = int(given["quarter"]) if given["quarter"] else _QUARTERS[given["ordinal"].lower()]
            return When(_end(year, quarter * 3), False)
        if name == "season":
            return When(_end(year, _SEASONS[given["season"].lower()]), False)
        if name == "financial":
            # A British financial year ends on 31 March; "2024-2028" is a span of years and ends with the last.
            last = int(given["next"]) % 100
            return When(_end(2000 + last, 3 if last == (year + 1) % 100 else 12), False) if last > year % 100 else None
        return When(date(year, 12, 31), False)
    except ValueError:
        return None


def _month(given: dict[str, str]) -> int:
    if given.get("number"):
        return int(given["number"])
    word = given["month"].lower()
    return _MONTHS.get(word) or _SHORT[word]


def _end(year: int, month: int) -> date:
    extra, month = divmod(month - 1, 12)
    return date(year + extra, month + 1, calendar.monthrange(year + extra, month + 1)[1])


def _next_end(month: int, today: date) -> date:
    this = _end(today.year, month)
    return this if this >= today else _end(today.year + 1, month)
