"""The page of law with dates."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from generate_markdown import anchor
from generate_markdown import plain

from policy_audit.ruleset.files import read_tables
from policy_audit.ruleset.load import Ruleset


def law_page(ruleset: Ruleset) -> str:
    """What is outdated from when, and what duties say from when."""
    table = read_tables("law.toml", folder=ruleset.folder)["law.toml"]
    return "\n".join(
        [
            "# Law with dates\n",
            "The audit date decides which row holds (`--audit-date`, default today). “Expected” rows are to be "
            "confirmed before anyone relies on them. Not legal advice.\n",
            "## Outdated\n",
            *_outdated(table["outdated"]),
            "\n## Duties by date\n",
            *_duties(table["duty"]),
        ]
    )


def _outdated(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield "| words | outdated from | now | nations | source |\n|---|---|---|---|---|"
    for row in rows:
        yield (
            f"| {plain(row['terms'][0])} | {row['until']}{_status(row)} | {plain(row['replacement'])} | "
            f"{_nations(row)} | {plain(row['source'])} |"
        )


def _duties(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield "| requirement | from | until | says | nations | source |\n|---|---|---|---|---|---|"
    for row in sorted(rows, key=lambda one: (one["from"], one["id"])):
        yield (
            f"| [{row['id']}](#req-{anchor(row['id'])}) | {row['from']}{_status(row)} | {row.get('until', '')} | "
            f"{plain(row['says'])} | {_nations(row)} | {plain(row['source'])} |"
        )


def _status(row: Mapping[str, Any]) -> str:
    return f" ({row['status']})" if "status" in row else ""


def _nations(row: Mapping[str, Any]) -> str:
    return ", ".join(name.title().replace("-Ireland", " Ireland") for name in row["nations"])
