from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from lxml import html
from portfolio_reports import document
from portfolio_reports import judged
from portfolio_reports import promising
from portfolio_reports import report_of
from portfolio_reports import unread
from portfolio_reports import usual_report
from portfolio_reports import with_wording

from policy_audit.report import Options
from policy_audit.report import html_palette
from policy_audit.report import render
from policy_audit.report.html_marks import Mark
from policy_audit.report.html_marks import marked_text
from policy_audit.types import Evidence
from policy_audit.types import Span

HOSTILE = (
    "# <script>alert('heading')</script>",
    '"><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} </style><script src=https://example.org/x.js></script>',
    "javascript:alert(1) \u202egnirts desrever\u202c שלום עולם مرحبا 🙂👩🏽‍🚀 \x00\x07 \ud800",
)


@pytest.fixture(scope="module")
def report():
    return usual_report()


@pytest.fixture(scope="module")
def page(report):
    return render("html", report, Options())


@pytest.mark.parametrize("colours", [html_palette.LIGHT, html_palette.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), html_palette.PAIRS)
def test_every_pair_of_colours_can_be_read(colours, front, back, least):
    assert html_palette.contrast(colours[front], colours[back]) >= least


def test_contrast_is_that_of_the_standard():
    assert html_palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert html_palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_style_uses_only_colours_of_the_palette(page):
    style = html.fromstring(page.encode()).find(".//style").text
    rules = style[style.index("*{box-sizing") :]
    used = set(re.findall(r"var\(--([\w-]+)\)", rules))
    assert used <= set(html_palette.LIGHT)
    assert set(html_palette.LIGHT) == set(html_palette.DARK)
    assert re.findall(r"#[0-9a-f]{3,6}\b", rules) == ["#fff"]


