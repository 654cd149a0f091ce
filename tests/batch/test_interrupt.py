"""The program itself, interrupted as a terminal does it: it ends at once, keeps what is done, and goes on later."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from test_pool import processes_with

from policy_audit.batch.cache import cached_count

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = 90
TEXT = "# Equality policy {}\n\nThe chairman shall treat everyone fairly. Managers must be trained every April.\n\n"
# On an idle machine it is a tenth of a second; the bound leaves room for a busy one.
MOST_SECONDS = 2.0


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "policies"
    made.mkdir()
    for number in range(DOCUMENTS):
        text = TEXT.format(number) + f"Paragraph {number} says that we aim to support staff where possible.\n\n" * 60
        (made / f"{number:03}.md").write_text(text, encoding="utf-8")
    return made


def started(folder, out, environment, *more):
    command = [sys.executable, "-m", "policy_audit", "audit", str(folder), "-o", str(out), "--jobs", "2", *more]
    command += ["--no-config", "--fail-on", "never", "--no-history"]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
        preexec_fn=heeding_interrupts,  # noqa: PLW1509 - no other thread runs here
    )


def heeding_interrupts():
    """What is started behind other programs may begin with interrupts ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def kept(cache):
    return cached_count(cache / "reports.sqlite")[0]


def interrupted(run, until):
    """Wait for a moment of the run, then press Ctrl-C: the terminal sends it to the whole group of processes."""
    while not until() and run.poll() is None:
        time.sleep(0.01)
    begun = time.monotonic()
    with suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=20)
    assert run.returncode == 130, errors
    assert time.monotonic() - begun < MOST_SECONDS
    assert "Traceback" not in errors
    assert errors.strip().endswith("Interrupted.")


def finish(run):
    _, errors = run.communicate(timeout=240)
    assert run.returncode == 0, errors


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="sends an interrupt to a group of POSIX processes")
def test_an_audit_interrupted_again_and_again_gives_the_report_of_one_that_was_left_alone(folder, tmp_path):
    reference = environment_of(tmp_path / "reference")
    run = started(folder, tmp_path / "whole", reference, "--audit-date", "2026-03-01")
    finish(run)
    cache = tmp_path / "cache"
    environment, out = environment_of(cache), tmp_path / "out"
    begin = ("--audit-date", "2026-03-01")
    for share in (0, 1, 20, 50, 80):
        before = kept(cache)
        run = started(folder, out, environment, *begin)
        least = max(share, before + 1) if share else 0
        interrupted(run, lambda least=least: kept(cache) >= least and any(cache.glob("unfinished-*")))
        assert kept(cache) >= before, "what was done is lost"
        assert not processes_with(str(cache)), "a worker outlived the run"
        assert not (out / "report.json").exists()
        begin = ("--resume",)
    assert kept(cache) >= 80
    run = started(folder, out, environment, "--resume")
    finish(run)
    for name in ("report.json", "index.html", "dates.ics"):
        assert (out / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def environment_of(cache: Path) -> dict[str, str]:
    return {**os.environ, "POLICY_AUDIT_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
