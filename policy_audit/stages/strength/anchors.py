"""Owner, time-frame and measure of a unit. Commitment-strength model, section 8."""

from __future__ import annotations

import re

from policy_audit.language.time_frames import YEARLY
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
# Days or weeks given, not a deadline: "12 weeks of paid leave", "two paid days a month".
_TIME_GIVEN = re.compile(
    r"\b(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)\s(?:[\w-]+\s)?"
    r"(?:hours?|days?|weeks?|months?)['’]?\s(?:of\s)?(?:[\w’'%£.-]+\s){0,4}?"
    r"(?:leave|pay|holidays?|vacation|absence|time off|training|sabbatical|volunteering)\b"
)
# What follows a length of time that says who is meant: "two years of continuous service".
_SERVED = re.compile(r"['’]?\s(?:of\s)?(?:[\w-]+\s){0,2}(?:service|employment|experience)\b")
_CLASS_OWNERS = re.compile(
    r"\b(?:line |people |duty |team |hiring |recruiting |appointing |service |senior |all |each |"
    r"every )*(?:managers?|supervisors?|directors?|team leaders?|trustees?|heads? of department|"
    r"interviewers?)\b"
)


_PHRASES = frozenset({"of", "from", "about", "against", "by", "to", "with", "involving", "for", "between"})
# Staff bound to an act of each one's own.
_EACH_OWN = re.compile(
    r"\b(?:all |each |every |any |our )*(?:[\w-]+ ){0,2}?(?:employees?|staff(?: members?)?|members? of staff|"
    r"workers?|colleagues|volunteers?|team members?|interviewers?|contractors?|new starters?|team leads?)\b"
)
_BEFORE_ROLE = frozenset({"the", "a", "an", "our", "your", "any"})


def owner_of(cues: Cues, predicate: Predicate, strength: Strength, first: int, last: int) -> Found | None:
    """A role answerable for the act: the subject, or a role a reader is told to turn to."""
    span = _subject_owner(cues, predicate, strength) or _named_role(cues, predicate, strength, first, last)
    return found(cues, span) if span else None


def _subject_owner(cues: Cues, predicate: Predicate, strength: Strength) -> Span | None:
    begin = predicate.start
    if predicate.passive and predicate.kind in ("be", "will", "must", "should"):
        return None
    last = predicate.at
    if predicate.kind == "modes.responsible" and (cues.words[begin] == "it" or begin == last):
        begin = predicate.at if predicate.verb is not None else predicate.rest
        last = next((token for token in range(predicate.rest, predicate.end) if cues.words[token] == "to"), begin)
    if last == begin + 1 and predicate.conditional and cues.words[begin] in {"they", "it", "she", "he"}:
        begin = predicate.begin
    for at, end in roles(cues, begin, last):
        if not _inside_phrase(cues, at, begin) or begin < predicate.start:
            return cues.span(at, end)
    if last <= begin:
        return None
    if predicate.lemma in {"receive", "get"}:
        return None
    subject = cues.span(begin, last - 1)
    match = _CLASS_OWNERS.search(cues.reading.folded, subject.start, subject.end)
    if match is None and strength.mode == "binding" and strength.action == "concrete" and not predicate.passive:
        expected = "expected" in cues.words[predicate.at : predicate.at + 3]
        own = predicate.verb is not None or predicate.kind == "modes.responsible"
        own = own and predicate.lemma not in cues.lists["anchors-receiving"] and not expected
        match = _EACH_OWN.match(cues.reading.folded, subject.start, subject.end) if own else None
    return Span(*match.span()) if match else None


def _inside_phrase(cues: Cues, at: int, begin: int) -> bool:
    """True for a role that only belongs to the subject: "reports of a founder", "requests from the board"."""
    before = at - 1
    if before > begin and cues.words[before] in {"the", "a", "an", "our", "your", "any", "their"}:
        before -= 1
    if before <= begin or cues.words[before] not in _PHRASES:
        return False
    if cues.words[before] == "of" and cues.capitalised(before - 1) and cues.capitalised(before + 1):
        return False
    return cues.words[before - 1] not in {"member", "members", "chair", "head", "heads", "chairs", "one", "each"}


