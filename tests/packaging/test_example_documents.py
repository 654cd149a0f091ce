"""The example documents give the reports that stand beside them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from policy_audit.cli.main import main

SCRIPT = Path(__file__).with_name("compare_reports.py")


def comparison():
    spec = importlib.util.spec_from_file_location("compare_reports", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_examples_give_their_expected_reports(examples, tmp_path):
    out = tmp_path / "out.json"
    assert (
        main(
            [
                "check",
                str(examples),
                "--format",
                "json",
                "--output",
                str(out),
                "--audit-date",
                "2026-11-22",
                "--no-config",
            ]
        )
        == 1
    )
    report = json.loads(out.read_text(encoding="utf-8"))
    assert len(report["documents"]) >= 5
    assert comparison().differences(report, examples) == []


def test_a_good_document_has_few_errors_and_a_poor_one_many(examples, tmp_path):
    out = tmp_path / "out.json"
    main(
        ["check", str(examples), "--format", "json", "--output", str(out), "--audit-date", "2026-11-22", "--no-config"]
    )
    errors = {
        Path(document["path"]).stem: sum(one["severity"] == "error" for one in document["findings"])
        for document in json.loads(out.read_text(encoding="utf-8"))["documents"]
    }
    assert errors["good-edi-policy"] <= 2 < 8 <= errors["poor-edi-policy"]
    assert errors["good-advert"] == 0 and errors["poor-advert"] >= 12
