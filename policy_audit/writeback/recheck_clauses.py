"""Audits the text with its new clauses before it is written: a clause that would bring in a finding is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import Finding
from policy_audit.types import Span
from policy_audit.writeback.recheck import edited
from policy_audit.writeback.resolve import distinct_edits
from policy_audit.writeback.values import LeftOut
from policy_audit.writeback.values import Proposal

# An open placeholder is what a clause asks a person to fill: no fault of the clause.
_OPEN = "risk.unfilled-placeholder"
_ROUNDS = 12
_MONEY = re.compile(r"£?\[(?:lowest|highest|amount|£[^\[\]]*)\]|£\[[^\[\]]+\]")
_OPEN_WORDS = re.compile(r"\[([^\[\]]+)\]")
_NUMBERS = frozenset({"number", "x", "y", "z", "n", "figure", "percentage", "target"})
OTHER_KIND = "with so many clauses the document would be taken for another kind; name its kind with --kind"


@dataclass(frozen=True, slots=True)
class Judge:
    """How a text is judged again: what an audit finds in it, and the kinds it is taken for."""

    findings: Callable[[Document], Iterable[Finding]]
    kinds: Callable[[Document], tuple[str, ...]]


def clauses_without_new_findings(
    document: Document, proposals: Sequence[Proposal], findings: Iterable[Finding], judge: Judge
) -> tuple[tuple[Proposal, ...], tuple[LeftOut, ...]]:
    """The proposals without the clauses that would change the kind of the document or bring in a finding, and those.

    `findings` are those of the document as it is. Clauses of greater severity are kept first.
    """
    changed = edited(document, distinct_edits(proposals))
    clauses = sorted((one for one in proposals if one.insertion), key=lambda one: one.severity.rank)
    if not clauses:
        return tuple(proposals), ()
    kept, left_out = _of_the_same_kind(document, changed, clauses, judge)
    # What the edits alone bring in is no fault of the clauses.
    before = Counter(one.rule for one in findings) | Counter(one.rule for one in judge.findings(changed))
    known: set[str] = set()
    settled: set[str] = set()
    for _ in range(_ROUNDS):
        guilty = _guilty(changed, kept, before, judge, known, settled)
        if not guilty:
            break
        left_out += guilty
        gone = {id(one.proposal) for one in guilty}
        kept = [one for one in kept if id(one) not in gone]
    gone = {id(one.proposal) for one in left_out}
    return tuple(one for one in proposals if id(one) not in gone), tuple(left_out)


def _of_the_same_kind(
    document: Document, changed: Document, clauses: list[Proposal], judge: Judge
) -> tuple[list[Proposal], list[LeftOut]]:
    kinds = judge.kinds(document)
    if judge.kinds(with_clauses(changed, clauses)[0]) == kinds:
        return clauses, []
    kept: list[Proposal] = []
    left_out: list[LeftOut] = []
    for one in clauses:
        if judge.kinds(with_clauses(changed, [*kept, one])[0]) == kinds:
            kept.append(one)
        else:
            left_out.append(LeftOut(one, OTHER_KIND))
    return kept, left_out


def _guilty(
    changed: Document,
    clauses: list[Proposal],
    before: Counter[str],
    judge: Judge,
    known: set[str],
    settled: set[str],
) -> list[LeftOut]:
    """Clauses found fault with in their own words; else one that brings in a finding elsewhere.

    Where that does not help, the finding comes of all of them together, such as one on length: `known` holds the rules
    that came up before, and all clauses go from the one on with which the finding comes in. A clause stays where the
    gap it fills is worse than the finding, as no advert does without adjustments for its length: `settled` holds those.
    """
    if not clauses:
        return []
    text, places = with_clauses(changed, clauses)
    after = list(judge.findings(text))
    seen = Counter(one.rule for one in after)
    new = {rule for rule in seen if seen[rule] > before[rule] and rule != _OPEN}
    found = {
        id(clause): LeftOut(clause, f"its words would be found fault with by {one.rule}")
        for one in after
        if one.span is not None and one.rule in new
        for clause, place in places
        if place.overlaps(one.span)
    }
    if found:
        return list(found.values())
    for rule in sorted(new - settled):
        rank = min(one.severity.rank for one in after if one.rule == rule)
        first = _first_to_bring(rule, changed, clauses, before, judge)
        last = len(clauses) if rule in known else first + 1
        known.add(rule)
        lighter = [one for one in clauses[first:last] if one.severity.rank >= rank]
        if lighter:
            return [LeftOut(one, f"with it, {rule} would find fault with the document") for one in lighter]
        settled.add(rule)
    return []


def _first_to_bring(rule: str, changed: Document, clauses: list[Proposal], before: Counter[str], judge: Judge) -> int:
    """Number of the clause with which the finding comes in, by halving."""
    low, high = 1, len(clauses)
    while low < high:
        middle = (low + high) // 2
        text = with_clauses(changed, clauses[:middle])[0]
        if sum(one.rule == rule for one in judge.findings(text)) > before[rule]:
            high = middle
        else:
            low = middle + 1
    return high - 1


def with_clauses(document: Document, clauses: Sequence[Proposal]) -> tuple[Document, list[tuple[Proposal, Span]]]:
    """The document with the clauses as paragraphs at their places, and where each stands; addresses are dropped."""
    parts: list[str] = []
    blocks: list[Block] = []
    places: list[tuple[Proposal, Span]] = []
    copied = length = 0

    def add(clause: Proposal, at: int, lead: str, tail: str) -> None:
        nonlocal copied, length
        assert clause.insertion is not None
        text = _as_if_filled(clause.insertion.text)
        parts.append(document.text[copied:at] + lead + text + tail)
        length += at - copied + len(lead)
        span = Span(length, length + len(text))
        length = span.end + len(tail)
        copied = at
        beside = document.blocks[clause.insertion.beside]
        blocks.append(Block("paragraph", 0, span, beside.anchor, beside.region, clause.insertion.marker))
        places.append((clause, span))

    for number, block in enumerate(document.blocks):
        for clause in _at(clauses, -1 - number):
            add(clause, block.span.start, "", "\n")
        moved = length - copied
        blocks.append(replace(block, span=Span(block.span.start + moved, block.span.end + moved)))
        for clause in _at(clauses, number):
            add(clause, block.span.end, "\n", "")
    text = "".join(parts) + document.text[copied:]
    return replace(document, text=text, blocks=tuple(blocks), segments=(), source=""), places


def _as_if_filled(text: str) -> str:
    """A clause as it may read with its placeholders filled: a figure for money and numbers, else their own words."""
    text = _MONEY.sub("£30,000", text)
    return _OPEN_WORDS.sub(lambda match: "3" if match[1] in _NUMBERS else match[1], text)


def _at(clauses: Sequence[Proposal], block: int) -> list[Proposal]:
    return [one for one in clauses if one.insertion is not None and one.insertion.after == block]
