from __future__ import annotations

import gzip
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from portfolio_reports import document
from portfolio_reports import judged
from portfolio_reports import report_of
from portfolio_reports import usual_report
from portfolio_reports import with_wording

from policy_audit.batch.history import History
from policy_audit.batch.history_compare import compare
from policy_audit.batch.history_reminders import reminders
from policy_audit.batch.history_snapshot import parse_snapshot
from policy_audit.batch.history_snapshot import read_snapshot
from policy_audit.batch.history_snapshot import snapshot_bytes
from policy_audit.batch.history_snapshot import snapshot_of
from policy_audit.cli.main import main
from policy_audit.errors import UsageError
from policy_audit.report import Options
from policy_audit.report import render
from policy_audit.report.html_chart import chart_points
from policy_audit.report.html_trend import render_trend

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("POLICY_AUDIT_DATA", str(tmp_path / "data"))
    return History()


def snapshot(day="2026-11-21", folder="/hr/policies"):
    return replace(snapshot_of(usual_report(1), folder), audit_date=day)


def test_a_snapshot_is_the_same_after_reading(tmp_path):
    made = snapshot()
    assert parse_snapshot(snapshot_bytes(made)) == made
    assert parse_snapshot(gzip.compress(snapshot_bytes(made))) == made


def test_a_report_json_compares_like_a_kept_audit(tmp_path):
    report = usual_report()
    path = tmp_path / "report.json"
    path.write_text(render("json", report, Options()), encoding="utf-8")
    assert read_snapshot(path) == snapshot_of(report, "")


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"schema_version": 2}', b"\x1f\x8bnonsense", b"\xff\xfe"])
def test_other_files_are_refused_with_a_remedy(tmp_path, content):
    path = tmp_path / "other.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"is not a report of policy-audit\. Name a report\.json"):
        read_snapshot(path)


def test_saving_twice_keeps_one(store):
    assert store.save(snapshot()) == store.save(snapshot())
    assert len(store.audits()) == 1
    assert len(list(store.files.iterdir())) == 1


def test_audits_are_in_the_order_of_their_dates_with_their_numbers(store):
    for day in ("2026-11-21", "2024-11-20", "2025-11-20"):
        store.save(snapshot(day))
    kept = store.audits()
    assert [one.audit_date for one in kept] == ["2024-11-20", "2025-11-20", "2026-11-21"]
    report = usual_report(1)
    asked = [result for one in report.documents for result in one.requirements if result.applies]
    assert (kept[0].asked, kept[0].passed) == (len(asked), sum(result.passed for result in asked))
    assert (kept[0].documents, kept[0].unreadable, kept[0].firm) == (1, 1, 2)
    assert store.scores(kept[0].id) == snapshot().scores()
    assert store.snapshot(kept[1].id[:10]) == snapshot("2025-11-20")


def test_the_index_follows_the_files(store):
    store.save(snapshot("2025-01-01"))
    store.save(snapshot("2026-01-01"))
    assert len(store.audits()) == 2
    next(iter(store.files.glob("audit-2025*"))).unlink()
    assert [one.audit_date for one in store.audits()] == ["2026-01-01"]
    store.index.unlink()
    assert [one.audit_date for one in store.audits()] == ["2026-01-01"]


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_damaged_index_is_made_anew(store, damage):
    store.save(snapshot())
    assert len(store.audits()) == 1
    store.index.write_bytes(damage)
    assert len(store.audits()) == 1


def test_an_index_of_another_version_is_made_anew(store):
    store.save(snapshot())
    store.audits()
    with sqlite3.connect(store.index) as index:
        index.execute("PRAGMA user_version = 999")
        index.execute("DROP TABLE scores")
    index.close()
    assert len(store.audits()) == 1
    assert store.rebuild() == 1


def test_a_damaged_audit_file_hides_no_other(store):
    store.save(snapshot())
    (store.files / "audit-2025-01-01-damaged.json").write_bytes(b"{")
    assert len(store.audits()) == 1


def test_an_unknown_id_is_refused(store):
    with pytest.raises(UsageError, match="No kept audit"):
        store.snapshot("abc")


def test_a_store_that_cannot_be_written_is_a_usage_error(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(UsageError, match="POLICY_AUDIT_DATA"):
        History(tmp_path / "file").save(snapshot())


WRITER = """
import sys
from pathlib import Path
from policy_audit.batch.history import History
from policy_audit.batch.history_snapshot import parse_snapshot
from dataclasses import replace

made = parse_snapshot(Path(sys.argv[1]).read_bytes())
store = History(Path(sys.argv[2]))
for number in range(10_000):
    name = store.save(replace(made, folder=f"{sys.argv[3]}-{number}"))
    print(name, flush=True)
    if number % 3 == 0:
        store.audits()
"""


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="needs a signal that cannot be caught")
def test_runs_killed_at_any_moment_lose_nothing_and_double_nothing(tmp_path):
    source, folder = tmp_path / "made.json", tmp_path / "store"
    source.write_bytes(snapshot_bytes(snapshot()))
    chance = random.Random(7)
    saved: set[str] = set()
    for turn in range(50):
        # Two at once, so that saves and index updates also meet each other.
        runs = [_writer(source, folder, f"{turn}-{side}") for side in "ab"]
        first = [run.stdout.readline().strip() for run in runs]
        time.sleep(chance.uniform(0, 0.02))
        for run, name in zip(runs, first, strict=True):
            run.send_signal(signal.SIGKILL)
            rest = run.communicate()[0].split("\n")
            saved |= {name, *(line for line in rest[:-1])}
    kept = [one.id for one in History(folder).audits()]
    assert len(kept) == len(set(kept))
    assert saved <= set(kept)
    assert len(kept) - len(saved) <= 100
    for path in (folder / "audits").glob("audit-*"):
        parse_snapshot(path.read_bytes())
    assert History(folder).rebuild() == len(kept)


