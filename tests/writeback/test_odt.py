"""OpenDocument: comments around the exact words, and nothing else changed."""

from __future__ import annotations

import pytest
from copies import parts
from copies import read_one
from copies import swap
from copies import write
from lxml import etree
from samples import make_odt

from policy_audit.extract.odt import OFFICE

PLACES = {
    "plain": "<text:p>The chairman signs.</text:p>",
    "spans": "<text:p>The <text:span>chair</text:span>man signs.</text:p>",
    "in a span": "<text:p>The <text:span>old chairman of us</text:span> signs.</text:p>",
    "blanks and tabs": '<text:p>One<text:s text:c="3"/><text:tab/>chairman<text:line-break/>signs</text:p>',
    "whole paragraph": "<text:p>chairman</text:p>",
    "list": "<text:list><text:list-item><text:p>The chairman</text:p></text:list-item></text:list>",
    "end of a span": "<text:p><text:span>The chairman</text:span></text:p>",
}


@pytest.mark.parametrize("place", PLACES)
def test_comment_stands_around_the_words(place: str) -> None:
    data = make_odt(PLACES[place])
    document = read_one(data, "a.odt")
    written = write(data, "a.odt", [swap(document, "chairman", "chair")], "comments")
    assert len(written.applied) == 1
    again = read_one(written.data, "a.odt")
    assert again.text == document.text
    assert [one.text.split("\n")[0] for one in again.comments] == ["Use “chair”."]
    content = parts(written.data)["content.xml"].decode()
    inside = content[content.index("</office:annotation>") : content.index("<office:annotation-end")]
    assert etree.fromstring(f"<x>{strip(inside)}</x>").text == "chairman"
    before, after = parts(data), parts(written.data)
    assert {name for name in before if before[name] != after[name]} == {"content.xml"}
    assert next(iter(after)) == "mimetype"


def strip(markup: str) -> str:
    """Markup without its tags."""
    import re

    return re.sub(r"<[^>]+>", "", markup)


def test_comment_names_are_unique() -> None:
    data = make_odt("<text:p>The chairman and the foreman and the fireman.</text:p>")
    document = read_one(data, "a.odt")
    proposals = [swap(document, word, "x") for word in ("chairman", "foreman", "fireman")]
    root = etree.fromstring(parts(write(data, "a.odt", proposals, "comments").data)["content.xml"])
    names = [one.get(f"{OFFICE}name") for one in root.iter(f"{OFFICE}annotation")]
    assert len(set(names)) == len(names) == 3
