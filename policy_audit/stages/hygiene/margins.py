"""Where a document speaks of itself: its opening, its end, and sections about review, approval or ownership."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from policy_audit.language.dates import INTERVAL_MARKS
from policy_audit.language.dates import MONTH
from policy_audit.language.dates import find_dates
from policy_audit.language.dates import find_intervals
from policy_audit.language.marks import marked
from policy_audit.language.reading import Reading
from policy_audit.types import Span

# Code points at the beginning and at the end of a document taken as its margins: about a page.
_MARGIN = 2400
_HEADED = re.compile(
    r"\b(?:review|reviewing|approv\w+|version|owner\w*|document control|about this|chang(?:es|ing)|history|status|"
    r"implementation|governance|administration|maintenance|formal|monitoring|updat\w+|effective|authority|keeping|"
    r"accountab\w+|responsib\w+|commencement|adoption|housekeeping|small print|how this|who owns|who looks after|"
    r"this (?:policy|page|document|handbook|code|plan|strategy))\b"
)
_EDGES = re.compile(r"[|;\n\t•·→]|(?<!\d)\s[–—]\s|\s[–—]\s(?!\d)")
_SEASONS = "spring|summer|autumn|winter|fall|christmas|easter|michaelmas|lent|trinity|agm|annual general meeting"
# "each March", "every other September", "every third AGM": a rhythm of years told by a time of the year.
_EACH = re.compile(
    rf"\b(?:each|every)\s+(?:(?P<skip>other|second|two|third|three)\s+)?(?:(?:academic|new|early|late|mid)[\s-]+)?"
    rf"(?:{MONTH}|(?:{_SEASONS})\b(?: term\b)?)"
)
_SKIPS = {"other": 24.0, "second": 24.0, "two": 24.0, "third": 36.0, "three": 36.0}
# "within a year of the last review", "two years after it came in", "eighteen months on".
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "six": 6, "nine": 9, "twelve": 12, "eighteen": 18, "twenty-four": 24}
_AFTER = re.compile(
    rf"\b(?P<n>{'|'.join(_COUNTS)}|\d{{1,2}})[\s-](?P<unit>year|month)s?['’]?"
    r"(?=\s+(?:after|from|of|on|later|hence|since|thereafter|time)\b|\s*$|[.,;)])"
)
_TIME = re.compile(
    r"(?:\b(?:at|by|in|on|before|around|from|no later than|not later than)\s+)?"
    r"\bthe\s+(?:start|beginning|end|middle)\s+of(?:\s+(?:the\s+)?(?:\w+\s+)?(?:term|year))?\b"
)
# Each with the words of which every match holds one: most clauses hold none.
_TIMES = (
    (_EACH, ("each", "every")),
    (_AFTER, ("year", "month")),
    (_TIME, ("start", "beginning", "end", "middle")),
)
# Two figures stand in every date, and one of these in every rhythm and time of the year.
_FIGURES = re.compile(r"\d\d")
_TIME_MARKS = (*INTERVAL_MARKS, "each", "every", "start", "beginning", "end", "middle")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, or a part of one between bars and dashes, in which a document may speak of itself.

    `text` is folded; `plain` is the same with times and dates blanked, letter for letter; `line` is the sentence.
    Where the heading (`headed`) or the words `before` speak of the document, "it" may be the document.
    """

    span: Span
    line: Span
    text: str
    plain: str
    block: int
    headed: bool
    before: str
    title: frozenset[str]


def clauses_of(reading: Reading) -> Iterator[Clause]:
    """Every clause in the margins of a document, in reading order; `Desk.clauses` reads them once."""
    first, last = _margins(reading)
    before = ""
    title = _title(reading)
    edged = marked(reading.folded, "|;\n\t•·→–—")
    timed = marked(reading.folded, _TIME_MARKS)
    for sentence in reading.sentences:
        span = sentence.span
        path = reading.sections[sentence.block].path
        headed = bool(path) and _about_itself(path[-1])
        if not (headed or span.start <= first or span.end >= last):
            continue
        for part in _parts(reading.folded, span) if edged.within(span.start, span.end) else (span,):
            text = reading.folded[part.start : part.end]
            plain = blanked(text) if timed.within(part.start, part.end) or _FIGURES.search(text) else text
            yield Clause(part, span, text, plain, sentence.block, headed, before, title)
            before = (before + " " + text)[-400:]


@lru_cache(maxsize=4096)
def _about_itself(heading: str) -> bool:
    return _HEADED.search(heading.lower()) is not None


def _title(reading: Reading) -> frozenset[str]:
    """The words of the document's title and of the first headings, which may be part of its name."""
    blocks = [one for one in reading.document.blocks if one.region != "metadata"]
    heads = [one.span for one in blocks[:6] if one.kind in ("title", "heading")] or [one.span for one in blocks[:1]]
    words = " ".join(reading.folded[span.start : span.end][:200] for span in heads)
    return frozenset(re.findall(r"\w+", f"{words} {reading.document.metadata.title or ''}".lower()))


def _margins(reading: Reading) -> tuple[int, int]:
    """Offset to which the opening reaches and from which the end begins, front matter aside."""
    blocks = reading.document.blocks
    body = next((one.span.start for one in blocks if one.region != "metadata"), 0)
    return body + _MARGIN, len(reading.document.text) - _MARGIN


def _parts(folded: str, span: Span) -> Iterator[Span]:
    start = span.start
    for edge in _EDGES.finditer(folded, span.start, span.end):
        if edge.start() > start:
            yield Span(start, edge.start())
        start = edge.end()
    if start < span.end:
        yield Span(start, span.end)


def blanked(text: str) -> str:
    """A folded text with dates, rhythms and times of the year replaced by blanks of the same length."""
    taken = [one.span for one in find_dates(text)] + [one.span for one in find_intervals(text)]
    likely = [pattern for pattern, marks in _TIMES if any(mark in text for mark in marks)]
    taken += [Span(*one.span()) for pattern in likely for one in pattern.finditer(text)]
    for span in taken:
        text = text[: span.start] + " " * len(span) + text[span.end :]
    return text


def rhythm(text: str) -> float | None:
    """The longest interval a folded text names, in months, or None."""
    found = [one.months for one in find_intervals(text)]
    found += [_SKIPS.get(one["skip"] or "", 12.0) for one in _EACH.finditer(text)]
    for one in _AFTER.finditer(text):
        number = _COUNTS.get(one["n"]) or int(one["n"])
        found.append(float(number * (12 if one["unit"] == "year" else 1)))
    return max(found) if found else None
