"""One part of a Word file (body, header, footer, notes) to blocks."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import NamedTuple

from policy_audit.extract.assemble import Assembly
from policy_audit.extract.assemble import Piece
from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.headings import bold_heading
from policy_audit.extract.headings import numbered
from policy_audit.extract.headings import strip_marker
from policy_audit.extract.limits import Deadline
from policy_audit.extract.word_leaves import MC
from policy_audit.extract.word_leaves import W_P
from policy_audit.extract.word_leaves import W_R
from policy_audit.extract.word_leaves import W
from policy_audit.extract.word_leaves import is_hidden
from policy_audit.extract.word_leaves import paragraph_text
from policy_audit.extract.word_styles import VAL
from policy_audit.extract.word_styles import Numbering
from policy_audit.extract.word_styles import Style
from policy_audit.extract.word_styles import number_of
from policy_audit.extract.word_styles import size_of
from policy_audit.extract.word_styles import switched
from policy_audit.types import BlockKind
from policy_audit.types import Cell
from policy_audit.types import Region
from policy_audit.types import Span
from policy_audit.types import WordAnchor

W_TBL, W_TR, W_TC, W_SDT, W_TXBX = f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}sdt", f"{W}txbxContent"
TRANSPARENT = frozenset(
    {f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo", f"{MC}AlternateContent", f"{MC}Choice"}
)
EDGE_KINDS: dict[Region, BlockKind] = {"header": "header", "footer": "footer", "note": "note"}


@dataclass(slots=True)
class WordSettings:
    """What all parts of one file share."""

    styles: dict[str, Style]
    default_style: str
    half_points: int
    numbering: Numbering
    deadline: Deadline
    hidden_characters: int = 0
    tables: int = 0
    hidden_styles: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.hidden_styles = frozenset(name for name, style in self.styles.items() if style.hidden)


class _Place(NamedTuple):
    """Where a paragraph stands: in a cell, in a text box, or neither."""

    cell: Cell | None = None
    text_box: bool = False


class _Paragraph(NamedTuple):
    """A paragraph as found: element, its properties (or None), style, visible text, list and the number it shows."""

    element: XmlElement
    properties: XmlElement
    style: Style
    text: str
    number: tuple[str, int] | None
    marker: str


class _Shape(NamedTuple):
    """The block a paragraph becomes."""

    kind: BlockKind
    level: int
    marker: str
    pieces: list[Piece]


class PartReader:
    """Walks one part in reading order and adds its blocks to the assembly."""

    def __init__(self, part: str, root: XmlElement, settings: WordSettings, assembly: Assembly, region: Region) -> None:
        self._part = part
        self._root = root
        self._settings = settings
        self._assembly = assembly
        self._region: Region = region
        # Index of every w:p of the part in document order: the paragraph's number in a `WordAnchor`.
        self._indices = {paragraph: index for index, paragraph in enumerate(root.iter(W_P))}
        self._open_comments: dict[str, int] = {}
        self.comment_spans: dict[str, Span] = {}

    def read(self) -> None:
        """Add every block of the part."""
        body = self._root.find(f"{W}body")
        self._walk(self._root if body is None else body, _Place())

    def read_notes(self, tag: str) -> None:
        """Add the footnotes or endnotes of the part; separators are not notes."""
        for note in self._root.iter(f"{W}{tag}"):
            if note.get(f"{W}type") in (None, "normal"):
                self._walk(note, _Place())

    def _walk(self, node: XmlElement, place: _Place) -> None:
        for child in node:
            tag = child.tag
            if tag == W_P:
                self._paragraph(child, place)
            elif tag == W_TBL:
                self._table(child)
            elif tag == W_SDT:
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    self._walk(content, place)
            elif tag in TRANSPARENT:
                self._walk(child, place)

    def _table(self, table: XmlElement) -> None:
        number = self._settings.tables
        self._settings.tables += 1
        self._settings.deadline.check()
        row = 0
        for element in _rows(table):
            properties = element.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            heading = switched(properties, "tblHeader") or (row == 0 and _first_row(table))
            column = 0
            for cell in _cells(element):
                cell_properties = cell.find(f"{W}tcPr")
                if not _continues_merge(cell_properties):
                    self._walk(cell, _Place(Cell(number, row, column, heading)))
                column += _columns(cell_properties)
            row += 1

    def _paragraph(self, paragraph: XmlElement, place: _Place) -> None:
        settings = self._settings
        properties = paragraph.find(f"{W}pPr")
        style_element = properties.find(f"{W}pStyle") if properties is not None else None
        identifier = style_element.get(VAL, "") if style_element is not None else settings.default_style
        style = settings.styles.get(identifier) or Style()
        text = paragraph_text(paragraph, settings.hidden_styles)
        self._count_hidden(paragraph)
        number = number_of(properties, style.number)
        if text.strip():
            marker = settings.numbering.marker(number) if number is not None else ""
            self._add(_Paragraph(paragraph, properties, style, text, number, marker), place)
        for box in paragraph.iter(W_TXBX):
            if _own_box(box, paragraph):
                self._walk(box, _Place(place.cell, True))

    def _add(self, read: _Paragraph, place: _Place) -> None:
        shape = self._shape(read, place)
        plain = shape.kind in ("paragraph", "list_item") and place == _Place() and not read.style.contents
        if plain and bold_heading(shape.pieces) and self._stands_out(read.element, read.style, shape.kind):
            marker, pieces = (shape.marker, shape.pieces) if shape.marker else numbered(shape.pieces, heading=True)
            shape = _Shape("heading", 6, marker, pieces)
            self._assembly.by_look.add(len(self._assembly.blocks))
        block = self._assembly.add(
            shape.kind,
            shape.pieces,
            level=shape.level,
            region="nav" if read.style.contents else self._region,
            marker=shape.marker,
            cell=place.cell,
            quoted=read.style.quoted,
        )
        if block is not None and self._region == "body":
            self._mark_comments(read.element, block.span)

    def _shape(self, read: _Paragraph, place: _Place) -> _Shape:
        """Kind, level and marker by place, style and numbering; what a line looks like comes last."""
        pieces = [Piece(read.text, WordAnchor(self._part, self._indices[read.element], 0))]
        heading = _outline(read.properties) or read.style.heading
        if self._region in EDGE_KINDS:
            return _Shape(EDGE_KINDS[self._region], 0, read.marker, pieces)
        if read.style.title and place.cell is None:
            return _Shape("title", 0, read.marker, pieces)
        if heading and not read.style.contents:
            marker, rest = (read.marker, pieces) if read.marker else numbered(pieces, heading=True)
            return _Shape("heading", heading, marker, rest)
        if place.cell is not None or place.text_box:
            return _Shape("text_box" if place.cell is None else "table_cell", 0, read.marker, pieces)
        if read.number is None:
            kind, level, marker, rest = strip_marker(pieces)
            return _Shape(kind, level, marker, rest)
        if "." in read.marker.strip("."):
            return _Shape("paragraph", 0, read.marker, pieces)
        return _Shape("list_item", read.number[1] + 1, read.marker, pieces)

    def _stands_out(self, paragraph: XmlElement, style: Style, kind: BlockKind) -> bool:
        """True when every visible run is bold, or set larger than the text of the document."""
        bold = large = True
        for run in paragraph.iter(W_R):
            if not any((leaf.text or "").strip() for leaf in run.iter(f"{W}t")):
                continue
            properties = run.find(f"{W}rPr")
            bold = bold and switched(properties, "b", style.bold)
            size = size_of(properties) or style.half_points or self._settings.half_points
            large = large and kind == "paragraph" and size >= self._settings.half_points * 1.2
        return bold or large

    def _count_hidden(self, paragraph: XmlElement) -> None:
        for run in paragraph.iter(W_R):
            if run.find(f"{W}rPr") is not None and is_hidden(run, self._settings.hidden_styles):
                self._settings.hidden_characters += sum(len(leaf.text or "") for leaf in run.iter(f"{W}t"))

    def _mark_comments(self, paragraph: XmlElement, span: Span) -> None:
        """Note the block ranges of reviewers' comments: whole paragraphs, the grain a reader needs."""
        for element in paragraph.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd"):
            identifier = element.get(f"{W}id", "")
            if element.tag == f"{W}commentRangeStart":
                self._open_comments[identifier] = span.start
            else:
                self.comment_spans[identifier] = Span(self._open_comments.pop(identifier, span.start), span.end)


