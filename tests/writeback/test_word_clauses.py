"""Clauses and comments that are added to a Word file: where they stand, and that the file stays one that Word opens."""

from __future__ import annotations

import io

import docx
import pytest
from copies import clause
from copies import parts
from copies import read_one
from copies import settled
from copies import swap
from copies import write
from lxml import etree
from test_word import NAME
from test_word import PLACES
from test_word import made
from word_maker import make_docx
from word_maker import paragraph
from word_maker import table

from policy_audit.extract.word_leaves import W
from policy_audit.types import Document

INSERTIONS = {
    "after a paragraph": (1, "A policy on many things.\nOne.\nNew clause.\nThe end."),
    "at the end": (2, "A policy on many things.\nOne.\nThe end.\nNew clause."),
    "at the top": (-1, "New clause.\nA policy on many things.\nOne.\nThe end."),
}


@pytest.mark.parametrize("where", INSERTIONS)
def test_clause_is_a_paragraph_of_its_own_and_can_be_rejected(where: str) -> None:
    after, text = INSERTIONS[where]
    data = make_docx(paragraph("A policy on many things."), paragraph("One."), paragraph("The end."))
    document = read_one(data, NAME)
    proposals = [clause(document, "New clause.", after, like=0)]
    assert read_one(write(data, NAME, proposals, "clean").data, NAME).text == text
    written = write(data, NAME, proposals, "tracked")
    assert read_one(settled(written.data, accept=True), NAME).text == text
    assert read_one(settled(written.data, accept=False), NAME).text == document.text


def test_clause_after_a_table_cell_goes_behind_the_table() -> None:
    data = make_docx(paragraph("A policy."), table(["Who", "What"], ["Chair", "signs"]), paragraph("The end."))
    document = read_one(data, NAME)
    written = write(data, NAME, [clause(document, "New clause.", 2, like=0)], "tracked")
    assert read_one(settled(written.data, accept=True), NAME).text.endswith("signs\nNew clause.\nThe end.")
    assert read_one(settled(written.data, accept=False), NAME).text == document.text


def test_typed_number_goes_on_and_automatic_number_is_copied() -> None:
    data = make_docx(paragraph("4.1 Managers must act."), paragraph("4.2 Staff must report."))
    document = read_one(data, NAME)
    written = write(data, NAME, [clause(document, "The chair reports.", 1, like=1, marker="4.3")], "clean")
    again = read_one(written.data, NAME)
    assert [block.marker for block in again.blocks] == ["4.1", "4.2", "4.3"]
    automatic = make_docx(paragraph("Act.", number=(1, 1)), paragraph("Report.", number=(1, 1)))
    document = read_one(automatic, NAME)
    written = write(automatic, NAME, [clause(document, "The chair reports.", 1, like=1, marker="1.3")], "clean")
    again = read_one(written.data, NAME)
    assert [block.marker for block in again.blocks][-1] == read_markers(document)[-1].replace(".2", ".3")
    assert again.text.endswith("The chair reports.")


def read_markers(document: Document) -> list[str]:
    return [block.marker for block in document.blocks]


def test_children_of_runs_and_paragraphs_keep_the_order_of_the_schema() -> None:
    data = made(PLACES["split over runs"])
    document = read_one(data, NAME)
    proposals = [swap(document, "chairman", "chair"), clause(document, "New clause.", 1, like=1)]
    root = etree.fromstring(parts(write(data, NAME, proposals, "tracked").data)["word/document.xml"])
    for element in root.iter(f"{W}p"):
        assert [child.tag for child in element if child.tag == f"{W}pPr"] in ([], [element[0].tag])
    for element in root.iter(f"{W}r"):
        properties = element.find(f"{W}rPr")
        assert properties is None or element[0] is properties
        if element.getparent().tag == f"{W}del":
            assert element.find(f"{W}t") is None
    for element in root.iter(f"{W}ins", f"{W}del"):
        parent = element.getparent().tag
        assert parent in (f"{W}p", f"{W}hyperlink", f"{W}rPr", f"{W}ins"), parent
    for properties in root.iter(f"{W}pPr"):
        tags = [child.tag for child in properties]
        late = [place for place, tag in enumerate(tags) if tag in (f"{W}sectPr", f"{W}pPrChange")]
        assert f"{W}rPr" not in tags or not late or tags.index(f"{W}rPr") < late[0]


def test_new_comments_part_is_declared() -> None:
    data = make_docx(paragraph("The chairman signs."))
    written = write(data, NAME, [swap(read_one(data, NAME), "chairman", "chair")], "comments")
    after = parts(written.data)
    assert b"/word/comments.xml" in after["[Content_Types].xml"]
    assert b'Target="comments.xml"' in after["word/_rels/document.xml.rels"]
    comments = list(docx.Document(io.BytesIO(written.data)).comments)
    assert [(one.author, one.text.split("\n")[0]) for one in comments] == [("Policy audit", "Use “chair”.")]


def test_same_input_same_bytes() -> None:
    data = made(PLACES["plain"])
    proposals = [swap(read_one(data, NAME), "chairman", "chair")]
    for mode in ("comments", "tracked", "clean"):
        assert write(data, NAME, proposals, mode).data == write(data, NAME, proposals, mode).data
