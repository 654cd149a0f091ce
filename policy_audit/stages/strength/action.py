"""Is the act concrete (an outsider could see it done) or vague? Commitment-strength model, section 5."""

from __future__ import annotations

from policy_audit.stages.strength.action_words import NUMBER_WORDS
from policy_audit.stages.strength.action_words import OBJECT_ENDS
from policy_audit.stages.strength.action_words import OPENERS
from policy_audit.stages.strength.agents import roles
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import OBJECT_STARTS
from policy_audit.stages.strength.grammar import skip
from policy_audit.stages.strength.manner import only_manner
from policy_audit.stages.strength.predicate import find_predicate
from policy_audit.stages.strength.states import class_of_person
from policy_audit.stages.strength.states import counted_in
from policy_audit.stages.strength.states import lasting
from policy_audit.stages.strength.states import only_watched
from policy_audit.stages.strength.states import takes_place
from policy_audit.stages.strength.values import Action
from policy_audit.stages.strength.values import Predicate

_REACH = 8
_NEAR = 5
_DATING = frozenset("on at every each within by before after".split())
_TRANSPARENT = frozenset({"ensure"})


def action_of(cues: Cues, predicate: Predicate, depth: int = 0) -> Action:
    """Class of the act of a predicate. A verb the lexicon does not know counts as concrete under a modal."""
    if predicate.verb is None or predicate.lemma == "be":
        return _without_verb(cues, predicate)
    verb = cues.verb(predicate.verb)
    if predicate.lemma in _TRANSPARENT or _makes_sure(cues, predicate):
        return _transparent(cues, predicate, depth)
    if verb is None:
        return "concrete"
    classes = verb.classes
    if predicate.lemma == "adapt" and cues.words[predicate.rest : predicate.rest + 1] == ["to"]:
        return "vague"
    if _seen_by_object(cues, predicate):
        return "concrete"
    if (_vaguely(cues, predicate) or only_manner(cues, predicate) or only_watched(cues, predicate)) and not gives_means(
        cues, predicate.rest, predicate.end
    ):
        return "vague"
    if "object-decides" in classes:
        return _by_object(cues, predicate, vague="vague" in classes)
    if predicate.passive and "concrete" in classes:
        return "concrete"
    if predicate.passive and predicate.lemma not in cues.lists["attitudes"] and _by_role(cues, predicate):
        return "concrete"
    if "vague" in classes:
        return "concrete" if gives_means(cues, predicate.rest, predicate.end) else "vague"
    if "concrete" in classes or "prohibit" in classes:
        return "concrete"
    if "state" in classes:
        counted = predicate.lemma == "involve" and counted_in(cues, predicate.rest, predicate.end)
        dated = predicate.lemma in {"occur", "happen"} and not _DATING.isdisjoint(
            cues.words[predicate.rest : predicate.rest + 1]
        )
        return "concrete" if counted or dated or cues.has(predicate.rest, predicate.end, "objects.means") else "state"
    return "concrete"


def _by_role(cues: Cues, predicate: Predicate) -> bool:
    """A passive with its doer: "reports will be managed by the committee" can be checked, whatever the verb."""
    return any(
        cues.words[token] == "by" and next(roles(cues, token + 1, min(predicate.end, token + 7)), None) is not None
        for token in range(predicate.rest, predicate.end - 1)
    )


def _seen_by_object(cues: Cues, predicate: Predicate) -> bool:
    """Acts whose verb alone is vague: "work with … to gather", "take steps to attend", "seek your agreement"."""
    if predicate.lemma in cues.lists["action-jointly"] and _joint_act(cues, predicate):
        return True
    if predicate.lemma == "take":
        return _steps_to(cues, predicate)
    sought = cues.words[predicate.rest : min(predicate.end, predicate.rest + _NEAR)]
    return predicate.lemma == "seek" and not cues.lists["consents"].isdisjoint(sought)


