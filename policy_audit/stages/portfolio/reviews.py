"""When each document is due for review, as a calendar: overdue, due soon, later, or not stated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

from policy_audit.stages.portfolio.dates import when
from policy_audit.types import DocumentReport

SOON = timedelta(days=90)
# "Next review: …", "Date of next review | …", "Review by …", "Review due …", "To be reviewed by …", "Valid until …".
_NEXT = re.compile(
    r"\b(?:(?:date (?:of|for) )?next review(?: date)?|review (?:due|by|before|date)(?: date)?"
    r"|due for (?:its next )?review"
    r"|(?:to|will) be reviewed (?:again )?(?:by|in|on|before|no later than)|valid until|expiry date)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:last|previous|latest) review|reviewed on|date reviewed", re.IGNORECASE)
# Code points after the words in which their date stands; a date in a table stands in the next cell, one line on.
_REACH = 80
_ORDER = ("overdue", "soon", "later", "not-stated")


def reviews(reports: Sequence[DocumentReport], today: date) -> list[dict[str, object]]:
    """One entry for each document of a known kind that is not an advert: path, kind, ISO date or None, state, text."""
    found = [
        _review(report, today) for report in reports if report.kinds.kinds and report.kinds.kinds[0] != "job-advert"
    ]
    return sorted(found, key=lambda one: (_ORDER.index(str(one["state"])), str(one["due"]), str(one["path"])))


def _review(report: DocumentReport, today: date) -> dict[str, object]:
    due, text = next_review(report.document.text if report.document else "", today)
    state = "not-stated"
    if due is not None:
        state = "overdue" if due < today else "soon" if due <= today + SOON else "later"
    return {
        "path": report.path,
        "kind": report.kinds.kinds[0],
        "due": due.isoformat() if due else None,
        "state": state,
        "text": text,
    }


def next_review(text: str, today: date) -> tuple[date | None, str]:
    """The date of the next review that a text states, and the words that state it. Of several, the latest."""
    best: tuple[date, str] | None = None
    for match in _NEXT.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if _DONE.search(text, line, match.end()):
            continue
        # In the same line, else in the next: there the neighbouring cell of a table stands.
        lines = text[match.start() : match.end() + _REACH].split("\n")
        for words in (lines[0], " ".join(lines[:2])):
            found = when(words, today)
            if found is not None and not found.yearly:
                if best is None or found.day > best[0]:
                    best = (found.day, " ".join(words.split()))
                break
    return best if best else (None, "")
