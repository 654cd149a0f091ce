"""A text as a new Word file: headings, lists and paragraphs in the styles of a plain Word document."""

from __future__ import annotations

import io
import re

from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.web.typed import Ask
from policy_audit.web.typed import document_of

# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word_file(ask: Ask) -> bytes:
    """The bytes of a .docx with the text; marks of Markdown become Word's own headings and lists."""
    import docx

    document = document_of(ask)
    paper = docx.Document()
    paper.core_properties.author = ""
    paper.core_properties.comments = ""
    paper.core_properties.title = _FORBIDDEN.sub("", document.metadata.title)[:255]
    for block in document.blocks:
        text = _FORBIDDEN.sub("", document.slice(block.span)).strip()
        if text and block.region != "metadata":
            paper.add_paragraph(_words(text, block), style=_style(block, document))
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _words(text: str, block: Block) -> str:
    """The words; a clause number that no style can count stays in front of them."""
    own = block.marker and any(letter.isdigit() for letter in block.marker) and block.kind != "list_item"
    return f"{block.marker} {text}" if own else text


def _style(block: Block, document: Document) -> str:
    if block.kind == "title" or (block.kind == "heading" and block is document.blocks[0]):
        return "Title"
    if block.kind == "heading":
        return f"Heading {min(max(block.level, 1), 6)}"
    if block.kind == "list_item":
        return "List Number" if any(letter.isdigit() for letter in block.marker) else "List Bullet"
    return "Normal"
