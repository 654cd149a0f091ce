"""Steps 10 and 11 of the decision: hedges, escapes, slogans, and promises of no more than the law."""

from __future__ import annotations

from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.values import Flag
from policy_audit.stages.strength.values import Hedge
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.stages.strength.verdicts import Context


def capped(cues: Cues, predicate: Predicate, result: Strength, context: Context) -> Strength:
    """Steps 10 and 11: hedges, escapes, slogans and what promises only the law."""
    hedges = list(result.hedges)
    score, why = result.score, result.decided_by
    flags: set[Flag] = set(result.flags)
    for key, at, end in cues.within(predicate.begin, predicate.end, "hedges."):
        kind = key.removeprefix("hedges.")
        if kind in ("distancing", "impersonal") and at < predicate.start:
            continue
        if kind == "escape" and _governs(cues, predicate, at):
            hedges.append(hedge_at(cues, "escape", at, end))
            flags.add("escape")
            score, why = min(score, 2), "escape"
        elif kind == "softener":
            hedges.append(hedge_at(cues, "softener", at, end))
        elif kind == "distancing" and at <= predicate.at + 1:
            hedges.append(hedge_at(cues, "distancing", at, end))
            score, why = min(score, 1 if predicate.kind not in ("should", "must", "will") else 2), "distancing"
        elif kind == "impersonal" and at <= predicate.at:
            score, why = min(score, 1 if predicate.kind not in ("should", "must", "will") else 2), "impersonal"
        elif kind == "time":
            hedges.append(hedge_at(cues, "time", at, end))
        elif kind == "spread":
            hedges.append(hedge_at(cues, "spread", at, end))
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


def hedge_at(cues: Cues, kind: str, first: int, last: int) -> Hedge:
    """A hedge of a kind at tokens `first` to `last`, both included."""
    span = cues.span(first, last)
    return Hedge(kind, cues.reading.text(span), span)  # type: ignore[arg-type]
