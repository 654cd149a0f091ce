"""Word forms of documents that are no Word files: headings, paragraphs, lists and tables made of their blocks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "extract"))

from word_maker import make_docx
from word_maker import paragraph
from word_maker import run
from word_maker import table

from policy_audit.types import Block
from policy_audit.types import Document

STYLES = {"title": "Ttl", "heading": "H2"}
HALF = 2


def word_form(document: Document) -> bytes:
    """A .docx that says what the document says. Every other paragraph is parted into two runs, as Word does."""
    return make_docx(*_body(document))


def _body(document: Document) -> Iterator[str]:
    for cell, blocks in groupby(enumerate(document.blocks), key=lambda one: one[1].cell and one[1].cell.table):
        if cell is None:
            yield from (_paragraph(document, block, number) for number, block in blocks)
        else:
            yield _table(document, [block for _, block in blocks])
            yield paragraph("")


def _paragraph(document: Document, block: Block, number: int) -> str:
    text = _said(document, block)
    middle = len(text) // HALF if number % HALF else len(text)
    runs = [
        run(escape(text[:middle])),
        *([run(escape(text[middle:]), "<w:lang w:val='en-GB'/>")] if middle < len(text) else []),
    ]
    listed = (2, 0) if block.kind == "list_item" else None
    return paragraph(*runs, style=STYLES.get(block.kind, ""), number=listed)


def _table(document: Document, blocks: list[Block]) -> str:
    rows: list[list[str]] = []
    for _, cells in groupby(blocks, key=lambda block: block.cell.row if block.cell else 0):
        rows.append([run_in_paragraph(_said(document, cell)) for cell in cells])
    width = max(map(len, rows))
    return table(*[[*row, *[paragraph("")] * (width - len(row))] for row in rows])


def run_in_paragraph(text: str) -> str:
    return paragraph(run(escape(text)))


def _said(document: Document, block: Block) -> str:
    """The block's text without characters that XML cannot hold, on one line."""
    text = " ".join(document.slice(block.span).split())
    return "".join(letter for letter in text if letter.isprintable())
