"""The commitment register: everything a document undertakes, unit by unit, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.types import Commitment
from policy_audit.types import RequirementResult
from policy_audit.types import Span

# Below this a unit undertakes nothing (contract: the register holds strength 2 and more).
REGISTER_FROM = 2


def commitments(
    reading: Reading, scored: Sequence[ScoredUnit], results: Sequence[RequirementResult], settings: Settings
) -> Iterator[Commitment]:
    """Every unit of strength 2 or more (every unit with `settings.all_units`) and what it is evidence for."""
    evidence = [(piece.span, result.id) for result in results for piece in result.evidence]
    for one in scored:
        if one.strength.score >= REGISTER_FROM or settings.all_units:
            yield _commitment(reading, one, evidence)


def _commitment(reading: Reading, one: ScoredUnit, evidence: Sequence[tuple[Span, str]]) -> Commitment:
    unit, strength = one.unit, one.strength
    return Commitment(
        span=unit.span,
        text=unit.text(reading),
        strength=strength.score,
        mode=strength.mode,
        bearer=strength.bearer if strength.score >= REGISTER_FROM else None,
        owner=strength.owner.text if strength.owner else None,
        time_frame=strength.time_frame.text if strength.time_frame else None,
        measure=strength.measure.text if strength.measure else None,
        hedges=tuple(hedge.text for hedge in strength.hedges),
        missing=strength.missing,
        requirements=tuple(sorted({name for span, name in evidence if span.overlaps(unit.span)})),
    )
