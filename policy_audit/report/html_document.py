"""One document as the HTML report shows it: findings, gaps with their clauses, evidence, the text marked in place."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from policy_audit.report.adverts import mend_first
from policy_audit.report.adverts import notes as reading_notes
from policy_audit.report.html_marks import Mark
from policy_audit.report.html_marks import MarkedText
from policy_audit.report.html_marks import marked_text
from policy_audit.report.summary import PRIORITY
from policy_audit.report.summary import Line
from policy_audit.report.summary import answered
from policy_audit.report.summary_names import Names
from policy_audit.report.summary_text import one_line
from policy_audit.types import AdvertResult
from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import Level
from policy_audit.types import Location
from policy_audit.types import RequirementResult
from policy_audit.types import Severity

_LEVEL_WORDS = {
    Level.ABSENT: "not found",
    Level.MENTIONED: "mentioned",
    Level.COMMITTED: "committed",
    Level.FULL: "full",
}
_ADVERT_WORDS = {
    AdvertResult.MISSING: "missing",
    AdvertResult.WEAK: "weak",
    AdvertResult.PRESENT: "there",
    AdvertResult.NOT_APPLICABLE: "does not apply",
}


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of a document is shown: code points of text and of a quotation, number of findings, gaps and passes."""

    text: int
    findings: int
    gaps: int
    passed: int
    quote: int


# From everything to the bare numbers; a report of many documents takes the first that fits its share of the size.
DETAILS = (
    Detail(200_000, 2_000, 500, 500, 600),
    Detail(12_000, 150, 200, 200, 240),
    Detail(3_000, 30, 60, 30, 140),
    Detail(1_200, 12, 20, 8, 100),
    Detail(0, 5, 8, 0, 60),
    Detail(0, 0, 0, 0, 0),
)


@dataclass(frozen=True, slots=True)
class Note:
    """Findings of one rule with the same words: a line in the list. `places` are (text, id of the mark)."""

    anchor: str
    severity: Severity
    message: str
    why: str
    source: str
    advice: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    suppressed: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One requirement as answered: a gap or a pass. `own_clause` is a clause filled in for this document."""

    rule: str
    title: str
    severity: Severity
    state: str
    missing: tuple[str, ...]
    quote: str
    where: str
    anchors: str
    insert: str
    clause: str
    own_clause: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What the template draws. The counts say how much was left out for size.

    `mend_first` are (rule, title); the rule is empty where the plan has no entry to point to.
    """

    line: Line
    notes: tuple[Note, ...]
    more_notes: int
    gaps: tuple[Answer, ...]
    more_gaps: int
    passed: tuple[Answer, ...]
    more_passed: int
    text: MarkedText | None
    warnings: tuple[str, ...]
    mend_first: tuple[tuple[str, str], ...] = ()
    language: str = "en"


def document_view(line: Line, names: Names, detail: Detail) -> DocumentView:
    """The view of one document, as much of it as `detail` allows; the most serious first."""
    report = line.report
    rules = {result.id for result in report.requirements}
    wording = [one for one in report.findings if one.span is not None or one.rule not in rules]
    notes = sorted(_notes(line.number, wording), key=lambda note: note.severity.rank)
    asked = answered(report)
    # A gap that is set aside, or that a finding on the words says already, is none here either.
    shown = {one.rule for one in report.findings if one.span is None and not one.suppressed}
    gaps = sorted((one for one in asked if not one.passed and one.id in shown), key=lambda one: one.severity.rank)
    passed = [one for one in asked if one.passed]
    lifts = mend_first(report, names)
    text = None
    if detail.text and report.document is not None:
        text = marked_text(report.document, _marks(line.number, wording, passed, gaps, names), detail.text)
    return DocumentView(
        line=line,
        notes=tuple(notes[: detail.findings]),
        more_notes=max(0, len(notes) - detail.findings),
        gaps=tuple(_answer(report, one, names, detail) for one in gaps[: detail.gaps]),
        more_gaps=max(0, len(gaps) - detail.gaps),
        passed=tuple(_answer(report, one, names, detail) for one in passed[: detail.passed]),
        more_passed=max(0, len(passed) - detail.passed),
        text=text,
        warnings=reading_notes(report),
        mend_first=tuple((rule if rule in shown else "", title) for rule, title in lifts) if detail.gaps else (),
        language=(report.document.metadata.language if report.document else None) or "en",
    )


def where(location: Location | None) -> str:
    """A place in words: "page 3, 4 Roles › 4.1 Board"."""
    if location is None:
        return ""
    read = " (OCR)" if location.ocr else ""
    place = f"page {location.page}{read}" if location.page else f"line {location.line}" if location.line else ""
    return ", ".join(part for part in (place, " › ".join(location.section)) if part)


def _notes(number: int, findings: list[Finding]) -> Iterator[Note]:
    groups: dict[tuple[str, str], list[tuple[int, Finding]]] = {}
    for at, finding in enumerate(findings):
        groups.setdefault((finding.rule, finding.message), []).append((at, finding))
    for group in groups.values():
        at, first = group[0]
        yield Note(
            anchor=f"d{number}n{at}",
            severity=first.severity,
            message=first.message,
            why=first.why,
            source=first.source,
            advice=tuple(suggestion.text for suggestion in first.suggestions[:3]),
            places=tuple((where(one.location) or "in the text", f"d{number}m{place}") for place, one in group),
            suppressed=first.suppressed or "",
        )


def _marks(
    number: int,
    findings: Sequence[Finding],
    passed: Sequence[RequirementResult],
    gaps: Sequence[RequirementResult],
    names: Names,
) -> Iterator[Mark]:
    """Findings on words, wording that a check wants gone, and the evidence of what is there."""
    targets: dict[tuple[str, str], int] = {}
    for at, finding in enumerate(findings):
        first = targets.setdefault((finding.rule, finding.message), at)
        if finding.span is not None and not finding.suppressed:
            label = f"{PRIORITY[finding.severity]}: {finding.message}"
            yield Mark(finding.span, finding.severity.value, f"d{number}n{first} d{number}m{at}", label)
    for result in gaps:
        if names.rule(result.id).check == "absence":
            for at, evidence in enumerate(result.evidence):
                label = f"{PRIORITY[result.severity]}: {names.rule(result.id).title}"
                yield Mark(evidence.span, result.severity.value, f"a-{result.id} d{number}x{at}-{result.id}", label)
    for result in passed:
        for evidence in result.evidence[:1]:
            yield Mark(evidence.span, "evidence", "", names.rule(result.id).title)


def _answer(report: DocumentReport, result: RequirementResult, names: Names, detail: Detail) -> Answer:
    known = names.rule(result.id)
    evidence = result.evidence[0] if result.evidence else None
    quote = ""
    if evidence is not None and report.document is not None:
        quote = one_line(report.document.slice(evidence.span), detail.quote)
    found = {"owner": evidence.owner, "when": evidence.time_frame, "measured by": evidence.measure} if evidence else {}
    clause = known.model_clause or result.model_clause
    return Answer(
        rule=result.id,
        title=known.title if result.passed else known.task,
        severity=result.severity,
        state=_ADVERT_WORDS[result.result] if result.result else _LEVEL_WORDS[result.level],
        missing=result.missing,
        quote=quote,
        where=where(evidence.location) if evidence else "",
        anchors="; ".join(f"{name}: {value}" for name, value in found.items() if value),
        insert=result.insert_at.section[-1] if result.insert_at and result.insert_at.section else "",
        clause=clause,
        own_clause=result.model_clause if result.model_clause and result.model_clause != known.model_clause else "",
    )
