"""The commitment register: everything a document undertakes, unit by unit, in reading order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import accumulate

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
    evidence = _Evidence(results)
    for one in scored:
        if one.strength.score >= REGISTER_FROM or settings.all_units:
            yield _commitment(reading, one, evidence)


class _Evidence:
    """The evidence of all requirements by its place, so that a unit meets only what lies near it."""

    def __init__(self, results: Sequence[RequirementResult]) -> None:
        by_span: dict[Span, set[str]] = {}
        for result in results:
            for piece in result.evidence:
                by_span.setdefault(piece.span, set()).add(result.id)
        self._pieces = sorted(by_span.items(), key=lambda pair: pair[0].start)
        self._starts = [span.start for span, _ in self._pieces]
        # The farthest end of any piece up to each: where that lies before a unit, nothing earlier can reach it.
        self._reach = list(accumulate((span.end for span, _ in self._pieces), max))

    def names(self, span: Span) -> tuple[str, ...]:
        """The requirements whose evidence overlaps a span, in order of their names."""
        found: set[str] = set()
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._reach[at] > span.start:
            piece, names = self._pieces[at]
            if piece.overlaps(span):
                found |= names
            at -= 1
        return tuple(sorted(found))


def _commitment(reading: Reading, one: ScoredUnit, evidence: _Evidence) -> Commitment:
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
        requirements=evidence.names(unit.span),
    )
