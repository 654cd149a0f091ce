"""Turns the events of an HTML walk into blocks: white space folded, lists, tables, regions, headings by look."""

from __future__ import annotations

import re
from dataclasses import replace

from policy_audit.extract.assemble import Assembly
from policy_audit.extract.assemble import Piece
from policy_audit.extract.assemble import SourceLines
from policy_audit.extract.headings import bold_heading
from policy_audit.extract.headings import numbered
from policy_audit.extract.headings import strip_marker
from policy_audit.extract.html_tags import BLOCK_TAGS
from policy_audit.extract.html_tags import REGION_ROLES
from policy_audit.extract.html_tags import REGION_TAGS
from policy_audit.extract.html_tags import Context
from policy_audit.extract.looks import marker_of
from policy_audit.types import Cell

FOLDED = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
BOLD_TAGS = frozenset({"b", "strong"})


class BlockWriter:
    """Keeps the contexts of open elements and the pieces of the block being read."""

    def __init__(self, source: str, lines: SourceLines, assembly: Assembly, first_table: int) -> None:
        self._source = source
        self._lines = lines
        self._assembly = assembly
        self._contexts = [Context("")]
        self._pieces: list[Piece] = []
        self._bold = self._plain = 0
        self._marker = ""
        self._counters: list[int] = []
        self._rows: dict[int, tuple[int, int]] = {}
        self.tables = first_table

    def place(self) -> int:
        """Text offset behind the last word of the open block; where the next block will start if there is none."""
        base = self._assembly.length + (1 if self._assembly.blocks else 0)
        return base + len(" ".join("".join(piece.text for piece in self._pieces).split()))

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag in BLOCK_TAGS:
            self.flush()
        context = replace(self._contexts[-1], tag=tag)
        language = attributes.get("lang", "")
        if language and tag not in ("html", "body"):
            context = replace(context, language=language)
        role = REGION_ROLES.get(attributes.get("role", ""))
        region = role or REGION_TAGS.get(tag)
        if region is not None and not (context.in_main and region in ("header", "footer")):
            context = replace(context, region=region)
        if tag in ("main", "article") or role == "body":
            context = replace(context, in_main=True)
        if tag in BOLD_TAGS:
            context = replace(context, bold=True)
        self._contexts.append(self._structure(tag, context, attributes))

    def _structure(self, tag: str, context: Context, attributes: dict[str, str]) -> Context:
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            return replace(context, kind="heading", level=int(tag[1]))
        if attributes.get("role") == "heading":
            level = attributes.get("aria-level", "2")
            return replace(context, kind="heading", level=int(level) if level in set("123456") else 2)
        if tag in ("ul", "ol", "menu"):
            start = attributes.get("start", "1")
            self._counters.append((int(start) if start.isdecimal() and len(start) < 6 else 1) if tag == "ol" else -1)
            return replace(context, list_depth=context.list_depth + 1)
        if tag == "li":
            self._marker = self._next_marker()
            return replace(context, kind="list_item", level=max(context.list_depth, 1))
        if tag == "blockquote":
            return replace(context, quoted=True)
        if tag == "pre":
            return replace(context, preformatted=True, code=True)
        if tag == "table":
            self._rows[self.tables] = (-1, -1)
            self.tables += 1
            return replace(context, table=self.tables - 1, cell=None)
        if tag == "tr" and context.table >= 0:
            self._rows[context.table] = (self._rows[context.table][0] + 1, -1)
        if tag in ("td", "th") and context.table >= 0:
            row, column = self._rows[context.table]
            self._rows[context.table] = (max(row, 0), column + 1)
            heads = (tag == "th" and attributes.get("scope") != "row" and row <= 0) or self._in_head()
            cell = Cell(context.table, max(row, 0), column + 1, heads)
            return replace(context, kind="table_cell", level=0, cell=cell)
        return context

    def _in_head(self) -> bool:
        return any(context.tag == "thead" for context in self._contexts[-4:])

    def _next_marker(self) -> str:
        if not self._counters or self._counters[-1] < 0:
            return "•"
        self._counters[-1] += 1
        return f"{self._counters[-1] - 1}."

    def close(self, tag: str) -> None:
        """An element ends."""
        if tag in BLOCK_TAGS:
            self.flush()
        if tag in ("ul", "ol", "menu") and self._counters:
            self._counters.pop()
        if tag == "li":
            self._marker = ""
        if len(self._contexts) > 1:
            self._contexts.pop()

    def text(self, data: str, offset: int) -> None:
        """Text at a source offset; runs of white space become one blank, except in preformatted text."""
        done = 0
        if self._contexts[-1].preformatted:
            self._preformatted(data, offset)
            return
        for match in FOLDED.finditer(data):
            self._plain_text(data[done : match.start()], offset + done)
            self.synthetic(" ", offset + match.start(), match.end() - match.start())
            done = match.end()
        self._plain_text(data[done:], offset + done)

    def _plain_text(self, text: str, offset: int) -> None:
        if text.startswith(" ") and self._after_blank():
            text, offset = text[1:], offset + 1
        if text:
            self._count(text)
            self._pieces.append(Piece(text, self._lines.anchor(offset)))

    def _preformatted(self, data: str, offset: int) -> None:
        done = 0
        for match in re.finditer(r"\r\n|\n|\r", data):
            self._count(data[done : match.start()])
            self._pieces.append(Piece(data[done : match.start()], self._lines.anchor(offset + done)))
            self._pieces.append(Piece("\n", self._lines.anchor(offset + match.start()), match.end() - match.start()))
            done = match.end()
        self._pieces.append(Piece(data[done:], self._lines.anchor(offset + done)))

    def synthetic(self, text: str, offset: int, width: int) -> None:
        """Text that the source spells otherwise, over `width` source characters."""
        if text == " " and self._after_blank():
            return
        self._count(text)
        self._pieces.append(Piece(text, self._lines.anchor(offset), width))

    def _count(self, text: str) -> None:
        size = len(text.strip(" :\u00a0"))
        if self._contexts[-1].bold:
            self._bold += size
        else:
            self._plain += size

    def _after_blank(self) -> bool:
        return not self._pieces or self._pieces[-1].text.endswith((" ", "\n"))

    def line_break(self, offset: int, width: int) -> None:
        """A "br": a line end, and the end of the block when it is the second in a row."""
        visible = [piece for piece in self._pieces if piece.text.strip(" ")]
        if visible and visible[-1].text == "\n":
            self.flush()
        elif visible:
            self._pieces.append(Piece("\n", self._lines.anchor(offset), width))

    def flush(self) -> None:
        """Close the block being read."""
        pieces, self._pieces = self._pieces, []
        bold = self._bold > 0 and self._plain == 0
        self._bold = self._plain = 0
        context = self._contexts[-1]
        if not any(piece.text.strip() for piece in pieces):
            return
        groups = [pieces] if context.preformatted else typed_list(pieces)
        for group in groups:
            self._add(group, context, bold and len(groups) == 1)

    def _add(self, pieces: list[Piece], context: Context, bold: bool) -> None:
        kind, level, marker = context.kind, context.level, ""
        by_look = False
        if kind == "list_item":
            marker, self._marker = self._marker, ""
        elif kind == "paragraph" and not context.preformatted:
            kind, level, marker, pieces = strip_marker(pieces)
            by_look = kind == "paragraph" and bold and bold_heading(pieces)
        elif kind == "heading":
            marker, pieces = numbered(pieces, heading=True)
        if by_look:
            marker, pieces = numbered(pieces, heading=True)
            self._assembly.by_look.add(len(self._assembly.blocks))
        self._assembly.add(
            "heading" if by_look else kind,
            pieces,
            level=6 if by_look else level,
            region=context.region,
            marker=marker,
            cell=context.cell,
            quoted=context.quoted,
            code=context.code,
            language=context.language,
        )


def typed_list(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces cut at line breaks where the lines are a list typed by hand ("• one<br>• two"); else all in one."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.text == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    texts = ["".join(piece.text for piece in line).lstrip() for line in lines]
    if sum(marker_of(text) is not None for text in texts) < 2:
        return [pieces]
    return [line for line in lines if line]
