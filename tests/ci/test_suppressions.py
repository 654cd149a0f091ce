"""Suppressions in Markdown, HTML, Word and the configuration: what they cover, and what is said of broken ones."""

from __future__ import annotations

import datetime

import pytest
from policy_repositories import CHAIRMAN
from policy_repositories import check
from policy_repositories import shown
from policy_repositories import words
from policy_repositories import write

from policy_audit.audit import audit_document
from policy_audit.cli.main import main
from policy_audit.config import Settings
from policy_audit.config import Suppression
from policy_audit.extract.read import read_bytes
from policy_audit.extract.read import read_documents

DAY = datetime.date(2026, 11, 21)
RULE = "gendered-job-title"


@pytest.fixture
def findings(ruleset):
    def audited(text, name="a.md", **changes):
        (document,) = read_bytes(text.encode(), name)
        return list(audit_document(document, ruleset, Settings(audit_date=DAY, kind="edi-policy", **changes)).findings)

    return audited


def open_words(found, text="chairman"):
    return sum(one.span is not None and text in one.message and not one.suppressed for one in found)


def problems(found):
    return [one.rule for one in found if one.category == "suppression"]


@pytest.mark.parametrize("sign", ["--", "–", "—", ":", "-", "---"])
@pytest.mark.parametrize("begin", ["policy-audit: ignore", "Policy-audit:  Ignore", "policy-audit:ignore"])
def test_every_dash_and_capital_is_read_with_its_reason(findings, sign, begin):
    found = findings(f"# Policy\n\n<!-- {begin} {RULE} {sign} fixed by statute -->\n\nThe chairman decides.\n")
    (held,) = [one for one in found if one.suppressed]
    assert (held.suppressed, held.suppression_reason) == ("inline", "fixed by statute")
    assert problems(found) == []


MARKDOWN = [
    ("<!-- policy-audit: ignore {rule} -- why -->\n\nThe chairman decides.\n\nThe chairman leaves.", 1),
    ("The chairman decides. <!-- policy-audit: ignore {rule} -- why -->\n\nThe chairman leaves.", 1),
    ("The chairman <!-- policy-audit: ignore {rule} -- why --> decides.\n\nThe chairman leaves.", 1),
    ("- The chairman decides. <!-- policy-audit: ignore {rule} -- why -->\n- The chairman leaves.", 1),
    ("<!-- policy-audit: ignore-start {rule} -- why -->\n\nThe chairman decides.\n\nThe chairman stays.\n\n"
     "<!-- policy-audit: ignore-end {rule} -->\n\nThe chairman leaves.", 1),
    ("The chairman decides.\n\nThe chairman leaves.\n\n<!-- policy-audit: ignore-file {rule} -- why -->", 0),
    ("<!-- policy-audit: ignore age-youth-coded, {rule} -- why -->\n\nThe young and dynamic chairman decides.", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "left"), MARKDOWN)
def test_reach_in_markdown(findings, text, left):
    found = findings("# Policy\n\n" + text.format(rule=RULE) + "\n")
    assert open_words(found) == left
    assert {one.rule for one in found if one.category == "suppression"} <= {"suppression.unused"}


HTML = [
    ("<!-- policy-audit: ignore {rule} -- why --><p>The chairman decides.</p><p>The chairman leaves.</p>", 1),
    ("<p>The chairman decides. <!-- policy-audit: ignore {rule} -- why --></p><p>The chairman leaves.</p>", 1),
    ("<p><!-- policy-audit: ignore {rule} -- why -->The chairman decides.</p><p>The chairman leaves.</p>", 1),
    ("<!-- policy-audit: ignore-start {rule} -- why --><ul><li>The chairman decides.</li><li>The chairman stays.</li>"
     "</ul><!-- policy-audit: ignore-end {rule} --><p>The chairman leaves.</p>", 1),
    ("<p>The chairman decides.</p><!-- policy-audit: ignore-file {rule} -- why -->", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "left"), HTML)
def test_reach_in_html(findings, text, left):
    found = findings(f"<html><body><h1>Policy</h1>{text.format(rule=RULE)}</body></html>", "a.html")
    assert open_words(found) == left and problems(found) == []


@pytest.mark.parametrize(
    ("comment", "rule"),
    [
        ("policy-audit: ignore", "no-rule"),
        ("policy-audit: ignore -- because", "no-rule"),
        ("policy-audit: ignore * -- because", "no-rule"),
        ("policy-audit: ignore-file all: because", "no-rule"),
        ("policy-audit: ignore-file", "no-rule"),
        ("policy-audit: ingore gendered-job-title -- because", "malformed"),
        ("policy-audit: ignore gendered-job-title because it is so", "malformed"),
        ("policy-audit: ignore-start gendered-job-title -- because", "no-end"),
        ("policy-audit: ignore-end gendered-job-title", "no-start"),
    ],
)
def test_broken_comments_suppress_nothing_and_say_where_they_stand(findings, comment, rule):
    found = findings(f"# Policy\n\nFirst.\n\n<!-- {comment} -->\n\nThe chairman decides.\n")
    (problem,) = [one for one in found if one.category == "suppression"]
    assert problem.rule == f"suppression.{rule}" and problem.location.line == 7
    assert open_words(found) == 1


