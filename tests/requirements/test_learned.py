"""Scorers that only doubt: they pass nothing, and turn what the rules pass where they see nothing like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policy_audit.classify.model import column
from policy_audit.classify.scorer import Chance
from policy_audit.stages.requirements.judge import ABSENT
from policy_audit.stages.requirements.judge import Decision
from policy_audit.stages.requirements.learned import UNSURE
from policy_audit.stages.requirements.learned import weighed
from policy_audit.stages.requirements.passages import gather
from policy_audit.types import Level

_REQUIREMENT = "adjust.duty"
_PASSED = Decision(Level.COMMITTED, (0,), (), 0.75)


@pytest.fixture
def judged(ruleset, reading_of):
    """What becomes of a decision beside the logits of the two scorers, for a mention and for an undertaking."""
    passages = gather(reading_of("Tea is served at four."), (), ruleset.catalogue.concepts)

    def judge(decision: Decision, mention: float, undertaking: float, name: str = _REQUIREMENT) -> Decision:
        chances = {column(name, 1): Chance(mention, 2, 4), column(name, 2): Chance(undertaking, 0, 1)}
        return weighed(ruleset.catalogue.requirements[name], decision, chances, passages)

    return judge


@pytest.mark.parametrize(
    ("confidence", "logit", "level"),
    [
        (0.75, -1.0, Level.COMMITTED),
        (0.75, -2.0, Level.MENTIONED),
        (0.9, -2.0, Level.COMMITTED),
        (0.9, -4.0, Level.MENTIONED),
    ],
)
def test_it_takes_more_doubt_to_turn_what_the_rules_are_sure_of(judged, confidence, logit, level):
    found = judged(replace(_PASSED, confidence=confidence), 0.0, logit)
    assert found.level is level and found.units == _PASSED.units
    assert (found.note == UNSURE) is (level is Level.MENTIONED)


def test_what_the_rules_do_not_see_is_a_mention_where_the_scorer_surely_finds_one(judged):
    found = judged(ABSENT, 2.5, 9.0)
    assert found.level is Level.MENTIONED and found.units == (2, 3)


@pytest.mark.parametrize(("logit", "level"), [(-2.0, Level.MENTIONED), (-4.0, Level.ABSENT)])
def test_what_the_rules_take_for_a_mention_is_none_where_the_scorer_surely_finds_none(judged, logit, level):
    assert judged(Decision(Level.MENTIONED, (0,), ("the duty",), 0.65), logit, -9.0).level is level


def test_no_logit_makes_a_pass(judged):
    assert judged(ABSENT, 1.0, 9.0) == ABSENT
    mentioned = Decision(Level.MENTIONED, (0,), ("the duty",), 0.65)
    assert judged(mentioned, 9.0, 9.0) == mentioned


def test_what_is_counted_in_parts_all_over_the_text_no_passage_puts_in_doubt(judged):
    assert judged(_PASSED, 0.0, -9.0, "eqa.nine-characteristics") == _PASSED


def test_a_contradiction_the_rules_found_stands(judged):
    contradicted = replace(_PASSED, note="The document says both that this exists and that it does not.")
    assert judged(contradicted, -9.0, -9.0) == contradicted
