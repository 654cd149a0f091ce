"""The answers of the server: the contract, places in UTF-16, edits that do what they say, files in and out."""

from __future__ import annotations

import base64
import io
import json
from importlib.resources import files

import docx
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_audit.config import Settings
from policy_audit.extract.read import read_bytes
from policy_audit.web.typed import Ask
from policy_audit.web.typed import Places
from policy_audit.web.typed import document_of

ADVERT = """Handyman wanted 👷

We are looking for a rockstar 🎸 to join our guys. Salary: £30,000 a year.

Essential
- Native English speaker
"""


def utf16(text: str, start: int, end: int) -> str:
    data = text.encode("utf-16-le", "surrogatepass")
    return data[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


def in_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_answer_is_the_contract(server):
    answer = server.post("/api/check", {"text": ADVERT, "kind": "job-advert", "audit_date": "2026-11-21"}).json()
    schema = json.loads((files("policy_audit.report") / "schemas" / "report.schema.json").read_text("utf-8"))
    jsonschema.validate(answer, schema)
    assert answer["audit_date"] == "2026-11-21"
    assert "page" not in answer


def test_same_question_same_answer(server):
    asked = {"text": ADVERT, "audit_date": "2026-11-21", "page": True}
    assert server.post("/api/check", asked).content == server.post("/api/check", asked).content


def test_places_and_edits_are_utf16_of_the_text_sent(server):
    answer = server.post("/api/check", {"text": ADVERT, "kind": "job-advert", "page": True}).json()
    findings = answer["documents"][0]["findings"]
    seen = 0
    for finding, placed in zip(findings, answer["page"]["findings"], strict=True):
        if finding["span"]:
            assert utf16(ADVERT, *placed["place"]) == finding["span"]["text"]
            seen += 1
    assert seen >= 3
    rockstar = next(at for at, one in enumerate(findings) if one["span"] and one["span"]["text"] == "rockstar")
    (edit,) = next(filter(None, answer["page"]["findings"][rockstar]["options"]))
    assert utf16(ADVERT, edit["start"], edit["end"]) == "rockstar"


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n😀🎸e\u0301"), max_size=80
    )
)
def test_places_of_any_text_cut_out_the_same_words(words):
    text = f"{words}\nHandyman"
    document = document_of(Ask(text, "a"))
    places = Places(document)
    for block in document.blocks:
        place = places.range_of(block.span)
        if place is not None and len(block.span):
            assert utf16(document.source, *place).split() == document.slice(block.span).split()


def test_line_ends_of_windows_and_half_characters_do_no_harm(server):
    for text in (ADVERT.replace("\n", "\r\n"), "Handyman \ud83d wanted", "\x00\x01 Handyman"):
        body = json.dumps({"text": text, "page": True}).encode()
        answer = server.post("/api/check", content=body)
        assert answer.status_code == 200
        assert any(
            one["span"] and one["span"]["text"] == "Handyman" for one in answer.json()["documents"][0]["findings"]
        )


def test_score_says_what_raises_it_and_mending_raises_it(server):
    before = server.post("/api/check", {"text": ADVERT, "kind": "job-advert", "page": True}).json()["page"]
    better = (
        ADVERT.replace("Handyman", "Maintenance worker").replace("rockstar 🎸", "colleague").replace("guys", "team")
    )
    after = server.post("/api/check", {"text": better, "kind": "job-advert", "page": True}).json()["page"]
    assert before["score"]["edits"]
    assert all(before["requirements"][name]["gain"] > 0 for name in before["score"]["edits"])
    assert after["score"]["there"] > before["score"]["there"]


def test_insertable_text_goes_in_and_its_check_is_met(server):
    asked = {"text": ADVERT, "kind": "job-advert", "page": True}
    page = server.post("/api/check", asked).json()["page"]
    assert page["requirements"]["ADV-EDI-01"]["insertable"]
    found = server.post("/api/propose", {**asked, "rule": "ADV-EDI-01"}).json()
    (edit,) = found["edits"]
    data = ADVERT.encode("utf-16-le")
    text = (data[: 2 * edit["start"]] + edit["replacement"].encode("utf-16-le") + data[2 * edit["end"] :]).decode(
        "utf-16-le"
    )
    assert text.index("We want our team") < text.index("Essential")
    results = server.post("/api/check", {**asked, "text": text}).json()["documents"][0]["requirements"]
    assert next(one["result"] for one in results if one["id"] == "ADV-EDI-01") == "present"


def test_advice_is_never_inserted_as_text(server):
    found = server.post("/api/propose", {"text": ADVERT, "kind": "job-advert", "rule": "ADV-REQ-02"}).json()
    assert found["edits"] == []
    assert server.post("/api/propose", {"text": ADVERT, "rule": "no-such-rule"}).json()["edits"] == []


def test_policies_get_their_frameworks(server):
    text = "# Equality policy\n\nWe treat everyone the same.\n\nManagers should try to act on complaints."
    page = server.post("/api/check", {"text": text, "format": "md", "kind": "edi-policy", "page": True}).json()["page"]
    assert page["score"] is None
    assert {"acas-equality-policy", "equality-act-2010"} <= {one["id"] for one in page["frameworks"]}
    assert all(one["title"] and one["applicable"] >= one["passed"] for one in page["frameworks"])


