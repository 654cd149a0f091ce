"""`policy-audit schema`: print the JSON Schemas that outside programs rely on."""

from __future__ import annotations

from pathlib import Path

import click

SCHEMAS = Path(__file__).resolve().parents[1] / "report" / "schemas"


def schema_names() -> list[str]:
    """Names of the shipped schemas."""
    return sorted(path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.schema.json"))


@click.command()
@click.argument("name", default="report", type=click.Choice(schema_names()))
def schema(name: str) -> None:
    """Print the JSON Schema of the JSON report (or of another file we write or read)."""
    click.echo((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"), nl=False)
