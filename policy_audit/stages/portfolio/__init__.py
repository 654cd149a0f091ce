"""What shows only when documents are read side by side: the gold thread, contradictions, reviews, duplicates.

`portfolio` gives plain values, ready for JSON: the `portfolio` of a report.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from policy_audit.batch.shelf import shelved
from policy_audit.config import Settings
from policy_audit.ruleset.load import Ruleset
from policy_audit.stages.portfolio.pointers import FIRST_BLOCKS
from policy_audit.types import DocumentReport


def portfolio(reports: Sequence[DocumentReport], ruleset: Ruleset, settings: Settings) -> Mapping[str, object]:
    """The portfolio view of documents in the order of their paths; empty with nothing readable. Needs no file."""
    from policy_audit.stages.portfolio.contradictions import contradictions
    from policy_audit.stages.portfolio.coverage import coverage
    from policy_audit.stages.portfolio.duplicates import duplicates
    from policy_audit.stages.portfolio.gold_thread import gold_thread
    from policy_audit.stages.portfolio.reviews import reviews
    from policy_audit.stages.portfolio.words import load_words

    read = shelved(_lighter(report) for report in reports if report.error is None)
    if not read or settings.wording_only:
        return {}
    words = load_words(ruleset.folder)
    return {
        "gold_thread": gold_thread(read, words),
        "coverage": coverage(read, ruleset.catalogue),
        "contradictions": contradictions(read, ruleset.catalogue, words),
        "reviews": reviews(read, settings.audit_date),
        "duplicates": duplicates(read),
        "unknown_kinds": [report.path for report in read if not report.kinds.kinds],
    }


def _lighter(report: DocumentReport) -> DocumentReport:
    """What the view looks at, as it goes through thousands of documents again and again: text, kinds, what was asked.

    Of the blocks those in which a title may stand, and all where addresses are compared.
    """
    asked = tuple(
        replace(result, evidence=result.evidence[:1] if result.passed else (), insert_at=None, missing=())
        for result in report.requirements
        if result.applies or result.passed
    )
    document = report.document
    if document is not None:
        blocks = document.blocks if "@" in document.text else document.blocks[:FIRST_BLOCKS]
        document = replace(document, blocks=blocks, segments=(), source="")
    return replace(report, document=document, requirements=asked, findings=(), commitments=(), scores={})
