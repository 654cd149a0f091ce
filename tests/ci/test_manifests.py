"""The hook, the action, the GitLab job and the container file: valid, and run as their hosts would run them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from policy_repositories import CHAIRMAN
from policy_repositories import commit
from policy_repositories import git
from policy_repositories import write

from policy_audit.batch.walk import TABLE_SUFFIXES
from policy_audit.extract import SUFFIXES

ROOT = Path(__file__).resolve().parents[2]
# What people do not keep under version control, and archives, are left to a full run.
OTHER = {".eml", ".msg", ".zip"}
AWKWARD = [
    "HR policies/a b.md",
    'He said "no".md',
    "it's here.md",
    "$(touch injected).md",
    "`touch injected`.md",
    "a;touch injected.md",
    "&& touch injected.md",
    "${{ github.token }}.md",
    "-rf.md",
    "ends with back\\slash.md",
]


def needs(module):
    return pytest.mark.skipif(find_spec(module) is None, reason=f"needs the development package {module}")


def loaded(name):
    import yaml

    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@needs("check_jsonschema")
@pytest.mark.parametrize(
    ("name", "schema"), [("action.yml", "github-actions"), ("templates/gitlab-ci.yml", "gitlab-ci")]
)
def test_action_and_gitlab_job_are_valid(name, schema):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(ROOT / name)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@needs("pre_commit")
def test_hook_manifest_is_valid():
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    assert subprocess.run(command, check=False).returncode == 0


@needs("yaml")
def test_hooks_take_every_document_by_name_and_run_what_exists():
    from click.testing import CliRunner

    from policy_audit.cli.main import commands

    for hook in loaded(".pre-commit-hooks.yaml"):
        wanted = re.compile(hook["files"])
        documents = set(SUFFIXES) - TABLE_SUFFIXES - OTHER
        assert {suffix for suffix in documents if not wanted.search(f"HR policies/a b{suffix.upper()}")} == set()
        assert not wanted.search("code.py") and not wanted.search("policy-audit.toml")
        assert hook["require_serial"] and hook["types"] == ["file"]
        program, *arguments = hook["entry"].split()
        assert program == "policy-audit"
        assert CliRunner().invoke(commands, [*arguments, "--help"]).exit_code == 0


@needs("yaml")
def test_no_input_of_the_action_is_text_of_a_script():
    for step in loaded("action.yml")["runs"]["steps"]:
        assert "${{" not in step["run"] and step["shell"] == "bash"


@pytest.fixture
def runner(tree):
    """A runner's folder with the program where the action's first step puts it; it notes its arguments."""
    programs = tree.parent / "runner" / "policy-audit" / "bin"
    programs.mkdir(parents=True)
    note = 'for one in "$@"; do printf "%s\\0" "$one" >> "$RUNNER_TEMP/arguments"; done'
    script = f'#!/usr/bin/env bash\n{note}\nexec "{sys.executable}" -m policy_audit "$@"\n'
    (programs / "policy-audit").write_text(script, encoding="utf-8")
    (programs / "policy-audit").chmod(0o755)
    return tree


def audit_step(tree, **inputs):
    """Run the action's audit step as a runner does: exit code, output, and the arguments the program got."""
    action = loaded("action.yml")
    step = action["runs"]["steps"][1]
    given = {name: str(one["default"]) for name, one in action["inputs"].items()} | inputs
    names = {name: re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", text).group(1) for name, text in step["env"].items()}
    folder = tree.parent / "runner"
    environment = {name: given[one] for name, one in names.items()} | {
        "RUNNER_TEMP": str(folder),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "POLICY_AUDIT_CACHE": os.environ["POLICY_AUDIT_CACHE"],
    }
    (folder / "arguments").unlink(missing_ok=True)
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    run = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    noted = (folder / "arguments").read_text(encoding="utf-8").split("\0")[:-1]
    return run.returncode, run.stdout + run.stderr, noted


@needs("yaml")
@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_awkward_paths_reach_the_program_whole(runner):
    for name in AWKWARD:
        write(runner, name, CHAIRMAN)
    code, said, arguments = audit_step(runner, paths="\n".join([*AWKWARD, "", "HR policies\r"]))
    assert arguments[arguments.index("--") + 1 :] == [*AWKWARD, "HR policies"]
    assert code == 1 and "::error file=" in said
    assert not list(runner.rglob("injected*"))
    summary = (runner.parent / "runner" / "summary.md").read_text(encoding="utf-8")
    assert "it's here.md" in summary and "| error |" in summary


@needs("yaml")
@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("name", ["baseline", "changed-since", "fail-on", "sarif"])
@pytest.mark.parametrize("text", ['"; touch injected; $(touch injected)\n`touch injected`', "--output=injected"])
def test_no_input_injects_a_command_or_an_option(runner, name, text):
    write(runner, "a.md", CHAIRMAN)
    code, _, arguments = audit_step(runner, **{name: text})
    assert code in ((1, 2) if name == "sarif" else (2,))
    assert sum(text in one for one in arguments) == 1
    assert not (runner / "injected").exists()


@needs("yaml")
@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_every_input_does_what_it_says(runner):
    write(runner, "a.md", CHAIRMAN)
    commit(runner)
    assert audit_step(runner, **{"fail-on": "never"})[0] == 0
    code, said, _ = audit_step(runner, **{"changed-since": "HEAD"})
    assert code == 0 and "::" not in said
    code, _, _ = audit_step(runner, sarif="out put.sarif")
    assert code == 1 and (runner / "out put.sarif").is_file()
    assert audit_step(runner, baseline="none.json")[0] == 2


@needs("yaml")
@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_gitlab_job_passes_paths_whole_and_writes_its_reports(runner):
    write(runner, "HR policies/a b.md", CHAIRMAN)
    write(runner, "$(touch injected).md", CHAIRMAN)
    job = loaded("templates/gitlab-ci.yml")["policy-audit"]
    environment = dict(os.environ) | {
        "PATH": f"{runner.parent}/runner/policy-audit/bin:{os.environ['PATH']}",
        "RUNNER_TEMP": str(runner.parent / "runner"),
        "PYTHONPATH": str(ROOT),
        "POLICY_AUDIT_PATHS": "HR policies\n$(touch injected).md",
    }
    command = ["bash", "-eo", "pipefail", "-c", job["script"][1]]
    assert subprocess.run(command, cwd=runner, env=environment, capture_output=True, check=False).returncode == 1
    for report in job["artifacts"]["reports"].values():
        assert (runner / report).stat().st_size > 0
    assert not (runner / "injected").exists()


@pytest.mark.slow
@needs("pre_commit")
def test_pre_commit_runs_the_hook_on_word_and_markdown_files(tree, tmp_path):
    """Installs the hook's environment from the package index, as pre-commit does for everybody."""
    from docx import Document

    revision = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    )
    if revision.returncode != 0:
        pytest.skip("the source is no git checkout, which pre-commit needs to install from")
    document = Document()
    document.add_paragraph("The salesmen decide on every appeal of the staff.")
    write(tree, "HR policies/a b.md", "# Equality policy\n\nThe salesmen decide.\n")
    document.save(tree / "HR policies" / "c – d.docx")
    write(tree, "code.py", "salesmen = 1\n")
    hooks = f"repos:\n- repo: {ROOT}\n  rev: {revision.stdout.strip()}\n  hooks: [{{id: policy-audit-light}}]\n"
    write(tree, ".pre-commit-config.yaml", hooks)
    git(tree, "add", "--all")
    environment = dict(os.environ) | {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    run = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    if "InstallError" in run.stderr + run.stdout or "CalledProcessError" in run.stderr + run.stdout:
        pytest.skip("the hook's environment cannot be installed here (no package index?)")
    assert run.returncode == 1
    assert "a b.md" in run.stdout and "c – d.docx" in run.stdout and "code.py" not in run.stdout


def test_the_container_file_copies_builds_and_runs_what_exists():
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "USER auditor" in text and 'ENTRYPOINT ["policy-audit"]' in text
    assert [line.split()[1] for line in text.splitlines() if line.startswith("FROM")] == ["python:3.12-slim"] * 2
