"""The score of a job advert as readers see it: the points, and the checks whose mending helps most by their titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policy_audit.types import DocumentReport

if TYPE_CHECKING:
    from policy_audit.report.summary_names import Names

# How the stage of adverts begins the note that puts the score in a sentence; people get points and titles instead.
SCORE_NOTE = "Advert score: "
_CHECK_ID = re.compile(r" \(ADV-[A-Z]+-\d+\)")


def mend_first(report: DocumentReport, names: Names) -> tuple[tuple[str, str], ...]:
    """(id, what to do) of the checks to mend first, best first; empty for a document that is no advert."""
    return tuple((name, names.rule(name).task) for name in report.advert.edits) if report.advert else ()


def note_without_ids(note: str) -> str:
    """A note on an advert as it is shown to people."""
    return _CHECK_ID.sub("", note) if note.startswith(SCORE_NOTE) else note


def notes(report: DocumentReport) -> tuple[str, ...]:
    """What is to be known about the reading of a document, without the score that is shown in its own place."""
    return tuple(one for one in report.warnings if report.advert is None or not one.startswith(SCORE_NOTE))
