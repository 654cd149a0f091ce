"""What the terminal report shows of a quiet run: what fails it, and one line that counts the rest."""

from __future__ import annotations

import pytest

from policy_audit.cli.main import main

MIXED = "# Equality policy\n\nThe chairman decides. The salesmen decide. We will not suffer fools.\n"


@pytest.fixture
def policy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policy.md").write_text(MIXED, encoding="utf-8")
    return "policy.md"


def said(capsys, *arguments):
    code = main(["check", *arguments])
    return code, capsys.readouterr().out


def severities(text):
    return {line.split()[0] for line in text.splitlines() if line.startswith("  ") and line.strip()} & {
        "error",
        "warning",
        "advice",
    }


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        ("error", {"error"}),
        ("warning", {"error", "warning"}),
        ("advice", {"error", "warning", "advice"}),
        ("never", set()),
    ],
)
def test_a_quiet_run_shows_what_fails_it_and_counts_the_rest(policy, capsys, level, shown):
    _, whole = said(capsys, policy, "--fail-on", level)
    assert severities(whole) == {"error", "warning", "advice"}
    code, text = said(capsys, policy, "--fail-on", level, "--quiet")
    assert severities(text) == shown
    assert code == int(bool(shown))
    last = text.splitlines()[-1]
    assert last.startswith("1 document, ") and ("without --quiet" in last) == (level != "advice")
    assert last.split(" (")[0] == whole.splitlines()[-1].split(". A drafting")[0]


def test_warnings_over_the_limit_are_shown(policy, capsys):
    code, text = said(capsys, policy, "--wording-only", "--quiet", "--max-warnings", "0")
    assert code == 1
    assert "warning" in severities(text)


def test_a_quiet_run_without_findings_says_nothing(policy, capsys, tmp_path):
    (tmp_path / policy).write_text("We mend boilers.\n", encoding="utf-8")
    assert said(capsys, policy, "--wording-only", "--quiet") == (0, "")


def test_a_quiet_run_names_what_could_not_be_read(policy, capsys, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    code, text = said(capsys, "broken.pdf", "--quiet", "--fail-on", "never")
    assert code == 2
    assert text.startswith("broken.pdf: not audited") and text.endswith("1 not audited\n")