def _writer(source, folder, name):
    arguments = [sys.executable, "-c", WRITER, str(source), str(folder), name]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def equality(*words, path="policies/equality.md"):
    made = document("# Equality", "The chairman speaks.", *words, path=path)
    return judged(made, lambda number: number % 2 == 0)


def test_fixed_new_and_unchanged():
    old = snapshot_of(report_of(with_wording(equality(), "chairman", "chair")), "")
    better = judged(
        document("# Equality", "The chair speaks to a chairman.", path="policies/equality.md"),
        lambda number: number % 2 == 0 or number < 10,
    )
    new = snapshot_of(report_of(with_wording(better, "chairman", "chair", "w2")), "")
    (change,) = compare(old, new).documents
    assert change.cause == "document"
    assert [one.fingerprint for one in change.new] == ["w2"]
    assert len(change.fixed) == 6
    assert len(change.gained) == 5
    assert change.unchanged == len(old.documents[0].findings) - 6


def test_same_words_and_other_rules_is_the_rules_doing():
    before = snapshot_of(report_of(equality()), "")
    after = replace(snapshot_of(report_of(with_wording(equality(), "chairman", "chair")), ""), ruleset="f" * 64)
    comparison = compare(before, after)
    assert comparison.ruleset_changed
    assert comparison.documents[0].cause == "ruleset"
    assert comparison.total("new", ("ruleset",)) == 1
    assert comparison.total("new", ("document", "either", "settings")) == 0


def test_changed_words_and_changed_rules_cannot_be_told_apart():
    before = snapshot_of(report_of(equality()), "")
    after = replace(snapshot_of(report_of(with_wording(equality("More."), "chairman", "chair")), ""), ruleset="f" * 64)
    assert compare(before, after).documents[0].cause == "either"


def test_joined_left_moved_and_renamed_documents():
    gone = judged(document("# Gone", "Text.", path="policies/gone.md"), lambda number: number % 5 == 0)
    renamed = with_wording(with_wording(equality("Some words."), "chairman", "chair", "w8"), "chairman", "head", "w9")
    stays = equality("Same.", path="policies/stays.md")
    old = snapshot_of(report_of(gone, renamed, stays), "")
    again = with_wording(with_wording(equality("Other words."), "chairman", "chair", "w8"), "chairman", "head", "w9")
    new = snapshot_of(
        report_of(
            replace(again, path="/2027/New name.md"),
            replace(stays, path="/2027/Stays.md"),
            document("# New", "Text.", path="/2027/joined.md"),
        ),
        "",
    )
    comparison = compare(old, new)
    assert [one.path for one in comparison.joined] == ["/2027/joined.md"]
    assert [one.path for one in comparison.left] == ["policies/gone.md"]
    assert {one.path: one.renamed_from for one in comparison.documents} == {
        "/2027/New name.md": "policies/equality.md",
        "/2027/Stays.md": "",
    }


def test_documents_that_lack_the_same_things_are_not_taken_for_each_other():
    def lacking(name):
        return judged(document(f"# {name}", f"On {name}.", path=f"a/{name}.md"), lambda number: False)

    old = snapshot_of(report_of(lacking("pay"), lacking("leave")), "")
    new = snapshot_of(report_of(lacking("travel"), lacking("dress")), "")
    comparison = compare(old, new)
    assert comparison.documents == ()
    assert (len(comparison.joined), len(comparison.left)) == (2, 2)


def test_reminders_come_when_twelve_months_are_up(ruleset, store):
    store.save(snapshot("2025-11-20"))
    frameworks = ruleset.catalogue.frameworks
    assert list(reminders(store.audits(), frameworks, date(2026, 9, 1))) == []
    (told,) = reminders(store.audits(), frameworks, date(2026, 11, 21))
    assert "twelve months since the audit of 2025-11-20 were up on 2026-11-20" in told
    assert "Skills for Care" in told and "1 Define, 2 Culture, 3 Embedding, 4 Leadership, 7 Protected" in told
    store.save(snapshot("2026-11-21"))
    assert list(reminders(store.audits(), frameworks, date(2026, 11, 21))) == []


def test_trend_is_broken_where_the_rules_changed(store):
    for day, rules in (("2024-11-20", "a"), ("2025-11-20", "a"), ("2026-11-21", "b")):
        store.save(replace(snapshot(day), ruleset=rules * 64))
    audits = store.audits()
    assert [point.new_rules for point in chart_points(audits)] == [False, False, True]
    tree = html.fromstring(render_trend(audits, ["A <b>reminder</b>"]).encode())
    assert len(tree.xpath("//polyline")) == 1
    assert len(tree.xpath("//circle")) == 3
    assert len(tree.xpath("//tbody/tr")) == 3
    assert "A <b>reminder</b>" in tree.text_content()


def test_commands(store, tmp_path, capsys):
    first, second = store.save(snapshot("2025-11-20")), store.save(snapshot())
    assert main(["compare", first[:8], second]) == 0
    told = capsys.readouterr().out
    assert "2025-11-20 → 2026-11-21: 2 and 2 documents" in told
    assert re.search(r"Unchanged: \d+", told)
    assert main(["compare", first, second, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["ruleset_changed"] is False
    assert main(["history", "--audit-date", "2026-11-21"]) == 0
    told = capsys.readouterr().out
    assert told.index("2025-11-20") < told.index("2026-11-21")
    assert main(["history", "-o", str(tmp_path / "trend.html")]) == 0
    assert "<svg" in (tmp_path / "trend.html").read_text(encoding="utf-8")
    assert main(["history", "--rebuild", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["audits"]) == 2
    assert main(["compare", "nothing", second]) == 2
