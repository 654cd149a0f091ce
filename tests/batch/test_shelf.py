"""Reports beyond the first are held in a temporary file, and nobody who goes through them can tell."""

from __future__ import annotations

import gc
import os
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from policy_audit.audit import build_report
from policy_audit.batch import shelf
from policy_audit.batch.alone import audit_files
from policy_audit.batch.shelf import Shelf
from policy_audit.batch.shelf import heads
from policy_audit.batch.shelf import shelved
from policy_audit.config import Settings
from policy_audit.extract.limits import Limits
from policy_audit.report import Options
from policy_audit.report.json_ import render


@pytest.fixture
def reports(examples, ruleset):
    files = sorted(path for path in examples.iterdir() if path.is_file())
    return [report for file in files for report in audit_files([file], ruleset, Settings(), Limits())]


def test_a_few_reports_are_a_tuple_in_the_order_of_their_paths(reports):
    assert shelved(reversed(reports), held=len(reports)) == tuple(sorted(reports, key=lambda one: one.path))


@pytest.mark.parametrize("held", [0, 1])
def test_more_reports_are_the_same_values_built_when_asked_for(reports, held):
    kept = shelved(reversed(reports), held)
    assert isinstance(kept, Shelf)
    assert tuple(kept) == tuple(sorted(reports, key=lambda one: one.path))
    assert len(kept) == len(reports)
    assert tuple(kept[1:]) == tuple(kept)[1:]
    assert kept[-1] == tuple(kept)[-1]
    with pytest.raises(IndexError):
        kept[len(reports)]


def test_without_room_for_a_file_the_reports_are_held_as_bytes(reports, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no such folder"))
    kept = shelved(reports, held=0)
    assert tuple(kept) == tuple(sorted(reports, key=lambda one: one.path))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_loses_no_report(reports, monkeypatch):
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda buffering, prefix: open("/dev/full", "r+b", buffering=0))
    kept = shelved(reports, held=0)
    assert tuple(kept) == tuple(sorted(reports, key=lambda one: one.path))


@pytest.mark.skipif(os.name != "posix", reason="other systems list the open file")
def test_the_file_has_no_name_and_is_closed_with_the_shelf(reports, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    kept = shelved(reports, held=0)
    assert not list(tmp_path.iterdir())
    file = kept._file._file
    part = kept[1:]
    del kept
    gc.collect()
    assert part[0] and not file.closed
    del part
    gc.collect()
    assert file.closed


@pytest.mark.parametrize("held", [0, 100])
def test_heads_say_in_short_what_the_reports_say(reports, held):
    kept = shelved(reports, held)
    for head, report in zip(heads(kept), kept, strict=True):
        counts = Counter(one.severity for one in report.findings if not one.suppressed)
        assert (head.path, head.sha256, head.error) == (report.path, report.sha256, report.error)
        assert (Counter(head.shown), head.suppressed) == (counts, len(report.findings) - counts.total())
    assert any(head.shown for head in heads(kept))


def test_a_report_of_many_documents_reads_as_one_of_few(reports, ruleset, monkeypatch):
    few = render(build_report(reports, ruleset, Settings()), Options())
    monkeypatch.setattr(shelf.shelved, "__defaults__", (1,))
    many = build_report(reports, ruleset, Settings())
    assert isinstance(many.documents, Shelf)
    assert render(many, Options()) == few
