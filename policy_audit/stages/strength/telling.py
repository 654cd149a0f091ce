"""Statements in the present tense that tell how things are, whatever their verb, and bind nobody."""

from __future__ import annotations

from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import RELATIVES
from policy_audit.stages.strength.grammar import skip
from policy_audit.stages.strength.signs import ONE
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength

_POINTING = frozenset("this that it which these".split())


def only_tells(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    """True for habits, counts, stories, reasons, durations and papers that speak of themselves."""
    return (
        (predicate.kind == "verb" and predicate.at > 0 and cues.words[predicate.at - 1] in cues.tools)
        or _defines(cues, predicate, drafted)
        or _owns_paper(cues, predicate)
        or _counts_people(cues, predicate)
        or _is_habit(cues, predicate, drafted)
        or _tells_of_itself(cues, predicate)
        or _gives_reasons(cues, predicate, drafted)
        or _takes_time(cues, predicate, drafted)
        or _belongs(cues, predicate)
    )


def _belongs(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "the talk forms part of the induction", "complaints fall into three groups": where a thing belongs."""
    following = cues.words[predicate.rest : predicate.rest + 2]
    if predicate.lemma == "form":
        return "part" in following
    return predicate.lemma == "fall" and following[:1] in (["into"], ["under"], ["within"])


def _defines(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    """Cases like "A linking period covers eight weeks": what any such thing does, and nobody acts."""
    generic = predicate.kind == "verb" and cues.words[predicate.start] in {"a", "an"}
    return generic and drafted.agent in ("omitted", "abstract") and predicate.lemma in cues.lists["telling-telling"]


def _tells_of_itself(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "This plan covers four areas", "The QASP describes …"; "Her plan is updated" is a story."""
    subject = cues.words[predicate.start : predicate.at]
    if not subject:
        return False
    if predicate.lemma == "apply" and cues.words[predicate.rest : predicate.rest + 1] == ["to"]:
        return ONE.isdisjoint(subject) and cues.words[predicate.at - 1] not in {
            "you",
            "we",
            "they",
            "employees",
            "staff",
        }
    opening = cues.verb(predicate.start)
    if predicate.kind == "verb" and opening is not None and opening.may_be("ing") and len(subject) > 1:
        return True
    if not cues.lists["telling-terms"].isdisjoint(subject[:3]) and predicate.passive:
        return True
    if subject[0] in {"his", "her"} or (predicate.kind == "verb" and not ONE.isdisjoint(subject[:3])):
        return True
    if predicate.kind != "verb" or predicate.lemma not in cues.lists["telling-telling"]:
        return predicate.lemma == "help" and cues.words[predicate.rest : predicate.rest + 1] in (["us"], ["you"])
    if subject in (["it"], ["this"]) and predicate.lemma in cues.lists["telling-explaining"]:
        return True
    return subject[-1] in cues.lists["telling-written"] or (predicate.lemma == "describe" and "we" not in subject)


def _gives_reasons(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    """Cases like "We do this because …", "This is done by …"; also what is called or told elsewhere."""
    following = cues.words[predicate.rest : predicate.rest + 2]
    if predicate.passive and predicate.lemma == "use" and drafted.agent in ("organisation", "other"):
        return True
    if predicate.lemma == "do":
        passive = predicate.passive and cues.words[predicate.start : predicate.at] in (["this"], ["that"], ["it"])
        return passive or cues.words[predicate.at + 1 : predicate.at + 2] in (["this"], ["that"], ["so"])
    if predicate.lemma in {"interpret", "define"} and not predicate.passive:
        return True
    return predicate.passive and predicate.lemma == "refer" and following == ["to", "as"]


def _takes_time(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    """Cases like "the task takes two hours": how long, not what anybody does."""
    return (
        predicate.lemma == "take"
        and drafted.agent in ("omitted", "abstract")
        and not cues.lists["telling-periods"].isdisjoint(cues.words[predicate.rest : predicate.rest + 3])
    )


def _counts_people(cues: Cues, predicate: Predicate) -> bool:
    """A finding about people: "three per cent of solicitors declare …", "too many of the posts are held by …"."""
    words = cues.words[predicate.start : predicate.at]
    return (
        bool({"percent", "cent", "%", "majority", "proportion"}.intersection(words))
        or ("too" in words and bool({"many", "few"}.intersection(words)))
        or (bool(words) and words[0] in {"some", "many", "few"})
    )


def _is_habit(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    """What readers are told of their own day ("you work five days a week"), or plenty of something that there is."""
    if predicate.kind == "have" and predicate.lemma == "have":
        words = cues.words[predicate.rest : min(predicate.end, predicate.rest + 4)]
        if any(words[at : at + 2] == ["duty", "of"] for at in range(len(words))):
            return True
        people = bool(words) and words[0] in cues.lists["telling-staff"] and words[:2] != ["team", "meetings"]
        return (
            people or not cues.lists["plenty"].isdisjoint(words) or not cues.lists["telling-made-of"].isdisjoint(words)
        )
    told = (
        predicate.lemma in cues.lists["telling-habits"] if predicate.kind == "verb" else predicate.lemma == "schedule"
    )
    return drafted.agent == "you" and told


def _owns_paper(cues: Cues, predicate: Predicate) -> bool:
    """Having a policy, a strategy or a partnership says only that it exists."""
    if predicate.kind != "have" or predicate.lemma != "have":
        return False
    last = next(
        (at for at in range(predicate.rest, predicate.end) if cues.words[at] in RELATIVES or cues.comma_after(at)),
        predicate.end - 1,
    )
    nouns = cues.words[predicate.rest : min(last + 1, predicate.rest + 7)]
    return bool(cues.lists["telling-papers"].intersection(nouns)) and not any(word[0].isdigit() for word in nouns)


def dated_past(cues: Cues, predicate: Predicate) -> bool:
    """A verb whose past looks like its present ("set up in 2021"), with a bygone year."""
    if predicate.kind != "verb" or predicate.verb is None or predicate.lemma not in {"set", "put", "cut", "let"}:
        return False
    return any(word.isdigit() and len(word) == 4 for word in cues.words[predicate.begin : predicate.end])


def told_elsewhere(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "Our commitment to guests is set out in the charter": a pointer to what is promised there."""
    be = next((at for at in range(predicate.rest, predicate.end) if cues.words[at] in {"is", "are"}), None)
    if cues.words[predicate.at] != "our" or be is None:
        return False
    at, _ = skip(cues, be + 1, predicate.end)
    verb = cues.verb(at) if at < predicate.end else None
    placed = "in" in cues.words[at + 1 : at + 4]
    return verb is not None and verb.may_be("past") and verb.lemma in cues.lists["telling-telling"] and placed


def serves(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "this code is intended to keep …", "the purpose of this policy is to prevent …": a paper's aim.

    What the paper tells ("… is to set out the steps") is no aim.
    """
    to = next((at for at in range(predicate.at, predicate.end - 1) if cues.words[at] == "to"), None)
    if to is None:
        return False
    verb = cues.verb(to + 1)
    if verb is not None and (verb.lemma in cues.lists["telling-telling"] or verb.lemma == "provide"):
        return False
    words = cues.words[predicate.start : to]
    aimed = "purpose" in words or "intended" in words
    return aimed and words[-1] in {"is", "intended"} and not cues.lists["telling-written"].isdisjoint(words)
