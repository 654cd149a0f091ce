"""Labelled facts of a document: "Label: value" lines, label and value cells, front matter, label and following line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policy_audit.language.reading import Reading
from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import Span

_LABEL = re.compile(r"\s*([A-Za-z][\w'’&/ .()-]{0,48}?)\s*(?:[:=|→]|\s[–—-]\s|\t)\s*(?=\S)")
# What ends a label; every expression that finds one holds it.
_COLONS = re.compile(r"[:=|→\t–—]|\s-\s")
_MORE = re.compile(r"(?<=[.;,|\s])\s*([A-Z][\w'’&/ -]{2,38}?):\s+(?=\S)")
# Facts set one after another as sentences: "In force from May 2026. Owner: Head of People. Next review: May 2027."
_RUN_IN = re.compile(r"(?<=[.;|·•])\s+([A-Z][\w'’&/ -]{2,28}?):\s+(?=\S)")
# The same with dashes: "Owner - Talent Team. Version - 8. Released - 4 Feb 2026."
_DASHED = re.compile(r"(?<=[.;,|·•])\s+([A-Z][\w'’&/ ]{2,28}?)\s[–—-]\s(?=\S)")
_FIGURES = re.compile(r"\S*\d\S*\s+")
# What ends a fact that ran into a label: a figure ("Policy no. 14 Date of policy"), or a sentence ("Adopted. Review").
_RUN_INTO = re.compile(r"\S*\d\S*\s+(?=[A-Z])|(?!Eff)\w{3,}\.\s+(?=[A-Z])")
# What joins the words of a key of front matter: "last_updated", "effective-date", "lastUpdated".
_JOINED = re.compile(r"[_-]+|(?<=[a-z])(?=[A-Z])")
_BLANK = re.compile(r"[\s_.…\-–—]*$")
_LABEL_WORDS = 7
_QUESTION = re.compile(
    r"(?:^|(?<=[.?!*]\s))[*_\s]*((?:[Ww]ho|[Ww]hen|[Ww]hich|[Hh]ow often|[Tt]o whom|[Ww]hose)\b[^.?!\n]{3,60})"
    r"\?[*_]*\s*"
)
_ANSWER_WORDS = 30
# Headings of tables that list work to be done or people to train; those of tables about documents.
_WORK = re.compile(
    r"\b(?:actions?|tasks?|objectives?|targets?|activit(?:y|ies)|goals?|milestones?|training|priorit(?:y|ies)|outcomes?|"
    r"measures?|steps?|risks?|course|topic|what|how|when|deadline|timescales?|type)\b",
    re.I,
)
_PAPERS = re.compile(
    r"\b(?:version|issue|revision|edition|reviewed|approved|approval|ratified|adopted|amend\w*|changes?|polic(?:y|ies)|"
    r"document|title|status)\b",
    re.I,
)
# "Head of People. Version 2" is two facts; "Dr. Ann Lee" and "J. Smith" are one.
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)]{3})\.\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Record:
    """A label (folded, without colon) and its value; `span` covers both, `block` is where it stands."""

    label: str
    value: str
    span: Span
    value_span: Span
    block: int
    metadata: bool = False
    # A value under a heading of a table that lists other things than the document ("Action | Owner | Review date").
    listed: bool = False

    @property
    def blank(self) -> bool:
        """True where nobody filled the value in."""
        return bool(_BLANK.match(self.value)) or self.value.lower().strip("[]<> ") in (
            "tbc",
            "tbd",
            "n/a",
            "date",
            "name",
            "insert",
        )


def records(reading: Reading) -> Iterator[Record]:
    """Every labelled fact, in reading order."""
    document = reading.document
    headings: dict[tuple[int, int], str] = {}
    lists = _lists(document)
    for number, block in enumerate(document.blocks):
        text = document.slice(block.span)
        if block.cell is not None:
            yield from _from_cell(document, number, block, text, headings, lists)
        found = list(_from_line(document, number, block, text))
        yield from found
        if "\n" in text:
            yield from _from_line_below(document, number, block, text)
        if "?" in text:
            yield from _from_question(document, number, block, text)
        if not found and block.cell is None:
            yield from _from_next(document, number, block, text)


def _from_line(document: Document, number: int, block: Block, text: str) -> Iterator[Record]:
    start = block.span.start
    if not _COLONS.search(text):
        return
    for line in re.finditer(r"[^\n]+", text):
        labels = list(_labels(line.group()))
        ends = [*(begin for begin, _, _ in labels[1:]), len(line.group())][: len(labels)]
        for (begin, after, label), end in zip(labels, ends, strict=True):
            span = Span(start + line.start() + begin, start + line.start() + end)
            yield _record(document, label, span, start + line.start() + after, number, block)


def _labels(line: str) -> Iterator[tuple[int, int, str]]:
    """Start of each label of a line, end of its colon, and its words: at the line's start, or run into the text."""
    first = _LABEL.match(line)
    if first is not None and len(first[1].split()) <= _LABEL_WORDS:
        start = max((one.end() for one in _RUN_INTO.finditer(first[1])), default=0)
        yield first.start(1) + start if start else 0, first.end(), first[1][start:]
        run_in = _MORE.finditer(line, first.end())
    else:
        run_in = _RUN_IN.finditer(line)
    if first is not None and ":" not in line:
        run_in = _DASHED.finditer(line, first.end())
    for match in run_in:
        # "HR-071 Version: 2": the value before ran into the label; labels have no figures, so this one begins after.
        start = match.start(1) + max((one.end() for one in _FIGURES.finditer(match[1])), default=0)
        yield start, match.end(), line[start : match.end(1)]


