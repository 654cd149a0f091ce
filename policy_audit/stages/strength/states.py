"""States and occasions that can be checked: who somebody must be, how long something lasts, what takes place."""

from __future__ import annotations

from policy_audit.stages.strength.action_words import NUMBER_WORDS
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.values import Predicate

# By whom, or through what, something is watched.
_WATCHING = frozenset("annual annually by through via using against and with".split())


def takes_place(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "there will be reviews at three and six months": something that takes place, and when."""
    occasion = cues.has(predicate.rest, predicate.end, "agents.process")
    return occasion and cues.numbered(predicate.rest, predicate.end)


def class_of_person(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "the companion must be an employee": who may be it can be checked."""
    if cues.words[predicate.rest : predicate.rest + 1] not in (["a"], ["an"]):
        return False
    return cues.has(predicate.rest, min(predicate.end, predicate.rest + 5), "agents.staff")


def lasting(cues: Cues, predicate: Predicate) -> bool:
    """A length of time: "a ban will be for a year"."""
    return not cues.lists["action-periods"].isdisjoint(
        cues.words[predicate.rest + 1 : min(predicate.end, predicate.rest + 6)]
    )


def counted_in(cues: Cues, first: int, last: int) -> bool:
    """True where a number stands in tokens `[first, last)`, in figures or words."""
    return any(cues.words[token][0].isdigit() or cues.words[token] in NUMBER_WORDS for token in range(first, last))


def only_watched(cues: Cues, predicate: Predicate) -> bool:
    """Cases like "the ward will be monitored": by nobody, at no time and through no paper, as far as the unit says."""
    if predicate.lemma != "monitor" or not predicate.passive:
        return False
    words = cues.words[predicate.begin : predicate.end]
    told = not _WATCHING.isdisjoint(words) or not cues.lists["rhythms"].isdisjoint(words)
    named = cues.has(predicate.rest, predicate.end, "objects.concrete-object")
    return not told and not named and not counted_in(cues, predicate.begin, predicate.end)
