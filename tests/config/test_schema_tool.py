"""The JSON Schema of the configuration, as editors and check-jsonschema use it: it agrees with the reader."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest

from policy_audit.cli.init import configuration_text
from policy_audit.config_file import load_configuration
from policy_audit.config_keys import json_schema
from policy_audit.errors import UsageError

RIGHT = [
    configuration_text({}),
    'audit-date = "2026-11-21"\n[[suppress]]\nrule = "policy.owner"\n',
    '[limits]\nseconds = 1.5\npages = 3\n[[override]]\npath = "a/*"\nkind = "job-advert"\n',
]
WRONG = [
    "framworks = []\n",
    'fail-on = "warnings"\n',
    "max-warnings = -1\n",
    '[[suppress]]\nrule = "*"\n',
    '[[suppress]]\npath = "a"\n',
    '[[override]]\nkind = "job-advert"\n',
    '[organisation]\nsector = "space"\n',
    '[kinds]\n"a/*" = "adverts"\n',
    "select = 3\n",
]


@pytest.mark.skipif(find_spec("check_jsonschema") is None, reason="needs the development package check-jsonschema")
@pytest.mark.parametrize(("text", "right"), [*((one, True) for one in RIGHT), *((one, False) for one in WRONG)])
def test_schema_and_reader_agree(tmp_path, text, right):
    (tmp_path / "schema.json").write_text(json.dumps(json_schema()), encoding="utf-8")
    file = tmp_path / "policy-audit.toml"
    file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(tmp_path / "schema.json"), str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode == 0) is right, run.stdout
    if right:
        load_configuration(file)
    else:
        with pytest.raises(UsageError):
            load_configuration(file)
