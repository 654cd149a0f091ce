"""`compare` and the trend of the page, over real audits of real files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from policy_audit.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
POLICY_NOW = (ROOT / "examples" / "poor-edi-policy.md").read_text(encoding="utf-8") + "\nThe chairman hears all.\n"


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("POLICY_AUDIT_DATA", str(tmp_path / "data"))


def test_old_files_are_audited_again_with_the_rules_of_today(tmp_path, capsys):
    before, after = tmp_path / "before", tmp_path / "after"
    for folder, text in ((before, POLICY_NOW), (after, POLICY_NOW.replace("chairman", "chair"))):
        folder.mkdir()
        (folder / "dignity.md").write_text(text, encoding="utf-8")
        command = ["audit", str(folder), "-o", f"{folder}-out", "--fail-on", "never", "--no-cache", "--no-history"]
        assert main([*command, "--audit-date", "2025-11-21" if folder == before else "2026-11-21"]) == 0
    old, new = Path(f"{before}-out") / "report.json", Path(f"{after}-out") / "report.json"
    # Last year's report as other rules would have left it: nothing seen in the words.
    kept = json.loads(old.read_text(encoding="utf-8"))
    kept["tool"]["ruleset"] = "0" * 64
    kept["documents"][0]["findings"] = []
    old.write_text(json.dumps(kept), encoding="utf-8")
    capsys.readouterr()

    assert main(["compare", str(old), str(new), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ruleset_changed"] is True
    assert [one["cause"] for one in told["documents"]] == ["either"]
    assert told["documents"][0]["fixed"] == []

    assert main(["compare", str(old), str(new), "--old-files", str(before), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ruleset_changed"] is False
    assert told["old"]["audit_date"] == "2025-11-21"
    (change,) = told["documents"]
    assert change["cause"] == "document"
    assert any("chairman" in one["message"] for one in change["fixed"])
    assert change["unchanged"] > 10
    assert main(["compare", str(old), str(new), "--old-files", str(before)]) == 0
    assert "The old files were audited again with today's rules" in capsys.readouterr().out


def test_the_page_shows_the_trend_from_the_second_audit_on(tmp_path):
    folder, out = tmp_path / "hr", tmp_path / "out"
    folder.mkdir()
    (folder / "dignity.md").write_text(POLICY_NOW, encoding="utf-8")
    command = ["audit", str(folder), "-o", str(out), "--fail-on", "never"]
    assert main([*command, "--audit-date", "2025-11-21"]) == 0
    assert html.parse(out / "index.html").xpath("//section[@id='trend']") == []
    (folder / "dignity.md").write_text(POLICY_NOW.replace("chairman", "chair"), encoding="utf-8")
    assert main([*command, "--audit-date", "2026-11-21"]) == 0
    (part,) = html.parse(out / "index.html").xpath("//section[@id='trend']")
    assert len(part.xpath(".//circle")) == 2
    assert [row.text_content() for row in part.xpath(".//tbody/tr/th")] == ["21 November 2025", "21 November 2026"]
    assert part.xpath("string(.//tbody/tr[2]/td[last()])") == "as before"
    other = tmp_path / "other"
    assert main([*command[:3], str(other), *command[4:], "--audit-date", "2026-11-21", "--no-history"]) == 0
    assert html.parse(other / "index.html").xpath("//section[@id='trend']") == []
