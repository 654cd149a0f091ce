"""The rules propose, the learned scorers decide with them: logits and what the rules found are weighed together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from functools import cache
from math import exp
from math import inf
from typing import TYPE_CHECKING

from policy_audit.classify.model import LEVELS
from policy_audit.classify.model import column
from policy_audit.ruleset.requirements import Requirement
from policy_audit.ruleset.requirements import Window
from policy_audit.stages.requirements.judge import RANK
from policy_audit.stages.requirements.judge import Decision
from policy_audit.stages.requirements.passages import Passages
from policy_audit.types import Level

if TYPE_CHECKING:
    from policy_audit.classify.scorer import Chance

UNSURE = "The rules and the learned scorer differ here: a person should look."
_NEARBY: tuple[Window, ...] = ("unit", "passage", "section")
_LEVELS = {rank: level for level, rank in RANK.items()}


@dataclass(frozen=True, slots=True)
class Scale:
    """What the answer of the rules is worth beside the logit of a level, and the sum that reaches the level."""

    worth: float
    enough: float

    def margin(self, chance: Chance, said: bool) -> float:
        """Above 0 where the level is reached; the further from 0 the surer."""
        return chance.logit + (self.worth if said else 0.0) - self.enough


# A scorer as sure as that needs no word of the topic beside it: it has met the subject in words the concepts lack. The
# document must name the subject somewhere, though: else it speaks of something that is done alike.
_SURE = 2.5
# A scorer that only doubts takes a pass of the rules for a mention below these logits: one of which the rules are sure,
# and one of which they are not. Chosen on 186 real policies that neither had met (docs/evaluation.md, as above), a
# little milder than those say, as the rules have read more since.
_DOUBT_SURE, _DOUBT_UNSURE = -3.5, -1.5
_RULES_SURE = 0.8
# From the first of these on it finds a mention where the rules find nothing; below the second it finds none of what
# they take for one. Chosen on 186 and on 154 such policies, as above.
_NAMED, _UNNAMED = 2.0, -3.0
# By rank of the level. Chosen on 88 documents that neither scorers nor rules had met (docs/evaluation.md, "Rules and
# scorers on fresh documents").
SCALES: Mapping[int, Scale] = {1: Scale(2.0, 0.5), 2: Scale(2.0, 0.25), 3: Scale(2.0, -2.5)}


def weighed(
    requirement: Requirement, decision: Decision, chances: Mapping[str, Chance], passages: Passages
) -> Decision:
    """The decision of rules and scorers together, with a confidence: how far it is from turning.

    Left as the rules made it where no scorer was trained for the requirement, or where the rules found a contradiction.
    """
    mention, commitment, full = map(chances.get, _columns(requirement.id))
    if decision.note or mention is None or commitment is None:
        return decision
    if full is None:
        return _doubted(requirement, decision, mention, commitment, passages)
    rank = RANK[decision.level]
    if rank < 2:
        commitment = _able(requirement, commitment, passages)
    margin = SCALES[2].margin(commitment, rank >= 2) + (requirement.detect.worth if rank >= 2 else 0)
    met = margin >= 0 and (rank >= 2 or _proposed(requirement, commitment, passages))
    met = met and (rank >= 2 or not _refused(requirement, commitment, passages))
    sure = _certainty(margin)
    if met:
        entire = requirement.passing == "full" or SCALES[3].margin(full, rank == 3) >= 0
        units = _evidence(decision, commitment, rank >= 2)
        missing = () if entire or rank < 2 else decision.missing
        return Decision(_LEVELS[3 if entire else 2], units, missing, sure, "" if rank >= 2 else UNSURE)
    if rank >= 2:
        return replace(decision, level=Level.MENTIONED, confidence=sure, note=UNSURE)
    named = SCALES[1].margin(mention, rank == 1) >= 0
    if named == (rank == 1):
        return Decision(decision.level, decision.units, decision.missing, sure, decision.note, decision.spans)
    units = tuple(range(mention.first, mention.last)) if named else ()
    return Decision(_LEVELS[int(named)], units, decision.missing, sure)


def _doubted(
    requirement: Requirement, decision: Decision, mention: Chance, commitment: Chance, passages: Passages
) -> Decision:
    """The decision of the rules beside a scorer that passes nothing: a pass becomes a mention where it finds nothing
    like one, what the rules do not see at all becomes one where it surely finds it, and a mention nothing where it
    surely finds none. What is counted in parts all over the text no single passage can put in doubt.
    """
    rank = RANK[decision.level]
    if rank == 0 and mention.logit >= _NAMED:
        units = tuple(range(mention.first, mention.last))
        return Decision(Level.MENTIONED, units, decision.missing, _certainty(mention.logit - _NAMED))
    if rank == 1 and mention.logit < _UNNAMED and not any(passages.barred >> unit & 1 for unit in decision.units):
        return Decision(Level.ABSENT, missing=decision.missing, confidence=_certainty(mention.logit - _UNNAMED))
    margin = commitment.logit - (_DOUBT_SURE if decision.confidence >= _RULES_SURE else _DOUBT_UNSURE)
    if rank < 2 or margin >= 0 or requirement.check == "coverage":
        return decision
    return replace(decision, level=Level.MENTIONED, confidence=_certainty(margin), note=UNSURE)


def _certainty(margin: float) -> float:
    """How sure an answer is that is so far from turning."""
    return round(1 / (1 + exp(-abs(margin))), 2)


@cache
def _columns(requirement: str) -> tuple[str, ...]:
    """Names of the scorers of a requirement, one for each level."""
    return tuple(column(requirement, least) for least in LEVELS)


def _evidence(decision: Decision, chance: Chance, agreed: bool) -> tuple[int, ...]:
    """The units the rules decided by, and the passage the scorer takes for the clearest where it is another."""
    own = tuple(range(chance.first, chance.last))
    if not agreed:
        return own
    if chance.logit < 0 or not decision.units:
        return decision.units
    return (*decision.units, *(unit for unit in own if unit not in decision.units))


def _able(requirement: Requirement, chance: Chance, passages: Passages) -> Chance:
    """The best passage that can be an undertaking: what is over, hoped for or told by others is none, save where the
    requirement takes it as firm.
    """
    passage = (1 << chance.last) - (1 << chance.first)
    if passage & ~passages.idle or passage & passages.where(requirement.detect.firm):
        return chance
    return chance.undertaking or chance._replace(logit=-inf)


def _proposed(requirement: Requirement, chance: Chance, passages: Passages) -> bool:
    """Whether the topic of the rules stands in the passage or in its section: concepts propose, the scorer decides."""
    passage = (1 << chance.last) - (1 << chance.first)
    topic, mention = requirement.detect.topic, requirement.detect.mention
    if chance.logit >= _SURE and (mention is None or passages.where(mention) & passages.sets.body):
        return True
    return topic is None or any(passages.sets.holding(topic, window) & passage for window in _NEARBY)


def _refused(requirement: Requirement, chance: Chance, passages: Passages) -> bool:
    """Whether the passage says of the topic only what the entry refuses: a definition, a wish, another's duty."""
    detect = requirement.detect
    if detect.topic is None:
        return False
    passage = (1 << chance.last) - (1 << chance.first)
    spoken = passages.candidates(detect.topic) & passage
    refused = passages.denied | passages.where(detect.reject) | passages.where(detect.weak)
    return bool(spoken) and not spoken & ~refused
