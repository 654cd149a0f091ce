"""`policy-audit baseline create|prune`: accept what is there today, so that only new findings fail."""

from __future__ import annotations

from pathlib import Path

import click

from policy_audit.cli.options import audit_options
from policy_audit.cli.options import check_names
from policy_audit.cli.options import configured
from policy_audit.cli.options import files_of
from policy_audit.errors import UsageError
from policy_audit.types import Report

FILE_NAME = "policy-audit-baseline.json"


@click.group()
def baseline() -> None:
    """Keep a file of findings already known; `check --baseline FILE` then fails on new ones only."""


@baseline.command()
@click.argument("paths", nargs=-1, required=True)
@audit_options
@click.option("--baseline", "file", default=FILE_NAME, show_default=True, metavar="FILE", help="File to write.")
@click.option("--force", is_flag=True, help="Write over a baseline that is there.")
def create(paths: tuple[str, ...], file: str, force: bool, **options: object) -> int:
    """Write a baseline of everything found today."""
    from policy_audit.baseline import baseline_text

    target = Path(file)
    if target.exists() and not force:
        raise UsageError(f"{file} is there already.", "Use `policy-audit baseline prune`, or add --force to start again.")
    report = _report(paths, options)
    _write(target, baseline_text(report, target))
    return _said(report, f"{file} written.")


@baseline.command()
@click.argument("paths", nargs=-1, required=True)
@audit_options
@click.option("--baseline", "file", default=FILE_NAME, show_default=True, metavar="FILE", help="File to prune.")
def prune(paths: tuple[str, ...], file: str, **options: object) -> int:
    """Drop entries whose finding is gone; nothing is added."""
    from policy_audit.baseline import load_baseline
    from policy_audit.baseline import pruned_text

    known = load_baseline(Path(file))
    report = _report(paths, options)
    text, dropped = pruned_text(known, report)
    _write(Path(file), text)
    return _said(report, f"{dropped} entries dropped from {file}.")


def _report(paths: tuple[str, ...], options: dict[str, object]) -> Report:
    from policy_audit.audit import build_report
    from policy_audit.batch.run import audit_files
    from policy_audit.ruleset.load import load_ruleset

    configuration = configured(**options)  # type: ignore[arg-type]
    ruleset = load_ruleset()
    check_names(configuration.settings, ruleset)
    files = files_of(paths, configuration)
    reports = audit_files(files, ruleset, configuration.settings, configuration.limits)
    return build_report(reports, ruleset, configuration.settings)


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{target} cannot be written ({error.strerror}).", "Name another --baseline.") from error


def _said(report: Report, message: str) -> int:
    click.echo(message)
    unread = [document for document in report.documents if document.error is not None]
    for document in unread:
        click.echo(f"Not audited, so not in the baseline: {document.path}", err=True)
    return 2 if unread else 0
