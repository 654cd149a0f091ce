"""Sentence boundaries inside one block of text. No sentence crosses a block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_audit.types import Span

# A full stop after one of these does not end a sentence, whatever follows.
_ABBREVIATIONS = frozenset(
    "mr mrs ms mx dr prof rev st eg e.g ie i.e etc vs no nos para paras sec s ss sch art reg regs cf approx dept est "
    "inc ltd co jan feb mar apr jun jul aug sep sept oct nov dec tel ext p pp fig".split()
)
# Of these, a following capital does end the sentence ("… etc. The manager …").
_MAY_END = frozenset({"etc", "co", "ltd", "inc", "no", "s", "st", "p"})
_BOUNDARY = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+|$)|\n\s*\n")
_NEXT = re.compile(r"\s*[\"'“‘(\[]*([^\W_]|[£$€•*-])")
_LAST_WORD = re.compile(r"[A-Za-z][A-Za-z.]*$")


def split_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of the sentences of `text[start:end]`, trimmed of white space; empty stretches give nothing."""
    begin = start
    for match in _BOUNDARY.finditer(text, start, end):
        if not _ends_sentence(text, match.start(), match.end(), end):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _ends_sentence(text: str, at: int, after: int, end: int) -> bool:
    mark = text[at]
    following = _NEXT.match(text, after, end)
    if following is None or mark in "!?" or mark.isspace():
        return True
    initial = following.group(1)
    if initial.islower():
        return False
    word = _LAST_WORD.search(text, max(0, at - 20), at)
    if word is None:
        return True
    token = word.group().lower()
    if token in _ABBREVIATIONS:
        return token in _MAY_END and initial.isupper()
    # A lone capital is an initial ("J. Smith"), unless it is "I" or ends a list label ("Plan B.").
    return not (len(token) == 1 and word.group().isupper() and token != "i")


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
