"""Word: everything a reader of the document sees, once, in order, with an address that leads back to its runs."""

from __future__ import annotations

import io

import pytest
from extracting import blocks
from extracting import read_one
from extracting import texts
from lxml import etree
from word_maker import W
from word_maker import make_docx
from word_maker import paragraph
from word_maker import run
from word_maker import table
from word_maker import zipped

from policy_audit.extract.guard import SafeArchive
from policy_audit.extract.limits import Limits
from policy_audit.extract.locate import anchor_at
from policy_audit.extract.word_leaves import W_P
from policy_audit.extract.word_leaves import paragraph_leaves
from policy_audit.types import Document
from policy_audit.types import WordAnchor

BOX = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent>"
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<w:ins w:id="1" w:author="A"><w:r><w:t>put in</w:t></w:r></w:ins>', "put in"),
        ('<w:del w:id="1"><w:r><w:delText>out</w:delText></w:r></w:del><w:r><w:t>kept</w:t></w:r>', "kept"),
        (
            '<w:moveFrom w:id="1"><w:r><w:t>old</w:t></w:r></w:moveFrom><w:moveTo w:id="2"><w:r><w:t>new</w:t></w:r></w:moveTo>',
            "new",
        ),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt>", "control"),
        ('<w:smartTag w:element="x"><w:r><w:t>smart</w:t></w:r></w:smartTag>', "smart"),
        ('<w:fldSimple w:instr="TITLE"><w:r><w:t>field</w:t></w:r></w:fldSimple>', "field"),
        ('<w:hyperlink r:id="x"><w:r><w:t>link</w:t></w:r></w:hyperlink>', "link"),
        (
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>",
            "a\tb\nc\u2011d",
        ),
        (run("shown ") + run("hidden", "<w:vanish/>") + run("end"), "shown end"),
        (run("shown ") + run("hidden", '<w:rStyle w:val="Ghost"/>') + run("end"), "shown end"),
        (run("not hidden", '<w:vanish w:val="0"/>'), "not hidden"),
        (f"{run('page ')}{FIELD}", "page 7"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" done"), "☒ done"),
    ],
)
def test_what_a_paragraph_shows(inside: str, text: str) -> None:
    assert texts(read_one(make_docx(paragraph(inside)), "a.docx")) == [text]


def test_text_box_once() -> None:
    document = read_one(
        make_docx(paragraph("Before", f"<w:r>{BOX.format(paragraph('In the box'))}</w:r>"), paragraph("After")),
        "a.docx",
    )
    assert texts(document) == ["Before", "In the box", "After"]
    assert texts(document, kind="text_box") == ["In the box"]


def test_block_content_control_and_nested_table() -> None:
    inner = table(["x", "y"])
    document = read_one(
        make_docx(
            f"<w:sdt><w:sdtContent>{paragraph('Controlled')}</w:sdtContent></w:sdt>",
            table(["Head", "Second"], [f"{paragraph('outer')}{inner}", "z"]),
        ),
        "a.docx",
    )
    assert texts(document) == ["Controlled", "Head", "Second", "outer", "x", "y", "z"]
    assert [b.cell.heading for b in document.blocks if b.cell] == [True, True, False, True, True, False]
    assert len({b.cell.table for b in document.blocks if b.cell}) == 2


def test_merged_cells_are_read_once() -> None:
    merged = (
        "<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>wide</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>tall</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    )
    document = read_one(make_docx(merged), "a.docx")
    assert [(document.slice(b.span), b.cell.row, b.cell.column) for b in document.blocks if b.cell] == [
        ("wide", 0, 0),
        ("tall", 0, 2),
        ("a", 1, 0),
        ("b", 1, 1),
    ]


def test_headings_by_style_by_inheritance_and_by_look() -> None:
    document = read_one(
        make_docx(
            paragraph("Our policy", style="Ttl"),
            paragraph("1 Scope", style="H1"),
            paragraph("Text one here."),
            paragraph("Own", style="Own"),
            paragraph(run("What we do", "<w:b/>")),
            paragraph("Text two here."),
            paragraph(run("Jane Smith", "<w:b/>")),
            paragraph("Contents line", style="TOC1"),
        ),
        "a.docx",
    )
    assert texts(document, kind="title") == ["Our policy"]
    assert [(b.level, b.marker, document.slice(b.span)) for b in blocks(document, kind="heading")] == [
        (1, "1", "Scope"),
        (2, "", "Own"),
        (3, "", "What we do"),
    ]
    assert texts(document, kind="paragraph", region="body")[-1] == "Jane Smith"
    assert texts(document, region="nav") == ["Contents line"]


def test_numbering_is_counted_as_word_does() -> None:
    document = read_one(
        make_docx(
            paragraph("one", number=(1, 0)),
            paragraph("one one", number=(1, 1)),
            paragraph("letter a", number=(1, 2)),
            paragraph("letter b", number=(1, 2)),
            paragraph("one two", number=(1, 1)),
            paragraph("letter a again", number=(1, 2)),
            paragraph("two", number=(1, 0)),
            paragraph("bullet", number=(2, 0)),
            paragraph("five", number=(3, 0)),
        ),
        "a.docx",
    )
    assert [block.marker for block in document.blocks] == ["1.", "1.1", "(a)", "(b)", "1.2", "(a)", "2.", "•", "5."]
    assert [block.kind for block in document.blocks][:4] == ["list_item", "paragraph", "list_item", "list_item"]


def test_headers_footers_notes_and_comments() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    ranged = '<w:commentRangeStart w:id="0"/><w:r><w:t>Commented text</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    document = read_one(
        make_docx(
            paragraph("Body", reference),
            paragraph(ranged),
            parts={
                "header": paragraph("Head"),
                "footer": paragraph("Foot"),
                "footnotes": f'<w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
                f'<w:footnote w:id="2">{paragraph("The note")}</w:footnote>',
                "endnotes": f'<w:endnote w:id="2">{paragraph("The end")}</w:endnote>',
                "comments": f'<w:comment w:id="0" w:author="Ann">{paragraph("Is this so?")}</w:comment>',
            },
        ),
        "a.docx",
    )
    assert texts(document) == ["Head", "Body", "Commented text", "The note", "The end", "Foot"]
    assert [block.region for block in document.blocks] == ["header", "body", "body", "note", "note", "footer"]
    (comment,) = document.comments
    assert (comment.author, comment.text) == ("Ann", "Is this so?")
    assert comment.span is not None and document.slice(comment.span) == "Commented text"


