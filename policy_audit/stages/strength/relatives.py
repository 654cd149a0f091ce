"""Relative clauses inside a subject: where they end, so that the main predicate is found behind them."""

from __future__ import annotations

from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import MODALS
from policy_audit.stages.strength.grammar import PRONOUNS
from policy_audit.stages.strength.grammar import STRONG
from policy_audit.stages.strength.grammar import SUBJECTS
from policy_audit.stages.strength.grammar import skip

# Before the subject of a relative clause ("the date that the child will be placed").
_DETERMINERS = frozenset("the a an your our their his her its this".split())


def opens_relative(cues: Cues, token: int, start: int, last: int) -> bool:
    """True after a preposition: "with whom we work", "the way in which it is run"."""
    if token <= start + 1:
        return False
    return cues.words[token] == "whom" or (
        cues.words[token] == "which" and token + 1 < last and cues.words[token + 1] in SUBJECTS | _DETERMINERS
    )


def after_relative(cues: Cues, token: int, last: int) -> int:
    """The token after the finite verb of a relative clause."""
    at, _ = skip(cues, token + 1, last)
    if at < last and cues.words[at] in SUBJECTS:
        at, _ = skip(cues, at + 1, last)
    elif (
        at + 2 < last
        and cues.words[at] in _DETERMINERS
        and cues.words[at + 2] in MODALS
        and cues.words[token - 1] != "more"
    ):
        at += 2
    if at < last and cues.words[at] in MODALS:
        at, _ = skip(cues, at + 1, last)
    at = min(last, at + 1)
    later = next(
        (other for other in range(at, last) if cues.words[other] in STRONG and cues.words[other - 1] not in PRONOUNS),
        None,
    )
    if later is None:
        return at
    # A mode cue before the modal ends the relative clause first ("any individual who … is encouraged to …").
    return next(
        (
            token
            for token in range(at, later)
            if (cue := cues.at(token, "modes.")) and cue[0] not in ("modes.compliance", "modes.purpose")
        ),
        later,
    )


def contact_relative(cues: Cues, token: int, start: int, last: int) -> int:
    """The later modal of "any questions you may have should be referred to HR", else 0."""
    if (
        token + 1 >= last
        or cues.words[token + 1] not in MODALS
        or cues.words[start] not in cues.lists["relatives-whole"]
    ):
        return 0
    return next((at for at in range(token + 3, last) if cues.words[at] in STRONG), 0)
