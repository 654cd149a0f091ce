"""OpenDocument text: an own walk over content.xml, and headers and footers from styles.xml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policy_audit.errors import UnreadableDocument
from policy_audit.extract.assemble import Assembly
from policy_audit.extract.assemble import Piece
from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.guard import SafeArchive
from policy_audit.extract.guard import parse_xml
from policy_audit.extract.headings import bold_heading
from policy_audit.extract.headings import first_heading
from policy_audit.extract.headings import mark_title
from policy_audit.extract.headings import numbered
from policy_audit.extract.headings import plausible_title
from policy_audit.extract.headings import settle_headings
from policy_audit.extract.headings import strip_marker
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Deadline
from policy_audit.extract.limits import Limits
from policy_audit.extract.odt_styles import OdtStyles
from policy_audit.extract.odt_styles import read_odt_styles
from policy_audit.types import BlockKind
from policy_audit.types import Cell
from policy_audit.types import Comment
from policy_audit.types import Document
from policy_audit.types import Metadata
from policy_audit.types import Region
from policy_audit.types import Span
from policy_audit.types import WordAnchor

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"

PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
# Neither text of the paragraph nor walked with it: notes and frames come after it, changes hold what was deleted.
APART = frozenset(
    {f"{TEXT}note", f"{OFFICE}annotation", f"{DRAW}frame", f"{TEXT}tracked-changes", f"{DRAW}custom-shape"}
)
EDGES: dict[str, Region] = {"header": "header", "footer": "footer"}
CONTENTS = ("table-of-content", "illustration-index", "table-index", "alphabetical-index", "user-index")


def extract(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None) -> Document:
    """Read an .odt file; anchors name the part, the paragraph by its index in that part, and the offset in its text."""
    archive = SafeArchive(data, limits)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise UnreadableDocument(
            "encrypted-document",
            "The OpenDocument file is protected by a password.",
            "Open it with the password and save a copy without one.",
        )
    content = parse_xml(archive.read("content.xml"), limits)
    styles_root = parse_xml(archive.read("styles.xml"), limits) if "styles.xml" in archive else None
    styles = read_odt_styles(content, styles_root)
    assembly = Assembly()
    deadline = Deadline(limits)
    if styles_root is not None:
        _edges(styles_root, "header", styles, assembly, deadline)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is not None:
        _Reader("content.xml", content, styles, assembly, deadline, region="body").walk(body, _Place())
    if styles_root is not None:
        _edges(styles_root, "footer", styles, assembly, deadline)
    settle_headings(assembly)
    meta = parse_xml(archive.read("meta.xml"), limits) if "meta.xml" in archive else None
    return mark_title(assembly.document(data, name, "odt", _metadata(meta, assembly)))


def _metadata(meta: XmlElement, assembly: Assembly) -> Metadata:
    def text(tag: str) -> str:
        return " ".join((meta.findtext(f".//{tag}") or "").split()) if meta is not None else ""

    title = text(f"{DC}title")
    return Metadata(
        title=title if plausible_title(title) else first_heading(assembly),
        author=text(f"{META}initial-creator") or text(f"{DC}creator"),
        created=text(f"{META}creation-date"),
        modified=text(f"{DC}date"),
        fields={key: value for key, value in (("subject", text(f"{DC}subject")),) if value},
    )


def _edges(root: XmlElement, kind: str, styles: OdtStyles, assembly: Assembly, deadline: Deadline) -> None:
    seen: set[str] = set()
    reader = _Reader("styles.xml", root, styles, assembly, deadline, region=EDGES[kind])
    for tag in (kind, f"{kind}-left", f"{kind}-first"):
        for edge in root.iter(f"{STYLE}{tag}"):
            said = " ".join("".join(edge.itertext()).split())
            if said and said not in seen:
                seen.add(said)
                reader.walk(edge, _Place())


class _Place(NamedTuple):
    """Where a paragraph stands: list depth and marker, cell, region, text box."""

    depth: int = 0
    marker: str = ""
    cell: Cell | None = None
    kind: BlockKind = "paragraph"
    region: Region = "body"


class _Reader:
    """Walks one part in reading order."""

    def __init__(
        self, part: str, root: XmlElement, styles: OdtStyles, assembly: Assembly, deadline: Deadline, *, region: Region
    ) -> None:
        self._part = part
        self._styles = styles
        self._assembly = assembly
        self._deadline = deadline
        self._region: Region = region
        self._indices = {element: index for index, element in enumerate(root.iter(*PARAGRAPHS))}
        self._tables = 0

    def walk(self, node: XmlElement, place: _Place) -> None:
        """Add the blocks below `node`."""
        for child in node:
            tag = child.tag
            if tag in PARAGRAPHS:
                self._paragraph(child, place)
                place = place._replace(marker="")
            elif tag == f"{TEXT}list":
                self._list(child, place)
            elif tag == f"{TABLE}table":
                self._table(child, place)
            elif tag in (f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{TEXT}variable-decls"):
                continue
            elif isinstance(tag, str) and tag.startswith(TEXT) and tag[len(TEXT) :] in CONTENTS:
                self.walk(child, place._replace(region="nav"))
            elif tag in APART:
                self._apart(child, place)
            elif isinstance(tag, str) and len(child):
                self.walk(child, place)

    def _list(self, element: XmlElement, place: _Place) -> None:
        style = element.get(f"{TEXT}style-name") or ""
        depth = place.depth + 1
        count = self._styles.start(style, depth)
        for item in element:
            if item.tag == f"{TEXT}list-item":
                self.walk(item, place._replace(depth=depth, marker=self._styles.marker(style, depth, count)))
                count += 1
            elif item.tag == f"{TEXT}list-header":
                self.walk(item, place._replace(depth=depth, marker=""))

    def _table(self, table: XmlElement, place: _Place) -> None:
        number = self._tables
        self._tables += 1
        self._deadline.check()
        for row_number, (row, heading) in enumerate(_rows(table, False)):
            column = 0
            for cell in row:
                if cell.tag == f"{TABLE}table-cell":
                    self.walk(cell, _Place(cell=Cell(number, row_number, column, heading), region=place.region))
                if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                    column += min(_count(cell, f"{TABLE}number-columns-repeated"), 1000)

    def _apart(self, element: XmlElement, place: _Place) -> None:
        """A note or frame: its paragraphs are blocks of their own. Comments are kept beside the text."""
        if element.tag == f"{OFFICE}annotation":
            author = element.findtext(f"{DC}creator") or ""
            text = "\n".join("".join(paragraph.itertext()) for paragraph in element.iter(f"{TEXT}p"))
            here = self._assembly.length
            self._assembly.comments.append(Comment(author, text, Span(here, here)))
        elif element.tag == f"{TEXT}note":
            body = element.find(f"{TEXT}note-body")
            if body is not None:
                self.walk(body, _Place(kind="note", region="note"))
        else:
            self.walk(element, _Place(cell=place.cell, kind="text_box", region=place.region))

    def _paragraph(self, paragraph: XmlElement, place: _Place) -> None:
        text = "".join(_visible(paragraph, self._styles))
        style = self._styles.of(paragraph.get(f"{TEXT}style-name") or "")
        pieces = [Piece(text, WordAnchor(self._part, self._indices[paragraph], 0))]
        kind, level, marker, by_look = place.kind, 0, place.marker, False
        if self._region != "body":
            kind = "header" if self._region == "header" else "footer"
        elif style.title:
            kind = "title"
        elif paragraph.tag == f"{TEXT}h" and place.region != "nav":
            outline = paragraph.get(f"{TEXT}outline-level") or "1"
            kind, level = "heading", min(int(outline), 6) if outline.isdecimal() else 1
            marker, pieces = numbered(pieces, heading=True)
        elif place.cell is not None and kind == "paragraph":
            kind = "table_cell"
        elif kind == "paragraph" and place.depth:
            kind, level = "list_item", place.depth
        elif kind == "paragraph":
            kind, level, marker, pieces = strip_marker(pieces)
            by_look = kind == "paragraph" and _bold(paragraph, self._styles) and bold_heading(pieces)
        if by_look:
            kind, level = "heading", 6
            marker, pieces = numbered(pieces, heading=True)
            self._assembly.by_look.add(len(self._assembly.blocks))
        region = self._region if self._region != "body" else place.region
        self._assembly.add(
            kind, pieces, level=level, region=region, marker=marker, cell=place.cell, quoted=style.quoted
        )
        for element in _apart(paragraph):
            self._apart(element, place)


def _visible(node: XmlElement, styles: OdtStyles) -> Iterator[str]:
    """The visible text of a paragraph, blanks and breaks spelled out, hidden spans left out."""
    yield node.text or ""
    for child in node:
        tag = child.tag
        if tag == f"{TEXT}s":
            yield " " * min(_count(child, f"{TEXT}c"), 1000)
        elif tag == f"{TEXT}tab":
            yield "\t"
        elif tag == f"{TEXT}line-break":
            yield "\n"
        elif tag in (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph") or tag in APART or not isinstance(tag, str):
            pass
        elif not styles.of(child.get(f"{TEXT}style-name") or "").hidden:
            yield from _visible(child, styles)
        yield child.tail or ""


def _apart(node: XmlElement) -> Iterator[XmlElement]:
    for child in node:
        if child.tag in APART:
            yield child
        else:
            yield from _apart(child)


def _rows(node: XmlElement, heading: bool) -> Iterator[tuple[XmlElement, bool]]:
    for child in node:
        if child.tag == f"{TABLE}table-row":
            yield child, heading
        elif child.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from _rows(child, heading or child.tag == f"{TABLE}table-header-rows")


def _count(element: XmlElement, name: str) -> int:
    text = element.get(name) or "1"
    return int(text) if text.isdecimal() else 1


def _bold(paragraph: XmlElement, styles: OdtStyles) -> bool:
    """True when the paragraph's own style, or the style of every span in it, is bold."""
    if styles.of(paragraph.get(f"{TEXT}style-name") or "").bold:
        return True
    spans = [child for child in paragraph if child.tag == f"{TEXT}span"]
    outside = (paragraph.text or "") + "".join(child.tail or "" for child in paragraph)
    return (
        bool(spans)
        and not outside.strip()
        and all(styles.of(span.get(f"{TEXT}style-name") or "").bold for span in spans)
    )
