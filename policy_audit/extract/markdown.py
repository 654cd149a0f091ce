"""Markdown: blocks by markdown-it, inline text by `markdown_inline`, HTML blocks by the HTML walker."""

from __future__ import annotations

import re
from typing import Any

from policy_audit.extract.assemble import Assembly
from policy_audit.extract.assemble import Piece
from policy_audit.extract.assemble import SourceLines
from policy_audit.extract.assemble import advance
from policy_audit.extract.encoding import decode
from policy_audit.extract.foreign import MarkdownParser
from policy_audit.extract.foreign import MarkdownToken
from policy_audit.extract.front_matter import read_front_matter
from policy_audit.extract.headings import bold_heading
from policy_audit.extract.headings import first_heading
from policy_audit.extract.headings import mark_title
from policy_audit.extract.headings import numbered
from policy_audit.extract.headings import settle_headings
from policy_audit.extract.headings import strip_marker
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Deadline
from policy_audit.extract.limits import Limits
from policy_audit.extract.markdown_inline import InlineSource
from policy_audit.extract.markdown_inline import inline_pieces
from policy_audit.types import BlockKind
from policy_audit.types import Cell
from policy_audit.types import Comment
from policy_audit.types import Document
from policy_audit.types import Metadata
from policy_audit.types import Span

BOLD = re.compile(r"(\*\*|__)(?!\s)[^*\n]{1,120}\1[ :]*\Z")
GLUED_HASHES = re.compile(r"#{1,6}(?=[A-Z])")
# The separators that Python, and with it markdown-it, strips like blanks from the ends of lines, where offsets would be
# lost; the noncharacter that stands for them stays in its place and becomes a blank in the text.
SEPARATORS = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"), "\ufffe")
_SEPARATOR = re.compile(f"[{''.join(map(chr, SEPARATORS))}]")
_LINE_END = re.compile(r"\r\n|\n|\r")
CELL_EDGE = re.compile(r"(?<!\\)\|")


def extract(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None) -> Document:
    """Read a Markdown file (CommonMark with tables, front matter and HTML)."""
    decoded = decode(data)
    return read_markdown(decoded.text, data, name, limits, decoded.warning)


def read_markdown(source: str, data: bytes, name: str, limits: Limits, warning: str = "") -> Document:
    """A document from Markdown text; anchors are offsets in `source`."""
    assembly = Assembly()
    if warning:
        assembly.warnings.append(warning)
    lines = SourceLines(source)
    matter = read_front_matter(source, lines, assembly)
    assembly.fields.update(matter.fields)
    _Reader(source, matter.end, lines, assembly, limits).read()
    settle_headings(assembly)
    title = assembly.fields.get("title", "") or first_heading(assembly)
    metadata = Metadata(title=title, fields=dict(assembly.fields))
    return mark_title(assembly.document(data, name, "md", metadata, source=source))