def test_policy_allows_the_one_style_and_script_and_nothing_else(page):
    tree = html.fromstring(page.encode())
    allowed = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert allowed.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (one,) = tree.xpath(f"//{tag}")
        digest = b64encode(sha256(one.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in allowed


def test_nothing_is_asked_of_the_network(page):
    tree = html.fromstring(page.encode())
    assert tree.xpath("//@src | //link/@href | //@action | //@srcset") == []
    assert all(link.startswith("#") for link in tree.xpath("//a/@href"))
    assert tree.xpath("//*[@style] | //*[@onclick]") == []


def test_every_link_leads_somewhere_and_ids_are_unique(page):
    tree = html.fromstring(page.encode())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)
    assert set(tree.xpath("//@data-copy")) <= set(ids)


def test_front_page_says_what_was_read_what_matters_and_what_was_not(page):
    start = html.fromstring(page.encode()).get_element_by_id("start").text_content()
    assert "read 3 documents" in start
    assert "one file that could not be read" in start
    assert "The pages hold pictures and no text." in start
    assert "Run text recognition on it." in start
    assert "The gaps that matter most" in start
    assert "Quick wins" in start


def test_findings_are_marked_in_place(page):
    tree = html.fromstring(page.encode())
    marks = tree.xpath("//div[@class='text']//mark[text()='chairman' or a/text()='chairman']")
    assert [mark.get("class") for mark in marks] == ["warning"] * 3
    notes = marks[0].xpath("a/@href")
    assert "names one sex" in tree.get_element_by_id(notes[0][1:]).text_content()


def test_wording_that_a_check_wants_gone_is_marked_too():
    made = judged(document("# Policy", "We follow the Race Relations Act 1976."), lambda number: False)
    law = next(one for one in made.requirements if one.id == "risk.outdated-law")
    evidence = (Evidence(made.document.blocks[1].span, 0),)
    found = replace(
        made, requirements=tuple(replace(one, evidence=evidence if one is law else ()) for one in made.requirements)
    )
    tree = html.fromstring(render("html", report_of(found), Options()).encode())
    (mark,) = tree.xpath("//div[@class='text']//mark")
    assert mark.text_content() == "We follow the Race Relations Act 1976."
    assert mark.xpath("a/@href") == ["#a-risk.outdated-law"]


def test_frameworks_keep_the_shape_of_their_source(page):
    tree = html.fromstring(page.encode())
    skills = tree.get_element_by_id("f-skills-for-care-allyship")
    assert [head.text for head in skills.xpath(".//thead//th")] == [
        "Section",
        "Lead",
        "Analyse",
        "Plan",
        "Do",
        "Review",
    ]
    sections = [row.text for row in skills.xpath(".//tbody//th")]
    assert [name.split(" ")[0] for name in sections[:11]] == [str(number) for number in range(1, 12)]
    nhs = tree.get_element_by_id("f-nhs-allyship")
    assert {"Enablers", "Inhibitors", "Insights"} <= {head.text for head in nhs.xpath(".//h4")}
    assert "Countered" in nhs.text_content() or "Open" in nhs.text_content()
    assert "Roles" in {head.text for head in tree.get_element_by_id("f-leading-to-change-allyship").xpath(".//h4")}
    act = tree.get_element_by_id("f-equality-act-2010")
    assert len(act.xpath(".//table[@class='heat']//thead//th")) == 10


def test_hostile_text_stays_text():
    made = judged(document(*HOSTILE, path="policies/“quoted” & <b>blank</b> .md"))
    made = promising(with_wording(made, "javascript:", "script"), (HOSTILE[1], 3, "by <i>May 2027</i>"))
    tree = html.fromstring(render("html", report_of(made), Options()).encode("utf-8"))
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img | //b[text()='blank'] | //i") == []
    text = tree.xpath("//div[@class='text']")[0].text_content()
    assert "onerror=alert(1)" in text
    assert "{{ 7*7 }}" in text
    assert "שלום" in text
    assert not any(sign in text for sign in "\u202e\x00\x07\ud800")


def test_a_report_of_nothing_readable_is_a_page_too():
    page = render("html", report_of(unread()), Options())
    assert "no documents" in page
    assert "Run text recognition on it." in page


def test_one_paragraph_of_a_megabyte_is_cut():
    made = judged(document("# Long", "word " * 200_000 + "chairman"))
    page = render("html", report_of(made), Options())
    assert len(page.encode()) < 1_500_000


def test_five_hundred_documents_fit_in_five_megabytes():
    lines = (
        "# Policy",
        *(f"The chairman of group {number} must use his vote for equality in all things." for number in range(150)),
    )
    one = judged(document(*lines))
    documents = [replace(one, path=f"policies/policy-{number:03}.md") for number in range(500)]
    page = render("html", report_of(*documents), Options())
    assert len(page.encode()) <= 5_000_000
    assert page.count('<details class="doc"') == 500


def test_same_report_gives_the_same_page(report, page):
    assert render("html", report, Options()) == page


def test_overlapping_marks_show_the_finding_before_the_evidence():
    made = document("One two three four five.").document
    marks = [
        Mark(Span(0, 23), "evidence", "", ""),
        Mark(Span(4, 13), "error", "n m", ""),
        Mark(Span(8, 18), "advice", "o p", ""),
    ]
    pieces = marked_text(made, marks, 1000).passages[0].pieces
    assert "".join(piece.text for piece in pieces) == made.text
    styles = {piece.text: piece.mark.style if piece.mark else "" for piece in pieces}
    assert styles["two "] == "error"
    assert styles["One "] == "evidence"
    assert styles["."] == ""


def test_a_long_text_keeps_its_marked_passages():
    lines = [f"Paragraph {number} of the text." for number in range(100)]
    made = document(*lines).document
    at = made.text.index("Paragraph 50")
    shown = marked_text(made, [Mark(Span(at, at + 9), "error", "n m", "")], 200)
    assert [passage.pieces[0].text for passage in shown.passages] == ["Paragraph"]
    assert shown.passages[0].skipped == 50
    assert shown.skipped == 49
