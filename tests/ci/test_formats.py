"""GitLab, GitHub, JUnit and rdjsonl as their readers take them, from real documents and from hand-built reports."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from policy_audit.cli.main import main
from policy_audit.extract.read import read_bytes
from policy_audit.report import Options
from policy_audit.report import render
from policy_audit.types import DocumentReport
from policy_audit.types import Edit
from policy_audit.types import Finding
from policy_audit.types import KindResult
from policy_audit.types import Report
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.types import Suggestion

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
# What GitLab's documentation asks of a code quality report, written out here.
CODE_QUALITY = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{40}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
# What reviewdog reads of a line (its Diagnostic message).
PLACE = {
    "type": "object",
    "required": ["line", "column"],
    "properties": {"line": {"minimum": 1}, "column": {"minimum": 1}},
}
RANGE = {
    "type": "object",
    "required": ["start"],
    "properties": {"start": PLACE, "end": PLACE},
    "additionalProperties": False,
}
DIAGNOSTIC = {
    "type": "object",
    "required": ["message", "location", "severity", "source", "code"],
    "additionalProperties": False,
    "properties": {
        "message": {"type": "string", "minLength": 1},
        "location": {"type": "object", "required": ["path", "range"], "properties": {"range": RANGE}},
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "source": {"type": "object", "required": ["name"]},
        "code": {"type": "object", "required": ["value"]},
        "suggestions": {
            "type": "array",
            "items": {"type": "object", "required": ["range", "text"], "properties": {"range": RANGE}},
        },
    },
}


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """Every machine format of the examples, from one run."""
    folder = tmp_path_factory.mktemp("formats")
    arguments = ["check", str(EXAMPLES)]
    for name in ("gitlab", "github", "github-summary", "junit", "rdjsonl", "checkstyle", "json"):
        arguments += ["--format", name, "--output", str(folder / name)]
    assert main(arguments) == 1
    return {file.name: file.read_bytes().decode("utf-8") for file in folder.iterdir()}


def test_gitlab_takes_every_row_and_fingerprints_are_unique(rendered):
    rows = json.loads(rendered["gitlab"])
    jsonschema.validate(rows, CODE_QUALITY)
    assert (
        len({row["fingerprint"] for row in rows})
        == len(rows)
        == sum(json.loads(rendered["json"])["summary"]["findings"].values())
    )
    assert not rendered["gitlab"].startswith("\ufeff")


def test_github_is_within_its_limits_and_the_summary_has_the_rest(rendered):
    lines = rendered["github"].splitlines()
    total = sum(json.loads(rendered["json"])["summary"]["findings"].values())
    commands = [line for line in lines if line.startswith("::")]
    for level in ("error", "warning", "notice"):
        assert sum(line.startswith(f"::{level} ") for line in commands) <= 10
    assert [line.split(" ")[0] for line in commands] == sorted(
        (line.split(" ")[0] for line in commands), key=["::error", "::warning", "::notice"].index
    )
    assert f"{total - len(commands)} more findings" in lines[-1]
    assert rendered["github-summary"].count("\n| ") == total + 2
    assert len(rendered["github-summary"].encode()) <= 1 << 20


def test_junit_counts_add_up_and_names_are_rules(rendered):
    root = ElementTree.fromstring(rendered["junit"].encode())
    assert root.tag == "testsuites" and [suite.get("name") for suite in root] == sorted(
        suite.get("name") for suite in root
    )
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases) == len({case.get("name") for case in cases})
        assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in cases)
    serious = sum(
        one["severity"] != "advice"
        for document in json.loads(rendered["json"])["documents"]
        for one in document["findings"]
    )
    assert len(root.findall(".//failure")) == serious


def test_rdjsonl_lines_are_diagnostics_whose_suggestions_mend_the_file(rendered):
    rows = [json.loads(line) for line in rendered["rdjsonl"].splitlines()]
    for row in rows:
        jsonschema.validate(row, DIAGNOSTIC)
    offered = [row for row in rows if row.get("suggestions")]
    assert len(offered) >= 5
    for row in offered:
        place = row["suggestions"][0]["range"]
        lines = (EXAMPLES / Path(row["location"]["path"]).name).read_bytes().split(b"\n")
        assert place["start"]["line"] <= len(lines)
        assert place["end"]["column"] <= len(lines[place["end"]["line"] - 1]) + 1


def one_finding(text, edits, name="a.md"):
    (read,) = read_bytes(text.encode(), name)
    spans = [Span(read.text.index(old), read.text.index(old) + len(old)) for old, _ in edits]
    suggestion = Suggestion("Do.", tuple(Edit(span, new) for span, (_, new) in zip(spans, edits, strict=True)))
    finding = Finding("a.b", "a", Severity.ERROR, "Seen", "Why", "house", spans[0], (suggestion,), fingerprint="0" * 16)
    document = DocumentReport(read.path, "md", "0" * 64, read, KindResult((), 0.0), None, (finding,))
    (line,) = render("rdjsonl", Report("1", "f" * 64, "2026-11-21", (document,)), Options()).splitlines()
    return json.loads(line).get("suggestions")


def applied(text, suggestions):
    (one,) = suggestions
    lines = text.encode().split(b"\n")
    start, end = one["range"]["start"], one["range"]["end"]
    head = b"\n".join([*lines[: start["line"] - 1], lines[start["line"] - 1][: start["column"] - 1]])
    tail = b"\n".join([lines[end["line"] - 1][end["column"] - 1 :], *lines[end["line"] :]])
    return (head + one["text"].encode() + tail).decode()


def test_several_edits_are_one_suggestion_and_markup_is_never_broken():
    text = "😀 The **chairman** must\nalways é decide.\n"
    assert (
        applied(text, one_finding(text, [("chairman", "chair"), ("always", "soon")]))
        == "😀 The **chair** must\nsoon é decide.\n"
    )
    assert one_finding("The **chair**man, and [the](x) end.\n", [("chairman, and the", "chair")]) is None
    page = "<p>Ask &amp; tell the chairman.</p>"
    assert (
        applied(page, one_finding(page, [("chairman", "chair & co")], "a.html"))
        == "<p>Ask &amp; tell the chair &amp; co.</p>"
    )


def test_a_step_summary_never_grows_above_the_limit():
    (read,) = read_bytes(b"Text.", "a.md")
    finding = Finding("a.b", "a", Severity.ERROR, "| ` <b> \\ 😀 " * 400, "Why", "house", fingerprint="0" * 16)
    document = DocumentReport("a.md", "md", "0" * 64, read, KindResult((), 0.0), None, (finding,) * 400)
    text = render("github-summary", Report("1", "f" * 64, "2026-11-21", (document,)), Options())
    assert len(text.encode()) <= 1 << 20 and "more findings" in text.splitlines()[-1] and "<b>" not in text
