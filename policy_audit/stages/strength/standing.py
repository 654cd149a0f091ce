"""Present and past predicates: a standing arrangement, a description, or a finished event."""

from __future__ import annotations

from policy_audit.stages.strength.action import action_of
from policy_audit.stages.strength.action import best_action
from policy_audit.stages.strength.being import being
from policy_audit.stages.strength.being import describes
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import RELATIVES
from policy_audit.stages.strength.labels import is_stem
from policy_audit.stages.strength.predicate import find_predicate
from policy_audit.stages.strength.rights import freed
from policy_audit.stages.strength.signs import people_do
from policy_audit.stages.strength.signs import shown
from policy_audit.stages.strength.signs import to_do
from policy_audit.stages.strength.telling import dated_past
from policy_audit.stages.strength.telling import only_tells
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.stages.strength.verdicts import Context
from policy_audit.stages.strength.verdicts import mentioned
from policy_audit.stages.strength.verdicts import negative
from policy_audit.stages.strength.verdicts import slogan

# Before a paper these point to the text itself.
_POINTING = frozenset({"this", "these", "following"})


def present(cues: Cues, predicate: Predicate, drafted: Strength, context: Context) -> Strength:
    """Standing arrangement or description; the perfect of an arrangement counts as standing, a finished event not."""
    if predicate.kind == "have" and predicate.perfect:
        return _perfect(cues, predicate, drafted)
    if predicate.past or dated_past(cues, predicate):
        return mentioned(drafted, "finished event", mode="description", time="past")
    if predicate.passive and cues.words[predicate.start] in {"no", "none", "nobody"}:
        return _not_done(cues, predicate, drafted)
    if predicate.negated and predicate.lemma:
        return freed(cues, predicate, drafted) or _not_done(cues, predicate, drafted)
    if predicate.kind == "verb" and predicate.lemma == "expect" and predicate.verb is not None:
        return _expecting(cues, predicate, drafted)
    if predicate.lemma in {"remain", "stay"} and cues.words[predicate.rest : predicate.rest + 1] == ["confidential"]:
        return revised(drafted, score=3, mode="guarantee", action="concrete", decided_by="kept confidential")
    stated = _stated(cues, predicate, drafted)
    if stated is not None:
        return stated
    if (
        predicate.kind == "be"
        and cues.words[predicate.rest : predicate.rest + 1] == ["to"]
        and not (predicate.passive and not to_do(cues, predicate.rest + 1, predicate.end))
        and drafted.bearer != "other"
    ):
        return _is_to(cues, predicate, drafted)
    if predicate.kind == "be" and predicate.verb is not None and not predicate.passive:
        return _progressive(cues, predicate, drafted)
    if only_tells(cues, predicate, drafted):
        return mentioned(drafted, "description", mode="description", action="state")
    if predicate.lemma in {"need", "require"} and _needs_consent(cues, predicate):
        return revised(
            drafted, score=3, mode="restriction", polarity="restrict", action="concrete", decided_by="consent"
        )
    return _standing(cues, predicate, drafted, context)


