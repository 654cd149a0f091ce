"""HTML: regions, structure, JobPosting, addresses."""

from __future__ import annotations

import json

from extracting import blocks
from extracting import read_one
from extracting import texts

from policy_audit.extract.locate import anchor_at
from policy_audit.types import TextAnchor

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Jobs &amp; more</title><meta name="author" content="HR">
<style>p { color: red }</style><script>var x = "not text";</script></head>
<body><header><a href="/">Acme Ltd</a></header><nav><ul><li>Home<li>Jobs</ul></nav>
<main><h1>Nurse</h1><p>Join   us
in <b>caring</b>.<p>Second&nbsp;paragraph&mdash;here
<h2>Duties</h2><ul><li>Care<ul><li>kindly</ul><li>Record</ul>
<ol start="3"><li>third</ol>
<table><tr><th>Hours</th><th>Pay</th></tr><tr><td>37</td><td>£30,000</td></tr></table>
<p><strong>What we offer:</strong></p><p>Leave.<br><br>Pension.</p>
<p>We ask for:<br>&bull; a degree<br>&bull; a licence</p>
<blockquote>She said so</blockquote><pre>as
  is</pre><p hidden>secret</p><p style="display:none">secret</p>
<p lang="cy">Croeso i bawb sydd yn gweithio yma ac i bob un o'n pobl ni.</p>
<img src="x.png" alt="Our team"></main>
<aside>Did you know?</aside><footer><p>We are an equal opportunity employer.</p></footer><!-- note --></body></html>"""


def test_regions_are_told_apart_and_kept() -> None:
    document = read_one(PAGE, "a.html")
    assert texts(document, region="header") == ["Acme Ltd"]
    assert texts(document, region="nav") == ["Home", "Jobs"]
    assert texts(document, region="aside") == ["Did you know?"]
    assert texts(document, region="footer") == ["We are an equal opportunity employer."]


def test_structure() -> None:
    document = read_one(PAGE, "a.html")
    assert texts(document, kind="title") == ["Nurse"]
    assert [(b.level, document.slice(b.span)) for b in blocks(document, kind="heading")] == [
        (2, "Duties"),
        (3, "What we offer:"),
    ]
    paragraphs = texts(document, kind="paragraph", region="body")
    assert paragraphs[:2] == ["Join us in caring.", "Second\u00a0paragraph—here"]
    assert {"Leave.", "Pension.", "We ask for:", "Our team", "She said so", "as\n  is"} <= set(paragraphs)
    items = [(b.level, b.marker, document.slice(b.span)) for b in blocks(document, kind="list_item", region="body")]
    assert items == [
        (1, "•", "Care"),
        (2, "•", "kindly"),
        (1, "•", "Record"),
        (1, "3.", "third"),
        (1, "•", "a degree"),
        (1, "•", "a licence"),
    ]
    cells = [(b.cell.row, b.cell.column, b.cell.heading, document.slice(b.span)) for b in document.blocks if b.cell]
    assert cells == [(0, 0, True, "Hours"), (0, 1, True, "Pay"), (1, 0, False, "37"), (1, 1, False, "£30,000")]
    assert "secret" not in document.text and "not text" not in document.text
    assert texts(document, quoted=True) == ["She said so"]
    assert texts(document, language="cy") == ["Croeso i bawb sydd yn gweithio yma ac i bob un o'n pobl ni."]
    assert [comment.text for comment in document.comments] == ["note"]
    assert any("Welsh" in warning for warning in document.warnings)


def test_addresses_point_into_the_source() -> None:
    document = read_one(PAGE, "a.html")
    for word in ("Nurse", "caring", "paragraph", "kindly", "£30,000", "licence", "equal opportunity"):
        anchor = anchor_at(document, document.text.index(word))
        assert isinstance(anchor, TextAnchor)
        assert PAGE[anchor.offset :].startswith(word)
        assert PAGE.split("\n")[anchor.line - 1][anchor.column - 1 :].startswith(word)


POSTING = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "JobPosting",
            "title": "Data Officer",
            "hiringOrganization": {"@type": "Organization", "name": "Acme"},
            "baseSalary": {
                "@type": "MonetaryAmount",
                "currency": "GBP",
                "value": {"minValue": 30000, "maxValue": 35000, "unitText": "YEAR"},
            },
            "employmentType": ["FULL_TIME", "PART_TIME"],
            "validThrough": "2026-12-01",
            "description": "<p>You keep our data safe and sound for everybody who needs it.</p><ul><li>Learn</li></ul>",
        }
    ],
}


def test_job_posting_becomes_an_advert() -> None:
    page = (
        f'<html><body><h2>Careers</h2><script type="application/ld+json">{json.dumps(POSTING)}</script></body></html>'
    )
    document = read_one(page, "a.html")
    assert document.metadata.title == "Data Officer"
    said = texts(document, region="metadata")
    assert "Salary: GBP 30000 to 35000 per year" in said
    assert "Closing date: 2026-12-01" in said
    assert "Employment type: FULL_TIME, PART_TIME" in said
    assert "You keep our data safe and sound for everybody who needs it." in texts(document, region="body")
    assert texts(document, kind="list_item") == ["Learn"]


def test_job_posting_that_the_page_shows_is_read_once() -> None:
    shown = POSTING["@graph"][0]["description"]
    page = f'<html><body>{shown}<script type="application/ld+json">{json.dumps(POSTING)}</script></body></html>'
    assert read_one(page, "a.html").text.count("You keep our data") == 1


def test_broken_markup_still_gives_text() -> None:
    document = read_one("<html><body><div><p>One <b>two</div></i> three <p>four", "a.html")
    assert document.text.split() == ["One", "two", "three", "four"]


def test_declared_encoding_is_used() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Zażółć gęślą jaźń</p></body></html>'
    assert "Zażółć" in read_one(page.encode("iso-8859-2"), "a.html").text


def test_front_matter_of_a_page() -> None:
    document = read_one("---\ntitle: Our jobs\n---\n<html><body><p>Come and work with us.</p></body></html>", "a.html")
    assert document.metadata.title == "Our jobs"


def test_end_of_a_paragraph_never_begun_parts_the_words() -> None:
    assert texts(read_one("<body>Fair pay</p>for all<table><tr><td>One</p>two</table>", "a.html")) == [
        "Fair pay",
        "for all",
        "One",
        "two",
    ]
