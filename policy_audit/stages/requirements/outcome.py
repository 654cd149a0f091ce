"""From a decision to the result people see: whether it applies, how severe a gap is, evidence, and where text would go."""

from __future__ import annotations

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.ruleset.requirements import Requirement
from policy_audit.ruleset.requirements import RequirementCatalogue
from policy_audit.stages.requirements.judge import Decision
from policy_audit.stages.requirements.passages import Passages
from policy_audit.types import Evidence
from policy_audit.types import InsertionPoint
from policy_audit.types import Level
from policy_audit.types import RequirementResult
from policy_audit.types import Severity

_LESSER = {Severity.ERROR: Severity.WARNING, Severity.WARNING: Severity.ADVICE, Severity.ADVICE: Severity.ADVICE}
_ENDING_ROLES = ("references", "contact", "review")


def passes(requirement: Requirement, level: Level) -> bool:
    """The pass mark of the catalogue: full where it says so, else committed."""
    return level.rank >= (Level.FULL if requirement.passing == "full" else Level.COMMITTED).rank


def applies(requirement: Requirement, kinds: tuple[str, ...], catalogue: RequirementCatalogue, settings: Settings) -> bool:
    """A chosen framework (all, when none is) that uses it lists a kind of the document, and so does its severity table."""
    chosen = [name for name in requirement.frameworks if not settings.frameworks or name in settings.frameworks]
    asked = {kind for name in chosen for kind in catalogue.frameworks[name].kinds}
    return any(kind in asked and kind in requirement.severity for kind in kinds)


def severity_of(requirement: Requirement, level: Level, kinds: tuple[str, ...]) -> Severity:
    """The strictest severity of the document's kinds, one step down when the evidence is mentioned.

    Source: catalogue, section 5, "Severity": no step down for law and absence checks.
    """
    listed = [requirement.severity[kind] for kind in kinds if kind in requirement.severity]
    worst = min(listed or requirement.severity.values(), key=lambda one: one.rank, default=Severity.ADVICE)
    if not listed:
        worst = max(requirement.severity.values(), key=lambda one: one.rank, default=Severity.ADVICE)
    lowered = level is Level.MENTIONED and requirement.force != "law" and requirement.check != "absence"
    return _LESSER[worst] if lowered else worst


def result_of(
    requirement: Requirement,
    decision: Decision,
    reading: Reading,
    passages: Passages,
    kinds: tuple[str, ...],
    catalogue: RequirementCatalogue,
    settings: Settings,
) -> RequirementResult:
    """The finished result; `location` of evidence is left to the spine."""
    passed = passes(requirement, decision.level)
    evidence = tuple(_evidence(passages, unit) for unit in decision.units)
    evidence += tuple(Evidence(span, 0) for span in decision.spans)
    return RequirementResult(
        id=requirement.id,
        frameworks=requirement.frameworks,
        level=decision.level,
        passed=passed,
        applies=applies(requirement, kinds, catalogue, settings),
        severity=severity_of(requirement, decision.level, kinds),
        confidence=round(decision.confidence, 2),
        missing=decision.missing,
        evidence=evidence,
        model_clause="" if passed else requirement.model_clause,
        insert_at=None if passed or requirement.check == "absence" else insertion_point(requirement, reading, decision, passages),
        note=decision.note,
    )


def _evidence(passages: Passages, unit: int) -> Evidence:
    one = passages.units[unit]
    strength = one.strength
    return Evidence(
        one.unit.span,
        strength.score,
        strength.owner.text if strength.owner else None,
        strength.time_frame.text if strength.time_frame else None,
        strength.measure.text if strength.measure else None,
    )


def insertion_point(
    requirement: Requirement, reading: Reading, decision: Decision, passages: Passages
) -> InsertionPoint | None:
    """After the weak evidence where there is some, else under the heading that names the topic, else at the end of the body."""
    blocks = reading.document.blocks
    if not blocks:
        return None
    if decision.units:
        block = passages.units[decision.units[0]].unit.block
        return InsertionPoint(blocks[block].span.end, reading.sections[block].path)
    topic = requirement.detect.topic
    wanted = topic.needed if topic is not None else ()
    for number in range(len(passages.units)):
        if wanted and all(passages.heading[number] & mask for mask in wanted):
            end = passages.members(number, "section")[-1]
            block = passages.units[end].unit.block
            return InsertionPoint(blocks[block].span.end, reading.sections[block].path)
    return _end_of_body(reading)


def _end_of_body(reading: Reading) -> InsertionPoint:
    blocks, sections = reading.document.blocks, reading.sections
    body = [number for number, block in enumerate(blocks) if block.region == "body" and not sections[number].has(*_ENDING_ROLES)]
    last = body[-1] if body else len(blocks) - 1
    return InsertionPoint(blocks[last].span.end, sections[last].path)