class _Reader:
    """One pass over markdown-it's block tokens."""

    def __init__(self, source: str, begin: int, lines: SourceLines, assembly: Assembly, limits: Limits) -> None:
        from markdown_it import MarkdownIt

        self._parser: MarkdownParser = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
        self._parser.disable(["text_join"])
        self._parser.core.ruler.disable(["inline"])
        self._environment: dict[str, Any] = {}
        self._source = source
        self._lines = lines
        self._assembly = assembly
        self._deadline = Deadline(limits)
        self._limits = limits
        # markdown-it folds CR LF and CR to LF before it counts lines, as `SourceLines` does.
        body = source[begin:]
        # To translate takes long, and hardly any file has such a character.
        self._raw = _LINE_END.split(body.translate(SEPARATORS) if _SEPARATOR.search(body) else body)
        self._line_starts = [begin, *(begin + match.end() for match in _LINE_END.finditer(body))]
        self._lists: list[str] = []
        self._markers: list[str] = []
        self._quotes = 0
        self._table = -1
        self._row = self._column = 0
        self._heading_row = False
        self._cell_from = 0
        self._kind: BlockKind = "paragraph"
        self._level = 0

    def read(self) -> None:
        """Parse and add every block."""
        tokens = self._parser.parse("\n".join(self._raw).replace("\0", " "), self._environment)
        for count, token in enumerate(tokens):
            if count % 256 == 0:
                self._deadline.check()
            self._step(token)

    def _step(self, token: MarkdownToken) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind == "heading_open":
            self._kind, self._level = "heading", int(token.tag[1])
        elif kind in ("heading_close", "paragraph_close"):
            self._kind, self._level = "paragraph", 0
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append("")
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._lists[-1] = token.info + token.markup if token.info else token.markup
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quotes += 1 if kind == "blockquote_open" else -1
        elif kind in ("fence", "code_block"):
            self._code(token)
        elif kind == "html_block":
            self._html(token)
        else:
            self._table_step(kind, token)

    def _table_step(self, kind: str, token: MarkdownToken) -> None:
        if kind == "table_open":
            self._table += 1
            self._row = -1
        elif kind in ("thead_open", "tbody_open"):
            self._heading_row = kind == "thead_open"
        elif kind == "tr_open":
            self._row += 1
            self._column = -1
            self._cell_from = 0
        elif kind in ("th_open", "td_open"):
            self._column += 1
            self._kind = "table_cell"
        elif kind in ("th_close", "td_close"):
            self._kind = "paragraph"

    def _inline(self, token: MarkdownToken) -> None:
        first = token.map[0]
        if self._kind == "table_cell":
            inline = self._cell_source(token.content, first)
        else:
            inline = self._block_source(token.content, first)
        pieces, comments = inline_pieces(inline, self._parser, self._environment)
        kind, level, marker, cell = self._kind, self._level, "", None
        if kind == "table_cell":
            cell = Cell(self._table, self._row, self._column, self._heading_row)
        elif kind == "paragraph" and self._lists:
            kind, level, marker = "list_item", len(self._lists), self._lists[-1]
            # Only the first paragraph of an item carries its marker.
            self._lists[-1] = ""
        elif kind == "heading":
            marker, pieces = numbered(pieces, heading=True)
        elif glued := GLUED_HASHES.match(token.content):
            # "###Duties" without a blank is no heading to CommonMark, but is one to whoever typed it.
            pieces = [Piece(pieces[0].text[glued.end() :], advance(pieces[0].anchor, glued.end())), *pieces[1:]]
            kind, level = ("heading", len(glued.group())) if bold_heading(pieces) else ("paragraph", 0)
        elif BOLD.match(token.content) and bold_heading(pieces):
            kind, level = "heading", 6
            marker, pieces = numbered(pieces, heading=True)
            self._assembly.by_look.add(len(self._assembly.blocks))
        else:
            kind, level, marker, pieces = strip_marker(pieces)
        block = self._assembly.add(kind, pieces, level=level, marker=marker, cell=cell, quoted=self._quotes > 0)
        start = block.span.start if block is not None else self._assembly.length
        for comment, ahead in comments:
            # Behind the last word a comment still belongs to this block, not to the next.
            place = min(start + ahead, block.span.end) if block is not None else start
            self._assembly.comments.append(Comment("", comment, Span(place, place)))

    def _block_source(self, content: str, first: int) -> InlineSource:
        """Each content line is what the block parser left of a source line: a suffix of it, trailing blanks apart."""
        starts: list[int] = []
        for number, line in enumerate(content.split("\n")):
            raw = self._raw[first + number] if first + number < len(self._raw) else ""
            words = line.strip()
            column = raw.find(words) if self._kind == "heading" else raw.rstrip().rfind(words)
            # A tab cut by the block parser stands in the content as blanks: only the words keep their distance.
            lead = len(line) - len(line.lstrip())
            first_place = self._line_starts[min(first + number, len(self._line_starts) - 1)]
            starts.append(first_place + max(column, 0) - lead)
        return InlineSource(content, starts, self._lines)

    def _cell_source(self, content: str, first: int) -> InlineSource:
        """A cell's place in its row: cells come in order, so each is looked for after the one before."""
        raw = self._raw[first]
        escaped = content.replace("|", "\\|") if content and content not in raw[self._cell_from :] else content
        column = raw.find(escaped, self._cell_from) if content else self._cell_from
        edge = CELL_EDGE.search(raw, max(column, 0) + len(escaped))
        self._cell_from = edge.end() if edge else len(raw)
        return InlineSource(escaped, [self._line_starts[first] + max(column, 0)], self._lines)

    def _code(self, token: MarkdownToken) -> None:
        first = token.map[0] + (1 if token.type == "fence" else 0)
        pieces: list[Piece] = []
        for number, line in enumerate(token.content.rstrip("\n").split("\n")):
            index = min(first + number, len(self._raw) - 1)
            # Where a tab was cut by the indentation of a list, its rest became blanks that the source does not hold.
            found = line if line in self._raw[index] else line.lstrip()
            start = self._line_starts[index] + max(self._raw[index].rfind(found), 0)
            if number:
                end = self._line_starts[index - 1] + len(self._raw[index - 1])
                pieces.append(Piece("\n", self._lines.anchor(end), max(start - end, 0)))
            if found != line:
                pieces.append(Piece(line[: len(line) - len(found)], self._lines.anchor(start), 0))
            pieces.append(Piece(found, self._lines.anchor(start)))
        self._assembly.add("paragraph", pieces, code=True, quoted=self._quotes > 0, trim=False)

    def _html(self, token: MarkdownToken) -> None:
        from policy_audit.extract.html_ import walk_html

        start = self._line_starts[token.map[0]]
        last = token.map[1]
        end = self._line_starts[last] if last < len(self._line_starts) else len(self._source)
        tables = walk_html(
            self._source,
            start,
            end,
            lines=self._lines,
            assembly=self._assembly,
            limits=self._limits,
            first_table=self._table + 1,
        )
        self._table += tables
