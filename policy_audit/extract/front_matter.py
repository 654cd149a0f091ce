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
    fields: dict[str, str] = {}
    key = ""
    pending: list[_Line] = []
    for line in _split(source, first, last):
        if not line.text.strip() or line.text.lstrip().startswith("#"):
            key = _flush(pending, assembly, lines, fields, key)
            continue
        entry = DASH.match(line.text, line.indent)
        start = entry.end() if entry else line.indent
        match = KEY.match(line.text, start)
        if match is None and entry is None and (pending or key) and line.indent > 0:
            pending.append(line)
            continue
        key = _flush(pending, assembly, lines, fields, key)
        if match is not None:
            key = _entry(line, start, match, assembly, lines, fields, key)
        else:
            _value(line, start, assembly, lines, fields, key, entry is not None)
    _flush(pending, assembly, lines, fields, key)
    return FrontMatter(end, fields)


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


def _entry(
    line: _Line,
    start: int,
    match: re.Match[str],
    assembly: Assembly,
    lines: SourceLines,
    fields: dict[str, str],
    parent: str,
) -> str:
    """Add "key: value" as one block; returns the key that a value on the next lines belongs to."""
    key = match.group("key").strip("\"'")
    raw = line.text[match.end() :].rstrip()
    if SCALAR.match(raw) or not raw:
        pieces = [Piece(line.text[start : match.end("sign")], lines.anchor(line.start + start))]
        if not raw or line.indent:
            assembly.add("paragraph", pieces, region="metadata")
        return key if line.indent == 0 else parent or key
    value, shift = _unquoted(raw)
    place = lines.anchor(line.start + start)
    pieces = [Piece(line.text[start : match.end()], place)]
    pieces.append(Piece(value, lines.anchor(line.start + match.end() + shift)))
    assembly.add("paragraph", pieces, region="metadata")
    if line.indent == 0:
        fields[key] = value
        return key
    return parent


def _value(
    line: _Line,
    start: int,
    assembly: Assembly,
    lines: SourceLines,
    fields: dict[str, str],
    key: str,
    listed: bool,
) -> None:
    value, shift = _unquoted(line.text[start:].rstrip())
    piece = Piece(value, lines.anchor(line.start + start + shift))
    assembly.add("list_item" if listed else "paragraph", [piece], level=1 if listed else 0, region="metadata")
    if key:
        fields[key] = f"{fields[key]}, {value}" if fields.get(key) else value


def _flush(pending: list[_Line], assembly: Assembly, lines: SourceLines, fields: dict[str, str], key: str) -> str:
    """Add the lines of a folded or literal value as one paragraph."""
    if not pending:
        return key
    pieces: list[Piece] = []
    for line in pending:
        if pieces:
            pieces.append(Piece(" ", lines.anchor(line.start), line.indent))
        pieces.append(Piece(line.text.strip(), lines.anchor(line.start + line.indent)))
    assembly.add("paragraph", pieces, region="metadata")
    if key:
        text = " ".join(line.text.strip() for line in pending)
        fields[key] = f"{fields[key]} {text}" if fields.get(key) else text
    pending.clear()
    return key


def _unquoted(raw: str) -> tuple[str, int]:
    """A value without its quotes or list brackets, and by how many characters its start moved."""
    if len(raw) >= 2 and raw[0] == raw[-1] and raw[0] in "\"'":
        return raw[1:-1], 1
    return raw, 0
