"""The commitment register of a folder: every undertaking, who owes it, by when, and whether that day has passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum

from policy_audit.stages.portfolio.dates import recurs
from policy_audit.stages.portfolio.dates import when
from policy_audit.types import Commitment
from policy_audit.types import DocumentReport
from policy_audit.types import Report

FIRM = 3
_REGISTERED = 2
SOON = timedelta(days=90)


class Timing(StrEnum):
    """Where an undertaking stands against the audit date; the order of the members is that of the register."""

    PAST = "date has passed"
    SOON = "due within 90 days"
    LATER = "due later"
    RECURRING = "recurring"
    UNDATED = "no date"

    @property
    def rank(self) -> int:
        """0 for a date that has passed: sort key."""
        return list(Timing).index(self)


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One promise of one document. `due` is an ISO date or empty; `exact` says that the text names the day itself."""

    path: str
    section: str
    place: str
    text: str
    strength: int
    bearer: str
    owner: str
    time_frame: str
    measure: str
    hedges: tuple[str, ...]
    missing: tuple[str, ...]
    due: str
    exact: bool
    yearly: bool
    timing: Timing

    @property
    def firm(self) -> bool:
        """True for strength 3 and 4: somebody could be held to it."""
        return self.strength >= FIRM


def register(report: Report) -> tuple[Undertaking, ...]:
    """Every undertaking of strength 2 or more, dates that have passed first, then by date, then as they stand."""
    today = date.fromisoformat(report.audit_date)
    found = [
        _undertaking(document, one, today)
        for document in report.documents
        for one in document.commitments
        if one.strength >= _REGISTERED
    ]
    return tuple(sorted(found, key=lambda one: (one.timing.rank, one.due or "9")))


def _undertaking(document: DocumentReport, one: Commitment, today: date) -> Undertaking:
    due = when(one.time_frame, today) if one.time_frame else None
    place = one.location
    where = "" if place is None else f"page {place.page}" if place.page else f"line {place.line}" if place.line else ""
    return Undertaking(
        path=document.path,
        section=" › ".join(place.section) if place else "",
        place=where,
        text=_words(one.text),
        strength=one.strength,
        bearer=one.bearer or "",
        owner=one.owner or "",
        time_frame=one.time_frame or "",
        measure=one.measure or "",
        hedges=one.hedges,
        missing=one.missing,
        due=due.day.isoformat() if due else "",
        exact=bool(due and due.exact),
        yearly=bool(due and due.yearly),
        timing=_timing(due.day if due else None, one.time_frame or "", today),
    )


def _words(text: str) -> str:
    """The undertaking in one line; cells of a table row are kept apart, an item follows its stem."""
    line = ""
    for part in filter(None, (" ".join(part.split()) for part in text.split("\n"))):
        line += (" " if line.endswith((":", "…")) else " | ") + part if line else part
    return line


def _timing(due: date | None, time_frame: str, today: date) -> Timing:
    if due is None:
        return Timing.RECURRING if recurs(time_frame) else Timing.UNDATED
    if due < today:
        return Timing.PAST
    return Timing.SOON if due <= today + SOON else Timing.LATER
