"""The page docs/ci.md says what is so: its configurations load, its formats, rules and commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from policy_audit.cli.main import commands
from policy_audit.config_file import load_configuration
from policy_audit.report import REPORTERS
from policy_audit.suppress import suppression_rules

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "ci.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.*?)```", PAGE, re.S))
def test_configurations_load(tmp_path, block):
    (tmp_path / "policy-audit.toml").write_text(block, encoding="utf-8")
    assert load_configuration(tmp_path / "policy-audit.toml").file is not None


def test_formats_and_rules_are_those_there_are():
    formats = PAGE.partition("## Formats")[2].partition("## Configuration")[0]
    assert re.findall(r"^\| `(\w[\w-]*)` \|", formats, re.M) == list(REPORTERS)
    assert set(re.findall(r"`(suppression\.[\w-]+)`", PAGE)) == set(suppression_rules())


def test_commands_exist():
    found = set(re.findall(r"^\$ policy-audit (\w+)|`policy-audit ((?:baseline |lexicon )?[a-z]+)", PAGE, re.M))
    for name in {one or other for one, other in found}:
        result = CliRunner().invoke(commands, [*name.split(), "--help"])
        assert result.exit_code == 0, name
