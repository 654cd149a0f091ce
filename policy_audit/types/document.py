"""What extraction makes of a file: blocks, anchors and segments, and the document that holds them.

All values are frozen. Offsets are half-open and count Unicode code points of `Document.text`; they are made once, in
extraction, and never found again by searching text. Lines, columns and pages count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range `[start, end)` of code points in `Document.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """An empty span is a place too: `if span` asks whether there is one."""
        return True

    def overlaps(self, other: Span) -> bool:
        """True when the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when `other` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class TextAnchor:
    """Place in a plain-text-like source file: line and column from 1, offset in code points of the decoded source."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True, slots=True)
class WordAnchor:
    """Place in a Word or OpenDocument file: part name, index of the paragraph in that part, offset inside it."""

    part: str
    paragraph: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class PdfAnchor:
    """Place in a PDF: page from 1, box in PDF points (left, bottom, right, top), index of the first character."""

    page: int
    box: tuple[float, float, float, float]
    character: int = 0
    ocr: bool = False


Anchor = TextAnchor | WordAnchor | PdfAnchor

BlockKind = Literal["title", "heading", "paragraph", "list_item", "table_cell", "header", "footer", "note", "text_box"]
Region = Literal["body", "header", "footer", "nav", "aside", "note", "metadata"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a table cell stands: table number, row and column from 0, and whether its row is a heading row."""

    table: int
    row: int
    column: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like piece of a document. Blocks are in reading order and never overlap.

    `level` is the heading level (1-6), or the nesting depth of a list item (from 1), else 0. `marker` is the list or
    clause number as the source shows it ("4.1", "a)", "•"), which is not part of the text. `quoted` marks block quotes,
    `code` code listings. `language` is a BCP 47 tag where the source or detection gives one that is not English.
    """

    kind: BlockKind
    level: int
    span: Span
    anchor: Anchor
    region: Region = "body"
    marker: str = ""
    cell: Cell | None = None
    quoted: bool = False
    code: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that maps one to one onto the source: `text[span]` stands at `anchor`, character by character.

    Where the source spells a character otherwise (an entity, a ligature, a hyphen at a line end), the segment covers
    just that character and `width` says how many source code points it takes.
    """

    span: Span
    anchor: Anchor
    width: int = -1


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's comment kept beside the text: who, what, and the range it was put on."""

    author: str
    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says about itself, as strings, empty where it says nothing. Dates are ISO where they parse."""

    title: str = ""
    author: str = ""
    organisation: str = ""
    created: str = ""
    modified: str = ""
    version: str = ""
    language: str = "en"
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. `text` joins the blocks by newlines; `segments` give every character its source address.

    `source` is the decoded source of Markdown, HTML and plain text, which `TextAnchor.offset` counts in; else empty.
    """

    path: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...] = ()
    metadata: Metadata = Metadata()
    comments: tuple[Comment, ...] = ()
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    row: str = ""
    source: str = ""

    def slice(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Location:
    """What a person needs to find a span: line and column where the source has them, page, path of headings.

    `ocr` says that the words there were recognised in a picture, so that they are to be checked against the page.
    """

    line: int | None
    column: int | None
    page: int | None
    section: tuple[str, ...] = ()
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class ReadError:
    """Why a document could not be read or judged, and what to do about it. `code` is stable and hyphenated."""

    code: str
    message: str
    remedy: str