def _rows(table: XmlElement) -> list[XmlElement]:
    return [row for row in table.iter(W_TR) if _nearest(row, W_TBL) is table]


def _cells(row: XmlElement) -> list[XmlElement]:
    return [cell for cell in row.iter(W_TC) if _nearest(cell, W_TR) is row]


def _nearest(element: XmlElement, tag: str) -> XmlElement:
    parent = element.getparent()
    while parent is not None and parent.tag != tag:
        parent = parent.getparent()
    return parent


def _first_row(table: XmlElement) -> bool:
    """True when the table's look asks for a header row (Word's default)."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return True
    if look.get(f"{W}firstRow") is not None:
        return str(look.get(f"{W}firstRow")) in ("1", "true", "on")
    try:
        return bool(int(look.get(VAL, "0020"), 16) & 0x20)
    except ValueError:
        return True


def _continues_merge(properties: XmlElement) -> bool:
    """True for the lower cells of a vertical merge: Word keeps them, empty, under the one that shows."""
    merge = properties.find(f"{W}vMerge") if properties is not None else None
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _columns(properties: XmlElement) -> int:
    span = properties.find(f"{W}gridSpan") if properties is not None else None
    text = span.get(VAL, "1") if span is not None else "1"
    return max(1, min(int(text), 1000)) if text.isdecimal() else 1


def _outline(properties: XmlElement) -> int:
    level = properties.find(f"{W}outlineLvl") if properties is not None else None
    text = level.get(VAL, "9") if level is not None else "9"
    return min(int(text) + 1, 6) if text.isdecimal() and int(text) < 9 else 0


def _own_box(box: XmlElement, paragraph: XmlElement) -> bool:
    """True for a text box anchored in this very paragraph and not the older twin of another."""
    parent = box.getparent()
    while parent is not None and parent is not paragraph:
        if parent.tag in (f"{MC}Fallback", W_TXBX, f"{W}del", W_P):
            return False
        parent = parent.getparent()
    return parent is paragraph
