"""What must hold for every document, whatever its content: Hypothesis looks for the one for which it does not."""

from __future__ import annotations

import re
import string
from collections import Counter

from extracting import check_invariants
from hypothesis import assume
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from lxml import etree
from word_maker import make_docx
from word_maker import paragraph

from policy_audit.extract.locate import anchor_at
from policy_audit.extract.locate import locate
from policy_audit.extract.read import read_bytes
from policy_audit.types import Document
from policy_audit.types import Span
from policy_audit.types import TextAnchor

MARKUP = ["*", "**", "_", "`", "``", "[", "](u)", "]", "![", "&amp;", "&", "<b>", "</b>", "<!-- c -->", "\\", "\\*", "~~", "|", "> ",
          "- ", "1. ", "# ", "## ", "\n", "\n\n", "    ", "  \n", "---\n", "|---|\n", "```\n", "<div>\n", ":", "\t", "é", "“", "\u2028", "🎉"]  # fmt: skip
WORDS = st.text(string.ascii_letters + " ", min_size=1, max_size=12)
MARKED = st.lists(st.one_of(st.sampled_from(MARKUP), WORDS), max_size=40).map("".join)
TAGS = ["<p>", "</p>", "<li>", "<ul>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<b>", "</b>", "<br>", "<h2>", "</h2>", "<main>",
        "</main>", "<footer>", "</footer>", "<pre>", "</pre>", "&nbsp;", "&lt;", "&#x1F600;", "&bogus", "<!-- x -->", "<", ">", "\n", "  ",
        "<div hidden>", "</div>", "<script>", "</script>"]  # fmt: skip
TAGGED = st.lists(st.one_of(st.sampled_from(TAGS), WORDS), max_size=40).map("".join)


def documents(source: str, name: str) -> list[Document]:
    found = [one for one in read_bytes(source.encode("utf-8", "surrogatepass"), name) if isinstance(one, Document)]
    for document in found:
        check_invariants(document)
    return found


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z]", text.lower()))


def shown(document: Document) -> Counter[str]:
    return letters(" ".join(f"{block.marker} {document.slice(block.span)}" for block in document.blocks))


@given(MARKED)
@example("\u2028\t<div>\n")
@settings(max_examples=250, deadline=None)
def test_markdown_shows_the_letters_of_the_rendered_page(source: str) -> None:
    """markdown-it's HTML, read by lxml, is the oracle; front matter is no part of it."""
    from lxml import html
    from markdown_it import MarkdownIt

    # The words of a picture stand in an attribute, where tags are no tags; page and extraction read such marks differently.
    assume("![" not in source)
    source = f"Beginning.\n\n{source}"
    # A line separator is no blank in Markdown: what follows it is not indented.
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source.replace("\u2028", "\ufffe"))
    root = html.document_fromstring(f"<body>{page}</body>")
    etree.strip_elements(root, etree.Comment, with_tail=False)
    (document,) = documents(source, "a.md")
    expected = letters(" ".join(root.itertext()) + " ".join(root.xpath("//img/@alt")))
    assert not expected - shown(document)


@given(TAGGED)
@settings(max_examples=250, deadline=None)
def test_html_shows_every_letter_outside_of_hidden_parts(source: str) -> None:
    """Words are put into the tags at places where no browser would hide them."""
    kept = re.sub(r"<(?:div hidden|script|/script|!-- x --|)>|<(?![a-z/])|&bogus", " ", source)
    found = documents(f"<p>Beginning</p>{kept}", "a.html")
    plain = re.sub(r"<[^>]*>|&[#\w]*;", " ", kept)
    assert not letters(plain) - shown(found[0])


@given(st.text(max_size=300))
@settings(max_examples=250, deadline=None)
def test_text_is_as_long_as_its_source_less_carriage_returns(source: str) -> None:
    for document in documents(source.encode("utf-8", "replace").decode(), "a.txt"):
        if document.format == "txt":
            folded = document.source.replace("\r\n", "\n")
            assert len(document.text) == len(folded)
            same = sum(a == b for a, b in zip(document.text, folded, strict=True))
            assert same >= len(folded) - sum(not character.isprintable() for character in folded)


@given(MARKED)
@settings(max_examples=100, deadline=None)
def test_every_word_of_a_plain_text_is_in_a_block_or_a_marker(source: str) -> None:
    for document in documents(source.replace("\u2028", ""), "a.txt"):
        inside = " ".join(f"{block.marker} {document.slice(block.span)}" for block in document.blocks)
        for word in document.text.split():
            if any(character.isalpha() for character in word):
                assert word in inside


@given(MARKED)
@settings(max_examples=100, deadline=None)
def test_location_agrees_with_the_anchor(source: str) -> None:
    for document in documents(source, "a.md"):
        for block in document.blocks:
            anchor = anchor_at(document, block.span.start)
            assert isinstance(anchor, TextAnchor)
            place = locate(document, Span(block.span.start, block.span.end))
            assert (place.line, place.column) == (anchor.line, anchor.column)
            line = document.source.replace("\r\n", "\n").replace("\r", "\n").split("\n")[anchor.line - 1]
            assert anchor.column <= len(line) + 1


@given(st.lists(st.text(string.ascii_letters + " .:\t", max_size=40), min_size=1, max_size=8))
@settings(max_examples=80, deadline=None)
def test_word_paragraphs_keep_their_text(paragraphs: list[str]) -> None:
    data = make_docx(*[paragraph(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>') for text in paragraphs])
    for document in (one for one in read_bytes(data, "a.docx") if isinstance(one, Document)):
        check_invariants(document)
        said = [f"{block.marker} {document.slice(block.span)}".split() for block in document.blocks]
        assert said == [text.split() for text in paragraphs if text.strip()]
