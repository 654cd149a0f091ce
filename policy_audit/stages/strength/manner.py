"""Acts of which only the manner is told: how something is done is no sign that it was done."""

from __future__ import annotations

from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.values import Predicate

# Words after the verb within which its manner stands.
_REACH = 9
# Words between "in a" and "manner".
_BETWEEN = 6


def only_manner(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "perform their duties with honesty", "will be conducted thoroughly": no time, number or doer.

    A verb such as "conduct" or "perform" says by itself only that something goes on.
    """
    if predicate.lemma not in cues.lists["manner-verbs"]:
        return False
    last = min(predicate.end, predicate.rest + _REACH)
    told = not cues.lists["manner-words"].isdisjoint(cues.words[predicate.rest : last])
    told = told or in_a_manner(cues, predicate)
    return told and not cues.numbered(predicate.rest, predicate.end)


def in_a_manner(cues: Cues, predicate: Predicate) -> bool:
    """True where "in a structured and supportive manner" follows the verb."""
    for token in range(predicate.rest, predicate.end):
        if cues.words[token] in {"manner", "way"}:
            opening = cues.words[max(predicate.rest, token - _BETWEEN) : token]
            return any(opening[at : at + 2] in (["in", "a"], ["in", "an"]) for at in range(len(opening)))
    return False
