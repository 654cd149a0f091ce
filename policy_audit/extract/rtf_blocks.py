"""Paragraphs, cells, notes and headers of an RTF file, collected into blocks."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from policy_audit.extract.assemble import Assembly
from policy_audit.extract.assemble import Piece
from policy_audit.extract.headings import bold_heading
from policy_audit.extract.headings import numbered
from policy_audit.extract.headings import strip_marker
from policy_audit.types import BlockKind
from policy_audit.types import Cell
from policy_audit.types import Region

EDGE_KINDS: dict[Region, BlockKind] = {"header": "header", "footer": "footer", "note": "note"}


@dataclass(frozen=True, slots=True)
class ParagraphState:
    """What matters of paragraph and character properties: outline (from 0, -1 the title), list, table, bold."""

    outline: int = 9
    list_level: int = -1
    in_table: bool = False
    bold: bool = False

    def after(self, word: str, number: int | None) -> ParagraphState:
        """The state after a control word."""
        if word == "pard":
            return ParagraphState(bold=self.bold)
        if word == "outlinelevel":
            return replace(self, outline=number if number is not None else 9)
        if word == "ilvl":
            return replace(self, list_level=min(max(number or 0, 0), 8))
        if word == "ls":
            return replace(self, list_level=max(self.list_level, 0))
        if word == "intbl":
            return replace(self, in_table=True)
        if word == "b":
            return replace(self, bold=number != 0)
        return self


@dataclass(slots=True)
class _Flow:
    """Pieces of the paragraph being read in the body, a header, a note; they nest."""

    region: Region = "body"
    text_box: bool = False
    pieces: list[Piece] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    marker: str = ""


@dataclass(slots=True)
class RtfBlocks:
    """Collects pieces and closes them into blocks of one assembly; notes and footers come after the body."""

    body: Assembly = field(default_factory=Assembly)
    later: list[tuple[BlockKind, Region, list[Piece]]] = field(default_factory=list)
    flows: list[_Flow] = field(default_factory=lambda: [_Flow()])
    table: int = 0
    row: int = 0
    column: int = 0
    rows_open: bool = False
    high_surrogate: int = 0

    @property
    def marker(self) -> str:
        """List marker of the paragraph being read, as the file spells it."""
        return self.flows[-1].marker

    @marker.setter
    def marker(self, value: str) -> None:
        self.flows[-1].marker = value

    def add(self, piece: Piece, bold: bool) -> None:
        """Text of the paragraph being read."""
        flow = self.flows[-1]
        flow.pieces.append(piece)
        size = len(piece.text.strip(" :"))
        flow.bold += size if bold else 0
        flow.plain += 0 if bold else size

    def open_region(self, region: Region, text_box: bool = False) -> None:
        """A header, footer, note or text box begins inside the paragraph being read."""
        self.flows.append(_Flow(region, text_box))

    def close_region(self) -> None:
        """It ends; what was read of its last paragraph becomes a block."""
        if len(self.flows) > 1:
            self.end_paragraph(ParagraphState())
            self.flows.pop()

    def end_paragraph(self, state: ParagraphState) -> None:
        """The paragraph being read is complete."""
        flow = self.flows[-1]
        pieces, flow.pieces = flow.pieces, []
        bold = flow.bold > 0 and flow.plain == 0
        flow.bold = flow.plain = 0
        marker, flow.marker = " ".join(flow.marker.split()), ""
        if not any(piece.text.strip() for piece in pieces):
            return
        if flow.region in EDGE_KINDS:
            kind = EDGE_KINDS[flow.region]
            if kind == "header":
                self.body.add(kind, pieces, region=flow.region)
            else:
                self.later.append((kind, flow.region, pieces))
            return
        if not state.in_table and self.rows_open:
            self.rows_open = False
            self.table += 1
            self.row = 0
        self._add(pieces, state, marker, bold, flow.text_box)

    def _add(self, pieces: list[Piece], state: ParagraphState, marker: str, bold: bool, text_box: bool) -> None:
        kind: BlockKind = "text_box" if text_box else "paragraph"
        level, by_look = 0, False
        cell = Cell(self.table, self.row, self.column, self.row == 0) if state.in_table else None
        if cell is not None:
            kind = "table_cell"
            self.rows_open = True
        elif state.outline < 0:
            kind = "title"
        elif state.outline < 9:
            kind, level = "heading", min(state.outline + 1, 6)
            if not marker:
                marker, pieces = numbered(pieces, heading=True)
        elif kind == "paragraph" and (state.list_level >= 0 or marker):
            kind, level = "list_item", max(state.list_level, 0) + 1
            marker = "•" if marker and not any(character.isalnum() for character in marker) else marker
            if marker.strip(".").count("."):
                kind, level = "paragraph", 0
        elif kind == "paragraph":
            kind, level, marker, pieces = strip_marker(pieces)
            by_look = kind == "paragraph" and bold and bold_heading(pieces)
        if by_look:
            kind, level = "heading", 6
            marker, pieces = numbered(pieces, heading=True)
            self.body.by_look.add(len(self.body.blocks))
        self.body.add(kind, pieces, level=level, marker=marker, cell=cell)

    def end_cell(self, state: ParagraphState) -> None:
        """A table cell ends."""
        self.end_paragraph(replace(state, in_table=True))
        self.rows_open = True
        self.column += 1

    def end_row(self) -> None:
        """A table row ends."""
        self.row += 1
        self.column = 0

    def finish(self) -> Assembly:
        """The assembly: headers, body, notes and footers."""
        self.end_paragraph(ParagraphState())
        for kind, region, pieces in self.later:
            self.body.add(kind, pieces, region=region)
        return self.body
