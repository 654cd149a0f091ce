"""Rights and powers: "you may bring a companion" binds the organisation, "managers may allow one" does not."""

from __future__ import annotations

from policy_audit.stages.strength.agents import roles
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import OBJECT_STARTS
from policy_audit.stages.strength.limits import limited
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.stages.strength.verdicts import mentioned
from policy_audit.stages.strength.verdicts import negative

# What a right must name to be usable: a thing or a person.
_CONTACT_NOUNS = ("objects.concrete-object", "agents.role")


def freed(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength | None:
    """A duty that readers are told they have not ("you do not need to give a reason"): as good as a right.

    None for any other predicate, and for what managers or the organisation need not do, which denies something.
    """
    if (
        not predicate.negated
        or predicate.lemma not in cues.lists["rights-duties"]
        or drafted.agent not in ("you", "staff", "everyone")
    ):
        return None
    at = predicate.rest + 1
    if at >= predicate.end or cues.words[predicate.rest] != "to":
        return None
    verb = cues.verb(at)
    lemma = verb.lemma if verb is not None else cues.words[at]
    if lemma in cues.lists["rights-feeling"] and cues.lists["rights-standing"].isdisjoint(cues.words[at + 1 : at + 2]):
        return None
    return revised(
        drafted, score=3, mode="entitlement", action="concrete", polarity="affirm", decided_by="freed from a duty"
    )


def power_or_right(cues: Cues, predicate: Predicate, drafted: Strength, kind: str) -> Strength:
    """A right ("you may bring a companion"), a power kept ("managers may allow one") or a fact ("this may involve")."""
    drafted = revised(drafted, mode="discretion", decided_by=cues.words[predicate.at])
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    classes = verb.classes if verb else frozenset()
    rule = limited(cues, predicate, drafted) if kind in ("may", "can") else None
    if rule is not None:
        return rule
    if predicate.negated and kind in ("may", "can"):
        return _not_able(cues, predicate, drafted)
    if (
        kind == "could"
        and drafted.agent == "you"
        and predicate.lemma in cues.lists["rights-reaching"]
        and not predicate.passive
    ):
        return revised(drafted, score=2, mode="recommendation", decided_by="suggestion")
    if kind == "would" and predicate.lemma == "expect" and drafted.agent == "organisation" and not predicate.negated:
        return revised(drafted, score=2, mode="recommendation", decided_by="expectation")
    if kind in ("might", "could", "would"):
        return mentioned(drafted, cues.words[predicate.at])
    consented = kind == "may" and predicate.lemma == "with" and drafted.agent not in ("organisation", "class", "role")
    if consented and not cues.lists["consents"].isdisjoint(
        cues.words[predicate.rest : min(predicate.end, predicate.rest + 6)]
    ):
        return revised(drafted, score=3, mode="restriction", polarity="restrict", action="concrete")
    receiver = drafted.bearer in ("staff",) and drafted.agent in ("you", "staff", "everyone")
    why = _opened(cues, predicate, drafted, kind) or _permitted(cues, predicate, kind, receiver)
    if why:
        return revised(drafted, score=3, mode="entitlement", action="concrete", decided_by=why)
    if receiver and not predicate.passive and "contact" not in classes and _may_also(cues, predicate):
        return revised(drafted, score=3, mode="entitlement", action="concrete", decided_by="entitlement")
    if receiver and "contact" in classes and not predicate.passive:
        return _right(cues, predicate, drafted, information="information" in classes)
    return mentioned(drafted, cues.words[predicate.at])


def _opened(cues: Cues, predicate: Predicate, drafted: Strength, kind: str) -> str:
    """Why something may be had whoever asks: for the asking, in an amount given, or by a route; empty where not."""
    given = kind == "can" and (predicate.passive or drafted.agent == "organisation")
    if given and cues.has(predicate.rest, predicate.end, "modes.on-request"):
        return "on request"
    if predicate.passive and _amount_taken(cues, predicate):
        return "amount given"
    following = cues.words[predicate.rest : predicate.rest + 1]
    route = predicate.passive and predicate.lemma in cues.lists["rights-routes"] and predicate.lemma != "find"
    route = route and drafted.agent in ("omitted", "abstract")
    route = route and not (predicate.lemma == "address" and following != ["to"])
    return "route" if route and not (predicate.lemma == "use" and following == ["as"]) else ""


def _permitted(cues: Cues, predicate: Predicate, kind: str, receiver: bool) -> str:
    """Why people may do something: a companion's part, a permission; empty where nothing is permitted."""
    if not receiver or kind not in ("can", "may"):
        return ""
    if predicate.passive:
        return "entitlement" if predicate.lemma in cues.lists["rights-accompany"] else ""
    so = predicate.lemma == "do" and cues.words[predicate.rest : predicate.rest + 1] == ["so"]
    if so or "continue" in cues.words[predicate.at + 1 : predicate.rest]:
        return "permission"
    return "permission" if kind == "may" and predicate.lemma in cues.lists["rights-permitted"] else ""


def _amount_taken(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "up to five days may be carried over": an amount that people use, not one that may be granted."""
    opening = cues.words[predicate.start : predicate.start + 3]
    limited_to = opening[:2] == ["up", "to"] or opening in (["a", "maximum", "of"], ["a", "minimum", "of"])
    counted = limited_to or cues.numbered(predicate.start, min(predicate.at, predicate.start + 2))
    counted = counted or "maximum" in cues.words[predicate.rest : min(predicate.end, predicate.rest + 4)]
    return counted and predicate.lemma in cues.lists["rights-taken"]


def _not_able(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    """What may not be ("it may not be possible"), what is not in the writer's power, or what is forbidden."""
    if predicate.verb is None or predicate.lemma in cues.lists["rights-happening"]:
        return mentioned(drafted, "possibility")
    if drafted.agent in ("organisation", "other", "abstract"):
        return mentioned(drafted, "negative power")
    return negative(cues, predicate, drafted)


def _may_also(cues: Cues, predicate: Predicate) -> bool:
    """A second verb that opens a route: "you can update your record and request an adjustment"."""
    return any(
        cues.words[token] in {"and", "or"}
        and (verb := cues.verb(token + 1)) is not None
        and verb.may_be("base")
        and "contact" in verb.classes
        and not {"information", "noun-too"}.issubset(verb.classes)
        and cues.words[token + 2] in OBJECT_STARTS
        for token in range(predicate.rest, predicate.end - 2)
    )


def _right(cues: Cues, predicate: Predicate, drafted: Strength, *, information: bool) -> Strength:
    routes = information or predicate.lemma in {"make", "take", "use", "get", "be", "go", "bring", "choose"}
    names_route = any(cues.has(predicate.rest, predicate.end, kind) for kind in _CONTACT_NOUNS) or _has_role(
        cues, predicate
    )
    if routes and not names_route:
        return mentioned(drafted, "points to information", mode="entitlement")
    return revised(drafted, score=3, mode="entitlement", action="concrete", decided_by="entitlement")


def _has_role(cues: Cues, predicate: Predicate) -> bool:

    return next(roles(cues, predicate.rest, predicate.end), None) is not None
