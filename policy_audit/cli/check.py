"""`policy-audit check PATH...`: audit files and folders and print what was found."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from policy_audit.cli.options import audit_options
from policy_audit.cli.options import check_names
from policy_audit.cli.options import settings_of
from policy_audit.cli.progress import progress
from policy_audit.config import Settings
from policy_audit.errors import UsageError
from policy_audit.report import REPORTERS
from policy_audit.types import DocumentReport
from policy_audit.types import Report
from policy_audit.types import Severity

FAIL_ON = (*[severity.value for severity in Severity], "never")
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What decides the exit code of a check."""

    fail_on: str
    max_warnings: int | None
    exit_zero: bool


@click.command()
@click.argument("paths", nargs=-1, required=True)
@audit_options
@click.option("--format", "formats", multiple=True, type=click.Choice(list(REPORTERS)), help="Repeat with --output.")
@click.option("--output", "outputs", multiple=True, metavar="FILE", help="Write there instead of standard output.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True)
@click.option("--max-warnings", type=int, metavar="N", help="Fail when there are more warnings than this.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever was found.")
@click.option("--stdin-filename", default="standard-input.txt", metavar="NAME", help="Name of what “-” reads.")
@click.option("--include-text", is_flag=True, help="Keep each document's text in the JSON.")
@click.option("--quiet", is_flag=True, help="Print only what was found.")
@click.option("--no-color", is_flag=True, help="No colours in the terminal.")
def check(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    fail_on: str,
    max_warnings: int | None,
    exit_zero: bool,
    stdin_filename: str,
    include_text: bool,
    quiet: bool,
    no_color: bool,
    password: str | None,
    **options: object,
) -> int:
    """Audit files and folders; “-” is standard input. Exit code 1 when something at or above --fail-on is found."""
    settings = settings_of(**options)  # type: ignore[arg-type]
    targets = _pairs(formats, outputs)
    report = _audit(paths, settings, password, stdin_filename)
    for name, output in targets:
        _write(name, output, report, include_text, quiet, no_color)
    return exit_code(report, Verdict(fail_on, max_warnings, exit_zero))


def _pairs(formats: tuple[str, ...], outputs: tuple[str, ...]) -> list[tuple[str, str | None]]:
    names = formats or ("text",)
    if len(outputs) > len(names):
        raise UsageError("There are more --output than --format.", "Give each --output its own --format.")
    if len(names) - len(outputs) > 1:
        raise UsageError("Only one --format can go to standard output.", "Add an --output FILE for each other one.")
    return list(zip(names, [*outputs, *[None] * (len(names) - len(outputs))], strict=True))


def _audit(paths: tuple[str, ...], settings: Settings, password: str | None, stdin_filename: str) -> Report:
    from policy_audit.audit import build_report
    from policy_audit.ruleset.load import load_ruleset

    ruleset = load_ruleset()
    check_names(settings, ruleset)
    return build_report(_documents(paths, ruleset, settings, password, stdin_filename), ruleset, settings)


def _documents(
    paths: tuple[str, ...], ruleset: object, settings: Settings, password: str | None, stdin_filename: str
) -> Iterator[DocumentReport]:
    from policy_audit.batch.run import audit_bytes
    from policy_audit.batch.run import audit_files
    from policy_audit.batch.walk import walk
    from policy_audit.extract.limits import Limits
    from policy_audit.ruleset.load import Ruleset

    assert isinstance(ruleset, Ruleset)
    limits = Limits()
    if STANDARD_INPUT in paths:
        yield from audit_bytes(sys.stdin.buffer.read(), stdin_filename, ruleset, settings, limits, password)
    files = list(walk(Path(path) for path in paths if path != STANDARD_INPUT))
    if not files and STANDARD_INPUT not in paths:
        raise UsageError(f"No documents found in {', '.join(paths)}.", "Name files or folders that hold documents.")
    with progress(len(files)) as advance:
        yield from audit_files(files, ruleset, settings, limits, password, advance)


def _write(name: str, output: str | None, report: Report, include_text: bool, quiet: bool, no_color: bool) -> None:
    import os
    import shutil

    from policy_audit.report import Options
    from policy_audit.report import render

    terminal = output is None and sys.stdout.isatty()
    colour = terminal and not no_color and "NO_COLOR" not in os.environ
    width = shutil.get_terminal_size((100, 40)).columns
    text = render(name, report, Options(include_text, colour, min(width, 120), quiet))
    if output is None:
        sys.stdout.write(text)
        return
    try:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}).", "Name another --output.") from error


def exit_code(report: Report, verdict: Verdict) -> int:
    """0, 1 or 2 as the contract says; an unreadable document is 2 even where nothing was found."""
    if any(document.error for document in report.documents):
        return 2
    if verdict.exit_zero or verdict.fail_on == "never":
        return 0
    shown = [one for document in report.documents for one in document.findings if not one.suppressed]
    warnings = sum(one.severity is Severity.WARNING for one in shown)
    if verdict.max_warnings is not None and warnings > verdict.max_warnings:
        return 1
    return int(any(one.severity.rank <= Severity(verdict.fail_on).rank for one in shown))
