"""Turns unmet requirements and advert checks into findings, so that gaps and wording stand in one list."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from policy_audit.ruleset.load import Ruleset
from policy_audit.types import AdvertResult
from policy_audit.types import Finding
from policy_audit.types import Level
from policy_audit.types import Location
from policy_audit.types import RequirementResult
from policy_audit.types import Span
from policy_audit.types import Suggestion

GAPS = (AdvertResult.MISSING, AdvertResult.WEAK)
# Below this confidence the message says that a person should look (docs/evaluation.md, reliability table).
UNSURE = 0.7
# Mechanisms of advert checks that find something there which should not be, rather than something missing.
FAULT_MECHANISMS = ("absence", "count", "measure", "reminder")


def gap_findings(
    requirements: Sequence[RequirementResult],
    adverts: Sequence[RequirementResult],
    wording: Sequence[Finding],
    ruleset: Ruleset,
) -> Iterator[Finding]:
    """One finding for each requirement that applies and is not met, and for each advert check with a gap.

    What the wording stage has already said at the same place is not said twice, and an advert that went through the
    advert checks is not judged again by the coarser `advert.*` requirements.
    """
    said = [finding.span for finding in wording if finding.span]
    for result in requirements:
        judged_finer = bool(adverts) and result.id.startswith("advert.")
        if result.applies and not result.passed and not judged_finer and not _said(result, said):
            yield _requirement_gap(result, ruleset)
    for result in adverts:
        if result.result in GAPS and not _said(result, said):
            yield _advert_gap(result, ruleset)


def _said(result: RequirementResult, said: Sequence[Span]) -> bool:
    return bool(result.evidence) and any(
        evidence.span.overlaps(span)
        for evidence in result.evidence
        for span in said
        if result.id.startswith(("risk.", "ADV-"))
    )


def _requirement_gap(result: RequirementResult, ruleset: Ruleset) -> Finding:
    requirement = ruleset.catalogue.requirements[result.id]
    if requirement.check == "absence":
        message = f"Wording to look at: {requirement.title}"
    elif result.level is Level.ABSENT:
        message = f"Not found: {requirement.title}"
    else:
        message = f"Only {result.level.value}: {requirement.title}"
    if result.missing:
        message += f" (missing: {'; '.join(result.missing)})"
    return _gap(result, message, requirement.satisfied_when, requirement.source)


def _advert_gap(result: RequirementResult, ruleset: Ruleset) -> Finding:
    check = ruleset.adverts.checks[result.id]
    if check.mechanism in FAULT_MECHANISMS:
        word = "To look at"
    else:
        word = "Missing" if result.result is AdvertResult.MISSING else "Weak"
    said = result.note or check.criterion
    return _gap(result, f"{word}: {said}", check.criterion, ", ".join(check.sources))


def _gap(result: RequirementResult, message: str, why: str, source: str) -> Finding:
    if result.confidence < UNSURE:
        message += " (not clear-cut: a person should look)"
    section = result.insert_at.section if result.insert_at else ()
    suggestions = (Suggestion(f"Model text: {result.model_clause}"),) if result.model_clause else ()
    return Finding(
        rule=result.id,
        category=result.id,
        severity=result.severity,
        message=message,
        why=why,
        source=source,
        suggestions=suggestions,
        confidence=result.confidence,
        location=Location(None, None, None, section) if section else None,
    )
