"""Where the main clause begins that no comma parts from its condition ("If you report it we will reply")."""

from __future__ import annotations

from policy_audit.stages.strength.agents import roles
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import BE
from policy_audit.stages.strength.grammar import MODALS
from policy_audit.stages.strength.grammar import PRONOUNS
from policy_audit.stages.strength.grammar import RELATIVES
from policy_audit.stages.strength.grammar import TRIGGERS

_CALLERS = frozenset("to and or not the a an your our their his her by for of in no any this that via with".split())


def after_condition(cues: Cues, start: int, last: int) -> int:
    """Cases like "If you report it we will reply": the main clause begins at the subject of the last modal."""
    needed = _needed(cues, start, last)
    if needed is not None:
        return needed
    for token in range(last - 1, start + 2, -1):
        if cues.words[token] not in MODALS or cues.words[token] in {"might", "could"}:
            continue
        if cues.words[token - 2 : token] == ["that", "they"] or cues.words[token - 3 : token - 1] == ["so", "that"]:
            continue
        if cues.words[token] == "may" and cues.words[token - 1] not in PRONOUNS:
            continue
        subject = _subject_before(cues, start, token)
        if subject is not None:
            return subject
    for _, at, _ in cues.within(start + 3, last, "modes.entitlement"):
        for begin in range(at - 1, max(start + 2, at - 4), -1):
            if cues.words[begin] in PRONOUNS or cues.words[begin] in {"the", "any", "each", "every"}:
                return begin
    return _command_after(cues, start, last)


def _subject_before(cues: Cues, start: int, modal: int) -> int | None:
    """First token of the subject of a modal that follows a condition, after "then" or at its article or pronoun."""
    then = next((at for at in range(modal - 1, max(start + 2, modal - 7), -1) if cues.words[at] == "then"), None)
    if then is not None and then + 1 < modal:
        return then + 1
    for begin in range(modal - 1, max(start + 1, modal - 6), -1):
        if cues.words[begin] in RELATIVES or cues.comma_after(begin):
            break
        if cues.words[begin - 1] == "or" and cues.words[begin] in PRONOUNS:
            return begin - 2
        if cues.words[begin] in PRONOUNS or cues.words[begin] in {"the", "a", "an", "our", "your", "their", "it"}:
            return begin
    return _bare_subject(cues, start + 2, modal)


def _needed(cues: Cues, start: int, last: int) -> int | None:
    """Cases like "If you need time off you have to tell the clerk": the second "you", before a cue that binds."""
    at = start + 3 if cues.words[start] == "as" else start + 1
    opening = cues.words[at : at + 1]
    for token in range(start + 3, last - 2):
        if [cues.words[token]] == opening and opening[0] in PRONOUNS:
            cue = cues.at(token + 1, "modes.binding")
            return token if cue is not None and cues.words[token - 1] not in {"and", "or", "that"} else None
    return None


def _command_after(cues: Cues, start: int, last: int) -> int:
    """Cases like "If you are unsure contact the clerk": a command that no comma parts from its condition."""
    for token in range(start + 3, last - 1):
        word, before = cues.words[token], cues.words[token - 1]
        if word == "please":
            return token
        if (
            word in cues.lists["opening-calling"]
            and before not in _CALLERS
            and before not in MODALS
            and before not in PRONOUNS
        ):
            verb = cues.verb(token - 1)
            if cues.gap(token - 1) == " " and (verb is None or verb.may_be("past")):
                return token
    return start


def _bare_subject(cues: Cues, first: int, modal: int) -> int | None:
    """First token of a subject without an article before a modal: "if a complaint is made HR will …"."""
    for begin, end in roles(cues, first, modal):
        if end == modal - 1:
            return begin
    for _, begin, end in cues.within(first, modal, "agents."):
        if end == modal - 1:
            return begin
    before = cues.verb(modal - 2) if modal - 2 >= first else None
    done = before is not None and before.may_be("past") and cues.words[modal - 3] in BE
    return modal - 1 if done else None


def after_aside(cues: Cues, modal: int, last: int) -> int:
    """The token after the modal, or after the condition set off behind it: "you may, if you wish, bring a friend"."""
    if modal + 1 >= last or not cues.comma_after(modal) or cues.words[modal + 1] not in TRIGGERS:
        return modal + 1
    return next((at + 1 for at in range(modal + 2, last - 1) if cues.comma_after(at)), modal + 1)
