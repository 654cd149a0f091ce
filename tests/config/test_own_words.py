"""An organisation's own words: lexicon files, allowed phrases, severities, overrides and limits, each seen to work."""

from __future__ import annotations

import json
import os
import sys
import time
import tomllib
from pathlib import Path

import pytest

import policy_audit
from policy_audit.cli.main import main

OWN = """
id = "house-words"
title = "House words"
theme = "House"
purpose = "words this organisation has given up."
sources = ["house"]
message = "“{seen}” is a word we have given up."
exemptions = ["QUOTE", "MENTION"]

[[entry]]
id = "house-words.shop-floor-boys"
terms = "shop-floor boys"
patterns = ["shop floor boys"]
why = "Old nickname of a team"
instead = ["production team"]
severity = "high"
kinds = "both"
replacements = {"shop floor boys" = "production team"}
flagged = ["Ask the [[shop floor boys]] first."]
clear = ["Ask the production team first."]
"""
POLICY = "# Equal opportunities policy\n\nThe shop floor boys and the chairman decide. The Chairman's Fund pays.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own words.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "a.md").write_text(POLICY, encoding="utf-8")
    return tmp_path


def found(*arguments, config="", path="policies/a.md"):
    Path("policy-audit.toml").write_text(config, encoding="utf-8")
    code = main(["check", path, "--format", "json", "--output", "out.json", *arguments])
    return code, json.loads(Path("out.json").read_text(encoding="utf-8"))


def seen(report):
    return {one["span"]["text"]: one for document in report["documents"] for one in document["findings"] if one["span"]}


def test_own_lexicons_are_used_and_change_the_digest(folder):
    _, plain = found()
    _, own = found(config='lexicons = ["own words.toml"]\n')
    assert "shop floor boys" not in seen(plain)
    finding = seen(own)["shop floor boys"]
    assert (finding["rule"], finding["severity"]) == ("house-words.shop-floor-boys", "error")
    assert "production team" in finding["suggestions"][0]["text"]
    assert plain["tool"]["ruleset"] != own["tool"]["ruleset"]
    assert found("--select", "house-words", config='lexicons = ["own words.toml"]\n')[0] == 1
    (folder / "own words.toml").write_text(OWN.replace('shop floor boys"]', 'shop floor lads"]'), encoding="utf-8")
    assert "shop floor boys" not in seen(found(config='lexicons = ["own words.toml"]\n')[1])


def test_own_lexicons_reach_the_workers_of_a_pool(folder):
    (folder / "policies" / "b.md").write_text(POLICY, encoding="utf-8")
    _, report = found("--jobs", "2", config='lexicons = ["own words.toml"]\n', path="policies")
    assert [
        any(one["rule"].startswith("house-words") for one in document["findings"]) for document in report["documents"]
    ] == [True, True]


def test_an_own_entry_replaces_the_shipped_one_of_its_id(folder):
    (folder / "policies" / "a.md").write_text("# Policy\n\nWe support the disabled in applying.\n", encoding="utf-8")
    rule = seen(found()[1])["the disabled"]["rule"]
    category = rule.partition(".")[0]
    shipped = OWN.replace("house-words.shop-floor-boys", rule).replace('"house-words"', f'"{category}"')
    (folder / "own words.toml").write_text(shipped, encoding="utf-8")
    assert rule not in {one["rule"] for one in seen(found(config='lexicons = ["own words.toml"]\n')[1]).values()}


@pytest.mark.parametrize(
    ("name", "text"), [("missing.toml", None), ("bad.toml", "id = "), ("key.toml", OWN.replace("why =", "wy ="))]
)
def test_own_lexicons_that_cannot_be_used_stop_the_run(folder, capsys, name, text):
    if text is not None:
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "policy-audit.toml").write_text(f'lexicons = ["{name}"]\n')
    assert main(["check", "policies"]) == 2
    assert name in capsys.readouterr().err


