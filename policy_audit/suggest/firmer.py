"""From a weak commitment to a firm one: the defect is named and only that is changed, with [placeholders] for facts.

Order and wording follow the table "From score to suggested edit" of the commitment-strength model: an edit never fills
in a role, date or figure, and never turns a refusal into a promise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field

from policy_audit.language.reading import Reading
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.stages.strength.values import Strength
from policy_audit.suggest.escapes import way_out
from policy_audit.suggest.grammar import Grammar
from policy_audit.suggest.rewording import SUBORDINATE
from policy_audit.suggest.rewording import in_main_clause
from policy_audit.suggest.rewording import rewordings
from policy_audit.types import Edit
from policy_audit.types import Span
from policy_audit.types import Suggestion

# Who applies for a job promises nothing on behalf of the organisation.
_APPLICANT = re.compile(
    r"\b(?:candidates?|applicants?|applications?|students?|post-?holders?|incumbent|PDRA|cover letter|CV|enquiries)\b",
    re.I,
)
_MODAL = re.compile(r"\b(?:will|must|should|shall|may|can|are|is)\b", re.I)
_PASSIVE = re.compile(r"\b(?:will|must|shall) (?:\w+ly |also |then )?be (?:\w+ly )?(\w+)\b(?! by\b)", re.I)
_END = re.compile(r"[.!?;:]+[”’\")]*\s*$")
# Participles that tell of a state, which nobody does: "the post will be based in Leeds".
_STATES = frozenset(
    {
        "based",
        "located",
        "situated",
        "entitled",
        "expected",
        "required",
        "interested",
        "involved",
        "combined",
        "carried",
    }
)
_PARTICIPLES = ("ed", "en", "wn", "ne", "de", "ld", "pt", "nt", "ght", "id", "et", "ad")
# A whole sentence: a capital in front, a full stop behind.
_WHOLE = re.compile(r"[“‘\"(]?[A-Z].*\.[”’\")]*\Z", re.S)
_OWN_SUBJECT = re.compile(
    r"(?:We|Our|The (?:\w+ )?(?:Council|Trust|Company|Organisation|Charity|School|College|University|Board))\b", re.I
)
_SECOND = re.compile(r"[.!?] +[A-Z]")
_VALUES = re.compile(
    r"(?:We|The \w+) (?:\w+ly )?(?:values?|celebrates?|embraces?|cherish(?:es)?|believes? in|champions?)\b"
)
# What may follow a passive for "by [role]" to stand behind it: not its complement ("made available", "related to").
_FREE = re.compile(
    r"(?:[.,;]| (?:and|in|on|at|within|before|after|during|each|every|promptly|fairly|under|for)\b|\Z)", re.I
)
_REQUIRES = re.compile(r"\b(?:Act|Regulations?|law|duty|GDPR)\b[^.]*\b(?:requires?|obliges?|places?)\b")
_TIMED = re.compile(
    r"\b(?:immediately|promptly|soon|once|before|after|during|within|daily|weekly|regularly|always|annual"
    r"|keep|maintain|remain|continue|continuously|foster|accordance|personally)\b",
    re.I,
)
# What is done all the time has no day by which it is done.
_STANDING = frozenset(
    {"used", "treated", "reflected", "asked", "kept", "protected", "respected", "valued", "judged", "guided"}
)
# "sent" and "spent" are participles, "present" and "evident" are not.
_SENT = 5
_SHORT = 16
_WEAK = 3


@dataclass(slots=True)
class _Draft:
    """Edits inside the sentence, words before its full stop, sentences behind it, and what was done, for people."""

    edits: list[Edit] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)


def firmer(scored: ScoredUnit, reading: Reading, grammar: Grammar) -> Suggestion | None:
    """A rewritten sentence for a hedged, ownerless or undated undertaking; None where nothing may be rewritten.

    Only whole sentences of the organisation's own are touched, and only for a defect the words show. Headings, list
    items, denials, refusals, quotations, reported speech and unfilled placeholders are for a person to settle.
    """
    strength, span = scored.strength, scored.unit.span
    text = reading.text(span)
    if (
        scored.unit.kind not in ("sentence", "clause")
        or scored.unit.stem is not None
        or not _WHOLE.match(text)
        or text.count("”") > text.count("“")
        or _SECOND.search(text)
        or _APPLICANT.search(_MODAL.split(text, 1)[0])
    ):
        return None
    if {"denied", "placeholder"} & strength.flags or strength.polarity == "deny" or not 1 <= strength.score <= _WEAK:
        return None
    if strength.voice not in ("own", "law") or (strength.voice == "own" and strength.agent in ("other", "abstract")):
        return None
    draft = _Draft()
    _drop_escapes(strength, text, span, draft)
    _make_firm(text, span, grammar, draft)
    _add_missing(strength, text, span, draft)
    if not draft.done:
        return None
    return Suggestion("Make it firm: " + "; ".join(draft.done) + ".", tuple(_closed(draft, text, span)))


def _drop_escapes(strength: Strength, text: str, span: Span, draft: _Draft) -> None:
    for hedge in strength.hedges:
        if hedge.kind != "escape" or not (span.start <= hedge.span.start and hedge.span.end <= span.end):
            continue
        found = way_out(text, hedge.span.start - span.start, hedge.span.end - span.start)
        if found is None:
            continue
        draft.edits.append(Edit(Span(span.start + found.start, span.start + found.end), found.instead))
        if found.start == 0 and found.end < len(text) and not found.instead:
            letter = Span(span.start + found.end, span.start + found.end + 1)
            draft.edits.append(Edit(letter, text[found.end].upper()))
        draft.done.append(
            f"“{hedge.text}” becomes “{found.instead}”"
            if found.instead
            else f"“{hedge.text}” is left out; if it must stay, say “unless [event], in which case [role] will explain "
            "in writing within [5] working days”"
        )


def _make_firm(text: str, span: Span, grammar: Grammar, draft: _Draft) -> None:
    for start, end, new, told in rewordings(text, grammar):
        if not any(edit.span.start < span.start + end and span.start + start < edit.span.end for edit in draft.edits):
            draft.edits.append(Edit(Span(span.start + start, span.start + end), new))
            draft.done.append(told)
            return


def _add_missing(strength: Strength, text: str, span: Span, draft: _Draft) -> None:
    """Owner, time-frame and measure, each where it belongs; or a sentence of its own beside one that is to stay."""
    companion = _companion(strength, text)
    passive = _passive(text)
    if companion and not draft.edits:
        draft.behind.append(companion[0])
        draft.done.append(companion[1])
        return
    if not draft.edits and not (passive and strength.agent == "omitted" and strength.mode == "binding"):
        return
    put_in = "".join(edit.replacement for edit in draft.edits)
    timed = strength.time_frame is not None or "[date]" in put_in or "[5]" in put_in or "[number]" in put_in
    short = timed or _can_take_time(strength, _reworded(draft, text, span))
    if strength.owner is None:
        _add_owner(strength, text, span, draft, short)
    if short and not timed:
        asked = (
            re.search(r"\b(?:all such|any|each|every)\b", text)
            or strength.agent in ("class", "staff", "you")
            or passive is not None
        )
        draft.tail.append(" within [5] working days" if asked else " by [date]")
        draft.done.append("say by when")
    if strength.measure is None:
        draft.behind.append("[Measure] will show whether it works, and is reported to [body].")
        draft.done.append("say how one will see it")


def _passive(text: str) -> re.Match[str] | None:
    """What is to be done, without a word on who does it: "will be recorded"."""
    found = in_main_clause(_PASSIVE, text)
    word = found.group(1).lower() if found is not None else ""
    if not word.endswith(_PARTICIPLES) or word in _STATES or (word.endswith(("ent", "ant")) and len(word) > _SENT):
        return None
    if word == "taken" and re.search(r"\bleave\b", text[: found.start()] if found is not None else ""):
        return None
    return found


def _companion(strength: Strength, text: str) -> tuple[str, str] | None:
    """The sentence to put beside one that is to stay as it is, and what it does."""
    if strength.voice == "law":
        return (
            None
            if not _REQUIRES.search(text)
            else ("To do this, [role] will [act] by [date].", "put the organisation's own act beside the law")
        )
    if strength.agent == "everyone" and strength.mode in ("binding", "imperative"):
        return "[Role] answers for it to [body].", "name who answers for it"
    if not _OWN_SUBJECT.match(text) or re.search(r"\b(?:never|would)\b", text):
        return None
    if strength.time == "past" and not re.match(r"We(?:’ve|'ve| have)\b|Our\b", text):
        return "We now do this every [period].", "say what happens now"
    if strength.mode == "aspiration":
        return "To get there, [role] will [act] by [date].", "keep the aim and add the act"
    if "slogan" in strength.flags or _VALUES.match(text):
        return "This means that [role] will [act] by [date].", "say what it means in practice"
    return None


def _add_owner(strength: Strength, text: str, span: Span, draft: _Draft, short: bool) -> None:
    """Who answers for it: behind a passive verb, else in a sentence behind, with the date if the first has no room."""
    passive = _passive(text)
    after = text[passive.end() :] if passive else ""
    adverb = re.match(r" \w+ly\b", after)
    at = (passive.end() if passive else 0) + (len(adverb.group()) if adverb else 0)
    draft.done.append("name who answers for it")
    if passive and strength.agent == "omitted" and _FREE.match(text[at:]):
        draft.edits.append(Edit(Span(span.start + at, span.start + at), " by [role]"))
    elif short:
        draft.behind.append("[Role] is responsible for this.")
    else:
        draft.behind.append("[Role] is responsible for this and will report on it by [date].")


def _can_take_time(strength: Strength, text: str) -> bool:
    """True for a short, simple sentence that says nothing of time yet: "by [date]" fits in front of its full stop."""
    passive = _passive(text)
    if (
        strength.polarity in ("prohibit", "restrict")
        or (passive is not None and passive.group(1).lower() in _STANDING)
        or re.search(r"\b(?:not|never|no)\b", text)
        or _TIMED.search(text)
        or SUBORDINATE.search(text)
    ):
        return False
    return len(text.split()) <= _SHORT and "," not in text[len(text) // 2 :]


def _reworded(draft: _Draft, text: str, span: Span) -> str:
    """The sentence with the edits made so far."""
    for edit in sorted(draft.edits, key=lambda one: one.span, reverse=True):
        text = text[: edit.span.start - span.start] + edit.replacement + text[edit.span.end - span.start :]
    return text


def _closed(draft: _Draft, text: str, span: Span) -> list[Edit]:
    """The edits with what goes before and behind the full stop, as one edit at the end of the sentence."""
    edits = list(draft.edits)
    if draft.tail or draft.behind:
        ending = _END.search(text)
        stop = text[ending.start() :].rstrip() if ending else ""
        at = ending.start() if ending else len(text.rstrip())
        closed = stop or ("." if draft.behind else "")
        behind = "".join(f" {sentence}" for sentence in draft.behind)
        place = Span(span.start + at, span.start + at + len(stop))
        edits.append(Edit(place, f"{''.join(draft.tail)}{closed}{behind}"))
    return sorted(edits, key=lambda edit: edit.span)