def test_british_and_us_settings_differ(server):
    text = "We are looking for a salesman to organize our programme and to grow our team."
    options = [
        json.dumps(server.post("/api/check", {"text": text, "variant": one, "page": True}).json()["page"]["findings"])
        for one in ("gb", "us")
    ]
    assert all("replacement" in one for one in options)


def poor_word_file() -> bytes:
    paper = docx.Document()
    paper.add_heading("Handyman wanted", 0)
    line = paper.add_paragraph("We want a ")
    line.add_run("rockstar").bold = True
    line.add_run(" who is reliable.")
    paper.add_paragraph("Native English speaker", style="List Bullet")
    paper.add_paragraph("Own car", style="List Bullet")
    paper.add_paragraph("Apply by post.")
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def test_word_file_is_opened_as_text_to_write_in(server):
    found = server.post("/api/open", {"name": "job.docx", "data": in_base64(poor_word_file())}).json()
    assert found["text"] == (
        "# Handyman wanted\n\nWe want a rockstar who is reliable.\n\n- Native English speaker\n- Own car\n\nApply by post.\n"
    )
    assert found["copy"]
    assert found["format"] == "txt"


EDITED = (
    "# Maintenance worker wanted\n\nWe welcome everyone.\n\nWe want a colleague who is reliable.\n\n"
    "- Fluent English speaker\n- A driving licence\n- Own car\n\nApply by post or by phone.\n"
)


@pytest.mark.parametrize("mode", ["tracked", "clean"])
def test_what_was_changed_goes_into_a_copy_of_the_word_file(server, mode):
    data = in_base64(poor_word_file())
    answer = server.post("/api/save", {"text": EDITED, "name": "job.docx", "data": data, "as": mode}).json()
    assert (answer["error"], answer["left_out"]) == (None, [])
    copy = base64.b64decode(answer["data"])
    found = server.post("/api/open", {"name": "job.docx", "data": in_base64(copy)}).json()
    assert found["text"] == EDITED
    xml = docx.Document(io.BytesIO(copy)).element.xml
    assert ("<w:ins " in xml and "<w:del " in xml) == (mode == "tracked")
    assert "<w:b/>" in xml


def test_nothing_changed_leaves_the_words_alone(server):
    data = poor_word_file()
    text = server.post("/api/open", {"name": "job.docx", "data": in_base64(data)}).json()["text"]
    answer = server.post(
        "/api/save", {"text": text, "name": "job.docx", "data": in_base64(data), "as": "tracked"}
    ).json()
    assert answer["written"] == 0
    assert "<w:ins " not in docx.Document(io.BytesIO(base64.b64decode(answer["data"]))).element.xml


def test_text_becomes_a_new_word_file(server):
    text = "# Gardener\n\nYou will look after two parks.\n\n- Patience\n- A good eye\n\x0b"
    answer = server.post("/api/save", {"text": text}).json()
    (document,) = read_bytes(base64.b64decode(answer["data"]), "new.docx")
    kinds = [(block.kind, document.slice(block.span)) for block in document.blocks]
    assert kinds[0][1] == "Gardener"
    assert kinds[0][0] in ("title", "heading")
    assert ("list_item", "Patience") in kinds


@pytest.mark.parametrize(
    "name", ["good-advert.docx", "good-edi-policy.docx", "allyship-strategy.pdf", "poor-advert.md"]
)
def test_examples_are_opened(server, examples, name):
    data = (examples / name).read_bytes()
    found = server.post("/api/open", {"name": name, "data": in_base64(data)}).json()
    assert found["error"] is None
    assert len(found["text"].split()) > 50
    assert found["copy"] == name.endswith("docx")


def test_a_table_of_adverts_is_for_the_folder_tab(server):
    rows = "title,description\nCook,You will cook for a school of two hundred children.\nClerk,You will file letters for us.\n"
    found = server.post("/api/open", {"name": "jobs.csv", "data": in_base64(rows.encode())})
    assert found.json()["error"]["code"] == "several-documents"


def test_folder_becomes_one_report_with_what_could_not_be_read(server, examples):
    folder = server.post("/api/folder", {}).json()["folder"]
    for path in sorted(path for path in examples.iterdir() if path.is_file()):
        file = {"folder": folder, "name": f"hr/{path.name}", "data": in_base64(path.read_bytes())}
        assert server.post("/api/folder/file", file).json()["not_audited"] == 0
    broken = {"folder": folder, "name": "hr/broken.docx", "data": in_base64(b"PK\x03\x04 broken")}
    assert server.post("/api/folder/file", broken).json()["not_audited"] == 1
    address = server.post("/api/folder/report", {"folder": folder}).json()["report"]
    page = server.get(f"/{address}").text
    assert "broken.docx" in page
    assert "Frameworks" in page


def test_settings_of_the_server_hold_for_the_page():
    asked = Ask("a", "a", variant="us", kind="job-advert").settings(Settings(kind="edi-policy", variant="gb"))
    assert (asked.kind, asked.variant) == ("job-advert", "us")
    asked = Ask("a", "a").settings(Settings(kind="edi-policy", variant="gb"))
    assert (asked.kind, asked.variant) == ("edi-policy", "gb")
