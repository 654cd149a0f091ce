"""Owner, time-frame and measure of a unit. Commitment-strength model, section 8."""

from __future__ import annotations

import re

from policy_audit.language.time_frames import find_time_frame
from policy_audit.stages.strength.agents import roles
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.values import Found
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.types import Span

_COUNT = re.compile(
    r"(?<![\w.])(?:£|\$|€)\s?\d[\d,.]*(?:k|m)?|\b\d[\d,.]*\s?(?:%|per ?cent\b)|\b(?:at least|"
    r"no fewer than|minimum of|no more than|up to|a maximum of|more than|all|each of)\s+"
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half|a third|"
    r"a quarter)\b(?!\s+(?:\w+\s+)?(?:minutes?|hours?|days?|weeks?|months?|years?)\b)"
)
_QUANTITY = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"one in)\s+(?!(?:\w+\s+)?(?:minutes?|hours?|days?|weeks?|months?|years?|january|february|march|"
    r"april|may|june|july|"
    r"august|september|october|november|december|of|or|and|to|working|calendar)\b)[a-z]{3,}"
)
_CLASS_OWNERS = re.compile(
    r"\b(?:line |people |duty |team |hiring |recruiting |appointing |service |senior |all |each |"
    r"every )*(?:managers?|supervisors?|directors?|team leaders?|trustees?|heads? of department|"
    r"interviewers?)\b"
)


_TURNING = frozenset(
    [
        "contact",
        "reach",
        "speak",
        "talk",
        "report",
        "email",
        "ask",
        "raise",
        "refer",
        "appeal",
        "make",
        "approach",
        "call",
        "phone",
        "tell",
        "inform",
        "notify",
        "complain",
        "write",
        "apply",
        "submit",
        "send",
        "consult",
        "escalate",
        "book",
    ]
)


def owner_of(cues: Cues, predicate: Predicate, strength: Strength, first: int, last: int) -> Found | None:
    """A role answerable for the act: the subject, or a role a reader is told to turn to."""
    span = _subject_owner(cues, predicate) or _named_role(cues, predicate, strength, first, last)
    return _found(cues, span) if span else None


def _subject_owner(cues: Cues, predicate: Predicate) -> Span | None:
    begin = predicate.start
    if predicate.passive and predicate.kind in ("be", "will", "must", "should"):
        return None
    for at, end in roles(cues, begin, predicate.at):
        return cues.span(at, end)
    if predicate.at <= begin:
        return None
    subject = cues.span(begin, predicate.at - 1)
    match = _CLASS_OWNERS.search(cues.reading.folded, subject.start, subject.end)
    return Span(*match.span()) if match else None


def _named_role(cues: Cues, predicate: Predicate, strength: Strength, first: int, last: int) -> Span | None:
    """By-agents of passives, and contacts of entitlements."""
    for at, end in roles(cues, max(first, predicate.rest), last):
        before = cues.words[at - 1] if at > first else ""
        if before in {"the", "a", "an", "our", "your", "any"} and at - 1 > first:
            before = cues.words[at - 2]
        told = strength.mode in ("entitlement", "imperative") and predicate.lemma in _TURNING and not predicate.passive
        if told or (before == "by" and predicate.passive):
            return cues.span(at, end)
    return None


def time_frame_of(cues: Cues, span: Span) -> Found | None:
    """The first stated time in the span, to the end of its phrase."""
    if span in cues.time_frames:
        found = cues.time_frames[span]
    else:
        found = cues.time_frames[span] = find_time_frame(cues.reading.folded, span.start, span.end)
    return _text(cues, found) if found else None


def measure_of(cues: Cues, first: int, last: int, span: Span) -> Found | None:
    """A number, a named indicator, or evidence that goes to a named reader."""
    folded = cues.reading.folded
    match = _COUNT.search(folded, span.start, span.end)
    if match:
        return _text(cues, Span(*match.span()))
    for key in ("anchors.reader", "anchors.indicator"):
        for _, at, end in cues.within(first, last, key):
            return _found(cues, cues.span(at, end))
    match = _QUANTITY.search(folded, span.start, span.end)
    return _text(cues, Span(*match.span())) if match else None


def _found(cues: Cues, span: Span) -> Found:
    return Found(cues.reading.text(span), span)


def _text(cues: Cues, span: Span) -> Found:
    text = cues.reading.text(span)
    kept = text.rstrip(" .,;\n")
    return Found(kept, Span(span.start, span.start + len(kept)))
