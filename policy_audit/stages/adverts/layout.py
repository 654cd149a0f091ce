"""An advert as lines: what is a heading, what an item of a list, and which part of the advert each line belongs to.

Adverts reach us as Markdown, as portal pages and as pasted plain text without any mark-up, so headings and lists are
recognised by their words and their place as well as by their block kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from itertools import takewhile

from policy_audit.language.reading import Reading
from policy_audit.language.sentences import split_sentences
from policy_audit.ruleset.advert_cues import HeadingWords
from policy_audit.stages.adverts.drafts import BULLET
from policy_audit.stages.adverts.drafts import Draft
from policy_audit.stages.adverts.drafts import LineKind
from policy_audit.stages.adverts.drafts import drafts_of
from policy_audit.stages.adverts.drafts import told_fields
from policy_audit.types import Block
from policy_audit.types import Span

_LABEL = re.compile(r"\W{0,3}[A-Z0-9][\w’'/&() .-]{0,45}\s?[:=](?:\*\*)?\s")
_STEM = re.compile(r"(?::|…|\.\.\.|\s[–—-])\s*\W*$")
_SENTENCE_END = re.compile(r"[.!;,]\W{0,2}$")
# Level of a heading that only its words give away: below every marked heading.
_PLAIN_LEVEL = 7
_LIST_ROLES = ("essential", "desirable", "requirements")
# Once a list has begun under such a heading, running text after it belongs to something else.
_CLOSED_BY_TEXT = (*_LIST_ROLES, "duties", "benefits")
_LABEL_WORDS = 3
_STEM_WORDS = 24
_QUALITIES = frozenset({"be", "have", "hold", "possess", "enjoy", "bring", "understand", "know", "show", "demonstrate"})
_LOOKED_AT = 6
# A line in front of a list that is no longer than this names the list, whatever its words.
_INTRODUCTION_WORDS = 9


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the author wrote it. `role` is the part of the advert it stands in, `section` numbers its heading.

    `subordinate` marks a heading that only divides the list it stands in ("Communication:").
    """

    span: Span
    block: int
    kind: LineKind
    role: str
    section: int
    words: int
    metadata: bool = False
    subordinate: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence inside a line: `[first, last)` are its tokens."""

    span: Span
    line: int
    first: int
    last: int


@dataclass(frozen=True)
class Layout:
    """Lines and sentences of an advert, in reading order."""

    reading: Reading
    lines: tuple[Line, ...]
    pieces: tuple[Piece, ...]

    def text(self, span: Span) -> str:
        """The text of a span."""
        return self.reading.text(span)

    def line_of(self, piece: int) -> Line:
        """The line a sentence stands in."""
        return self.lines[self.pieces[piece].line]

    @cached_property
    def piece_starts(self) -> list[int]:
        """Offsets where the sentences begin, for bisection."""
        return [piece.span.start for piece in self.pieces]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For each scope of a rule the place of every sentence: its number, or that of its line, paragraph, section."""
        lines = [self.lines[piece.line] for piece in self.pieces]
        own = list(range(len(lines)))
        return {
            "sentence": own,
            "near": own,
            "line": [piece.line for piece in self.pieces],
            "paragraph": [line.block for line in lines],
            "section": [line.section for line in lines],
            "document": [0] * len(lines),
        }

    @cached_property
    def lined(self) -> str:
        """The lower-case text with a line feed before every line, wherever extraction has put a blank there."""
        letters = list(self.reading.folded)
        for line in self.lines:
            if line.span.start and letters[line.span.start - 1].isspace():
                letters[line.span.start - 1] = "\n"
            if line.metadata:
                # Keys of fields are words too: "interview_date".
                letters[line.span.start : line.span.end] = [
                    " " if letter == "_" else letter for letter in letters[line.span.start : line.span.end]
                ]
        return "".join(letters)

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """Lines that are neither front matter nor headings."""
        return tuple(line for line in self.lines if not line.metadata and line.kind != "heading")

    @cached_property
    def running(self) -> tuple[Line, ...]:
        """Lines a reader reads as text: no front matter, headings or lines of the "Salary: …" sort."""
        return tuple(line for line in self.body if line.kind != "label")

    @cached_property
    def words(self) -> int:
        """Words of the advert without front matter."""
        return sum(line.words for line in self.lines if not line.metadata)

    def heading_of(self, role: str) -> Line | None:
        """The first heading that opens a part of the given role."""
        return next((line for line in self.lines if line.kind == "heading" and line.role == role), None)


