"""Steps 10 and 11 of the decision: hedges, escapes, slogans, and promises of no more than the law."""

from __future__ import annotations

from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import RELATIVES
from policy_audit.stages.strength.grammar import STRONG
from policy_audit.stages.strength.values import Condition
from policy_audit.stages.strength.values import Flag
from policy_audit.stages.strength.values import Hedge
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.stages.strength.verdicts import Context

_REPORTED = ("time", "softener")
# "As required by the policy" says who asks for it.
_DEMANDED = (["by"], ["under"], ["in"], ["above"], ["below"], ["see"])
_ASIDES = RELATIVES | {"where"}
_ITSELF = frozenset({"it", "them", "this", "these"})


def capped(cues: Cues, predicate: Predicate, result: Strength, context: Context) -> Strength:
    """Steps 10 and 11: hedges, escapes, slogans and what promises only the law."""
    hedges, caps = _hedged(cues, predicate, result)
    flags: set[Flag] = set(result.flags)
    if any(why == "escape" for _, why in caps):
        flags.add("escape")
    complying = not predicate.lemma or predicate.lemma in cues.lists["caps-complying"]
    if complying and _only_law(cues, predicate):
        caps.append((2, "compliance only"))
        flags.add("compliance")
    named = predicate.lemma in cues.lists["caps-of-papers"] and not cues.lists["caps-rules"].isdisjoint(
        cues.words[predicate.rest : predicate.end]
    )
    if result.score > 2 and not named and cues.has(predicate.begin, _message(cues, predicate), "objects.slogan"):
        caps.append((2, "slogan"))
        flags.add("slogan")
    if context.document_escape:
        flags.add("document-escape")
        if result.score > 2:
            caps.append((2, "document-wide escape"))
    score, why = min([(result.score, result.decided_by), *caps], key=lambda cap: cap[0])
    condition: Condition = "escape" if "escape" in flags else "trigger" if predicate.conditional else "none"
    return revised(
        result, score=score, decided_by=why, hedges=tuple(hedges), flags=frozenset(flags), condition=condition
    )


def _message(cues: Cues, predicate: Predicate) -> int:
    """Where the words of a message begin ("a letter confirming that …"): what it says is no slogan of the unit."""
    for token in range(predicate.rest + 1, predicate.end - 1):
        if cues.words[token] == "that" and cues.words[token - 1] in cues.lists["caps-saying"]:
            return token
    return predicate.end


def _only_law(cues: Cues, predicate: Predicate) -> bool:
    """True for "comply with the law"; complying with the policy itself ("comply with it") is a rule like any other."""
    for _, at, end in cues.within(predicate.begin, predicate.end, "modes.compliance"):
        following = cues.words[end + 1 : min(predicate.end, end + 8)]
        if cues.words[at + 1 : end + 1] != ["with"] or not following:
            return True
        if following[0] not in _ITSELF and (
            cues.lists["caps-rules"].isdisjoint(following) or not cues.lists["caps-laws"].isdisjoint(following)
        ):
            return True
    return False


def _hedged(cues: Cues, predicate: Predicate, result: Strength) -> tuple[list[Hedge], list[tuple[int, str]]]:
    """The hedges that govern the predicate, and the caps they set, each with its reason."""
    hedges = list(result.hedges)
    caps: list[tuple[int, str]] = []
    distance = 2 if predicate.kind in ("should", "must", "will", "imperative") or result.decided_by == "belief" else 1
    for key, at, end in cues.within(predicate.begin, predicate.end, "hedges."):
        kind = key.removeprefix("hedges.")
        if kind == "escape" and _governs(cues, predicate, at, end):
            caps.append((2, "escape"))
        elif kind == "distancing" and predicate.start <= at <= predicate.at + 1:
            caps.append((distance, "distancing"))
        elif kind == "impersonal" and result.mode == "entitlement":
            continue
        elif kind == "impersonal" and predicate.start <= at <= predicate.at:
            caps.append((distance, "impersonal"))
            continue
        elif kind == "spread" and result.action != "concrete":
            caps.append((2, "shared responsibility"))
        elif kind not in _REPORTED:
            continue
        hedges.append(hedge_at(cues, kind, at, end))
    return hedges, caps


def _governs(cues: Cues, predicate: Predicate, at: int, end: int) -> bool:
    """An escape joined to a further object ("and, where possible, photographs") leaves the main act alone."""
    if at <= predicate.rest:
        return True
    before = cues.words[at - 1]
    if _in_second_clause(cues, predicate, at):
        return False
    if "unless" in cues.words[predicate.rest : at] or _in_addition(cues, predicate, at):
        return False
    if cues.words[end] == "required" and cues.words[end + 1 : end + 2] in _DEMANDED:
        return False
    if cues.words[at] == "as" and not _ASIDES.isdisjoint(cues.words[predicate.rest + 1 : at]):
        return False
    if before in {"and", "or"} and (cues.comma_after(at - 1) or cues.comma_after(at - 2)):
        return False
    if before == "and" and end + 1 < predicate.end and (then := cues.verb(end + 1)) is not None and then.may_be("base"):
        return False
    joined = [
        token
        for token in range(predicate.rest + 1, at)
        if cues.words[token] in {"and", "or"} and cues.comma_after(token - 1)
    ]
    return not joined or predicate.kind not in ("gerund", "imperative")


def _in_second_clause(cues: Cues, predicate: Predicate, at: int) -> bool:
    """True behind "…, and action will be taken": the escape stands with the second verb, whatever the first."""
    return any(
        cues.words[token] == "and"
        and cues.comma_after(token - 1)
        and any(cues.words[later] in STRONG for later in range(token + 2, at))
        for token in range(predicate.rest, at - 2)
    )


def _in_addition(cues: Cues, predicate: Predicate, at: int) -> bool:
    """True inside brackets that add something: "monthly (and more often if necessary)"."""
    opened = next((token for token in range(at - 1, predicate.rest - 1, -1) if "(" in cues.gap(token)), None)
    return opened is not None and cues.words[opened + 1] == "and"


def hedge_at(cues: Cues, kind: str, first: int, last: int) -> Hedge:
    """A hedge of a kind at tokens `first` to `last`, both included."""
    span = cues.span(first, last)
    return Hedge(kind, cues.reading.text(span), span)  # type: ignore[arg-type]
