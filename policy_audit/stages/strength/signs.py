"""Signs by which a statement in the present tense is told for a practice that can be checked, or for a description."""

from __future__ import annotations

from policy_audit.language.dates import find_intervals
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import RELATIVES
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength

# One person of a story.
ONE = frozenset({"he", "she"})
_AFTER_HEAD = RELATIVES | frozenset(
    "of in at from with on to and or across within under between involved affected by as also then".split()
)


def shown(cues: Cues, predicate: Predicate) -> bool:
    """A sign by which an arrangement without a person as subject can be checked: a rhythm, a number, a reader."""
    first, last = predicate.begin, predicate.end
    subject = cues.words[predicate.start : predicate.at]
    if cues.has(predicate.start, predicate.at, "agents.individual") or not ONE.isdisjoint(subject[-3:]):
        return False
    if cues.has(predicate.rest, last, "anchors.reader"):
        return True
    span = cues.span(first, last - 1)
    return any(True for _ in find_intervals(cues.reading.folded, span.start, span.end)) or any(
        cues.words[token] in {"two", "three", "four", "five", "six", "ten", "twelve"}
        or (cues.words[token].isdigit() and len(cues.words[token]) < 4)
        for token in range(predicate.rest, last)
    )


def people_do(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    """Staff as subject of a visible act ("staff record …") in general, not one person in an example."""
    return (
        drafted.agent in ("staff", "everyone")
        and predicate.at > predicate.start
        and cues.words[predicate.at - 1] not in {"it", "you", "they", "partner", "who"}
        and ONE.isdisjoint(cues.words[predicate.start : predicate.at])
        and predicate.lemma != "include"
        and _leads(cues, predicate)
    )


def _leads(cues: Cues, predicate: Predicate) -> bool:
    """True where the people are the head of the subject: not in "ally workshops"."""
    for prefix in ("agents.staff", "agents.everyone"):
        for _, _, end in cues.within(predicate.start, predicate.at, prefix):
            if end + 1 >= predicate.at or cues.comma_after(end) or cues.words[end + 1] in _AFTER_HEAD:
                return True
    return False


def to_do(cues: Cues, token: int, last: int) -> bool:
    """True where "to" opens an infinitive ("are required to check"), not a receiver ("are sent to the clerk")."""
    verb = cues.verb(token) if token < last else None
    return verb is not None and verb.may_be("base") and cues.words[token] not in {"people", "staff", "hr"}
