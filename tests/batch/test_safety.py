"""Hostile files are refused inside a worker, and no text of a document gets into an error."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policy_audit.batch.run import audit_all
from policy_audit.batch.workers import Workers
from policy_audit.cli.main import main
from policy_audit.config import Settings
from policy_audit.config_file import Configuration
from policy_audit.extract.limits import Limits

SECRET = "Jane-Roe-was-dismissed"
CONFIGURATION = Configuration(
    settings=Settings(audit_date=date(2026, 11, 21), wording_only=True), limits=Limits(seconds=20.0)
)


def archive(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_XML", ".xml"), content)
    return data.getvalue()


def hostile_files(folder):
    body = f"<w:document><w:t>{SECRET}</w:t>".encode()
    made = {
        "bomb.docx": archive(word__document_XML=body + b" " * (300 << 20)),
        "entity.docx": archive(word__document_XML=b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + body),
        "outside.docx": archive(word__document_XML=body, **{"..__..__evil": "x"}),
        "broken.docx": archive(word__document_XML=body),
        "cut.pdf": b"%PDF-1.7\n" + SECRET.encode(),
        "page.json": b'{"description": "' + SECRET.encode(),
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]


@pytest.mark.long
def test_hostile_files_are_refused_in_the_worker_and_nothing_of_them_is_said(tmp_path, ruleset):
    files = hostile_files(tmp_path)
    honest = tmp_path / "honest.md"
    honest.write_text("The chairman decides.\n")
    reports = {Path(one.path).name: one for one in audit_all([*files, honest], ruleset, CONFIGURATION, jobs=2)}
    codes = {name: report.error.code if report.error else None for name, report in reports.items()}
    assert codes.pop("honest.md") is None
    assert codes["bomb.docx"] == "too-large"
    assert codes["entity.docx"] == "unsafe-xml"
    assert codes["outside.docx"] == "unsafe-archive"
    assert all(codes.values()), codes
    assert not [name for name, report in reports.items() if report.error and SECRET in str(report.error)]
    assert not (tmp_path.parent / "evil").exists()


def fails_with_text(task):
    """Work whose exception holds text of the document."""
    raise ValueError(SECRET)


def test_an_exception_in_a_worker_sends_its_name_only():
    with Workers(fails_with_text, 1, lambda task: 60.0) as workers:
        workers.start("a")
        outcome = workers.outcome()
    assert (outcome.ending, outcome.detail) == ("raised", "ValueError")


def test_an_internal_error_prints_no_text_of_the_document(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.md").write_text(SECRET)

    def defect(*_arguments, **_options):
        raise ValueError(SECRET)

    monkeypatch.setattr("policy_audit.audit.audit_document", defect)
    monkeypatch.setattr("policy_audit.batch.alone.audit_document", defect)
    assert main(["check", str(tmp_path / "a.md"), "--no-config", "--no-cache"]) == 3
    monkeypatch.setattr("policy_audit.audit.build_report", defect)
    assert main(["check", str(tmp_path / "a.md"), "--no-config", "--no-cache"]) == 3
    said = capsys.readouterr()
    assert SECRET not in said.out + said.err


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory works on Linux only")
def test_a_worker_stays_below_its_share_of_memory(tmp_path, examples):
    code = (
        "import re, sys\nfrom pathlib import Path\n"
        "from policy_audit.batch.pool import PoolTask, audit_to_bytes, prepare_worker\n"
        "from policy_audit.config import Settings\nfrom policy_audit.extract.limits import Limits\n"
        "from policy_audit.language.tagger import Tagger\nfrom policy_audit.ruleset.files import lexicon_folder\n"
        "prepare_worker()\nTagger().tags(['She', 'chairs', 'it'])\n"
        "for name in sys.argv[1:]: audit_to_bytes((Path(name), PoolTask(lexicon_folder(), Settings(), Limits()), 1))\n"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text()).group(1)) // 1024)"
    )
    files = sorted(str(path) for path in examples.iterdir() if path.is_file())
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run([sys.executable, "-c", code, *files], capture_output=True, text=True, cwd=root, check=True)
    assert 0 < int(done.stdout) < 300, "MiB"


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not bound the memory of a process")
def test_a_single_file_is_read_here_under_the_same_limit_of_memory(tmp_path, ruleset, monkeypatch):
    file = tmp_path / "policy.md"
    file.write_text("# Policy\n\nManagers must be trained.\n", encoding="utf-8")
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)

    def greedy(*_arguments):
        return bytearray(2 << 30)

    monkeypatch.setattr("policy_audit.stages.kind.classify_kind", greedy)
    configuration = Configuration(limits=replace(Limits(), memory_bytes=1 << 30))
    (report,) = audit_all([file], ruleset, configuration)
    assert report.error is not None and report.error.code == "out-of-memory"
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    monkeypatch.undo()
    (report,) = audit_all([file], ruleset, configuration)
    assert report.error is None
