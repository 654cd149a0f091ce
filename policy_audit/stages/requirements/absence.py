"""absence and position checks: wording that must not be there, and a statement that must stand at the top."""

from __future__ import annotations

from policy_audit.ruleset.expressions import Expression
from policy_audit.ruleset.expressions import bits_of
from policy_audit.ruleset.requirements import Detect
from policy_audit.ruleset.requirements import Requirement
from policy_audit.stages.requirements.judge import Case
from policy_audit.stages.requirements.judge import Decision
from policy_audit.stages.requirements.passages import Passages
from policy_audit.stages.requirements.unit_sets import first_of
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
        return _ratio(detect.topic, passages)
    return Decision(Level.COMMITTED, confidence=0.85)


def _flagged(detect: Detect, passages: Passages) -> tuple[int, ...]:
    if detect.flag is None:
        return ()
    excused = passages.where(detect.reject) | passages.where(detect.unless)
    return tuple(bits_of(passages.candidates(detect.flag) & ~excused))


def _ratio(topic: Expression, passages: Passages) -> Decision:
    """Weak sentences on the topic against firm ones over the whole document (catalogue, risk.performative-language)."""
    weak, firm = [], 0
    for unit in bits_of(passages.candidates(topic)):
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
    found = passages.candidates(detect.topic) & ~passages.where(detect.weak)
    if not found:
        weak = first_of(passages.where(detect.mention) & passages.sets.body)
        return (
            Decision(Level.MENTIONED, (weak,), ("a statement that says something",))
            if weak >= 0
            else Decision(Level.ABSENT)
        )
    first = first_of(found)
    barred = bool(passages.where(detect.flag) & passages.sets.body & ((1 << first) - 1))
    if _words_before(first, detect, passages) > _opening(passages) or barred:
        return Decision(Level.MENTIONED, (first,), ("its place in the opening, before duties and requirements",), 0.85)
    repeated = passages.where(detect.full) & found & ~(1 << first)
    return Decision(Level.FULL if repeated else Level.COMMITTED, (first,), (), 0.85)


def _opening(passages: Passages) -> float:
    words = sum(one.unit.last - one.unit.first for one in passages.units)
    return max(_OPENING_SHARE * words, _OPENING_WORDS)


def _words_before(unit: int, detect: Detect, passages: Passages) -> int:
    """Words before the unit, without headings and the lines that state pay, place and dates."""
    before = passages.sets.body & ~passages.where(detect.reject) & ((1 << unit) - 1)
    return sum(passages.units[number].unit.last - passages.units[number].unit.first for number in bits_of(before))


def unit_spans(passages: Passages, units: tuple[int, ...]) -> tuple[Span, ...]:
    """Spans of units, for evidence."""
    return tuple(passages.units[unit].unit.span for unit in units)
