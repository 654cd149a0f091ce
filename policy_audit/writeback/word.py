"""Word .docx: comments on the exact words, tracked changes, or a clean copy. Parts not edited keep their bytes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cached_property

from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.word_leaves import W_P
from policy_audit.extract.word_leaves import W
from policy_audit.extract.word_leaves import paragraph_text
from policy_audit.types import Document
from policy_audit.types import Edit
from policy_audit.types import Span
from policy_audit.writeback.package import Package
from policy_audit.writeback.places import ParagraphRange
from policy_audit.writeback.places import block_paragraph
from policy_audit.writeback.places import paragraph_range
from policy_audit.writeback.refuse import check_word
from policy_audit.writeback.resolve import distinct_edits
from policy_audit.writeback.values import LeftOut
from policy_audit.writeback.values import Proposal
from policy_audit.writeback.values import Style
from policy_audit.writeback.values import Written
from policy_audit.writeback.word_changes import Pen
from policy_audit.writeback.word_changes import insert_paragraph
from policy_audit.writeback.word_changes import replace_text
from policy_audit.writeback.word_comments import CommentBook
from policy_audit.writeback.word_comments import highest_id
from policy_audit.writeback.word_parts import hidden_styles
from policy_audit.writeback.word_parts import main_part
from policy_audit.writeback.word_parts import note_reference
from policy_audit.writeback.word_parts import twins
from policy_audit.writeback.word_runs import in_plain_control
from policy_audit.writeback.word_runs import isolate
from policy_audit.writeback.word_runs import leaves_within
from policy_audit.writeback.word_runs import obstacle
from policy_audit.writeback.word_runs import volatile_texts

MODES = ("comments", "tracked", "clean")
NO_TRACKING = "a content control for plain text holds no tracked changes"
NO_EDIT = "no edit is known for it: read the advice in the report"


def write(data: bytes, document: Document, proposals: Sequence[Proposal], style: Style) -> Written:
    """The copy with the proposals in it. Raises `UnreadableDocument` for protected, signed and encrypted files."""
    package = Package(data)
    check_word(package)
    writer = _Writer(package, document, style)
    if style.mode == "comments":
        return writer.comments(proposals)
    return writer.changes(proposals)


class _Writer:
    """One document being written to."""

    def __init__(self, package: Package, document: Document, style: Style) -> None:
        self._package = package
        self._document = document
        self._style = style
        self._main = main_part(package)
        self._hidden = hidden_styles(package, self._main)
        self._paragraphs: dict[str, list[XmlElement]] = {}
        self._volatile: dict[str, frozenset[XmlElement]] = {}
        self._twins: dict[str, list[tuple[str, list[XmlElement]]]] = {}
        self._pen = Pen(style, itertools.count(highest_id(package) + 1), self._hidden)

    @cached_property
    def _book(self) -> CommentBook:
        return CommentBook(self._package, self._main, self._style)

    def _paragraph(self, place: ParagraphRange) -> XmlElement:
        if place.part not in self._paragraphs:
            root = self._package.xml(place.part)
            self._paragraphs[place.part] = list(root.iter(W_P))
            self._volatile[place.part] = volatile_texts(root)
        return self._paragraphs[place.part][place.paragraph]

    def comments(self, proposals: Sequence[Proposal]) -> Written:
        """A comment for each proposal; insertions are comments at the place where the clause would go."""
        left_out: list[LeftOut] = []
        applied: list[Proposal] = []
        for proposal in reversed(proposals):
            reason = self._comment(proposal)
            if reason:
                left_out.append(LeftOut(proposal, reason))
            else:
                applied.append(proposal)
        return Written(self._package.save(), tuple(reversed(applied)), tuple(reversed(left_out)))

    def _comment(self, proposal: Proposal) -> str | None:
        place = self._remarked(proposal)
        if place is None:
            return "its words run over two paragraphs"
        paragraph = self._paragraph(place)
        remark = proposal.remark
        if place.part != self._main:
            seen = self._document.slice(proposal.span) if proposal.span else ""
            reference = note_reference(self._package.xml(self._main), place.part, paragraph)
            where = "In the note here" if reference is not None else "In the page header or footer"
            remark = f"{where}: “{seen}”\n{remark}"
            runs = [reference] if reference is not None else self._first_words()
        else:
            runs = isolate(paragraph, place.start, place.end, self._hidden)
        if not runs:
            return "the words were not found in the file"
        self._book.add(runs, remark)
        return None

    def _remarked(self, proposal: Proposal) -> ParagraphRange | None:
        if proposal.span is not None:
            return paragraph_range(self._document, proposal.span)
        block = self._document.blocks[proposal.insertion.beside if proposal.insertion else 0].span
        return paragraph_range(self._document, Span(max(block.start, block.end - 40), block.end))

    def _first_words(self) -> list[XmlElement]:
        for block in self._document.blocks:
            place = paragraph_range(self._document, block.span)
            if place is not None and place.part == self._main:
                return isolate(self._paragraph(place), place.start, min(place.end, place.start + 20), self._hidden)
        return []

    def changes(self, proposals: Sequence[Proposal]) -> Written:
        """Every edit and insertion carried out; what cannot be is left out with the reason."""
        applied: list[Proposal] = []
        left_out: list[LeftOut] = []
        for proposal in proposals:
            reason = self._why_not(proposal)
            if reason:
                left_out.append(LeftOut(proposal, reason))
            else:
                applied.append(proposal)
        insertions = [one for one in applied if one.insertion is not None]
        anchors = [(one, self._insertion_anchor(one), self._like(one)) for one in insertions]
        for edit in distinct_edits(applied):
            self._edit(edit)
        for proposal, anchor, like in reversed(anchors):
            self._insert(proposal, anchor, like)
        return Written(self._package.save(), tuple(applied), tuple(left_out))

    def _why_not(self, proposal: Proposal) -> str | None:
        if not proposal.edits and proposal.insertion is None:
            return NO_EDIT
        if proposal.insertion is not None:
            return (
                None if self._insertion_anchor(proposal) is not None else "the place for it was not found in the file"
            )
        for edit in proposal.edits:
            place = paragraph_range(self._document, edit.span)
            if place is None:
                return "its words run over two paragraphs"
            paragraph = self._paragraph(place)
            reach = (
                place if place.end > place.start else place._replace(start=max(0, place.start - 1), end=place.start + 1)
            )
            reason = obstacle(paragraph, reach.start, reach.end, self._hidden, self._volatile[place.part])
            if reason is None and self._style.mode == "tracked":
                leaves = leaves_within(paragraph, reach.start, reach.end, self._hidden)
                reason = NO_TRACKING if any(in_plain_control(leaf.run) for leaf in leaves) else None
            if reason:
                return reason
        return None

    def _edit(self, edit: Edit) -> None:
        place = paragraph_range(self._document, edit.span)
        assert place is not None
        if place.part not in self._twins:
            self._twins[place.part] = twins(self._package, self._main, place.part)
        also = [(part, paragraphs[place.paragraph]) for part, paragraphs in self._twins[place.part]]
        for part, paragraph in [(place.part, self._paragraph(place)), *also]:
            before = paragraph_text(paragraph, self._hidden)
            replace_text(paragraph, place.start, place.end, edit.replacement, self._pen)
            assert (
                paragraph_text(paragraph, self._hidden)
                == before[: place.start] + edit.replacement + before[place.end :]
            )
            self._package.touch(part)

    def _insertion_anchor(self, proposal: Proposal) -> XmlElement | None:
        """The block-level element behind which the clause goes: a paragraph, or the whole table it stands in."""
        assert proposal.insertion is not None
        place = block_paragraph(self._document, proposal.insertion.beside)
        if place is None or place.part != self._main:
            return None
        paragraph = self._paragraph(place)
        tables = list(paragraph.iterancestors(f"{W}tbl"))
        element = tables[-1] if tables else paragraph
        boxes = list(element.iterancestors(W_P))
        element = boxes[-1] if boxes else element
        while element.getparent().tag == f"{W}sdtContent":
            element = element.getparent().getparent()
        return element

    def _like(self, proposal: Proposal) -> XmlElement | None:
        assert proposal.insertion is not None
        place = (
            block_paragraph(self._document, proposal.insertion.like) if proposal.insertion.like is not None else None
        )
        return self._paragraph(place) if place is not None else None

    def _insert(self, proposal: Proposal, anchor: XmlElement, like: XmlElement | None) -> None:
        insertion = proposal.insertion
        assert insertion is not None
        text = insertion.text
        place = block_paragraph(self._document, insertion.like) if insertion.like is not None else None
        if insertion.marker and place is not None and place.start > 0:
            gap = paragraph_text(like, self._hidden)[: place.start]
            text = insertion.marker + gap[len(gap.rstrip()) :] + text
        insert_paragraph(anchor, text, like, self._pen, before=insertion.before)
        self._package.touch(self._main)
