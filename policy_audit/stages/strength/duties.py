"""Duties put on a bearer by a phrase: "is responsible for", "is required to", "it is the duty of … to"."""

from __future__ import annotations

from policy_audit.stages.strength.action import action_of
from policy_audit.stages.strength.agents import roles
from policy_audit.stages.strength.agents import subject_agent
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.labels import is_stem
from policy_audit.stages.strength.manner import only_manner
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.stages.strength.verdicts import mentioned
from policy_audit.stages.strength.verdicts import negative


def duty(cues: Cues, predicate: Predicate, drafted: Strength, name: str) -> Strength:
    """Strength of a duty under the cue list `name`, "binding" or "responsible"."""
    drafted = revised(drafted, mode="binding")
    if predicate.past:
        return mentioned(drafted, "finished event")
    if predicate.negated:
        return negative(cues, predicate, drafted)
    if name == "responsible" and predicate.verb is None:
        predicate, drafted = _responsibility_to(cues, predicate, drafted)
    if name == "responsible":
        if predicate.rest >= predicate.end and predicate.verb is None:
            return revised(drafted, score=0, decided_by="list stem")
        named = drafted.agent in ("role", "class", "organisation")
        firm = drafted.action == "concrete" and predicate.verb is not None
        firm = firm or (predicate.verb is None and (_rests_with(cues, predicate) or _pays(cues, predicate)))
        many = cues.words[predicate.at - 1].endswith("s") and cues.has(
            predicate.rest, predicate.end, "objects.vague-object"
        )
        firm = firm or (predicate.verb is None and named and not many and drafted.bearer not in ("leaders", "managers"))
        return revised(drafted, score=3 if firm else 2)
    if predicate.verb is None and predicate.rest >= predicate.end:
        if not is_stem(cues.gap(predicate.end - 1)) and cues.words[predicate.end - 1] in cues.lists["duties-required"]:
            return revised(drafted, score=3, action="concrete")
        return revised(drafted, score=0, decided_by="list stem")
    if predicate.verb is not None and cues.has(predicate.verb, predicate.end, "modes.aspiration"):
        hoped = cues.at(predicate.verb, "modes.aspiration")
        if hoped is not None:
            return revised(drafted, score=2, mode="aspiration")
    if cues.words[predicate.rest - 2 : predicate.rest] == ["expected", "of"]:
        return revised(drafted, score=2, action="vague")
    if (
        drafted.action != "concrete"
        and "expected" in cues.words[predicate.at : predicate.at + 3]
        and drafted.bearer in ("staff", "managers", "leaders")
        and "care" not in cues.words[predicate.rest : predicate.rest + 3]
        and not only_manner(cues, predicate)
        and {"appropriate", "necessary"}.isdisjoint(cues.words[predicate.rest : predicate.rest + 2])
    ):
        return revised(drafted, score=3 if drafted.action == "vague" and predicate.verb is not None else 2)
    return revised(drafted, score=3 if drafted.action in ("concrete", "none") else 2)


def _rests_with(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "responsibility for this policy rests with the finance director"."""
    return any(
        cues.words[token] in {"with", "upon", "to"}
        and next(roles(cues, token + 1, min(predicate.end, token + 6)), None) is not None
        for token in range(predicate.rest, predicate.end - 1)
    )


def _pays(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "you will be responsible for the cost of the course": who pays can be seen."""
    near = cues.words[predicate.rest : min(predicate.end, predicate.rest + 3)]
    return not cues.lists["payments"].isdisjoint(near)


def _responsibility_to(cues: Cues, predicate: Predicate, drafted: Strength) -> tuple[Predicate, Strength]:
    """Cases like "It is the responsibility of each manager to report …": the bearer stands behind the cue."""
    if cues.words[predicate.at - 1] != "it" and cues.words[predicate.at] != "it":
        return predicate, drafted
    for token in range(predicate.rest, predicate.end - 1):
        verb = cues.verb(token + 1) if cues.words[token] == "to" else None
        if verb is not None and verb.may_be("base"):
            agent, bearer = subject_agent(cues, predicate.rest, token)
            moved = predicate._replace(start=predicate.rest, at=token, verb=token + 1, lemma=verb.lemma, rest=token + 2)
            action = action_of(cues, moved)
            return moved, revised(drafted, agent=agent, bearer=bearer, action=action)
    return predicate, drafted
