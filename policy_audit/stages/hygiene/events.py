"""Events in the life of a document told without a label: "Adopted 3 March 2025", "Issued 10/10/25 | Review 2027"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policy_audit.language.dates import DateMention
from policy_audit.stages.hygiene.desk import Desk
from policy_audit.types import Span

# Code points between the event and its date: "adopted by the members at their general meeting of 3 May 2026".
_REACH = 70
# Words before the event within which its subject stands; words of a line that has none ("Adopted 3 March 2025").
_SUBJECT_WORDS = 12
_LINE_WORDS = 16
_EDGES = re.compile(r"[|;\n\t•·]")
_MARKS = re.compile(r"[\W_]*(?:(?:date|first|formally|originally|re-?|and|was|is|on|(?:due )?to be|next|the) )*[\W_]*$")
_VERSION = re.compile(r"\b(?:version|edition|issue|revision|rev|v\d)")
# "The trustees adopted this policy at their meeting on 8 July 2025".
_DONE_TO_IT = re.compile(
    r" (?:th(?:is|e present)|our) (?:[\w-]+ ){0,3}?(?:policy|document|procedure|strategy|plan|code|charter)\b"
)
# "Signed: Next review: May 2028" dates the review.
_LATER = re.compile(r"\b(?:review\w*|next|expir\w+)\b")
_HYPOTHETICAL = re.compile(r"\b(?:must|should|can|may|if|unless|until|last|previously|not)\b[^.]{0,12}$")


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to the document, the words that say so, and the day."""

    span: Span
    day: DateMention


def events(desk: Desk, field: str) -> Iterator[Event]:
    """Events of a field's list (`events`) that befall the document itself and are dated, in reading order."""
    folded = desk.reading.folded
    for match in desk.matches(desk.lexicon.pattern(field, "events")):
        line = _line(desk, match.start())
        if line is None:
            continue
        before = folded[line.start : match.start()]
        done = _DONE_TO_IT.match(folded, match.end(), line.end)
        if _HYPOTHETICAL.search(before) or not (done or _own(desk, before, line)):
            continue
        for day in desk.dates(Span(match.end(), min(line.end, match.end() + _REACH + 20))):
            between = folded[match.end() : day.span.start]
            elsewhere = field == "effective" and _LATER.search(between)
            if (
                len(between) <= _REACH
                and not elsewhere
                and not desk.lexicon.pattern("effective", "law").search(between)
            ):
                yield Event(line, day)
                break


def _line(desk: Desk, at: int) -> Span | None:
    """The sentence at an offset, or the part of it between bars, semicolons and line ends."""
    number = desk.reading.sentence_at(at)
    if number is None:
        return None
    sentence = desk.reading.sentences[number].span
    folded = desk.reading.folded
    edges = [edge.start() for edge in _EDGES.finditer(folded, sentence.start, sentence.end)]
    left = max((edge + 1 for edge in edges if edge < at), default=sentence.start)
    right = min((edge for edge in edges if edge >= at), default=sentence.end)
    return Span(left, right)


def _own(desk: Desk, before: str, line: Span) -> bool:
    if _MARKS.fullmatch(before):
        return len(desk.reading.folded[line.start : line.end].split()) <= _LINE_WORDS
    if len(before.split()) > _SUBJECT_WORDS or desk.lexicon.pattern("effective", "others").search(before):
        return False
    return bool(desk.lexicon.pattern("review", "subjects").search(before) or _VERSION.search(before))


def about_itself(desk: Desk, span: Span) -> bool:
    """False where a sentence begins by naming something other than the document ("Our pay gap report was …")."""
    opening = " ".join(desk.reading.folded[span.start : span.end].split()[:_SUBJECT_WORDS])
    subject = desk.lexicon.pattern("review", "subjects").search(opening)
    other = desk.lexicon.pattern("effective", "others").search(opening)
    return other is None or (subject is not None and subject.start() < other.start())


def opens(desk: Desk, span: Span, pattern: re.Pattern[str]) -> bool:
    """True where a sentence begins with the pattern, markers aside."""
    return pattern.match(desk.reading.folded[span.start : span.end].lstrip(" -*•#\t\"'(")) is not None
