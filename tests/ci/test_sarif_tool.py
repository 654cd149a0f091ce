"""SARIF as others check it: the schema, and Microsoft's validator with GitHub's rules, on reports of real documents."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from policy_audit.cli.main import main

PACKAGE = "@microsoft/sarif-multitool-linux@5.7.0"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = [
    "a b.md",
    "😀 émoji – “quoted”.md",
    "100% sure?.md",
    "C# role, [draft] & more.md",
    "plan: 2027.html",
    "it's.txt",
]
TEXT = "# 😀 Equal opportunities policy\r\n\r\n👩‍👩‍👧 The **chairman** and e\u0301lan: the salesmen decide.\r\n"


@pytest.fixture(scope="module")
def multitool(tmp_path_factory):
    """The validator, installed for this test."""
    npm = shutil.which("npm")
    if npm is None or not sys.platform.startswith("linux"):
        pytest.skip("needs npm on Linux")
    folder = tmp_path_factory.mktemp("multitool")
    command = [npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(folder), PACKAGE]
    if subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300).returncode != 0:
        pytest.skip(f"{PACKAGE} cannot be installed here (no package index?)")
    return folder / "node_modules" / "@microsoft" / "sarif-multitool-linux"


@pytest.fixture
def awkward(tmp_path, monkeypatch):
    """A folder with blanks and emoji in names, a Word file and one that cannot be read."""
    from docx import Document

    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "HR policies 😀"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes(TEXT.encode())
    document = Document()
    document.add_paragraph("The salesmen decide on every appeal of the staff.")
    document.save(folder / "a – b.docx")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    return folder


def validated(multitool, folder, file):
    """What the validator says of a file: pairs of level and rule."""
    said = folder / "said.sarif"
    tool = [str(multitool / "Sarif.Multitool"), "validate", str(file), "--rule-kind", "Sarif;Ghas"]
    subprocess.run([*tool, "-o", str(said), "--log", "ForceOverwrite"], capture_output=True, check=False)
    (run,) = json.loads(said.read_text(encoding="utf-8-sig"))["runs"]
    return {(one.get("level", "warning"), one["ruleId"], one["message"].get("id")) for one in run.get("results", ())}


@pytest.mark.slow
@pytest.mark.parametrize("which", ["examples", "awkward"])
def test_the_validator_with_githubs_rules_has_no_complaint(multitool, awkward, tmp_path, which):
    out = tmp_path / "out.sarif"
    folder = EXAMPLES if which == "examples" else awkward
    assert main(["check", str(folder), "--format", "sarif", "--output", str(out)]) in (1, 2)
    log = json.loads(out.read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) > 20
    # The address of a web page about the tool is the one thing it would like besides; the package names none yet.
    assert {rule for _, rule, _ in validated(multitool, tmp_path, out)} <= {"SARIF2005"}
    schema = json.loads((multitool / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=checker)
    assert [error.message for error in validator.iter_errors(log)] == []


@pytest.mark.slow
def test_the_validator_does_see_what_is_broken(multitool, awkward, tmp_path):
    out = tmp_path / "out.sarif"
    main(["check", str(awkward), "--format", "sarif", "--output", str(out)])
    log = json.loads(out.read_text(encoding="utf-8"))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "HR policies/a b.md"
    del log["runs"][0]["results"][1]["locations"]
    out.write_text(json.dumps(log), encoding="utf-8")
    assert {"error"} <= {level for level, _, _ in validated(multitool, tmp_path, out)}


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        ("", None),
        ("Project-URL: Issues, https://example.org/issues\n", None),
        ("Project-URL: Repository, https://example.org/source\n", "https://example.org/source"),
        (
            "Project-URL: Repository, https://example.org/source\nProject-URL: Homepage, https://example.org/\n",
            "https://example.org/",
        ),
    ],
)
def test_the_page_about_the_tool_is_the_one_the_installed_package_names(lines, address, tmp_path):
    about = tmp_path / "policy_audit-9.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: policy-audit\nVersion: 9\n{lines}", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from policy_audit.report.sarif import home_page; print(home_page())"
    run = subprocess.run([sys.executable, "-c", code], cwd=EXAMPLES.parent, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(address)


def test_every_path_is_relative_and_every_column_right(awkward, tmp_path):
    from urllib.parse import unquote

    main(["check", str(awkward), "--format", "sarif", "--output", "out.sarif"])
    (run,) = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"]
    seen = set()
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        path = unquote(place["artifactLocation"]["uri"])
        assert path.startswith("HR policies 😀/") and (tmp_path / path).is_file()
        region = place["region"]
        first, last = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
        assert (1, 1) <= first < last and last[1] >= 1
        if path.endswith(".md") and region.get("snippet", {}).get("text") == "salesmen":
            line = TEXT.split("\r\n")[region["startLine"] - 1].encode("utf-16-le")
            assert line[2 * region["startColumn"] - 2 : 2 * region["endColumn"] - 2].decode("utf-16-le") == "salesmen"
            seen.add(path)
        hashed = "primaryLocationLineHash" in result["partialFingerprints"]
        assert hashed == path.endswith((".docx", ".pdf"))
    assert len(seen) == 4
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert "broken.pdf" in notes[0]["message"]["text"]


def test_paths_start_at_the_root_of_the_repository(awkward, tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(awkward)
    for name in ("sarif", "gitlab", "github", "rdjsonl", "checkstyle"):
        main(["check", "a b.md", "--format", name, "--output", "out"])
        text = Path("out").read_text(encoding="utf-8")
        assert ("HR%20policies%20%F0%9F%98%80/a%20b.md" if name == "sarif" else "HR policies 😀/a b.md") in text, name


def test_members_of_archives_stand_at_the_archive(tmp_path, monkeypatch):
    import zipfile

    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("posts #1.zip", "w") as archive:
        archive.writestr("one.md", TEXT)
    main(["check", "posts #1.zip", "--format", "sarif", "--output", "out.sarif"])
    result = json.loads(Path("out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"][0]
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "posts%20%231.zip"
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "posts #1.zip/one.md"
