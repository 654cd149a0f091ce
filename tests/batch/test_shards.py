"""Tables cut into shards: every row once, whatever the format, the size, the encoding."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from scale_tables import ADVERT
from scale_tables import LIMITS
from scale_tables import adverts
from scale_tables import rows_in
from scale_tables import write_csv
from scale_tables import write_jsonl
from scale_tables import write_parquet

from policy_audit.batch.scale import plan
from policy_audit.errors import UsageError

pytest.importorskip("fsspec", reason="needs fsspec (extra cluster)")
pyarrow = pytest.importorskip("pyarrow", reason="needs pyarrow (extra cluster)")

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
