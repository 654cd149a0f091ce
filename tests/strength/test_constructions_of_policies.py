"""Constructions that policies use again and again, each with its neighbour that looks alike and binds less."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_audit.stages.strength import ScoredUnit

Scored = Callable[..., tuple[ScoredUnit, ...]]


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("It is a breach of this code for a governor to penalise anyone who complains.", 3),
        ("It is a serious matter for everyone.", 1),
        ("We do not take age, race or religion into account when we award bonuses.", 3),
        ("All volunteers are expected to abide by it.", 3),
        ("We will comply with all employment legislation.", 2),
        ("If an allegation is made managers will suspend the interview.", 3),
        ("If it is upheld, and the member stays, the clerk will write to them.", 3),
        ("The policy of Fernleigh Trust is that vacancies are advertised on the intranet.", 3),
        ("The bursar will work with the registrar to count the complaints.", 3),
        ("We would ask you to tell us about your condition.", 2),
        ("We know that we should do better by our night staff.", 2),
        ("This handbook is adapted from a model of the sector body.", 1),
        ("What one team does changes what the next thinks is normal.", 1),
        ("Any questions you may have should be put to the clerk.", 2),
        ("Applications may number no more than four.", 1),
        ("The list shall be no more than four pages.", 3),
        ("We will update the page as often as we can.", 2),
        ("We deplore all harassment.", 1),
    ],
)
def test_sentence(scored: Scored, text: str, score: int) -> None:
    assert scored(text)[0].strength.score == score


def test_duties_named_in_the_stem_bind_each_item(scored: Scored) -> None:
    stem, first, second = scored(
        "The manager's responsibilities include the following:",
        ("item", 0, "Reporting each incident to the clerk"),
        ("item", 0, "Being aware of how others feel"),
    )
    assert stem.strength.score <= 1
    assert (first.strength.score, second.strength.score) == (3, 2)


def test_an_entry_of_the_contents_is_no_statement(scored: Scored) -> None:
    entry, *_ = scored(("item", 0, "How we pay"), ("heading", 2, "How we pay"), "We pay on the last Friday.")
    assert entry.strength.score == 0


def test_an_owner_may_supervise_what_nobody_is_said_to_do(scored: Scored) -> None:
    strength = scored("The plan will be reviewed each May under the supervision of the Finance Director.")[0].strength
    assert strength.owner is not None
    assert strength.owner.text.endswith("Director")
