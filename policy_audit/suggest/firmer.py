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
from policy_audit.suggest.grammar import Grammar
from policy_audit.types import Edit
from policy_audit.types import Span
from policy_audit.types import Suggestion

_AIM = re.compile(
    r"\b(?:(?:will|shall|would) )?(?:(?:also|always|actively) )?"
    r"(?:aims?|seeks?|strives?|endeavours?|hopes?|intends?|aspires?|tr(?:y|ies)|attempts?|wish(?:es)?"
    r"|(?:is|are) committed|commits? (?:ourselves|itself)|do(?:es)? (?:our|its) best) to (?=(\w+))",
    re.I,
)
_COMMITTED = re.compile(r"\b(?:is|are) committed to (\w+ing)\b", re.I)
_CONSIDER = re.compile(r"\b(?:will|may|can|could) consider (\w+ing)\b", re.I)
_SHOULD = re.compile(r"\bshould\b", re.I)
_PASSIVE = re.compile(r"\b(?:will|must|shall) (?:\w+ly |also |then )?be (?:\w+ly )?(\w+)\b(?! by\b)", re.I)
_END = re.compile(r"[.!?;:]+[”’\")]*\s*$")
_PARTICIPLES = ("ed", "en", "wn", "ne", "de", "ld", "pt", "nt", "ght", "id", "et", "ad")
_NOT_VERBS = frozenset({"be", "the", "a", "an", "our", "all", "this", "equality", "diversity", "inclusion", "ensuring"})
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

    Headings, denials, refusals, quotations, reported speech and unfilled placeholders are for a person to settle.
    """
    strength, span = scored.strength, scored.unit.span
    flags = strength.flags
    if scored.unit.kind == "heading" or {"denied", "placeholder"} & flags or strength.polarity == "deny":
        return None
    if (
        strength.voice in ("quoted", "reported", "example", "other")
        or strength.score >= 4
        or (not strength.hedges and _is_told(strength))
    ):
        return None
    text = reading.text(span)
    draft = _Draft()
    _drop_escapes(strength, text, span, draft)
    _make_firm(text, span, grammar, draft)
    _add_missing(strength, text, span, draft)
    if not draft.done:
        return None
    return Suggestion("Make it firm: " + "; ".join(draft.done) + ".", tuple(_closed(draft, text, span)))


def _is_told(strength: Strength) -> bool:
    """A plain description that undertakes nothing and need not."""
    return (
        strength.score == 0
        and strength.mode in ("description", "none")
        and strength.voice == "own"
        and "slogan" not in strength.flags
    )


def _drop_escapes(strength: Strength, text: str, span: Span, draft: _Draft) -> None:
    for hedge in strength.hedges:
        if hedge.kind != "escape" or not (span.start <= hedge.span.start and hedge.span.end <= span.end):
            continue
        start, end = _with_comma(text, hedge.span.start - span.start, hedge.span.end - span.start)
        draft.edits.append(Edit(Span(span.start + start, span.start + end), ""))
        if start == 0 and end < len(text):
            letter = Span(span.start + end, span.start + end + 1)
            draft.edits.append(Edit(letter, text[end].upper()))
        draft.done.append(
            f"“{hedge.text}” is left out; if it must stay, say “unless [event], in which case [role] will explain "
            "in writing within [5] working days”"
        )


def _with_comma(text: str, start: int, end: int) -> tuple[int, int]:
    """The hedge with the blank and commas that set it off."""
    before = re.search(r",?\s*$", text[:start])
    left = before.start() if before else start
    set_off = text[left:start].startswith(",")
    if left == 0:
        after = re.match(r",?\s*", text[end:])
        return 0, end + (after.end() if after else 0)
    if set_off and text[end : end + 1] == ",":
        end += 1
    return left, end


def _make_firm(text: str, span: Span, grammar: Grammar, draft: _Draft) -> None:
    for start, end, new, told in _rewordings(text, grammar):
        if not any(edit.span.start < span.start + end and span.start + start < edit.span.end for edit in draft.edits):
            draft.edits.append(Edit(Span(span.start + start, span.start + end), new))
            draft.done.append(told)
            return


def _rewordings(text: str, grammar: Grammar) -> Iterator[tuple[int, int, str, str]]:
    """Possible rewordings of the verb, best first: place in the text, new words, what was done."""
    match = _COMMITTED.search(text)
    if match and match.group(1).lower() not in _NOT_GERUNDS and (verb := _base_of_gerund(match.group(1), grammar)):
        yield match.start(), match.end(), f"will {verb}", "it says what will be done"
    match = _AIM.search(text)
    if match and match.group(1).lower() not in _NOT_VERBS and not match.group(1).lower().endswith("ing"):
        yield match.start(), match.end(), "will ", "it says what will be done, not what is aimed at"
    match = _CONSIDER.search(text)
    if match and (verb := _base_of_gerund(match.group(1), grammar)):
        yield match.start(), match.end(), f"will decide by [date] whether to {verb}", "it says when the decision falls"
    match = _SHOULD.search(text)
    if match:
        yield match.start(), match.end(), "must", "“should” becomes “must”; or say who decides when it need not be done"


def _base_of_gerund(gerund: str, grammar: Grammar) -> str | None:
    """From "providing" to "provide": the candidate whose own -ing form is the word."""
    stem = gerund.lower()[:-3]
    if len(stem) < 2:
        return None
    candidates = [stem + "e", stem, stem[:-1] if stem[-1:] == stem[-2:-1] else stem]
    if stem in grammar.words["plain_stems"] or stem.endswith(tuple(grammar.words["plain_endings"])):
        candidates = [stem, *candidates]
    if stem[-1:] == stem[-2:-1] and stem[-1] not in "lsz":
        candidates = [stem[:-1], *candidates]
    return next((one for one in candidates if grammar.verb_form(one, "gerund") == gerund.lower()), None)


def _add_missing(strength: Strength, text: str, span: Span, draft: _Draft) -> None:
    """Owner, time-frame and measure, each where it belongs; or a sentence of its own beside one that is to stay."""
    companion = _companion(strength, bool(draft.edits))
    if companion:
        draft.behind.append(companion[0])
        draft.done.append(companion[1])
        return
    if (strength.score < 1 or strength.mode == "none") and not draft.edits:
        return
    if strength.owner is None:
        _add_owner(strength, text, span, draft)
    if strength.time_frame is None and "[date]" not in "".join(edit.replacement for edit in draft.edits):
        tail = _time_frame(strength, text)
        draft.tail += [tail] if tail else []
        draft.done += ["say by when, or how often"] if tail else []
    if strength.measure is None:
        draft.behind.append("[Measure] will show whether it works, and is reported to [body].")
        draft.done.append("say how one will see it")


def _companion(strength: Strength, reworded: bool) -> tuple[str, str] | None:
    """The sentence to put beside one that is to stay as it is, and what it does."""
    if strength.time == "past":
        return "It now [meets / reports / runs] every [period].", "say what happens now"
    if strength.voice == "law":
        return "To do this, [role] will [act] by [date].", "put the organisation's own act beside the law"
    if reworded:
        return None
    if strength.mode == "aspiration":
        return "To get there, [role] will [act] by [date].", "keep the aim and add the act"
    if "slogan" in strength.flags or strength.mode == "description":
        return "This means that [role] will [act] by [date].", "say what it means in practice"
    return None


def _add_owner(strength: Strength, text: str, span: Span, draft: _Draft) -> None:
    passive = _PASSIVE.search(text)
    if passive and strength.agent == "omitted" and passive.group(1).lower().endswith(_PARTICIPLES):
        at = passive.end() + (len(adverb.group()) if (adverb := re.match(r" \w+ly\b", text[passive.end() :])) else 0)
        draft.edits.append(Edit(Span(span.start + at, span.start + at), " by [role]"))
    elif strength.agent == "everyone":
        draft.behind.append("[Role] answers for it to [body].")
    else:
        draft.behind.append("[Role] is responsible for this.")
    draft.done.append("name who answers for it")


def _time_frame(strength: Strength, text: str) -> str:
    """By a date for what is done once, at an interval for what is done again, within days for what people must do."""
    if strength.agent == "everyone" or strength.polarity in ("prohibit", "restrict"):
        return ""
    if strength.mode == "standing":
        return " every [12 months]"
    asked = strength.agent in ("class", "staff", "you") or _PASSIVE.search(text) is not None
    return " within [5] working days" if asked else " by [date]"


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
