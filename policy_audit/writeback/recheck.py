"""Audits the edited text before it is written: a suggestion that would bring in a new finding is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from policy_audit.types import Document
from policy_audit.types import Edit
from policy_audit.types import Finding
from policy_audit.types import Span
from policy_audit.writeback.resolve import distinct_edits
from policy_audit.writeback.values import LeftOut
from policy_audit.writeback.values import Proposal

Audit = Callable[[Document], Iterable[Finding]]
_ROUNDS = 3


def without_new_findings(
    document: Document, proposals: Sequence[Proposal], findings: Iterable[Finding], audit: Audit
) -> tuple[tuple[Proposal, ...], tuple[LeftOut, ...]]:
    """The proposals that leave no new finding at the words they put in, and those that would.

    `findings` are those of the document as it is. Insertions are not judged: their placeholders are still open.
    """
    before = Counter(finding.rule for finding in findings)
    kept = list(proposals)
    left_out: list[LeftOut] = []
    for _ in range(_ROUNDS):
        guilty = _guilty(document, kept, before, audit)
        if not guilty:
            break
        left_out += [LeftOut(proposal, f"its words would be found fault with by {rule}") for proposal, rule in guilty]
        dropped = {id(proposal) for proposal, _ in guilty}
        kept = [proposal for proposal in kept if id(proposal) not in dropped]
    return tuple(kept), tuple(left_out)


def _guilty(
    document: Document, proposals: Sequence[Proposal], before: Counter[str], audit: Audit
) -> list[tuple[Proposal, str]]:
    edits = distinct_edits(proposals)
    if not edits:
        return []
    places = _places(edits)
    everything = list(audit(edited(document, edits)))
    after = [finding for finding in everything if finding.span is not None]
    expected = before - Counter(proposal.rule for proposal in proposals if proposal.edits)
    seen: Counter[str] = Counter(finding.rule for finding in after)
    found: list[tuple[Proposal, str]] = []
    for finding in after:
        if seen[finding.rule] <= expected[finding.rule] or finding.span is None:
            continue
        owners = [edit for edit, place in places.items() if place.overlaps(finding.span)]
        for proposal in proposals:
            if any(Edit(edit.span, edit.replacement) in owners for edit in proposal.edits):
                found.append((proposal, finding.rule))
    rules = Counter(finding.rule for finding in everything if finding.span is None)
    found += _guilty_of(document, proposals, {rule for rule in rules if not before[rule]}, audit)
    return list({id(proposal): (proposal, rule) for proposal, rule in found}.values())


def _guilty_of(
    document: Document, proposals: Sequence[Proposal], rules: set[str], audit: Audit
) -> Iterator[tuple[Proposal, str]]:
    """The proposals that by themselves bring in a finding about the whole document."""
    for proposal in proposals if rules else ():
        if proposal.edits:
            alone = {finding.rule for finding in audit(edited(document, distinct_edits([proposal])))}
            if alone & rules:
                yield proposal, min(alone & rules)


def _places(edits: Sequence[Edit]) -> dict[Edit, Span]:
    """Where the new words stand in the edited text."""
    places: dict[Edit, Span] = {}
    moved = 0
    for edit in reversed(edits):
        start = edit.span.start + moved
        places[edit] = Span(start, start + len(edit.replacement))
        moved += len(edit.replacement) - len(edit.span)
    return places


def edited(document: Document, edits: Sequence[Edit]) -> Document:
    """The document with edits (last in the text first) carried out; blocks move along, source addresses are dropped."""
    text = document.text
    for edit in edits:
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    blocks = tuple(
        replace(block, span=Span(_moved(block.span.start, edits, False), _moved(block.span.end, edits, True)))
        for block in document.blocks
    )
    return replace(document, text=text, blocks=blocks, segments=(), source="")


def _moved(offset: int, edits: Sequence[Edit], inclusive: bool) -> int:
    """An offset of the old text in the new one; words put in at the very end of a block belong to it."""
    return offset + sum(
        len(edit.replacement) - len(edit.span)
        for edit in edits
        if edit.span.end < offset or (edit.span.end == offset and (inclusive or len(edit.span) > 0))
    )
