"""How the checks are decided: one small function a mechanism, chosen by the `mechanism` of the check."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping

from policy_audit.ruleset.adverts import AdvertCheck
from policy_audit.stages.adverts.lists import count_essentials
from policy_audit.stages.adverts.lists import split_requirements
from policy_audit.stages.adverts.measures import MEASURES
from policy_audit.stages.adverts.outcome import MISSING
from policy_audit.stages.adverts.outcome import NOT_APPLICABLE
from policy_audit.stages.adverts.outcome import PRESENT
from policy_audit.stages.adverts.outcome import WEAK
from policy_audit.stages.adverts.outcome import Advert
from policy_audit.stages.adverts.outcome import Outcome
from policy_audit.types import Finding
from policy_audit.types import Severity
from policy_audit.types import Span

# Spans shown as evidence of one check.
_SHOWN = 3
# The top of an advert: the first quarter of its words or the first 150, before the requirements (catalogue, "test").
_TOP_WORDS = 150
_TOP_SHARE = 0.25
_ONE_SCREEN = 120
_REQUIREMENTS = ("essential", "requirements", "desirable")


def decide(check: AdvertCheck, advert: Advert) -> Outcome:
    """The outcome of a check: first whether it applies, then its mechanism."""
    for variant, result in check.variants.items():
        if variant in advert.variants:
            return Outcome(type(MISSING)(result), (), f"{variant} advert")
    if check.na_unless and advert.result_of(check.na_unless) in (MISSING, NOT_APPLICABLE):
        return Outcome(NOT_APPLICABLE)
    if check.only_if and not advert.sightings.holds(check.only_if):
        return Outcome(NOT_APPLICABLE)
    if check.missing_unless and advert.result_of(check.missing_unless) is MISSING:
        return Outcome(MISSING, (), check.note_missing)
    return MECHANISMS[check.mechanism](check, advert)


def _presence(check: AdvertCheck, advert: Advert) -> Outcome:
    faults = advert.sightings.holds(check.fault)
    if faults:
        return Outcome(MISSING, advert.spans(faults[:_SHOWN]), check.note_missing)
    present = advert.sightings.strongest(check.present)
    if present:
        return Outcome(PRESENT, advert.spans(present[:_SHOWN]))
    if check.na and advert.sightings.holds(check.na):
        return Outcome(NOT_APPLICABLE)
    weak = advert.sightings.strongest(check.weak)
    if weak:
        return Outcome(WEAK, advert.spans(weak[:_SHOWN]), check.note_weak)
    return Outcome(MISSING, (), check.note_missing)


def _coverage(check: AdvertCheck, advert: Advert) -> Outcome:
    whole = advert.sightings.holds(check.present)
    if whole:
        return Outcome(PRESENT, advert.spans(whole[:_SHOWN]))
    found = {part.name: pieces for part in check.parts if (pieces := advert.sightings.holds(part.rules))}
    figures = {part.name: pieces for part in check.figures if (pieces := advert.sightings.holds(part.rules))}
    absent = tuple(part.name for part in check.parts if part.name not in found)
    pieces = list(dict.fromkeys(pieces[0] for pieces in (figures | found).values()))
    limits = check.thresholds
    enough_figures = len(figures) >= limits.get("present_figures", 0)
    if len(found) >= limits.get("present", len(check.parts)) and enough_figures:
        return Outcome(PRESENT, advert.spans(pieces[:_SHOWN]))
    few_figures = bool(check.figures) and len(figures) >= limits.get("weak_figures", 1)
    if len(found) >= limits.get("weak", 1) or few_figures or advert.sightings.holds(check.weak):
        return Outcome(WEAK, advert.spans(pieces[:_SHOWN]), check.note_weak, absent)
    return Outcome(MISSING, (), check.note_missing, absent)


def _absence(check: AdvertCheck, advert: Advert) -> Outcome:
    found = [finding for finding in advert.wording if _concerns(check, finding) and not finding.suppressed]
    faults = advert.sightings.holds(check.fault)
    excused = bool(check.excuse) and bool(advert.sightings.holds(check.excuse))
    spans = tuple(finding.span for finding in found if finding.span) + (() if excused else advert.spans(faults))
    number = len(found) + (0 if excused else len(faults))
    if number:
        coded = "findings_weak" in check.thresholds and number == len(found)
        few = coded or number <= check.thresholds.get("weak_up_to", 0)
        note = (check.note_weak if few else check.note_missing) or _named(found)
        return Outcome(WEAK if few else MISSING, spans[:_SHOWN], note)
    weak = advert.sightings.holds(check.weak_fault)
    if weak and not (check.excuse and excused):
        return Outcome(WEAK, advert.spans(weak[:_SHOWN]), check.note_weak)
    return Outcome(PRESENT)


def _concerns(check: AdvertCheck, finding: Finding) -> bool:
    if "*" in check.categories:
        return finding.severity is Severity.ERROR
    return finding.category in check.categories


def _named(findings: list[Finding]) -> str:
    return "; ".join(dict.fromkeys(finding.message for finding in findings[:_SHOWN]))


def _placement(check: AdvertCheck, advert: Advert) -> Outcome:
    other = advert.outcomes.get(check.of)
    if other is None or not other.spans:
        return Outcome(NOT_APPLICABLE)
    start = min(span.start for span in other.spans)
    layout = advert.layout
    before = sum(line.words for line in layout.running if line.span.end <= start)
    headings = (line for line in layout.lines if line.kind == "heading")
    requirements = next((line for line in headings if line.role in _REQUIREMENTS), None)
    inside = before <= max(_TOP_WORDS, _TOP_SHARE * layout.words) or layout.words < _ONE_SCREEN
    if inside and (requirements is None or start < requirements.span.start):
        return Outcome(PRESENT, other.spans)
    return Outcome(WEAK, other.spans, check.note_weak)


def _lists(check: AdvertCheck, advert: Advert) -> Outcome:
    result, spans = split_requirements(advert)
    notes = {MISSING: check.note_missing, WEAK: check.note_weak}
    return Outcome(result, spans[:_SHOWN], notes.get(result, ""))


def _count(check: AdvertCheck, advert: Advert) -> Outcome:
    items = count_essentials(advert)
    if not items:
        return Outcome(NOT_APPLICABLE)
    settings = advert.settings
    number = len(items)
    if number <= settings.essentials_advice:
        return Outcome(PRESENT, items[:_SHOWN])
    note = f"{number} essential points; {settings.essentials_advice} are advised at most"
    return Outcome(WEAK if number <= settings.essentials_limit else MISSING, items[:_SHOWN], note)


def _measure(check: AdvertCheck, advert: Advert) -> Outcome:
    if check.na and advert.sightings.holds(check.na):
        return Outcome(NOT_APPLICABLE)
    worst = NOT_APPLICABLE
    notes: list[str] = []
    spans: tuple[Span, ...] = ()
    for limit in check.limits:
        value = MEASURES[limit.measure](advert)
        if value is None:
            continue
        result = PRESENT if value.number <= limit.good else WEAK if value.number <= limit.fair else MISSING
        if result is not PRESENT:
            notes.append(value.note)
            spans += value.spans
        worst = max(worst, result, key=_RANK.__getitem__)
    if advert.sightings.holds(check.fault):
        worst = max(worst, WEAK, key=_RANK.__getitem__)
    return Outcome(worst, spans[:_SHOWN], "; ".join(notes))


def _reminder(check: AdvertCheck, advert: Advert) -> Outcome:
    """Something to think of rather than to find: only_if has said that it concerns this advert."""
    if check.present and advert.sightings.holds(check.present):
        return Outcome(PRESENT)
    return Outcome(WEAK, advert.spans(advert.sightings.holds(check.only_if)[:_SHOWN]), check.note_weak)


_RANK = {NOT_APPLICABLE: 0, PRESENT: 1, WEAK: 2, MISSING: 3}

MECHANISMS: Mapping[str, Callable[[AdvertCheck, Advert], Outcome]] = {
    "presence": _presence,
    "coverage": _coverage,
    "absence": _absence,
    "placement": _placement,
    "lists": _lists,
    "count": _count,
    "measure": _measure,
    "reminder": _reminder,
}