def build_layout(reading: Reading, words: HeadingWords, within: Sequence[Span] = ()) -> Layout:
    """The layout of a document, or of the parts `within` alone (a model advert inside a policy)."""
    drafts = [draft for draft in drafts_of(reading) if not within or any(part.contains(draft.span) for part in within)]
    lines = tuple(_lines(reading, drafts, words))
    kept = tuple(line for line in lines if line.role != "commentary")
    return Layout(reading, kept, tuple(_pieces(reading, kept)))


def _lines(reading: Reading, drafts: Sequence[Draft], words: HeadingWords) -> Iterator[Line]:
    open_headings: list[tuple[int, str]] = []
    section, listed = 0, False
    told = told_fields(drafts, [_is_metadata(reading.document.blocks[draft.block]) for draft in drafts], words)
    for number, draft in enumerate(drafts):
        if number in told:
            kind, role = told[number]
            section += kind == "heading"
            yield Line(draft.span, draft.block, kind, role, section, len(draft.words))
            continue
        block = reading.document.blocks[draft.block]
        following = drafts[number + 1] if number + 1 < len(drafts) else None
        role = "metadata" if _is_metadata(block) else open_headings[-1][1] if open_headings else ""
        line = Line(draft.span, draft.block, _kind(draft, block), role, section, len(draft.words), _is_metadata(block))
        heading = None if line.metadata else _heading(draft, block, following, line, words)
        if heading is None:
            if listed and line.kind in ("text", "label") and line.role in _CLOSED_BY_TEXT:
                open_headings, section, listed = [], section + 1, False
                line = replace(line, role="", section=section)
            listed = listed or line.kind == "item"
            yield line
            continue
        level, own = heading
        open_headings = [outer for outer in open_headings if outer[0] < level]
        inherited = open_headings[-1][1] if open_headings and level <= _PLAIN_LEVEL else ""
        label = line.words <= _LABEL_WORDS and bool(_STEM.search(draft.text))
        if label and own == "duties" and draft.words[0].startswith("you"):
            # "You will:" goes on with the list it stands in, and may open one of qualities.
            own = role if role in _LIST_ROLES else "requirements" if _of_qualities(drafts[number + 1 :]) else own
        continues = role in _LIST_ROLES and label and own in ("", role)
        divides = level > _PLAIN_LEVEL and not own
        if level > _PLAIN_LEVEL:
            own, level = own or role, _PLAIN_LEVEL
        open_headings.append((level, own or inherited))
        section, listed = section + 1, False
        subordinate = continues or divides or (not own and bool(inherited))
        yield replace(line, kind="heading", role=own or inherited, section=section, subordinate=subordinate)


def _of_qualities(drafts: Sequence[Draft]) -> bool:
    """Whether most items of the list that begins here say what someone is or has ("be patient", "hold QTS")."""
    items = list(takewhile(lambda draft: draft.listed or BULLET.match(draft.text), drafts[:_LOOKED_AT]))
    told = sum(bool(_QUALITIES.intersection(draft.words[:1])) for draft in items)
    return len(items) > 1 and 2 * told > len(items)


def _kind(draft: Draft, block: Block) -> LineKind:
    if block.kind in ("list_item", "table_cell") or BULLET.match(draft.text):
        return "item"
    return "label" if _LABEL.match(draft.text) and len(draft.words) <= 25 else "text"


