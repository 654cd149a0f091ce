"""The score of a job advert as readers see it: the points, and the checks whose mending helps most by their titles."""

from __future__ import annotations

from policy_audit.report.summary_names import Names
from policy_audit.types import DocumentReport

# How the stage of adverts begins the note that puts the score in a sentence; people get points and titles instead.
SCORE_NOTE = "Advert score: "


def mend_first(report: DocumentReport, names: Names) -> tuple[tuple[str, str], ...]:
    """(id, title) of the checks to mend first, best first; empty for a document that is no advert."""
    return tuple((name, names.rule(name).title) for name in report.advert.edits) if report.advert else ()


def notes(report: DocumentReport) -> tuple[str, ...]:
    """What is to be known about the reading of a document, without the score that is shown in its own place."""
    return tuple(one for one in report.warnings if report.advert is None or not one.startswith(SCORE_NOTE))
