"""What something is said to be: a post that is filled, an act that is forbidden, a consent that is needed."""

from __future__ import annotations

from policy_audit.stages.strength.action import action_of
from policy_audit.stages.strength.agents import roles
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.predicate import find_predicate
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.stages.strength.verdicts import mentioned


def _by_consent(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "is subject to your supervisor's approval": with a decider it restricts, without one it escapes."""
    last = min(predicate.end, predicate.rest + 9)
    decider = cues.has(predicate.rest, last, "agents.managers") or any(True for _ in roles(cues, predicate.rest, last))
    return decider and not cues.lists["consents"].isdisjoint(cues.words[predicate.rest : last])


def describes(cues: Cues, predicate: Predicate) -> bool:
    """True where the participle tells of a quality or a place in the text ("is provided in the guide")."""
    if cues.has(predicate.rest, predicate.end, "objects.means") or (
        predicate.lemma == "accept" and cues.has(predicate.start, predicate.at, "objects.concrete-object")
    ):
        return False
    if cues.has(predicate.at, min(predicate.end, predicate.rest + 1), "objects.adjective-state"):
        return True
    found = cues.within(predicate.rest - 1, min(predicate.end, predicate.rest + 2), "objects.adjective-state")
    return any(at == predicate.rest - 1 for _, at, _ in found)


def being(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    """Cases like "The director is our sponsor" fills a post: standing; any other "is" describes."""
    stated = _rule_stated(cues, predicate, drafted)
    if stated is not None:
        return stated
    near = cues.words[predicate.rest : predicate.rest + 1]
    if predicate.negated and not cues.lists["claimable"].isdisjoint(near):
        return revised(
            drafted, score=3, mode="restriction", polarity="restrict", action="concrete", decided_by="nothing due"
        )
    if _not_needed(cues, predicate):
        return revised(drafted, score=3, mode="entitlement", action="concrete", decided_by="freed from a duty")
    if _forbids(cues, predicate):
        return revised(
            drafted, score=3, mode="guarantee", polarity="prohibit", action="concrete", decided_by="breach of the rules"
        )
    if _bounded(cues, predicate):
        return revised(drafted, score=3, mode="standing", action="concrete", decided_by="limit of a practice")
    if not predicate.negated and _filled(cues, predicate, drafted):
        return revised(drafted, score=3, mode="standing", action="concrete", decided_by="post filled")
    if near == ["subject"] and _by_consent(cues, predicate):
        return revised(
            drafted, score=3, mode="restriction", polarity="restrict", action="concrete", decided_by="consent"
        )
    if near == ["subject"] and cues.has(
        predicate.rest, min(predicate.end, predicate.rest + 4), "objects.checkable-state"
    ):
        return revised(drafted, score=3, mode="standing", action="concrete", decided_by="consequence")
    return mentioned(drafted, "description", mode="description", action="state")


def _filled(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    """“The director is our sponsor”, “the lead is Amy Reid”: a post is named and somebody holds it."""
    near, end = cues.words[predicate.rest : predicate.rest + 1], predicate.end
    of_post = drafted.agent in ("role", "class") and near in (["our"], ["the"], ["executive"]) and predicate.rest < end
    if of_post and next(roles(cues, predicate.rest, min(end, predicate.rest + 6)), None) is not None:
        return True
    reach = range(predicate.rest, min(end, predicate.rest + 3))
    return any(cues.words[token] in cues.people and cues.capitalised(token) for token in reach)


def _rule_stated(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength | None:
    """“Our rule is that visits are booked”: what the rule says is what counts."""
    subject = cues.words[predicate.start : predicate.at]
    if cues.words[predicate.rest : predicate.rest + 1] != ["that"] or cues.lists["standing-rules"].isdisjoint(subject):
        return None
    inner = find_predicate(cues, predicate.rest + 1, predicate.end)
    if not inner.passive and inner.kind not in ("will", "must", "verb"):
        return None
    action = action_of(cues, inner)
    score = 3 if action == "concrete" else 2
    return revised(drafted, score=score, mode="standing", action=action, decided_by="rule stated")


def _not_needed(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "there is no need to give notice": as good as a right."""
    words = cues.words[predicate.rest : predicate.rest + 4]
    if cues.words[predicate.start : predicate.at] != ["there"] or words[:1] != ["no"] or words[2:3] != ["to"]:
        return False
    verb = cues.verb(predicate.rest + 3) if predicate.rest + 3 < predicate.end else None
    return words[1] in {"need", "requirement"} and verb is not None and "concrete" in verb.classes


def _bounded(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "sessions are a minimum of one hour": a practice with its limit."""
    opening = cues.words[predicate.rest : predicate.rest + 3]
    bound = opening in (["a", "minimum", "of"], ["a", "maximum", "of"]) or opening[:2] in (
        ["at", "least"],
        ["up", "to"],
    )
    return bound and cues.has(predicate.start, predicate.at, "agents.process")


def _forbids(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "It is a breach of this policy for anyone to retaliate": the act is forbidden."""
    if cues.words[predicate.start : predicate.at] not in (["it"], ["it's"]) and cues.words[predicate.at] != "it's":
        return False
    words = cues.words[predicate.rest : predicate.end]
    return bool(cues.lists["standing-breaches"].intersection(words[:6])) and "to" in words and "criminal" not in words