def _is_metadata(block: Block) -> bool:
    return block.region == "metadata"


def _heading(
    draft: Draft, block: Block, following: Draft | None, line: Line, words: HeadingWords
) -> tuple[int, str] | None:
    """Level and role of a line that is a heading; None for any other line. Level 8: a label that keeps the role."""
    if block.kind in ("heading", "title") and len(draft.words) <= _STEM_WORDS and not BULLET.match(draft.text):
        # The first heading is the name of the job, whatever it holds ("Visitor Experience Assistant").
        names_job = block.kind == "title" or (block.level <= 2 and line.section == 0)
        level = block.level if block.kind == "heading" else 0
        return level, words.role_of(draft.words, loose=not names_job)
    return _plain_heading(draft, block, following, line, words)


def _plain_heading(
    draft: Draft, block: Block, following: Draft | None, line: Line, words: HeadingWords
) -> tuple[int, str] | None:
    """The same for a line without mark-up, by its words and by what follows it."""
    if not draft.words or "://" in draft.text or "@" in draft.text or "£" in draft.text:
        return None
    stem = bool(_STEM.search(draft.text)) or "following" in draft.words[-6:]
    if block.kind == "list_item" and block.marker and not stem:
        return None
    if stem and len(draft.words) > _STEM_WORDS:
        return (_PLAIN_LEVEL, role) if (role := words.role_of(_last_sentence(draft), loose=True, stem=True)) else None
    role = words.role_of(draft.words, loose=stem, stem=stem)
    if role and (stem or not _SENTENCE_END.search(draft.text)):
        return _PLAIN_LEVEL, role
    if _introduces_list(draft, block, following, line):
        role = words.role_of(draft.words, loose=True, stem=stem)
        # Under "Required" a line that says nothing of its own only divides the list.
        divides = not role and line.role in _LIST_ROLES and not draft.text.endswith("?")
        return _PLAIN_LEVEL + divides, role
    if stem and len(draft.words) <= 6 and block.kind != "table_cell":
        return (_PLAIN_LEVEL + 1, "")
    return (_PLAIN_LEVEL, "") if _looks_alone(draft, block, following, line) else None


def _introduces_list(draft: Draft, block: Block, following: Draft | None, line: Line) -> bool:
    """A short line right in front of the first item of a list ("Bonus if you have experience")."""
    if block.kind != "paragraph" or line.kind != "text" or not 2 <= len(draft.words) <= _INTRODUCTION_WORDS:
        return False
    if following is None or not (BULLET.match(following.text) or following.listed):
        return False
    return draft.text[:1].isupper() and not _SENTENCE_END.search(draft.text)


def _last_sentence(draft: Draft) -> list[str]:
    """Words after the last full stop inside a line: of a long paragraph only its end can introduce a list."""
    tail = re.split(r"[.!?]\s", draft.text)[-1]
    return draft.words[-len(tail.split()) :] if len(tail.split()) <= _STEM_WORDS else []


def _looks_alone(draft: Draft, block: Block, following: Draft | None, line: Line) -> bool:
    """A short line in front of running text: a heading whose words we do not know ("Our values in practice")."""
    if block.kind != "paragraph" or line.kind != "text" or len(draft.words) > 8 or following is None:
        return False
    if not draft.text[:1].isupper() or _SENTENCE_END.search(draft.text):
        return False
    if any(word[0].isdigit() for word in draft.words):
        return False
    return len(following.words) >= (30 if line.role in _LIST_ROLES else 18)


def _pieces(reading: Reading, lines: Sequence[Line]) -> Iterator[Piece]:
    tokens = reading.tokens
    for number, line in enumerate(lines):
        for span in split_sentences(reading.document.text, line.span.start, line.span.end):
            inside = tokens.range_of(span)
            if inside:
                yield Piece(span, number, inside.start, inside.stop)
