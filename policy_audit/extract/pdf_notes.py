"""Footnotes of a PDF: the small type at the foot of a page, below the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from policy_audit.extract.pdf_lines import Line

NOTE_START = re.compile(r"(?:\d{1,3}|[*†‡])[ \u00a0]?[^\W\d_“\"(]*[^\W\d_]")
# Type of this share of the prose's size, or less, is a note's.
NOTE_SIZE = 0.9
MOST_NOTE_LINES = 25


class Apart(NamedTuple):
    """The lines of a document's body, and its notes, each a group of lines."""

    body: list[Line]
    notes: list[list[Line]]


def notes_apart(lines: Sequence[Line], body_size: float) -> Apart:
    """The footnotes at the ends of the pages taken out of the lines, so that sentences go on over the page break."""
    body: list[Line] = []
    notes: list[list[Line]] = []
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        start = _first_note(page, body_size)
        body += page[:start]
        notes += _each(page[start:])
    return Apart(body, notes)


def _first_note(page: Sequence[Line], body_size: float) -> int:
    """Index of the first line of the notes of a page; the number of its lines where there are none."""
    start = first = len(page)
    while start and page[start - 1].size <= NOTE_SIZE * body_size and page[start - 1].cell is None:
        start -= 1
        if NOTE_START.match(page[start].text):
            first = start
    prose_above = any(line.size > NOTE_SIZE * body_size for line in page[:first])
    return first if prose_above and len(page) - first <= MOST_NOTE_LINES else len(page)


def _each(lines: Sequence[Line]) -> Iterator[list[Line]]:
    note: list[Line] = []
    for line in lines:
        if note and NOTE_START.match(line.text):
            yield note
            note = []
        note.append(line)
    if note:
        yield note
