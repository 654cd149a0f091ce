"""Workers that crash, hang or eat memory cost one file; the report is the same for any number of workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from poison import poisoned

from policy_audit.audit import build_report
from policy_audit.batch.pool import PoolTask
from policy_audit.batch.pool import jobs_for
from policy_audit.batch.pool import read_back
from policy_audit.batch.pool import seconds_for
from policy_audit.batch.pool import work_in_pool
from policy_audit.batch.run import audit_all
from policy_audit.config import Settings
from policy_audit.config_file import Configuration
from policy_audit.errors import UsageError
from policy_audit.extract.limits import Limits
from policy_audit.report import Options
from policy_audit.report import render
from policy_audit.ruleset.files import lexicon_folder

DAY = date(2026, 11, 21)
SETTINGS = Settings(audit_date=DAY, wording_only=True)
CHILD = Path(__file__).with_name("audit_child.py")


def write(folder, name, text="The chairman shall treat everyone fairly.\n"):
    path = folder / name
    path.write_text(text)
    return path


def codes(files, jobs, limits=None):
    task = PoolTask(lexicon_folder(), SETTINGS, limits or Limits())
    found = {}
    for finished in work_in_pool(files, task, jobs, poisoned):
        assert finished.file.name not in found, "a file was finished twice"
        (report,) = read_back(finished, {})
        found[finished.file.name] = report.error.code if report.error else "audited"
    return found


def test_crash_exit_memory_and_defect_cost_only_their_own_file(tmp_path):
    names = ["segfault.txt", "exit-1.txt", "memory.txt", "defect.txt", "once.txt", *(f"fine-{i}.txt" for i in range(6))]
    found = codes([write(tmp_path, name) for name in names], 2)
    assert found == {
        "segfault.txt": "parser-crashed", "exit-1.txt": "parser-crashed", "memory.txt": "out-of-memory",
        "defect.txt": "internal-error", "once.txt": "audited", **{f"fine-{i}.txt": "audited" for i in range(6)},
    }  # fmt: skip


def test_a_hanging_file_ends_at_its_time_limit_and_is_not_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr("policy_audit.batch.pool._GRACE_SECONDS", 5.0)
    files = [write(tmp_path, name) for name in ("hang.txt", "fine-1.txt", "fine-2.txt")]
    begun = time.monotonic()
    assert codes(files, 1, replace(Limits(), seconds=1.0)) == {
        "hang.txt": "too-slow", "fine-1.txt": "audited", "fine-2.txt": "audited",
    }  # fmt: skip
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize(("name", "code"), [("exit.txt", "exit code 7"), ("segfault.pdf", f"exit code {-signal.SIGSEGV}")])
def test_the_message_of_a_crash_names_how_the_process_ended(tmp_path, name, code):
    """A single file too: its only worker is started another way."""
    task = PoolTask(lexicon_folder(), SETTINGS, Limits())
    (finished,) = work_in_pool([write(tmp_path, name)], task, 1, poisoned)
    (report,) = read_back(finished, {})
    assert code in report.error.message


def test_faulty_lexicons_end_the_run(tmp_path):
    files = [write(tmp_path, "refusal.txt"), write(tmp_path, "fine.txt")]
    with pytest.raises(UsageError, match="lexicons are at fault"):
        codes(files, 2)


def test_a_worker_that_sends_nonsense_is_a_defect_not_a_crash(tmp_path):
    from policy_audit.batch.pool import Done

    (report,) = read_back(Done(tmp_path / "a.txt", b"nonsense"), {})
    assert report.error.code == "internal-error"


@pytest.mark.long
def test_the_report_is_the_same_for_any_number_of_workers_and_any_order(examples, ruleset):
    files = sorted(path for path in examples.iterdir() if path.is_file())
    configuration = Configuration(settings=Settings(audit_date=DAY))
    reports = []
    for jobs, order in ((None, files[:1]), (1, files), (2, files[::-1]), (3, files[2:] + files[:2])):
        documents = list(audit_all(order, ruleset, configuration, jobs=jobs))
        if jobs is None:
            documents += [one for file in files[1:] for one in audit_all([file], ruleset, configuration)]
        built = build_report(documents, ruleset, configuration.settings)
        reports.append([render(name, built, Options()) for name in ("json", "sarif", "html")])
    assert all(one == reports[0] for one in reports[1:])


def test_when_a_pool_starts(tmp_path):
    small = [write(tmp_path, f"{number}.md") for number in range(3)]
    assert jobs_for(small, None) == 0
    assert jobs_for(small, 1) == 1
    assert jobs_for(small, 8) == 3
    assert jobs_for(small[:1], 8) == 0
    assert jobs_for([write(tmp_path, "alone.pdf")], None) == 1
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * (2 << 20))
    assert jobs_for([large], None) == 1
    assert jobs_for([write(tmp_path, f"{number}.txt") for number in range(20)], None) >= 1
    assert jobs_for([*small, write(tmp_path, "a.pdf")], None) >= 1


def test_time_grows_with_the_size_and_most_for_tables(tmp_path):
    pdf, table = tmp_path / "a.pdf", tmp_path / "a.csv"
    for file in (pdf, table):
        file.write_bytes(b"x" * 1_000_000)
    assert seconds_for(tmp_path / "none.pdf", Limits()) == 70
    assert seconds_for(pdf, Limits()) == 120
    assert seconds_for(table, Limits()) == 2070


@pytest.mark.skipif(sys.platform == "win32", reason="sends an interrupt by its POSIX number")
def test_an_interrupt_ends_within_a_second_keeps_what_is_done_and_leaves_no_process(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(400):
        write(folder, f"{number:03}.md", "# Policy\n\nThe chairman shall treat everyone fairly.\n" * 40)
    cache = tmp_path / "cache"
    environment = {**os.environ, "POLICY_AUDIT_CACHE": str(cache), "PYTHONPATH": str(CHILD.parents[2])}
    command = [sys.executable, str(CHILD), str(folder)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    done = [run.stdout.readline() for _ in range(8)]
    begun = time.monotonic()
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=20)
    took = time.monotonic() - begun
    assert run.returncode == 130, errors
    assert took < 2.0
    assert "Traceback" not in errors
    assert not processes_with(str(cache)), "a worker outlived the run"
    again = subprocess.run([*command, "kept"], capture_output=True, text=True, env=environment, check=True)
    assert int(again.stdout) >= len(done) - 1


def processes_with(value: str) -> list[str]:
    """Processes that have the value in their environment, as every worker of a run has."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if value.encode() in path.read_bytes():
                found.append((path.parent / "cmdline").read_text())
    return found
