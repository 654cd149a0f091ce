"""Git repositories made for a test, and what `check` says of them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from policy_audit.cli.main import main

CHAIRMAN = "# Equal opportunities policy\n\nThe chairman decides on appeals.\n\nWe support the disabled in applying.\n"


def git(folder: Path, *arguments: str) -> str:
    """Run git in the folder with a made-up identity; what it printed."""
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def write(folder: Path, name: str, text: str) -> Path:
    """Write a file below the folder, byte for byte."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def commit(folder: Path, message: str = "Change") -> None:
    """Commit everything in the folder."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def check(*arguments: str) -> tuple[int, dict[str, Any]]:
    """Exit code and JSON report of `check`."""
    code = main(["check", "--format", "json", "--output", "../report.json", *arguments])
    return code, json.loads(Path("../report.json").read_text(encoding="utf-8"))


def shown(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Findings that are not suppressed."""
    return [one for document in report["documents"] for one in document["findings"] if not one["suppressed"]]


def words(report: dict[str, Any]) -> list[str]:
    """The words of the wording findings shown."""
    return [one["span"]["text"] for one in shown(report) if one["span"] and one["category"] != "suppression"]


def paths(report: dict[str, Any]) -> list[str]:
    """Paths of the documents reported."""
    return [document["path"] for document in report["documents"]]
