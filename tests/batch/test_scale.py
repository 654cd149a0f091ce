"""Tables of adverts in shards: every row once, the same bytes whatever happens to the workers."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from scale_work import fatal_words

from policy_audit.batch.rows import RowTimeoutError
from policy_audit.batch.rows import from_file
from policy_audit.batch.scale import Scale
from policy_audit.batch.scale import begin
from policy_audit.batch.scale import differences
from policy_audit.batch.scale import finish
from policy_audit.batch.scale import output_name
from policy_audit.batch.scale import perform
from policy_audit.batch.scale import plan
from policy_audit.batch.scale import run_shards
from policy_audit.batch.shards import rows_of
from policy_audit.batch.storage import Place
from policy_audit.batch.workers import Workers
from policy_audit.cli.main import main
from policy_audit.config import Settings
from policy_audit.errors import UsageError
from policy_audit.extract.limits import Limits
from policy_audit.ruleset.files import lexicon_folder

pytest.importorskip("fsspec", reason="needs fsspec (extra cluster)")
pyarrow = pytest.importorskip("pyarrow", reason="needs pyarrow (extra cluster)")

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Limits()
SETTINGS = Settings(audit_date=date(2026, 11, 21), wording_only=True)
ADVERT = "We seek a young salesman. He will join our team and must be a digital native who works hard, number {}."
RAY = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="needs ray (extra cluster)")


def adverts(count):
    return [{"ref": f"job-{number}", "title": "Sales", "description": ADVERT.format(number)} for number in range(count)]


def write_csv(path, rows, encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_jsonl(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def write_parquet(path, rows, group=7):
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=group)
    return path


def rows_in(path, size):
    shards = list(plan(str(path), LIMITS, rows=size))
    assert [shard.first for shard in shards] == [1 + sum(one.rows for one in shards[:at]) for at in range(len(shards))]
    found = [list(rows_of(shard, LIMITS)) for shard in shards]
    assert [len(rows) for rows in found] == [shard.rows for shard in shards]
    return [row for rows in found for row in rows]


@pytest.mark.parametrize("size", [1, 3, 10, 1000])
@pytest.mark.parametrize("write", [write_csv, write_jsonl, write_parquet])
def test_shards_of_any_size_hold_every_row_once(write, size, tmp_path):
    suffix = {write_csv: "csv", write_jsonl: "jsonl", write_parquet: "parquet"}[write]
    rows = adverts(20)
    found = rows_in(write(tmp_path / f"a.{suffix}", rows), size)
    assert [row.number for row in found] == list(range(1, 21))
    assert [row.values for row in found] == rows


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12), st.integers(1, 5))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_csv_shards_agree_with_the_standard_reader(tmp_path, cells, size):
    rows = [{"description": first + ADVERT, "other": second + "x"} for first, second in cells]
    path = write_csv(tmp_path / "a.csv", rows)
    assert [row.values for row in rows_in(path, size)] == rows


def test_marks_encodings_delimiters_and_blank_lines(tmp_path):
    text = "id;description\n1;" + ADVERT + " Café\n\n2;" + ADVERT + "\n"
    for name, data in (("mark.csv", b"\xef\xbb\xbf" + text.encode()), ("latin.csv", text.encode("cp1252"))):
        (tmp_path / name).write_bytes(data)
        first, second = rows_in(tmp_path / name, 1)
        assert first.values == {"id": "1", "description": ADVERT + " Café"}
        assert (second.number, second.values["id"]) == (2, "2")
    (tmp_path / "wide.csv").write_bytes(text.encode("utf-16"))
    with pytest.raises(UsageError, match=r"(?i)utf"):
        rows_in(tmp_path / "wide.csv", 1)


def test_a_folder_without_tables_and_a_column_that_is_not_there_are_refused(tmp_path):
    with pytest.raises(UsageError, match="No tables"):
        list(plan(str(tmp_path), LIMITS))
    write_csv(tmp_path / "a.csv", adverts(3))
    with pytest.raises(UsageError, match="nonsense"):
        list(plan(str(tmp_path), LIMITS, "nonsense"))
    with pytest.raises(UsageError, match="nonsense"):
        list(plan(str(tmp_path), LIMITS, "", "nonsense"))


def test_a_plan_needs_memory_for_a_line_not_for_the_file(tmp_path):
    import tracemalloc

    path = tmp_path / "large.csv"
    with path.open("w") as file:
        file.write("id,description\n")
        for number in range(60_000):
            file.write(f"{number},{ADVERT} {ADVERT}\n")
    tracemalloc.start()
    rows = sum(shard.rows for shard in plan(str(path), LIMITS))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows == 60_000
    assert peak < path.stat().st_size / 5


def scale_of(output, form="jsonl", **changes):
    return replace(Scale(str(output), lexicon_folder(), SETTINGS, LIMITS, form, "run-digest"), **changes)


class Serial:
    """The plainest engine: one task at a time, here."""

    def __init__(self):
        self.task = None

    busy = property(lambda self: int(self.task is not None))
    free = property(lambda self: self.task is None)

    def start(self, task):
        self.task = task

    def outcome(self):
        from policy_audit.batch.workers import Outcome

        task, self.task = self.task, None
        return Outcome(task, "done", perform(task))


def run(shards, scale, engine=None):
    left = begin(shards, scale)
    if engine is None:
        run_shards(left, scale, Serial())
    else:
        with engine:
            run_shards(left, scale, engine)
    finish(shards, scale, "ruleset")
    return {name: Place(scale.output).below(name).read() for name in Place(scale.output).names()}


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_two_workers_write_the_bytes_of_one(form, tmp_path):
    shards = list(plan(str(write_csv(tmp_path / "a.csv", adverts(20))), LIMITS, identity="ref", rows=6))
    serial = run(shards, scale_of(tmp_path / "serial", form))
    assert len(serial) == 5
    assert run(shards, scale_of(tmp_path / "two", form), Workers(perform, 2, lambda task: 60.0)) == serial
    names = [output_name(shard, scale_of(tmp_path, form)) for shard in shards]
    results = [one for name in names for one in from_file(serial[name], form)]
    assert [one["row"] for one in results] == list(range(1, 21))
    assert [one["id"] for one in results] == [f"job-{number}" for number in range(20)]
    assert all(any(finding["text"] == "salesman" for finding in one["findings"]) for one in results)


def test_rows_that_cannot_be_audited_are_results(tmp_path):
    rows = [json.dumps(row) for row in adverts(4)]
    rows[1] = "{broken"
    rows[2] = json.dumps({"description": "  "})
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(rows))
    shards = list(plan(str(path), LIMITS))
    written = run(shards, scale_of(tmp_path / "out"))
    results = from_file(written[output_name(shards[0], scale_of(tmp_path))], "jsonl")
    assert [one["error"] for one in results] == [None, "damaged-row", "empty-text", None]
    assert json.loads(written["_SUCCESS"])["errors"] == {"damaged-row": 1, "empty-text": 1}


def test_a_row_that_takes_too_long_is_a_result(tmp_path, monkeypatch):
    def slow(*_arguments):
        time.sleep(20)

    monkeypatch.setattr("policy_audit.batch.rows.report_of", slow)
    shards = list(plan(str(write_csv(tmp_path / "a.csv", adverts(1))), LIMITS))
    scale = scale_of(tmp_path / "out", limits=replace(LIMITS, seconds=0.2))
    written = run(shards, scale)
    assert json.loads(written["_SUCCESS"])["errors"] == {"too-slow": 1}
    assert not issubclass(RowTimeoutError, Exception)


def test_rows_that_kill_their_worker_are_found_and_all_others_audited(tmp_path):
    rows = adverts(24)
    for at, word in ((5, "segfaults"), (17, "segfaults"), (18, "exits")):
        rows[at]["description"] += f" This {word}."
    shards = list(plan(str(write_csv(tmp_path / "a.csv", rows)), LIMITS, identity="ref", rows=12))
    written = run(shards, scale_of(tmp_path / "out"), Workers(fatal_words, 2, lambda task: 60.0))
    names = [output_name(shard, scale_of(tmp_path)) for shard in shards]
    results = [one for name in names for one in from_file(written[name], "jsonl")]
    assert [one["id"] for one in results] == [row["ref"] for row in rows]
    assert {one["row"]: one["error"] for one in results if one["error"]} == {
        6: "parser-crashed", 18: "parser-crashed", 19: "parser-crashed",
    }  # fmt: skip


def test_a_run_goes_on_where_it_stopped_and_knows_foreign_parts(tmp_path):
    shards = list(plan(str(write_csv(tmp_path / "a.csv", adverts(20))), LIMITS, rows=5))
    scale = scale_of(tmp_path / "out")
    whole = run(shards, scale)
    lost = tmp_path / "out" / output_name(shards[2], scale)
    lost.unlink()
    assert begin(shards, scale) == [shards[2]]
    assert not (tmp_path / "out" / "_SUCCESS").exists()
    assert run(shards, scale) == whole
    other = replace(scale, run="another ruleset")
    with pytest.raises(UsageError, match="4 parts of another"):
        begin(shards, other)
    assert begin(shards, other, clear=True) == shards
    assert not list((tmp_path / "out").glob("part-*"))


def test_verify_sees_missing_altered_and_foreign_parts(tmp_path):
    shards = list(plan(str(write_csv(tmp_path / "a.csv", adverts(20))), LIMITS, rows=5))
    scale = scale_of(tmp_path / "out")
    run(shards, scale)
    assert list(differences(shards, scale)) == []
    files = [tmp_path / "out" / output_name(shard, scale) for shard in shards]
    files[0].unlink()
    files[1].write_bytes(files[1].read_bytes().replace(b"salesman", b"saleslady"))
    files[2].write_bytes(b"".join(files[2].read_bytes().splitlines(keepends=True)[1:]))
    (tmp_path / "out" / "part-foreign.jsonl").write_text("")
    found = [line.partition(": ")[2] for line in differences(shards, scale)]
    assert [line.split(" ")[0] for line in found] == ["missing", "altered", "altered", "rows", "belongs"]
    (tmp_path / "out" / "_SUCCESS").unlink()
    assert "no _SUCCESS" in next(differences(shards, scale))


def test_other_stores_of_fsspec_are_written_whole(tmp_path):
    data = write_csv(tmp_path / "a.csv", adverts(4)).read_bytes()
    Place("memory://in/a.csv").write(data)
    shards = list(plan("memory://in", LIMITS, rows=3))
    written = run(shards, scale_of("memory://out"))
    assert sorted(written) == sorted([*(output_name(shard, scale_of("")) for shard in shards), "_SUCCESS"])
    assert list(differences(shards, scale_of("memory://out"))) == []


def test_a_write_that_fails_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda number: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        Place(str(tmp_path / "a.jsonl")).write(b"x")
    assert list(tmp_path.iterdir()) == []


def test_the_batch_function_for_other_engines_gives_the_same_results(tmp_path):
    from policy_audit.batch.rows import audit_batch

    rows = adverts(5)
    batch = pyarrow.RecordBatch.from_pylist(rows)
    out = audit_batch(batch, "description", "ref", lexicon_folder(), SETTINGS, LIMITS, "a.csv").to_pylist()
    shards = list(plan(str(write_csv(tmp_path / "a.csv", rows)), LIMITS, "description", "ref"))
    written = run(shards, scale_of(tmp_path / "out", "parquet"))
    (data,) = [value for name, value in written.items() if name.startswith("part-")]
    expected = from_file(data, "parquet")
    assert [one["findings"] for one in out] == [one["findings"] for one in expected]
    assert [one["id"] for one in out] == [one["id"] for one in expected]


def test_the_command_runs_resumes_and_verifies(tmp_path, capsys):
    source = write_csv(tmp_path / "a.csv", adverts(12))
    command = ["scale", str(source), str(tmp_path / "out"), "--no-config", "--wording-only", "--shard-rows", "5"]
    assert main([*command, "--jobs", "1", "--audit-date", "2025-03-01"]) == 0
    assert "12 of 12 rows audited in 3 parts (0 were there already)" in capsys.readouterr().out
    assert main(command) == 0, "the date of the run is kept"
    assert "(3 were there already)" in capsys.readouterr().out
    assert main([*command, "--verify"]) == 0
    next((tmp_path / "out").glob("part-*")).unlink()
    assert main([*command, "--verify"]) == 2
    assert main([*command, "--address", "auto"]) == 2


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
