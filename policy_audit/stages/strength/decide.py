"""The decision procedure for one clause (commitment-strength model, section 9), without anchors."""

from __future__ import annotations

from policy_audit.stages.strength.action import action_of
from policy_audit.stages.strength.action import best_action
from policy_audit.stages.strength.agents import roles
from policy_audit.stages.strength.agents import subject_agent
from policy_audit.stages.strength.anchors import found
from policy_audit.stages.strength.caps import capped
from policy_audit.stages.strength.caps import hedge_at
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.duties import duty
from policy_audit.stages.strength.grammar import RELATIVES
from policy_audit.stages.strength.labels import OPEN_CONDITION
from policy_audit.stages.strength.labels import ends_open
from policy_audit.stages.strength.labels import is_cataphoric
from policy_audit.stages.strength.labels import is_stem
from policy_audit.stages.strength.limits import demands
from policy_audit.stages.strength.manner import in_a_manner
from policy_audit.stages.strength.rights import freed
from policy_audit.stages.strength.rights import power_or_right
from policy_audit.stages.strength.standing import present
from policy_audit.stages.strength.telling import serves
from policy_audit.stages.strength.telling import told_elsewhere
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.stages.strength.verbless import fragment
from policy_audit.stages.strength.verbless import imperative
from policy_audit.stages.strength.verdicts import Context
from policy_audit.stages.strength.verdicts import mentioned
from policy_audit.stages.strength.verdicts import negative

# Not all of them: what "some clients will do" is foretold.
_AT_TIMES = frozenset({"often", "sometimes", "frequently", "occasionally"})
_OTHERS = frozenset({"some", "many"})
# "What one carer does changes what a shift thinks": no agent acts.
_CLAUSE_SUBJECTS = frozenset({"what", "how", "why", "whatever"})
_DENIED = frozenset({"denied"})


def decide(cues: Cues, predicate: Predicate, context: Context) -> Strength:
    """Score 0-3 of a clause with mode, agent, action, hedges and flags; 4 needs anchors, which come later."""
    contracted = "'" in cues.words[predicate.at] if predicate.at < predicate.end else False
    agent, bearer = subject_agent(cues, predicate.start, predicate.at + contracted)
    drafted = Strength(3, agent=agent, bearer=bearer, time="past" if predicate.past else "present")
    if context.antecedent is not None and _is_pronoun(cues, predicate):
        drafted = revised(drafted, agent="role", bearer="role", owner=found(cues, context.antecedent))
    early = _voice(cues, predicate, drafted)
    if early is not None:
        return revised(early, owner=None)
    result = _by_mode(cues, predicate, drafted, context)
    if result.score < 2:
        return revised(result, owner=None)
    return capped(cues, predicate, result, context)


def _is_pronoun(cues: Cues, predicate: Predicate) -> bool:
    alone = predicate.at == predicate.start + 1 or (predicate.at == predicate.start and predicate.at < predicate.end)
    return alone and cues.words[predicate.start].partition("'")[0] in {"she", "he", "they", "it"}


