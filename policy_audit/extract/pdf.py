"""PDF through PDFium: text in the file's order, put into blocks by size, weight and place on the page."""

from __future__ import annotations

import re
import time
from functools import partial

from policy_audit.errors import UnreadableDocument
from policy_audit.extract import ocr
from policy_audit.extract.assemble import Assembly
from policy_audit.extract.foreign import PdfDocument
from policy_audit.extract.foreign import PdfPage
from policy_audit.extract.headings import first_heading
from policy_audit.extract.headings import mark_title
from policy_audit.extract.headings import plausible_title
from policy_audit.extract.headings import settle_headings
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Deadline
from policy_audit.extract.limits import Limits
from policy_audit.extract.limits import refuse
from policy_audit.extract.pdf_blocks import BlockMaker
from policy_audit.extract.pdf_blocks import outline_key
from policy_audit.extract.pdf_blocks import vocabulary
from policy_audit.extract.pdf_columns import cut_at_gutters
from policy_audit.extract.pdf_guard import check_pdf
from policy_audit.extract.pdf_layout import sort_lines
from policy_audit.extract.pdf_lines import PageText
from policy_audit.extract.pdf_lines import read_page
from policy_audit.extract.pdf_notes import notes_apart
from policy_audit.extract.pdf_ruling import has_ruling
from policy_audit.extract.pdf_tables import TableFinder
from policy_audit.extract.pdf_tables import in_cells
from policy_audit.extract.pdf_tables import joined
from policy_audit.extract.pdf_typography import typography
from policy_audit.types import Document
from policy_audit.types import Metadata

# Fewer visible characters than this on a page, and it holds no text worth the name.
SPARSE = 12
REMEDY = "Install tesseract, or run text recognition in your scanner or PDF program, and save the PDF again."


def extract(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None) -> Document:
    """Read a PDF; anchors give page, line box and PDFium's character index."""
    check_pdf(data, limits)
    document = _open(data, password)
    finder = TableFinder(data, password)
    try:
        if len(document) > limits.pages:
            raise refuse("pages", limits.pages, f"has {len(document):,} pages")
        assembly = Assembly()
        return _read(document, _pages(document, finder, limits, assembly), assembly, data, name)
    finally:
        finder.close()
        document.close()


def _open(data: bytes, password: str | None) -> PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument(
                "encrypted-pdf",
                "The PDF is protected by a password." if password is None else "The password does not open the PDF.",
                "Give the password with --password, or save a copy without one.",
            ) from None
        raise UnreadableDocument(
            "damaged-file", f"The PDF cannot be opened ({error}).", "Save or export the PDF again."
        ) from None


def _read(document: PdfDocument, pages: list[PageText], assembly: Assembly, data: bytes, name: str) -> Document:
    sorted_lines = sort_lines(pages)
    lines = joined(sorted_lines.body)
    type_ = typography(lines)
    body, notes = notes_apart(lines, type_.body)
    maker = BlockMaker(assembly, type_, _outline(document), vocabulary(body))
    maker.edge(sorted_lines.headers, "header")
    maker.body(body)
    maker.notes(notes)
    maker.edge(sorted_lines.footers, "footer")
    settle_headings(assembly)
    result = assembly.document(data, name, "pdf", _metadata(document, assembly), pages=len(pages))
    return mark_title(result)


def _pages(document: PdfDocument, finder: TableFinder, limits: Limits, assembly: Assembly) -> list[PageText]:
    """Every page's text; pages without any are read by tesseract or named in a warning."""
    deadline = Deadline(limits)
    pages: list[PageText] = []
    pictured: list[int] = []
    recognised: list[int] = []
    tables = 0
    for index in range(len(document)):
        deadline.check()
        page = document[index]
        try:
            ruled = has_ruling(page, finder.least_rows)
            grids = finder.grids(index + 1, page.get_height()) if ruled else []
            arrange = partial(in_cells, grids=grids, first_table=tables) if grids else cut_at_gutters
            read = read_page(page, index + 1, arrange)
            tables += len(grids)
            if read.glyphs < SPARSE and _is_pictured(page, read):
                scanned = _recognised(page, index + 1, limits, deadline) if len(recognised) < limits.ocr_pages else None
                (pictured if scanned is None else recognised).append(index + 1)
                read = scanned or read
        finally:
            page.close()
        pages.append(read)
    _warn(pages, pictured, recognised, assembly)
    return pages


def _is_pictured(page: PdfPage, read: PageText) -> bool:
    """True when a page shows something that is not text: a picture, outlines of letters, or text beyond decoding."""
    return bool(read.lines) or next(iter(page.get_objects(max_depth=3)), None) is not None


def _recognised(page: PdfPage, number: int, limits: Limits, deadline: Deadline) -> PageText | None:
    if not ocr.available():
        return None
    begun = time.monotonic()
    scanned = ocr.recognise(page, number, limits)
    deadline.extend(time.monotonic() - begun)
    return scanned if scanned is not None and scanned.glyphs >= SPARSE else None


def _warn(pages: list[PageText], pictured: list[int], recognised: list[int], assembly: Assembly) -> None:
    if not any(page.glyphs >= SPARSE for page in pages) and sum(page.glyphs for page in pages) < SPARSE:
        if pictured:
            raise UnreadableDocument("no-text-layer", "The PDF holds pictures of pages, not text.", REMEDY)
        raise UnreadableDocument("empty-document", "The PDF holds no text.", "Check that it is the right file.")
    if recognised:
        assembly.warnings.append(
            f"Read by text recognition (OCR), so check findings against the page: page {_listed(recognised)}."
        )
    if pictured:
        assembly.warnings.append(f"No readable text on page {_listed(pictured)}: not audited. {REMEDY}")


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")


def _outline(document: PdfDocument) -> dict[tuple[int, str], int]:
    """(page, words) -> level of the bookmarks."""
    found: dict[tuple[int, str], int] = {}
    try:
        for bookmark in document.get_toc(max_depth=6):
            destination = bookmark.get_dest()
            page = destination.get_index() if destination is not None else None
            key = outline_key(bookmark.get_title())
            if page is not None and key:
                found.setdefault((page + 1, key), min(bookmark.level + 1, 6))
    except Exception:
        # A damaged outline is no reason to lose the text.
        return found
    return found


def _metadata(document: PdfDocument, assembly: Assembly) -> Metadata:
    facts = {key: " ".join(value.split()) for key, value in document.get_metadata_dict().items()}
    title, heading = facts.get("Title", ""), first_heading(assembly)
    return Metadata(
        title=title if plausible_title(title) else heading,
        author=facts.get("Author", ""),
        created=_date(facts.get("CreationDate", "")),
        modified=_date(facts.get("ModDate", "")),
        fields={
            key.lower(): value
            for key, value in facts.items()
            if value and key in ("Subject", "Keywords", "Creator", "Producer")
        },
    )


def _date(text: str) -> str:
    """As in "D:20240716175530+01'00'" as "2024-07-16T17:55:30"."""
    match = re.match(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?", text)
    if match is None:
        return text
    year, month, day, hour, minute, second = match.groups()
    date = "-".join(part for part in (year, month, day) if part)
    return f"{date}T{hour}:{minute}:{second}" if second else date
