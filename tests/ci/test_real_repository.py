"""A team adopts the tool: real Markdown policies of three employers in one repository, and what CI says of each change."""

from __future__ import annotations

import csv
import json
import shutil
import time

import pytest
from policy_repositories import check
from policy_repositories import commit
from policy_repositories import git
from policy_repositories import shown
from policy_repositories import words

from policy_audit.cli.main import main

BASELINE = ("--baseline", "policy-audit-baseline.json")


@pytest.fixture
def adopted(tree, shared):
    """The three employers with most Markdown policies, as folders of a repository that has a baseline."""
    folder = shared / "corpus" / "policies"
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["format"] == "md"]
    owners = sorted({row["repo"] for row in rows}, key=lambda repo: (-sum(row["repo"] == repo for row in rows), repo))[
        :3
    ]
    for row in rows:
        if row["repo"] in owners:
            target = (
                tree
                / "policies"
                / row["repo"].replace("/", " – ")
                / f"{row['title'][:40].replace('/', ' ')} {row['id']}.md"
            )
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / f"{row['id']}.md", target)
    commit(tree, "Policies")
    assert main(["check", "policies", "--quiet", "--format", "json", "--output", "../before.json"]) == 1
    assert main(["baseline", "create", "policies"]) == 0
    commit(tree, "Adopt policy-audit")
    return tree


def test_adopt_break_and_mend(adopted, capsys):
    files = sorted((adopted / "policies").rglob("*.md"))
    assert len(files) >= 6
    code, report = check("policies", *BASELINE)
    assert (code, shown(report)) == (0, [])

    broken = files[0]
    text = broken.read_bytes()
    broken.write_bytes(text + b"\n\nThe salesmen and the chairman decide on every appeal.\n")
    code, report = check("policies", *BASELINE)
    assert code == 1 and sorted(words(report)) == ["chairman", "salesmen"]
    code, report = check("policies", "--changed-since", "HEAD")
    assert code == 1 and sorted(words(report)) == ["chairman", "salesmen"]
    main(["check", "policies", *BASELINE, "--format", "github"])
    said = capsys.readouterr().out.splitlines()
    line = text.count(b"\n") + 3
    assert sum(one.startswith("::error") for one in said) == 1 and f"line={line}," in said[0]
    broken.write_bytes(text)
    assert git(adopted, "status", "--porcelain") == ""

    known = json.loads((adopted.parent / "before.json").read_text(encoding="utf-8"))
    path, finding = next(
        (document["path"], one)
        for document in known["documents"]
        for one in document["findings"]
        if one["span"] and one["location"]["line"] and one["category"] != "suppression"
    )
    source = (adopted / path).read_text(encoding="utf-8")
    lines = source.split("\n")
    at = finding["location"]["line"] - 1
    assert finding["span"]["text"].split()[0] in lines[at]
    lines[at] = lines[at].replace(finding["span"]["text"].split()[0], "colleagues")
    (adopted / path).write_text("\n".join(lines), encoding="utf-8")
    capsys.readouterr()
    code, report = check("policies", *BASELINE)
    assert "no finding any more" in capsys.readouterr().err
    assert finding["fingerprint"] not in {one["fingerprint"] for one in shown(report)}
    assert main(["baseline", "prune", "policies"]) == 0
    diff = git(adopted, "diff", "--numstat", "policy-audit-baseline.json").split()
    assert int(diff[1]) >= 1 and finding["fingerprint"] not in (adopted / BASELINE[1]).read_text(encoding="utf-8")


def test_one_changed_file_of_many_costs_little_more_than_the_file(adopted):
    """Changes are asked of git once a repository, not once a file."""
    file = sorted((adopted / "policies").rglob("*.md"))[0]
    file.write_bytes(file.read_bytes() + b"\n\nMore.\n")
    began = time.process_time()
    code, report = check("policies", "--changed-since", "HEAD")
    assert code == 0 and len(report["documents"]) == 1
    assert time.process_time() - began < 10
