"""Tables of adverts in shards: every row once, the same bytes whatever happens to the workers."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace

import pytest
from scale_tables import LIMITS
from scale_tables import SETTINGS
from scale_tables import adverts
from scale_tables import run
from scale_tables import scale_of
from scale_tables import write_csv
from scale_work import fatal_words

from policy_audit.batch.rows import RowTimeoutError
from policy_audit.batch.rows import from_file
from policy_audit.batch.scale import begin
from policy_audit.batch.scale import differences
from policy_audit.batch.scale import output_name
from policy_audit.batch.scale import perform
from policy_audit.batch.scale import plan
from policy_audit.batch.storage import Place
from policy_audit.batch.workers import Workers
from policy_audit.cli.main import main
from policy_audit.errors import UsageError
from policy_audit.ruleset.files import lexicon_folder

pytest.importorskip("fsspec", reason="needs fsspec (extra cluster)")
pyarrow = pytest.importorskip("pyarrow", reason="needs pyarrow (extra cluster)")

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


@pytest.mark.long
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
