"""Reports made in code for the tests of what people read: real values, answers chosen by hand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from policy_audit.config import Settings
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.portfolio import portfolio
from policy_audit.types import Block
from policy_audit.types import Commitment
from policy_audit.types import Document
from policy_audit.types import DocumentReport
from policy_audit.types import Edit
from policy_audit.types import Evidence
from policy_audit.types import Finding
from policy_audit.types import FrameworkScore
from policy_audit.types import InsertionPoint
from policy_audit.types import KindResult
from policy_audit.types import Level
from policy_audit.types import Location
from policy_audit.types import ReadError
from policy_audit.types import Report
from policy_audit.types import RequirementResult
from policy_audit.types import ReviewDue
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.types import Suggestion
from policy_audit.types import TextAnchor

AUDIT_DATE = "2026-11-21"
POLICY = (
    "# Equality policy of Example Care",
    "The chairman must use his vote for equality.",
    "We will review this policy each April.",
    "The HR Director will publish the results by 31 March 2026.",
    "Next review date: 1 March 2026",
)


def document(*lines: str, path: str = "policies/equality.md", kind: str = "edi-policy") -> DocumentReport:
    """A document read, of a kind, with nothing judged yet. "# " starts a heading."""
    blocks, parts, at = [], [], 0
    for number, line in enumerate(lines, 1):
        text = line.removeprefix("# ")
        heading = text != line
        span = Span(at, at + len(text))
        blocks.append(Block("heading" if heading else "paragraph", int(heading), span, TextAnchor(number, 1, at)))
        parts.append(text)
        at += len(text) + 1
    text = "\n".join(parts)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    read = Document(path, digest, "md", text, tuple(blocks))
    kinds = KindResult((kind,), 0.9) if kind else KindResult((), 0.0)
    return DocumentReport(path, "md", digest, read, kinds, words=len(text.split()))


def judged(report: DocumentReport, passes: Callable[[int], bool] = lambda number: number % 3 == 0) -> DocumentReport:
    """The document with every requirement of its kind answered; `passes` says which ones it meets."""
    results, findings = [], []
    span = report.document.blocks[-1].span
    place = Location(len(report.document.blocks), 1, None, ("Equality policy",))
    asked = [one for one in load_ruleset().catalogue.requirements.values() if report.kinds.kinds[0] in one.severity]
    for number, one in enumerate(asked):
        severity, met = one.severity[report.kinds.kinds[0]], passes(number)
        level = Level.FULL if met else Level.MENTIONED if number % 4 == 0 else Level.ABSENT
        evidence = () if level is Level.ABSENT else (Evidence(span, 3, "HR Director", None, None, place),)
        missing = () if met else ("an owner",)
        point = InsertionPoint(span.start, ("Equality policy",))
        result = RequirementResult(
            one.id, one.frameworks, level, met, True, severity, 0.9, missing, evidence, one.model_clause, point
        )
        results.append(result)
        if not met:
            advice = (Suggestion(f"Model text: {one.model_clause}"),)
            mark = hashlib.sha256(one.id.encode()).hexdigest()[:16]
            findings.append(
                Finding(
                    one.id, one.id, severity, f"Not found: {one.title}", "", one.source, None, advice, fingerprint=mark
                )
            )
    return _scored(replace(report, requirements=tuple(results), findings=(*report.findings, *findings)))


def with_wording(report: DocumentReport, word: str, advice: str, fingerprint: str = "w1") -> DocumentReport:
    """The document with one finding on a word of its text."""
    at = report.document.text.index(word)
    span = Span(at, at + len(word))
    edit = Suggestion(f"Use “{advice}”.", (Edit(span, advice),))
    finding = Finding(
        "gendered-job-title.chairman",
        "gendered-job-title",
        Severity.WARNING,
        f"“{word}” names one sex",
        "It leaves people out",
        "house",
        span,
        (edit,),
        location=Location(2, 5, None, ("Roles",)),
        fingerprint=fingerprint,
    )
    return replace(report, findings=(finding, *report.findings))


def promising(report: DocumentReport, *promises: tuple[str, int, str]) -> DocumentReport:
    """The document with commitments: (text in the document, strength, time-frame)."""
    made = []
    for text, strength, time_frame in promises:
        at = report.document.text.index(text)
        made.append(
            Commitment(Span(at, at + len(text)), text, strength, "will", "organisation", None, time_frame or None)
        )
    return replace(report, commitments=tuple(made))


def unread(path: str = "policies/scan.pdf") -> DocumentReport:
    """A file that could not be read."""
    error = ReadError("no-text", "The pages hold pictures and no text.", "Run text recognition on it.")
    return DocumentReport(path, "pdf", "0" * 64, None, KindResult((), 0.0), error)


def report_of(*documents: DocumentReport, audit_date: str = AUDIT_DATE) -> Report:
    """The report of documents, with its portfolio view."""
    ordered = tuple(sorted(documents, key=lambda one: one.path))
    ruleset = load_ruleset()
    view = portfolio(ordered, ruleset, Settings(date.fromisoformat(audit_date)))
    return Report("0.1.0", "d" * 64, audit_date, ordered, view)


def usual_report(policies: int = 3, lines: Sequence[str] = POLICY) -> Report:
    """A few policies with gaps, wording, promises and overdue reviews, and one file that could not be read."""
    documents = []
    for number in range(policies):
        made = judged(
            document(*lines, path=f"policies/policy-{number}.md"), lambda at, number=number: (at + number) % 3 == 0
        )
        if lines is POLICY:
            made = promising(made, (lines[2], 3, "each April"), (lines[3], 4, "by 31 March 2026"))
            made = with_wording(made, "chairman", "chair", f"w{number}")
            made = replace(made, review=ReviewDue("2026-03-01", "1 March 2026"))
        documents.append(made)
    return report_of(*documents, unread())


def _scored(report: DocumentReport) -> DocumentReport:
    asked: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for result in report.requirements:
        asked.update(result.frameworks)
        passed.update(result.frameworks if result.passed else ())
    return replace(report, scores={name: FrameworkScore(passed[name], asked[name]) for name in sorted(asked)})
