"""The spine: the only place that knows the order of the stages.

`path -> read_documents -> Document -> Reading -> stages -> findings, requirements, commitments -> DocumentReport`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from policy_audit import __version__
from policy_audit.batch.shelf import shelved
from policy_audit.config import Settings
from policy_audit.extract import ReadFailure
from policy_audit.extract.locate import Locator
from policy_audit.fingerprint import fingerprints
from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.ruleset.conditions import assumptions
from policy_audit.ruleset.load import Ruleset
from policy_audit.selection import selected
from policy_audit.suppress import suppressed
from policy_audit.types import AdvertScore
from policy_audit.types import Commitment
from policy_audit.types import Document
from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import FrameworkScore
from policy_audit.types import KindResult
from policy_audit.types import Report
from policy_audit.types import RequirementResult
from policy_audit.types import ReviewDue

# Documents in the order of their paths, the ruleset and the settings in; the portfolio of a report out.
PortfolioView = Callable[[Sequence[DocumentReport], Ruleset, Settings], Mapping[str, object]]
ADVERT_KINDS = ("job-advert", "job-description")
NO_KIND = KindResult((), 0.0)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the stages say of one document, before the spine stamps places on it."""

    findings: tuple[Finding, ...]
    requirements: tuple[RequirementResult, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    review: ReviewDue | None = None
    advert: AdvertScore | None = None
    notes: tuple[str, ...] = ()


def audit_document(
    document: Document, ruleset: Ruleset, settings: Settings, *, briefly: bool = False
) -> DocumentReport:
    """Audit one document that has been read. Deterministic: same document, ruleset and settings, same report.

    `briefly` leaves the requirements of policies out for adverts, which have checks of their own: for typing one.
    """
    from policy_audit.stages.kind import classify_kind

    settings = settings.for_path(document.path)
    reading = read(document, ruleset.section_names)
    kinds = classify_kind(reading, ruleset.kinds, settings)
    judged = _judge(reading, kinds, ruleset, settings, briefly)
    places = Locator(document)
    findings = tuple(suppressed(tuple(_stamped(judged.findings, document, places)), document, settings))
    return DocumentReport(
        path=document.path,
        format=document.format,
        sha256=document.sha256,
        document=document,
        kinds=kinds,
        findings=findings,
        requirements=tuple(_located(result, places) for result in judged.requirements),
        commitments=tuple(replace(one, location=places.locate(one.span)) for one in judged.commitments),
        scores=_scores(judged.requirements),
        words=len(reading.tokens),
        warnings=(*document.warnings, *judged.notes),
        review=judged.review,
        advert=judged.advert,
    )


def _judge(reading: Reading, kinds: KindResult, ruleset: Ruleset, settings: Settings, briefly: bool) -> _Judged:
    """Run the stages, in their order, each as far as the selection asks for it."""
    from policy_audit.stages.wording.check import check_wording

    wording = tuple(check_wording(reading, kinds, ruleset.language_with(settings.lexicons), settings))
    if settings.wording_only:
        return _Judged(selected(wording, settings))
    is_advert = any(kind in ADVERT_KINDS for kind in kinds.kinds)
    requirements: tuple[RequirementResult, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    review: ReviewDue | None = None
    if not (briefly and all(kind in ADVERT_KINDS for kind in kinds.kinds)):
        requirements, commitments, review = _requirements(reading, wording, kinds, ruleset, settings)
    adverts: tuple[RequirementResult, ...] = ()
    score: AdvertScore | None = None
    notes: tuple[str, ...] = ()
    if is_advert:
        from policy_audit.stages.adverts import audit_advert

        verdict = audit_advert(reading, wording, kinds, ruleset.adverts, settings)
        adverts, score, notes = verdict.results, verdict.score, verdict.notes
    from policy_audit.stages.gaps import gap_findings

    gaps = gap_findings(requirements, adverts, wording, ruleset)
    findings = selected((*wording, *gaps), settings)
    shown = requirements if settings.all_requirements else tuple(one for one in requirements if one.applies)
    return _Judged(findings, (*shown, *adverts), commitments, review, score, notes)


def _requirements(
    reading: Reading, wording: Sequence[Finding], kinds: KindResult, ruleset: Ruleset, settings: Settings
) -> tuple[tuple[RequirementResult, ...], tuple[Commitment, ...], ReviewDue | None]:
    from policy_audit.language.units import provision_units
    from policy_audit.stages.commitments import commitments
    from policy_audit.stages.hygiene import document_fields
    from policy_audit.stages.requirements import check_requirements
    from policy_audit.stages.strength import score_units

    units = provision_units(reading)
    scored = score_units(reading, units, ruleset.commitment, settings)
    fields = document_fields(reading, scored, settings)
    results = tuple(check_requirements(reading, scored, fields, wording, kinds, ruleset.catalogue, settings))
    stated = fields.review_date
    due = ReviewDue(stated.when.isoformat(), " ".join(stated.value.split())) if stated.when else None
    return results, tuple(commitments(reading, scored, results, settings)), due


def _stamped(findings: Iterable[Finding], document: Document, places: Locator) -> Iterator[Finding]:
    """Findings in reading order, each with its place and a fingerprint that survives edits elsewhere."""
    ordered = sorted(findings, key=lambda one: (one.span is None, one.span or (0, 0), one.severity.rank, one.rule))
    for finding, mark in zip(ordered, fingerprints(ordered, document), strict=True):
        location = places.locate(finding.span) if finding.span else finding.location
        yield replace(finding, location=location, fingerprint=mark)


def _located(result: RequirementResult, places: Locator) -> RequirementResult:
    if not result.evidence:
        return result
    evidence = tuple(replace(one, location=places.locate(one.span)) for one in result.evidence)
    return replace(result, evidence=evidence)


def _scores(results: Iterable[RequirementResult]) -> dict[str, FrameworkScore]:
    applicable: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for result in results:
        if result.applies:
            applicable.update(result.frameworks)
            passed.update(result.frameworks if result.passed else ())
    return {name: FrameworkScore(passed[name], applicable[name]) for name in sorted(applicable)}


def failed_report(failure: ReadFailure) -> DocumentReport:
    """The report of a file that could not be read: a value among the others, never a pass."""
    return DocumentReport(failure.path, failure.format, failure.sha256, None, NO_KIND, error=failure.error)


def build_report(
    documents: Iterable[DocumentReport],
    ruleset: Ruleset,
    settings: Settings,
    portfolio_of_one: bool = False,
    view: PortfolioView | None = None,
) -> Report:
    """The report of a run: documents in the order of their paths, whatever order they were finished in.

    The view over all documents is made where there are several, or where one is asked for, and all stages ran; `view`
    makes it where the caller keeps it from the last time.
    """
    ordered = shelved(documents)
    found: dict[str, object] = {"assumptions": assumptions(settings.profile)}
    if (len(ordered) > 1 or portfolio_of_one) and not settings.wording_only:
        from policy_audit.stages.portfolio import portfolio

        found |= (view or portfolio)(ordered, ruleset, settings)
    return Report(__version__, ruleset.digest_with(settings.lexicons), settings.audit_date.isoformat(), ordered, found)