def test_hidden_text_is_reported() -> None:
    document = read_one(make_docx(paragraph("Shown", run("twelve chars", "<w:vanish/>"))), "a.docx")
    assert document.warnings == ("12 characters of hidden text were not read.",)


def check_anchors(data: bytes, document: Document) -> None:
    """Every block's characters stand in the runs its anchor names."""
    archive = SafeArchive(data, Limits())
    roots: dict[str, list[etree._Element]] = {}
    for block in document.blocks:
        anchor = anchor_at(document, block.span.start)
        assert isinstance(anchor, WordAnchor)
        if anchor.part not in roots:
            roots[anchor.part] = list(etree.fromstring(archive.read(anchor.part)).iter(W_P))
        text = "".join(leaf.text for leaf in paragraph_leaves(roots[anchor.part][anchor.paragraph]))
        length = len(block.span)
        assert text[anchor.offset : anchor.offset + length] == document.slice(block.span)


def test_anchors_lead_back_to_the_runs() -> None:
    data = make_docx(
        paragraph("First ", "<w:ins w:id='1'><w:r><w:t>inserted</w:t></w:r></w:ins>", " end"),
        paragraph("Box", f"<w:r>{BOX.format(paragraph('in box'))}</w:r>"),
        table(["a", paragraph("two  blanks ")]),
        paragraph("  1.2 Numbered clause"),
        parts={"footnotes": f'<w:footnote w:id="2">{paragraph("note")}</w:footnote>'},
    )
    check_anchors(data, read_one(data, "a.docx"))


def test_properties_and_implausible_title() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>draft v3.docx</dc:title><dc:creator>Ann</dc:creator><cp:version>3</cp:version>"
        "<dcterms:modified>2026-01-02T03:04:05Z</dcterms:modified></cp:coreProperties>"
    )
    document = read_one(make_docx(paragraph("Leave policy", style="H1"), paragraph("Text here."), core=core), "a.docx")
    assert document.metadata.title == "Leave policy"
    assert (document.metadata.author, document.metadata.version) == ("Ann", "3")
    assert document.metadata.modified == "2026-01-02T03:04:05Z"


def test_strict_dialect() -> None:
    strict = W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = zipped(
        {"word/document.xml": f"<w:document {strict}><w:body>{paragraph('Strict text')}</w:body></w:document>"}
    )
    assert read_one(data, "a.docx").text == "Strict text"


def test_the_same_words_as_docx2python() -> None:
    docx2python = pytest.importorskip("docx2python")
    data = make_docx(
        paragraph("Title here", style="Ttl"),
        paragraph(
            "Alpha ",
            "<w:ins w:id='1'><w:r><w:t>beta</w:t></w:r></w:ins>",
            "<w:del w:id='2'><w:r><w:delText>gone</w:delText></w:r></w:del>",
        ),
        paragraph("<w:sdt><w:sdtContent><w:r><w:t>gamma</w:t></w:r></w:sdtContent></w:sdt>"),
        table(["r1c1", "r1c2"], ["r2c1", f"{paragraph('r2c2')}{table(['deep', 'deeper'])}"]),
        paragraph("omega"),
    )
    oracle = docx2python.docx2python(io.BytesIO(data))
    words = sorted(word for word in oracle.text.split())
    oracle.close()
    assert sorted(read_one(data, "a.docx").text.split()) == words
