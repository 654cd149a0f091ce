"""The reference pages of the JSON report and of the configuration file, from their JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from generate_markdown import code
from generate_markdown import plain

from policy_audit.audit import audit_document
from policy_audit.audit import build_report
from policy_audit.cli.schema import SCHEMAS
from policy_audit.config import Settings
from policy_audit.config_keys import json_schema
from policy_audit.extract.read import read_bytes
from policy_audit.report import Options
from policy_audit.report.json_ import render
from policy_audit.ruleset.load import Ruleset
from policy_audit.types import Document

Schema = Mapping[str, Any]
SAMPLE = "# Trustees\n\nThe chairman reports to the board on equality, with figures by grade, every April.\n"


def configuration_page() -> str:
    """The page of `policy-audit.toml`."""
    schema = json_schema()
    return "\n".join(_configuration(schema))


def _configuration(schema: Schema) -> Iterator[str]:
    yield "# Configuration: `policy-audit.toml`\n"
    yield (
        "`policy-audit init` writes this file with every key explained; it is found by going up from the folder the "
        "command runs in. Options of the command line win over it. A misspelt key is an error that names the "
        "closest one. `policy-audit schema config` prints the JSON Schema this page is made from.\n"
    )
    simple = {name: one for name, one in schema["properties"].items() if not _is_table(one)}
    yield "## Keys at the top\n"
    yield from _table(simple)
    for name, one in schema["properties"].items():
        if name in simple:
            continue
        inner = one.get("items", one)
        brackets = f"[[{name}]]" if "items" in one else f"[{name}]"
        yield f"## {code(brackets)}\n"
        if "properties" in inner:
            yield from _table(inner["properties"])
        else:
            values = _type(one["additionalProperties"])
            yield f"{one['description']} Each key is a name of yours, each value: {values}\n"


def _is_table(one: Schema) -> bool:
    return "object" in (one.get("type"), one.get("items", {}).get("type"))


def report_page(ruleset: Ruleset) -> str:
    """The page of `--format json`."""
    text = (SCHEMAS / "report.schema.json").read_text(encoding="utf-8")
    return "\n".join(_report(json.loads(text), ruleset))


def _report(schema: Schema, ruleset: Ruleset) -> Iterator[str]:
    yield "# JSON report\n"
    yield f"{schema['description']} `policy-audit schema` prints the JSON Schema this page is made from.\n"
    yield "## The report\n"
    yield from _table(schema["properties"], schema["required"])
    yield "## Parts\n"
    for name, one in schema["$defs"].items():
        if one.get("type") == "object":
            yield f"(json-{name.replace('_', '-')})=\n### {name}\n"
            yield from _table(one["properties"], one.get("required", ()))
        else:
            yield f"(json-{name.replace('_', '-')})=\n### {name}\n\n{_type(one)}\n"
    yield "## An example\n"
    yield "One finding and one undertaking of a document that holds a heading and a sentence:\n"
    yield f"```json\n{_sample(ruleset)}\n```\n"


def _table(properties: Mapping[str, Schema], required: tuple[str, ...] | list[str] = ()) -> Iterator[str]:
    about = any("description" in one for one in properties.values())
    yield "| key | value | meaning |\n|---|---|---|" if about else "| key | value |\n|---|---|"
    for name, one in properties.items():
        optional = " (not always there)" if required and name not in required else ""
        row = f"| {code(name)}{optional} | {_type(one)} |"
        yield f"{row} {one.get('description', '')} |" if about else row
    yield ""


def _type(one: Schema) -> str:
    if "$ref" in one:
        name = one["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#json-{name.replace('_', '-')})"
    if "const" in one:
        return code(json.dumps(one["const"]))
    if "enum" in one:
        return ", ".join(code(value if isinstance(value, str) else json.dumps(value)) for value in one["enum"])
    if "oneOf" in one:
        return " or ".join(_type(option) for option in one["oneOf"])
    kinds = [one["type"]] if isinstance(one.get("type"), str) else list(one.get("type", ["anything"]))
    if kinds == ["array"]:
        return f"list of: {_type(one['items'])}"
    if "properties" in one:
        return "; ".join(f"{code(name)}: {_type(inner)}" for name, inner in one["properties"].items())
    if isinstance(one.get("additionalProperties"), Mapping):
        return f"by name: {_type(one['additionalProperties'])}"
    shape = one.get("format") or one.get("pattern")
    limits = [f"{word} {one[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in one]
    return (
        " or ".join(kinds) + (f" ({plain(str(shape))})" if shape else "") + (f", {' '.join(limits)}" if limits else "")
    )


def _sample(ruleset: Ruleset) -> str:
    document = next(iter(read_bytes(SAMPLE.encode(), "trustees.md")))
    if not isinstance(document, Document):
        raise ValueError("the sample cannot be read")
    settings = Settings(kind="edi-policy")
    report = build_report([audit_document(document, ruleset, settings)], ruleset, settings)
    whole = json.loads(render(report, Options()))["documents"][0]
    finding = next(one for one in whole["findings"] if one["span"])
    return json.dumps({"findings": [finding], "commitments": whole["commitments"][:1]}, ensure_ascii=False, indent=1)
