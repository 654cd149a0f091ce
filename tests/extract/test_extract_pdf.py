"""PDF: paragraphs, headings, furniture, columns, tables, and boxes that cover the words they stand for."""

from __future__ import annotations

from extracting import blocks
from extracting import read_one
from extracting import texts
from pdf_maker import Page
from pdf_maker import make_pdf

from policy_audit.extract.locate import locate
from policy_audit.types import PdfAnchor

PROSE = [
    "We want everyone who works for us to be treated with fairness and with",
    "respect, and we have written this policy so that all of our people know",
    "what this means for them.",
]


def test_paragraphs_headings_and_lists() -> None:
    page = (
        Page()
        .text(72, 780, "Equality Policy", 20, bold=True)
        .text(72, 740, "1. Purpose", 14, bold=True)
        .lines(72, 715, PROSE)
        .lines(
            72,
            660,
            ["Managers must:", "• treat people fairly and well in", "  all things they do", "• report concerns"],
        )
        .text(72, 590, "Owner: HR Director")
        .text(72, 576, "Review date: May 2027")
    )
    document = read_one(make_pdf([page]), "a.pdf")
    assert texts(document, kind="title") == ["Equality Policy"]
    assert [(b.marker, document.slice(b.span)) for b in blocks(document, kind="heading")] == [("1.", "Purpose")]
    assert " ".join(PROSE) in texts(document, kind="paragraph")
    assert texts(document, kind="list_item") == [
        "treat people fairly and well in all things they do",
        "report concerns",
    ]
    assert texts(document, kind="paragraph")[-2:] == ["Owner: HR Director", "Review date: May 2027"]
    assert document.metadata.fields["owner"] == "HR Director"
    assert document.pages == 1


def test_running_headers_and_page_numbers_are_set_apart() -> None:
    pages = [
        Page().text(72, 810, "Acme Equality Policy", 9).lines(72, 700, PROSE).text(280, 30, f"Page {number} of 3", 9)
        for number in (1, 2, 3)
    ]
    document = read_one(make_pdf(pages), "a.pdf")
    assert texts(document, region="header") == ["Acme Equality Policy"]
    assert texts(document, region="footer") == ["Page 1 of 3"]
    assert [locate(document, block.span).page for block in blocks(document, region="body")] == [1, 2, 3]


def test_paragraph_over_a_page_break_and_hyphen() -> None:
    first = Page().lines(
        72, 100, ["This sentence begins on the first page and it goes on with respect for all our em-"]
    )
    second = Page().lines(72, 780, ["ployees on the second page. It ends here."])
    document = read_one(make_pdf([first, second]), "a.pdf")
    assert "all our employees on the second page" in document.text.replace("em-ployees", "employees")
    assert len(document.blocks) == 1


def test_columns_written_row_by_row_are_read_column_by_column() -> None:
    left = [f"Left column line {number} has quite a few words" for number in range(12)]
    right = [f"Right column line {number} has quite some words" for number in range(12)]
    page = Page()
    for number, (one, two) in enumerate(zip(left, right, strict=True)):
        page.text(60, 760 - number * 14, one, 9).text(320, 760 - number * 14, two, 9)
    text = read_one(make_pdf([page]), "a.pdf").text
    assert text.index("Left column line 11") < text.index("Right column line 0")


def table_page(rows: list[list[str]], top: float = 700) -> Page:
    page = Page()
    xs = [72.0, 222.0, 372.0, 522.0]
    ys = [top + 16 - 24 * number for number in range(len(rows) + 1)]
    page.grid(xs, ys)
    for number, row in enumerate(rows):
        for x, cell in zip(xs, row, strict=False):
            page.text(x + 4, top - 24 * number, cell, 10)
    return page


def test_ruled_table_becomes_cells() -> None:
    rows = [
        ["Action", "Owner", "By when"],
        ["Train managers", "HR Director", "May 2027"],
        ["Publish data", "Board", "June 2027"],
    ]
    document = read_one(make_pdf([table_page(rows)]), "a.pdf")
    cells = {(b.cell.row, b.cell.column): (document.slice(b.span), b.cell.heading) for b in document.blocks if b.cell}
    assert cells == {(r, c): (text, r == 0) for r, row in enumerate(rows) for c, text in enumerate(row)}


