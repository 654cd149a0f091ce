"""What a baseline survives: edits elsewhere, line ends, moved files, merges; and how it is pruned."""

from __future__ import annotations

import json
import shutil

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from policy_repositories import CHAIRMAN
from policy_repositories import check
from policy_repositories import commit
from policy_repositories import git
from policy_repositories import shown
from policy_repositories import words
from policy_repositories import write

from policy_audit.audit import audit_document
from policy_audit.cli.main import main
from policy_audit.config import Settings
from policy_audit.extract.read import read_bytes

FILE = "policy-audit-baseline.json"
KNOWN = ("--baseline", FILE)
FILLER = "Managers talk with their teams about the plan, and write down what was agreed with each of them in good time."
PARAGRAPHS = [
    "# Equal opportunities policy",
    "The chairman decides on appeals, and the foreman is heard.",
    FILLER,
    "We support the disabled in applying.",
    "## Review",
    FILLER + " " + FILLER,
    "Salesmen are told of it.",
]


def wording(ruleset, text, name="policy.md"):
    (document,) = read_bytes(text.encode(), name)
    report = audit_document(document, ruleset, Settings(kind="edi-policy", wording_only=True))
    return sorted((one.rule, one.fingerprint) for one in report.findings if one.span is not None)


def wrapped(paragraph, width):
    lines, line = [], ""
    for word in paragraph.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    inserted=st.lists(st.integers(0, len(PARAGRAPHS)), max_size=4),
    dropped=st.sets(st.sampled_from([2, 4, 5])),
    width=st.integers(18, 90),
    crlf=st.booleans(),
    suffix=st.sampled_from([".md", ".txt"]),
)
def test_fingerprints_survive_edits_elsewhere(ruleset, inserted, dropped, width, crlf, suffix):
    before = wording(ruleset, "\n\n".join(PARAGRAPHS), f"a{suffix}")
    edited = [wrapped(one, width) if one.startswith(FILLER) else one for one in PARAGRAPHS]
    kept = [one for number, one in enumerate(edited) if number not in dropped]
    for at in inserted:
        kept.insert(min(at, len(kept)), "Another line about the canteen.")
    text = "\n\n".join(kept)
    assert len(before) >= 4
    assert wording(ruleset, text.replace("\n", "\r\n") if crlf else text, f"a{suffix}") == before


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(width=st.integers(14, 60))
def test_fingerprints_survive_a_new_wrap_of_the_paragraph_itself(ruleset, width):
    text = "\n\n".join(wrapped(one, width) if not one.startswith("#") else one for one in PARAGRAPHS)
    assert wording(ruleset, text) == wording(ruleset, "\n\n".join(PARAGRAPHS))


@pytest.fixture
def adopted(tree):
    for name in ("a", "b", "c"):
        write(tree, f"policies/{name} policy.md", CHAIRMAN.replace("appeals", f"appeals of kind {name}"))
    assert main(["baseline", "create", "policies"]) == 0
    commit(tree)
    return tree


def test_stale_entries_are_said_and_do_not_fail(adopted, capsys):
    write(
        adopted,
        "policies/a policy.md",
        CHAIRMAN.replace("the disabled", "disabled people").replace("appeals", "appeals of kind a"),
    )
    assert main(["check", "policies", *KNOWN]) == 0
    assert "1 entries of policy-audit-baseline.json have no finding any more" in capsys.readouterr().err
    assert main(["check", "policies", *KNOWN, "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["check", "policies", *KNOWN, "--select", "gendered-job-title"]) == 0
    assert "no finding any more" not in capsys.readouterr().err
    assert main(["baseline", "prune", "policies"]) == 0
    assert "1 entries dropped" in capsys.readouterr().out
    assert main(["check", "policies", *KNOWN]) == 0
    assert "no finding any more" not in capsys.readouterr().err


def test_pruning_one_file_leaves_the_others_alone_and_refuses_a_narrow_look(adopted):
    before = (adopted / FILE).read_text(encoding="utf-8")
    assert main(["baseline", "prune", "policies/a policy.md"]) == 0
    assert (adopted / FILE).read_text(encoding="utf-8") == before
    assert main(["baseline", "prune", "policies", "--select", "gendered-generic"]) == 2
    (adopted / "policies/c policy.md").unlink()
    assert main(["baseline", "prune", "policies/a policy.md"]) == 0
    assert set(json.loads((adopted / FILE).read_text(encoding="utf-8"))["entries"]) == {
        "policies/a policy.md",
        "policies/b policy.md",
    }


def test_an_unreadable_file_keeps_its_entries(adopted):
    before = (adopted / FILE).read_text(encoding="utf-8")
    (adopted / "policies/a policy.md").write_bytes(b"\x00\x01\x02\xff" * 64)
    assert main(["baseline", "prune", "policies"]) == 2
    assert (adopted / FILE).read_text(encoding="utf-8") == before


def test_a_moved_file_is_known_by_its_findings_also_after_pruning(adopted):
    (adopted / "archive").mkdir()
    shutil.move(adopted / "policies/a policy.md", adopted / "archive/old.md")
    assert shown(check(".", *KNOWN)[1]) == []
    assert main(["baseline", "prune", "."]) == 0
    assert shown(check(".", *KNOWN)[1]) == []
    assert "archive/old.md" in (adopted / FILE).read_text(encoding="utf-8")


def test_a_new_file_in_place_of_another_is_not_taken_for_it(adopted):
    (adopted / "policies/a policy.md").unlink()
    write(adopted, "policies/d policy.md", "# Equality policy\n\nEvery foreman listens. Salesmen decide.\n")
    _, report = check("policies", *KNOWN)
    assert {"foreman", "Salesmen"} <= set(words(report))
    assert any(one["span"] is None for one in shown(report))


def test_two_branches_merge_their_baselines(adopted):
    for branch, name in (("one", "a"), ("two", "c")):
        git(adopted, "checkout", "--quiet", "-b", branch, "main")
        write(
            adopted,
            f"policies/{name} policy.md",
            CHAIRMAN.replace("the disabled", "disabled people").replace("appeals", f"appeals of kind {name}"),
        )
        assert main(["baseline", "prune", "policies"]) == 0
        commit(adopted)
    git(adopted, "merge", "--quiet", "--no-edit", "one")
    assert main(["check", "policies", *KNOWN, "--max-warnings", "0"]) == 0
    entries = json.loads((adopted / FILE).read_text(encoding="utf-8"))["entries"]
    assert [("disability-outdated" in str(entries[f"policies/{name} policy.md"])) for name in "abc"] == [
        False,
        True,
        False,
    ]


def test_a_merge_conflict_and_damage_are_told_apart(adopted, capsys):
    text = (adopted / FILE).read_text(encoding="utf-8")
    (adopted / FILE).write_text(text.replace('"entries"', '\n<<<<<<< HEAD\n"entries"'), encoding="utf-8")
    assert main(["check", "policies", *KNOWN]) == 2
    assert "merge conflict" in capsys.readouterr().err
    (adopted / FILE).write_text("[]", encoding="utf-8")
    assert main(["check", "policies", *KNOWN]) == 2
    assert "not a baseline" in capsys.readouterr().err


def test_the_configured_baseline_is_the_one_written(tree):
    write(tree, "policies/a.md", CHAIRMAN)
    write(tree, "policy-audit.toml", 'baseline = "known findings.json"\n')
    assert main(["baseline", "create", "policies"]) == 0
    assert main(["check", "policies", "--fail-on", "advice", "--quiet"]) == 0
    assert main(["baseline", "prune", "policies"]) == 0
    assert (tree / "known findings.json").exists()
