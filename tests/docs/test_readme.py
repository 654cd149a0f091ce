"""Every `policy-audit` command of the README runs, on files with the names it uses."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from doc_blocks import ROOT

from policy_audit.cli.main import commands
from policy_audit.cli.main import main

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```$", README, re.M | re.S)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("policy-audit ")]
# Stays open until Ctrl-C; the tests of the page start it.
ENDLESS = "policy-audit serve"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    examples = ROOT / "examples"
    for name in ("HR policies", "policies"):
        (tmp_path / name).mkdir()
        for file in ("good-edi-policy.docx", "poor-edi-policy.md"):
            shutil.copy(examples / file, tmp_path / name / file)
    shutil.copy(examples / "good-advert.docx", tmp_path / "advert.docx")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICY_AUDIT_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.mark.long
def test_the_commands_of_the_readme_run_in_their_order(folder: Path) -> None:
    assert len(COMMANDS) >= 6 and ENDLESS in COMMANDS
    for line in COMMANDS:
        if line == ENDLESS:
            continue
        output, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            code = main(shlex.split(line)[1:])
        assert code in (0, 1), f"{line}\n{errors.getvalue()}"
    assert (folder / "report" / "index.html").is_file()
    assert (folder / "better.docx").is_file() and (folder / "policy-audit.sarif").is_file()


def test_every_command_named_in_the_text_exists() -> None:
    named = set(re.findall(r"`policy-audit ([a-z]+)", README))
    assert len(named) >= 4
    assert named - set(commands.list_commands(None)) == set()  # type: ignore[arg-type]


def test_every_file_it_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert len(links) > 8
    assert [link for link in links if not (ROOT / link.partition("#")[0]).exists()] == []


def test_the_counts_are_those_of_the_catalogue() -> None:
    from policy_audit.ruleset.load import load_ruleset

    ruleset = load_ruleset()
    said = " ".join(README.split())
    assert (
        f"{len(ruleset.catalogue.frameworks)} frameworks with {len(ruleset.catalogue.requirements)} requirements"
        in said
    )
    assert f"{len(ruleset.adverts.checks)} points of a job advert" in said
    found = re.search(r"more than (\d+) entries of excluding language", said)
    assert found and int(found.group(1)) < len(ruleset.language.entries) < int(found.group(1)) + 100


def test_make_names_commands_that_exist() -> None:
    if shutil.which("make") is None:
        pytest.skip("needs make")
    run = subprocess.run(
        ["make", "--dry-run", "test", "check", "docs", "bench", "wheel"], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    for file in re.findall(r"\S+\.py", run.stdout):
        assert (ROOT / file).is_file(), file