def test_heading_written_last_is_read_first() -> None:
    """Browsers print what is placed by itself at the end of the page, wherever it stands."""
    page = Page().lines(72, 700, PROSE).text(72, 780, "Equality Policy", 20, bold=True)
    assert texts(read_one(make_pdf([page]), "a.pdf")) == ["Equality Policy", " ".join(PROSE)]


def test_lines_side_by_side_keep_the_order_of_the_file() -> None:
    page = Page().lines(60, 700, [f"Left {one}" for one in "abc"], 9)
    page.lines(320, 707, [f"Right {one}" for one in "abc"], 9).text(60, 780, "Last")
    text = read_one(make_pdf([page]), "a.pdf").text.split()
    assert " ".join(text) == "Left a Left b Left c Right a Right b Right c Last"


def test_footnotes_and_their_references_stay_out_of_the_sentences() -> None:
    """The sentence goes on over the page break; the notes come after the text; square metres are kept."""
    first = Page().text(72, 120, "We treat everyone with respect").text(222, 124, "1", 6)
    first.text(72, 106, "and we act on every report of harassment in 20 m").text(307, 110, "2", 6)
    first.text(72, 60, "1", 5).text(79, 57, "See the Equality Act", 8).text(79, 47, "of 2010.", 8)
    second = Page().lines(72, 780, ["of space. Every manager knows what this means for the people in the team."])
    document = read_one(make_pdf([first, second]), "a.pdf")
    assert texts(document, region="note") == ["1 See the Equality Act of 2010."]
    assert texts(document, region="body") == [
        "We treat everyone with respect and we act on every report of harassment in 20 m2 of space. "
        "Every manager knows what this means for the people in the team."
    ]


def test_dash_at_the_start_of_a_line_is_no_bullet() -> None:
    lines = ["We treat everyone who works here with the respect that they deserve", "— and so do our managers."]
    assert texts(read_one(make_pdf([Page().lines(72, 700, lines)]), "a.pdf")) == [" ".join(lines)]


def test_list_of_contents_without_dots() -> None:
    first = Page().text(72, 780, "Contents", 18, bold=True)
    entries = ["Our purpose 1", "How we recruit and what", "we pay 2", "Complaints 3", "Review 3"]
    first.lines(72, 740, entries, 12)
    body = [Page().text(72, 780, title, 18, bold=True).lines(72, 740, PROSE) for title in ("Our purpose", "Review")]
    document = read_one(make_pdf([first, *body]), "a.pdf")
    assert texts(document, region="nav") == ["Our purpose 1", "How we recruit and what we pay 2", *entries[3:]]
    assert texts(document, kind="heading") == ["Contents", "Our purpose", "Review"]


def test_bullets_set_apart_from_their_words() -> None:
    """Some programs write all bullets first, or a bullet at half the height of an item of two lines."""
    page = Page().text(72, 700, "•").text(72, 660, "•").text(72, 640, "•")
    page.text(90, 700, "treat people fairly").text(90, 666, "report what they hear or see that seems to them to be")
    page.text(90, 654, "not in order")
    (first, second) = blocks(document := read_one(make_pdf([page]), "a.pdf"), kind="list_item")
    assert document.slice(first.span) == "treat people fairly"
    assert document.slice(second.span) == "report what they hear or see that seems to them to be not in order"
    assert {first.marker, second.marker} == {"•"}


def test_bullets_in_a_cell() -> None:
    rows = [["Who", "What", "When"], ["Managers", "• train", "May"], ["", "• report", ""]]
    page = Page().grid([72.0, 222.0, 372.0, 522.0], [716.0, 692.0, 644.0])
    for number, row in enumerate(rows):
        for x, cell in zip((76, 226, 376), row, strict=True):
            if cell:
                page.text(x, 700 - 24 * number, cell, 10)
    document = read_one(make_pdf([page]), "a.pdf")
    cells = [(block.marker, document.slice(block.span)) for block in document.blocks if block.cell and block.marker]
    assert cells == [("•", "train"), ("•", "report")]


