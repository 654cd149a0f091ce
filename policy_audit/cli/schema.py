"""`policy-audit schema`: print the JSON Schemas that outside programs rely on."""

from __future__ import annotations

from pathlib import Path

import click

SCHEMAS = Path(__file__).resolve().parents[1] / "report" / "schemas"
CONFIG = "config"


def schema_names() -> list[str]:
    """Names of the schemas: the shipped files, and that of the configuration, which is made from its list of keys."""
    return sorted([CONFIG, *(path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.schema.json"))])


@click.command()
@click.argument("name", default="report", type=click.Choice(schema_names()))
def schema(name: str) -> None:
    """Print the JSON Schema of the JSON report (or of another file we write or read)."""
    if name == CONFIG:
        import json

        from policy_audit.config_keys import json_schema

        click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=1))
        return
    click.echo((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"), nl=False)
