"""Front matter of Markdown and HTML files: facts for the metadata, and text that is audited like any other.

Owners, review dates and whole action plans live there, so every value becomes a block of region "metadata". Read line
by line, not by a YAML parser: the aim is text with addresses, and a file with broken YAML still has words in it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from policy_audit.extract.assemble import Assembly
from policy_audit.extract.assemble import Piece
from policy_audit.extract.assemble import SourceLines
from policy_audit.types import BlockKind

FENCES = {"---": ("---", "..."), "+++": ("+++",)}
KEY = re.compile(
    r"(?P<key>[\w][\w .()/&-]{0,60}?|\"[^\"\n]{1,60}\"|'[^'\n]{1,60}')\s*(?P<sign>:(?=\s|$)|=(?=\s*[\"'\[\w]))\s*"
)
DASH = re.compile(r"-\s+")
SCALAR = re.compile(r"[|>][+-]?\d?\s*$")


class FrontMatter(NamedTuple):
    """Where the front matter ends (offset of the first character after it) and its top-level values."""

    end: int
    fields: dict[str, str]


class _Line(NamedTuple):
    start: int
    text: str

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" \t"))


def read_front_matter(source: str, lines: SourceLines, assembly: Assembly) -> FrontMatter:
    """Read the front matter at the head of `source`, adding its lines as blocks; `end` is 0 where there is none."""
    found = _extent(source)
    if found is None:
        return FrontMatter(0, {})
    first, last, end = found
    reader = _Reader(lines, assembly)
    for line in _split(source, first, last):
        reader.take(line)
    reader.flush()
    return FrontMatter(end, reader.fields)


def front_matter_end(source: str) -> int:
    """Offset of the first character of `source` behind its front matter; 0 where there is none."""
    found = _extent(source)
    return found[2] if found is not None else 0


def _extent(source: str) -> tuple[int, int, int] | None:
    """Offsets of the first line inside, of the closing fence, and of what follows it; None without front matter."""
    opening = re.match(r"\ufeff?(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)", source)
    if opening is None:
        return None
    fence = "|".join(re.escape(mark) for mark in FENCES[opening.group(1)])
    closing = re.compile(rf"^(?:{fence})[ \t]*(?:\r\n|\n|\r|\Z)", re.M).search(source, opening.end())
    if closing is None:
        return None
    inside = source[opening.end() : closing.start()]
    if inside.strip() and not any(KEY.match(line.strip().removeprefix("- ")) for line in inside.splitlines()):
        return None
    return opening.end(), closing.start(), closing.end()


def _split(source: str, first: int, last: int) -> list[_Line]:
    lines = []
    for match in re.finditer(r"[^\r\n]*(?:\r\n|\n|\r|$)", source[first:last]):
        if match.group():
            lines.append(_Line(first + match.start(), match.group().rstrip("\r\n")))
    return lines


class _Reader:
    """Takes the lines one by one; knows the key whose value goes on."""

    def __init__(self, lines: SourceLines, assembly: Assembly) -> None:
        self._lines = lines
        self._assembly = assembly
        self._key = ""
        self._pending: list[_Line] = []
        self.fields: dict[str, str] = {}

    def take(self, line: _Line) -> None:
        """One line: an entry, a list item, or more of a value."""
        if not line.text.strip() or line.text.lstrip().startswith("#"):
            self.flush()
            return
        dash = DASH.match(line.text, line.indent)
        start = dash.end() if dash else line.indent
        match = KEY.match(line.text, start)
        if match is None and dash is None and (self._pending or self._key) and line.indent > 0:
            self._pending.append(line)
            return
        self.flush()
        if match is not None:
            self._entry(line, start, match)
        else:
            self._value(line, start, dash is not None)

    def _entry(self, line: _Line, start: int, match: re.Match[str]) -> None:
        """Add "key: value" as one block, and remember the key that a value on the next lines belongs to."""
        key = match.group("key").strip("\"'")
        raw = line.text[match.end() :].rstrip()
        place = self._lines.anchor(line.start + start)
        top = line.indent == 0
        if SCALAR.match(raw) or not raw:
            if not raw or not top:
                self._add("paragraph", [Piece(line.text[start : match.end("sign")], place)])
            self._key = key if top else self._key or key
            return
        value, shift = _unquoted(raw)
        anchor = self._lines.anchor(line.start + match.end() + shift)
        self._add("paragraph", [Piece(line.text[start : match.end()], place), Piece(value, anchor)])
        if top:
            self.fields[key] = value
            self._key = key

    def _value(self, line: _Line, start: int, listed: bool) -> None:
        value, shift = _unquoted(line.text[start:].rstrip())
        self._add(
            "list_item" if listed else "paragraph", [Piece(value, self._lines.anchor(line.start + start + shift))]
        )
        if self._key:
            said = self.fields.get(self._key)
            self.fields[self._key] = f"{said}, {value}" if said else value

    def flush(self) -> None:
        """Add the lines of a folded or literal value as one paragraph."""
        if not self._pending:
            return
        pieces: list[Piece] = []
        for line in self._pending:
            if pieces:
                pieces.append(Piece(" ", self._lines.anchor(line.start), line.indent))
            pieces.append(Piece(line.text.strip(), self._lines.anchor(line.start + line.indent)))
        self._add("paragraph", pieces)
        if self._key:
            text = " ".join(line.text.strip() for line in self._pending)
            said = self.fields.get(self._key)
            self.fields[self._key] = f"{said} {text}" if said else text
        self._pending.clear()

    def _add(self, kind: BlockKind, pieces: list[Piece]) -> None:
        self._assembly.add(kind, pieces, level=1 if kind == "list_item" else 0, region="metadata")


def _unquoted(raw: str) -> tuple[str, int]:
    """A value without its quotes or list brackets, and by how many characters its start moved."""
    if len(raw) >= 2 and raw[0] == raw[-1] and raw[0] in "\"'":
        return raw[1:-1], 1
    return raw, 0
