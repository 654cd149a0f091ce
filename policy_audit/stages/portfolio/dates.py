"""The day a time-frame ends on: "by 31 March 2027", "each April", "Q2 2027", "2026/27"; none for "annually"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from policy_audit.language.dates import MONTH_NAMES
from policy_audit.language.dates import find_dates

_MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
_RECURRING = re.compile(
    r"\b(?:each|every|annual(?:ly)?|yearly|monthly|quarterly|weekly|fortnightly|daily|twice|bi-?annual(?:ly)?|termly"
    r"|(?:a|per) (?:year|month|week|quarter|term))\b",
    re.IGNORECASE,
)
_EACH_MONTH = re.compile(rf"\b(?:each|every)(?: year,?)?(?: in| by)? ({'|'.join(_MONTHS)})\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """The day a time-frame ends. `exact` is False for a month or longer; `yearly` says that it comes again."""

    day: date
    exact: bool
    yearly: bool = False


def when(text: str, today: date) -> When | None:
    """The next turn of "each April", else the last date a time-frame names, else None (say, "annually")."""
    each = _EACH_MONTH.search(text)
    if each is None:
        dated = max(find_dates(text.lower()), key=lambda one: one.last, default=None)
        if dated is not None or not recurs(text):
            return When(dated.last, dated.precision == "day") if dated else None
    month = each[1] if each else next((found[0] for found in _MONTH.finditer(text)), None)
    return When(_next_end(_MONTHS[month.lower()], today), False, True) if month else None


def recurs(text: str) -> bool:
    """True for a time-frame that comes again: each, every, annually, quarterly and so on."""
    return _RECURRING.search(text) is not None


def _next_end(month: int, today: date) -> date:
    this = date(today.year, month, monthrange(today.year, month)[1])
    following = today.year + 1
    return this if this >= today else date(following, month, monthrange(following, month)[1])
