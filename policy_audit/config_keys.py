"""Every key of the configuration file: its type, what it means, and what it may be.

The one list behind reading, validation with "did you mean", the JSON Schema and the file that `init` writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields
from typing import Any
from typing import Literal
from typing import get_args

from policy_audit.config import Nation
from policy_audit.config import Sector
from policy_audit.extract.limits import Limits
from policy_audit.ruleset.frameworks import DOCUMENT_KINDS

KeyType = Literal["text", "texts", "number", "decimal", "flag", "date", "choice"]
SEVERITIES = ("error", "warning", "advice")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table: its type, a sentence for people, and the values a choice allows."""

    type: KeyType
    about: str
    choices: tuple[str, ...] = ()


TOP: Mapping[str, Key] = {
    "kind": Key("choice", "Document kind of every file; auto finds it.", ("auto", *DOCUMENT_KINDS)),
    "frameworks": Key("texts", "Frameworks to report on; empty means all. See `policy-audit rules --frameworks`."),
    "select": Key("texts", "Only these rules, categories or prefixes."),
    "ignore": Key("texts", "Leave out these rules, categories or prefixes."),
    "exclude": Key("texts", "Files not to audit, as globs relative to this file."),
    "fail-on": Key("choice", "Severity from which the exit code is 1.", (*SEVERITIES, "never")),
    "max-warnings": Key("number", "Exit code 1 when there are more warnings than this."),
    "baseline": Key("text", "File of known findings, relative to this file; only new ones fail."),
    "variant": Key("choice", "English of the documents.", ("auto", "gb", "us")),
    "allowed-words": Key("texts", "Words and phrases never to report."),
    "lexicons": Key("texts", "Files or folders of your own wording entries, relative to this file."),
    "require-reason": Key("flag", "Refuse suppressions that give no reason."),
    "audit-date": Key("date", "Date for date checks; default today."),
}
ORGANISATION: Mapping[str, Key] = {
    "name": Key("text", "Name of the organisation, for model clauses."),
    "nation": Key("choice", "Whose law and schemes apply.", get_args(Nation)),
    "sector": Key("choice", "Decides which national standards apply.", get_args(Sector)),
    "public-body": Key("flag", "A public authority or a body with public functions."),
    "headcount": Key("number", "Number of employees: some duties start at 20, 150 or 250."),
    "schemes": Key("texts", "Voluntary schemes joined, for example disability-confident."),
    "issuer": Key("choice", "Who issues the documents.", ("employer", "government", "regulator", "commissioner")),
    "eu-roles": Key("flag", "Some roles are based in the European Union."),
}
THRESHOLDS: Mapping[str, Key] = {
    "essentials-advice": Key("number", "Essential points in an advert above which it is worth a look."),
    "essentials-limit": Key("number", "Essential points in an advert above which it is too many."),
}
LIMITS: Mapping[str, Key] = {
    field.name: Key("decimal" if field.type == "float" else "number", "Refuse a file above this.")
    for field in fields(Limits)
}
SUPPRESSION: Mapping[str, Key] = {
    "path": Key("text", "Glob of the files, relative to this file."),
    "rule": Key("text", "Rule, category or prefix; not everything."),
    "words": Key("text", "Only where these words were found."),
    "fingerprint": Key("text", "Only the finding with this fingerprint."),
    "reason": Key("text", "Why this is right as it stands."),
    "until": Key("date", "From this date on it is reported again."),
}
OVERRIDE: Mapping[str, Key] = {
    "path": Key("text", "Glob of the files, relative to this file."),
    **{name: TOP[name] for name in ("kind", "frameworks", "select", "ignore", "variant", "allowed-words")},
}
# Table → its keys; `[[…]]` tables are lists of such tables.
TABLES: Mapping[str, Mapping[str, Key]] = {"organisation": ORGANISATION, "thresholds": THRESHOLDS, "limits": LIMITS}
LISTS: Mapping[str, Mapping[str, Key]] = {"suppress": SUPPRESSION, "override": OVERRIDE}
# What each table of a list must have.
REQUIRED: Mapping[str, str] = {"suppress": "rule", "override": "path"}
# Rule names that would suppress everything.
EVERYTHING = ("", "*", "all")
# Tables whose keys are names of the user's: rule → severity, glob → document kind.
NAMED: Mapping[str, Key] = {
    "severity": Key("choice", "Severity of a rule, category or prefix.", SEVERITIES),
    "kinds": Key("choice", "Document kind by glob.", DOCUMENT_KINDS),
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the configuration file."""
    properties: dict[str, Any] = {name: _property(key) for name, key in TOP.items()}
    for name, keys in TABLES.items():
        properties[name] = _table(keys)
    for name, keys in LISTS.items():
        properties[name] = {"type": "array", "items": _table(keys) | {"required": [REQUIRED[name]]}}
    properties["suppress"]["items"]["properties"]["rule"]["not"] = {"enum": list(EVERYTHING)}
    for name, key in NAMED.items():
        properties[name] = {"type": "object", "description": key.about, "additionalProperties": _property(key)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:policy-audit:config:1",
        "title": "policy-audit.toml",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _table(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {"type": "object", "properties": {n: _property(k) for n, k in keys.items()}, "additionalProperties": False}


def _property(key: Key) -> dict[str, Any]:
    shapes: dict[str, dict[str, Any]] = {
        "text": {"type": "string"},
        "texts": {"type": "array", "items": {"type": "string"}},
        "number": {"type": "integer", "minimum": 0},
        "decimal": {"type": "number", "minimum": 0},
        "flag": {"type": "boolean"},
        "date": {"type": "string", "format": "date"},
        "choice": {"enum": list(key.choices)},
    }
    return shapes[key.type] | {"description": key.about}
