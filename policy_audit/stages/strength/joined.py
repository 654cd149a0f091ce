"""What is joined to a description or a permission and binds: a relative clause, or "and must …"."""

from __future__ import annotations

from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.decide import decide
from policy_audit.stages.strength.predicate import find_predicate
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.stages.strength.verdicts import Context


def with_joined(cues: Cues, predicate: Predicate, alone: Strength, context: Context) -> Strength:
    """A description whose last relative clause binds: "is an offence, which will be dealt with under the procedure".

    So does what is joined to it: "may be taken in half days and must be booked by Friday".
    """
    if alone.score != 1 or alone.voice != "own" or predicate.kind not in ("be", "have", "verb", "may", "can"):
        return alone
    for token in range(predicate.rest, predicate.end - 3):
        if cues.words[token] == "and" and cues.words[token + 1] in {"will", "must", "shall"}:
            joined = find_predicate(cues, token + 1, predicate.end)._replace(start=predicate.start, at=predicate.at)
            bound = decide(cues, joined, context) if joined.kind in ("will", "must") else alone
            return bound if bound.score >= 3 else alone
    for token in range(predicate.rest + 1, predicate.end - 3):
        if cues.words[token] in {"which", "who"} and cues.words[token + 1] == "should":
            return revised(alone, score=2, mode="recommendation", decided_by="should")
        if cues.words[token] in {"which", "who"} and cues.words[token + 1] in {"will", "must", "shall"}:
            inner = find_predicate(cues, token, predicate.end)
            bound = decide(cues, inner, context) if inner.kind in ("will", "must") else alone
            return bound if bound.score >= 3 else alone
    return alone
