"""From the findings and gaps of a report to proposals for the copy, and which of them are wanted."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import RequirementResult
from policy_audit.types import Severity
from policy_audit.types import Suggestion
from policy_audit.writeback.values import Proposal

# Makes the proposal for an unmet requirement: a firmer sentence or a clause to insert; None where there is neither.
GapMaker = Callable[[Finding, RequirementResult], Proposal | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which suggestions go into the copy: those of at least a severity, safe edits only.

    `gaps` is the least severity of missing statements; None leaves them out.
    """

    severity: Severity = Severity.ADVICE
    safe_only: bool = False
    gaps: Severity | None = Severity.ERROR


def gather(report: DocumentReport, gap: GapMaker, wanted: Wanted) -> tuple[Proposal, ...]:
    """The proposals a report gives rise to, in order of its findings; suppressed findings give none."""
    results = {result.id: result for result in report.requirements}
    found: list[Proposal] = []
    for finding in report.findings:
        if finding.suppressed or finding.severity.rank > wanted.severity.rank:
            continue
        filled = wanted.gaps is not None and finding.severity.rank <= wanted.gaps.rank
        proposal = _proposal(finding, results, gap if filled else None)
        if proposal is not None:
            found.append(proposal)
    return tuple(_safe(found)) if wanted.safe_only else tuple(found)


def _safe(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Proposals cut down to the edits that may be applied unseen; those without any are dropped."""
    for proposal in proposals:
        edits = tuple(edit for edit in proposal.edits if edit.safe)
        if edits:
            yield replace(proposal, edits=edits, alternatives=(), insertion=None)


def _proposal(finding: Finding, results: dict[str, RequirementResult], gap: GapMaker | None) -> Proposal | None:
    if finding.span is not None:
        options = [one.edits for one in finding.suggestions if one.edits]
        return Proposal(
            rule=finding.rule,
            severity=finding.severity,
            remark=remark_of(finding),
            span=finding.span,
            edits=options[0] if options else (),
            alternatives=tuple(options[1:]),
            confidence=finding.confidence,
        )
    result = results.get(finding.rule)
    return gap(finding, result) if gap is not None and result is not None else None


def remark_of(finding: Finding, suggestions: tuple[Suggestion, ...] | None = None) -> str:
    """What a comment says: what was seen, why it matters, what to write instead, where that comes from, the rule."""
    lines = [finding.message]
    if finding.why and finding.why not in finding.message:
        lines.append(f"Why: {finding.why.rstrip('.')}.")
    lines += [suggestion.text for suggestion in (finding.suggestions if suggestions is None else suggestions)]
    if finding.source:
        lines.append(f"Source: {finding.source}")
    lines.append(f"[{finding.severity.value} · {finding.rule}]")
    return "\n".join(lines)
