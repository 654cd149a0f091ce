"""SARIF, GitHub, GitLab, JUnit, checkstyle and rdjsonl, made from hand-built reports with awkward text."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_audit.extract.read import read_bytes
from policy_audit.report import REPORTERS
from policy_audit.report import Options
from policy_audit.report import render
from policy_audit.report.ranges import SourceMap
from policy_audit.report.sarif import uri
from policy_audit.types import DocumentReport
from policy_audit.types import Edit
from policy_audit.types import Finding
from policy_audit.types import KindResult
from policy_audit.types import Location
from policy_audit.types import ReadError
from policy_audit.types import Report
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.types import Suggestion

TEXT = "😀 Ask the **chairman** é first.\r\nThe foreman, 100%: too.\n"


def document(name="HR policies/a b.md", text=TEXT):
    (found,) = read_bytes(text.encode(), name)
    return found


def finding(span, severity=Severity.ERROR, rule="gendered-job-title.chairman", text="chair"):
    suggestion = Suggestion("Use “chair”.", (Edit(span, text),))
    location = Location(1, 3, None, ())
    return Finding(
        rule,
        "gendered-job-title",
        severity,
        "Sexed title: “chairman”, 50%",
        "Why.",
        "house",
        span,
        (suggestion,),
        location=location,
        fingerprint="ab" * 8,
    )


def report(findings=(), error=None, read=None):
    read = read or document()
    kinds = KindResult(("edi-policy",), 0.9)
    one = DocumentReport(read.path, "md", "0" * 64, None if error else read, kinds, error, tuple(findings), words=9)
    return Report("0.1.0", "f" * 64, "2026-11-21", (one,))


@pytest.fixture
def full():
    read = document()
    at = read.text.index("chairman")
    other = read.text.index("foreman")
    gap = Finding(
        "policy.owner", "policy.owner", Severity.WARNING, "Not found: owner", "Needed.", "Acas", fingerprint="cd" * 8
    )
    return report([finding(Span(at, at + 8)), finding(Span(other, other + 7), Severity.ADVICE), gap])


@pytest.mark.parametrize("name", [name for name in REPORTERS if name != "html"])
def test_every_format_takes_a_report_with_findings_none_and_an_unreadable_document(name, full):
    error = ReadError("encrypted-pdf", "The file is encrypted.", "Give --password.")
    for one in (full, report(), report(error=error)):
        assert render(name, one, Options()) == render(name, one, Options())


def test_sarif_counts_utf16_columns_and_quotes_paths(full):
    run = json.loads(render("sarif", full, Options()))["runs"][0]
    result = next(one for one in run["results"] if one["level"] == "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "HR%20policies/a%20b.md"
    source = TEXT.split("\r\n")[0]
    utf16 = source.encode("utf-16-le")
    start, end = place["region"]["startColumn"], place["region"]["endColumn"]
    assert utf16[2 * (start - 1) : 2 * (end - 1)].decode("utf-16-le") == "chairman"
    assert run["columnKind"] == "utf16CodeUnits"
    assert "primaryLocationLineHash" not in result["partialFingerprints"]
    gap = next(one for one in run["results"] if one["ruleId"] == "policy.owner")
    assert gap["locations"][0]["physicalLocation"]["region"]["endColumn"] == 2
    assert "document as a whole" in gap["message"]["text"]
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["help"]["text"] and rule["shortDescription"]["text"] and rule["fullDescription"]["text"]


def test_an_unreadable_document_is_an_error_in_every_machine_format():
    unread = report(error=ReadError("no-text-layer", "No text layer.", "Run OCR."))
    for name in ("sarif", "github", "gitlab", "junit", "checkstyle", "rdjsonl"):
        assert "No text layer" in render(name, unread, Options()), name
    assert json.loads(render("sarif", unread, Options()))["runs"][0]["results"][0]["level"] == "error"
    assert 'failures="1"' in render("junit", unread, Options())


def test_github_escapes_and_shows_ten_a_level_worst_first():
    read = document()
    at = read.text.index("foreman")
    many = [finding(Span(at, at + 7), Severity.WARNING) for _ in range(12)] + [finding(Span(at, at + 7))]
    lines = render("github", report(many), Options()).splitlines()
    assert lines[0].startswith("::error file=HR policies/a b.md,line=2,endLine=2,col=5,endColumn=12,title=")
    assert "50%25" in lines[0]
    assert sum(line.startswith("::warning") for line in lines) == 10
    assert "2 more findings" in lines[-1]


def test_gitlab_fingerprints_are_unique():
    read = document()
    at = read.text.index("foreman")
    rows = json.loads(render("gitlab", report([finding(Span(at, at + 7))] * 3), Options()))
    assert len({row["fingerprint"] for row in rows}) == 3
    assert {row["location"]["path"] for row in rows} == {"HR policies/a b.md"}


def test_xml_formats_survive_control_characters():
    read = document()
    odd = Finding("a.b", "a", Severity.ERROR, "bad \x00\x0b\ufffe end", "w", "s", Span(0, 1), fingerprint="0" * 16)
    for name in ("junit", "checkstyle"):
        assert (
            "bad"
            in "".join(
                ElementTree.fromstring(render(name, report([odd], read=read), Options()).partition("\n")[2]).itertext()
            )
            or name == "checkstyle"
        )


def test_rdjsonl_suggests_in_utf8_columns(full):
    row = json.loads(render("rdjsonl", full, Options()).splitlines()[0])
    source = TEXT.split("\r\n")[0].encode()
    place = row["suggestions"][0]["range"]
    assert source[place["start"]["column"] - 1 : place["end"]["column"] - 1] == b"chairman"


def test_uri_is_relative_and_encoded():
    assert uri("./HR policies/“x”.md") == "HR%20policies/%E2%80%9Cx%E2%80%9D.md"
    assert uri("/abs/x.md") == "abs/x.md"


_ALPHABET = st.sampled_from(["a", "B", " ", "é", "e\u0301", "😀", "👩‍👩‍👧", "ж", "\r\n", "\n", ".", "&"])


@given(st.lists(_ALPHABET, min_size=1, max_size=60), st.data())
def test_every_range_gives_the_same_words_in_every_unit(parts, data):
    text = "x" + "".join(parts) + "x"
    (read,) = read_bytes(text.encode(), "made.txt")
    start = data.draw(st.integers(0, len(read.text) - 1))
    end = data.draw(st.integers(start + 1, len(read.text)))
    source = SourceMap(read)
    wanted = read.text[start:end]
    units = {"code-point": ("utf-32-le", 4), "utf-16": ("utf-16-le", 2), "utf-8": ("utf-8", 1)}
    for unit, (encoding, size) in units.items():
        place = source.range_of(Span(start, end), unit)
        lines = read.source.replace("\r\n", "\n").split("\n")
        first, last = lines[place.start_line - 1].encode(encoding), lines[place.end_line - 1].encode(encoding)
        if place.start_line == place.end_line:
            got = first[(place.start_column - 1) * size : (place.end_column - 1) * size].decode(encoding)
        else:
            head = first[(place.start_column - 1) * size :].decode(encoding)
            tail = last[: (place.end_column - 1) * size].decode(encoding)
            got = "\n".join([head, *lines[place.start_line : place.end_line - 1], tail])
        assert got == wanted


def test_no_reporter_is_without_its_module():
    folder = Path(render.__code__.co_filename).parent
    for module in REPORTERS.values():
        assert (folder / f"{module}.py").is_file()
