"""Markdown: structure, markup taken off, every character addressed."""

from __future__ import annotations

import pytest
from extracting import blocks
from extracting import read_one
from extracting import texts

from policy_audit.extract.locate import anchor_at
from policy_audit.extract.locate import locate
from policy_audit.extract.locate import section_of
from policy_audit.types import Span
from policy_audit.types import TextAnchor

POLICY = """---
title: Equality policy
owner: "HR Director"
review: 2027-05-01
tags: [edi, fairness]
plan:
  - objective: Recruit fairly
    due: June 2026
  - objective: Pay fairly
# a comment
summary: >
  We want everyone
  to belong.
---
# Equality policy

We are **firmly** committed to [fair *treatment*](https://example.org "x") &amp; respect.\x20\x20
Owner: `HR`

## 1. Roles

### 1.1 The Board

> Every voice
> counts.

1. First point
   goes on
   - inner point
2) Second

| Who | What |
|-----|------|
| Chair | leads \\| listens |
| **HR** | |

```
code stays
```

<!-- policy-audit: ignore -->
Text with <b>tags</b> and \\*escapes\\* and a line<br>break.

<div><p>Inner HTML</p></div>

**How we check**

Each year.

**Jane Smith**
"""


def test_inline_markup_is_taken_off() -> None:
    document = read_one(POLICY, "a.md")
    assert "We are firmly committed to fair treatment & respect.\nOwner: HR" in texts(document, kind="paragraph")
    assert "Text with tags and *escapes* and a line\nbreak." in texts(document, kind="paragraph")


def test_front_matter_is_facts_and_text() -> None:
    document = read_one(POLICY, "a.md")
    assert document.metadata.title == "Equality policy"
    assert document.metadata.fields["owner"] == "HR Director"
    said = texts(document, region="metadata")
    assert said[:3] == ["title: Equality policy", "owner: HR Director", "review: 2027-05-01"]
    assert "objective: Recruit fairly" in said
    assert "due: June 2026" in said
    assert "We want everyone to belong." in said
    assert not any("a comment" in line for line in said)


def test_structure() -> None:
    document = read_one(POLICY, "a.md")
    assert [(b.level, b.marker, document.slice(b.span)) for b in blocks(document, kind="heading")] == [
        (2, "1.", "Roles"),
        (3, "1.1", "The Board"),
        (4, "", "How we check"),
    ]
    assert texts(document, kind="title") == ["Equality policy"]
    assert [(b.level, b.marker, document.slice(b.span)) for b in blocks(document, kind="list_item", region="body")] == [
        (1, "1.", "First point goes on"),
        (2, "-", "inner point"),
        (1, "2)", "Second"),
    ]
    assert texts(document, quoted=True) == ["Every voice counts."]
    assert texts(document, code=True) == ["code stays"]
    assert "Inner HTML" in texts(document, kind="paragraph")
    assert texts(document, kind="paragraph")[-1] == "Jane Smith"


def test_tables_by_cells() -> None:
    document = read_one(POLICY, "a.md")
    cells = [(b.cell.row, b.cell.column, b.cell.heading, document.slice(b.span)) for b in document.blocks if b.cell]
    assert cells == [
        (0, 0, True, "Who"),
        (0, 1, True, "What"),
        (1, 0, False, "Chair"),
        (1, 1, False, "leads | listens"),
        (2, 0, False, "HR"),
    ]


def test_comments_are_kept_where_they_stand() -> None:
    document = read_one(POLICY, "a.md")
    (comment,) = document.comments
    assert comment.text == "policy-audit: ignore"
    assert comment.span is not None
    assert document.text[comment.span.start :].startswith("Text with tags")


def test_addresses_point_into_the_source() -> None:
    document = read_one(POLICY, "a.md")
    for word in ("firmly", "treatment", "respect", "goes on", "inner", "counts", "listens", "tags", "break", "Inner"):
        start = document.text.index(word)
        anchor = anchor_at(document, start)
        assert isinstance(anchor, TextAnchor)
        assert POLICY[anchor.offset :].startswith(word)
        line = POLICY.split("\n")[anchor.line - 1]
        assert line[anchor.column - 1 :].startswith(word)


def test_sections() -> None:
    document = read_one(POLICY, "a.md")
    at = document.text.index("Chair")
    assert section_of(document, at) == ("1. Roles", "1.1 The Board")
    assert locate(document, Span(at, at + 5)).section == ("1. Roles", "1.1 The Board")
    assert section_of(document, 0) == ()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("``a ` b`` c", "a ` b c"),
        ("a `` ` `` c", "a ` c"),
        ("![The team](t.png) at work", "The team at work"),
        ("<https://x.org> and <a@b.org>", "https://x.org and a@b.org"),
        ("[text][ref] rest\n\n[ref]: http://x", "text rest"),
        ("[a](<b c> 'd)e') f", "a f"),
        ("*a **b** c*", "a b c"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a\\\nb", "a\nb"),
        ("###Duties and more", "Duties and more"),
        ("~~old~~ new", "old new"),
        ("&nbsp;x &copy; y &#8217; z", "x © y ’ z"),
        ("[brackets] only", "[brackets] only"),
        ("- |---|\n\t*", "|---| *"),
    ],
)
def test_inline_forms(source: str, text: str) -> None:
    assert read_one(source, "a.md").text == text


def test_windows_line_ends() -> None:
    document = read_one(POLICY.replace("\n", "\r\n"), "a.md")
    assert document.text == read_one(POLICY, "a.md").text


def test_rule_is_not_front_matter() -> None:
    document = read_one("---\n\nNot front matter here.\n\n---\n\nMore.\n", "a.md")
    assert texts(document) == ["Not front matter here.", "More."]


def test_a_paragraph_that_begins_with_a_line_separator_stands_on_its_own_line() -> None:
    """Python takes U+2028, U+0085 and form feeds for blanks at the edge of a line; an editor counts them as characters."""
    source = "One\n\n\u2028Two here\n\n\x0c\x85Three here"
    document = read_one(source.encode(), "a.md")
    anchors = [anchor_at(document, document.text.index(word)) for word in ("Two", "Three")]
    assert [anchor.offset for anchor in anchors if isinstance(anchor, TextAnchor)] == [source.index("Two"), source.index("Three")]


def test_short_lines_that_are_no_sentence_stay_lines_of_their_own():
    control = "Policy owner Head of People\nApproved – Board 4 May 2026\nVersion 3"
    prose = "We treat everyone who works here\nwith respect, and we expect\nManagers to do the same."
    document = read_one(f"# Policy\n\n{control}\n\n{prose}\n", "policy.md")
    assert control in texts(document, kind="paragraph")
    assert prose.replace("\n", " ") in texts(document, kind="paragraph")
