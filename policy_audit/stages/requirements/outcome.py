"""From a decision to the result: whether it applies, how severe a gap is, evidence, and where text would go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from policy_audit.config import Profile
from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.ruleset.conditions import verdict
from policy_audit.ruleset.frameworks import Framework
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
_RANK = {severity: severity.rank for severity in Severity}
_ENDING_ROLES = ("references", "contact", "review")


def passes(requirement: Requirement, level: Level) -> bool:
    """The pass mark of the catalogue: full where it says so, else committed."""
    return level is Level.FULL or (level is Level.COMMITTED and requirement.passing != "full")


@dataclass(frozen=True)
class Asked:
    """What is asked of documents of certain kinds: ids of requirements, and how much each weighs where all is missing.

    A requirement is asked where a framework uses it for a kind and the profile denies neither; a framework that the
    user named is asked whatever the profile leaves open.
    """

    applying: frozenset[str]
    severities: Mapping[str, Severity]


def asked_of(kinds: tuple[str, ...], catalogue: RequirementCatalogue, settings: Settings) -> Asked:
    """What the chosen frameworks ask of documents of these kinds, given the organisation's profile."""
    return _asked_of(kinds, catalogue, settings.frameworks, settings.profile)


@lru_cache(maxsize=256)
def _asked_of(
    kinds: tuple[str, ...], catalogue: RequirementCatalogue, named: tuple[str, ...], profile: Profile
) -> Asked:
    surely: list[Framework] = []
    perhaps: list[Framework] = []
    for name, framework in catalogue.frameworks.items():
        if named and name not in named:
            continue
        found = True if name in named else verdict(framework.only, profile)
        if found is not False:
            (surely if found else perhaps).append(framework)
    sure, open_ = _by_kind(kinds, surely), _by_kind(kinds, perhaps)
    applying: set[str] = set()
    severities: dict[str, Severity] = {}
    for requirement in catalogue.requirements.values():
        used = _uses(sure, requirement)
        # What nobody surely asks is advice.
        severities[requirement.id] = _worst(requirement, kinds) if used else Severity.ADVICE
        if (used or _uses(open_, requirement)) and _holds(requirement, named, profile):
            applying.add(requirement.id)
    return Asked(frozenset(applying), severities)


def _by_kind(kinds: tuple[str, ...], frameworks: list[Framework]) -> dict[str, frozenset[str]]:
    return {kind: frozenset(one.id for one in frameworks if kind in one.kinds) for kind in kinds}


def _uses(frameworks: Mapping[str, frozenset[str]], requirement: Requirement) -> bool:
    return any(
        kind in requirement.severity and not names.isdisjoint(requirement.frameworks)
        for kind, names in frameworks.items()
    )


def _holds(requirement: Requirement, named: tuple[str, ...], profile: Profile) -> bool:
    """Whether the profile lets the conditions of the requirement itself stand."""
    found = verdict(requirement.only, profile) if requirement.only else True
    return found is True or (found is None and not set(named).isdisjoint(requirement.frameworks))


def _worst(requirement: Requirement, kinds: tuple[str, ...]) -> Severity:
    """The strictest severity of the document's kinds."""
    listed = [requirement.severity[kind] for kind in kinds if kind in requirement.severity]
    return min(listed, key=_RANK.__getitem__, default=Severity.ADVICE)


def severity_of(requirement: Requirement, level: Level, asked: Asked) -> Severity:
    """The severity of a gap, one step down when the evidence is mentioned.

    Source: catalogue, section 5, "Severity": no step down for law and absence checks.
    """
    lowered = level is Level.MENTIONED and requirement.force != "law" and requirement.check != "absence"
    worst = asked.severities[requirement.id]
    return _LESSER[worst] if lowered else worst


@dataclass(frozen=True, slots=True)
class Frame:
    """What the results of one document share. `body_end` is where text goes that has no place of its own."""

    reading: Reading
    passages: Passages
    asked: Asked
    body_end: InsertionPoint | None


def result_of(requirement: Requirement, decision: Decision, frame: Frame) -> RequirementResult:
    """The finished result; `location` of evidence is left to the spine."""
    passed = passes(requirement, decision.level)
    found = [_evidence(frame.passages, unit) for unit in decision.units]
    found += [Evidence(span, 0) for span in decision.spans]
    return RequirementResult(
        id=requirement.id,
        frameworks=requirement.frameworks,
        level=decision.level,
        passed=passed,
        applies=requirement.id in frame.asked.applying,
        severity=severity_of(requirement, decision.level, frame.asked),
        confidence=round(decision.confidence, 2),
        missing=decision.missing,
        evidence=tuple(found),
        model_clause="" if passed else requirement.model_clause,
        insert_at=None if passed or requirement.check == "absence" else _insertion_point(requirement, decision, frame),
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


def _insertion_point(requirement: Requirement, decision: Decision, frame: Frame) -> InsertionPoint | None:
    """After the weak evidence, else under the heading that names the topic, else at the end of the body."""
    reading, passages = frame.reading, frame.passages
    blocks = reading.document.blocks
    if decision.units:
        block = passages.units[decision.units[0]].unit.block
        return InsertionPoint(blocks[block].span.end, reading.sections[block].path)
    topic = requirement.detect.topic
    number = passages.chapter_end(topic.needed) if topic is not None else None
    if number is None:
        return frame.body_end
    block = passages.units[number].unit.block
    return InsertionPoint(blocks[block].span.end, reading.sections[block].path)


def end_of_body(reading: Reading) -> InsertionPoint | None:
    """After the last block of the body that is not among references, contacts or document control."""
    blocks, sections = reading.document.blocks, reading.sections
    if not blocks:
        return None
    body = [
        number
        for number, block in enumerate(blocks)
        if block.region == "body" and not sections[number].has(*_ENDING_ROLES)
    ]
    last = body[-1] if body else len(blocks) - 1
    return InsertionPoint(blocks[last].span.end, sections[last].path)
