"""OpenDocument text: comments on the exact words. Changes of the text are left to Word's format."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.odt import APART
from policy_audit.extract.odt import DC
from policy_audit.extract.odt import OFFICE
from policy_audit.extract.odt import PARAGRAPHS
from policy_audit.extract.odt import TEXT
from policy_audit.extract.odt_styles import OdtStyles
from policy_audit.extract.odt_styles import read_odt_styles
from policy_audit.types import Document
from policy_audit.types import Span
from policy_audit.writeback.package import Package
from policy_audit.writeback.places import ParagraphRange
from policy_audit.writeback.places import paragraph_range
from policy_audit.writeback.refuse import check_odt
from policy_audit.writeback.values import LeftOut
from policy_audit.writeback.values import Proposal
from policy_audit.writeback.values import Style
from policy_audit.writeback.values import Written

MODES = ("comments",)
BODY = "content.xml"


class Stretch(NamedTuple):
    """Visible text `[start, end)` of a paragraph: the text of `element`, or its tail; fixed where it is spelled out."""

    element: XmlElement
    tail: bool
    start: int
    end: int
    fixed: bool = False


def write(data: bytes, document: Document, proposals: Sequence[Proposal], style: Style) -> Written:
    """The copy with a comment for each proposal. Raises `UnreadableDocument` for signed and encrypted files."""
    package = Package(data)
    check_odt(package)
    content = package.xml(BODY)
    styles_root = package.xml("styles.xml") if "styles.xml" in package else None
    styles = read_odt_styles(content, styles_root)
    paragraphs = list(content.iter(*PARAGRAPHS))
    left_out: list[LeftOut] = []
    applied: list[Proposal] = []
    for number, proposal in reversed(list(enumerate(proposals))):
        place, remark = _place(proposal, document)
        if place is None:
            left_out.append(LeftOut(proposal, "its words run over two paragraphs"))
            continue
        paragraph = paragraphs[place.paragraph]
        annotation = _annotation(paragraph, remark, f"policy-audit-{number}", style)
        ending = paragraph.makeelement(f"{OFFICE}annotation-end", dict(annotation.attrib))
        _insert(paragraph, place.end, ending, styles, opening=False)
        _insert(paragraph, place.start, annotation, styles, opening=True)
        applied.append(proposal)
    if applied:
        package.touch(BODY)
    return Written(package.save(), tuple(reversed(applied)), tuple(reversed(left_out)))


def _place(proposal: Proposal, document: Document) -> tuple[ParagraphRange | None, str]:
    """Where the comment goes and what it says; words in headers are told of at the beginning of the body."""
    span = proposal.span
    if span is None:
        block = document.blocks[proposal.insertion.beside if proposal.insertion else 0].span
        span = Span(max(block.start, block.end - 40), block.end)
    place = paragraph_range(document, span)
    if place is None or place.part == BODY:
        return place, proposal.remark
    for block in (block.span for block in document.blocks):
        first = paragraph_range(document, Span(block.start, min(block.end, block.start + 20)))
        if first is not None and first.part == BODY:
            return first, f"In the page header or footer: “{document.slice(span)}”\n{proposal.remark}"
    return None, proposal.remark


def _annotation(paragraph: XmlElement, remark: str, name: str, style: Style) -> XmlElement:
    annotation = paragraph.makeelement(f"{OFFICE}annotation", {f"{OFFICE}name": name})
    for tag, text in ((f"{DC}creator", style.author), (f"{DC}date", style.timestamp.rstrip("Z"))):
        child = annotation.makeelement(tag, {})
        child.text = text
        annotation.append(child)
    for line in remark.split("\n"):
        child = annotation.makeelement(f"{TEXT}p", {})
        child.text = line
        annotation.append(child)
    return annotation


def _insert(paragraph: XmlElement, offset: int, new: XmlElement, styles: OdtStyles, *, opening: bool) -> None:
    """Put an element at an offset of the paragraph's visible text: before the character there, or behind the last."""
    stretches = list(_stretches(paragraph, styles, 0))
    for one in stretches:
        inside = one.start <= offset < one.end if opening else one.start < offset <= one.end
        if not inside:
            continue
        if one.fixed:
            parent = one.element.getparent()
            new.tail, at = (
                (None, parent.index(one.element)) if opening else (one.element.tail, parent.index(one.element) + 1)
            )
            if not opening:
                one.element.tail = None
            parent.insert(at, new)
        else:
            _into_text(one, offset - one.start, new)
        return
    paragraph.append(new)


def _into_text(one: Stretch, at: int, new: XmlElement) -> None:
    if one.tail:
        text = one.element.tail
        parent = one.element.getparent()
        one.element.tail, new.tail = text[:at], text[at:]
        parent.insert(parent.index(one.element) + 1, new)
    else:
        text = one.element.text
        one.element.text, new.tail = text[:at], text[at:]
        one.element.insert(0, new)


def _stretches(node: XmlElement, styles: OdtStyles, position: int) -> Iterator[Stretch]:
    """The same walk as extraction's: visible text, blanks and breaks spelled out, hidden spans and notes left out."""
    if node.text:
        yield Stretch(node, False, position, position + len(node.text))
        position += len(node.text)
    for child in node:
        tag = child.tag
        width = _spelled(child)
        if width:
            yield Stretch(child, False, position, position + width, True)
            position += width
        elif tag in (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph") or tag in APART or not isinstance(tag, str):
            pass
        elif not styles.of(child.get(f"{TEXT}style-name") or "").hidden:
            for one in _stretches(child, styles, position):
                yield one
                position = one.end
        if child.tail:
            yield Stretch(child, True, position, position + len(child.tail))
            position += len(child.tail)


def _spelled(element: XmlElement) -> int:
    """How many characters an element stands for: runs of blanks, tabs, line breaks; 0 for all others."""
    if element.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
        return 1
    if element.tag != f"{TEXT}s":
        return 0
    count = element.get(f"{TEXT}c") or "1"
    return min(int(count) if count.isdecimal() else 1, 1000)