def _voice(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength | None:
    """Steps 3 and 5: denial, law, reports, examples."""
    first, last = predicate.begin, predicate.end
    if _denies(cues, predicate, drafted) and freed(cues, predicate, drafted) is None:
        return revised(drafted, score=0, polarity="deny", flags=_DENIED, mode="description", decided_by="denial")
    own = drafted.agent in ("organisation", "role", "class") and predicate.kind in ("will", "must")
    if drafted.bearer == "law" and predicate.kind not in ("imperative",):
        return mentioned(drafted, "law", voice="law", mode="description")
    if predicate.kind in ("must", "modes.binding") and cues.has(first, last, "voice.law"):
        return mentioned(drafted, "law", voice="law", mode="binding")
    if (
        cues.has(first, last, "voice.law")
        and not own
        and predicate.kind in ("be", "have", "verb", "can", "may", "none", "participle", "modes.entitlement")
    ):
        return mentioned(drafted, "law", voice="law", mode="description")
    if cues.has(first, predicate.at + 1, "voice.reported") and not own:
        return mentioned(drafted, "reported", voice="reported", mode="description")
    if cues.has(first, min(last, first + 4), "voice.example") and (
        predicate.kind not in ("will", "must") or drafted.agent not in ("organisation", "role")
    ):
        return mentioned(drafted, "example", voice="example", mode="description")
    if (
        cues.has(first, last, "modes.discretion")
        and (predicate.kind in ("verb", "may", "have", "be", "can") or predicate.lemma == "have")
        and drafted.agent not in ("staff", "you")
    ):
        return mentioned(drafted, "discretion kept", mode="discretion")
    if cues.has(predicate.start, predicate.at, "agents.other-body") and drafted.agent in ("other", "omitted", "staff"):
        return mentioned(drafted, "another body", voice="other", mode="description")
    if predicate.kind.startswith("modes.") and cues.has(predicate.start, predicate.at, "agents.individual"):
        return mentioned(drafted, "story", voice="example", mode="description")
    if cues.has(first, last, "voice.external"):
        return (
            mentioned(drafted, "another body's scheme", voice="other", mode="description")
            if drafted.agent not in ("organisation", "role")
            else None
        )
    return None


def _denies(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    if predicate.kind == "should":
        return False
    for _, at, _ in cues.within(predicate.start, predicate.end, "voice.denial"):
        aside = at < predicate.at and not RELATIVES.isdisjoint(cues.words[predicate.start + 1 : at])
        if at <= predicate.at + 2 and not aside and not cues.has(predicate.start, predicate.end, "voice.not-denial"):
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
    demanded = predicate.kind == "would" and predicate.under == "modes.binding" and drafted.agent != "organisation"
    if predicate.under and predicate.kind in ("may", "might", "could", "would") and not demanded:
        return mentioned(drafted, predicate.kind, mode="discretion")
    if predicate.under and predicate.kind == "should":
        return revised(drafted, score=2, mode="recommendation", decided_by="should")
    if kind.startswith("modes."):
        return _by_cue(cues, predicate, drafted, kind.removeprefix("modes."), context)
    if kind in ("will", "must"):
        return _binding(cues, predicate, drafted)
    if kind == "should":
        if predicate.rest >= predicate.end and is_stem(cues.gap(predicate.end - 1)):
            return revised(drafted, score=0, mode="recommendation", decided_by="list stem")
        return revised(drafted, score=2, mode="recommendation", action=action_of(cues, predicate), decided_by="should")
    if kind in ("may", "might", "could", "would", "can"):
        return power_or_right(cues, predicate, drafted, kind)
    if kind in ("verb", "be", "do") and cues.words[predicate.end - 1] == "by" and is_stem(cues.gap(predicate.end - 1)):
        return revised(drafted, score=0, mode="standing", decided_by="list stem")
    if kind in ("be", "have", "do", "verb", "past"):
        if cues.words[predicate.begin] in _CLAUSE_SUBJECTS:
            return mentioned(drafted, "a clause as subject", mode="description")
        return present(cues, predicate, drafted, context)
    if kind in ("imperative", "please"):
        return imperative(cues, predicate, drafted, context)
    return fragment(cues, predicate, drafted, context)


def _binding(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    drafted = revised(drafted, mode="binding", time="future", decided_by=cues.words[predicate.at])
    if predicate.rest >= predicate.end and (predicate.verb is None or is_stem(cues.gap(predicate.end - 1))):
        return revised(drafted, score=0, decided_by="list stem")
    if is_cataphoric(cues, predicate):
        return revised(drafted, score=0, decided_by="list stem")
    if ends_open(cues, predicate):
        return revised(drafted, score=0, action=action_of(cues, predicate), decided_by=OPEN_CONDITION)
    if predicate.negated:
        return negative(cues, predicate, drafted)
    between = cues.words[predicate.at : predicate.verb or predicate.at]
    others = (cues.words[predicate.start] in _OTHERS or not _AT_TIMES.isdisjoint(between)) and drafted.agent not in (
        "organisation",
        "role",
        "class",
    )
    if others or cues.words[predicate.start : predicate.at] in (["people"], ["others"]):
        return mentioned(drafted, "forecast of others", mode="description")
    if cues.words[predicate.rest : predicate.rest + 1] == ["no"] and cues.has(
        predicate.rest, min(predicate.end, predicate.rest + 5), "objects.harm"
    ):
        return negative(cues, predicate, drafted)
    if predicate.kind == "will" and not cues.lists["decide-likely"].isdisjoint(
        cues.words[predicate.at : predicate.verb or predicate.at]
    ):
        return revised(drafted, score=2, mode="aspiration", decided_by="forecast")
    if predicate.lemma in {"depend", "vary"}:
        return mentioned(drafted, "description", mode="description")
    if predicate.lemma in {"need", "require"} and demands(cues, predicate):
        return revised(drafted, score=3, mode="restriction", polarity="restrict", action="concrete")
    action, predicate = best_action(cues, predicate)
    if (predicate.lemma in cues.lists["decide-state-verbs"] and action != "concrete") or (
        predicate.verb is None and action == "state"
    ):
        return revised(drafted, score=2, action="state", decided_by="predicted state")
    return revised(drafted, score=3 if action == "concrete" else 2, action=action)


def _by_cue(cues: Cues, predicate: Predicate, drafted: Strength, name: str, context: Context) -> Strength:
    action = best_action(cues, predicate)[0] if predicate.verb is not None else "none"
    drafted = revised(drafted, decided_by=name, action=action)
    if name in ("binding", "responsible"):
        return duty(cues, predicate, drafted, name)
    if name == "entitlement":
        return _entitlement(cues, predicate, drafted)
    if name == "purpose" and serves(cues, predicate):
        return revised(drafted, score=2, mode="aspiration", decided_by="purpose stated")
    if name == "committed":
        return _committed(cues, predicate, drafted)
    if name == "state-goal" and _helps(cues, predicate, drafted):
        at = predicate.at + 1
        return _binding(cues, predicate._replace(kind="will", verb=at, lemma="help", rest=at + 1), drafted)
    if name == "state-goal" and "be" in cues.words[predicate.at : predicate.rest] and _fills_post(cues, predicate):
        return revised(drafted, score=3, mode="binding", action="concrete", decided_by="post filled")
    if name in ("aspiration", "state-goal"):
        others = (
            predicate.kind.startswith("modes.")
            and drafted.agent in ("you", "staff")
            and predicate.at > predicate.start
            and cues.words[predicate.at - 1] in {"you", "they", "who", "personally", "may"}
        )
        return revised(
            drafted,
            score=1 if predicate.past or others else 2,
            mode="aspiration",
            hedges=(hedge_at(cues, "approach", predicate.at, predicate.at),) if name == "aspiration" else (),
        )
    if name == "consider":
        return revised(drafted, score=2, mode="will-consider")
    if name == "recommendation":
        return revised(drafted, score=2, mode="recommendation")
    return mentioned(drafted, name, mode="description")


def _committed(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    """What somebody is committed to: firm before a concrete act or a product with its rhythm, else a wish."""
    if told_elsewhere(cues, predicate):
        return mentioned(drafted, "pointer", mode="description")
    if predicate.verb is None and predicate.rest >= predicate.end:
        return revised(drafted, score=0, decided_by="list stem")
    firm = predicate.verb is not None and cues.verb(predicate.verb) is not None and drafted.action == "concrete"
    firm = firm and not in_a_manner(cues, predicate) and cues.words[predicate.rest : predicate.rest + 1] != ["this"]
    firm = firm or (predicate.verb is None and _dated_product(cues, predicate))
    return revised(drafted, score=3 if firm else 2, mode="binding" if firm else "aspiration")


def _entitlement(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
    """What people may have; vague where something blurred "is available"; a power where the writer has the right."""
    kept = drafted.agent in ("organisation", "class") and "right" in cues.words[predicate.at : predicate.rest]
    if predicate.lemma == "expect":
        return mentioned(drafted, "expectation of others", mode="description")
    if _points(cues, predicate):
        return mentioned(drafted, "pointer", mode="description")
    if predicate.lemma != "be" and predicate.lemma in cues.lists["decide-state-verbs"] and not predicate.past:
        return revised(drafted, score=2, mode="aspiration", action="state", decided_by="right to a state")
    if kept and "appeal" not in cues.words[predicate.at : predicate.rest + 1]:
        return mentioned(drafted, "power kept", mode="discretion")
    blurred = (
        drafted.agent not in ("role", "class")
        and "available" in cues.words[predicate.at : predicate.rest]
        and cues.has(predicate.start, predicate.at, "objects.vague-object")
    )
    return revised(
        drafted,
        score=1 if predicate.past else 2 if blurred else 3,
        mode="entitlement",
        action="vague" if blurred else "concrete",
    )


def _points(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "more guidance is available in the annex": where to read on; a format of its own is a right."""
    told = not cues.lists["decide-information"].isdisjoint(cues.words[predicate.start : predicate.at])
    formats = cues.lists["decide-formats"]
    return (
        told
        and "available" in cues.words[predicate.at : predicate.rest]
        and formats.isdisjoint(cues.words[predicate.rest : predicate.end])
    )


def _dated_product(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "commits to twice annual audits": a product with its rhythm or number."""
    last = min(predicate.end, predicate.rest + 6)
    words = cues.words[predicate.rest : last]
    counted = any(word[0].isdigit() for word in words) or not cues.lists["rhythms"].isdisjoint(words)
    return counted and cues.has(predicate.rest, last, "objects.concrete-object")


def _fills_post(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "the hiring manager will be an engineer on the team's board": somebody is named for a post."""
    return next(roles(cues, predicate.rest - 1, min(predicate.end, predicate.rest + 5)), None) is not None


def _helps(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    """True where people do the helping ("the organisers will help you contact the police, provide escorts …")."""
    return (
        cues.words[predicate.at] == "will"
        and cues.words[predicate.at + 1 : predicate.at + 2] == ["help"]
        and drafted.agent in ("organisation", "role", "class", "staff")
    )
