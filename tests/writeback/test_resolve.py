"""Overlaps: the worse suggestion wins and the loser is reported; the same edit twice is no conflict."""

from __future__ import annotations

from policy_audit.types import Edit
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.writeback.resolve import distinct_edits
from policy_audit.writeback.resolve import resolve
from policy_audit.writeback.values import Proposal


def proposal(rule: str, severity: Severity, *edits: tuple[int, int, str], confidence: float = 1.0) -> Proposal:
    made = tuple(Edit(Span(start, end), text) for start, end, text in edits)
    return Proposal(rule, severity, "", made[0].span, made, confidence=confidence)


def test_worse_wins_and_the_other_is_reported() -> None:
    low = proposal("low", Severity.ADVICE, (0, 10, "x"))
    high = proposal("high", Severity.ERROR, (5, 8, "y"))
    kept, left_out = resolve([low, high])
    assert kept == (high,)
    assert [(one.proposal, one.reason) for one in left_out] == [
        (low, "overlaps the suggestion of high, which weighs more")
    ]


def test_same_edit_asked_for_twice_is_made_once() -> None:
    he = proposal("he", Severity.ERROR, (0, 2, "they"), (10, 13, "their"))
    his = proposal("his", Severity.ERROR, (0, 2, "they"), (10, 13, "their"))
    kept, left_out = resolve([he, his])
    assert len(kept) == 2
    assert not left_out
    assert [edit.span.start for edit in distinct_edits(kept)] == [10, 0]


def test_surer_wins_among_equals_and_order_is_that_of_the_text() -> None:
    sure = proposal("b", Severity.WARNING, (0, 4, "x"), confidence=0.9)
    unsure = proposal("a", Severity.WARNING, (2, 6, "y"), confidence=0.5)
    later = proposal("c", Severity.ERROR, (20, 22, "z"))
    assert resolve([later, unsure, sure])[0] == (sure, later)


def test_neighbours_do_not_clash() -> None:
    assert not resolve([proposal("a", Severity.ERROR, (0, 2, "x")), proposal("b", Severity.ERROR, (2, 4, "y"))])[1]
