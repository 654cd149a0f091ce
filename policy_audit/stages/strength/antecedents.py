"""Who "she", "they" or "it" is at the head of a sentence: the post or body that the sentence before was about."""

from __future__ import annotations

from collections.abc import Sequence

from policy_audit.language.units import Unit
from policy_audit.stages.strength.agents import roles
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.predicate import find_predicate
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.types import Span

_PERSON = frozenset({"she", "he", "they"})
_BODY = frozenset({"it", "they"})


def antecedent_of(cues: Cues, unit: Unit, before: Sequence[ScoredUnit]) -> Span | None:
    """Words that name the post or body a leading pronoun stands for, or None."""
    word = cues.words[unit.first]
    if not before or (word not in _PERSON and word not in _BODY):
        return None
    earlier = before[-1].unit
    if earlier.kind == "heading" or unit.block - earlier.block > 1:
        return None
    return _subject_role(cues, earlier, word)


def _subject_role(cues: Cues, unit: Unit, word: str) -> Span | None:
    predicate = find_predicate(cues, unit.first, unit.last)
    if predicate.kind == "none":
        return None
    found = next(roles(cues, predicate.start, predicate.at), None)
    if found is None and word != "it":
        found = next(roles(cues, predicate.rest, unit.last), None)
    if found is None:
        return None
    body = cues.words[found[1]] in cues.lists["antecedents-body-heads"]
    if (word == "it" and not body) or (word in ("she", "he") and body):
        return None
    return cues.span(*found)
