"""From a weak commitment to a firm one: the defect is named and only that is changed, with [placeholders] for facts.

Order and wording follow the table "From score to suggested edit" of the commitment-strength model: an edit never fills
in a role, date or figure, and never turns a refusal into a promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from policy_audit.language.reading import Reading
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.stages.strength.values import Strength
from policy_audit.suggest.escapes import way_out
from policy_audit.suggest.grammar import Grammar
from policy_audit.types import Edit
from policy_audit.types import Span
from policy_audit.types import Suggestion

_AIM = re.compile(
    r"\b(?:(?:will|shall|would) )?(?:(?:also|always|actively) )?"
    r"(?:aims?|seeks?|strives?|(?<!reasonable )(?<!best )endeavours?|hopes?|intends?|aspires?|tr(?:y|ies)|attempts?"
    r"|wish(?:es)?|commits? (?:ourselves|itself)|do(?:es)? (?:our|its) best) to (?=(\w+))",
    re.I,
)
_COMMITTED = re.compile(r"\b(?:is|are) committed to (\w+ing)\b", re.I)
_CONSIDER = re.compile(r"\b(?:will|may|can|could) consider (\w+ing)\b", re.I)
# Not "should ideally", a wish, nor "should have no difficulty", an expectation.
_SHOULD = re.compile(r"\bshould\b(?! (?:ideally|preferably|have no|find|feel|expect|know|take effect)\b)", re.I)
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
    {"based", "located", "situated", "entitled", "expected", "required", "interested", "involved", "combined"}
)
_PARTICIPLES = ("ed", "en", "wn", "ne", "de", "ld", "pt", "nt", "ght", "id", "et", "ad")
# A whole sentence: a capital in front, a full stop behind.
_WHOLE = re.compile(r"[“‘\"(]?[A-Z].*\.[”’\")]*\Z", re.S)
_SUBORDINATE = re.compile(r"\b(?:if|when|who|which|that|whether|unless|because|where|while|so|you|your|as)\b", re.I)
_OWN_SUBJECT = re.compile(
    r"(?:We|Our|The (?:\w+ )?(?:Council|Trust|Company|Organisation|Charity|School|College|University|Board))\b", re.I
)
_VALUES = re.compile(
    r"(?:We|The \w+) (?:\w+ly )?(?:values?|celebrates?|embraces?|cherish(?:es)?|believes? in|champions?)\b"
)
# What may follow a passive for "by [role]" to stand behind it: not its complement ("made available", "related to").
_FREE = re.compile(
    r"(?:[.,;]| (?:and|in|on|at|within|before|after|during|each|every|promptly|fairly|under|for)\b|\Z)", re.I
)
# In front of a verb, these show that it is none, or that "will" cannot stand there.
_NO_SUBJECT = re.compile(
    r"(?:\b(?:the|an?|any|our|its|their|his|her|may|might|must|can|could|not|never|to)\s+\Z|\b(?:believe|think|feel)s?\b|\A(?:No|Nobody|None|Neither)\b)",
    re.I,
)
_GERUND_JOINED = re.compile(r"(?:,| and| or)(?: \w+)? \w+ing\b", re.I)
_REQUIRES = re.compile(r"\b(?:Act|Regulations?|law|duty|GDPR)\b[^.]*\b(?:requires?|obliges?|places?)\b")
_TIMED = re.compile(
    r"\b(?:immediately|promptly|soon|once|before|after|during|within|daily|weekly|regularly|always|annual)\b", re.I
)
_FAR = 8
_SHORT = 16
_WEAK = 3
_NOT_VERBS = frozenset(
    {
        "be",
        "the",
        "a",
        "an",
        "our",
        "all",
        "this",
        "equality",
        "diversity",
        "inclusion",
        "ensuring",
        "understand",
        "know",
        "avoid",
    }
)
_NOT_GERUNDS = frozenset(
    {"being", "wellbeing", "training", "learning", "belonging", "everything", "something", "anything"}
)


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
    for start, end, new, told in _rewordings(text, grammar):
        if not any(edit.span.start < span.start + end and span.start + start < edit.span.end for edit in draft.edits):
            draft.edits.append(Edit(Span(span.start + start, span.start + end), new))
            draft.done.append(told)
            return


def _rewordings(text: str, grammar: Grammar) -> Iterator[tuple[int, int, str, str]]:
    """Possible rewordings of the main verb, best first: place in the text, new words, what was done."""
    match = _in_main_clause(_COMMITTED, text)
    joined = _GERUND_JOINED.match(text, match.end()) if match else None
    if (
        match
        and not joined
        and match.group(1).lower() not in _NOT_GERUNDS
        and (verb := grammar.base_of_gerund(match.group(1)))
    ):
        yield match.start(), match.end(), f"will {verb}", "it says what will be done"
    match = _in_main_clause(_AIM, text)
    if match and match.group(1).lower() not in _NOT_VERBS and not match.group(1).lower().endswith("ing"):
        yield match.start(), match.end(), "will ", "it says what will be done, not what is aimed at"
    match = _in_main_clause(_CONSIDER, text)
    if match and (verb := grammar.base_of_gerund(match.group(1))):
        yield match.start(), match.end(), f"will decide by [date] whether to {verb}", "it says when the decision falls"
    match = _in_main_clause(_SHOULD, text)
    if match:
        yield match.start(), match.end(), "must", "“should” becomes “must”; or say who decides when it need not be done"


def _in_main_clause(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first match, unless what stands before it opens another clause, or makes a noun of it ("an attempt to")."""
    match = pattern.search(text)
    if match is None or match.start() == 0:
        return None
    before = text[: match.start()]
    if (
        before.rstrip().endswith(",")
        or len(before.split()) > _FAR
        or _SUBORDINATE.search(before)
        or _NO_SUBJECT.search(before)
    ):
        return None
    return match


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
        asked = strength.agent in ("class", "staff", "you") or passive is not None
        draft.tail.append(" within [5] working days" if asked else " by [date]")
        draft.done.append("say by when")
    if strength.measure is None:
        draft.behind.append("[Measure] will show whether it works, and is reported to [body].")
        draft.done.append("say how one will see it")


def _passive(text: str) -> re.Match[str] | None:
    """What is to be done, without a word on who does it: "will be recorded"."""
    found = _in_main_clause(_PASSIVE, text)
    if found is None or found.group(1).lower() in _STATES or not found.group(1).lower().endswith(_PARTICIPLES):
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
    if strength.time == "past" and not re.match(r"We(?:’ve|'ve| have)\b", text):
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
    if (
        strength.polarity in ("prohibit", "restrict")
        or re.search(r"\b(?:not|never|no)\b", text)
        or _TIMED.search(text)
        or _SUBORDINATE.search(text)
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
