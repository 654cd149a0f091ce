from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from policy_audit.cli.main import main
from policy_audit.report import Options
from policy_audit.report.json_ import render
from policy_audit.report.json_ import report_values
from policy_audit.report.json_text import json_text
from policy_audit.types import Report

SCHEMA = Path(__file__).resolve().parents[2] / "policy_audit" / "report" / "schemas" / "report.schema.json"


@pytest.fixture(scope="module")
def audited(tmp_path_factory):
    examples = Path(__file__).resolve().parents[2] / "examples"
    folder = tmp_path_factory.mktemp("json")
    (folder / "empty.docx").write_bytes(b"")
    outputs = []
    for name in ("one.json", "two.json"):
        arguments = [
            "check",
            str(examples),
            str(folder / "empty.docx"),
            "--format",
            "json",
            "--include-text",
            "--all-requirements",
        ]
        assert main([*arguments, "--audit-date", "2026-11-21", "--output", str(folder / name)]) == 2
        outputs.append((folder / name).read_text(encoding="utf-8"))
    return outputs


def test_report_keeps_its_schema(audited):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(audited[0]), schema, cls=jsonschema.Draft202012Validator)


def test_same_input_gives_the_same_bytes(audited):
    assert audited[0] == audited[1]


def test_every_span_is_the_text_it_says(audited):
    spans = 0
    for document in json.loads(audited[0])["documents"]:
        text = document.get("text", "")
        found = [finding["span"] for finding in document["findings"] if finding["span"]]
        found += [evidence for one in document["requirements"] for evidence in one["evidence"]]
        for span in found:
            spans += 1
            assert text[span["start"] : span["end"]] == span["text"]
            assert span["text"]
    assert spans > 50


def test_an_unreadable_document_is_a_value_in_the_report(audited):
    unread = [document for document in json.loads(audited[0])["documents"] if document["error"]]
    assert [document["error"]["code"] for document in unread] == ["empty-document"]
    assert unread[0]["error"]["remedy"]


def test_all_requirements_lists_the_whole_catalogue(audited):
    for document in json.loads(audited[0])["documents"]:
        if not document["error"]:
            assert len([one for one in document["requirements"] if not one["id"].startswith("ADV-")]) == 162


def test_each_finding_is_a_line_of_its_own(audited):
    findings = [one for document in json.loads(audited[0])["documents"] for one in document["findings"]]
    lines = [line.strip().rstrip(",") for line in audited[0].splitlines()]
    assert findings
    assert all(json.dumps(one, ensure_ascii=False) in lines for one in findings)


def test_a_report_of_no_documents_is_whole():
    report = Report("1", "rules", "2026-11-21", ())
    assert json.loads(render(report, Options())) == report_values(report)


@pytest.mark.parametrize(
    "value",
    ["\ud800 \u2028 \x07 “é” 🙂", {"a": []}, [[], {}, [1, -2.5, True, None, False]], {"b": {"c": ({"d": 1e-9},)}}],
)
def test_any_value_comes_back_as_it_was(value):
    for depth in (0, 3, 4):
        assert json.loads(json_text(value, depth)) == json.loads(json.dumps(value))
    assert len(json_text(value, 4).splitlines()) == 1 or "\u2028" in json_text(value)
