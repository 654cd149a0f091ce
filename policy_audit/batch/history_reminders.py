"""Reminders that twelve months are up, as the review steps of the frameworks ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

from policy_audit.batch.history import Audit
from policy_audit.ruleset.frameworks import Framework

# How long before the day a reminder begins; it stays until an audit of about that day is kept.
_AHEAD = timedelta(days=30)
_TWELVE_MONTHS = "12 months"


def reminders(audits: Sequence[Audit], frameworks: Mapping[str, Framework], today: date) -> Iterator[str]:
    """Sentences, one for each folder whose latest audit is about twelve months old or older."""
    by_folder: defaultdict[str, list[Audit]] = defaultdict(list)
    for audit in audits:
        by_folder[audit.folder].append(audit)
    for folder, kept in sorted(by_folder.items()):
        last = max(kept, key=lambda audit: audit.audit_date)
        due = anniversary(date.fromisoformat(last.audit_date))
        if today >= due - _AHEAD:
            verb = "were up" if due < today else "are up"
            asks = "; ".join(review_steps(frameworks))
            yield (
                f"{folder}: twelve months since the audit of {last.audit_date} {verb} on {due.isoformat()}. "
                f"Audit the folder again and compare with {last.id}. {asks}"
            ).strip()


def review_steps(frameworks: Mapping[str, Framework]) -> Iterator[str]:
    """Which framework asks for a review after twelve months, and in which of its sections."""
    for framework in frameworks.values():
        sections = [
            one.name.split(":")[0] for one in framework.elements if "Review" in one.name and _TWELVE_MONTHS in one.name
        ]
        if sections:
            yield f"{framework.title} asks for a review after 12 months in {', '.join(sections)}"


def anniversary(day: date) -> date:
    """The same day a year on; 28 February for the 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
