"""When each document is due for review, as a calendar: overdue, due soon, later, or not stated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from datetime import timedelta

from policy_audit.types import DocumentReport

SOON = timedelta(days=90)
_ORDER = ("overdue", "soon", "later", "not-stated")


def reviews(reports: Sequence[DocumentReport], today: date) -> list[dict[str, object]]:
    """One entry for each document of a known kind that is not an advert: path, kind, ISO date or None, state, text.

    The day is the one the document states, or the interval it states counted from its latest date.
    """
    found = [
        _review(report, today) for report in reports if report.kinds.kinds and report.kinds.kinds[0] != "job-advert"
    ]
    return sorted(found, key=lambda one: (_ORDER.index(str(one["state"])), str(one["due"]), str(one["path"])))


def _review(report: DocumentReport, today: date) -> dict[str, object]:
    due = date.fromisoformat(report.review.day) if report.review else None
    state = "not-stated"
    if due is not None:
        state = "overdue" if due < today else "soon" if due <= today + SOON else "later"
    return {
        "path": report.path,
        "kind": report.kinds.kinds[0],
        "due": due.isoformat() if due else None,
        "state": state,
        "text": report.review.text if report.review else "",
    }
