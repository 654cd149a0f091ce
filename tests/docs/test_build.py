"""The documentation builds without a warning, and its internal links lead somewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from doc_blocks import DOCS
from doc_blocks import ROOT
from lxml import html

from policy_audit.ruleset.load import Ruleset

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, built from a copy of docs/."""
    for package in ("sphinx", "myst_parser", "furo"):
        pytest.importorskip(package, reason=f"{package} is not installed: pip install policy-audit[docs]")
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(DOCS, folder / "docs", ignore=shutil.ignore_patterns("_build", "generated", "__pycache__"))
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "docs", "out"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder / "out"


def test_every_category_framework_and_topic_has_its_page(built: Path, ruleset: Ruleset) -> None:
    wanted = {f"wording/{name}" for name in ruleset.language.categories}
    wanted |= {f"frameworks/{name}" for name in ruleset.catalogue.frameworks}
    assert sorted(name for name in wanted if not (built / "generated" / f"{name}.html").is_file()) == []


def test_every_requirement_and_check_can_be_linked_to(built: Path, ruleset: Ruleset) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (built / "generated" / "requirements").glob("*.html"))
    assert [one for one in ruleset.catalogue.requirements if f">{one}<" not in text] == []
    adverts = (built / "generated" / "adverts.html").read_text(encoding="utf-8")
    assert [one for one in ruleset.adverts.checks if f'id="rule-{one.lower()}"' not in adverts] == []


def test_internal_links_lead_somewhere(built: Path) -> None:
    pages = {path: html.parse(str(path)).getroot() for path in built.rglob("*.html")}
    targets = {path: {str(one) for one in page.xpath("//@id")} for path, page in pages.items()}
    dead = []
    for path, page in pages.items():
        for link in {str(one) for one in page.xpath("//a/@href | //img/@src")}:
            address, _, fragment = link.partition("#")
            if "://" in link or link.startswith(("mailto:", "data:")) or link == "#":
                continue
            target = (path.parent / unquote(address)).resolve() if address else path
            lost = not target.is_file() or (fragment and target in targets and unquote(fragment) not in targets[target])
            if lost:
                dead.append(f"{path.relative_to(built)}: {link}")
    assert sorted(dead) == []
    assert len(pages) > 80


def test_nothing_is_fetched_from_other_machines(built: Path) -> None:
    page = html.parse(str(built / "index.html")).getroot()
    fetched = [str(one) for one in page.xpath("//link[@rel='stylesheet']/@href | //script/@src | //img/@src")]
    assert fetched
    assert [one for one in fetched if "://" in one] == []
