"""The sheets of the Excel report as plain rows: what stands in which column, and which are HR's own to fill in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from policy_audit.report.adverts import mend_first
from policy_audit.report.adverts import notes
from policy_audit.report.html_document import where
from policy_audit.report.register import Undertaking
from policy_audit.report.summary import DISCLAIMER
from policy_audit.report.summary import PRIORITY
from policy_audit.report.summary import Overview
from policy_audit.report.summary import kind_name
from policy_audit.report.summary_sentences import day
from policy_audit.report.summary_sentences import sentences
from policy_audit.report.summary_text import one_line
from policy_audit.types import DocumentReport
from policy_audit.types import Severity

Value = str | int | float
# HR's own columns, and the column by which a row is known again in the next audit.
STATUS, OWNER, NOTE, REFERENCE = "Status", "Owner in HR", "Note", "Reference"
OWN_COLUMNS = (STATUS, OWNER, NOTE)
STATUSES = ("Open", "In progress", "Done", "Not needed")
# Name of a sheet with own columns → rows of own columns by reference.
Kept = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Column:
    """Heading and width in characters."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: columns, rows of the same length. `own` sheets end in HR's columns and the reference."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Value, ...]] = field(default=())
    own: bool = False


def sheets(view: Overview, kept: Kept) -> Iterator[Sheet]:
    """All tables in the order of the workbook. What HR wrote (`kept`) is put back by reference."""
    yield _own("Findings", _FINDINGS, _findings(view), kept)
    yield Sheet("Requirements", _REQUIREMENTS, _requirements(view))
    yield _own("Commitments", _COMMITMENTS, _commitments(view), kept)
    yield Sheet("Documents", _DOCUMENTS, _documents(view))
    yield _own("Action plan", _PLAN, _plan(view), kept)
    yield Sheet("Not audited", _NOT_AUDITED, _not_audited(view))


def read_me(view: Overview) -> tuple[str, ...]:
    """The first sheet, line by line."""
    return (
        "Policy audit",
        f"Audit of {day(view.report.audit_date)}, policy-audit {view.report.version}, "
        f"ruleset {view.report.ruleset[:12]}",
        "",
        "Findings, Commitments and Action plan have columns of your own: Status, Owner in HR and Note.",
        "The next audit into the same folder reads them back and puts them beside the same findings.",
        "For that, keep the Reference column and save the workbook under its name.",
        "Findings: what was seen, where, and what to write instead. Filter by Priority, Document or Status.",
        "Requirements: every statement asked of every document, with the words that answer it.",
        "Commitments: every undertaking of strength 2 or more; 3 and 4 are firm.",
        "Action plan: every gap as something to do, those of most effect first; dates are suggestions.",
        "Not audited: files that could not be read. They count neither as passed nor as failed.",
        "",
        DISCLAIMER,
    )


def summary_rows(view: Overview) -> Iterator[tuple[Value, ...]]:
    """The second sheet: sentences, then counts, then frameworks."""
    for sentence in sentences(view):
        yield (one_line(sentence),)
    yield ()
    for severity in Severity:
        yield (f"Findings: {PRIORITY[severity]}", view.findings[severity])
    yield from (("Documents audited", len(view.lines)), ("Files not audited", len(view.failed)))
    yield ("Undertakings", len(view.undertakings))
    yield ("Undertakings that are firm", sum(one.firm for one in view.undertakings))
    yield ()
    yield ("Framework", "Found", "Asked")
    for name in view.frameworks:
        total = view.totals[name]
        yield (view.names.framework(name), total.passed, total.applicable)


_FINDINGS = (
    Column("Priority", 10),
    Column("Document", 34),
    Column("Where", 26),
    Column("What was seen", 60),
    Column("Words", 24),
    Column("Why", 40),
    Column("Suggestion", 60),
    Column("Rule", 28),
    Column("Set aside", 11),
)
_REQUIREMENTS = (
    Column("Document", 34),
    Column("Kind", 20),
    Column("Statement", 48),
    Column("Level", 12),
    Column("Met", 7),
    Column("Missing", 28),
    Column("Words that answer it", 60),
    Column("Where", 26),
    Column("Owner", 20),
    Column("Time-frame", 18),
    Column("Measure", 20),
    Column("Priority if missing", 12),
    Column("Frameworks", 40),
    Column("Rule", 28),
)
_COMMITMENTS = (
    Column("Document", 34),
    Column("Where", 26),
    Column("Undertaking", 70),
    Column("Strength", 9),
    Column("Firm", 7),
    Column("Who", 20),
    Column("Time-frame", 20),
    Column("Due", 12),
    Column("Timing", 18),
    Column("Measure", 22),
    Column("Hedges", 22),
    Column("Missing", 22),
)
_DOCUMENTS = (
    Column("Document", 40),
    Column("Title", 40),
    Column("Kind", 22),
    Column("Words", 9),
    Column("Statements found", 10),
    Column("Statements asked", 10),
    Column("Share", 8),
    Column("Do first", 9),
    Column("Do next", 9),
    Column("Consider", 9),
    Column("Next review", 13),
    Column("Advert score", 8),
    Column("Mend first in the advert", 60),
    Column("Notes", 60),
)
_PLAN = (
    Column("Nr", 6),
    Column("Action", 56),
    Column("For", 26),
    Column("Step", 10),
    Column("Suggested date", 13),
    Column("Effort", 9),
    Column("Priority", 10),
    Column("Suggested wording", 70),
    Column("Documents", 40),
    Column("Number of documents", 10),
    Column("Serves", 50),
)
_NOT_AUDITED = (Column("File", 50), Column("Why", 60), Column("What to do", 70), Column("Code", 20))


