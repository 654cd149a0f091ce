"""The predicate of a stem that governs the items of its list."""

from __future__ import annotations

from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import MODALS
from policy_audit.stages.strength.grammar import skip
from policy_audit.stages.strength.predicate import find_predicate
from policy_audit.stages.strength.values import Predicate

# Words from the end of a stem where a second predicate may begin.
_JOINED = 6


def governing(cues: Cues, first: int, last: int) -> Predicate:
    """The predicate of the stem in tokens `[first, last)` whose mode its items take."""
    stem = find_predicate(cues, first, last)
    return _asked_of(cues, _last_modal(cues, stem) or _last_joined(cues, stem))


def _last_modal(cues: Cues, stem: Predicate) -> Predicate | None:
    """A stem that ends in the modal of a that-clause: "shall ensure that all research staff will:"; None for others."""
    at = stem.end - 1
    if at <= stem.rest or cues.words[at] not in MODALS:
        return None
    that = next((token for token in range(at - 1, stem.rest - 2, -1) if cues.words[token] == "that"), None)
    if that is None:
        return None
    return Predicate(MODALS[cues.words[at]], stem.begin, that + 1, at, stem.end, stem.end)


def passive_item(cues: Cues, item: Predicate) -> Predicate:
    """An item such as "be approved by the board" with its participle as verb."""
    if item.kind != "imperative" or item.verb is None or cues.words[item.verb] != "be":
        return item
    at, _ = skip(cues, item.rest, item.end)
    if at >= item.end:
        return item
    verb, word = cues.verb(at), cues.words[at]
    done = verb.may_be("past") if verb is not None else word.endswith("ed")
    lemma = verb.lemma if verb is not None else word
    return item._replace(kind="participle", verb=at, lemma=lemma, rest=at + 1, passive=True) if done else item


def _asked_of(cues: Cues, stem: Predicate) -> Predicate:
    """A stem that says what is asked of people ("we expect you to:", "the code requires staff to:"): they must."""
    if stem.lemma not in {"expect", "require"} or stem.kind != "verb" or cues.words[stem.end - 1] != "to":
        return stem
    bearer = stem.rest < stem.end - 1
    return stem._replace(kind="must", start=stem.rest, at=stem.end - 1, rest=stem.end, verb=None) if bearer else stem


def _last_joined(cues: Cues, stem: Predicate) -> Predicate:
    """The predicate that the list completes: of "must keep the peace and can help by:" the second."""
    for token in range(stem.end - 2, max(stem.rest, stem.end - _JOINED), -1):
        if cues.words[token] not in {"and", "but"} or cues.words[token + 1] not in MODALS:
            continue
        joined = find_predicate(cues, token + 1, stem.end)
        moved = joined._replace(begin=stem.begin, start=stem.start)
        return moved if joined.under or joined.kind.startswith("modes.") else moved._replace(under="joined")
    return stem


def names_duties(cues: Cues, stem: Predicate) -> bool:
    """A stem that says whose duties follow: "The employee's responsibilities include the following"."""
    return (
        stem.kind in ("verb", "be")
        and not stem.past
        and not cues.lists["items-duties"].isdisjoint(cues.words[stem.start : stem.at])
        and (stem.kind == "be" or stem.lemma == "include")
    )
