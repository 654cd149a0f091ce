"""From the findings and gaps of a report to proposals for the copy, and which of them are wanted."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from policy_audit.selection import names
from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import RequirementResult
from policy_audit.types import Severity
from policy_audit.types import Suggestion
from policy_audit.writeback.values import Insertion
from policy_audit.writeback.values import Proposal

# Makes the clause for an unmet requirement and finds its place; None where there is nothing to insert.
ClauseMaker = Callable[[RequirementResult], Insertion | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which suggestions go into the copy: rules, categories or prefixes of them, the least severity, safe edits only."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity = Severity.ADVICE
    safe_only: bool = False


def gather(report: DocumentReport, clause_of: ClauseMaker, wanted: Wanted) -> tuple[Proposal, ...]:
    """The proposals a report gives rise to, in order of the text; suppressed findings give none."""
    gaps = {result.id: result for result in report.requirements}
    found = (_proposal(finding, gaps, clause_of) for finding in report.findings if _is_wanted(finding, wanted))
    kept = (proposal for proposal in found if proposal is not None)
    return tuple(_safe(kept) if wanted.safe_only else kept)


def _is_wanted(finding: Finding, wanted: Wanted) -> bool:
    if finding.suppressed or finding.severity.rank > wanted.severity.rank:
        return False
    chosen = max((len(name) for name in wanted.select if names(finding, name)), default=-1)
    ignored = max((len(name) for name in wanted.ignore if names(finding, name)), default=-1)
    return (chosen >= 0 or not wanted.select) and (ignored < 0 or chosen > ignored)


def _safe(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Proposals cut down to the edits that may be applied unseen; those without any are dropped."""
    for proposal in proposals:
        edits = tuple(edit for edit in proposal.edits if edit.safe)
        if edits:
            yield replace(proposal, edits=edits, insertion=None)


def _proposal(finding: Finding, gaps: dict[str, RequirementResult], clause_of: ClauseMaker) -> Proposal | None:
    if finding.span is not None:
        edits = next((one.edits for one in finding.suggestions if one.edits), ())
        return Proposal(
            finding.rule, finding.severity, remark_of(finding), finding.span, edits, confidence=finding.confidence
        )
    result = gaps.get(finding.rule)
    insertion = clause_of(result) if result is not None and result.model_clause else None
    if insertion is None:
        return None
    remark = remark_of(replace(finding, suggestions=(Suggestion(f"Insert after this: {insertion.text}"),)))
    return Proposal(finding.rule, finding.severity, remark, insertion=insertion, confidence=finding.confidence)


def remark_of(finding: Finding) -> str:
    """What a comment says: what was seen, why it matters, what to write instead, where that comes from, the rule."""
    lines = [finding.message]
    if finding.why and finding.why not in finding.message:
        lines.append(f"Why: {finding.why}.".replace("..", "."))
    lines += [suggestion.text for suggestion in finding.suggestions]
    if finding.source:
        lines.append(f"Source: {finding.source}")
    lines.append(f"[{finding.severity.value} · {finding.rule}]")
    return "\n".join(lines)
