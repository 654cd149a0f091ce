"""A team's repository: adopt with a baseline, break, mend and suppress something; what CI says each time."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from policy_audit.cli.main import main

POLICY = """# Equal opportunities policy

The chairman decides on appeals.

We support the disabled in applying.
"""


def git(folder, *arguments):
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "equal opportunities.md").write_text(POLICY, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Policies")
    return tmp_path


def check(*arguments):
    out = "out.json"
    code = main(["check", "policies", "--format", "json", "--output", out, *arguments])
    return code, json.loads(Path(out).read_text(encoding="utf-8"))


def shown(report):
    return [one for document in report["documents"] for one in document["findings"] if not one["suppressed"]]


def words(report):
    return [one["span"]["text"] for one in shown(report) if one["span"]]


def edit(repository, old, new):
    file = repository / "policies" / "equal opportunities.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_baseline_lets_old_findings_be_and_only_new_ones_fail(repository):
    code, report = check()
    assert code == 1 and {"chairman", "the disabled"} <= set(words(report))
    assert main(["baseline", "create", "policies"]) == 0
    baseline = ("--baseline", "policy-audit-baseline.json")
    code, report = check(*baseline)
    assert code == 0 and shown(report) == [] and report["summary"]["suppressed"] > 0

    edit(repository, "# Equal", "New first line.\n\n# Equal")
    assert check(*baseline)[0] == 0

    edit(repository, "We support", "He who hesitates is lost, so the foreman decides.\n\nWe support")
    code, report = check(*baseline)
    assert "foreman" in words(report) and "chairman" not in words(report)

    edit(repository, "the disabled", "disabled people")
    before = (repository / "policy-audit-baseline.json").read_text(encoding="utf-8")
    assert main(["baseline", "prune", "policies"]) == 0
    after = (repository / "policy-audit-baseline.json").read_text(encoding="utf-8")
    assert len(after) < len(before) and "disability-outdated" not in after and "chairman" in after
    assert "foreman" not in after


def test_baseline_is_sorted_and_free_of_lines_and_dates(repository):
    main(["baseline", "create", "policies"])
    text = (repository / "policy-audit-baseline.json").read_text(encoding="utf-8")
    table = json.loads(text)
    assert list(table["entries"]) == ["policies/equal opportunities.md"]
    assert json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n" == text
    assert not re.search(r'"(line|date|version)":(?! 1)', text) and not re.search(r"\b20\d\d-", text)
    assert main(["baseline", "create", "policies"]) == 2
    assert main(["check", "policies", "--baseline", "missing.json"]) == 2


def test_changed_since_reports_changed_lines_only(repository):
    edit(repository, "We support", "The foreman decides.\n\nWe support")
    code, report = check("--changed-since", "HEAD", "--fail-on", "warning")
    assert words(report) == ["foreman"] and code == 1
    git(repository, "commit", "--quiet", "-am", "Foreman")
    assert check("--changed-since", "HEAD")[1]["documents"] == []
    (repository / "policies" / "new.md").write_text("# Equality policy\n\nThe chairman decides.\n", encoding="utf-8")
    _, report = check("--changed-since", "HEAD")
    assert [document["path"] for document in report["documents"]] == ["policies/new.md"]
    assert any(one["span"] is None for one in shown(report))
    assert main(["check", "policies", "--changed-since", "no-such-revision"]) == 2


SUPPRESSION = "<!-- policy-audit: ignore gendered-job-title -- title fixed by statute -->\n\nThe chairman decides"


def test_inline_suppression_needs_rule_and_reason_and_is_reported_when_unused(repository):
    edit(repository, "The chairman decides", SUPPRESSION)
    _, report = check()
    assert "chairman" not in words(report)
    assert [
        one["suppressed"]
        for one in report["documents"][0]["findings"]
        if one["span"] and one["span"]["text"] == "chairman"
    ] == ["inline"]

    edit(repository, " -- title fixed by statute", "")
    _, report = check()
    assert "suppression.no-reason" in {one["rule"] for one in shown(report)}

    edit(repository, "ignore gendered-job-title", "ignore")
    _, report = check()
    assert "suppression.no-rule" in {one["rule"] for one in shown(report)} and "chairman" in words(report)

    edit(repository, "policy-audit: ignore -->", "policy-audit: ignore ableist-idiom -- none left -->")
    _, report = check()
    assert "suppression.unused" in {one["rule"] for one in shown(report)}


def test_suppression_in_the_configuration_ends_on_its_date(repository):
    entry = (
        '[[suppress]]\nrule = "gendered-job-title"\npath = "policies/**"\nreason = "statute"\nuntil = "2027-01-31"\n'
    )
    (repository / "policy-audit.toml").write_text(entry, encoding="utf-8")
    _, report = check("--audit-date", "2026-11-21")
    assert "chairman" not in words(report)
    _, report = check("--audit-date", "2027-01-31")
    assert "chairman" in words(report)
    assert "suppression.expired" in {one["rule"] for one in shown(report)}


def test_exit_codes(repository, capsys):
    assert main(["check", "policies", "--fail-on", "never", "--quiet"]) == 0
    assert main(["check", "policies", "--exit-zero", "--quiet"]) == 0
    assert main(["check", "policies", "--quiet"]) == 1
    assert main(["check", "policies", "--select", "gendered-job-title", "--quiet"]) == 0
    assert main(["check", "policies", "--select", "gendered-job-title", "--max-warnings", "0", "--quiet"]) == 1
    assert main(["check", "policies", "--select", "gendered-job-tite"]) == 2
    assert "Did you mean gendered-job-title" in capsys.readouterr().err
    assert main(["check", "policies", "--kind", "edi-polcy"]) == 2
    assert main(["check", "nowhere"]) == 2
    assert main(["check", "policies", "--no-such-option"]) == 2
    (repository / "policies" / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    assert main(["check", "policies", "--fail-on", "never", "--quiet"]) == 2


def test_several_formats_in_one_run(repository, capsys):
    arguments = [
        "check",
        "policies",
        "--fail-on",
        "never",
        "--format",
        "sarif",
        "--output",
        "out.sarif",
        "--format",
        "text",
    ]
    assert main(arguments) == 0
    assert json.loads((repository / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert "equal opportunities.md" in capsys.readouterr().out
    assert main(["check", "policies", "--format", "json", "--format", "text"]) == 2