def _steps_to(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "take all reasonable steps to attend": what the steps lead to can be seen."""
    last = min(predicate.end, predicate.rest + _REACH)
    for token in range(predicate.rest, last - 2):
        if cues.words[token] == "steps" and cues.words[token + 1] == "to":
            verb = cues.verb(token + 2)
            return verb is not None and "procedure" in verb.classes and "vague" not in verb.classes
    return False


def _joint_act(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "work with the director to gather the figures": what is done together can be seen."""
    if cues.words[predicate.rest : predicate.rest + 1] not in (["with"], ["alongside"], ["together"]):
        return False
    for token in range(predicate.rest + 1, predicate.end - 1):
        if cues.words[token] == "to" and (verb := cues.verb(token + 1)) is not None and verb.may_be("base"):
            return "vague" not in verb.classes and "state" not in verb.classes
    return False


def _vaguely(cues: Cues, predicate: Predicate) -> bool:
    """True where a phrase such as "appropriate action" stands; "disciplinary action" is one that can be seen."""
    if cues.words[predicate.rest : predicate.rest + 1] == ["appropriately"]:
        return True
    return any(
        cues.words[at - 1] not in cues.lists["seen-actions"]
        and cues.words[at - 1] != "taking"
        and at <= predicate.rest + 2
        for _, at, _ in cues.within(predicate.begin, predicate.end, "objects.vague-phrase")
    )


def _makes_sure(cues: Cues, predicate: Predicate) -> bool:
    return predicate.lemma == "make" and predicate.rest < predicate.end and cues.words[predicate.rest] == "sure"


def _without_verb(cues: Cues, predicate: Predicate) -> Action:
    if cues.words[predicate.start : predicate.at] == ["there"] and takes_place(cues, predicate):
        return "concrete"
    if predicate.kind == "have" or predicate.lemma == "have":
        return _by_object(cues, predicate, vague=True)
    if cues.has(predicate.rest, min(predicate.end, predicate.rest + 3), "objects.checkable-state"):
        return "concrete"
    if predicate.kind == "must" and class_of_person(cues, predicate):
        return "concrete"
    if cues.words[predicate.rest : predicate.rest + 1] == ["for"] and lasting(cues, predicate):
        return "concrete"
    if cues.words[predicate.rest : predicate.rest + 1] == ["no"] and counted_in(
        cues, predicate.rest, min(predicate.end, predicate.rest + 5)
    ):
        return "concrete"
    return "concrete" if gives_means(cues, predicate.rest, predicate.end) else "state"


def _by_object(cues: Cues, predicate: Predicate, *, vague: bool) -> Action:
    """The object decides: the nearest concrete or vague object, a number making it concrete."""
    given = predicate.lemma in cues.lists["giving"]
    first, last = (predicate.start, predicate.at) if predicate.passive and not given else _object_of(cues, predicate)
    concrete = [
        at
        for _, at, end in cues.within(first, last, "objects.concrete-object")
        if end + 1 >= last or cues.words[end + 1] != "'s"
    ]
    blurred = [
        at for _, at, end in cues.within(first, last, "objects.vague-object") if end >= last - 1 or predicate.passive
    ]
    counted = counted_in(cues, first, predicate.end) or not cues.lists["rhythms"].isdisjoint(cues.words[first:last])
    if cues.words[predicate.rest : predicate.rest + 1] in (["these"], ["those"]):
        return "concrete"
    if predicate.lemma == "make" and predicate.passive and _made_available(cues, predicate):
        return "concrete"
    if predicate.lemma == "take" and cues.words[first : first + 1] in (["part"], ["place"]):
        return "concrete"
    if (
        predicate.lemma == "have"
        and not counted
        and any(cues.words[token] in cues.lists["many"] for token in range(first, last))
    ):
        return "vague"
    if counted or gives_means(cues, predicate.rest, predicate.end):
        return "concrete"
    if predicate.passive and cues.words[first:last] in (["this"], ["it"], ["these"], ["they"]):
        kept = cues.has(predicate.rest, predicate.end, "objects.concrete-object")
        return "concrete" if kept or not vague else "vague"
    if concrete and (not blurred or min(concrete) <= min(blurred) + 1):
        return "concrete"
    if blurred or (not concrete and cues.has(first, last, "objects.quality")):
        return "vague"
    return "vague" if vague else "concrete"


def _made_available(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "will be made readily accessible"."""
    at, _ = skip(cues, predicate.rest, predicate.end)
    return at < predicate.end and cues.words[at] in {"accessible", "available"}


def _object_of(cues: Cues, predicate: Predicate) -> tuple[int, int]:
    """Tokens of the first noun phrase after the verb, a leading preposition or particle passed over."""
    first = predicate.rest
    while first < predicate.end:
        if cues.words[first] in {"and", "or"} and first + 1 < predicate.end and cues.verb(first + 1):
            first += 1
        elif cues.words[first] not in OPENERS:
            break
        first += 1
    last = first
    while last < min(predicate.end, first + _REACH) and (
        cues.words[last] not in OBJECT_ENDS or (cues.words[last] in {"and", "or"} and _modifies(cues, last))
    ):
        last += 1
        if cues.comma_after(last - 1) and last - first > 1:
            break
    return first, last


def _modifies(cues: Cues, joint: int) -> bool:
    """True where "and" joins two words before a noun: "safe and fair …", "working and learning environment"."""
    if cues.at(joint - 1, "objects.adjective-state"):
        return True
    return cues.words[joint - 1].endswith("ing") and "".join(cues.words[joint + 1 : joint + 2]).endswith("ing")


def gives_means(cues: Cues, first: int, last: int) -> bool:
    """A means or a product: "by deciding adjustments in ten days", "through six team briefings", "from 4% to 9%"."""
    if cues.has(first, last, "objects.means"):
        return True
    for token in range(first, last - 1):
        word = cues.words[token]
        if word in {"through", "via"} and cues.lists["forums"].intersection(
            cues.words[token + 1 : min(last, token + 8)]
        ):
            return True
        if word == "by":
            verb = cues.verb(token + 1)
            if verb is not None and verb.may_be("ing") and not _idle(cues, token + 2, last, verb.classes):
                return True
        elif (
            (word in {"through", "via", "from"} and any(character.isdigit() for character in cues.words[token + 1]))
            or (
                word in {"through", "via"}
                and (cues.words[token + 1] in NUMBER_WORDS or cues.at(token + 1, "objects.concrete-object"))
            )
            or (word == "from" and cues.gap(token + 1).strip().startswith("%"))
        ):
            return True
    return False


def _idle(cues: Cues, first: int, last: int, classes: frozenset[str]) -> bool:
    """A means that is as vague as what it serves: "by promoting inclusion", but not "by developing a toolkit"."""
    made = "object-decides" in classes and cues.has(first, min(last, first + 6), "objects.concrete-object")
    return "vague" in classes and not made


def _transparent(cues: Cues, predicate: Predicate, depth: int) -> Action:
    """Cases like "Ensure that …": the clause that follows decides."""
    first = predicate.rest
    while first < predicate.end and cues.words[first] in {"that", "sure"}:
        first += 1
    if first >= predicate.end or depth:
        return "vague"
    inner = find_predicate(cues, first, predicate.end)
    if inner.kind in {"none", "past", "participle", "gerund", "imperative"}:
        return _by_object(cues, inner._replace(rest=first, passive=False), vague=True)
    if inner.lemma in {"know", "understand"} and inner.rest < inner.end and cues.words[inner.rest] == "how":
        return "concrete"
    if inner.kind == "modes.entitlement" and "able" in cues.words[inner.at : inner.rest]:
        return "vague"
    if inner.kind == "modes.entitlement":
        return _by_object(cues, inner, vague=False)
    if inner.kind in {"be"} and inner.verb is None:
        return "vague"
    return action_of(cues, inner, depth + 1)


def best_action(cues: Cues, predicate: Predicate) -> tuple[Action, Predicate]:
    """The act of a predicate or, where that is vague, of a verb joined to it ("value X and publish Y")."""
    action = action_of(cues, predicate)
    if (
        (action == "concrete" and predicate.lemma not in cues.lists["attitudes"])
        or predicate.verb is None
        or (predicate.kind == "be" and not predicate.passive)
    ):
        return action, predicate
    forms = ("past",) if predicate.passive else ("base", "third", "ing")
    form = next((form for form in forms if (verb := cues.verb(predicate.verb)) and verb.may_be(form)), forms[0])
    if cues.words[predicate.verb] == "being":
        form = "ing"
    for token in range(predicate.rest, predicate.end - 1):
        joined = cues.words[token - 1] == "and" or (cues.comma_after(token - 1) and cues.words[token] != "and")
        verb = cues.verb(token) if joined else None
        if (
            verb is None
            or not verb.may_be(form)
            or ("noun-too" in verb.classes and cues.words[token + 1] not in OBJECT_STARTS)
            or verb.lemma in cues.lists["attitudes"]
        ):
            continue
        begin = token if predicate.passive else predicate.begin
        other = predicate._replace(begin=begin, verb=token, lemma=verb.lemma, rest=token + 1)
        if (
            cues.words[token + 1] not in {"of", "and"}
            and "vague" not in verb.classes
            and action_of(cues, other) == "concrete"
        ):
            return "concrete", other
    return action, predicate
