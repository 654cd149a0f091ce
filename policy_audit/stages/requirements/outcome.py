"""From a decision to the result: whether it applies, how severe a gap is, evidence, and where text would go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
    """For each kind of a document, the frameworks that list it: those surely asked, and those the profile leaves open.

    A framework that the user named is surely asked; one whose conditions the profile denies is in neither.
    """

    surely: Mapping[str, frozenset[str]]
    perhaps: Mapping[str, frozenset[str]]
    profile: Profile
    named: frozenset[str] = frozenset()

    def applies(self, requirement: Requirement) -> bool:
        """True where a framework uses the requirement for the kind, and the profile does not deny it."""
        if not (_uses(self.surely, requirement) or _uses(self.perhaps, requirement)):
            return False
        found = verdict(requirement.only, self.profile) if requirement.only else True
        return found is True or (found is None and not self.named.isdisjoint(requirement.frameworks))

    def open(self, requirement: Requirement) -> bool:
        """True where only frameworks of which the profile does not say whether they hold ask for the requirement."""
        return not _uses(self.surely, requirement)


def _uses(frameworks: Mapping[str, frozenset[str]], requirement: Requirement) -> bool:
    for kind, names in frameworks.items():
        if kind in requirement.severity and not names.isdisjoint(requirement.frameworks):
            return True
    return False


def asked_of(kinds: tuple[str, ...], catalogue: RequirementCatalogue, settings: Settings) -> Asked:
    """What the chosen frameworks ask of documents of these kinds, given the organisation's profile."""
    surely: list[Framework] = []
    perhaps: list[Framework] = []
    for name, framework in catalogue.frameworks.items():
        if settings.frameworks and name not in settings.frameworks:
            continue
        found = True if name in settings.frameworks else verdict(framework.only, settings.profile)
        if found is not False:
            (surely if found else perhaps).append(framework)
    return Asked(_by_kind(kinds, surely), _by_kind(kinds, perhaps), settings.profile, frozenset(settings.frameworks))


def _by_kind(kinds: tuple[str, ...], frameworks: list[Framework]) -> dict[str, frozenset[str]]:
    return {kind: frozenset(one.id for one in frameworks if kind in one.kinds) for kind in kinds}


def severity_of(requirement: Requirement, level: Level, kinds: tuple[str, ...]) -> Severity:
    """The strictest severity of the document's kinds, one step down when the evidence is mentioned.

    Source: catalogue, section 5, "Severity": no step down for law and absence checks.
    """
    listed = [requirement.severity[kind] for kind in kinds if kind in requirement.severity]
    worst = min(listed, key=_RANK.__getitem__, default=Severity.ADVICE)
    lowered = level is Level.MENTIONED and requirement.force != "law" and requirement.check != "absence"
    return _LESSER[worst] if lowered else worst


@dataclass(frozen=True, slots=True)
class Frame:
    """What the results of one document share. `body_end` is where text goes that has no place of its own."""

    reading: Reading
    passages: Passages
    kinds: tuple[str, ...]
    asked: Asked
    body_end: InsertionPoint | None


def result_of(requirement: Requirement, decision: Decision, frame: Frame) -> RequirementResult:
    """The finished result; `location` of evidence is left to the spine. What nobody surely asks is advice."""
    passed = passes(requirement, decision.level)
    evidence = tuple(_evidence(frame.passages, unit) for unit in decision.units)
    evidence += tuple(Evidence(span, 0) for span in decision.spans)
    return RequirementResult(
        id=requirement.id,
        frameworks=requirement.frameworks,
        level=decision.level,
        passed=passed,
        applies=frame.asked.applies(requirement),
        severity=Severity.ADVICE
        if frame.asked.open(requirement)
        else severity_of(requirement, decision.level, frame.kinds),
        confidence=round(decision.confidence, 2),
        missing=decision.missing,
        evidence=evidence,
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
