"""PDF: highlights with notes, added by an incremental update, so that the source's bytes stay as they are in front."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from policy_audit.errors import UnreadableDocument
from policy_audit.extract.foreign import PdfDocument
from policy_audit.extract.locate import anchor_at
from policy_audit.extract.pdf_characters import CharacterReader
from policy_audit.types import Document
from policy_audit.types import PdfAnchor
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.writeback.foreign import PdfValue
from policy_audit.writeback.foreign import PdfWriter
from policy_audit.writeback.values import LeftOut
from policy_audit.writeback.values import Proposal
from policy_audit.writeback.values import Style
from policy_audit.writeback.values import Written

MODES = ("comments",)
# Colours that stay apart for colour-blind readers, and leave black text readable.
COLOURS = {Severity.ERROR: "ffb3a7", Severity.WARNING: "ffe08a", Severity.ADVICE: "b3d9ff"}


class Quad(NamedTuple):
    """A box on a page, in PDF points."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def write(data: bytes, document: Document, proposals: Sequence[Proposal], style: Style) -> Written:
    """The PDF with a highlight for each proposal. Raises `UnreadableDocument` for encrypted and signed files."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    _check(data)
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    applied: list[Proposal] = []
    left_out: list[LeftOut] = []
    try:
        writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
        for proposal in proposals:
            quads = _quads(pdf, document, _remarked(proposal, document))
            if not quads:
                left_out.append(LeftOut(proposal, "its words have no place on a page"))
                continue
            _highlight(writer, quads, proposal, style)
            applied.append(proposal)
        buffer = io.BytesIO()
        writer.write(buffer)
    finally:
        pdf.close()
    return Written(buffer.getvalue() if applied else data, tuple(applied), tuple(left_out))


def _check(data: bytes) -> None:
    """Raise for files that must not be changed."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        encrypted = reader.is_encrypted
        signed = not encrypted and _is_signed(reader.root_object)
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableDocument(
            "damaged-file", f"The PDF cannot be added to ({error}).", "Save or export the PDF again."
        ) from None
    if encrypted:
        raise UnreadableDocument(
            "encrypted-pdf",
            "The PDF is encrypted; nothing can be added to it.",
            "Save a copy without protection first.",
        )
    if signed:
        raise UnreadableDocument(
            "signed-document",
            "The PDF is digitally signed or certified; adding notes would break the signature.",
            "Ask for an unsigned copy.",
        )


def _is_signed(root: Mapping[str, PdfValue]) -> bool:
    """True for a document with signatures in its form, or certified by its author."""
    form = root.get("/AcroForm")
    flags = int(form.get_object().get("/SigFlags", 0)) if form is not None else 0
    return bool(flags & 1) or "/Perms" in root


def _remarked(proposal: Proposal, document: Document) -> Span:
    if proposal.span is not None:
        return proposal.span
    block = document.blocks[proposal.insertion.beside if proposal.insertion else 0].span
    return Span(max(block.start, block.end - 40), block.end)


def _quads(pdf: PdfDocument, document: Document, span: Span) -> list[Quad]:
    """One box for each line of each page that the span touches."""
    lines: dict[tuple[int, tuple[float, float, float, float]], list[PdfAnchor]] = {}
    for offset in range(span.start, span.end):
        anchor = anchor_at(document, offset)
        if isinstance(anchor, PdfAnchor) and not document.text[offset].isspace():
            lines.setdefault((anchor.page, anchor.box), []).append(anchor)
    return [_quad(pdf, page, box, anchors) for (page, box), anchors in lines.items()]


def _quad(pdf: PdfDocument, page: int, box: tuple[float, float, float, float], anchors: list[PdfAnchor]) -> Quad:
    left, bottom, right, top = box
    if not anchors[0].ocr:
        edges = list(_edges(pdf, page, anchors))
        if edges:
            left, right = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
    return Quad(page, left, bottom, right, top)


def _edges(pdf: PdfDocument, page: int, anchors: list[PdfAnchor]) -> Iterator[tuple[float, float]]:
    """Left and right edge of each character."""
    sheet = pdf[page - 1]
    text_page = sheet.get_textpage()
    try:
        reader = CharacterReader(text_page)
        for anchor in anchors:
            box = reader.box(anchor.character)
            if box.right > box.left:
                yield box.left, box.right
    finally:
        text_page.close()
        sheet.close()


def _highlight(writer: PdfWriter, quads: list[Quad], proposal: Proposal, style: Style) -> None:
    """One annotation a page; the note is on the first."""
    from pypdf.annotations import Highlight
    from pypdf.generic import ArrayObject
    from pypdf.generic import FloatObject
    from pypdf.generic import NameObject
    from pypdf.generic import TextStringObject

    for page in dict.fromkeys(quad.page for quad in quads):
        own = [quad for quad in quads if quad.page == page]
        rectangle = (
            min(quad.left for quad in own),
            min(quad.bottom for quad in own),
            max(quad.right for quad in own),
            max(quad.top for quad in own),
        )
        points = [value for quad in own for value in _points(quad)]
        note = Highlight(
            rect=rectangle,
            quad_points=ArrayObject([FloatObject(round(value, 2)) for value in points]),
            highlight_color=COLOURS[proposal.severity],
            printing=True,
            title_bar=style.author,
        )
        note[NameObject("/Contents")] = TextStringObject(proposal.remark)
        note[NameObject("/M")] = TextStringObject(f"D:{style.day:%Y%m%d}000000Z")
        writer.add_annotation(page - 1, note)


def _points(quad: Quad) -> tuple[float, ...]:
    """Corners in the order viewers expect: upper left, upper right, lower left, lower right."""
    return (quad.left, quad.top, quad.right, quad.top, quad.left, quad.bottom, quad.right, quad.bottom)
