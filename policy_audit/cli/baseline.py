"""`policy-audit baseline create|prune`: accept what is there today, so that only new findings fail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policy_audit.cli.options import audit_options
from policy_audit.cli.options import check_names
from policy_audit.cli.options import configured
from policy_audit.cli.options import files_of
from policy_audit.cli.options import narrowed
from policy_audit.errors import UsageError
from policy_audit.types import Report

if TYPE_CHECKING:
    from policy_audit.config_file import Configuration

FILE_NAME = "policy-audit-baseline.json"


@click.group()
def baseline() -> None:
    """Keep a file of findings already known; `check --baseline FILE` then fails on new ones only."""


@baseline.command()
@click.argument("paths", nargs=-1, required=True)
@audit_options
@click.option(
    "--baseline", "file", metavar="FILE", help=f"File to write; default: the configured one, else {FILE_NAME}."
)
@click.option("--force", is_flag=True, help="Write over a baseline that is there.")
def create(paths: tuple[str, ...], file: str | None, force: bool, **options: object) -> int:
    """Write a baseline of everything found today."""
    from policy_audit.baseline import baseline_text

    configuration = configured(**options)  # type: ignore[arg-type]
    target = _target(file, configuration)
    if target.exists() and not force:
        raise UsageError(
            f"{target} is there already.", "Use `policy-audit baseline prune`, or add --force to start again."
        )
    report = _report(paths, configuration)
    _write(target, baseline_text(report, target))
    return _said(report, f"{target} written.")


@baseline.command()
@click.argument("paths", nargs=-1, required=True)
@audit_options
@click.option(
    "--baseline", "file", metavar="FILE", help=f"File to prune; default: the configured one, else {FILE_NAME}."
)
def prune(paths: tuple[str, ...], file: str | None, **options: object) -> int:
    """Drop entries whose finding is gone; nothing is added. Files not named keep their entries."""
    from policy_audit.baseline import load_baseline
    from policy_audit.baseline import pruned_text

    if narrowed(**options):
        raise UsageError(
            "baseline prune must see every finding.", "Leave --kind, --framework, --select and --ignore out."
        )
    configuration = configured(**options)  # type: ignore[arg-type]
    target = _target(file, configuration)
    known = load_baseline(target)
    report = _report(paths, configuration)
    text, dropped = pruned_text(known, report)
    _write(target, text)
    return _said(report, f"{dropped} entries dropped from {target}.")


def _target(file: str | None, configuration: Configuration) -> Path:
    return Path(file) if file else configuration.baseline or Path(FILE_NAME)


def _report(paths: tuple[str, ...], configuration: Configuration) -> Report:
    from policy_audit.audit import build_report
    from policy_audit.batch.alone import audit_files
    from policy_audit.ruleset.load import load_ruleset

    ruleset = load_ruleset()
    check_names(configuration.settings, ruleset)
    files = files_of(paths, configuration)
    reports = audit_files(files, ruleset, configuration.settings, configuration.limits)
    return build_report(reports, ruleset, configuration.settings)


def _write(target: Path, text: str) -> None:
    try:
        target.write_bytes(text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise UsageError(f"{target} cannot be written ({error.strerror}).", "Name another --baseline.") from error


def _said(report: Report, message: str) -> int:
    click.echo(message)
    unread = [document for document in report.documents if document.error is not None]
    for document in unread:
        click.echo(f"Not audited, so not in the baseline: {document.path}", err=True)
    return 2 if unread else 0
