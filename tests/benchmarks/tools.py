"""The programs of the benchmark, how each is called, and how the peers are installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring import Command

PEERS = Path(__file__).with_name("peers")
ENVIRONMENT = PEERS / ".venv"
PROSELINT = "0.16.0"
_OURS = (
    sys.executable,
    "-m",
    "policy_audit",
    "check",
    "--no-config",
    "--no-cache",
    "--jobs",
    "1",
    "--fail-on",
    "never",
)


# 1 says that something was found.
_FOUND = frozenset({0, 1})


@dataclass(frozen=True, slots=True)
class Tool:
    """A program: its name in the tables, the words before the files, and what it does.

    `ends` are the exit codes of a run that worked, `counted` a word of those of its lines that are about inclusion.
    """

    name: str
    start: tuple[str, ...]
    does: str
    ends: frozenset[int] = frozenset({0})
    counted: str = ""

    def on(self, files: Sequence[Path]) -> Command:
        """The command for these files."""
        return Command((*self.start, *map(str, files)), self.ends)


def text_tools(words: Path) -> list[Tool]:
    """The programs that read Markdown. `words` is the file with the terms of the word list."""
    node, bin_folder = shutil.which("node") or "node", PEERS / "node_modules" / ".bin"
    return [
        Tool("policy-audit", _OURS, "all checks: wording, requirements, strength, adverts"),
        Tool("policy-audit --wording-only", (*_OURS, "--wording-only"), "wording in context"),
        Tool("alex 11.0.1", (str(bin_folder / "alex"), "--quiet"), "words, profanities included", _FOUND),
        Tool("retext-equality 7.1.0", (node, str(PEERS / "equality.mjs")), "words"),
        Tool(
            f"proselint {PROSELINT}",
            (str(ENVIRONMENT / "bin" / "proselint"), "check"),
            "style; 5 of 124 checks social",
            _FOUND,
            "social_awareness",
        ),
        Tool("word list", (sys.executable, str(PEERS / "word_list.py"), str(words)), "our terms as one expression"),
    ]


def pdf_tools() -> list[Tool]:
    """The programs that read PDF."""
    return [
        Tool("policy-audit", _OURS, "text, structure, places, and all checks"),
        Tool("policy-audit, extraction", (sys.executable, str(PEERS / "our_words.py")), "text, structure, places"),
        Tool("pdfplumber", (sys.executable, str(PEERS / "pdf_words.py")), "text"),
        Tool("pdftotext", (shutil.which("pdftotext") or "pdftotext", "-layout"), "text"),
    ]


def floors() -> dict[str, Command]:
    """What starting the two interpreters costs by itself."""
    floor = {"bare Python": Command((sys.executable, "-c", "pass"))}
    node = shutil.which("node")
    return {**floor, "bare Node": Command((node, "-e", "0"))} if node else floor


def install() -> list[str]:
    """Install the peers into the benchmark's own folder; a sentence for each that is not to be had."""
    missing = []
    if not (PEERS / "node_modules" / ".bin" / "alex").exists() and not _done(["npm", "ci", "--silent", "--no-fund"]):
        missing.append("alex and retext-equality, which need npm and its registry")
    if not (ENVIRONMENT / "bin" / "proselint").exists():
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        if not _done([str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "-qq", f"proselint=={PROSELINT}"]):
            missing.append("proselint, which needs the package index")
    if not shutil.which("pdftotext"):
        missing.append("pdftotext, which needs poppler-utils")
    return missing


def _done(command: Sequence[str]) -> bool:
    return shutil.which(command[0]) is not None and subprocess.run(command, cwd=PEERS, check=False).returncode == 0


def present(tools: list[Tool]) -> list[Tool]:
    """Those whose program and script are there."""
    return [one for one in tools if shutil.which(one.start[0]) and all(_there(word) for word in one.start[1:])]


def _there(word: str) -> bool:
    path = Path(word)
    needs_node = path.suffix == ".mjs" and not (PEERS / "node_modules").is_dir()
    return not needs_node and (not path.is_absolute() or path.exists())
