"""Wheel and sdist: what they hold, that they work, and that building twice gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from policy_audit import __version__

ROOT = Path(__file__).resolve().parents[2]


# An hour that is neither now nor the default of the build tool.
HOUR = "1700000000"


def build(folder: Path, out: Path, *arguments: str) -> Path:
    """Build a folder with the tools installed here."""
    pytest.importorskip("build", reason="needs the package build (pip install build)")
    pytest.importorskip("hatchling", reason="needs the package hatchling (pip install hatchling)")
    command = [sys.executable, "-m", "build", "--no-isolation", *arguments, "--outdir", str(out), str(folder)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": HOUR}
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    return out

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """What git tracks, in another folder, as someone else would check it out: other times, other rights."""
    folder = tmp_path_factory.mktemp("source") / "checkout"
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True)
    if listed.returncode != 0:
        pytest.skip("the source is no git checkout, so what belongs to it is not known")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
            (folder / name).chmod(0o600)
    return folder


@pytest.fixture(scope="module")
def built(source, tmp_path_factory):
    # No arguments but the folder: the wheel is built from the sdist, so both are tried.
    return build(source, tmp_path_factory.mktemp("dist"))


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_wheel_holds_the_package_the_lexicons_and_nothing_else(built, source):
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    package = {f"policy_audit/{name}" for name in files_below(source / "policy_audit")}
    lexicons = {f"policy_audit/lexicons/{name}" for name in files_below(source / "lexicons")}
    assert len(lexicons) > 60
    about = {name for name in names if ".dist-info/" in name}
    kept = {name for name in names if name.startswith("policy_audit/ruleset/kept_values/")}
    assert {"adverts", "commitment", "language", "requirements"} <= {Path(name).name.partition("-")[0] for name in kept}
    assert names - about - kept == package | lexicons
    assert {name.partition(".dist-info/")[2] for name in about} == {
        "METADATA",
        "WHEEL",
        "RECORD",
        "entry_points.txt",
        "licenses/LICENSE",
    }


def test_sdist_holds_all_that_is_tracked_but_the_machinery(built, source):
    names = {name.partition("/")[2] for name in tarfile.open(next(built.glob("*.tar.gz"))).getnames()}
    left_out = {name for name in files_below(source) - names if not name.startswith(".")}
    assert left_out <= {"Dockerfile", "action.yml", "templates/gitlab-ci.yml"}
    assert names - files_below(source) <= {"PKG-INFO", ""}


def test_the_metadata_names_what_pip_and_people_need(built):
    wheel = zipfile.ZipFile(next(built.glob("*.whl")))
    (name,) = [one for one in wheel.namelist() if one.endswith("/METADATA")]
    metadata = Parser().parsestr(wheel.read(name).decode())
    assert metadata["Name"] == "policy-audit" and metadata["Version"] == __version__
    assert metadata["Requires-Python"] == ">=3.11" and metadata["License-Expression"] == "MIT"
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert {"web", "tables", "cluster", "docs", "dev"} <= set(metadata.get_all("Provides-Extra"))
    assert (
        "policy-audit = policy_audit.cli.main:entry_point"
        in wheel.read(name.replace("METADATA", "entry_points.txt")).decode()
    )


def test_twine_finds_nothing_wrong(built):
    pytest.importorskip("twine", reason="needs the package twine (pip install twine)")
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, sorted(built.iterdir()))]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert run.stdout.count("PASSED") == 2


def test_a_second_build_gives_the_same_bytes(built, source, tmp_path):
    other = tmp_path / "another name"
    shutil.copytree(source, other, copy_function=shutil.copyfile)
    for path in other.rglob("*.py"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    again = build(other, tmp_path / "dist")
    digests = [
        {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}
        for folder in (built, again)
    ]
    assert len(digests[0]) == 2
    assert digests[0] == digests[1]


def test_the_wheel_of_the_container_file_is_the_same(built, source, tmp_path):
    """The container copies what `.dockerignore` lets through: it must be enough to build the wheel."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    for name in (line.removeprefix("!") for line in lines if line.startswith("!")):
        copy = shutil.copytree if (source / name).is_dir() else shutil.copyfile
        tmp_path.joinpath("context").mkdir(exist_ok=True)
        copy(source / name, tmp_path / "context" / name)
    out = build(tmp_path / "context", tmp_path / "dist", "--wheel")
    names = [sorted(zipfile.ZipFile(next(folder.glob("*.whl"))).namelist()) for folder in (built, out)]
    assert names[0] == names[1]


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


def test_its_first_run_reads_no_lexicon_that_the_build_has_read(built, tmp_path, examples):
    zipfile.ZipFile(next(built.glob("*.whl"))).extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "POLICY_AUDIT_CACHE": str(tmp_path / "cache")}
    files = [str(examples / name) for name in ("poor-advert.md", "poor-edi-policy.md")]
    command = [sys.executable, "-m", "policy_audit", "check", *files, "--no-config", "--no-cache", "--quiet"]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert run.returncode == 1, run.stderr
    assert not (tmp_path / "cache").exists()


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["uv", "pipx"])
def test_it_runs_from_the_wheel_without_being_installed(built, tool, tmp_path, examples):
    """`uvx` and `pipx run` fetch the packages it needs from the index, as they do for everybody."""
    program = shutil.which(tool, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        pytest.skip(f"needs {tool} (pip install {tool})")
    wheel = str(next(built.glob("*.whl")))
    start = {
        "uv": [program, "tool", "run", "--python", sys.executable, "--from", wheel, "policy-audit"],
        "pipx": [program, "run", "--python", sys.executable, "--spec", wheel, "policy-audit"],
    }
    homes = {"UV_TOOL_DIR": str(tmp_path / "tools"), "PIPX_HOME": str(tmp_path / "pipx")}
    command = [*start[tool], "check", str(examples / "poor-advert.md"), "--no-config", "--no-cache", "--quiet"]
    run = subprocess.run(command, cwd=tmp_path, env={**os.environ, **homes}, capture_output=True, text=True)
    assert run.returncode == 1, run.stderr[-2000:]
    assert "gendered-job-title.handyman" in run.stdout
