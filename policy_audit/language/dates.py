"""Dates and intervals in running text: British, American and ISO forms, month names, quarters, ranges.

Every function takes folded text (lower case, same length as the document) and offsets into it, and gives offsets back.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from policy_audit.types import Span

Precision = Literal["day", "month", "quarter", "season", "year"]

# In English, January first.
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th))?"
_ORDER = (
    ("iso", rf"\b(?P<iso_y>{_YEAR})-(?P<iso_m>0[1-9]|1[0-2])(?:-(?P<iso_d>0[1-9]|[12]\d|3[01]))?(?!\d)"),
    ("ymd", rf"\b(?P<ymd_y>{_YEAR})[/.](?P<ymd_m>0?[1-9]|1[0-2])[/.](?P<ymd_d>{DAY})\b"),
    (
        "dmy",
        rf"\b(?P<dmy_d>{DAY})(?:\s*(?:-|–|to|"
        rf"and)\s*{DAY})?\s*(?:of\s+)?[-\s]?(?P<dmy_m>{MONTH})\)?,?[-\s]?\s*(?P<dmy_y>{_YEAR}|['’]?\d\d\b)?",
    ),
    ("mdy", rf"\b(?P<mdy_m>{MONTH})\s+(?P<mdy_d>{DAY})(?:\s*[-–]\s*{DAY})?(?:,\s*|\s+)(?P<mdy_y>{_YEAR})\b"),
    ("my", rf"\b(?P<my_m>{MONTH})(?:\s*(?:-|–|/|to|and)\s*{MONTH})?,?[-\s]\s*(?P<my_y>{_YEAR})\b"),
    ("num", rf"(?<![\d/.])(?P<num_d>\d{{1,2}})[/.-](?P<num_m>\d{{1,2}})[/.-](?P<num_y>{_YEAR}|\d\d)(?![\d/.]*\d)"),
    ("nmy", rf"(?<![\d/])(?P<nmy_m>0?[1-9]|1[0-2])/(?P<nmy_y>{_YEAR})(?!\d)"),
    ("qy", rf"\b(?:q(?P<qy_q>[1-4])\s*,?\s*(?:of\s+)?(?P<qy_y>{_YEAR}))\b"),
    ("sy", rf"\b(?P<sy_s>spring|summer|autumn|winter)\s+(?:term\s+)?(?:of\s+)?(?P<sy_y>{_YEAR})\b"),
    ("fy", rf"\b(?P<fy_y>{_YEAR})\s?[-/–]\s?(?P<fy_e>(?:20)?\d\d)\b(?![-/.]\d)"),
    ("y", rf"(?<![\d/.,£$€-])(?P<y_y>{_YEAR})(?![\d/.,]*\d)"),
)
_DATE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _ORDER))
_QUARTERS = {1: (1, 3), 2: (4, 6), 3: (7, 9), 4: (10, 12)}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 12)}

_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
        ],
        start=1,
    )
}
_NUMBERS |= {
    "a": 1,
    "an": 1,
    "other": 2,
    "twenty": 20,
    "twenty-one": 21,
    "twenty-four": 24,
    "thirty": 30,
    "thirty-six": 36,
    "sixty": 60,
    "ninety": 90,
}
NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
LENGTH = r"(?:minute|hour|day|week|fortnight|month|quarter|term|year)"
_MONTHS_PER = {
    "year": 12.0,
    "quarter": 3.0,
    "month": 1.0,
    "week": 0.25,
    "fortnight": 0.5,
    "day": 1 / 30,
    "term": 4.0,
    "hour": 0.0,
    "minute": 0.0,
}
INTERVAL = re.compile(
    rf"\bevery\s+(?:(?P<n>{NUMBER})\s+(?:\(\d+\)\s+)?)?(?P<unit>{LENGTH})s?\b"
    rf"|\b(?:each|per|once a|once per|once every|once each|at least once a|twice a|"
    rf"in any)\s+(?:calendar |financial |academic |rolling )?(?P<per>{LENGTH}|annum)\b"
    rf"|\b(?P<n2>{NUMBER})[- ]?(?P<unit2>month|year)(?:ly|s)?\s+(?:basis|intervals?|cycle|review|from)\b"
    rf"|\b(?:at|in|on a|on an)\s+(?P<n3>{NUMBER})[- ](?P<unit3>month|year)(?:ly|s)?\b"
    r"|\b(?P<word>annually|annual(?!\s(?:leave|holidays?)\b)|yearly|biennially|biennial|bi-annually|biannually|bi-annual|"
    r"bi-ennially|triennially|triennial|half[- ]yearly|six[- ]monthly|quarterly|monthly|bi-monthly|"
    r"weekly|fortnightly|termly|daily|twice yearly|three[- ]yearly|two[- ]yearly)\b"
)
# Every rhythm holds one of these.
INTERVAL_MARKS = tuple("year month week quarter day annu term night hour minute ennial daily".split())
_WORD_MONTHS = {
    "annually": 12.0,
    "annual": 12.0,
    "yearly": 12.0,
    "biennially": 24.0,
    "biennial": 24.0,
    "bi-ennially": 24.0,
    "bi-annually": 6.0,
    "biannually": 6.0,
    "bi-annual": 6.0,
    "triennially": 36.0,
    "triennial": 36.0,
    "half yearly": 6.0,
    "half-yearly": 6.0,
    "six monthly": 6.0,
    "six-monthly": 6.0,
    "quarterly": 3.0,
    "monthly": 1.0,
    "bi-monthly": 2.0,
    "weekly": 0.25,
    "fortnightly": 0.5,
    "termly": 4.0,
    "daily": 1 / 30,
    "twice yearly": 6.0,
    "three yearly": 36.0,
    "three-yearly": 36.0,
    "two yearly": 24.0,
    "two-yearly": 24.0,
}
# Cheap test before the long pattern: every year is written in figures.
_YEARLY = re.compile(r"\d\d")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text and the days it can mean: a month runs from its first to its last day."""

    span: Span
    first: date
    last: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class Interval:
    """A rhythm ("every two years"): its length in months."""

    span: Span
    months: float


