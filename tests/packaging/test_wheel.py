"""The wheel, and a wheel built from the sdist, hold the lexicons and everything else the program reads."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    pytest.importorskip("build", reason="needs the package build (pip install build)")
    pytest.importorskip("hatchling", reason="needs the package hatchling (pip install hatchling)")
    out = tmp_path_factory.mktemp("dist")
    # No arguments but the folder: the wheel is built from the sdist, so both are tried.
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return out


def test_wheel_built_from_the_sdist_is_complete(built):
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    lexicons = {path.relative_to(ROOT).as_posix() for path in (ROOT / "lexicons").rglob("*.toml")}
    assert {f"policy_audit/{name}" for name in lexicons} <= set(names)
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "policy_audit").rglob("*")
        if path.is_file() and not {"__pycache__", ".mypy_cache"} & set(path.parts)
    }
    assert package <= set(names)
    assert not [name for name in names if name.startswith(("tests/", "examples/"))]


def test_sdist_holds_what_the_tests_need(built):
    names = tarfile.open(next(built.glob("*.tar.gz"))).getnames()
    for part in (
        "lexicons/sections.toml",
        "examples/good-edi-policy.docx",
        "tests/conftest.py",
        "README.md",
        "LICENSE",
    ):
        assert any(name.endswith("/" + part) for name in names), part


def test_it_runs_from_the_wheel_alone(built, tmp_path):
    wheel = next(built.glob("*.whl"))
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = "import sys; sys.path.insert(0, 'site'); from policy_audit.cli.main import main; sys.exit(main(['rules', '--frameworks']))"
    run = subprocess.run(
        [sys.executable, "-S", "-c", f"import site; site.addsitedir({str(_site_packages())!r}); {code}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert len(run.stdout.splitlines()) == 24


def _site_packages():
    import click

    return Path(click.__file__).resolve().parents[1]
