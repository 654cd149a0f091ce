"""`policy-audit edit`: the copy, the refusals, the diff, and a source that is never touched."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click.testing
import pytest
from copies import parts
from copies import read_one
from word_maker import make_docx
from word_maker import paragraph

from policy_audit.cli.edit import edit
from policy_audit.cli.main import main
from policy_audit.errors import UnreadableDocument

POLICY = "# Equality policy\n\nThe chairman or his deputy signs this policy. Each manager must ensure he records his decision.\n"
WORDS = ["--wording-only", "--no-config"]


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    file = tmp_path / "policy.md"
    file.write_text(POLICY)
    return file


@pytest.fixture
def word(tmp_path: Path) -> Path:
    file = tmp_path / "policy.docx"
    file.write_bytes(
        make_docx(paragraph("Equality policy", style="H1"), paragraph("The chairman or his deputy signs this policy."))
    )
    return file


def test_text_is_patched_and_the_diff_goes_to_standard_output(
    policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = hashlib.sha256(policy.read_bytes()).hexdigest()
    assert main(["edit", str(policy), "-o", str(tmp_path / "new.md"), *WORDS]) == 0
    text = (tmp_path / "new.md").read_text()
    assert "The chair or their deputy signs this policy. Each manager must ensure they record their decision." in text
    captured = capsys.readouterr()
    assert captured.out.startswith("--- a/policy.md\n+++ b/policy.md\n")
    assert "suggestions written" in captured.err
    assert hashlib.sha256(policy.read_bytes()).hexdigest() == before


def test_diff_file(policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    diff = tmp_path / "new.diff"
    assert main(["edit", str(policy), "-o", str(tmp_path / "new.md"), "--diff", str(diff), *WORDS]) == 0
    assert diff.read_text().startswith("--- a/policy.md")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("mode", ["comments", "tracked", "clean"])
def test_word_in_every_mode(word: Path, tmp_path: Path, mode: str) -> None:
    out = tmp_path / "out.docx"
    assert main(["edit", str(word), "-o", str(out), "--as", mode, "--author", "Ana Lee", *WORDS]) == 0
    content = b"".join(parts(out.read_bytes()).values())
    assert (b"Ana Lee" in content) is (mode != "clean")
    said = read_one(out.read_bytes(), "out.docx").text
    assert ("The chair or their deputy" in said) is (mode != "comments")


def test_safe_only_leaves_what_a_person_must_see(policy: Path, tmp_path: Path) -> None:
    assert main(["edit", str(policy), "-o", str(tmp_path / "new.md"), "--safe-only", *WORDS]) == 0
    text = (tmp_path / "new.md").read_text()
    assert "The chair or his deputy" in text
    assert "he records his decision" in text


def test_selection_by_rule_and_severity(policy: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "new.md")
    assert main(["edit", str(policy), "-o", out, "--select", "gendered-job-title", *WORDS]) == 0
    assert "ensure he records" in Path(out).read_text()
    assert main(["edit", str(policy), "-o", out, "--severity", "error", "--force", *WORDS]) == 0
    assert "they record their decision" in Path(out).read_text()


def test_out_is_never_the_source_nor_replaced_unasked(
    policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["edit", str(policy), "-o", str(policy), "--force", *WORDS]) == 2
    assert "never changed" in capsys.readouterr().err
    taken = tmp_path / "taken.md"
    taken.write_text("mine")
    assert main(["edit", str(policy), "-o", str(taken), *WORDS]) == 2
    assert taken.read_text() == "mine"
    assert main(["edit", str(policy), "-o", str(tmp_path / "new.docx"), *WORDS]) == 2
    assert policy.read_text() == POLICY


def test_interactive_takes_what_is_agreed_to(policy: Path, tmp_path: Path) -> None:
    out = tmp_path / "new.md"
    runner = click.testing.CliRunner()
    arguments = [str(policy), "-o", str(out), "--interactive", "--select", "gendered-job-title", *WORDS]
    result = runner.invoke(edit, arguments, input="2\n", standalone_mode=False)
    assert result.exception is None, result.output
    assert "The chairperson or their deputy" in out.read_text()
    result = runner.invoke(edit, [*arguments, "--force"], input="n\n", standalone_mode=False)
    assert out.read_text() == POLICY


PROTECTED = {
    "protected": {"word/settings.xml": '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'},
    "password": {"word/settings.xml": '<w:writeProtection w:hash="abc"/>'},
}


@pytest.mark.parametrize("kind", PROTECTED)
def test_protected_word_files_are_refused(
    word: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _add(word, "word/settings.xml", f'<w:settings xmlns:w="{_W}">{PROTECTED[kind]["word/settings.xml"]}</w:settings>')
    assert main(["edit", str(word), "-o", str(tmp_path / "out.docx"), *WORDS]) == 2
    assert "pass" in capsys.readouterr().err or kind == "protected"
    assert not (tmp_path / "out.docx").exists()


def test_protection_that_is_off_is_no_obstacle(word: Path, tmp_path: Path) -> None:
    _add(
        word, "word/settings.xml", f'<w:settings xmlns:w="{_W}"><w:documentProtection w:enforcement="0"/></w:settings>'
    )
    assert main(["edit", str(word), "-o", str(tmp_path / "out.docx"), *WORDS]) == 0


def test_signed_word_files_are_refused(word: Path, tmp_path: Path) -> None:
    from policy_audit.writeback.package import Package
    from policy_audit.writeback.refuse import check_word

    _add(word, "_xmlsignatures/sig1.xml", "<Signature/>")
    with pytest.raises(UnreadableDocument, match="signed"):
        check_word(Package(word.read_bytes()))
    assert main(["edit", str(word), "-o", str(tmp_path / "out.docx"), *WORDS]) == 2


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _add(file: Path, name: str, content: str) -> None:
    import zipfile

    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, content)
