"""Figures on labelled documents of real organisations; skipped where the labels are not there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
EVALUATION = Path(__file__).resolve().parents[1] / "evaluation"


def figures(gold: str, folder: str, tmp_path: Path) -> dict[str, object]:
    labels = SHARED / "gold" / gold
    if not labels.is_file():
        pytest.skip("the labelled documents are not beside this checkout")
    out = tmp_path / "out.json"
    script = EVALUATION / "requirements_dev.py"
    command = [sys.executable, str(script), str(SHARED / "corpus" / folder), str(out), str(labels)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(EVALUATION.parents[1])})
    scored = subprocess.run(
        [sys.executable, str(SHARED / "gold" / "score.py"), "requirements", str(labels), str(out), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(scored.stdout)


def test_real_policies(tmp_path):
    found = figures("policies.dev.jsonl", "policies", tmp_path)
    assert found["unread"] == []
    assert found["satisfied"]["f1"] >= 0.90
    assert found["level_kappa"] >= 0.85
    assert found["evidence_hit"] >= 0.94
