"""Advert checks: what an advert leaves out, says too weakly or says in the wrong place.

`Reading -> layout (lines, headings) -> sightings (cues) -> mechanisms (one outcome a check) -> RequirementResult`.
Knowledge is in `lexicons/adverts/`; this package only knows how to look.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.ruleset.adverts import AdvertCheck
from policy_audit.ruleset.adverts import AdvertLexicon
from policy_audit.stages.adverts.layout import Layout
from policy_audit.stages.adverts.layout import build_layout
from policy_audit.stages.adverts.mechanisms import decide
from policy_audit.stages.adverts.outcome import NOT_APPLICABLE
from policy_audit.stages.adverts.outcome import PRESENT
from policy_audit.stages.adverts.outcome import WEAK
from policy_audit.stages.adverts.outcome import Advert
from policy_audit.stages.adverts.outcome import Outcome
from policy_audit.stages.adverts.score import advert_score
from policy_audit.stages.adverts.sightings import find_sightings
from policy_audit.types import AdvertResult
from policy_audit.types import AdvertScore
from policy_audit.types import Evidence
from policy_audit.types import Finding
from policy_audit.types import InsertionPoint
from policy_audit.types import KindResult
from policy_audit.types import Level
from policy_audit.types import RequirementResult
from policy_audit.types import Severity
from policy_audit.types import Span

__all__ = ["AdvertAudit", "AdvertScore", "advert_score", "audit_advert", "check_advert"]

ADVERT_KINDS = ("job-advert", "job-description")
_LEVELS = {
    AdvertResult.MISSING: Level.ABSENT,
    AdvertResult.WEAK: Level.MENTIONED,
    AdvertResult.PRESENT: Level.COMMITTED,
    AdvertResult.NOT_APPLICABLE: Level.ABSENT,
}
_SEVERITIES = {
    "blocker": Severity.ERROR, "high": Severity.ERROR, "medium": Severity.WARNING, "low": Severity.ADVICE,
    "info": Severity.ADVICE,
}
_STEP_DOWN = {"blocker": "high", "high": "medium", "medium": "low", "low": "info", "info": "info"}
# How sure each mechanism is: lists and the placing of a statement are matters of layout, figures are not.
_CONFIDENCE = {"presence": 0.9, "coverage": 0.85, "absence": 0.85, "placement": 0.9, "lists": 0.8, "count": 0.85,
               "measure": 0.95, "reminder": 0.7}


@dataclass(frozen=True, slots=True)
class AdvertAudit:
    """What is said of one advert: a result for each check, the score, and notes on how it was read."""

    results: tuple[RequirementResult, ...]
    score: AdvertScore | None
    notes: tuple[str, ...] = ()


def audit_advert(
    reading: Reading, wording: Sequence[Finding], kinds: KindResult, lexicon: AdvertLexicon, settings: Settings
) -> AdvertAudit:
    """The whole verdict on an advert; every result is `na`, and there is no score, where the document is no advert.

    `wording` is what the wording stage found: checks that rest on a lexicon category look there. In a policy that holds
    a model advert only the part that is one is read.
    """
    if kinds.kinds and not any(kind in ADVERT_KINDS for kind in kinds.kinds):
        return AdvertAudit(tuple(_not_applicable(check) for check in lexicon.checks.values()), None)
    advert = read_advert(reading, wording, kinds, lexicon, settings)
    results = tuple(_results(advert, lexicon))
    score = advert_score(results, lexicon)
    return AdvertAudit(results, score, (*_notes(advert, kinds, lexicon), _score_note(score, results, lexicon)))


def check_advert(
    reading: Reading, wording: Sequence[Finding], kinds: KindResult, lexicon: AdvertLexicon, settings: Settings
) -> tuple[RequirementResult, ...]:
    """One result for each check, in the order of the catalogue."""
    return audit_advert(reading, wording, kinds, lexicon, settings).results


def _results(advert: Advert, lexicon: AdvertLexicon) -> Iterator[RequirementResult]:
    places: dict[str, InsertionPoint] = {}
    for check in lexicon.checks.values():
        outcome = decide(check, advert)
        advert.outcomes[check.id] = outcome
        if check.position not in places:
            places[check.position] = _insertion(check.position, advert.layout)
        yield _result(check, outcome, places[check.position])


def _notes(advert: Advert, kinds: KindResult, lexicon: AdvertLexicon) -> list[str]:
    """What a person should know about how the advert was read (catalogue, section 9); empty for an ordinary one."""
    notes = [variant.note for variant in lexicon.variants if variant.id in advert.variants]
    if _model_parts(kinds):
        notes.append("Only the model advert in this document was checked.")
    return notes


def _score_note(score: AdvertScore, results: Sequence[RequirementResult], lexicon: AdvertLexicon) -> str:
    """The score in a sentence, how many checks are met, and what to mend first."""
    asked = [one for one in results if one.applies]
    said = f"Advert score: {score.points} of 100; {sum(one.passed for one in asked)} of {len(asked)} checks are met."
    if not score.edits:
        return said
    edits = "; ".join(f"{lexicon.checks[name].criterion} ({name})" for name in score.edits)
    return f"{said} Most useful to mend first: {edits}."


def read_advert(
    reading: Reading, wording: Sequence[Finding], kinds: KindResult, lexicon: AdvertLexicon, settings: Settings
) -> Advert:
    """The advert with its lines, cues and variants, before any check."""
    parts = _model_parts(kinds)
    layout = build_layout(reading, lexicon.headings, parts)
    sightings = find_sightings(layout, lexicon)
    variants = {variant.id for variant in lexicon.variants if sightings.holds(variant.rules)}
    if settings.variant == "us":
        variants.add("us")
    elif settings.variant == "gb":
        variants.discard("us")
    inside = [one for one in wording if not parts or (one.span and any(part.contains(one.span) for part in parts))]
    return Advert(layout, sightings, inside, frozenset(variants), settings)


def _model_parts(kinds: KindResult) -> tuple[Span, ...]:
    """Parts that are adverts, in a document that is mostly something else."""
    if not kinds.kinds or kinds.kinds[0] in ADVERT_KINDS:
        return ()
    return tuple(part.span for part in kinds.parts if part.kind in ADVERT_KINDS)


def _not_applicable(check: AdvertCheck) -> RequirementResult:
    return RequirementResult(
        id=check.id, frameworks=(), level=Level.ABSENT, passed=True, applies=False,
        severity=_SEVERITIES[check.severity], confidence=1.0, result=NOT_APPLICABLE,
    )


def _result(check: AdvertCheck, outcome: Outcome, place: InsertionPoint) -> RequirementResult:
    if outcome.result is NOT_APPLICABLE:
        return _not_applicable(check)
    passed = outcome.result is PRESENT
    weight = _STEP_DOWN[check.severity] if outcome.result is WEAK else check.severity
    return RequirementResult(
        id=check.id,
        frameworks=(),
        level=_LEVELS[outcome.result],
        passed=passed,
        applies=True,
        severity=_SEVERITIES[weight],
        confidence=_CONFIDENCE[check.mechanism],
        missing=outcome.missing,
        evidence=tuple(Evidence(span, 0) for span in outcome.spans),
        model_clause="" if passed else check.model_text,
        insert_at=None if passed else place,
        result=outcome.result,
        note=outcome.note,
    )


def _insertion(position: str, layout: Layout) -> InsertionPoint:
    """Where a missing statement goes: after the opening lines, under its heading, or at the end."""
    lines = [line for line in layout.lines if not line.metadata]
    if not lines:
        return InsertionPoint(len(layout.reading.document.text))
    if position in ("top", "pay"):
        opening = next((line for line in lines if line.kind == "text" and line.words >= 12), lines[0])
        return InsertionPoint(opening.span.start, layout.reading.sections[opening.block].path)
    heading = layout.heading_of(position)
    if heading is None:
        return InsertionPoint(lines[-1].span.end, layout.reading.sections[lines[-1].block].path)
    inside = [line for line in lines if line.section == heading.section]
    return InsertionPoint(inside[-1].span.end, layout.reading.sections[inside[-1].block].path)
