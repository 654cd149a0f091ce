"""Rules put as limits: "can only be carried over with …", "cannot be claimed", "only the clerk may sign"."""

from __future__ import annotations

from policy_audit.stages.strength.action import action_of
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised

# Words after the verb within which "only" still limits it.
_REACH = 8


def limited(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength | None:
    """Strength 3 for a rule under "can" or "may" that leaves something out; None for any other.

    What the organisation itself cannot do ("we can only help if …") is no rule.
    """
    own = drafted.agent == "organisation" and not predicate.passive
    if own or drafted.agent == "other" or not _can_be_checked(cues, predicate):
        return None
    if predicate.negated:
        return _rule(drafted, "not allowed") if _forbidden(cues, predicate, drafted) else None
    return _rule(drafted, "only so") if _only(cues, predicate) else None


def _rule(drafted: Strength, why: str) -> Strength:
    return revised(drafted, score=3, mode="restriction", polarity="restrict", action="concrete", decided_by=why)


def _can_be_checked(cues: Cues, predicate: Predicate) -> bool:
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    if verb is None:
        return predicate.passive
    if predicate.lemma in cues.lists["limits-beyond-us"]:
        return False
    if predicate.lemma == "do" and cues.words[predicate.rest : predicate.rest + 1] == ["so"]:
        return True
    return ("concrete" in verb.classes or predicate.lemma == "have") and action_of(cues, predicate) == "concrete"


def _forbidden(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    """True for what nobody is allowed, not for what cannot happen: the act is done to something, or by a person."""
    if predicate.passive:
        return True
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    acted = verb is not None and not {"vague", "information"} & verb.classes
    return acted and drafted.agent in ("you", "staff", "everyone")


def _only(cues: Cues, predicate: Predicate) -> bool:
    """True where "only" opens the clause or limits its verb, and says who, when or with what."""
    if cues.words[predicate.start] == "only":
        return True
    last = min(predicate.end, predicate.rest + _REACH)
    at = next((token for token in range(predicate.at + 1, last) if cues.words[token] == "only"), None)
    if at is None:
        return False
    if at < predicate.rest:
        return predicate.rest < predicate.end
    return (
        cues.words[at + 1 : at + 2] != []
        and cues.words[at - 1] != "not"
        and cues.words[at + 1] in cues.lists["limits-gates"]
    )


def demands(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "you will need approval from your manager", "a fit note will be required": a paper or a consent."""
    if predicate.passive:
        first, last = predicate.start, predicate.at
    else:
        first, last = predicate.rest, min(predicate.end, predicate.rest + _REACH)
    if not predicate.passive and cues.words[first : first + 1] == ["to"]:
        return False
    return not cues.lists["consents"].isdisjoint(cues.words[first:last]) or cues.has(
        first, last, "objects.concrete-object"
    )
