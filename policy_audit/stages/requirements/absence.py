"""absence and position checks: wording that must not be there, and a statement that must stand at the top."""

from __future__ import annotations

from policy_audit.ruleset.requirements import Detect
from policy_audit.ruleset.requirements import Requirement
from policy_audit.stages.requirements.judge import Case
from policy_audit.stages.requirements.judge import Decision
from policy_audit.stages.requirements.passages import Passages
from policy_audit.types import Level
from policy_audit.types import Span

_MOST_SHOWN = 6
# More weak sentences than this for each firm one, and claims are not matched by commitments (performative language).
_WEAK_TO_FIRM = 3
_FEWEST_FOR_RATIO = 8
# The opening of an advert: this share of its words or this many words, whichever is longer (edi-statement-top).
_OPENING_SHARE = 0.25
_OPENING_WORDS = 150


def judge_absence(requirement: Requirement, case: Case) -> Decision:
    """Committed (passed) when nothing is found; absent, with the places, when something is.

    Found are wording findings, flagged units, and what the document field that `detect.field` names holds.
    """
    detect, passages = requirement.detect, case.passages
    spans = [
        finding.span
        for finding in case.wording
        if finding.span
        and finding.suppressed is None
        and (finding.category in detect.findings or finding.rule in detect.findings)
    ]
    if detect.field:
        spans += [mention.span for mention in getattr(case.fields, detect.field)]
    units = _flagged(detect, passages)
    note = "Possibly a problem: ask for advice." if requirement.force == "law" else ""
    if units or spans:
        outside = tuple(
            span for span in spans if not any(passages.units[unit].unit.span.overlaps(span) for unit in units)
        )
        return Decision(Level.ABSENT, units[:_MOST_SHOWN], (), 0.75, note, outside[:_MOST_SHOWN])
    if detect.topic is not None:
        return _ratio(detect, passages)
    return Decision(Level.COMMITTED, confidence=0.85)


def _flagged(detect: Detect, passages: Passages) -> tuple[int, ...]:
    if detect.flag is None:
        return ()
    return tuple(
        unit
        for unit in passages.candidates(detect.flag)
        if not (detect.reject and detect.reject(passages.views(unit)))
        and not (detect.unless and detect.unless(passages.views(unit)))
    )


def _ratio(detect: Detect, passages: Passages) -> Decision:
    """Weak sentences on the topic against firm ones over the whole document (catalogue, risk.performative-language)."""
    weak, firm = [], 0
    for unit in passages.candidates(detect.topic) if detect.topic else ():
        score = passages.units[unit].strength.score
        firm += score >= 3
        if score in (1, 2):
            weak.append(unit)
    if len(weak) >= _FEWEST_FOR_RATIO and len(weak) > _WEAK_TO_FIRM * firm:
        note = f"{len(weak)} sentences on the topic say little that can be checked, against {firm} that do."
        return Decision(Level.ABSENT, tuple(weak[:_MOST_SHOWN]), (), 0.6, note)
    return Decision(Level.COMMITTED, confidence=0.8)


def judge_position(requirement: Requirement, case: Case) -> Decision:
    """Mentioned when the statement stands lower, committed in the opening, full when a contact follows at the end."""
    detect, passages = requirement.detect, case.passages
    if detect.topic is None:
        return Decision(Level.ABSENT)
    found = [
        unit for unit in passages.candidates(detect.topic) if not (detect.weak and detect.weak(passages.views(unit)))
    ]
    if not found:
        weak = next(passages.candidates(detect.mention), None) if detect.mention else None
        return (
            Decision(Level.MENTIONED, (weak,), ("a statement that says something",))
            if weak is not None
            else Decision(Level.ABSENT)
        )
    first = found[0]
    barrier = next(passages.candidates(detect.flag), len(passages.units)) if detect.flag else len(passages.units)
    if _words_before(first, detect, passages) > _opening(passages) or barrier < first:
        return Decision(Level.MENTIONED, (first,), ("its place in the opening, before duties and requirements",), 0.85)
    repeated = (
        len(found) > 1 and detect.full is not None and any(detect.full(passages.views(unit)) for unit in found[1:])
    )
    return Decision(Level.FULL if repeated else Level.COMMITTED, (first,), (), 0.85)


def _opening(passages: Passages) -> float:
    words = sum(one.unit.last - one.unit.first for one in passages.units)
    return max(_OPENING_SHARE * words, _OPENING_WORDS)


def _words_before(unit: int, detect: Detect, passages: Passages) -> int:
    """Words before the unit, without headings and the lines that state pay, place and dates."""
    return sum(
        one.unit.last - one.unit.first
        for number, one in enumerate(passages.units[:unit])
        if one.unit.kind != "heading" and not (detect.reject and detect.reject(passages.views(number)))
    )


def unit_spans(passages: Passages, units: tuple[int, ...]) -> tuple[Span, ...]:
    """Spans of units, for evidence."""
    return tuple(passages.units[unit].unit.span for unit in units)