def test_table_open_at_its_sides() -> None:
    """Rules between the rows and between the columns, none around: the outer columns are cells all the same."""
    rows = [["Action", "Owner"], ["Train managers", "HR Director"], ["Publish data", "Board"]]
    page = Page()
    for number in range(4):
        page.rule(72, 716 - 24 * number, 372, 716 - 24 * number)
    page.rule(222, 716, 222, 644)
    for number, row in enumerate(rows):
        for x, cell in zip((76, 226), row, strict=True):
            page.text(x, 700 - 24 * number, cell, 10)
    document = read_one(make_pdf([page]), "a.pdf")
    cells = {(b.cell.row, b.cell.column): document.slice(b.span) for b in document.blocks if b.cell}
    assert cells == {(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row)}


def test_last_row_alone_on_the_next_page_goes_on_in_its_table() -> None:
    first = table_page([["Action", "Owner", "By when"], ["Train managers on", "HR Director", "May 2027"]], top=120)
    second = table_page([["the law", "", ""]], top=760)
    document = read_one(make_pdf([first, second]), "a.pdf")
    cells = {(b.cell.table, b.cell.row, b.cell.column): document.slice(b.span) for b in document.blocks if b.cell}
    assert cells[0, 1, 0] == "Train managers on the law"
    assert max(cells) == (0, 1, 2)


def test_table_over_two_pages_is_one() -> None:
    head = ["Action", "Owner", "By when"]
    first = table_page([head, ["Train managers", "HR Director", "May 2027"]], top=120)
    second = table_page([head, ["Publish data", "Board", "June 2027"]], top=760)
    document = read_one(make_pdf([first, second]), "a.pdf")
    cells = {(b.cell.table, b.cell.row, b.cell.column): document.slice(b.span) for b in document.blocks if b.cell}
    assert {key[0] for key in cells} == {0}
    assert [cells[0, row, 0] for row in range(3)] == ["Action", "Train managers", "Publish data"]


def test_bookmarks_make_headings() -> None:
    page = (
        Page()
        .text(72, 780, "Scope of this", 11)
        .lines(72, 750, PROSE)
        .text(72, 690, "Last words", 11)
        .lines(72, 660, PROSE)
    )
    data = make_pdf([page], bookmarks=[("Scope of this", 0), ("Last words", 0)])
    assert texts(read_one(data, "a.pdf"), kind="heading") == ["Scope of this", "Last words"]


def test_box_covers_the_words() -> None:
    """Rendered, everything dark on the page lies in the boxes, and every box holds something dark."""
    import pypdfium2

    page = Page().text(72, 780, "Equality Policy", 20, bold=True).lines(90, 700, PROSE).text(300, 400, "Far away")
    data = make_pdf([page])
    document = read_one(data, "a.pdf")
    picture = pypdfium2.PdfDocument(data)[0].render(scale=2, grayscale=True).to_numpy()
    inside = picture.copy()
    for segment in document.segments:
        anchor = segment.anchor
        assert isinstance(anchor, PdfAnchor)
        left, bottom, right, top = (round(2 * value) for value in anchor.box)
        area = (slice(2 * 842 - top, 2 * 842 - bottom), slice(left - 1, right + 2))
        assert picture[area].min() < 100
        inside[area] = 255
    assert inside.min() > 200


def test_character_index_leads_back_to_the_words() -> None:
    import pypdfium2

    data = make_pdf([Page().text(72, 780, "Equality Policy", 20).lines(90, 700, PROSE)])
    document = read_one(data, "a.pdf")
    text_page = pypdfium2.PdfDocument(data)[0].get_textpage()
    for segment in document.segments:
        if segment.width < 0:
            assert isinstance(segment.anchor, PdfAnchor)
            assert text_page.get_text_range(segment.anchor.character, len(segment.span)) == document.slice(segment.span)
