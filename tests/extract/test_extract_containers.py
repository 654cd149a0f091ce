"""Files that hold several documents: archives, messages, tables of adverts."""

from __future__ import annotations

import io
import json

import pytest
from extracting import read_all
from extracting import read_error
from extracting import read_one
from extracting import texts
from mail_maker import make_msg
from pdf_maker import Page
from pdf_maker import make_pdf
from word_maker import make_docx
from word_maker import paragraph
from word_maker import zipped

from policy_audit.extract import ReadFailure
from policy_audit.extract.limits import Limits
from policy_audit.extract.read import read_bytes
from policy_audit.types import Document

ADVERT = "We are looking for a nurse who cares about people and wants to work with us in our team in Leeds for many years to come."


def test_zip_reads_every_document_and_passes_over_the_rest() -> None:
    inner = zipped({"deep.txt": "Deep inside."})
    data = zipped(
        {
            "b/policy.docx": make_docx(paragraph("From Word.")),
            "a.md": "# From Markdown\n\nText.",
            "~$policy.docx": "lock",
            "__MACOSX/a.md": "resource",
            ".hidden.md": "hidden",
            "picture.png": "no",
            "inner.zip": inner,
        }
    )
    documents = read_all(data, "all.zip")
    assert [document.path for document in documents] == [
        "all.zip/a.md",
        "all.zip/b/policy.docx",
        "all.zip/inner.zip/deep.txt",
    ]
    assert [document.format for document in documents] == ["md", "docx", "txt"]


def test_zip_with_a_bad_member_gives_the_others() -> None:
    found = list(read_bytes(zipped({"a.txt": "Fine text.", "b.docx": b"PK\x03\x04 broken", "c.pdf": b""}), "x.zip"))
    assert [type(one) for one in found] == [Document, ReadFailure, ReadFailure]
    assert [one.path for one in found] == ["x.zip/a.txt", "x.zip/b.docx", "x.zip/c.pdf"]


def test_zip_in_zip_in_zip_stops() -> None:
    data = b"x"
    for _ in range(6):
        data = zipped({"n.zip": data})
    assert read_error(data, "n.zip").code == "too-large"


MESSAGE = b"""From: Ann <ann@example.org>
To: jobs@example.org
Subject: Vacancy: Nurse
Date: Mon, 2 Nov 2026 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="X"

--X
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

Please publish=20this advert =E2=80=93 thank you.
--X
Content-Type: text/markdown; name="advert.md"
Content-Disposition: attachment; filename="advert.md"

# Nurse

Come and work with us.
--X
Content-Type: image/png
Content-Disposition: attachment; filename="logo.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--X--
"""


def test_message_and_attachment() -> None:
    body, attached = read_all(MESSAGE, "mail.eml")
    assert body.metadata.title == "Vacancy: Nurse"
    assert texts(body, region="metadata")[0] == "Subject: Vacancy: Nurse"
    assert texts(body, region="body") == ["Please publish this advert – thank you."]
    assert (attached.path, attached.format, attached.metadata.title) == ("mail.eml/advert.md", "md", "Nurse")


def test_html_message() -> None:
    data = b"Subject: Job\nContent-Type: text/html; charset=utf-8\n\n<h1>Nurse</h1><p>Come and <b>join</b> us.</p>"
    document = read_one(data, "m.eml")
    assert texts(document, region="body") == ["Nurse", "Come and join us."]


def test_outlook_message() -> None:
    data = make_msg(
        {
            "__substg1.0_0037001F": "Vacancy: Nurse".encode("utf-16-le"),
            "__substg1.0_1000001F": "Please publish this advert.".encode("utf-16-le"),
            "__properties_version1.0": b"\0" * 32,
            "__attach_version1.0_#00000000/__substg1.0_37010102": b"# Nurse\n\nCome and work with us.\n".ljust(4096),
            "__attach_version1.0_#00000000/__substg1.0_3707001F": "advert.txt".encode("utf-16-le"),
        }
    )
    body, attached = read_all(data, "mail.msg")
    assert body.format == "msg"
    assert body.metadata.title == "Vacancy: Nurse"
    assert "Please publish this advert." in body.text
    assert attached.path == "mail.msg/advert.txt"
    assert "Come and work with us." in attached.text


