"""Suppressions written as comments of a document: their form, and the stretch of text each covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policy_audit.config import Suppression
from policy_audit.types import Document
from policy_audit.types import Span

# Word capitalises the first letter, turns "--" into a dash and may put a hyphen that does not break: all are accepted.
_BEGINS = re.compile(r"\s*policy-audit\s*:\s*", re.I)
# Atomic, so that the hyphen inside a rule's name is never taken for the dash before a reason.
_RULE = r"(?>[\w*]+(?:[.-][\w*]+)*)"
_FORM = re.compile(
    rf"(?P<verb>ignore(?:-start|-end|-file)?)(?![\w-])\s*(?P<rules>{_RULE}(?:\s*,\s*{_RULE})*)?"
    r"\s*(?:(?:--+|[-–—:])\s*(?P<reason>.*))?\Z",
    re.S | re.I,
)
_EVERYTHING = frozenset({"", "all", "everything"})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to be said about a suppression: name of the rule, message, and where it stands (None: nowhere)."""

    name: str
    message: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Comments:
    """Suppressions of a document with the text each covers (None: all of it), and what is wrong with others."""

    suppressions: Sequence[tuple[Suppression, Span | None]]
    problems: Sequence[Problem]


def read_comments(document: Document) -> Comments:
    """All suppressions in the comments of a document, in order. Comments on other matters are left alone."""
    found: list[tuple[Suppression, Span | None]] = []
    problems: list[Problem] = []
    starts: dict[str, tuple[Span, str]] = {}
    for comment in document.comments:
        text = comment.text.replace("\u2011", "-")
        begin = _BEGINS.match(text)
        if begin is None:
            continue
        place = comment.span or Span(0, 0)
        where = _reach(document, place)
        form = _FORM.match(text, begin.end())
        if form is None:
            problems.append(_malformed(text, where))
            continue
        verb, reason = form["verb"].lower(), " ".join((form["reason"] or "").split())
        for rule in (one.strip().rstrip("*") for one in (form["rules"] or "").split(",")):
            if rule in _EVERYTHING:
                message = f"“{verb}” names no rule; a bare “ignore everything” is refused"
                problems.append(Problem("no-rule", message, where))
            elif verb == "ignore-start":
                starts[rule] = (place, reason)
            elif verb == "ignore-end" and rule not in starts:
                problems.append(Problem("no-start", f"“ignore-end {rule}” has no “ignore-start {rule}”", where))
            elif verb == "ignore-end":
                first, why = starts.pop(rule)
                found.append((Suppression(rule, why), Span(first.start, max(first.start, place.end))))
            else:
                found.append((Suppression(rule, reason), None if verb == "ignore-file" else where))
    for rule, (place, _) in starts.items():
        problems.append(Problem("no-end", f"“ignore-start {rule}” has no “ignore-end {rule}”", _reach(document, place)))
    return Comments(found, problems)


def _malformed(text: str, where: Span) -> Problem:
    shown = " ".join(text.split())[:60]
    return Problem("malformed", f"“{shown}” is not understood; write “policy-audit: ignore RULE -- reason”", where)


def _reach(document: Document, place: Span) -> Span:
    """What an `ignore` covers: a Word comment its range, a comment inside a block that block, else the next block."""
    if len(place) > 0:
        return place
    for block in document.blocks:
        if block.span.start < place.start <= block.span.end or block.span.start >= place.start:
            return block.span
    return place
