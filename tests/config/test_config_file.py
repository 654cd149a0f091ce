from __future__ import annotations

import datetime
import json
import tomllib

import jsonschema
import pytest

from policy_audit.cli.init import configuration_text
from policy_audit.config import Settings
from policy_audit.config import path_fits
from policy_audit.config_file import Configuration
from policy_audit.config_file import find_configuration
from policy_audit.config_file import load_configuration
from policy_audit.config_keys import json_schema
from policy_audit.errors import UsageError


def load(folder, text, name="policy-audit.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_configuration(path)


FULL = """
kind = "auto"
frameworks = ["acas-equality-policy"]
fail-on = "warning"
max-warnings = 3
baseline = "known.json"
allowed-words = ["Chairman's Fund"]
audit-date = 2026-11-21
[organisation]
name = "Larkspur"
sector = "adult-social-care"
headcount = 120
[severity]
"ableist-idiom" = "error"
[kinds]
"adverts/**" = "job-advert"
[limits]
pages = 10
seconds = 5
[[override]]
path = "archive/**"
ignore = ["gendered-generic"]
[[suppress]]
rule = "policy.owner"
path = "old/*"
reason = "kept for the record"
until = "2027-01-31"
"""


def test_every_table_arrives_as_values(tmp_path):
    configuration = load(tmp_path, FULL)
    settings = configuration.settings
    assert settings.frameworks == ("acas-equality-policy",)
    assert settings.profile.name == "Larkspur" and settings.profile.headcount == 120
    assert settings.severities == {"ableist-idiom": "error"}
    assert settings.audit_date == datetime.date(2026, 11, 21)
    assert settings.suppressions[0].until == datetime.date(2027, 1, 31)
    assert (configuration.fail_on, configuration.max_warnings) == ("warning", 3)
    assert configuration.baseline == tmp_path / "known.json"
    assert (configuration.limits.pages, configuration.limits.seconds) == (10, 5)
    assert settings.for_path(str(tmp_path / "adverts" / "x" / "a.md")).kind == "job-advert"
    assert settings.for_path(str(tmp_path / "archive" / "a.md")).ignore == ("gendered-generic",)
    assert settings.for_path(str(tmp_path / "a.md")) == settings


def test_pyproject_table_is_read_and_policy_audit_toml_wins(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.policy-audit]\nfail-on = "never"\n')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert load_configuration(find_configuration(below)).fail_on == "never"
    (tmp_path / "policy-audit.toml").write_text('fail-on = "advice"\n')
    assert load_configuration(find_configuration(below)).fail_on == "advice"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('framworks = ["x"]', "Did you mean “frameworks”"),
        ('fail-on = "warnings"', "Did you mean “warning”"),
        ("max-warnings = true", "must be a whole number"),
        ("max-warnings = -1", "must not be negative"),
        ('[organisation]\nsectr = "nhs"', "Did you mean “organisation.sector”"),
        ('[kinds]\n"a/*" = "job-adverts"', "Did you mean “job-advert”"),
        ('[[suppress]]\npath = "a"', "ignore everything"),
        ('[[suppress]]\nrule = "*"', "ignore everything"),
        ('audit-date = "soon"', "must be a date"),
        ("kind = ", "cannot be read"),
        ("organisation = 3", "is a table"),
    ],
)
def test_mistakes_name_the_key_and_the_remedy(tmp_path, text, expected):
    with pytest.raises(UsageError) as error:
        load(tmp_path, text)
    assert expected in str(error.value)
    assert "policy-audit.toml" in str(error.value)


def test_schema_accepts_what_the_reader_accepts_and_refuses_the_rest():
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    table = json.loads(json.dumps(tomllib.loads(FULL), default=str))
    jsonschema.validate(table, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"framworks": []}, schema)


@pytest.mark.parametrize("answers", [{}, {"name": 'The "Larch" \\ Co', "nation": "wales", "sector": "nhs"}])
def test_what_init_writes_is_a_valid_configuration(tmp_path, answers):
    configuration = load(tmp_path, configuration_text(answers))
    assert configuration.settings.profile.name == answers.get("name")
    uncommented = "\n".join(
        line.removeprefix("# ")
        for line in configuration_text({}).splitlines()
        if " = " in line or line.lstrip("# ").startswith("[")
    )
    assert tomllib.loads(uncommented)


def test_defaults_stand_in_one_place():
    assert Configuration().settings == Settings(audit_date=Configuration().settings.audit_date)


def test_globs_cross_folders(tmp_path):
    assert path_fits(str(tmp_path / "a/b/c.md"), "a/**", str(tmp_path))
    assert path_fits(str(tmp_path / "c.md"), "**/*.md", str(tmp_path))
    assert not path_fits(str(tmp_path / "b/c.md"), "a/**", str(tmp_path))
