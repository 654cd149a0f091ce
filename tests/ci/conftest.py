"""A git repository to work in."""

from __future__ import annotations

from pathlib import Path

import pytest
from policy_repositories import git


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty git repository that is the working folder; reports of `check` lie beside it."""
    folder = tmp_path / "tree"
    folder.mkdir()
    git(folder, "init", "--quiet")
    monkeypatch.chdir(folder)
    return folder
