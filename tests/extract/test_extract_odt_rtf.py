"""OpenDocument and RTF, from files written by hand."""

from __future__ import annotations

from extracting import blocks
from extracting import read_error
from extracting import read_one
from extracting import texts
from samples import ODT
from samples import RTF
from samples import make_odt
from word_maker import zipped

from policy_audit.extract.locate import anchor_at
from policy_audit.types import TextAnchor


def test_odt() -> None:
    document = read_one(ODT, "a.odt")
    assert texts(document, region="header") == ["Head"]
    assert texts(document, region="footer") == ["Foot"]
    assert texts(document, kind="title") == ["Our policy"]
    assert [(b.level, b.marker, document.slice(b.span)) for b in blocks(document, kind="heading")] == [
        (1, "1", "Scope"),
        (2, "", "How we check"),
    ]
    assert "Two  blanks\ttab\nline end" in texts(document, kind="paragraph")
    assert texts(document, kind="note") == ["The note"]
    assert texts(document, kind="text_box") == ["In a box"]
    assert [(b.level, b.marker, document.slice(b.span)) for b in blocks(document, kind="list_item")] == [
        (1, "1.", "first"),
        (2, "(a)", "inner"),
        (1, "2.", "second"),
    ]
    assert [(b.cell.row, b.cell.column, b.cell.heading, document.slice(b.span)) for b in document.blocks if b.cell] == [
        (0, 0, True, "Who"),
        (0, 1, True, "What"),
        (1, 0, False, "Chair"),
        (1, 1, False, "leads"),
    ]
    assert "deleted" not in document.text and "hidden" not in document.text
    assert [(comment.author, comment.text) for comment in document.comments] == [("Ann", "Why?")]


def test_odt_with_a_password() -> None:
    data = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "x",
            "META-INF/manifest.xml": "<manifest:encryption-data/>",
        }
    )
    assert read_error(data, "a.odt").code == "encrypted-document"


def test_odt_paragraph_in_a_section() -> None:
    assert (
        read_one(make_odt("<text:section><text:p>Inside.</text:p></text:section>"), "a.odt").text
        == "Head\nInside.\nFoot"
    )


def test_rtf() -> None:
    document = read_one(RTF, "a.rtf")
    assert document.metadata.author == "Ann"
    assert texts(document, region="header") == ["Head"]
    assert texts(document, region="footer") == ["Foot"]
    assert texts(document, kind="title") == ["Our policy"]
    assert [(b.level, b.marker, document.slice(b.span)) for b in blocks(document, kind="heading")] == [
        (1, "1", "Scope"),
        (2, "", "How we check"),
    ]
    assert "We’re fair – café €5 shown." in texts(document, kind="paragraph")
    assert texts(document, kind="note") == ["The note"]
    assert [(b.level, b.marker, document.slice(b.span)) for b in blocks(document, kind="list_item")] == [
        (1, "•", "first"),
        (2, "a)", "inner"),
    ]
    assert [(b.cell.row, b.cell.column, document.slice(b.span)) for b in document.blocks if b.cell] == [
        (0, 0, "Who"),
        (0, 1, "What"),
        (1, 0, "Chair"),
        (1, 1, "leads"),
    ]
    assert document.warnings == ("6 characters of hidden text were not read.",)


def test_rtf_addresses() -> None:
    document = read_one(RTF, "a.rtf")
    source = RTF.decode("latin-1")
    for word in ("Scope", "fair", "inner", "Chair", "Again"):
        anchor = anchor_at(document, document.text.index(word))
        assert isinstance(anchor, TextAnchor)
        assert source[anchor.offset :].startswith(word)


def test_rtf_two_byte_characters_and_surrogates() -> None:
    data = rb"{\rtf1\ansi\ansicpg932\uc1 \'93\'fa\'96\'7b \u-10179?\u-8704? end of it.\par}"
    assert read_one(data, "a.rtf").text == "日本 😀 end of it."
