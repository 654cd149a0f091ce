from __future__ import annotations

import json
import shutil

import pytest
from openpyxl import load_workbook

from policy_audit.batch.history import History
from policy_audit.cli.main import main

FILES = ["dates.ics", "index.html", "policy-audit.xlsx", "report.json", "summary.docx"]
DAY = ["--audit-date", "2026-11-21"]


@pytest.fixture
def folder(tmp_path, examples, monkeypatch):
    monkeypatch.setenv("POLICY_AUDIT_DATA", str(tmp_path / "data"))
    made = tmp_path / "hr papers"
    made.mkdir()
    for name in ("poor-edi-policy.md", "good-edi-policy.docx"):
        shutil.copy(examples / name, made)
    return made


def documents(out):
    return json.loads((out / "report.json").read_text(encoding="utf-8"))["documents"]


def test_all_reports_are_written_and_the_audit_is_kept(folder, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["audit", str(folder), "-o", str(out), *DAY, "--fail-on", "never"]) == 0
    assert sorted(path.name for path in out.iterdir()) == FILES
    assert "Audited 2 of 2 documents." in capsys.readouterr().out
    assert [one.audit_date for one in History().audits()] == ["2026-11-21"]
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["portfolio"]["gold_thread"]


def test_a_file_that_cannot_be_read_is_named_and_the_exit_code_is_two(folder, tmp_path, capsys):
    (folder / 'it\'s "broken" .pdf').write_bytes(b"%PDF-1.7 nothing")
    out = tmp_path / "out"
    assert main(["audit", str(folder), "-o", str(out), *DAY]) == 2
    assert "Not audited: " in capsys.readouterr().out
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "it&#39;s &#34;broken&#34; .pdf" in page
    assert [one["error"] is None for one in documents(out)].count(False) == 1


def test_exit_code_one_when_something_serious_is_found(folder, tmp_path):
    assert main(["audit", str(folder), "-o", str(tmp_path / "out"), *DAY]) == 1


def test_reports_below_the_folder_are_not_audited_again(folder):
    out = folder / "out"
    for _ in range(2):
        assert main(["audit", str(folder), "-o", str(out), *DAY, "--fail-on", "never", "--no-history"]) == 0
        assert len(documents(out)) == 2
    assert not (out.parent.parent / "data").exists()


def test_what_hr_wrote_is_there_after_the_next_audit(folder, tmp_path):
    out = tmp_path / "out"
    command = ["audit", str(folder), "-o", str(out), *DAY, "--fail-on", "never", "--no-history"]
    main(command)
    book = load_workbook(out / "policy-audit.xlsx")
    heads = [cell.value for cell in book["Findings"][1]]
    book["Findings"].cell(2, heads.index("Status") + 1).value = "Done"
    mark = book["Findings"].cell(2, heads.index("Reference") + 1).value
    book.save(out / "policy-audit.xlsx")
    main(command)
    rows = load_workbook(out / "policy-audit.xlsx")["Findings"].iter_rows(min_row=2, values_only=True)
    assert [row[heads.index("Status")] for row in rows if row[heads.index("Reference")] == mark] == ["Done"]


def test_a_folder_of_other_files_is_left_alone(folder, tmp_path, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("mine", encoding="utf-8")
    command = ["audit", str(folder), "-o", str(out), *DAY, "--fail-on", "never", "--no-history"]
    assert main(command) == 2
    assert "holds other files" in capsys.readouterr().err
    assert main([*command, "--force"]) == 0
    assert (out / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_without_documents_is_a_usage_error(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert main(["audit", str(tmp_path / "empty"), "-o", str(tmp_path / "out")]) == 2
    assert "No documents found" in capsys.readouterr().err


def test_the_same_audit_gives_the_same_bytes(folder, tmp_path):
    for name in ("one", "two"):
        main(["audit", str(folder), "-o", str(tmp_path / name), *DAY, "--no-history"])
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
