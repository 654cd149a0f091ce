"""The decision procedure for one clause (commitment-strength model, section 9), without anchors."""

from __future__ import annotations

from dataclasses import dataclass

from policy_audit.language.dates import find_intervals
from policy_audit.stages.strength.action import action_of
from policy_audit.stages.strength.agents import subject_agent
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.predicate import OBJECT_STARTS
from policy_audit.stages.strength.predicate import Predicate
from policy_audit.stages.strength.values import Action
from policy_audit.stages.strength.values import Flag
from policy_audit.stages.strength.values import Hedge
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised

_ATTITUDES = frozenset(
    [
        "value",
        "respect",
        "recognise",
        "celebrate",
        "support",
        "believe",
        "welcome",
        "embrace",
        "appreciate",
        "understand",
        "know",
        "think",
        "acknowledge",
        "care",
        "love",
        "like",
        "trust",
        "mean",
        "benefit",
        "matter",
        "need",
        "feel",
        "honour",
        "stand",
        "reflect",
        "model",
        "oppose",
        "endorse",
        "live",
        "condemn",
        "seek",
        "enjoy",
        "exist",
        "continue",
        "remain",
        "become",
        "thrive",
        "grow",
        "help",
    ]
)
_STATE_VERBS = frozenset(
    [
        "be",
        "feel",
        "become",
        "remain",
        "belong",
        "thrive",
        "flourish",
        "matter",
        "know",
        "understand",
        "value",
        "respect",
    ]
)
_CONTACT_NOUNS = ("objects.concrete-object", "agents.role")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a clause and bears on it."""

    commitments: bool = False
    duties: bool = False
    unacceptable: bool = False
    defining: bool = False
    document_escape: bool = False
    agent_class: str = ""


def decide(cues: Cues, predicate: Predicate, context: Context) -> Strength:
    """Score 0-3 of a clause with mode, agent, action, hedges and flags; 4 needs anchors, which come later."""
    contracted = "'" in cues.words[predicate.at] if predicate.at < predicate.end else False
    agent, bearer = subject_agent(cues, predicate.start, predicate.at + contracted)
    drafted = Strength(3, agent=agent, bearer=bearer, time="past" if predicate.past else "present")
    early = _voice(cues, predicate, drafted)
    if early is not None:
        return early
    result = _by_mode(cues, predicate, drafted, context)
    if result.score < 2:
        return result
    return _capped(cues, predicate, result, context)


def _one(drafted: Strength, why: str, **changes: object) -> Strength:
    return revised(drafted, score=1, decided_by=why, **changes)  # type: ignore[arg-type]


def _voice(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength | None:
    """Steps 3 and 5: denial, law, reports, examples."""
    first, last = predicate.begin, predicate.end
    if _denies(cues, predicate, drafted):
        return revised(
            drafted, score=0, polarity="deny", flags=frozenset({"denied"}), mode="description", decided_by="denial"
        )
    own = drafted.agent in ("organisation", "role", "class") and predicate.kind in ("will", "must")
    if drafted.bearer == "law" and predicate.kind not in ("imperative",):
        return _one(drafted, "law", voice="law", mode="description")
    if predicate.kind in ("must", "modes.binding") and cues.has(first, last, "voice.law"):
        return _one(drafted, "law", voice="law", mode="binding")
    if (
        cues.has(first, last, "voice.law")
        and not own
        and predicate.kind in ("be", "have", "verb", "can", "may", "none", "participle", "modes.entitlement")
    ):
        return _one(drafted, "law", voice="law", mode="description")
    if cues.has(first, predicate.at + 1, "voice.reported") and not own:
        return _one(drafted, "reported", voice="reported", mode="description")
    if cues.has(first, min(last, first + 4), "voice.example") and (
        predicate.kind not in ("will", "must") or drafted.agent not in ("organisation", "role")
    ):
        return _one(drafted, "example", voice="example", mode="description")
    if (
        cues.has(first, last, "modes.discretion")
        and predicate.kind in ("verb", "may", "have", "be", "can")
        and drafted.agent not in ("staff", "you")
    ):
        return _one(drafted, "discretion kept", mode="discretion")
    if cues.has(first, last, "voice.external"):
        return (
            _one(drafted, "another body's scheme", voice="other", mode="description")
            if drafted.agent not in ("organisation", "role")
            else None
        )
    return None


def _denies(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    for _, at, _ in cues.within(predicate.start, predicate.end, "voice.denial"):
        if at <= predicate.at + 2 and not cues.has(predicate.start, predicate.end, "voice.not-denial"):
            existence = cues.words[at] in {"there", "has", "have"} and "no" in cues.words[at : at + 3]
            if (
                not existence
                or cues.has(at, min(predicate.end, at + 9), "objects.concrete-object")
                or cues.has(at, min(predicate.end, at + 6), "agents.role")
            ):
                return True
    return False


def _by_mode(cues: Cues, predicate: Predicate, drafted: Strength, context: Context) -> Strength:
    kind = predicate.under or predicate.kind
    if kind in ("modes.entitlement", "modes.recommendation", "modes.aspiration") and predicate.kind in (
        "may",
        "might",
        "could",
        "would",
        "should",
    ):
        kind = predicate.kind
    if kind.startswith("modes."):
        return _by_cue(cues, predicate, drafted, kind.removeprefix("modes."), context)
    if kind in ("will", "must"):
        return _binding(cues, predicate, drafted)
    if kind == "should":
        return revised(drafted, score=2, mode="recommendation", action=action_of(cues, predicate), decided_by="should")
    if kind in ("may", "might", "could", "would", "can"):
        return _power_or_right(cues, predicate, drafted, kind)
    if kind in ("be", "have", "do", "verb", "past"):
        return _present(cues, predicate, drafted, context)
    if kind in ("imperative", "please"):
        return _imperative(cues, predicate, drafted, context)
    return _fragment(cues, predicate, drafted, context)


def _binding(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    drafted = revised(drafted, mode="binding", time="future", decided_by=cues.words[predicate.at])
    if predicate.verb is None and predicate.rest >= predicate.end:
        return revised(drafted, score=0, decided_by="list stem")
    if predicate.negated:
        return _negative(cues, predicate, drafted)
    action, predicate = _best_action(cues, predicate)
    if predicate.lemma in _STATE_VERBS or (predicate.verb is None and action == "state"):
        return revised(drafted, score=2, action="state", decided_by="predicted state")
    return revised(drafted, score=3 if action == "concrete" else 2, action=action)


def _best_action(cues: Cues, predicate: Predicate) -> tuple[Action, Predicate]:
    """The act of a predicate or, where that is vague, of a verb joined to it ("value X and publish Y")."""
    action = action_of(cues, predicate)
    if (
        (action == "concrete" and predicate.lemma not in _ATTITUDES)
        or predicate.verb is None
        or predicate.passive
        or predicate.kind == "be"
    ):
        return action, predicate
    form = next(
        (form for form in ("base", "third", "ing") if (verb := cues.verb(predicate.verb)) and verb.may_be(form)), "base"
    )
    for token in range(predicate.rest, predicate.end - 1):
        joined = cues.words[token - 1] == "and" or (cues.comma_after(token - 1) and cues.words[token] != "and")
        verb = cues.verb(token) if joined else None
        if (
            verb is None
            or not verb.may_be(form)
            or ("noun-too" in verb.classes and cues.words[token + 1] not in OBJECT_STARTS)
            or verb.lemma in _ATTITUDES
        ):
            continue
        other = predicate._replace(verb=token, lemma=verb.lemma, rest=token + 1)
        if (
            cues.words[token + 1] not in {"of", "and"}
            and "vague" not in verb.classes
            and action_of(cues, other) == "concrete"
        ):
            return "concrete", other
    return action, predicate


def _negative(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    """Not doing harm is a guarantee or a prohibition; "not … without" and "not … until" restrict."""
    restricted = any(
        cues.words[token] in {"until", "unless", "without"} for token in range(predicate.rest, predicate.end)
    )
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    if cues.has(predicate.begin, predicate.end, "objects.slogan"):
        return revised(
            drafted,
            score=2,
            mode="guarantee",
            polarity="prohibit",
            action="vague",
            flags=frozenset({"slogan"}),
            decided_by="slogan",
        )
    if restricted:
        return revised(
            drafted, score=3, mode="restriction", polarity="restrict", action="concrete", decided_by="restriction"
        )
    if (
        verb is None
        and predicate.kind == "will"
        and cues.words[predicate.rest : predicate.rest + 1] not in (["any"], ["no"])
    ):
        return revised(drafted, score=2, action="state", decided_by="predicted state")
    if verb is None or "harm" in verb.classes or predicate.kind in ("must", "modes.binding", "will"):
        return revised(
            drafted, score=3, mode="guarantee", polarity="prohibit", action="concrete", decided_by="guarantee"
        )
    return _one(drafted, "negative description", mode="description")


def _power_or_right(cues: Cues, predicate: Predicate, drafted: Strength, kind: str) -> Strength:
    """ "You may bring a companion" is a right, "managers may allow one" a power kept, "this may involve" a fact."""
    drafted = revised(drafted, mode="discretion", decided_by=cues.words[predicate.at])
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    classes = verb.classes if verb else frozenset()
    if predicate.negated and kind in ("may", "can"):
        if drafted.agent in ("organisation", "other", "abstract"):
            return _one(drafted, "negative power")
        return _negative(cues, predicate, drafted)
    if kind in ("might", "could", "would"):
        return _one(drafted, cues.words[predicate.at])
    receiver = drafted.bearer in ("staff",) and drafted.agent in ("you", "staff", "everyone")
    if kind == "can" and predicate.passive and cues.has(predicate.rest, predicate.end, "modes.on-request"):
        return revised(drafted, score=3, mode="entitlement", action="concrete", decided_by="on request")
    passive_route = (
        predicate.passive
        and predicate.lemma
        in {
            "make",
            "raise",
            "submit",
            "send",
            "report",
            "request",
            "bring",
            "lodge",
            "appeal",
            "obtain",
            "contact",
            "find",
            "use",
        }
        and drafted.agent in ("omitted", "abstract")
    )
    if passive_route and predicate.lemma != "find":
        return revised(drafted, score=3, mode="entitlement", action="concrete", decided_by="route")
    if receiver and "contact" in classes and not predicate.passive:
        return _right(cues, predicate, drafted, information="information" in classes)
    return _one(drafted, cues.words[predicate.at])


def _right(cues: Cues, predicate: Predicate, drafted: Strength, *, information: bool) -> Strength:
    routes = information or predicate.lemma in {"make", "take", "use", "get", "be", "go", "bring", "choose"}
    names_route = any(cues.has(predicate.rest, predicate.end, kind) for kind in _CONTACT_NOUNS) or _has_role(
        cues, predicate
    )
    if routes and not names_route:
        return _one(drafted, "points to information", mode="entitlement")
    return revised(drafted, score=3, mode="entitlement", action="concrete", decided_by="entitlement")


def _has_role(cues: Cues, predicate: Predicate) -> bool:
    from policy_audit.stages.strength.agents import roles

    return next(roles(cues, predicate.rest, predicate.end), None) is not None


def _present(cues: Cues, predicate: Predicate, drafted: Strength, context: Context) -> Strength:
    """Standing arrangement or description; the perfect of an arrangement counts as standing, a finished event not."""
    first, last = predicate.begin, predicate.end
    if predicate.kind == "have" and predicate.perfect:
        if cues.has(first, last, "voice.lasting") and drafted.agent != "other":
            return revised(
                drafted, score=3, mode="standing", time="perfect", action="concrete", decided_by="lasting perfect"
            )
        return _one(drafted, "finished event", mode="description", time="past")
    if predicate.past or _dated_past(cues, predicate):
        return _one(drafted, "finished event", mode="description", time="past")
    if predicate.negated and predicate.lemma:
        return _not_done(cues, predicate, drafted)
    if predicate.kind == "verb" and predicate.lemma == "expect" and predicate.verb is not None:
        return _expecting(cues, predicate, drafted)
    if predicate.kind == "be" and predicate.verb is not None and not predicate.passive:
        return _progressive(cues, predicate, drafted)
    return _standing(cues, predicate, drafted, context)


def _not_done(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    if (
        predicate.passive
        and predicate.lemma in {"permit", "allow", "accept"}
        and not cues.has(predicate.begin, predicate.end, "objects.slogan")
    ):
        return revised(
            drafted, score=3, mode="guarantee", polarity="prohibit", action="concrete", decided_by="not permitted"
        )
    if verb is not None and "harm" in verb.classes and drafted.agent in ("organisation", "role", "class", "omitted"):
        return revised(_negative(cues, predicate, drafted), time="present")
    if cues.has(predicate.begin, predicate.end, "objects.slogan"):
        return _slogan(drafted)
    return _one(drafted, "negative description", mode="description")


def _dated_past(cues: Cues, predicate: Predicate) -> bool:
    """A verb whose past looks like its present ("set up in 2021"), with a bygone year."""
    if predicate.kind != "verb" or predicate.verb is None or predicate.lemma not in {"set", "put", "cut", "let"}:
        return False
    return any(word.isdigit() and len(word) == 4 for word in cues.words[predicate.begin : predicate.end])


def _expecting(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    """ "We expect staff to challenge" sets a rule; "we expect to launch" forecasts."""
    if predicate.rest < predicate.end and cues.words[predicate.rest] == "to":
        return revised(drafted, score=2, mode="aspiration", decided_by="forecast")
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
    """ "We are rewriting our triage" is under way: as firm as a promise when concrete, an aspiration when vague."""
    action = action_of(cues, predicate)
    if drafted.agent not in ("organisation", "role", "class"):
        return _one(drafted, "description", mode="description", action=action)
    return revised(
        drafted, score=3 if action == "concrete" else 2, mode="standing", action=action, decided_by="under way"
    )


def _slogan(drafted: Strength) -> Strength:
    return revised(
        drafted,
        score=2,
        mode="guarantee",
        polarity="prohibit",
        action="vague",
        flags=frozenset({"slogan"}),
        decided_by="slogan",
    )


def _standing(cues: Cues, predicate: Predicate, drafted: Strength, context: Context) -> Strength:
    action, predicate = _best_action(cues, predicate)
    actor = drafted.agent in ("organisation", "role", "class")
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    if verb is not None and "prohibit" in verb.classes and (actor or drafted.agent == "abstract"):
        return revised(
            drafted, score=3, mode="binding", action="concrete", polarity="prohibit", decided_by=predicate.lemma
        )
    if predicate.kind == "be" and (predicate.verb is None or _describes(cues, predicate)):
        return _being(cues, predicate, drafted)
    if context.defining:
        return _one(drafted, "in an example or definition", mode="description", action=action)
    if predicate.passive and "being" in cues.words[predicate.at : predicate.rest]:
        return revised(drafted, score=2, mode="standing", action=action, decided_by="under way")
    if predicate.passive:
        if action == "concrete" and predicate.lemma not in _ATTITUDES:
            return revised(drafted, score=3, mode="standing", action=action, decided_by="standing passive")
        return (
            revised(drafted, score=2, mode="standing", action=action)
            if action == "vague" and predicate.lemma not in _ATTITUDES
            else _one(drafted, "description", mode="description", action=action)
        )
    unknown = verb is None and predicate.kind == "verb"
    if (unknown or (verb is not None and "state" in verb.classes)) and not _shown(cues, predicate):
        return _one(drafted, "description", mode="description", action="state")
    if (
        action == "concrete"
        and predicate.lemma not in _ATTITUDES
        and (actor or _shown(cues, predicate) or _people_do(cues, predicate, drafted))
    ):
        return revised(drafted, score=3, mode="standing", action=action, decided_by="standing practice")
    if action == "vague" and predicate.lemma not in _ATTITUDES and actor:
        return revised(drafted, score=2, mode="standing", action=action, decided_by="vague practice")
    return _one(drafted, "description", mode="description", action=action)


def _describes(cues: Cues, predicate: Predicate) -> bool:
    return cues.has(predicate.at, min(predicate.end, predicate.rest + 1), "objects.adjective-state")


def _being(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    """ "The director is our sponsor" fills a post: standing; any other "is" describes."""
    from policy_audit.stages.strength.agents import roles

    filled = drafted.agent in ("role", "class") and cues.words[predicate.rest : predicate.rest + 1] in (
        ["our"],
        ["the"],
        ["executive"],
    )
    filled = (
        filled
        and predicate.rest < predicate.end
        and next(roles(cues, predicate.rest, min(predicate.end, predicate.rest + 6)), None) is not None
    )
    if filled and not predicate.negated:
        return revised(drafted, score=3, mode="standing", action="concrete", decided_by="post filled")
    return _one(drafted, "description", mode="description", action="state")


def _shown(cues: Cues, predicate: Predicate) -> bool:
    """A sign by which an arrangement without a person as subject can be checked: a rhythm, a number, a reader."""
    first, last = predicate.begin, predicate.end
    if cues.has(predicate.start, predicate.at, "agents.individual") or cues.words[predicate.at - 1] in {"he", "she"}:
        return False
    if cues.has(predicate.rest, last, "anchors.reader"):
        return True
    span = cues.span(first, last - 1)
    return any(True for _ in find_intervals(cues.reading.folded, span.start, span.end)) or any(
        cues.words[token] in {"two", "three", "four", "five", "six", "ten", "twelve"}
        or (cues.words[token].isdigit() and len(cues.words[token]) < 4)
        for token in range(predicate.rest, last)
    )


def _people_do(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    """Staff as subject of a visible act ("staff record …") in general, not one person in an example."""
    return (
        drafted.agent in ("staff", "everyone")
        and predicate.at > predicate.start
        and cues.words[predicate.at - 1] not in {"he", "she", "it", "you", "they", "partner", "who"}
    )


def _by_cue(cues: Cues, predicate: Predicate, drafted: Strength, name: str, context: Context) -> Strength:
    action = action_of(cues, predicate) if predicate.verb is not None else "none"
    drafted = revised(drafted, decided_by=name, action=action)
    if name in ("binding", "responsible"):
        return _duty(cues, predicate, drafted, name)
    if name == "entitlement":
        blurred = "available" in cues.words[predicate.at : predicate.rest] and cues.has(
            predicate.start, predicate.at, "objects.vague-object"
        )
        return revised(
            drafted,
            score=1 if predicate.past else 2 if blurred else 3,
            mode="entitlement",
            action="vague" if blurred else "concrete",
        )
    if name == "committed":
        firm = predicate.verb is not None and action == "concrete" and _is_gerund(cues, predicate)
        return revised(drafted, score=3 if firm else 2, mode="binding" if firm else "aspiration")
    if name in ("aspiration", "state-goal"):
        others = (
            drafted.agent in ("you", "staff")
            and predicate.at > predicate.start
            and cues.words[predicate.at - 1] in {"you", "they", "who", "personally", "may"}
        )
        return revised(
            drafted,
            score=1 if predicate.past or others else 2,
            mode="aspiration",
            hedges=(_hedge(cues, "approach", predicate.at, predicate.at),) if name == "aspiration" else (),
        )
    if name == "consider":
        return revised(drafted, score=2, mode="will-consider")
    if name == "recommendation":
        return revised(drafted, score=2, mode="recommendation")
    return _one(drafted, name, mode="description")


def _is_gerund(cues: Cues, predicate: Predicate) -> bool:
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    return verb is not None and verb.may_be("ing")


def _duty(cues: Cues, predicate: Predicate, drafted: Strength, name: str) -> Strength:
    drafted = revised(drafted, mode="binding")
    if predicate.past:
        return _one(drafted, "finished event")
    if predicate.negated:
        return _negative(cues, predicate, drafted)
    if name == "responsible":
        if predicate.rest >= predicate.end and predicate.verb is None:
            return revised(drafted, score=0, decided_by="list stem")
        named = drafted.agent in ("role", "class", "organisation")
        firm = drafted.action == "concrete" and predicate.verb is not None and drafted.agent != "everyone"
        firm = firm or (predicate.verb is None and named and drafted.bearer not in ("leaders", "managers"))
        return revised(
            drafted, score=3 if firm and not cues.has(predicate.begin, predicate.end, "hedges.spread") else 2
        )
    if predicate.verb is None and predicate.rest >= predicate.end:
        return revised(drafted, score=0, decided_by="list stem")
    if (
        drafted.action != "concrete"
        and "expected" in cues.words[predicate.at : predicate.at + 3]
        and drafted.bearer in ("staff", "managers", "leaders")
    ):
        norm = predicate.lemma in {
            "challenge",
            "act",
            "speak",
            "report",
            "treat",
            "behave",
            "follow",
            "support",
            "demonstrate",
            "model",
        }
        return revised(drafted, score=3 if norm else 2)
    return revised(drafted, score=3 if drafted.action in ("concrete", "none") else 2)


def _imperative(cues: Cues, predicate: Predicate, drafted: Strength, context: Context) -> Strength:
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    classes = verb.classes if verb else frozenset()
    drafted = revised(drafted, mode="imperative", agent="you", bearer="staff", decided_by="imperative")
    if predicate.lemma in {"see", "read", "visit", "click", "view", "refer", "find"} or (
        predicate.lemma == "learn" and cues.words[predicate.rest : predicate.rest + 1] == ["more"]
    ):
        return _one(drafted, "pointer")
    if predicate.under == "please" or predicate.negated:
        return revised(drafted, score=2, action="vague")
    if context.commitments:
        action = action_of(cues, predicate)
        return revised(
            drafted,
            score=3 if action == "concrete" else 2,
            mode="binding",
            action=action,
            agent="organisation",
            bearer="organisation",
        )
    if (
        "procedure" in classes
        and action_of(cues, predicate) == "concrete"
        and ("tip" not in classes or cues.has(predicate.rest, predicate.end, "agents.role"))
    ):
        return revised(drafted, score=3, action="concrete")
    return revised(drafted, score=2, action="vague")


def _fragment(cues: Cues, predicate: Predicate, drafted: Strength, context: Context) -> Strength:
    """Words without a predicate of their own, outside any list."""
    drafted = revised(drafted, mode="none", decided_by="no predicate")
    if context.commitments:
        return revised(drafted, score=2, mode="aspiration", decided_by="heading of commitments")
    if predicate.kind == "gerund" and context.duties:
        action = action_of(cues, predicate)
        return revised(
            drafted, score=3 if action == "concrete" else 2, mode="binding", action=action, decided_by="duty list"
        )
    if (
        predicate.kind == "participle"
        and predicate.rest < predicate.end
        and action_of(cues, predicate) == "concrete"
        and drafted.agent != "omitted"
    ):
        return revised(drafted, score=3, mode="standing", action="concrete")
    return _one(drafted, "no predicate")


def _capped(cues: Cues, predicate: Predicate, result: Strength, context: Context) -> Strength:
    """Steps 10 and 11: hedges, escapes, slogans and what promises only the law."""
    hedges = list(result.hedges)
    score, why = result.score, result.decided_by
    flags: set[Flag] = set(result.flags)
    for key, at, end in cues.within(predicate.begin, predicate.end, "hedges."):
        kind = key.removeprefix("hedges.")
        if kind in ("distancing", "impersonal") and at < predicate.start:
            continue
        if kind == "escape" and _governs(cues, predicate, at):
            hedges.append(_hedge(cues, "escape", at, end))
            flags.add("escape")
            score, why = min(score, 2), "escape"
        elif kind == "softener":
            hedges.append(_hedge(cues, "softener", at, end))
        elif kind == "distancing" and at <= predicate.at + 1:
            hedges.append(_hedge(cues, "distancing", at, end))
            score, why = min(score, 1 if predicate.kind not in ("should", "must", "will") else 2), "distancing"
        elif kind == "impersonal" and at <= predicate.at:
            score, why = min(score, 1 if predicate.kind not in ("should", "must", "will") else 2), "impersonal"
        elif kind == "time":
            hedges.append(_hedge(cues, "time", at, end))
        elif kind == "spread":
            hedges.append(_hedge(cues, "spread", at, end))
            score, why = min(score, 2), "shared responsibility"
    if cues.has(predicate.begin, predicate.end, "modes.compliance") and predicate.lemma in {
        "comply",
        "operate",
        "implement",
        "abide",
        "meet",
        "adhere",
        "fulfil",
        "act",
        "obey",
        "work",
        "be",
        "have",
        "run",
        "conduct",
        "apply",
        "",
    }:
        score, why = min(score, 2), "compliance only"
        flags.add("compliance")
    if score > 2 and cues.has(predicate.begin, predicate.end, "objects.slogan"):
        score, why = 2, "slogan"
        flags.add("slogan")
    if context.document_escape and score > 2:
        score, why = 2, "document-wide escape"
        flags.add("document-escape")
    return revised(
        result,
        score=score,
        decided_by=why,
        hedges=tuple(hedges),
        flags=frozenset(flags),
        condition="escape" if "escape" in flags else "trigger" if predicate.conditional else "none",
    )


def _governs(cues: Cues, predicate: Predicate, at: int) -> bool:
    """An escape joined to a further object ("and, where possible, photographs") leaves the main act alone."""
    if at <= predicate.rest:
        return True
    before = cues.words[at - 1]
    if before in {"and", "or"} and cues.comma_after(at - 1):
        return False
    joined = [
        token
        for token in range(predicate.rest + 1, at)
        if cues.words[token] in {"and", "or"} and cues.comma_after(token - 1)
    ]
    return not joined or predicate.kind not in ("gerund", "imperative")


def _hedge(cues: Cues, kind: str, first: int, last: int) -> Hedge:
    span = cues.span(first, last)
    return Hedge(kind, cues.reading.text(span), span)  # type: ignore[arg-type]