def test_lexicon_test_runs_the_examples_of_a_file(folder, capsys):
    assert main(["lexicon", "test", "own words.toml"]) == 0
    assert "1 entries tested, 0 examples failed" in capsys.readouterr().out
    wrong = (
        OWN.replace("Ask the [[shop", "Ask “the [[shop")
        .replace('first."]\nclear', 'first.”"]\nclear')
        .replace("Ask the production team", "Shop-floor boys")
    )
    (folder / "own words.toml").write_text(wrong, encoding="utf-8")
    assert main(["lexicon", "test", "own words.toml"]) == 1
    said = capsys.readouterr().out
    assert "does not find" in said and "in the clear example" in said
    assert main(["lexicon", "test", "nowhere.toml"]) == 2
    assert main(["lexicon", "test"]) == 2


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["chairman"], 0),
        (["CHAIRMAN"], 0),
        (["Chairman’s Fund"], 1),
        (["the chairman decide"], 0),
        (["chair man"], 1),
        ([""], 1),
    ],
)
def test_allowed_words_and_phrases_are_never_reported(folder, words, left):
    _, report = found(config=f"allowed-words = {json.dumps(words, ensure_ascii=False)}\n")
    assert sum(text.lower() == "chairman" for text in seen(report)) == left


def test_severities_by_rule_category_and_prefix(folder):
    config = (
        '[severity]\n"gendered-job-title" = "advice"\n"gendered-job-title.chairman" = "error"\n"policy" = "advice"\n'
    )
    code, report = found(config=config)
    assert seen(report)["chairman"]["severity"] == "error" and code == 1


def test_overrides_hold_below_their_path_only(folder):
    config = (
        '[[override]]\npath = "policies/**"\nignore = ["gendered-job-title"]\n[kinds]\n"policies/*" = "job-advert"\n'
    )
    _, report = found(config=config)
    assert "chairman" not in seen(report) and report["documents"][0]["kinds"][0] == "job-advert"
    (folder / "other.md").write_text(POLICY, encoding="utf-8")
    _, report = found(config=config, path="other.md")
    assert "chairman" in seen(report)


def test_limits_reach_extraction(folder):
    code, report = found(config="[limits]\nfile_bytes = 20\n")
    assert code == 2 and "file_bytes = 20" in report["documents"][0]["error"]["message"]


def test_a_file_saved_with_a_byte_order_mark_is_read(folder):
    assert seen(found(config='\ufeffallowed-words = ["chairman"]\n')[1]).get("chairman") is None


def test_require_reason_refuses_entries_without_one(folder, capsys):
    (folder / "policy-audit.toml").write_text('require-reason = true\n[[suppress]]\nrule = "policy.owner"\n')
    assert main(["check", "policies"]) == 2
    assert "needs a reason" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_init_asks_three_questions_on_a_terminal(folder):
    import pty

    environment = os.environ | {"PYTHONPATH": str(Path(policy_audit.__file__).parents[1])}
    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, [sys.executable, "-m", "policy_audit", "init"], environment)
    said = b""
    for question, answer in (
        (b"organisation", 'The "Larch" Trust'),
        (b"Nation", "walse"),
        (b"Nation", "wales"),
        (b"Sector", ""),
    ):
        said += until(terminal, question)
        os.write(terminal, answer.encode() + b"\n")
    said += until(terminal, b"written")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    os.close(terminal)
    assert b"is not one of" in said
    table = tomllib.loads((folder / "policy-audit.toml").read_text(encoding="utf-8"))
    assert table["organisation"] == {"name": 'The "Larch" Trust', "nation": "wales"}


def until(terminal, words, seconds=20.0):
    """What the program wrote up to the words; fails when they do not come."""
    import select

    got, end = b"", time.monotonic() + seconds
    while words not in got:
        ready, _, _ = select.select([terminal], [], [], max(0.0, end - time.monotonic()))
        assert ready, f"waited for {words!r}, got {got!r}"
        got += os.read(terminal, 4096)
    return got


def test_init_asks_nothing_without_a_terminal_and_does_not_write_over(folder, capsys):
    assert main(["init"]) == 0
    assert main(["init"]) == 2
    assert main(["init", "--force"]) == 0
    assert found(config=(folder / "policy-audit.toml").read_text(encoding="utf-8"))[0] in (0, 1)
