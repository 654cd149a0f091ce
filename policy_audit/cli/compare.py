"""`policy-audit compare OLD NEW`: what changed between two audits."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

from policy_audit.cli.options import audit_options
from policy_audit.cli.options import check_names
from policy_audit.cli.options import configured
from policy_audit.cli.options import files_of
from policy_audit.cli.progress import progress

if TYPE_CHECKING:
    from policy_audit.batch.history_compare import Comparison
    from policy_audit.batch.history_compare import DocumentChange
    from policy_audit.batch.history_snapshot import Snapshot

_SHOWN = 12


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--old-files", metavar="FOLDER", help="Last year's files: audit them again with today's rules, then compare."
)
@click.option("--format", "name", type=click.Choice(["text", "json"]), default="text", show_default=True)
@audit_options
def compare(old: str, new: str, old_files: str | None, name: str, **options: object) -> int:
    """Say what was fixed, what is new, what stayed, and which documents joined or left.

    OLD and NEW are report.json files, or ids of kept audits (see `history`). Differences that come from changed rules
    are shown apart from those that come from changed documents.
    """
    from policy_audit.batch.history_compare import compare as compared

    first, second = _snapshot(old), _snapshot(new)
    if old_files:
        first = _again(old_files, first, options)
    comparison = compared(first, second)
    if name == "json":
        click.echo(json.dumps(_values(comparison), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(comparison, bool(old_files))))
    return 0


def _snapshot(given: str) -> Snapshot:
    from policy_audit.batch.history import History
    from policy_audit.batch.history_snapshot import read_snapshot

    path = Path(given)
    if path.is_dir():
        path = path / "report.json"
    if path.exists() or path.suffix in (".json", ".gz"):
        return read_snapshot(path)
    return History().snapshot(given)


def _again(folder: str, before: Snapshot, options: dict[str, Any]) -> Snapshot:
    """The old audit made again from its files, with today's rules and its own date unless another is named."""
    from policy_audit.audit import build_report
    from policy_audit.batch.history_snapshot import snapshot_of
    from policy_audit.batch.run import audit_all
    from policy_audit.ruleset.load import load_ruleset

    configuration = configured(**(options | {"audit_date": options.get("audit_date") or before.audit_date}))
    ruleset = load_ruleset()
    check_names(configuration.settings, ruleset)
    files = files_of([folder], configuration)
    with progress(len(files)) as advance:
        report = build_report(audit_all(files, ruleset, configuration, done=advance), ruleset, configuration.settings)
    return snapshot_of(report, before.folder)


def _values(comparison: Comparison) -> dict[str, Any]:
    return {
        "old": {"audit_date": comparison.old.audit_date, "ruleset": comparison.old.ruleset},
        "new": {"audit_date": comparison.new.audit_date, "ruleset": comparison.new.ruleset},
        "ruleset_changed": comparison.ruleset_changed,
        "documents": [asdict(one) for one in comparison.documents],
        "joined": [one.path for one in comparison.joined],
        "left": [one.path for one in comparison.left],
    }


def _lines(comparison: Comparison, again: bool) -> Iterator[str]:
    old, new = comparison.old, comparison.new
    yield f"{old.audit_date} → {new.audit_date}: {len(old.documents)} and {len(new.documents)} documents"
    if again:
        yield "The old files were audited again with today's rules: like is compared with like."
    unchanged = sum(one.unchanged for one in comparison.documents)
    parts = {
        "Because documents changed": ("document",),
        "Because the rules changed (same words, other findings)": ("ruleset",),
        "Because documents or rules changed (both did; use --old-files to tell)": ("either",),
        "Because the date or the settings changed": ("settings",),
    }
    for title, causes in parts.items():
        fixed, added = comparison.total("fixed", causes), comparison.total("new", causes)  # type: ignore[arg-type]
        if fixed or added:
            yield f"{title}: {fixed} fixed, {added} new"
    yield f"Unchanged: {unchanged}"
    yield from _documents("Joined", (f"{one.path} ({len(one.findings)} findings)" for one in comparison.joined))
    yield from _documents("Left", (one.path for one in comparison.left))
    changed = [one for one in comparison.documents if one.cause != "none" or one.renamed_from]
    for one in sorted(changed, key=lambda change: -len(change.new) - len(change.fixed)):
        yield ""
        yield from _change(one)


def _change(one: DocumentChange) -> Iterator[str]:
    renamed = f" (was {one.renamed_from})" if one.renamed_from else ""
    yield f"{one.path}{renamed}: {len(one.fixed)} fixed, {len(one.new)} new, {one.unchanged} unchanged"
    for sign, findings in (("- fixed", one.fixed), ("+ new", one.new)):
        for finding in findings[:_SHOWN]:
            yield f"  {sign}  {finding.severity:<7} {_plain(finding.message)}"
        if len(findings) > _SHOWN:
            yield f"  {sign}  … and {len(findings) - _SHOWN} more (--format json lists all)"


def _documents(title: str, paths: Iterable[str]) -> Iterator[str]:
    listed = list(paths)
    if listed:
        yield f"{title}: {', '.join(_plain(path) for path in listed[:_SHOWN])}" + (" …" if len(listed) > _SHOWN else "")


def _plain(text: str) -> str:
    from policy_audit.report.summary_text import one_line

    return one_line(text)
