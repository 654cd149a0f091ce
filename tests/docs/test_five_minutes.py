"""The “in five minutes” pages, followed word for word on a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from doc_blocks import DOCS
from doc_blocks import ROOT
from doc_blocks import Command
from doc_blocks import blocks
from doc_blocks import commands
from doc_blocks import missing_line

PARTS = ("policy_audit", "lexicons", "examples", "tests/wording", "tests/evaluation")
FILES = ("pyproject.toml", "tests/conftest.py", "tests/made_documents.py")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The parts of the project that the pages touch."""
    for part in PARTS:
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in FILES:
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


def follow(page: Path, folder: Path) -> int:
    """Do what the blocks of a page say; returns how many commands were run."""
    number = 0
    for name, block in blocks(page):
        first, _, rest = block.partition("\n")
        if first.startswith("# add to "):
            path = folder / first.removeprefix("# add to ")
            path.write_text(path.read_text(encoding="utf-8") + "\n" + rest, encoding="utf-8")
        elif first.startswith("# new file "):
            (folder / first.removeprefix("# new file ")).write_text(rest, encoding="utf-8")
        elif name == "diff":
            change(folder / first.removeprefix("--- "), rest)
        elif name == "text" and "-->" in block:
            (folder / "film.srt").write_text(block, encoding="utf-8")
        elif name == "console":
            for command in commands(block):
                run(command, folder)
                number += 1
    return number


def change(path: Path, lines: str) -> None:
    """Apply one hunk: the lines without + must stand in the file just so."""
    split = lines.splitlines(keepends=True)
    before = "".join(line[1:] for line in split if line[0] in " -")
    after = "".join(line[1:] for line in split if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path} does not hold, once:\n{before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def run(command: Command, folder: Path) -> None:
    """Run a command of a page in the copy, and hold it to its exit code and output."""
    words = list(command.words)
    start = [sys.executable, "-m", "policy_audit"] if words[0] == "policy-audit" else [sys.executable]
    environment = {**os.environ, "PYTHONPATH": str(folder), "POLICY_AUDIT_CACHE": str(folder / "cache")}
    done = subprocess.run(
        [*start, *words[1:]], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    said = f"{' '.join(words)}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}"
    assert done.returncode == command.code, said
    assert missing_line(command, done.stdout) is None, said


@pytest.mark.long
@pytest.mark.parametrize(("name", "number"), [("rule", 2), ("framework", 4), ("format", 1)])
def test_the_page_works_as_written(name: str, number: int, copy: Path) -> None:
    assert follow(DOCS / "contribute" / f"{name}.md", copy) == number


def test_every_key_of_an_entry_is_explained() -> None:
    source = (ROOT / "policy_audit" / "ruleset" / "language.py").read_text(encoding="utf-8")
    found = re.search(r"_ENTRY_KEYS = frozenset\(\s*((?:\"[^\"]*\"\s*)+)", source)
    assert found
    keys = set("".join(re.findall(r'"([^"]*)"', found.group(1))).split()) - {"example_kind"}
    text = (DOCS / "wording.md").read_text(encoding="utf-8")
    assert sorted(key for key in keys if f"`{key}`" not in text) == []
