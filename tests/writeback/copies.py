"""What the tests of writing back share: proposals made by hand, and every change of a Word file accepted or rejected."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from importlib import import_module

from lxml import etree

from policy_audit.extract.read import read_bytes
from policy_audit.extract.word_leaves import W
from policy_audit.types import Document
from policy_audit.types import Edit
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.writeback import WRITERS
from policy_audit.writeback.values import Insertion
from policy_audit.writeback.values import Mode
from policy_audit.writeback.values import Proposal
from policy_audit.writeback.values import Style
from policy_audit.writeback.values import Written

DAY = date(2026, 11, 21)


def read_one(data: bytes, name: str) -> Document:
    found = list(read_bytes(data, name))
    assert len(found) == 1
    assert isinstance(found[0], Document), found[0]
    return found[0]


def swap(document: Document, old: str, new: str, severity: Severity = Severity.WARNING, nth: int = 0) -> Proposal:
    """A proposal to put `new` for the nth occurrence of `old`."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(old, start + 1)
    span = Span(start, start + len(old))
    return Proposal(f"test.{old}", severity, f"Use “{new}”.\nWhy: it is a test.", span, (Edit(span, new),))


def clause(document: Document, text: str, after: int, like: int | None = None, marker: str = "") -> Proposal:
    return Proposal("test.gap", Severity.ADVICE, f"Insert: {text}", insertion=Insertion(text, after, like, marker))


def write(data: bytes, name: str, proposals: Sequence[Proposal], mode: Mode) -> Written:
    document = read_one(data, name)
    module = import_module(f"policy_audit.writeback.{WRITERS[document.format]}")
    written: Written = module.write(data, document, proposals, Style(mode, "Policy audit", DAY))
    return written


def expected(document: Document, proposals: Sequence[Proposal]) -> str:
    """The text with the proposals' edits carried out."""
    text = document.text
    edits = {edit for proposal in proposals for edit in proposal.edits}
    for edit in sorted(edits, key=lambda one: one.span, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def settled(data: bytes, accept: bool, author: str = "Policy audit") -> bytes:
    """A Word file with every change of one author accepted or rejected, by the rules of WordprocessingML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in parts(data).items():
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(content)
                _settle(root, accept, author)
                target.writestr(name, etree.tostring(root))
            else:
                target.writestr(name, content)
    return buffer.getvalue()


def _settle(root: etree._Element, accept: bool, author: str) -> None:
    for mark in list(root.iter(f"{W}ins")):
        if mark.getparent().tag == f"{W}rPr" and mark.get(f"{W}author") == author:
            paragraph = mark.getparent().getparent().getparent()
            mark.getparent().remove(mark)
            if not accept:
                _merge(paragraph)
    kept, gone = (f"{W}ins", f"{W}del") if accept else (f"{W}del", f"{W}ins")
    for element in list(root.iter(gone)):
        if element.get(f"{W}author") == author and element.getparent() is not None:
            element.getparent().remove(element)
    for element in list(root.iter(kept)):
        if element.get(f"{W}author") == author and element.getparent() is not None:
            parent = element.getparent()
            for text in element.iter(f"{W}delText"):
                if text.getparent().getparent() is element:
                    text.tag = f"{W}t"
            for child in reversed(list(element)):
                parent.insert(parent.index(element) + 1, child)
            parent.remove(element)


def _merge(paragraph: etree._Element) -> None:
    """The mark of a paragraph goes: what it holds joins the paragraph behind it; alone before a table it just goes."""
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        content = [child for child in paragraph if child.tag != f"{W}pPr"]
        place = 1 if following.find(f"{W}pPr") is not None else 0
        for number, child in enumerate(content):
            following.insert(place + number, child)
    paragraph.getparent().remove(paragraph)