def _named_role(cues: Cues, predicate: Predicate, strength: Strength, first: int, last: int) -> Span | None:
    """By-agents of passives, and contacts of entitlements."""
    for begin, end in roles(cues, max(first, predicate.rest), last):
        at = _name_start(cues, begin, first)
        before = cues.words[at - 1] if at > first else ""
        back = at - 1
        while back > first and (before in _BEFORE_ROLE or cues.capitalised(back)):
            back -= 1
            before = cues.words[back]
        told = predicate.kind == "modes.responsible" and before in {"with", "of", "upon", "on", "to"}
        turned_to = strength.mode in ("entitlement", "imperative") and not predicate.passive
        told = told or (turned_to and predicate.lemma in cues.lists["anchors-turning"])
        told = told or (before == "of" and _overseen(cues, first, at))
        told = told or (cues.words[end + 1 : end + 2] == ["who"] and strength.mode in ("binding", "standing"))
        if told or (before == "by" and (predicate.passive or strength.decided_by == "step of a procedure")):
            return cues.span(at, end)
    return _by_manager(cues, predicate, last) if predicate.passive else None


def _by_manager(cues: Cues, predicate: Predicate, last: int) -> Span | None:
    """Cases like "approved by your line manager"."""
    for _, at, end in cues.within(predicate.rest, last, "agents.managers"):
        before = at - 1 - (cues.words[at - 1] in _BEFORE_ROLE)
        if cues.words[before] == "by":
            return cues.span(at, end)
    return None


def _overseen(cues: Cues, first: int, at: int) -> bool:
    """Cases like "under the direct supervision of the director"."""
    return not cues.lists["anchors-oversight"].isdisjoint(cues.words[max(first, at - 4) : at])


def _name_start(cues: Cues, at: int, first: int) -> int:
    """Where the name of a body begins that holds "of": "Code of Conduct Committee"."""
    while at - 2 > first and cues.words[at - 1] == "of" and cues.capitalised(at - 2) and cues.capitalised(at):
        at -= 2
    return at


def time_frame_of(cues: Cues, span: Span) -> Found | None:
    """The first stated time in the span, to the end of its phrase."""
    if span in cues.time_frames:
        found = cues.time_frames[span]
    else:
        folded = cues.reading.folded
        likely = cues.timely.within(span.start, span.end) or YEARLY.search(folded, span.start, span.end)
        found = find_time_frame(folded, span.start, span.end) if likely else None
        while found is not None and _SERVED.match(folded, found.end, span.end):
            found = find_time_frame(folded, found.end, span.end)
        cues.time_frames[span] = found
    return _text(cues, found) if found else None


def measure_of(cues: Cues, first: int, last: int, span: Span) -> Found | None:
    """A number, a named indicator, or evidence that goes to a named reader."""
    folded, numbered = cues.reading.folded, cues.numbered(first, last)
    match = None
    if numbered:
        match = _COUNT.search(folded, span.start, span.end) or _TIME_GIVEN.search(folded, span.start, span.end)
    if match:
        return _text(cues, Span(*match.span()))
    for key in ("anchors.reader", "anchors.indicator"):
        for _, at, end in cues.within(first, last, key):
            return found(cues, cues.span(at, end))
    match = _QUANTITY.search(folded, span.start, span.end) if numbered else None
    return _text(cues, Span(*match.span())) if match else None


def gives_time(cues: Cues, first: int, last: int) -> bool:
    """True for words that open with paid time or leave given: "Six weeks' full pay for new parents"."""
    if last <= first:
        return False
    span = cues.span(first, min(last, first + 3) - 1)
    match = _TIME_GIVEN.search(cues.reading.folded, span.start, cues.span(first, last - 1).end)
    return match is not None and match.start() < span.end


def found(cues: Cues, span: Span) -> Found:
    """The words of a span with their place."""
    return Found(cues.reading.text(span), span)


def _text(cues: Cues, span: Span) -> Found:
    text = cues.reading.text(span)
    kept = text.rstrip(" .,;\n")
    return Found(kept, Span(span.start, span.start + len(kept)))
