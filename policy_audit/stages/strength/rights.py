"""Rights and powers: "you may bring a companion" binds the organisation, "managers may allow one" does not."""

from __future__ import annotations

from policy_audit.stages.strength.agents import roles
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.stages.strength.verdicts import mentioned
from policy_audit.stages.strength.verdicts import negative

# What a right must name to be usable: a thing or a person.
_CONTACT_NOUNS = ("objects.concrete-object", "agents.role")
# Passives that open a route: "complaints may be submitted to the clerk".
_ROUTES = frozenset(
    "make raise submit direct address escalate discuss send report request bring lodge appeal obtain "
    "contact find use".split()
)
_ACCOMPANY = frozenset({"accompany", "assist", "bring", "represent"})


def power_or_right(cues: Cues, predicate: Predicate, drafted: Strength, kind: str) -> Strength:
    """A right ("you may bring a companion"), a power kept ("managers may allow one") or a fact ("this may involve")."""
    drafted = revised(drafted, mode="discretion", decided_by=cues.words[predicate.at])
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    classes = verb.classes if verb else frozenset()
    if predicate.negated and kind in ("may", "can"):
        if drafted.agent in ("organisation", "other", "abstract"):
            return mentioned(drafted, "negative power")
        return negative(cues, predicate, drafted)
    if kind in ("might", "could", "would"):
        return mentioned(drafted, cues.words[predicate.at])
    receiver = drafted.bearer in ("staff",) and drafted.agent in ("you", "staff", "everyone")
    given = kind == "can" and (predicate.passive or drafted.agent == "organisation")
    if given and cues.has(predicate.rest, predicate.end, "modes.on-request"):
        return revised(drafted, score=3, mode="entitlement", action="concrete", decided_by="on request")
    if kind in ("can", "may") and predicate.passive and receiver and predicate.lemma in _ACCOMPANY:
        return revised(drafted, score=3, mode="entitlement", action="concrete", decided_by="entitlement")
    passive_route = predicate.passive and predicate.lemma in _ROUTES and drafted.agent in ("omitted", "abstract")
    if passive_route and predicate.lemma != "find":
        return revised(drafted, score=3, mode="entitlement", action="concrete", decided_by="route")
    if receiver and "contact" in classes and not predicate.passive:
        return _right(cues, predicate, drafted, information="information" in classes)
    return mentioned(drafted, cues.words[predicate.at])


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