ROWS = [
    {"id": "1", "job_title": "Nurse", "description": ADVERT},
    {"id": "2", "job_title": "Cook", "description": f"<p>{ADVERT}</p><ul><li>Cook well</li></ul>"},
    {"id": "3", "job_title": "None", "description": ""},
    {"id": "4", "job_title": "Guard", "description": f"## Duties\n\n{ADVERT}\n\n- Guard"},
]


def as_csv() -> bytes:
    import csv

    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROWS[0]))
    writer.writeheader()
    writer.writerows(ROWS)
    return out.getvalue().encode()


def as_xlsx() -> bytes:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for row, values in enumerate([list(ROWS[0]), *[list(row.values()) for row in ROWS]]):
        sheet.write_row(row, 0, values)
    book.close()
    return out.getvalue()


def as_parquet() -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(ROWS), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("jobs.csv", as_csv),
        ("jobs.jsonl", lambda: "\n".join(map(json.dumps, ROWS)).encode()),
        ("jobs.json", lambda: json.dumps(ROWS).encode()),
        ("jobs.json", lambda: json.dumps({"count": 4, "jobs": ROWS}).encode()),
        ("jobs.xlsx", as_xlsx),
        ("jobs.parquet", as_parquet),
    ],
)
def test_one_document_a_row(name: str, make: object) -> None:
    documents = read_all(make(), name)  # type: ignore[operator]
    assert [document.path for document in documents] == [f"{name}#row=1", f"{name}#row=2", f"{name}#row=4"]
    assert [document.row for document in documents] == ["1", "2", "4"]
    assert [document.metadata.title for document in documents] == ["Nurse", "Cook", "Guard"]
    assert ADVERT in documents[0].text
    assert texts(documents[1], kind="list_item") == ["Cook well"]
    assert "Duties" in [documents[2].slice(b.span) for b in documents[2].blocks if b.kind in ("heading", "title")]
    assert documents[0].metadata.fields["id"] == "1"


def test_table_without_text_says_so() -> None:
    error = read_error(b"id,name\n1,Ann\n2,Bob\n", "staff.csv")
    assert error.code == "no-text-column"
    assert "id, name" in error.remedy


def test_row_limit() -> None:
    found = list(read_bytes(as_csv(), "jobs.csv", Limits(rows=1)))
    assert isinstance(found[-1], ReadFailure)
    assert found[-1].error.code == "too-large" and "rows" in found[-1].error.message


def test_lone_surrogate_and_line_separator_in_json() -> None:
    row = '{"description": "' + ADVERT.replace("nurse", "nurse\\ud800\\u2028") + '"}'
    (document,) = read_all(f"[{row}]".encode(), "jobs.json")
    assert document.text.encode("utf-8").decode() == document.text
    assert "looking for a nurse   who cares" in document.text
    assert "\u2028" not in document.text and "\ud800" not in document.text


def test_damaged_lines_do_not_cost_the_others() -> None:
    lines = [json.dumps({"description": f"{ADVERT} {number}"}) for number in range(4)]
    found = list(read_bytes("\n".join([lines[0], lines[1][:40], *lines[2:]]).encode(), "jobs.jsonl"))
    assert [type(one) for one in found] == [Document, Document, Document, ReadFailure]
    assert isinstance(found[-1], ReadFailure)
    assert (found[-1].error.code, "line 2" in found[-1].error.message) == ("damaged-file", True)


def test_pdf_in_a_message_in_an_archive() -> None:
    pdf = make_pdf([Page().text(72, 700, "Equality matters to us all in this place.")])
    data = zipped({"m/a.pdf": pdf})
    (document,) = read_all(data, "x.zip")
    assert document.path == "x.zip/m/a.pdf" and document.pages == 1


def test_named_column() -> None:
    rows = "id,short,words\n" + "".join(f"{number},Apply now please,{ADVERT}\n" for number in range(3)).replace(
        ",and", " and"
    )
    (first, *_) = read_bytes(rows.encode(), "jobs.csv", column="short")
    assert isinstance(first, Document)
    assert "Apply now please" in [first.slice(block.span) for block in first.blocks if block.region == "body"]
    (failure,) = read_bytes(rows.encode(), "jobs.csv", column="none")
    assert isinstance(failure, ReadFailure)
    assert failure.error.code == "no-text-column"
