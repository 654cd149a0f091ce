"""`policy-audit check PATH...`: audit files and folders and print what was found."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policy_audit.cli.options import audit_options
from policy_audit.cli.options import check_names
from policy_audit.cli.options import configured
from policy_audit.cli.options import files_of
from policy_audit.cli.options import narrowed
from policy_audit.cli.progress import progress
from policy_audit.errors import INTERNAL_ERROR
from policy_audit.errors import UsageError
from policy_audit.report import REPORTERS
from policy_audit.types import Report
from policy_audit.types import Severity

if TYPE_CHECKING:
    from policy_audit.batch.cache import ReportCache
    from policy_audit.batch.kept_view import KeptView
    from policy_audit.changes import Changes
    from policy_audit.config_file import Configuration
    from policy_audit.ruleset.load import Ruleset
    from policy_audit.types import DocumentReport

FAIL_ON = (*[severity.value for severity in Severity], "never")
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What decides the exit code of a check."""

    fail_on: str
    max_warnings: int | None = None
    exit_zero: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What a check reads: paths, the password for encrypted files, and the name of standard input."""

    paths: tuple[str, ...]
    password: str | None
    stdin_filename: str
    changed_since: str | None
    jobs: int | None
    no_cache: bool = False


@click.command()
@click.argument("paths", nargs=-1, required=True)
@audit_options
@click.option("--format", "formats", multiple=True, type=click.Choice(list(REPORTERS)), help="Repeat with --output.")
@click.option("--output", "outputs", multiple=True, metavar="FILE", help="Write there instead of standard output.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Severity from which the exit code is 1; default error.")
@click.option("--max-warnings", type=int, metavar="N", help="Fail when there are more warnings than this.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever was found.")
@click.option("--baseline", metavar="FILE", help="Known findings; only new ones fail.")
@click.option("--changed-since", metavar="REV", help="Only files and lines changed since a git revision.")
@click.option("--jobs", type=int, metavar="N", help="Worker processes; default: as many as pay.")
@click.option("--no-cache", is_flag=True, help="Audit every file anew and keep nothing for the next time.")
@click.option("--stdin-filename", default="standard-input.txt", metavar="NAME", help="Name of what “-” reads.")
@click.option("--password", help="Password for encrypted files.")
@click.option("--include-text", is_flag=True, help="Keep each document's text in the JSON.")
@click.option("--quiet", is_flag=True, help="Print what fails the run, and one line that counts the rest.")
@click.option("--no-color", is_flag=True, help="No colours in the terminal.")
def check(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    fail_on: str | None,
    max_warnings: int | None,
    exit_zero: bool,
    baseline: str | None,
    changed_since: str | None,
    jobs: int | None,
    no_cache: bool,
    stdin_filename: str,
    password: str | None,
    include_text: bool,
    quiet: bool,
    no_color: bool,
    **options: object,
) -> int:
    """Audit files and folders; “-” is standard input. Exit code 1 when something at or above --fail-on is found."""
    targets = _pairs(formats, outputs)
    configuration = configured(**options)  # type: ignore[arg-type]
    report = _audit(Job(paths, password, stdin_filename, changed_since, jobs, no_cache), configuration)
    known = Path(baseline) if baseline else configuration.baseline
    if known is not None:
        report = _known(report, known, changed_since is not None or narrowed(**options), quiet)
    if not quiet and changed_since is None and any(Path(path).is_dir() for path in paths):
        _say_unused(report, configuration)
    limit = configuration.max_warnings if max_warnings is None else max_warnings
    verdict = Verdict(fail_on or configuration.fail_on, limit, exit_zero)
    only = failing(report, verdict) if quiet else None
    for name, output in targets:
        _write(name, output, report, include_text, only, no_color)
    return exit_code(report, verdict)


def _pairs(formats: tuple[str, ...], outputs: tuple[str, ...]) -> list[tuple[str, str | None]]:
    names = formats or ("text",)
    if len(outputs) > len(names):
        raise UsageError("There are more --output than --format.", "Give each --output its own --format.")
    if len(names) - len(outputs) > 1:
        raise UsageError("Only one --format can go to standard output.", "Add an --output FILE for each other one.")
    return list(zip(names, [*outputs, *[None] * (len(names) - len(outputs))], strict=True))


def _audit(job: Job, configuration: Configuration) -> Report:
    from policy_audit.audit import build_report
    from policy_audit.ruleset.load import load_ruleset

    ruleset = load_ruleset()
    check_names(configuration.settings, ruleset)
    with _cache(job) as cache:
        documents = _documents(job, ruleset, configuration, cache)
        return build_report(documents, ruleset, configuration.settings, view=_view(job, configuration, cache))


def _view(job: Job, configuration: Configuration, cache: ReportCache | None) -> KeptView | None:
    """What makes the view over all documents, or takes it from the cache, where only files decide what it says."""
    if cache is None or job.password is not None or job.changed_since is not None or STANDARD_INPUT in job.paths:
        return None
    from policy_audit.batch.kept_view import KeptView

    return KeptView(cache, configuration)


def _documents(
    job: Job, ruleset: Ruleset, configuration: Configuration, cache: ReportCache | None
) -> Iterator[DocumentReport]:
    from policy_audit.batch.run import audit_all

    settings, limits = configuration.settings, configuration.limits
    if STANDARD_INPUT in job.paths:
        from policy_audit.batch.alone import audit_bytes

        data = sys.stdin.buffer.read()
        yield from audit_bytes(data, job.stdin_filename, ruleset, settings, limits, job.password)
    files = files_of((path for path in job.paths if path != STANDARD_INPUT), configuration)
    changes: dict[Path, Changes] | None = None
    if job.changed_since is not None:
        from policy_audit.changes import changes_since

        changes = changes_since(files, job.changed_since)
        files = list(changes)
    with progress(len(files)) as advance:
        reports = audit_all(files, ruleset, configuration, job.password, job.jobs, advance, cache)
        if changes is None:
            yield from reports
        else:
            from policy_audit.changes import only_changed

            yield from only_changed(reports, changes)


def _cache(job: Job) -> AbstractContextManager[ReportCache | None]:
    """The cache of reports, where one is wanted."""
    if job.no_cache:
        return nullcontext()
    from policy_audit.batch.cache import report_cache

    return report_cache()


def _known(report: Report, file: Path, partial: bool, quiet: bool) -> Report:
    """The report with findings of the baseline marked. Stale entries are said, unless the run saw only a part."""
    from policy_audit.baseline import load_baseline
    from policy_audit.baseline import stale_count
    from policy_audit.baseline import with_baseline

    baseline = load_baseline(file)
    stale = 0 if partial or quiet else stale_count(baseline, report)
    if stale:
        note = f"{stale} entries of {file} have no finding any more: `policy-audit baseline prune`."
        click.echo(f"policy-audit: {note}", err=True)
    return with_baseline(report, baseline)


def _say_unused(report: Report, configuration: Configuration) -> None:
    """Say which suppressions of the configuration nothing in the folders audited needs any more."""
    settings = configuration.settings
    if not settings.suppressions or settings.select or settings.wording_only or settings.frameworks:
        return
    from policy_audit.suppress import unused_entries

    for one in unused_entries(report.documents, settings):
        note = f"Nothing is suppressed by the entry for {one.rule} in {one.path} any more; drop it."
        click.echo(f"policy-audit: {note}", err=True)


def _write(
    name: str, output: str | None, report: Report, include_text: bool, only: frozenset[Severity] | None, no_color: bool
) -> None:
    import os
    import shutil

    from policy_audit.report import Options
    from policy_audit.report import render

    terminal = output is None and sys.stdout.isatty()
    colour = terminal and not no_color and "NO_COLOR" not in os.environ
    width = shutil.get_terminal_size((100, 40)).columns
    text = render(name, report, Options(include_text, colour, min(width, 120), only))
    if output is None:
        click.echo(text, nl=False, color=colour)
        return
    try:
        Path(output).write_text(text, encoding="utf-8", errors="surrogatepass", newline="\n")
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}).", "Name another --output.") from error


def failing(report: Report, verdict: Verdict) -> frozenset[Severity]:
    """The severities whose findings fail the run; with --exit-zero those that would have."""
    lowest = -1 if verdict.fail_on == "never" else Severity(verdict.fail_on).rank
    severities = {one for one in Severity if one.rank <= lowest}
    if verdict.max_warnings is not None and _warnings(report) > verdict.max_warnings:
        severities.add(Severity.WARNING)
    return frozenset(severities)


def _warnings(report: Report) -> int:
    from policy_audit.batch.shelf import heads

    return sum(head.shown.get(Severity.WARNING, 0) for head in heads(report.documents))


def exit_code(report: Report, verdict: Verdict) -> int:
    """0 to 3 as the contract says; an unreadable document is 2 even where nothing was found, a defect of ours 3."""
    from policy_audit.batch.shelf import heads

    found = heads(report.documents)
    errors = {head.error.code for head in found if head.error}
    if errors:
        return 3 if INTERNAL_ERROR in errors else 2
    if verdict.exit_zero or verdict.fail_on == "never":
        return 0
    failed = failing(report, verdict)
    return int(any(head.shown.get(severity) for head in found for severity in failed))
