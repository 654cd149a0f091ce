"""Lines of a PDF to headings, paragraphs and list items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import groupby
from itertools import zip_longest

from policy_audit.extract.assemble import Assembly
from policy_audit.extract.assemble import Piece
from policy_audit.extract.assemble import without_start
from policy_audit.extract.headings import numbered
from policy_audit.extract.looks import BULLET
from policy_audit.extract.looks import heading_look
from policy_audit.extract.looks import is_label
from policy_audit.extract.looks import marker_of
from policy_audit.extract.pdf_bullets import with_their_bullets
from policy_audit.extract.pdf_contents import contents_lines
from policy_audit.extract.pdf_lines import Line
from policy_audit.extract.pdf_typography import LARGER
from policy_audit.extract.pdf_typography import Typography
from policy_audit.types import BlockKind
from policy_audit.types import PdfAnchor
from policy_audit.types import Region

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
SENTENCE_END = re.compile(r"[.!?:;][\"'”’)]?$")
# Lines of a heading, at most.
LONGEST_HEADING = 3
KEEPS_HYPHEN = frozenset(
    "non self co anti pre post well long short full part half cross multi ex all inter semi".split()
)
# Contents lists: dots or a wide gap before a page number.
CONTENTS_LINE = re.compile(r"(?:\.\s*){4,}\s*\d{0,4}$")


class BlockMaker:
    """Groups lines into paragraphs and adds them to the assembly."""

    def __init__(
        self, assembly: Assembly, type_: Typography, outline: Mapping[tuple[int, str], int], words: Mapping[str, int]
    ) -> None:
        self._assembly = assembly
        self._type = type_
        self._outline = outline
        self._words = words
        # Left edges of the open list levels, outermost first; a heading closes them all.
        self._indents: list[float] = []

    def body(self, lines: Sequence[Line]) -> None:
        """Add the blocks of body lines, in order."""
        lines = with_their_bullets(lines)
        contents = contents_lines(lines, max((line.page for line in lines), default=0))
        for listed, indices in groupby(range(len(lines)), key=lambda index: index in contents):
            if not listed:
                for group in self._groups([lines[index] for index in indices]):
                    self._add(group)
                continue
            entry: list[Line] = []
            for index in indices:
                entry.append(lines[index])
                if contents[index]:
                    self._assembly.add("paragraph", list(self._pieces(entry)), region="nav")
                    entry = []

    def edge(self, lines: Sequence[Line], region: Region) -> None:
        """Add running headers or footers, each line a block."""
        kind: BlockKind = "header" if region == "header" else "footer"
        for line in lines:
            self._assembly.add(kind, list(self._pieces([line])), region=region)

    def notes(self, notes: Sequence[Sequence[Line]]) -> None:
        """Add footnotes, each a block."""
        for lines in notes:
            self._assembly.add("note", list(self._pieces(lines)), region="note")

    def _groups(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        group: list[Line] = []
        for line in lines:
            if group and self._goes_on(group, line):
                group.append(line)
                continue
            if group:
                yield group
            group = [line]
        if group:
            yield group

    def _goes_on(self, group: list[Line], line: Line) -> bool:
        """True when a line belongs to the same paragraph, list item or heading as those before it."""
        before = group[-1]
        if before.cell or line.cell:
            return before.cell == line.cell and BULLET.match(line.text) is None
        if before.hyphenated:
            return True
        if abs(before.size - line.size) > 0.09 * max(line.size, 1) or is_contents_line(before.text):
            return False
        heading = self._heading_level(group)
        if heading or self._heading_level([line]):
            close = before.page == line.page and 0 < before.box.bottom - line.box.bottom < line.size * 1.6
            return (
                close
                and heading == self._heading_level([line])
                and len(group) < LONGEST_HEADING
                and not marker_of(line.text)
            )
        if marker_of(line.text) is not None and not self._inside_sentence(before, line):
            return False
        ended = SENTENCE_END.search(before.text[-2:]) is not None
        if before.page != line.page or before.box.bottom <= line.box.bottom - line.size:
            return not ended and line.text[:1].islower()
        gap = before.box.bottom - line.box.bottom
        if gap > self._type.leading * 1.32 + 0.5 and gap > line.size * 1.3:
            return not ended and line.text[:1].islower() and gap < self._type.leading * 1.7
        return self._wrapped(group, line, ended)

    def _wrapped(self, group: list[Line], line: Line, ended: bool) -> bool:
        """True when the break before `line` is the end of the measure, not of the paragraph."""
        before = group[-1]
        right = max([member.box.right for member in group[-8:]])
        first_word = line.text.split(" ", 1)[0]
        width = max(line.box.right - line.box.left, 1.0)
        room = width / max(len(line.text), 1) * (len(first_word) + 1)
        column_right = max(right, line.box.right)
        short = before.box.right + room < column_right - 1.5 * line.size
        indented = line.box.left > before.box.left + line.size * 0.8 and len(group) > 1
        if is_label(line.text) and (short or is_label(before.text)):
            return False
        if ended and (short or indented):
            return False
        # A line that leaves much room and is followed by a capital is a line of its own (addresses, signatures).
        return not (short and before.box.right < column_right * 0.6 and line.text[:1].isupper())

    def _inside_sentence(self, before: Line, line: Line) -> bool:
        """As in "… in the year / 2019. Then": a number or a dash in the middle of a sentence is no list marker."""
        return (
            not SENTENCE_END.search(before.text[-2:])
            and abs(line.box.left - before.box.left) < 1.0
            and (line.text[:1].isdigit() or line.text[:1] in "–—")
            and before.page == line.page
            and marker_of(before.text) is None
        )

    def _heading_level(self, group: Sequence[Line]) -> int:
        """Level 1-6 when the lines look like a heading, else 0."""
        line = group[0]
        larger = line.size > self._type.body * LARGER
        if len(group) > LONGEST_HEADING or not (larger or line.bold or self._outline):
            return 0
        text = " ".join([line.text for line in group])
        outlined = self._outline.get((line.page, outline_key(text))) if self._outline else 0
        if outlined:
            return outlined
        if len(text) > 160 or is_contents_line(text):
            return 0
        if larger and any(character.isalpha() for character in text):
            return 0 if len(text) > 120 and text.endswith(".") else self._type.level(line.size)
        if line.bold and heading_look(text.rstrip(": ")) is not None:
            return min(len(self._type.heading_sizes) + 1, 6)
        return 0

    def _add(self, group: list[Line]) -> None:
        pieces = list(self._pieces(group))
        if group[0].cell is not None:
            bullet = marker_of(group[0].text) if BULLET.match(group[0].text) else None
            marker, end = (bullet.text, bullet.end) if bullet else ("", 0)
            self._assembly.add("table_cell", without_start(pieces, end), cell=group[0].cell, marker=marker)
            return
        level = self._heading_level(group)
        text = "".join(piece.text for piece in pieces)
        if is_contents_line(text):
            self._assembly.add("paragraph", pieces, region="nav")
            return
        if level:
            self._indents.clear()
            if group[0].bold and group[0].size <= self._type.body * LARGER:
                self._assembly.by_look.add(len(self._assembly.blocks))
            look = heading_look(text)
            if look is not None and look.marker:
                level = min(level + look.level - 1, 6) if "." in look.marker.rstrip(".") else level
            marker, pieces = numbered(pieces, heading=True)
            self._assembly.add("heading", pieces, level=level, marker=marker)
            return
        found = marker_of(text)
        if found is None:
            self._assembly.add("paragraph", pieces)
            return
        depth = self._depth(group[0]) if found.level else 0
        self._assembly.add(found.kind, without_start(pieces, found.end), level=depth, marker=found.text)

    def _depth(self, line: Line) -> int:
        """Nesting depth of a list item, by its indent among the items before it."""
        step = 0.6 * line.size
        while self._indents and line.box.left < self._indents[-1] - step:
            self._indents.pop()
        if not self._indents or line.box.left > self._indents[-1] + step:
            self._indents.append(line.box.left)
        return len(self._indents)

    def _pieces(self, group: Sequence[Line]) -> Iterator[Piece]:
        """The runs of the lines; line ends as blanks, hyphens at line ends taken back or kept as words ask."""
        for line, following in zip_longest(group, group[1:]):
            box = _box(line)
            for run in line.runs:
                yield Piece(run.text, PdfAnchor(line.page, box, run.character, line.ocr), run.width)
            if following is None:
                if line.hyphenated:
                    yield Piece("-", _end(line, box), 1)
            elif line.hyphenated:
                if self._keeps(line.text, following.text):
                    yield Piece("-", _end(line, box), 1)
            elif line.cell is not None and self._broken(line.text, following.text):
                continue
            elif not (line.text.endswith("-") and following.text[:1].islower()):
                yield Piece(" ", _end(line, box), 0)

    def _broken(self, before: str, after: str) -> bool:
        """True when a narrow cell broke a word without a hyphen: the document knows the whole, but not both halves."""
        head, tail = before.rsplit(maxsplit=1)[-1].lower(), after.split(maxsplit=1)[0].lower().strip(".,;:!?)”’\"'")
        known = self._words.get(head, 0) and self._words.get(tail, 0)
        return not known and self._words.get(head + tail, 0) > 0

    def _keeps(self, before: str, after: str) -> bool:
        """True when the hyphen belongs to the word: it is written so elsewhere, or its first part asks for it."""
        head, tail = before.rsplit(maxsplit=1)[-1].lower(), after.split(maxsplit=1)[0].lower().strip(".,;:!?)”’\"'")
        head = head.lstrip("(“‘\"'")
        joined, hyphened = self._words.get(head + tail, 0), self._words.get(f"{head}-{tail}", 0)
        if joined != hyphened:
            return hyphened > joined
        return head in KEEPS_HYPHEN or head.endswith("-") or not head.isalpha()


def _box(line: Line) -> tuple[float, float, float, float]:
    """The line's box in hundredths of a point, as anchors carry it."""
    left, bottom, right, top = line.box
    return (round(left, 2), round(bottom, 2), round(right, 2), round(top, 2))


def _end(line: Line, box: tuple[float, float, float, float]) -> PdfAnchor:
    """The place after the line's last character."""
    run = line.runs[-1]
    return PdfAnchor(line.page, box, run.character + (len(run.text) if run.width < 0 else 1), line.ocr)


def is_contents_line(text: str) -> bool:
    """True for a line of a list of contents: dots that lead to a page number."""
    return (".." in text or ". ." in text) and CONTENTS_LINE.search(text) is not None


def outline_key(text: str) -> str:
    """A heading's words without number, case and punctuation, to match bookmarks with lines."""
    return re.sub(r"\W+", "", re.sub(r"^[\d.]+\s*", "", text.lower()))


def vocabulary(lines: Sequence[Line]) -> Counter[str]:
    """How often each word, hyphened ones whole, stands inside a line; at the edges of a cell a word may be cut.

    Empty where nothing hangs on it, as no word of the lines is broken.
    """
    counts: Counter[str] = Counter()
    if not any(line.hyphenated or line.cell for line in lines):
        return counts
    for line in lines:
        words = WORD.findall(line.text.lower())
        counts.update(words[1:-1] if line.cell is not None else words)
    return counts
