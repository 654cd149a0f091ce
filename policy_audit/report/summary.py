"""What a reader wants to know first: counts, five sentences, the worst gaps, the quick wins, what was not audited.

Every report for people (HTML, Excel, Word) is drawn from the one `Overview`, so that they never tell different stories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from policy_audit.batch.shelf import heads
from policy_audit.report.plan import Action
from policy_audit.report.plan import action_plan
from policy_audit.report.plan import quick_wins
from policy_audit.report.plan_rules import load_plan_rules
from policy_audit.report.register import Undertaking
from policy_audit.report.register import register
from policy_audit.report.summary_names import Names
from policy_audit.report.summary_names import names_for
from policy_audit.report.summary_names import readable
from policy_audit.report.titles import section_titles
from policy_audit.report.titles import title_of
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.types import AdvertResult
from policy_audit.types import AdvertScore
from policy_audit.types import DocumentReport
from policy_audit.types import FrameworkScore
from policy_audit.types import Report
from policy_audit.types import RequirementResult
from policy_audit.types import Severity

FIRST_GAPS = 6
FIRST_WINS = 6
DISCLAIMER = (
    "A drafting aid: it reports what documents say. It does not say what an organisation does, what is lawful or "
    "unlawful, or that anyone has failed in a duty. A person who knows the organisation decides."
)
# How severities are called in front of people: what to do, not what is wrong.
PRIORITY: Mapping[Severity, str] = {
    Severity.ERROR: "Do first",
    Severity.WARNING: "Do next",
    Severity.ADVICE: "Consider",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One document in numbers. `title` is what people call it: its own title, else the name of the file.

    Its report is taken from the run when it is asked for, as those of thousands of documents are not held as values.
    """

    number: int
    path: str
    title: str
    kind: str
    words: int
    findings: Mapping[Severity, int]
    passed: int
    applicable: int
    scores: Mapping[str, FrameworkScore]
    advert: AdvertScore | None
    _documents: Sequence[DocumentReport] = field(repr=False)
    _place: int

    @property
    def report(self) -> DocumentReport:
        """Everything the audit says of the document; keep it rather than ask twice."""
        return self._documents[self._place]

    @property
    def share(self) -> float:
        """Part of the applicable requirements that is met, 0 to 1."""
        return self.passed / self.applicable if self.applicable else 0.0


@dataclass(frozen=True, slots=True)
class ReviewDate:
    """When a document is due for review; `due` is an ISO date or empty, `state` as in the portfolio."""

    path: str
    title: str
    due: str
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A report made ready for readers. `frameworks` are the ids that were asked, in the order of the catalogue.

    `folder` is what the paths of all documents begin with; readers are spared it (`short`).
    """

    report: Report
    folder: str
    names: Names
    lines: tuple[Line, ...]
    failed: tuple[DocumentReport, ...]
    frameworks: tuple[str, ...]
    totals: Mapping[str, FrameworkScore]
    findings: Mapping[Severity, int]
    actions: tuple[Action, ...]
    wins: tuple[Action, ...]
    undertakings: tuple[Undertaking, ...]
    reviews: tuple[ReviewDate, ...]
    portfolio: Mapping[str, Any]

    def short(self, path: str) -> str:
        """A path below the folder that was audited."""
        return path.removeprefix(self.folder)


def overview(report: Report, ruleset: Ruleset | None = None) -> Overview:
    """Everything the reports for people are drawn from; reads the ruleset for the names of things."""
    known = ruleset or load_ruleset()
    names = names_for(report, known)
    found = heads(report.documents)
    sections = section_titles(known.folder)
    lines = tuple(_lines(report.documents, sections))
    actions = action_plan(report, names, load_plan_rules(known.folder))
    totals = _totals(lines)
    findings: Counter[Severity] = Counter()
    for line in lines:
        findings.update(line.findings)
    return Overview(
        report=report,
        folder=_shared_folder([head.path for head in found]),
        names=names,
        lines=lines,
        failed=tuple(report.documents[place] for place, head in enumerate(found) if head.error is not None),
        frameworks=tuple(name for name in names.frameworks if name in totals),
        totals=totals,
        findings=findings,
        actions=actions,
        wins=quick_wins(actions, FIRST_GAPS, FIRST_WINS),
        undertakings=register(report),
        reviews=_review_dates(report, lines),
        portfolio=report.portfolio,
    )


def answered(document: DocumentReport) -> list[RequirementResult]:
    """The answers that count: what applies to the document's kind and, of advert checks, what could be asked at all."""
    return [one for one in document.requirements if one.applies and one.result is not AdvertResult.NOT_APPLICABLE]


def kind_name(kind: str) -> str:
    """A document kind as words: "edi-policy" → "EDI policy"."""
    return readable(kind).replace("Edi ", "EDI ") if kind else "Kind not known"


def kind_names(kind: str) -> str:
    """Several documents of a kind, inside a sentence: "EDI policies", "job adverts"."""
    name = kind_name(kind)
    name = name if name.startswith("EDI") else name[:1].lower() + name[1:]
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _shared_folder(paths: Sequence[str]) -> str:
    """The folder that all paths begin with, to its last slash; empty where there is none."""
    first, last = min(paths, default=""), max(paths, default="")
    # What the first and the last in order begin with, all begin with.
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(last))
    return first[: max(first.rfind("/", 0, same), first.rfind("\\", 0, same)) + 1]


def _lines(documents: Sequence[DocumentReport], sections: frozenset[str]) -> Iterator[Line]:
    number = 0
    for place, document in enumerate(documents):
        if document.error is None:
            number += 1
            yield _line(number, document, sections, documents, place)


def _line(
    number: int, document: DocumentReport, sections: frozenset[str], documents: Sequence[DocumentReport], place: int
) -> Line:
    shown = Counter(finding.severity for finding in document.findings if not finding.suppressed)
    asked = answered(document)
    return Line(
        number=number,
        path=document.path,
        title=title_of(document, sections),
        kind=document.kinds.kinds[0] if document.kinds.kinds else "",
        words=document.words,
        findings={severity: shown[severity] for severity in Severity},
        passed=sum(result.passed for result in asked),
        applicable=len(asked),
        scores=document.scores,
        advert=document.advert,
        _documents=documents,
        _place=place,
    )


def _totals(lines: Sequence[Line]) -> dict[str, FrameworkScore]:
    passed: Counter[str] = Counter()
    applicable: Counter[str] = Counter()
    for line in lines:
        for name, score in line.scores.items():
            passed[name] += score.passed
            applicable[name] += score.applicable
    return {name: FrameworkScore(passed[name], applicable[name]) for name in applicable if applicable[name]}


def _review_dates(report: Report, lines: Sequence[Line]) -> tuple[ReviewDate, ...]:
    titles = {line.path: line.title for line in lines}
    entries: Any = report.portfolio.get("reviews", [])
    return tuple(
        ReviewDate(one["path"], titles.get(one["path"], one["path"]), one["due"] or "", one["state"], one["text"])
        for one in entries
    )
