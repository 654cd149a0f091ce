"""The dated promises and review dates as a calendar file (RFC 5545) that Outlook, Google and Apple calendars read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from datetime import timedelta

from policy_audit.report.register import Undertaking
from policy_audit.report.summary import ReviewDate

_LINE_OCTETS = 75
_SUMMARY_LETTERS = 90


def render(undertakings: Iterable[Undertaking], reviews: Iterable[ReviewDate], audit_date: str) -> str:
    """An iCalendar text with one whole-day entry for each dated promise and each document's review date.

    Promises of one document for one day with the same words give one entry. Lines end in CR LF and have at most 75
    octets.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//policy-audit//register//EN", "CALSCALE:GREGORIAN"]
    seen: set[str] = set()
    for entry in (*_promises(undertakings, audit_date), *_reviews(reviews, audit_date)):
        if entry[1] not in seen:
            seen.add(entry[1])
            lines += entry
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _promises(undertakings: Iterable[Undertaking], audit_date: str) -> Iterator[tuple[str, ...]]:
    for one in undertakings:
        if one.due:
            title = f"Promise due: {_shortened(one.text)}"
            parts = [one.text, f"Document: {one.path}", one.section and f"Section: {one.section}"]
            parts += [one.owner and f"Owner: {one.owner}", one.time_frame and f"Time-frame: {one.time_frame}"]
            yield _event(title, "\n".join(part for part in parts if part), one.due, audit_date, one.path, one.yearly)


def _reviews(reviews: Iterable[ReviewDate], audit_date: str) -> Iterator[tuple[str, ...]]:
    for one in reviews:
        if one.due:
            yield _event(
                f"Review due: {one.title}", f"Document: {one.path}\n{one.text}", one.due, audit_date, one.path, False
            )


def _event(title: str, details: str, due: str, stamp: str, path: str, yearly: bool) -> tuple[str, ...]:
    mark = hashlib.sha256(f"{path}\n{title}\n{due}\n{details}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
    day = date.fromisoformat(due)
    return (
        "BEGIN:VEVENT",
        f"UID:{mark}@policy-audit",
        f"DTSTAMP:{stamp.replace('-', '')}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        *(("RRULE:FREQ=YEARLY",) if yearly else ()),
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(details)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _escaped(text: str) -> str:
    kept = "".join(letter for letter in text if letter == "\n" or letter.isprintable() or letter == "\t")
    for sign in ("\\", ";", ","):
        kept = kept.replace(sign, f"\\{sign}")
    return kept.replace("\n", "\\n")


def _shortened(text: str) -> str:
    return text if len(text) <= _SUMMARY_LETTERS else text[:_SUMMARY_LETTERS].rsplit(" ", 1)[0] + " …"


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets; further ones begin with a blank. Never cuts a character in two."""
    room, current, size = _LINE_OCTETS, "", 0
    for letter in line:
        width = len(letter.encode("utf-8", "surrogatepass"))
        if size + width > room:
            yield current
            current, size = " ", 1
        current += letter
        size += width
    yield current
