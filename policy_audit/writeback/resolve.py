"""Overlapping suggestions: the worse one wins, the other is left out and reported."""

from __future__ import annotations

from collections.abc import Iterable

from policy_audit.types import Edit
from policy_audit.writeback.values import LeftOut
from policy_audit.writeback.values import Proposal


def resolve(proposals: Iterable[Proposal]) -> tuple[tuple[Proposal, ...], tuple[LeftOut, ...]]:
    """Proposals whose edits can all be carried out together, in order of the text, and those that give way.

    Order of precedence: severity, then confidence, then the wider change, then place. The same edit asked for twice is
    no conflict: it is made once.
    """
    ranked = sorted(proposals, key=_precedence)
    taken: dict[Edit, Proposal] = {}
    kept: list[Proposal] = []
    left_out: list[LeftOut] = []
    for proposal in ranked:
        rival = next((owner for edit in proposal.edits for other, owner in taken.items() if _clash(edit, other)), None)
        if rival is not None:
            left_out.append(LeftOut(proposal, f"overlaps the suggestion of {rival.rule}, which weighs more"))
            continue
        kept.append(proposal)
        taken.update({_bare(edit): proposal for edit in proposal.edits})
    return tuple(sorted(kept, key=_place)), tuple(left_out)


def distinct_edits(proposals: Iterable[Proposal]) -> list[Edit]:
    """Every edit of the proposals once, last in the text first."""
    edits = {_bare(edit) for proposal in proposals for edit in proposal.edits}
    return sorted(edits, key=lambda edit: (edit.span, edit.replacement), reverse=True)


def _bare(edit: Edit) -> Edit:
    return Edit(edit.span, edit.replacement)


def _clash(edit: Edit, other: Edit) -> bool:
    if edit.span == other.span:
        return edit.replacement != other.replacement
    return edit.span.overlaps(other.span)


def _precedence(proposal: Proposal) -> tuple[int, float, int, int, str]:
    width = sum(len(edit.span) for edit in proposal.edits)
    start = proposal.span.start if proposal.span else 0
    return proposal.severity.rank, -proposal.confidence, -width, start, proposal.rule


def _place(proposal: Proposal) -> tuple[int, int, str]:
    if proposal.span is not None:
        return 0, proposal.span.start, proposal.rule
    insertion = proposal.insertion
    return 1, 2 * insertion.beside + (not insertion.before) if insertion else 0, proposal.rule
