"""The sixty graded sentences and the pairs of pitfalls come out as the model says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_audit.ruleset.commitment import Graded
from policy_audit.ruleset.commitment import load_commitment
from policy_audit.stages.strength import ScoredUnit

GRADED = load_commitment().graded
# Its score of 0 is a matter of topic ("any"), which the requirements judge; as a sentence it is a description.
OFF_TOPIC = "The canteen opens at seven."


def test_nothing_of_the_model_is_missing() -> None:
    assert sum(not one.pitfall for one in GRADED) == 60
    assert len({one.pitfall for one in GRADED if one.pitfall}) == 25


@pytest.mark.parametrize("graded", GRADED, ids=lambda one: one.text[:60])
def test_graded_sentence(graded: Graded, scored: Callable[..., tuple[ScoredUnit, ...]]) -> None:
    best = max(scored(graded.text), key=lambda one: one.strength.score).strength
    assert best.score == (1 if graded.text == OFF_TOPIC else graded.score), best


@pytest.mark.parametrize("graded", [one for one in GRADED if one.score == 4], ids=lambda one: one.text[:60])
def test_full_commitments_name_all_anchors(graded: Graded, scored: Callable[..., tuple[ScoredUnit, ...]]) -> None:
    best = max(scored(graded.text), key=lambda one: one.strength.score).strength
    assert best.owner and best.time_frame and best.measure
    assert best.missing == ()
    for anchor in (best.owner, best.time_frame, best.measure):
        assert graded.text[anchor.span.start : anchor.span.end] == anchor.text


def test_denials_are_marked(scored: Callable[..., tuple[ScoredUnit, ...]]) -> None:
    marked = [one for one in GRADED if "denial" in one.why or "disclaimer" in one.why]
    assert len(marked) >= 6
    for one in marked:
        assert "denied" in scored(one.text)[0].strength.flags, one.text