def find_dates(folded: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Every date in `folded[start:end]` that names its year."""
    stop = len(folded) if end is None else end
    if not _YEARLY.search(folded, start, stop):
        return
    for match in _DATE.finditer(folded, start, stop):
        mention = _mention(match)
        if mention is not None:
            yield mention


def find_intervals(folded: str, start: int = 0, end: int | None = None) -> Iterator[Interval]:
    """Every rhythm in `folded[start:end]`; vague ones ("regularly") are none."""
    stop = len(folded) if end is None else end
    for match in INTERVAL.finditer(folded, start, stop):
        yield Interval(Span(*match.span()), _months(match))


def _months(match: re.Match[str]) -> float:
    if match["word"]:
        return _WORD_MONTHS[match["word"]]
    if match["per"]:
        return _MONTHS_PER.get(match["per"], 12.0)
    number = next((match[name] for name in ("n", "n2", "n3") if match[name]), "1")
    unit = next(match[name] for name in ("unit", "unit2", "unit3") if match[name])
    return (int(number) if number.isdigit() else _NUMBERS.get(number, 1)) * _MONTHS_PER[unit]


def _mention(match: re.Match[str]) -> DateMention | None:
    form = match.lastgroup or ""
    name = next(name for name, _ in _ORDER if match[name] is not None) if "_" in form else form
    year_text = (match[f"{name}_y"] or "").strip("'’")
    if not year_text:
        return None
    year = int(year_text) if len(year_text) == 4 else 2000 + int(year_text)
    return _built(name, match, year, Span(*match.span()))


def _built(name: str, match: re.Match[str], year: int, span: Span) -> DateMention | None:
    if name == "qy":
        return _period(span, year, *_QUARTERS[int(match["qy_q"])], "quarter")
    if name == "sy":
        return _period(span, year, *_SEASONS[match["sy_s"]], "season")
    if name == "fy":
        later = int(match["fy_e"]) % 100
        return (
            DateMention(span, date(year, 4, 1), date(year + 1, 3, 31), "year")
            if later == (year + 1) % 100
            else (
                DateMention(span, date(year, 1, 1), date(year // 100 * 100 + later, 12, 31), "year")
                if later > year % 100
                else None
            )
        )
    if name == "y":
        return _period(span, year, 1, 12, "year")
    word = match[f"{name}_m"]
    month = int(word) if word.isdigit() else _MONTHS[word.rstrip(".")]
    day_text = match[f"{name}_d"] if name not in ("my", "nmy") else None
    if not day_text:
        return _period(span, year, month, month, "month") if 1 <= month <= 12 else None
    return _day(span, year, month, int(re.sub(r"\D", "", day_text)))


def _day(span: Span, year: int, month: int, day: int) -> DateMention | None:
    if month > 12 >= day:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    exact = date(year, month, day)
    return DateMention(span, exact, exact, "day")


def _period(span: Span, year: int, first: int, last: int, precision: Precision) -> DateMention:
    return DateMention(span, date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)
