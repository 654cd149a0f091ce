"""Markdown, HTML and text: only the characters edited change, and the diff says which."""

from __future__ import annotations

import re

import pytest
from copies import clause
from copies import expected
from copies import read_one
from copies import swap
from copies import write

from policy_audit.errors import UsageError

MARKDOWN = "# Roles\n\nThe **chairman** or his\ndeputy signs. See [the chairman](https://example.org/chairman).\n\n4.1 Managers act.\n\n4.2 Staff report.\n"
HTML = (
    '<!doctype html><html><body><h1>Roles</h1><p class="x">The chair<b>man</b> &amp; his deputy&rsquo;s chairman</p>'
    "<ul><li>One</li><li>Two</li></ul><script>var chairman = 1;</script></body></html>"
)


def test_clean_markdown_keeps_markup_and_line_ends() -> None:
    data = MARKDOWN.replace("\n", "\r\n").encode("utf-8-sig")
    document = read_one(data, "a.md")
    proposals = [swap(document, "chairman", "chair"), swap(document, "his deputy", "their deputy")]
    written = write(data, "a.md", proposals, "clean")
    assert written.data.startswith(b"\xef\xbb\xbf")
    text = written.data.decode("utf-8-sig")
    assert "The **chair** or their deputy signs. See [the chairman](https://example.org/chairman)." in text
    assert text.count("\r\n") == MARKDOWN.count("\n") - 1
    assert read_one(written.data, "a.md").text == expected(document, proposals)
    assert "-The **chairman** or his\n" in written.difference
    assert written.difference.startswith("--- a/a.md\n+++ b/a.md\n")


def test_markup_between_the_words_is_left_alone_unless_it_is_closed() -> None:
    document = read_one(HTML.encode(), "a.html")
    half = swap(document, "The chairman", "The chair")
    written = write(HTML.encode(), "a.html", [half], "clean")
    assert b'<p class="x">The chair &amp; his' in written.data
    document = read_one(MARKDOWN.encode(), "a.md")
    crossing = swap(document, "See the chairman", "Ask the chair")
    left = write(MARKDOWN.encode(), "a.md", [crossing], "clean").left_out
    assert [one.reason for one in left] == ["markup stands between the words"]


def test_html_replacement_is_escaped_and_entities_are_kept() -> None:
    document = read_one(HTML.encode(), "a.html")
    written = write(HTML.encode(), "a.html", [swap(document, "his deputy", "their <deputy>")], "clean")
    assert b"&amp; their &lt;deputy&gt;&rsquo;s chairman" in written.data
    assert b"var chairman = 1;" in written.data


@pytest.mark.parametrize(("source", "name"), [(MARKDOWN, "a.md"), (HTML, "a.html")])
def test_tracked_changes_can_be_taken_back(source: str, name: str) -> None:
    document = read_one(source.encode(), name)
    proposals = [swap(document, "his deputy", "their deputy"), clause(document, "New clause.", 0)]
    text = write(source.encode(), name, proposals, "tracked").data.decode()
    rejected = re.sub(r"(?:\n\n<ins>.*?</ins>|\n<p><ins>.*?</ins></p>|<ins>.*?</ins>)", "", text, flags=re.S)
    assert re.sub(r"</?del>", "", rejected) == source
    clean = write(source.encode(), name, proposals, "clean").data.decode()
    assert re.sub(r"</?ins>", "", re.sub(r"<del>.*?</del>", "", text, flags=re.S)) == clean


@pytest.mark.parametrize(("source", "name"), [(MARKDOWN, "a.md"), (HTML, "a.html")])
def test_comments_leave_the_text_as_it_is(source: str, name: str) -> None:
    document = read_one(source.encode(), name)
    written = write(source.encode(), name, [swap(document, "his deputy", "their deputy")], "comments")
    assert read_one(written.data, name).text == document.text
    assert "<!-- Policy audit: Use “their deputy”. Why: it is a test. -->" in written.data.decode()


@pytest.mark.parametrize(
    "source",
    [
        "Ask `his\ndeputy`",
        "Ask ``his deputy` at`` once `here`.",
        "See <https://example.org/his-deputy>",
        "| Who | What |\n|---|---|\n| his deputy | signs |\n",
        "Why join\nhis deputy: works with us.",
    ],
)
def test_comment_in_markdown_goes_behind_what_cannot_hold_it(source: str) -> None:
    data = f"# Roles\n\n{source}\n".encode()
    document = read_one(data, "a.md")
    words = next(one for one in ("his deputy", "his-deputy") if one in document.text)
    proposal = swap(document, words, "their | deputy `today`")
    written = write(data, "a.md", [proposal], "comments")
    assert len(written.applied) == 1
    assert read_one(written.data, "a.md").text == document.text


