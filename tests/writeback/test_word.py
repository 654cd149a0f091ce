"""Word: at every awkward place, rejecting all gives the source back and accepting all gives the edited text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from copies import expected
from copies import parts
from copies import read_one
from copies import settled
from copies import swap
from copies import write
from lxml import etree
from word_maker import make_docx
from word_maker import paragraph
from word_maker import run
from word_maker import table

from policy_audit.extract.word_leaves import W
from policy_audit.types import Edit
from policy_audit.types import Span

OTHER = 'w:author="Ana" w:date="2025-01-01T00:00:00Z"'
SOMEBODY = f'<w:ins w:id="7" {OTHER}>{run("The chairman of the panel")}</w:ins>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("chairman") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
LINK = FIELD.replace(" REF x ", ' HYPERLINK "https://example.org" ')
CONTROL = "<w:sdt><w:sdtPr>{0}</w:sdtPr><w:sdtContent>{1}</w:sdtContent></w:sdt>"
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTES = f'<w:footnote w:id="2">{paragraph("See the chairman.")}</w:footnote>'
OLD_COMMENT = f'<w:comment w:id="3" {OTHER} w:initials="A"><w:p>{run("Please check")}</w:p></w:comment>'
COMMENTED = (
    '<w:commentRangeStart w:id="3"/>'
    + run("The chairman")
    + '<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>'
)

# Name → body of a document that says "chairman" once, at an awkward place.
PLACES = {
    "plain": paragraph("The chairman signs."),
    "split over runs": paragraph(run("The ch"), run("air", "<w:b/>"), run("man", "<w:i/>"), run(" signs.")),
    "hyperlink": paragraph(
        "Ask ", '<w:hyperlink w:anchor="a">' + run("the chairman today") + "</w:hyperlink>", " please."
    ),
    "half in a hyperlink": paragraph(
        "Ask the chair", '<w:hyperlink w:anchor="a">' + run("man today") + "</w:hyperlink>"
    ),
    "table": table(["Who", "What"], ["The chairman", "signs"]),
    "nested table": table(["A", table(["The chairman signs", "b"]) + paragraph("")]),
    "content control": paragraph(CONTROL.format("", run("The chairman")), " signs."),
    "block content control": CONTROL.format("", paragraph("The chairman signs.")),
    "hyperlink field": paragraph("See the ", LINK, " here."),
    "beside a field": paragraph("The ", run("chairman"), LINK.replace("chairman", "page 3"), "."),
    "beside a footnote mark": paragraph(run("The chairman"), NOTE, run(" signs.")),
    "somebody's insertion": paragraph(SOMEBODY, " signs."),
    "beside a deletion": paragraph(
        "The ", f'<w:del w:id="8" {OTHER}><w:r><w:delText>old </w:delText></w:r></w:del>', "chairman signs."
    ),
    "inside an older comment": paragraph(COMMENTED, " signs."),
    "tabs and breaks": paragraph(
        '<w:r><w:t>One</w:t><w:tab/><w:t xml:space="preserve">The chairman</w:t><w:br/><w:t>signs</w:t></w:r>'
    ),
    "right-to-left nearby": paragraph(run("שלום עולם ", "<w:rtl/>"), run("the chairman "), run("مرحبا", "<w:rtl/>")),
    "emoji before": paragraph("🎉👩🏽‍🏫 The chairman signs 🎉"),
    "non-breaking hyphen": paragraph("<w:r><w:t>vice</w:t><w:noBreakHyphen/><w:t>chairman</w:t></w:r>"),
    "smart tag": paragraph("<w:smartTag>" + run("The chairman") + "</w:smartTag>", " signs."),
    "bookmark inside": paragraph(
        run("The chair"), '<w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>', run("man signs.")
    ),
    "list": paragraph("The chairman signs.", number=(1, 1)),
    "text box": paragraph(
        "Outside ",
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        + paragraph("The chairman signs.")
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>",
    ),
}
# Name → body, and the reason why its word is left alone.
REFUSED = {
    "field result": (paragraph("See ", FIELD, "."), "field"),
    "simple field": (paragraph('<w:fldSimple w:instr="AUTHOR">' + run("The chairman") + "</w:fldSimple>"), "field"),
    "footnote mark inside": (paragraph(run("The chair"), NOTE, run("man signs.")), "footnote"),
    "bound control": (paragraph(CONTROL.format('<w:dataBinding w:xpath="/a"/>', run("The chairman"))), "control"),
    "locked control": (paragraph(CONTROL.format('<w:lock w:val="contentLocked"/>', run("The chairman"))), "locked"),
}
EXTRA = {"footnotes": NOTES.replace("chairman", "notes"), "comments": OLD_COMMENT}
NAME = "policy.docx"


def made(body: str) -> bytes:
    return make_docx(paragraph("A policy on many things."), body, paragraph("The end."), parts=EXTRA)


@pytest.mark.parametrize("place", PLACES)
def test_tracked_change_can_be_rejected_and_accepted(place: str) -> None:
    data = made(PLACES[place])
    document = read_one(data, NAME)
    proposal = swap(document, "chairman", "chair & <lead>")
    written = write(data, NAME, [proposal], "tracked")
    assert not written.left_out
    assert read_one(settled(written.data, accept=False), NAME).text == document.text
    assert read_one(settled(written.data, accept=True), NAME).text == expected(document, [proposal])


@pytest.mark.parametrize("place", PLACES)
def test_clean_copy_is_the_edited_text_and_nothing_else_changes(place: str) -> None:
    data = made(PLACES[place])
    document = read_one(data, NAME)
    proposal = swap(document, "chairman", "chair")
    written = write(data, NAME, [proposal], "clean")
    assert read_one(written.data, NAME).text == expected(document, [proposal])
    before, after = parts(data), parts(written.data)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}


@pytest.mark.parametrize("place", PLACES)
def test_comment_stands_on_the_exact_words(place: str) -> None:
    data = made(PLACES[place])
    document = read_one(data, NAME)
    written = write(data, NAME, [swap(document, "chairman", "chair")], "comments")
    assert len(written.applied) == 1
    assert read_one(written.data, NAME).text == document.text
    root = etree.fromstring(parts(written.data)["word/document.xml"])
    assert commented(root, "4") == "chairman"
    book = etree.fromstring(parts(written.data)["word/comments1.xml"])
    texts = {one.get(f"{W}id"): "".join(one.itertext()) for one in book.iter(f"{W}comment")}
    assert texts["3"] == "Please check"
    assert texts["4"].startswith("Use “chair”.")


def commented(root: etree._Element, identifier: str) -> str:
    """Visible text between the marks of a comment."""
    inside, text = False, ""
    for element in root.iter():
        if element.tag == f"{W}commentRangeStart" and element.get(f"{W}id") == identifier:
            inside = True
        elif element.tag == f"{W}commentRangeEnd" and element.get(f"{W}id") == identifier:
            inside = False
        elif inside and element.tag == f"{W}t":
            text += element.text or ""
    return text


@pytest.mark.parametrize("place", REFUSED)
def test_edit_is_left_out_where_word_would_undo_it(place: str) -> None:
    body, reason = REFUSED[place]
    data = made(body)
    document = read_one(data, NAME)
    for mode in ("tracked", "clean"):
        written = write(data, NAME, [swap(document, "chairman", "chair")], mode)
        assert not written.applied
        assert reason in written.left_out[0].reason
        assert read_one(written.data, NAME).text == document.text
    assert len(write(data, NAME, [swap(document, "chairman", "chair")], "comments").applied) == 1


def test_plain_text_control_is_changed_in_a_clean_copy_only() -> None:
    data = made(paragraph(CONTROL.format("<w:text/>", run("The chairman")), " signs."))
    document = read_one(data, NAME)
    proposal = swap(document, "chairman", "chair")
    assert "plain text" in write(data, NAME, [proposal], "tracked").left_out[0].reason
    assert read_one(write(data, NAME, [proposal], "clean").data, NAME).text == expected(document, [proposal])


def test_headers_that_say_the_same_are_changed_together() -> None:
    data = make_docx(paragraph("Body text here."), parts={"header": paragraph("The chairman, policy")})
    document = read_one(data, NAME)
    proposal = swap(document, "chairman", "chair")
    written = write(data, NAME, [proposal], "tracked")
    assert read_one(settled(written.data, accept=True), NAME).text == expected(document, [proposal])
    assert read_one(settled(written.data, accept=False), NAME).text == document.text


def test_remark_on_a_header_or_note_stands_in_the_body() -> None:
    body = paragraph(run("The board meets."), NOTE)
    data = make_docx(body, parts={"header": paragraph("The chairman, policy"), "footnotes": NOTES})
    document = read_one(data, NAME)
    proposals = [swap(document, "chairman", "chair"), swap(document, "chairman", "chair", nth=1)]
    written = write(data, NAME, proposals, "comments")
    assert len(written.applied) == 2
    book = parts(written.data)["word/comments.xml"].decode()
    assert "In the page header or footer: “chairman”" in book
    assert "In the note here: “chairman”" in book
    assert read_one(written.data, NAME).text == document.text


def test_several_edits_in_one_paragraph_keep_their_places() -> None:
    data = make_docx(
        paragraph(run("The chairman or his deputy tells the "), run("chairman", "<w:b/>"), run(" of his plans."))
    )
    document = read_one(data, NAME)
    proposals = [
        swap(document, "chairman", "chair"),
        swap(document, "his", "their"),
        swap(document, "chairman", "chair", nth=1),
        swap(document, "his", "their", nth=1),
    ]
    written = write(data, NAME, proposals, "tracked")
    assert (
        read_one(settled(written.data, accept=True), NAME).text
        == "The chair or their deputy tells the chair of their plans."
    )
    assert read_one(settled(written.data, accept=False), NAME).text == document.text
    ids = [
        one.get(f"{W}id")
        for one in etree.fromstring(parts(written.data)["word/document.xml"]).iter(f"{W}ins", f"{W}del")
    ]
    assert len(ids) == len(set(ids)) == 8


def test_formatting_is_kept_by_the_new_words() -> None:
    data = made(PLACES["split over runs"])
    written = write(data, NAME, [swap(read_one(data, NAME), "chairman", "chair")], "tracked")
    inserted = next(etree.fromstring(parts(written.data)["word/document.xml"]).iter(f"{W}ins"))
    assert inserted.get(f"{W}author") == "Policy audit"
    assert inserted.get(f"{W}date") == "2026-11-21T00:00:00Z"
    assert "".join(inserted.itertext()) == "chair"


def test_empty_replacement_and_words_added_at_the_end() -> None:
    data = make_docx(paragraph("We will, where possible, help"))
    document = read_one(data, NAME)
    drop = swap(document, ", where possible,", "")
    end = len(document.text)
    add = replace(drop, span=Span(end, end), edits=(Edit(Span(end, end), " by [date]."),))
    for mode in ("tracked", "clean"):
        written = write(data, NAME, [drop, add], mode)
        assert read_one(settled(written.data, accept=True), NAME).text == "We will help by [date]."
    assert read_one(settled(write(data, NAME, [drop, add], "tracked").data, accept=False), NAME).text == document.text
