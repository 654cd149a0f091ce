"""Runs over tables whose driver or workers are killed: the bytes are those of a run that was left alone."""

from __future__ import annotations

import importlib.util
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from scale_tables import adverts
from scale_tables import write_csv

pytest.importorskip("fsspec", reason="needs fsspec (extra cluster)")
pyarrow = pytest.importorskip("pyarrow", reason="needs pyarrow (extra cluster)")

ROOT = Path(__file__).resolve().parents[2]
RAY = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="needs ray (extra cluster)")


def started(tmp_path, output, *options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "POLICY_AUDIT_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "policy_audit", "scale", str(tmp_path / "a.csv"), str(output), "--no-config"]
    command += ["--wording-only", "--audit-date", "2026-11-21", "--shard-rows", "20", *options]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def parts(folder):
    return len(list(folder.glob("part-*"))) if folder.is_dir() else 0


def wait_for_parts(process, folder, wanted):
    while parts(folder) < wanted and process.poll() is None:
        time.sleep(0.05)


@pytest.mark.slow
def test_a_killed_driver_leaves_whole_parts_and_a_second_run_does_the_rest(tmp_path):
    write_csv(tmp_path / "a.csv", adverts(600))
    whole = started(tmp_path, tmp_path / "whole", "--jobs", "1")
    assert whole.communicate(timeout=300) and whole.returncode == 0
    first = started(tmp_path, tmp_path / "out", "--jobs", "2")
    wait_for_parts(first, tmp_path / "out", 4)
    first.kill()
    first.communicate()
    assert 4 <= parts(tmp_path / "out") < 30
    second = started(tmp_path, tmp_path / "out", "--jobs", "2")
    output, errors = second.communicate(timeout=300)
    assert second.returncode == 0, errors
    assert "(0 were there already)" not in output
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def ray_workers(address):
    """Process ids of the Ray workers below a driver."""
    import psutil

    found = []
    for process in psutil.process_iter(["name", "cmdline"]):
        with suppress(psutil.Error):
            title = " ".join(process.info["cmdline"] or [])
            if title.startswith("ray::perform") and address in process.environ().get("POLICY_AUDIT_CACHE", ""):
                found.append(process.pid)
    return found


@RAY
@pytest.mark.slow
def test_on_ray_with_workers_and_the_driver_killed_the_bytes_are_those_of_the_serial_run(tmp_path):
    pytest.importorskip("psutil", reason="needs psutil to find the workers")
    write_csv(tmp_path / "a.csv", adverts(600))
    whole = started(tmp_path, tmp_path / "whole", "--jobs", "1")
    assert whole.communicate(timeout=300) and whole.returncode == 0
    chance = random.Random(1)
    driver = started(tmp_path, tmp_path / "out", "--engine", "ray", "--jobs", "2")
    killed = 0
    wait_for_parts(driver, tmp_path / "out", 1)
    while killed < 3 and driver.poll() is None and parts(tmp_path / "out") < 20:
        victims = ray_workers(str(tmp_path))
        if victims:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(victims), signal.SIGKILL)
                killed += 1
        time.sleep(chance.uniform(0.5, 1.5))
    driver.kill()
    driver.communicate()
    assert killed >= 1
    again = started(tmp_path, tmp_path / "out", "--engine", "ray", "--jobs", "2")
    _, errors = again.communicate(timeout=300)
    assert again.returncode == 0, errors
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
