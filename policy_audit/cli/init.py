"""`policy-audit init`: write a commented configuration; on a terminal, ask three questions first."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import click

from policy_audit.config import Nation
from policy_audit.config import Sector
from policy_audit.config_file import FILE_NAME
from policy_audit.config_keys import LISTS
from policy_audit.config_keys import NAMED
from policy_audit.config_keys import TABLES
from policy_audit.config_keys import TOP
from policy_audit.config_keys import Key
from policy_audit.errors import UsageError

_SAMPLES = {"text": '"…"', "texts": '["…"]', "number": "8", "decimal": "60.0", "flag": "false", "date": '"2027-01-31"'}


@click.command()
@click.option("--force", is_flag=True, help="Write over a configuration that is there.")
def init(force: bool) -> None:
    """Write policy-audit.toml in this folder, every key explained."""
    target = Path(FILE_NAME)
    if target.exists() and not force:
        raise UsageError(f"{FILE_NAME} is there already.", "Edit it, or add --force to write a new one.")
    answers = _ask() if sys.stdin.isatty() and sys.stdout.isatty() else {}
    try:
        target.write_text(configuration_text(answers), encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"{FILE_NAME} cannot be written ({error.strerror}).", "Change to a folder you may write to."
        ) from error
    click.echo(f"{FILE_NAME} written. Next: policy-audit check .")


def _ask() -> dict[str, str]:
    """Three questions, each may be left empty."""
    name = click.prompt("Name of the organisation", default="", show_default=False)
    nation = click.prompt("Nation", type=click.Choice(get_args(Nation)), default="england")
    sector = click.prompt("Sector", type=click.Choice(["", *get_args(Sector)]), default="", show_choices=True)
    return {"name": name, "nation": nation, "sector": sector}


def configuration_text(answers: Mapping[str, str]) -> str:
    """The text of a configuration: keys that were answered are set, all others stand commented out."""
    return "\n".join(_lines(answers)) + "\n"


def _lines(answers: Mapping[str, str]) -> Iterator[str]:
    yield "# Configuration of policy-audit. Every key is optional; a line without # is in force."
    yield ""
    yield from _keys(TOP, {})
    for name, keys in TABLES.items():
        yield f"[{name}]"
        yield from _keys(keys, answers if name == "organisation" else {})
    for name, key in NAMED.items():
        yield f"# {key.about}"
        yield f"[{name}]"
        sample = '"adverts/**" = "job-advert"' if name == "kinds" else '"ableist-idiom" = "advice"'
        yield f"# {sample}"
        yield ""
    for name, keys in LISTS.items():
        yield f"# [[{name}]]"
        yield from _keys(keys, {})


def _keys(keys: Mapping[str, Key], answers: Mapping[str, str]) -> Iterator[str]:
    for name, key in keys.items():
        yield f"# {key.about}" + (f" One of: {', '.join(key.choices)}." if key.choices else "")
        value = answers.get(name)
        if value:
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            yield f'{name} = "{escaped}"'
        else:
            sample = f'"{key.choices[0]}"' if key.choices else _SAMPLES[key.type]
            yield f"# {name} = {sample}"
    yield ""
