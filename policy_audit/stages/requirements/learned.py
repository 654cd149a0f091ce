"""The rules propose, the learned scorer decides with them: its logit and what the rules found are weighed together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import exp
from typing import TYPE_CHECKING

from policy_audit.ruleset.requirements import Requirement
from policy_audit.stages.requirements.judge import Decision
from policy_audit.stages.requirements.passages import Passages
from policy_audit.types import Level

if TYPE_CHECKING:
    from policy_audit.classify.scorer import Chance

# What the answer of the rules is worth beside the logit, and the sum from which a requirement counts as met. Chosen on
# documents of other organisations than those trained on (docs/evaluation.md, "Rules and scorer").
WORTH: Mapping[Level, float] = {Level.ABSENT: 0.0, Level.MENTIONED: 0.0, Level.COMMITTED: 2.5, Level.FULL: 2.5}
ENOUGH = 0.0
_FULL_STRENGTH = 4
UNSURE = "The rules and the learned scorer differ here: a person should look."


def weighed(requirement: Requirement, decision: Decision, chance: Chance, passages: Passages) -> Decision:
    """The decision of rules and scorer together, with a confidence that is the chance of being right."""
    if decision.note:
        return decision
    margin = chance.logit + WORTH[decision.level] - ENOUGH
    said = decision.level in (Level.COMMITTED, Level.FULL)
    met = margin >= 0 and (said or _proposed(requirement, chance, passages))
    sure = round(1 / (1 + exp(-abs(margin))), 2)
    if met == said:
        return replace(decision, confidence=sure, units=_evidence(decision, chance) if met else decision.units)
    if not met:
        return replace(decision, level=Level.MENTIONED, confidence=sure, note=decision.note or UNSURE)
    units = tuple(range(chance.first, chance.last))
    strong = max(passages.units[unit].strength.score for unit in units) >= _FULL_STRENGTH
    level = Level.FULL if strong or requirement.passing == "full" else Level.COMMITTED
    return Decision(level, units, confidence=sure, note=UNSURE)


def _evidence(decision: Decision, chance: Chance) -> tuple[int, ...]:
    """The units the rules decided by, and the passage the scorer takes for the clearest where it is another."""
    if chance.logit < 0 or not decision.units:
        return decision.units
    return (*decision.units, *(unit for unit in range(chance.first, chance.last) if unit not in decision.units))


def _proposed(requirement: Requirement, chance: Chance, passages: Passages) -> bool:
    """Whether the topic of the rules stands in the passage or in its section: concepts propose, the scorer decides."""
    topic = requirement.detect.topic
    return topic is None or any(
        topic(passages.within(unit, window))
        for unit in range(chance.first, chance.last)
        for window in ("unit", "passage", "section")
    )
