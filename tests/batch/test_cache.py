"""The cache saves time and never changes a report, whatever happened to its file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policy_audit.audit import build_report
from policy_audit.batch.cache import Reports
from policy_audit.batch.cache import cached_count
from policy_audit.batch.cache import report_cache
from policy_audit.batch.codec import to_bytes
from policy_audit.batch.kept_view import KeptView
from policy_audit.batch.run import audit_all
from policy_audit.cli.main import main
from policy_audit.config import Settings
from policy_audit.config_file import Configuration
from policy_audit.extract.limits import Limits
from policy_audit.report import Options
from policy_audit.report import render
from policy_audit.stages.portfolio import portfolio

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = Configuration(settings=Settings(audit_date=date(2026, 11, 21)))
TEXT = "# Equality policy\n\nThe chairman shall treat everyone fairly.\n"


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    folder = tmp_path / "own-cache"
    monkeypatch.setenv("POLICY_AUDIT_CACHE", str(folder))
    return folder / "reports.sqlite"


@pytest.fixture
def files(tmp_path):
    made = [tmp_path / f"{number}.md" for number in range(3)]
    for number, file in enumerate(made):
        file.write_text(TEXT + f"\nIssue {number}.\n")
    return made


def audited(files, ruleset, configuration=CONFIGURATION, password=None):
    """The reports, and how many files were worked on."""
    with report_cache() as cache:
        before = cached_count()[0]
        reports = list(audit_all(files, ruleset, configuration, password, cache=cache))
        return sorted(reports, key=lambda one: one.path), cached_count()[0] - before


def test_a_second_audit_finds_the_same_and_works_on_nothing(files, ruleset, own_cache):
    first, worked = audited(files, ruleset)
    assert worked == 3
    assert audited(files, ruleset) == (first, 0)


def test_the_view_over_all_documents_is_kept_until_one_of_them_changes(files, ruleset, own_cache, monkeypatch):
    settings = CONFIGURATION.settings
    files[1].write_text(files[0].read_text() + "We work with the Menopause Policy, see our Menopause Policy.\n" * 20)
    reports, _ = audited(files, ruleset)
    plain = build_report(reports, ruleset, settings)
    made = []

    def counted(*arguments):
        made.append(arguments)
        return portfolio(*arguments)

    monkeypatch.setattr("policy_audit.stages.portfolio.portfolio", counted)
    for _ in range(2):
        with report_cache() as cache:
            report = build_report(reports, ruleset, settings, view=KeptView(cache, CONFIGURATION))
        assert render("json", report, Options()) == render("json", plain, Options())
        assert len(made) == 1
    assert cached_count()[0] == 3
    files[2].write_text(TEXT + "\nIssue 7.\n")
    changed, _ = audited(files, ruleset)
    with report_cache() as cache:
        build_report(changed, ruleset, settings, view=KeptView(cache, CONFIGURATION))
    assert len(made) == 2


def test_what_a_report_depends_on_is_part_of_the_key(files, ruleset, own_cache):
    audited(files, ruleset)
    files[0].write_text(TEXT + "\nChanged.\n")
    assert audited(files, ruleset)[1] == 1
    later = replace(CONFIGURATION, settings=replace(CONFIGURATION.settings, audit_date=date(2027, 1, 1)))
    assert audited(files, ruleset, later)[1] == 3
    assert audited(files, ruleset, replace(CONFIGURATION, limits=replace(Limits(), pages=5)))[1] == 3
    assert audited([files[0].rename(files[0].with_name("other.md"))], ruleset)[1] == 1


def test_with_a_password_and_for_passing_failures_nothing_is_kept(files, ruleset, own_cache, tmp_path):
    assert audited(files, ruleset, password="secret")[1] == 0
    (report,), worked = audited([tmp_path / "missing.md"], ruleset)
    assert (report.error.code, worked) == ("not-found", 0)


def test_a_file_that_changes_while_it_is_audited_is_not_kept(files, ruleset, own_cache):
    with report_cache() as cache:
        for _ in audit_all(files[:1], ruleset, CONFIGURATION, cache=cache):
            pass
        kept = cached_count()[0]
        reports = audit_all(files[1:], ruleset, CONFIGURATION, cache=Meddling(cache, files[1]))
        list(reports)
    assert (kept, cached_count()[0]) == (1, 2)


class Meddling:
    """A cache during whose look-up a file is changed."""

    def __init__(self, cache, file):
        self.cache, self.file, self.strings = cache, file, cache.strings

    def get(self, key):
        self.file.write_text(TEXT + "\nMeddled with in the meantime.\n")
        return self.cache.get(key)

    def put(self, key, value):
        self.cache.put(key, value)


def damage(file, how):
    if how == "nonsense":
        file.write_bytes(b"this is no database at all" * 100)
    elif how == "cut":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "foreign":
        file.unlink()
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE reports (key TEXT, value BLOB)")
        connection.close()
    else:
        with sqlite3.connect(file) as connection:
            connection.execute({"forged": "UPDATE reports SET value = x'00'", "later": "PRAGMA user_version = 99"}[how])
        connection.close()


@pytest.mark.parametrize("how", ["nonsense", "cut", "empty", "foreign", "forged", "later"])
def test_a_damaged_or_foreign_cache_is_made_anew(how, files, ruleset, own_cache):
    first, _ = audited(files, ruleset)
    damage(own_cache, how)
    assert audited(files, ruleset)[0] == first
    assert audited(files, ruleset) == (first, 0)


def test_a_value_with_a_right_digest_and_wrong_contents_is_not_used(own_cache):
    with report_cache() as cache:
        cache.put("key", to_bytes(("not a report",), tuple[str, ...]))
        assert cache.get("key") is None
        cache.put("key", to_bytes((), Reports))
        assert cache.get("key") == ()


def test_without_a_writable_folder_the_audit_goes_on(files, ruleset, tmp_path, monkeypatch):
    (tmp_path / "a-file").write_text("")
    monkeypatch.setenv("POLICY_AUDIT_CACHE", str(tmp_path / "a-file" / "below"))
    assert len(audited(files, ruleset)[0]) == 3


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_only_the_user_may_read_the_cache(files, ruleset, own_cache):
    audited(files, ruleset)
    assert own_cache.stat().st_mode & 0o077 == 0
    assert own_cache.parent.stat().st_mode & 0o077 == 0


def test_the_size_limit_drops_what_was_not_used_for_longest(own_cache, monkeypatch):
    for number in range(10):
        monkeypatch.setattr(time, "time", lambda number=number: 1000.0 + number)
        with report_cache(limit=10_000) as cache:
            cache.put(str(number), bytes(1500))
    with sqlite3.connect(own_cache) as connection:
        left = [int(key) for (key,) in connection.execute("SELECT key FROM reports ORDER BY used")]
    connection.close()
    assert left == list(range(10 - len(left), 10))
    assert 4 <= len(left) <= 6


@pytest.mark.long
def test_two_audits_at_once_share_a_cache(files, own_cache, tmp_path):
    command = [sys.executable, "-m", "policy_audit", "check", *map(str, files), "--format", "json", "--exit-zero"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.Popen([*command, "--no-config"], stdout=subprocess.PIPE, env=environment, cwd=tmp_path)
        for _ in range(3)
    ]
    outputs = {run.communicate(timeout=120)[0] for run in runs}
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert len(outputs) == 1
    assert cached_count()[0] == 3


def test_no_cache_keeps_nothing_and_clear_removes_all(files, own_cache, capsys):
    paths = [str(file) for file in files]
    main(["check", *paths, "--exit-zero", "--no-cache", "--no-config"])
    assert cached_count() == (0, 0)
    main(["check", *paths, "--exit-zero", "--no-config"])
    assert cached_count()[0] == 3
    assert main(["cache", "show"]) == 0
    assert "reports of 3 files" in capsys.readouterr().out
    assert main(["cache", "clear"]) == 0
    assert not own_cache.exists()


def test_an_interrupted_audit_is_taken_up_under_its_date(files, own_cache, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("POLICY_AUDIT_DATA", str(tmp_path / "data"))
    folder = tmp_path / "folder"
    folder.mkdir()
    for file in files:
        file.rename(folder / file.name)
    arguments = ["audit", str(folder), "-o", str(tmp_path / "out"), "--no-config", "--fail-on", "never"]

    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("policy_audit.audit.build_report", interrupted)
        assert main([*arguments, "--audit-date", "2025-03-01"]) == 130
    assert main([*arguments, "--resume", "--audit-date", "2026-01-01"]) == 0
    assert '"audit_date": "2025-03-01"' in (tmp_path / "out" / "report.json").read_text()[:400]
    assert main([*arguments, "--resume"]) == 0
    assert "starting anew" in capsys.readouterr().err
    assert main([*arguments, "--resume", "--no-cache"]) == 2
