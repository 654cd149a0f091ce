"""Commands, and words without a predicate of their own: steps, labels, amounts given, lists of duties."""

from __future__ import annotations

from policy_audit.stages.strength.action import action_of
from policy_audit.stages.strength.agents import roles
from policy_audit.stages.strength.anchors import gives_time
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.labels import is_cataphoric
from policy_audit.stages.strength.labels import is_prompt
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.stages.strength.verdicts import Context
from policy_audit.stages.strength.verdicts import mentioned


def imperative(cues: Cues, predicate: Predicate, drafted: Strength, context: Context) -> Strength:
    """A command: a step of a procedure is firm, a tip, a request or a pointer is not."""
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    classes = verb.classes if verb else frozenset()
    if _gives_leave(cues, predicate):
        return revised(drafted, score=3, mode="entitlement", action="concrete", decided_by="amount given")
    drafted = revised(drafted, mode="imperative", agent="you", bearer="staff", decided_by="imperative")
    if predicate.lemma in {"see", "read", "visit", "click", "view", "refer", "find"} or (
        predicate.lemma == "learn" and cues.words[predicate.rest : predicate.rest + 1] == ["more"]
    ):
        return mentioned(drafted, "pointer")
    if predicate.under == "please" and is_prompt(cues, predicate):
        return revised(drafted, score=0, decided_by="form prompt")
    if predicate.under == "please" or predicate.negated:
        return revised(drafted, score=2, action="vague")
    if is_cataphoric(cues, predicate):
        return revised(drafted, score=0, decided_by="list stem")
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
    if predicate.lemma == "have" and _has_done(cues, predicate):
        return revised(drafted, score=3, action="concrete")
    if (
        "procedure" in classes
        and (_makes(cues, predicate) or action_of(cues, predicate) == "concrete")
        and ("tip" not in classes or _asks_somebody(cues, predicate))
        and not (predicate.lemma == "use" and _used_well(cues, predicate))
    ):
        return revised(drafted, score=3, action="concrete")
    return revised(drafted, score=2, action="vague")


def _makes(cues: Cues, predicate: Predicate) -> bool:
    """“Write a note”, “keep your receipts”: something of one's own is made or kept, and it is no vague thing."""
    near = cues.words[predicate.rest : predicate.rest + 1]
    if predicate.lemma not in cues.lists["verbless-making"] or near not in (["a"], ["an"], ["your"]):
        return False
    return not cues.has(predicate.rest, min(predicate.end, predicate.rest + 6), "objects.vague-object")


def _has_done(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "have your form signed by the clerk"."""
    return any(
        (verb := cues.verb(token)) is not None and verb.may_be("past") and not verb.may_be("base")
        for token in range(predicate.rest + 1, min(predicate.end, predicate.rest + 5))
    )


def _asks_somebody(cues: Cues, predicate: Predicate) -> bool:
    """A step that leads to somebody: "give it to the clerk", "get approval from your manager"."""
    return cues.has(predicate.rest, predicate.end, "agents.role") or cues.has(
        predicate.rest, predicate.end, "agents.managers"
    )


def _used_well(cues: Cues, predicate: Predicate) -> bool:
    """How a thing is best used ("use clear words", "use it as an opportunity to …") is a tip."""
    words = cues.words[predicate.rest : min(predicate.end, predicate.rest + 8)]
    return (bool(words) and words[0] in cues.lists["verbless-good"]) or any(
        words[at : at + 2] == ["as", "an"] or words[at] in {"opportunity", "chance"} for at in range(len(words))
    )


def _is_step(cues: Cues, predicate: Predicate) -> bool:
    """A numbered step or a run-in label over a practice that can be checked: "Stage 2: hearing by a director"."""
    first, last = predicate.begin, predicate.end
    labelled = next((token for token in range(first, min(last, first + 3)) if ":" in cues.gap(token)), None)
    if labelled is None or labelled + 2 >= last:
        return False
    numbered = cues.words[first] in {"stage", "step", "phase", "level"} and cues.words[first + 1][0].isdigit()
    if numbered:
        return next(roles(cues, labelled + 1, last), None) is not None
    practice = cues.has(first, last, "agents.process")
    return practice and any(word in cues.lists["verbless-checks"] for word in cues.words[labelled + 1 : last])


def _gives_leave(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "Bereavement: five days for close family": a kind of leave and its length or its pay."""
    first, last = predicate.begin, predicate.end
    label = next(
        (token for token in range(first, min(last, first + 4)) if ":" in cues.gap(token) or _length_after(cues, token)),
        None,
    )
    if label is None or label + 2 >= last or cues.lists["leave-kinds"].isdisjoint(cues.words[first : label + 1]):
        return False
    amount = cues.words[label + 1 : label + 6]
    paid = "pay" in amount or "paid" in amount
    return paid or (
        cues.numbered(label + 1, min(last, label + 6)) and not cues.lists["action-periods"].isdisjoint(amount)
    )


def _length_after(cues: Cues, token: int) -> bool:
    """The last word before a length: "paid study leave | of up to 3 days"."""
    return cues.words[token] == "leave" and cues.words[token + 1 : token + 2] == ["of"]


def fragment(cues: Cues, predicate: Predicate, drafted: Strength, context: Context) -> Strength:
    """Words without a predicate of their own, outside any list."""
    drafted = revised(drafted, mode="none", decided_by="no predicate")
    if _is_step(cues, predicate):
        return revised(drafted, score=3, mode="standing", action="concrete", decided_by="step of a procedure")
    if gives_time(cues, predicate.begin, predicate.end) or _gives_leave(cues, predicate):
        return revised(drafted, score=3, mode="entitlement", action="concrete", decided_by="amount given")
    if predicate.kind == "gerund" and (context.duties or context.commitments):
        action = action_of(cues, predicate)
        return revised(
            drafted, score=3 if action == "concrete" else 2, mode="binding", action=action, decided_by="duty list"
        )
    if context.commitments:
        return revised(drafted, score=2, mode="aspiration", decided_by="heading of commitments")
    if (
        predicate.kind == "participle"
        and predicate.rest < predicate.end
        and action_of(cues, predicate) == "concrete"
        and drafted.agent != "omitted"
    ):
        return revised(drafted, score=3, mode="standing", action="concrete")
    return mentioned(drafted, "no predicate")