def test_comments_on_other_matters_are_left_alone(findings):
    assert problems(findings("# Policy\n\n<!-- prettier-ignore -->\n\nThe policy-audit: a word on it.\n")) == []


def test_a_reason_is_asked_for_and_can_be_required(findings):
    text = f"# Policy\n\n<!-- policy-audit: ignore {RULE} -->\n\nThe chairman decides.\n"
    for require, severity in ((False, "warning"), (True, "error")):
        (problem,) = [one for one in findings(text, require_reason=require) if one.category == "suppression"]
        assert (problem.rule, problem.severity.value) == ("suppression.no-reason", severity)


def test_unused_is_said_only_where_the_run_looked(findings):
    text = "# Policy\n\n<!-- policy-audit: ignore ableist-idiom -- why -->\n\nThe chair decides.\n"
    assert problems(findings(text)) == ["suppression.unused"]
    assert problems(findings(text, select=(RULE,))) == []
    assert problems(findings(text, ignore=("ableist-idiom.deaf",))) == []
    assert problems(findings(text, wording_only=True)) == []
    assert problems(findings(text, ignore=("suppression.unused",))) == []


def test_word_comments_made_by_python_docx(tmp_path, ruleset):
    from docx import Document

    document = Document()
    document.add_heading("Equal opportunities policy", 1)
    held = document.add_paragraph("The chairman decides on appeals.")
    other = document.add_paragraph("The chairman leaves.")
    cell = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    cell.add_run("The foreman listens.")
    document.add_comment(
        held.runs, text="Policy-audit: ignore gendered-job-title – title fixed by statute", author="HR"
    )
    document.add_comment(other.runs, text="Is this still so?", author="HR")
    document.add_comment(cell.runs, text="policy-audit: ignore gendered-job-title: historical", author="HR")
    document.save(tmp_path / "a.docx")
    (read,) = read_documents(tmp_path / "a.docx")
    found = audit_document(read, ruleset, Settings(audit_date=DAY, kind="edi-policy")).findings
    assert sorted(one.suppression_reason for one in found if one.suppressed) == ["historical", "title fixed by statute"]
    assert open_words(found) == 1 and problems(found) == []


@pytest.mark.parametrize(
    ("entry", "left", "said"),
    [
        (Suppression(RULE, "statute"), 0, []),
        (Suppression(RULE, "statute", until=datetime.date(2026, 11, 22)), 0, []),
        (Suppression(RULE, "statute", until=DAY), 1, ["suppression.expired"]),
        (Suppression("ableist-idiom", "x", until=DAY), 1, []),
        (Suppression(RULE, "statute", words="Chairman"), 0, []),
        (Suppression(RULE, "statute", words="foreman"), 1, []),
        (Suppression(RULE, "statute", words="foreman", path="a.md"), 1, ["suppression.unused"]),
        (Suppression(RULE, "statute", fingerprint="0" * 16, path="*.md"), 1, []),
        (Suppression(RULE, path="*"), 0, ["suppression.no-reason"]),
        (Suppression(RULE, "statute", path="old/**"), 1, []),
    ],
)
def test_entries_of_the_configuration(findings, entry, left, said):
    found = findings("# Policy\n\nThe chairman decides.\n", suppressions=(entry,))
    assert open_words(found) == left and problems(found) == said


def test_entries_for_many_files_are_judged_over_the_whole_run(tree, capsys):
    write(tree, "policies/a.md", CHAIRMAN)
    write(tree, "policies/b.md", CHAIRMAN.replace("chairman", "chair"))
    entry = '[[suppress]]\nrule = "{}"\npath = "policies/*"\nreason = "statute"\n'
    write(tree, "policy-audit.toml", entry.format(RULE) + entry.format("ableist-idiom"))
    _, report = check("policies")
    assert "chairman" not in words(report) and not [one for one in shown(report) if one["category"] == "suppression"]
    said = capsys.readouterr().err
    assert "entry for ableist-idiom" in said and RULE not in said
    check("policies/b.md")
    assert "entry for" not in capsys.readouterr().err
    reasons = {one["suppression_reason"] for document in report["documents"] for one in document["findings"]}
    assert reasons == {None, "statute"}


def test_misspelt_rules_of_the_configuration_are_refused(tree, capsys):
    write(tree, "a.md", CHAIRMAN)
    write(tree, "policy-audit.toml", '[[suppress]]\nrule = "gendered-job-tilte"\nreason = "x"\n')
    assert main(["check", "a.md"]) == 2
    assert "gendered-job-title" in capsys.readouterr().err
    write(tree, "policy-audit.toml", '[[override]]\npath = "x/*"\nignore = ["gendered-generik"]\n')
    assert main(["check", "a.md"]) == 2
    assert "override of x/*" in capsys.readouterr().err


def test_baseline_keeps_fingerprints_of_problems_when_the_text_moves(findings):
    text = "# Policy\n\n<!-- policy-audit: ignore ableist-idiom -- why -->\n\nThe chair decides.\n"
    (before,) = [one.fingerprint for one in findings(text) if one.category == "suppression"]
    (after,) = [
        one.fingerprint
        for one in findings(text.replace("# Policy", "# Policy\n\nMore."))
        if one.category == "suppression"
    ]
    assert before == after