def _own(name: str, columns: tuple[Column, ...], rows: Iterable[tuple[Value, ...]], kept: Kept) -> Sheet:
    """Rows whose last value is the reference get HR's columns before it."""
    before, empty = kept.get(name, {}), ("",) * len(OWN_COLUMNS)
    full = ((*row[:-1], *before.get(str(row[-1]), empty), row[-1]) for row in rows)
    own = (Column(STATUS, 12), Column(OWNER, 20), Column(NOTE, 30), Column(REFERENCE, 20))
    return Sheet(name, (*columns, *own), full, own=True)


def _findings(view: Overview) -> Iterator[tuple[Value, ...]]:
    for severity in Severity:
        for line in view.lines:
            text = (document := line.report).document
            for one in document.findings:
                if one.severity is severity:
                    yield (
                        PRIORITY[severity],
                        view.short(document.path),
                        where(one.location),
                        one.message,
                        text.slice(one.span) if text and one.span else "",
                        one.why,
                        one.suggestions[0].text if one.suggestions else "",
                        one.rule,
                        one.suppressed or "",
                        reference(document.path, one.fingerprint),
                    )


def reference(path: str, mark: str) -> str:
    """What a row is known by in the next audit: the document and what the row is about, not where it stands."""
    key = f"{path.replace(chr(92), '/').rsplit('/', 1)[-1].casefold()}\n{mark}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _requirements(view: Overview) -> Iterator[tuple[Value, ...]]:
    for line in view.lines:
        document = line.report
        for result in document.requirements:
            if not result.applies:
                continue
            evidence = result.evidence[0] if result.evidence else None
            yield (
                view.short(line.path),
                kind_name(line.kind),
                view.names.rule(result.id).title,
                result.result.value if result.result else result.level.value,
                "yes" if result.passed else "no",
                "; ".join(result.missing),
                _quoted(document, evidence.span.start, evidence.span.end) if evidence else "",
                where(evidence.location) if evidence else "",
                (evidence.owner or "") if evidence else "",
                (evidence.time_frame or "") if evidence else "",
                (evidence.measure or "") if evidence else "",
                "" if result.passed else PRIORITY[result.severity],
                "; ".join(result.frameworks),
                result.id,
            )


def _quoted(document: DocumentReport, start: int, end: int) -> str:
    return one_line(document.document.text[start:end], 1000) if document.document else ""


def _commitments(view: Overview) -> Iterator[tuple[Value, ...]]:
    for one in view.undertakings:
        yield (
            view.short(one.path),
            ", ".join(part for part in (one.place, one.section) if part),
            one.text,
            one.strength,
            "yes" if one.firm else "no",
            one.owner or one.bearer,
            one.time_frame,
            one.due,
            one.timing.value,
            one.measure,
            "; ".join(one.hedges),
            "; ".join(one.missing),
            _promise_reference(one),
        )


def _promise_reference(one: Undertaking) -> str:
    return reference(one.path, one.text.casefold())


def _documents(view: Overview) -> Iterator[tuple[Value, ...]]:
    reviews = {one.path: one for one in view.reviews}
    for line in view.lines:
        review, document = reviews.get(line.path), line.report
        yield (
            view.short(line.path),
            line.title,
            kind_name(line.kind),
            line.words,
            line.passed,
            line.applicable,
            f"{100 * line.passed // line.applicable} %" if line.applicable else "",
            *(line.findings[severity] for severity in Severity),
            review.due if review else "",
            line.advert.points if line.advert else "",
            "; ".join(title for _, title in mend_first(document, view.names)),
            " ".join(notes(document)),
        )


def _plan(view: Overview) -> Iterator[tuple[Value, ...]]:
    for number, action in enumerate(view.actions, 1):
        yield (
            number,
            action.task,
            action.role_group,
            action.step,
            action.due,
            action.effort,
            PRIORITY[action.severity],
            action.wording,
            "; ".join(view.short(place.path) for place in action.places),
            len(action.places),
            "; ".join(view.names.framework(name) for name in action.frameworks),
            action.rule,
        )


def _not_audited(view: Overview) -> Iterator[tuple[Value, ...]]:
    for document in view.failed:
        if document.error is not None:
            yield (document.path, document.error.message, document.error.remedy, document.error.code)
