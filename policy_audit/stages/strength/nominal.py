"""Cue words that belong to a noun phrase and therefore bind nobody by themselves."""

from __future__ import annotations

from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import ADVERBS
from policy_audit.stages.strength.grammar import BE
from policy_audit.stages.strength.grammar import PRONOUNS
from policy_audit.stages.strength.grammar import STRONG


def describes_subject(cues: Cues, token: int, start: int, last: int) -> bool:
    """True for "wishing to" in "an employee wishing to leave must …": it only says which employee is meant."""
    if token == start or not cues.words[token].endswith("ing") or cues.words[token - 1] in BE | ADVERBS | PRONOUNS:
        return False
    return any(cues.words[at] in STRONG or cues.words[at] in BE for at in range(token + 2, last))


def is_noun(cues: Cues, token: int) -> bool:
    """True for "the attempt to" and the like, where the cue word is a noun, and for a title ("Strategic Plan to")."""
    if token and cues.capitalised(token) and cues.capitalised(token - 1) and cues.gap(token - 1) == " ":
        return cues.words[token] in {"plan", "plans", "aim", "aims"}
    return cues.words[token] in {
        "attempt",
        "attempts",
        "aim",
        "aims",
        "plan",
        "plans",
        "need",
        "needs",
        "try",
        "work",
        "hope",
        "encourage",
    } and cues.words[token - 1] in {"the", "a", "an", "any", "or", "no", "their", "his", "her", "this"}