def _perfect(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    """“We have appointed a lead” lasts, “we have met twice” is over."""
    left = (
        predicate.lemma in cues.lists["standing-lasting"]
        and not predicate.passive
        and drafted.agent in ("organisation", "role")
        and not predicate.negated
        and not predicate.past
    )
    lasting = left or cues.has(predicate.begin, predicate.end, "voice.lasting")
    moved = not cues.lists["standing-headway"].isdisjoint(cues.words[predicate.rest : predicate.rest + 3])
    if lasting and drafted.agent != "other" and not moved and not _of_paper(cues, predicate):
        return revised(
            drafted, score=3, mode="standing", time="perfect", action="concrete", decided_by="lasting perfect"
        )
    return mentioned(drafted, "finished event", mode="description", time="past")


def _requests(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "we ask that …", "we ask members to be patient": nobody is bound by how to be."""
    following = cues.words[predicate.rest : min(predicate.end, predicate.rest + 6)]
    return following[:1] in (["that"], ["to"]) or any(following[at : at + 2] == ["to", "be"] for at in range(1, 5))


def _of_paper(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "we have written the following policy": the paper tells of itself."""
    opening = cues.words[predicate.rest : predicate.rest + 2]
    papers = cues.lists["telling-papers"]
    return not _POINTING.isdisjoint(opening) and not papers.isdisjoint(cues.words[predicate.rest : predicate.rest + 6])


def _stated(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength | None:
    """What a that-clause says: "this means that we will …", "we know that we want …"; None for any other."""
    told = predicate.lemma in cues.lists["standing-finding"] and cues.words[predicate.at - 1] != "we"
    if told and cues.words[predicate.rest : predicate.rest + 1] == ["that"]:
        return mentioned(drafted, "reported", voice="reported", mode="description")
    if predicate.lemma == "ask" and drafted.agent == "organisation" and _requests(cues, predicate):
        return revised(drafted, score=2, mode="recommendation", decided_by="request")
    pointing = cues.words[predicate.start : predicate.at] in (["this"], ["that"], ["which"], ["it"])
    if pointing and predicate.lemma == "mean" and cues.words[predicate.rest : predicate.rest + 1] == ["that"]:
        inner = find_predicate(cues, predicate.rest + 1, predicate.end)
        action = action_of(cues, inner) if inner.kind in ("must", "will") else "none"
        if action != "none" and not inner.under:
            score = 3 if action == "concrete" else 2
            return revised(drafted, score=score, mode="binding", action=action, decided_by="meaning stated")
        if inner.kind in ("may", "might", "could"):
            return mentioned(drafted, "meaning stated", mode="description")
    if (
        predicate.kind == "verb"
        and drafted.agent == "organisation"
        and predicate.lemma in cues.lists["standing-thinking"]
    ):
        return _held_view(cues, predicate, drafted)
    return None


def _held_view(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength | None:
    """What the writers know or believe of themselves: "we know that we want …", "we believe we should …" is a wish."""
    begin = predicate.rest + (cues.words[predicate.rest : predicate.rest + 1] == ["that"])
    if begin < predicate.end and cues.words[begin] == "as":
        commas = (at + 1 for at in range(begin, predicate.end - 1) if cues.comma_after(at))
        begin = next((at for at in commas if cues.words[at] in {"we", "it"}), begin)
    if begin >= predicate.end or cues.words[begin] not in {"we", "it", "our", "all", "everyone"}:
        return None
    inner = find_predicate(cues, begin, predicate.end)
    if inner.kind in ("should", "must", "will", "modes.aspiration", "modes.binding", "modes.committed"):
        return revised(drafted, score=2, mode="aspiration", decided_by="belief")
    return None


def _is_to(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    """A duty in older style: "managers are to report any breach"; of a thing ("the plan is to …") it is a wish."""
    if predicate.passive and predicate.lemma in cues.lists["standing-advised"]:
        return revised(drafted, score=2, mode="recommendation", decided_by="recommendation")
    at = predicate.rest + 1
    verb = cues.verb(at) if at < predicate.end else None
    if cues.words[at : at + 1] == ["be"] and _done(cues, at + 1):
        if not RELATIVES.isdisjoint(cues.words[predicate.start : predicate.at]):
            return mentioned(drafted, "description", mode="description")
        return revised(drafted, score=3, mode="binding", action="concrete", decided_by="is to be")
    if not cues.lists["standing-aims"].isdisjoint(cues.words[predicate.start : predicate.at]):
        return revised(drafted, score=2, mode="aspiration", decided_by="aim stated")
    if verb is None or drafted.agent not in ("role", "class", "staff", "everyone"):
        return mentioned(drafted, "description", mode="description")
    duty = predicate._replace(verb=at, lemma=verb.lemma, rest=at + 1)
    action = action_of(cues, duty)
    return revised(drafted, score=3 if action == "concrete" else 2, mode="binding", action=action, decided_by="is to")


def _done(cues: Cues, token: int) -> bool:
    """True for a participle, known or not."""
    verb = cues.verb(token)
    return verb.may_be("past") if verb is not None else cues.words[token].endswith("ed")


def _not_done(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    if (
        predicate.passive
        and predicate.lemma in {"permit", "allow", "accept", "entitle"}
        and not cues.has(predicate.begin, predicate.end, "objects.slogan")
    ):
        return revised(
            drafted, score=3, mode="guarantee", polarity="prohibit", action="concrete", decided_by="not permitted"
        )
    classed = predicate.passive and cues.words[predicate.rest : predicate.rest + 1] == ["as"]
    harmful = (verb is not None and "harm" in verb.classes and not classed) or _left_out(cues, predicate)
    if harmful and drafted.agent in ("organisation", "role", "class", "omitted"):
        return revised(negative(cues, predicate, drafted), time="present")
    if cues.has(predicate.begin, predicate.end, "objects.slogan"):
        return slogan(drafted)
    return mentioned(drafted, "negative description", mode="description")


def _left_out(cues: Cues, predicate: Predicate) -> bool:
    """A trait of people that a decision leaves out of account: "we do not factor in race, age or religion"."""
    last = min(predicate.end, predicate.rest + 8)
    return cues.has(predicate.rest, last, "objects.trait") and not cues.has(predicate.rest, last, "modes.aspiration")


def _expecting(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    """Cases like "We expect staff to challenge" sets a rule; "we expect to launch" forecasts."""
    if cues.words[predicate.end - 1] == "to" and is_stem(cues.gap(predicate.end - 1)):
        return revised(drafted, score=0, mode="binding", decided_by="list stem")
    if predicate.rest < predicate.end and cues.words[predicate.rest] == "to":
        return revised(drafted, score=2, mode="aspiration", decided_by="forecast")
    if cues.words[predicate.rest : predicate.rest + 1] == ["that"]:
        inner = find_predicate(cues, predicate.rest + 1, predicate.end)
        if inner.kind in ("will", "must"):
            action = action_of(cues, inner)
            score = 3 if action == "concrete" else 2
            return revised(
                drafted, score=score, mode="binding", bearer="staff", action=action, decided_by="expectation"
            )
    ruled = any(cues.words[token] == "to" for token in range(predicate.rest, min(predicate.end, predicate.rest + 8)))
    bearer = cues.has(predicate.rest, min(predicate.end, predicate.rest + 5), "agents.managers")
    return revised(
        drafted,
        score=3 if ruled else 2,
        mode="binding",
        bearer="managers" if bearer else "staff",
        action="concrete" if ruled else "vague",
        decided_by="expectation",
    )


def _progressive(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    """What is under way ("we are rewriting our triage") is firm when concrete and an aspiration when vague."""
    action = action_of(cues, predicate)
    if drafted.agent not in ("organisation", "role", "class"):
        return mentioned(drafted, "description", mode="description", action=action)
    return revised(
        drafted, score=3 if action == "concrete" else 2, mode="standing", action=action, decided_by="under way"
    )


def _standing(cues: Cues, predicate: Predicate, drafted: Strength, context: Context) -> Strength:
    action, predicate = best_action(cues, predicate)
    actor = drafted.agent in ("organisation", "role", "class")
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    ruled = actor or drafted.agent == "abstract" or cues.words[predicate.at - 1] in cues.lists["standing-ruling"]
    if verb is not None and "prohibit" in verb.classes and ruled and drafted.bearer != "law":
        return revised(
            drafted, score=3, mode="binding", action="concrete", polarity="prohibit", decided_by=predicate.lemma
        )
    if predicate.kind == "be" and (predicate.verb is None or describes(cues, predicate)):
        return being(cues, predicate, drafted)
    if context.defining:
        return mentioned(drafted, "in an example or definition", mode="description", action=action)
    if predicate.passive and "being" in cues.words[predicate.at : predicate.rest]:
        return revised(drafted, score=2, mode="standing", action=action, decided_by="under way")
    if predicate.passive:
        if action == "concrete" and predicate.lemma not in cues.lists["attitudes"]:
            return revised(drafted, score=3, mode="standing", action=action, decided_by="standing passive")
        return (
            revised(drafted, score=2, mode="standing", action=action)
            if action == "vague" and predicate.lemma not in cues.lists["attitudes"]
            else mentioned(drafted, "description", mode="description", action=action)
        )
    unknown = verb is None and predicate.kind == "verb" and cues.words[predicate.at - 1] != "we"
    if (unknown or (verb is not None and "state" in verb.classes)) and not shown(cues, predicate):
        return mentioned(drafted, "description", mode="description", action="state")
    if (
        action == "concrete"
        and predicate.lemma not in cues.lists["attitudes"]
        and (
            actor
            or shown(cues, predicate)
            or people_do(cues, predicate, drafted)
            or cues.has(predicate.start, predicate.at, "agents.process")
        )
    ):
        return revised(drafted, score=3, mode="standing", action=action, decided_by="standing practice")
    if action == "vague" and predicate.lemma not in cues.lists["attitudes"] and actor:
        return revised(drafted, score=2, mode="standing", action=action, decided_by="vague practice")
    return mentioned(drafted, "description", mode="description", action=action)


def _needs_consent(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "You need your manager's approval": nothing may happen without it."""
    first = predicate.start if predicate.passive else predicate.rest
    last = predicate.at if predicate.passive else min(predicate.end, predicate.rest + 6)
    asked = cues.lists["consents"] | cues.lists["papers-asked"]
    return any(cues.words[token] in asked for token in range(first, last))