def _record(document: Document, label: str, span: Span, value_start: int, number: int, block: Block) -> Record:
    cut = _SENTENCE_END.search(document.text, value_start, span.end)
    value_span = Span(value_start, cut.start() if cut else span.end)
    metadata = block.region == "metadata"
    name = _folded(_JOINED.sub(" ", label) if metadata else label)
    return Record(name, document.slice(value_span).strip(), span, value_span, number, metadata)


def _lists(document: Document) -> dict[int, bool]:
    """Tables of two rows or more under headings that speak of work, not of a document; whether they speak of nothing
    else, so that the first row is one of headings alone.
    """
    rows: dict[int, int] = {}
    headings: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.cell is not None:
            rows[block.cell.table] = max(rows.get(block.cell.table, 0), block.cell.row)
            if block.cell.row == 0 or block.cell.heading:
                headings.setdefault(block.cell.table, []).append(document.slice(block.span))
    heads = {table: " | ".join(words) for table, words in headings.items() if rows[table] > 1}
    return {
        table: _WORK.search(head) is not None and not _PAPERS.search(head)
        for table, head in heads.items()
        if _WORK.search(head) or not _PAPERS.search(head)
    }


def _folded(label: str) -> str:
    return re.sub(r"\s+", " ", label.replace("’", "'")).strip(" .:*_").lower()


def _from_cell(
    document: Document,
    number: int,
    block: Block,
    text: str,
    headings: dict[tuple[int, int], str],
    lists: dict[int, bool],
) -> Iterator[Record]:
    cell = block.cell
    assert cell is not None
    if cell.row == 0 or cell.heading:
        headings.setdefault((cell.table, cell.column), text)
    elif (heading := headings.get((cell.table, cell.column))) and len(heading.split()) <= _LABEL_WORDS:
        listed = cell.table in lists
        yield Record(_folded(heading), text.strip(), block.span, block.span, number, listed=listed)
    before = document.blocks[number - 1] if number else None
    if (
        before is not None
        and before.cell is not None
        and before.cell.table == cell.table
        and before.cell.row == cell.row
        and before.cell.column < cell.column
    ):
        label = document.slice(before.span)
        if len(label.split()) <= _LABEL_WORDS:
            whole = Span(before.span.start, block.span.end)
            listed = cell.row == 0 and lists.get(cell.table, False)
            yield Record(_folded(label), text.strip(), whole, block.span, number, listed=listed)


def _from_question(document: Document, number: int, block: Block, text: str) -> Iterator[Record]:
    """A question and the sentence that answers it, in the same block or the next ("Who agreed it? The Board.")."""
    for question in _QUESTION.finditer(text):
        start = block.span.start
        answer = Span(start + question.end(), start + len(text))
        if question.end() == len(text) and number + 1 < len(document.blocks):
            answer = document.blocks[number + 1].span
        end = _SENTENCE_END.search(document.text, answer.start, answer.end)
        answer = Span(answer.start, end.start() if end else answer.end)
        if len(answer) and len(document.slice(answer).split()) <= _ANSWER_WORDS:
            whole = Span(start + question.start(1), answer.end)
            yield Record(_folded(question[1]), document.slice(answer).strip(" *_.\n"), whole, answer, number)


def _from_line_below(document: Document, number: int, block: Block, text: str) -> Iterator[Record]:
    """A short line of a block that may label the line below it; who asks decides by the label."""
    lines = list(re.finditer(r"[^\n]+", text))
    for line, below in pairwise(lines):
        label, value = line.group().strip(), below.group().strip()
        if len(label.split()) <= _LABEL_WORDS and ":" not in label + value and not label.endswith("."):
            start = block.span.start
            whole = Span(start + line.start(), start + below.end())
            yield Record(_folded(label), value, whole, Span(start + below.start(), start + below.end()), number)


def _from_next(document: Document, number: int, block: Block, text: str) -> Iterator[Record]:
    """A short line that may label the line after it ("Review date" / "May 2027"); who asks decides by the label."""
    if len(text.split()) > 4 or number + 1 >= len(document.blocks) or text.rstrip().endswith("."):
        return
    following = document.blocks[number + 1]
    # The only value of a list in front matter, or the line below.
    kinds = ("list_item",) if block.region == "metadata" else ("paragraph", "heading", "text_box")
    if following.cell is None and following.kind in kinds and len(following.span) <= 80:
        yield Record(
            _folded(text),
            document.slice(following.span).strip(),
            Span(block.span.start, following.span.end),
            following.span,
            number,
        )
