"""Every command shown in the tutorials and the reference ends as the page says."""

from __future__ import annotations

import contextlib
import io
import shutil
from pathlib import Path

import pytest
from doc_blocks import DOCS
from doc_blocks import ROOT
from doc_blocks import blocks
from doc_blocks import commands
from doc_blocks import missing_line

from policy_audit.cli.main import main

PAGES = sorted([*(DOCS / "tutorials").glob("*.md"), *(DOCS / "reference").glob("*.md"), *(DOCS / "guide").glob("*.md")])


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_do_what_the_page_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICY_AUDIT_DATA", str(tmp_path / "data"))
    for _, block in (one for one in blocks(page) if one[0] == "console"):
        for command in commands(block):
            assert command.words[0] == "policy-audit"
            output, errors = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
                code = main(command.words[1:])
            said = f"{' '.join(command.words)}\n{output.getvalue()[-800:]}\n{errors.getvalue()[-400:]}"
            assert code == command.code, said
            assert missing_line(command, output.getvalue()) is None, said


def test_the_tutorials_hold_commands() -> None:
    shown = [
        command for page in PAGES for name, block in blocks(page) if name == "console" for command in commands(block)
    ]
    assert len(shown) > 20
    assert {1, 2} <= {command.code for command in shown}


def test_a_line_that_is_not_printed_is_told() -> None:
    (command,) = commands("$ policy-audit rules\nfirst\n…\nlast …\n")
    assert missing_line(command, "first\nmiddle\nlast line\n") is None
    assert missing_line(command, "last line\nfirst\n") == "last …"
