"""Outcomes that several steps of the decision share."""

from __future__ import annotations

from dataclasses import dataclass

from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.types import Span

# What will not be so is a rule of a scheme: "sick pay will not be payable for the first three days".
_CLAIMABLE = (
    ["payable"],
    ["available"],
    ["eligible"],
    ["entitled"],
    ["refundable"],
    ["reimbursable"],
    ["transferable"],
)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a clause and bears on it."""

    commitments: bool = False
    duties: bool = False
    unacceptable: bool = False
    defining: bool = False
    document_escape: bool = False
    antecedent: Span | None = None


def mentioned(drafted: Strength, why: str, **changes: object) -> Strength:
    """Score 1 with the reason; `changes` are fields of the strength."""
    return revised(drafted, score=1, decided_by=why, **changes)


def slogan(drafted: Strength) -> Strength:
    """Score 2: a slogan promises nothing by itself."""
    return revised(
        drafted,
        score=2,
        mode="guarantee",
        polarity="prohibit",
        action="vague",
        flags=frozenset({"slogan"}),
        decided_by="slogan",
    )


def negative(cues: Cues, predicate: Predicate, drafted: Strength) -> Strength:
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
    if predicate.verb is None and cues.words[predicate.rest : predicate.rest + 1] in _CLAIMABLE:
        return revised(
            drafted, score=3, mode="restriction", polarity="restrict", action="concrete", decided_by="restriction"
        )
    if (
        predicate.verb is None
        and predicate.kind == "will"
        and cues.words[predicate.rest : predicate.rest + 1] not in (["any"], ["no"], ["subject"])
    ):
        return revised(drafted, score=2, action="state", decided_by="predicted state")
    if verb is None or "harm" in verb.classes or predicate.kind in ("must", "modes.binding", "will"):
        return revised(
            drafted, score=3, mode="guarantee", polarity="prohibit", action="concrete", decided_by="guarantee"
        )
    return mentioned(drafted, "negative description", mode="description")