def test_block_of_code_holds_no_comment() -> None:
    data = b"# Roles\n\n```yaml\nid: his deputy\n```\n"
    written = write(data, "a.md", [swap(read_one(data, "a.md"), "his deputy", "their deputy")], "comments")
    assert written.data == data
    assert [one.reason for one in written.left_out] == [
        "the words stand in a block of code, where a comment would be shown"
    ]


def test_plain_text_has_a_clean_copy_only() -> None:
    data = "The chairman signs.\n".encode("cp1252")
    document = read_one(data, "a.txt")
    assert write(data, "a.txt", [swap(document, "chairman", "chair")], "clean").data == b"The chair signs.\n"
    with pytest.raises(UsageError, match="cannot hold comments"):
        write(data, "a.txt", [], "comments")


def test_clause_continues_typed_numbers_and_follows_lists() -> None:
    document = read_one(MARKDOWN.encode(), "a.md")
    last = len(document.blocks) - 1
    written = write(MARKDOWN.encode(), "a.md", [clause(document, "The chair reports.", last, last, "4.3")], "clean")
    assert written.data.decode().endswith("4.2 Staff report.\n\n4.3 The chair reports.\n")
    page = read_one(HTML.encode(), "a.html")
    items = [number for number, block in enumerate(page.blocks) if block.kind == "list_item"]
    written = write(HTML.encode(), "a.html", [clause(page, "New.", items[-1])], "clean")
    assert b"</ul>\n<p>New.</p><script>" in written.data


@pytest.mark.parametrize(
    ("name", "source", "after", "expected"),
    [
        ("a.md", "---\ntitle: x\n---\nText.\n", -2, "---\ntitle: x\n---\nNew.\n\nText.\n"),
        ("a.md", "Text.\n", -1, "New.\n\nText.\n"),
        (
            "a.html",
            "<body><h1>A</h1>\n<p class='b'><b>Text</b></p></body>",
            -2,
            "<body><h1>A</h1>\n<p>New.</p>\n<p class='b'><b>Text</b></p></body>",
        ),
        ("a.html", "<body>Text</body>", -1, "<body><p>New.</p>\nText</body>"),
    ],
)
def test_clause_in_front_of_a_block(name: str, source: str, after: int, expected: str) -> None:
    document = read_one(source.encode(), name)
    written = write(source.encode(), name, [clause(document, "New.", after)], "clean")
    assert written.data.decode() == expected


# Name → Markdown and HTML that say "chairman" once, at an awkward place, and what the clean copy says there.
AWKWARD = {
    "emoji before": ("a.md", "# P\n\n🎉👩🏽‍🏫 The chairman signs 🎉.\n", "🎉👩🏽‍🏫 The chair signs 🎉."),
    "right-to-left nearby": ("a.md", "שלום עולם the chairman مرحبا\n", "שלום עולם the chair مرحبا"),
    "link": (
        "a.md",
        "Ask [the chairman today](https://example.org/chairman).\n",
        "[the chair today](https://example.org/chairman)",
    ),
    "table": ("a.md", "| Who | What |\n|---|---|\n| The chairman | signs |\n", "| The chair | signs |"),
    "footnote mark": ("a.md", "The chairman[^1] signs.\n\n[^1]: Or a deputy.\n", "The chair[^1] signs."),
    "heading": ("a.md", "The chairman\n============\n\nText.\n", "The chair\n============"),
    "entity beside": (
        "a.html",
        "<p>A&nbsp;&amp; the chairman&#8217;s deputy</p>",
        "A&nbsp;&amp; the chair&#8217;s deputy",
    ),
    "emoji in HTML": ("a.html", "<p>🎉 the <b>chairman</b> &#x1F389;</p>", "🎉 the <b>chair</b> &#x1F389;"),
    "right-to-left in HTML": (
        "a.html",
        "<p dir='rtl'>שלום <span dir='ltr'>the chairman</span></p>",
        "<span dir='ltr'>the chair</span>",
    ),
}


@pytest.mark.parametrize("place", AWKWARD)
def test_edit_at_an_awkward_place(place: str) -> None:
    name, source, expected = AWKWARD[place]
    document = read_one(source.encode(), name)
    before, after = (
        source.split(),
        write(source.encode(), name, [swap(document, "chairman", "chair")], "clean").data.decode(),
    )
    assert expected in after
    changed = [(old, new) for old, new in zip(before, after.split(), strict=True) if old != new]
    assert len(changed) == 1
