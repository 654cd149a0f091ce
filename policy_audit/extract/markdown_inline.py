"""Inline Markdown to text with source addresses: walks markdown-it's tokens and the source side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from policy_audit.extract.assemble import Piece
from policy_audit.extract.assemble import SourceLines
from policy_audit.extract.foreign import MarkdownParser
from policy_audit.extract.foreign import MarkdownToken
from policy_audit.extract.looks import is_label
from policy_audit.extract.looks import stands_alone

PLAIN = re.compile(r"[^*_\[\]<>&`!~\\\n]*\Z")
# Reading link brackets takes quadratic time; no honest paragraph has so many.
MOST_BRACKETS = 1000
BREAK_TAG = re.compile(r"<br\s*/?>", re.I)
COMMENT = re.compile(r"<!--.*?-->")


class InlineSource:
    """The raw text of one paragraph, heading or cell, and where each of its lines stands in the source file."""

    def __init__(self, content: str, starts: Sequence[int], lines: SourceLines) -> None:
        self.content = content
        self._lines = lines
        self._content_starts = [0]
        for line in content.split("\n")[:-1]:
            self._content_starts.append(self._content_starts[-1] + len(line) + 1)
        self._starts = starts

    def offset(self, position: int) -> int:
        """Source offset of a position in `content`."""
        index = 0
        while index + 1 < len(self._content_starts) and self._content_starts[index + 1] <= position:
            index += 1
        return self._starts[index] + position - self._content_starts[index]

    def piece(self, start: int, end: int) -> Piece:
        """The content between two positions on one line, unchanged."""
        return Piece(self.content[start:end], self._lines.anchor(self.offset(start)))

    def replaced(self, text: str, start: int, end: int) -> Piece:
        """`text` standing for the content between two positions."""
        first = self.offset(start)
        return Piece(text, self._lines.anchor(first), max(self.offset(end) - first, 0))

    def verbatim(self, start: int, end: int) -> list[Piece]:
        """The content between two positions, line ends as blanks."""
        pieces: list[Piece] = []
        while start < end:
            stop = self.content.find("\n", start, end)
            if stop < 0:
                stop = end
            if stop > start:
                pieces.append(self.piece(start, stop))
            if stop < end:
                pieces.append(self.replaced(" ", stop, stop + 1))
            start = stop + 1
        return pieces


def inline_pieces(
    source: InlineSource, parser: MarkdownParser, environment: dict[str, Any]
) -> tuple[list[Piece], list[tuple[str, int]]]:
    """The visible text of inline Markdown, and its HTML comments, each with the number of characters before it."""
    if PLAIN.match(source.content):
        return [source.piece(0, len(source.content))], []
    if source.content.count("[") > MOST_BRACKETS:
        return source.verbatim(0, len(source.content)), []
    tokens: list[MarkdownToken] = []
    parser.inline.parse(source.content, parser, environment, tokens)
    walk = _Walk(source)
    for token in tokens:
        walk.step(token)
    if not walk.aligned():
        return source.verbatim(0, len(source.content)), []
    return walk.pieces, walk.comments


class _Walk:
    """Position in the source while the tokens go by. Every token says how many source characters it used."""

    def __init__(self, source: InlineSource) -> None:
        self.source = source
        self.position = 0
        self.pieces: list[Piece] = []
        self.comments: list[tuple[str, int]] = []
        self._lost = False

    def aligned(self) -> bool:
        """True when the tokens used up the source exactly, trailing blanks apart."""
        return not self._lost and not self.source.content[self.position :].strip()

    def step(self, token: MarkdownToken) -> None:
        """Take one token."""
        kind = token.type
        if kind == "text":
            self._text(token.content)
        elif kind == "text_special":
            end = self.position + len(token.markup)
            self._expect(token.markup)
            self.pieces.append(self.source.replaced(token.content, self.position, end))
            self.position = end
        elif kind in ("softbreak", "hardbreak"):
            self._line_end(kind == "hardbreak")
        elif kind == "code_inline":
            self._code(token)
        elif kind == "html_inline":
            self._html(token.content)
        elif kind in ("link_open", "link_close"):
            self._link(token)
        elif kind == "image":
            self._image(token)
        else:
            self._expect(token.markup)
            self.position += len(token.markup)

    def _expect(self, text: str) -> None:
        self._lost = self._lost or not self.source.content.startswith(text, self.position)

    def _text(self, text: str) -> None:
        if not text:
            return
        self._expect(text)
        end = self.position + len(text)
        self.pieces += self.source.verbatim(self.position, end)
        self.position = end

    def _line_end(self, hard: bool) -> None:
        content = self.source.content
        start = self.position
        end = content.find("\n", start)
        if end < 0 or content[start:end].strip(" \t\\"):
            self._lost = True
            return
        after = end + 1
        while after < len(content) and content[after] in " \t":
            after += 1
        # A comment is no text: a label with one inside is still a label.
        next_line = COMMENT.sub("", content[after:].split("\n", 1)[0])
        line = content[content.rfind("\n", 0, start) + 1 : start]
        own = is_label(next_line.lstrip("*_")) or stands_alone(line, next_line)
        self.pieces.append(self.source.replaced("\n" if hard or own else " ", start, after))
        self.position = after

    def _code(self, token: MarkdownToken) -> None:
        self._expect(token.markup)
        start = self.position + len(token.markup)
        inside = len(token.content)
        raw = self.source.content[start : start + inside + 2].replace("\n", " ")
        padded = not raw.startswith(token.content) or not self._closes(start + inside, token.markup)
        first = start + 1 if padded else start
        self.pieces += self.source.verbatim(first, first + inside)
        self.position = first + inside + (1 if padded else 0)
        self._expect(token.markup)
        self.position += len(token.markup)

    def _closes(self, position: int, ticks: str) -> bool:
        content = self.source.content
        return content.startswith(ticks, position) and not content.startswith("`", position + len(ticks))

    def _html(self, tag: str) -> None:
        self._expect(tag)
        end = self.position + len(tag)
        if tag.startswith("<!--"):
            self.comments.append((tag[4:-3].strip(), sum(len(piece.text) for piece in self.pieces)))
        elif BREAK_TAG.match(tag):
            self.pieces.append(self.source.replaced("\n", self.position, end))
        self.position = end

    def _link(self, token: MarkdownToken) -> None:
        if token.markup == "autolink":
            self._expect("<" if token.type == "link_open" else ">")
            self.position += 1
        elif token.type == "link_open":
            self._expect("[")
            self.position += 1
        else:
            self._expect("]")
            self.position = link_tail(self.source.content, self.position + 1)

    def _image(self, token: MarkdownToken) -> None:
        self._expect("![")
        start = self.position + 2
        # The alternative text is what a screen reader says: text of the document.
        self._lost = self._lost or not self.source.content.startswith(token.content, start)
        end = start + len(token.content)
        if token.content and not re.search(r"[*_`\[\]<&\\]", token.content):
            self.pieces += self.source.verbatim(start, end)
        self.position = end
        self._expect("]")
        self.position = link_tail(self.source.content, end + 1)


def link_tail(content: str, position: int) -> int:
    """Position after what follows a link's closing bracket: "(address "title")", "[reference]" or nothing."""
    if content.startswith("(", position):
        end = _closing_parenthesis(content, position + 1)
        if end:
            return end
    if content.startswith("[", position):
        end = content.find("]", position)
        if end > 0:
            return end + 1
    return position


def _closing_parenthesis(content: str, position: int) -> int:
    """Position after the parenthesis that closes a link address; 0 when none does."""
    depth = 1
    quote = ""
    while position < len(content):
        character = content[position]
        if character == "\\":
            position += 1
        elif quote:
            quote = "" if character == quote else quote
        elif character in "\"'" and content[position - 1] in " \t\n":
            quote = character
        elif character == "<" and depth == 1 and content[position - 1] == "(":
            position = max(content.find(">", position), position)
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1
    return 0
