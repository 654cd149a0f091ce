"""`policy-audit audit FOLDER -o OUT`: audit a folder and write the reports that people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policy_audit.cli.check import FAIL_ON
from policy_audit.cli.check import Verdict
from policy_audit.cli.check import exit_code
from policy_audit.cli.options import audit_options
from policy_audit.cli.options import check_names
from policy_audit.cli.options import configured
from policy_audit.cli.options import files_of
from policy_audit.cli.progress import progress
from policy_audit.errors import UsageError

if TYPE_CHECKING:
    from policy_audit.batch.history import Audit
    from policy_audit.config_file import Configuration
    from policy_audit.ruleset.load import Ruleset
    from policy_audit.types import Report

# The file by which this command knows a folder of reports it wrote before.
MARK = "report.json"


@dataclass(frozen=True, slots=True)
class Job:
    """What is audited, and where the reports go."""

    folders: tuple[str, ...]
    out: Path
    password: str | None
    jobs: int | None
    no_cache: bool = False


@click.command()
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...")
@click.option(
    "-o", "--output", "out", required=True, metavar="OUT", help="Folder for the reports; made if it is not there."
)
@audit_options
@click.option("--jobs", type=int, metavar="N", help="Worker processes; default: as many as pay.")
@click.option("--no-cache", is_flag=True, help="Audit every file anew and keep nothing for the next time.")
@click.option("--resume", is_flag=True, help="Take up an audit that was interrupted, under its date.")
@click.option("--password", help="Password for encrypted files.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Severity from which the exit code is 1; default error.")
@click.option("--force", is_flag=True, help="Write into OUT even where it holds files of other origin.")
@click.option("--include-text", is_flag=True, help="Keep each document's text in report.json.")
@click.option("--no-history", is_flag=True, help="Do not keep this audit for `compare` and `history`.")
def audit(
    folders: tuple[str, ...],
    out: str,
    jobs: int | None,
    no_cache: bool,
    resume: bool,
    password: str | None,
    fail_on: str | None,
    force: bool,
    include_text: bool,
    no_history: bool,
    **options: object,
) -> int:
    """Audit folders of documents; write index.html, Excel, Word, calendar and JSON into OUT.

    Exit code 2 when a file could not be read (the others are reported all the same), else as `check`.
    """
    from policy_audit.report import Options
    from policy_audit.report.summary_files import write_files
    from policy_audit.ruleset.load import load_ruleset

    job = Job(folders, prepared(Path(out), force), password, jobs, no_cache)
    configuration = configured(**options)  # type: ignore[arg-type]
    configuration = _resumed(job, configuration) if resume else configuration
    ruleset = load_ruleset()
    check_names(configuration.settings, ruleset)
    report = run(job, ruleset, configuration)
    audits = () if no_history else _remembered(report, folders)
    written = write_files(report, ruleset, job.out, Options(include_text=include_text), audits)
    _say(report, written)
    return exit_code(report, Verdict(fail_on or configuration.fail_on, configuration.max_warnings, False))


def _resumed(job: Job, configuration: Configuration) -> Configuration:
    """The configuration with the audit date of the interrupted run. Raises UsageError where nothing can be kept."""
    from policy_audit.batch.resume import Unfinished

    if job.no_cache or job.password:
        raise UsageError("--resume needs the cache, which --no-cache and --password turn off.", "Leave --resume out.")
    day = Unfinished(job.folders, job.out).day()
    if day is None:
        click.echo("policy-audit: no interrupted audit of these folders; starting anew.", err=True)
        return configuration
    return replace(configuration, settings=replace(configuration.settings, audit_date=day))


def prepared(out: Path, force: bool) -> Path:
    """The folder for the reports, made if need be. Raises UsageError where it holds somebody else's files."""
    if out.is_file():
        raise UsageError(f"{out} is a file.", "Name a folder for --output.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file() and not force:
        raise UsageError(f"{out} holds other files.", "Name an empty or new folder, or add --force.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out} cannot be made ({error.strerror}).", "Name another --output.") from error
    return out


def run(job: Job, ruleset: Ruleset, configuration: Configuration) -> Report:
    """Audit every document below the folders; reports that lie below them too are left out."""
    from policy_audit.audit import build_report
    from policy_audit.batch.cache import report_cache
    from policy_audit.batch.kept_view import KeptView
    from policy_audit.batch.resume import Unfinished
    from policy_audit.batch.run import audit_all

    own = job.out.resolve()
    files = [path for path in files_of(job.folders, configuration) if own not in path.resolve().parents]
    if not files:
        raise UsageError(f"No documents found in {', '.join(job.folders)}.", "Name folders that hold documents.")
    unfinished = Unfinished(job.folders, job.out)
    unfinished.begin(configuration.settings.audit_date)
    with progress(len(files)) as advance, report_cache(use=not job.no_cache) as cache:
        reports = audit_all(files, ruleset, configuration, job.password, job.jobs, advance, cache)
        view = KeptView(cache, configuration) if cache is not None and job.password is None else None
        report = build_report(reports, ruleset, configuration.settings, portfolio_of_one=True, view=view)
    unfinished.finish()
    return report


def _remembered(report: Report, folders: Sequence[str]) -> Sequence[Audit]:
    """Keep the audit; gives all kept audits of these folders. A store that fails must not cost the reports."""
    from policy_audit.batch.history import History
    from policy_audit.batch.history_snapshot import snapshot_of

    name = ", ".join(sorted(str(Path(folder).resolve()) for folder in folders))
    try:
        store = History()
        store.save(snapshot_of(report, name))
        return [one for one in store.audits() if one.folder == name]
    except UsageError as error:
        click.echo(f"policy-audit: not kept for history: {error}", err=True)
        return ()


def _say(report: Report, written: Sequence[Path]) -> None:
    from policy_audit.batch.shelf import heads

    found = heads(report.documents)
    failed = [(head.path, head.error) for head in found if head.error is not None]
    click.echo(f"Audited {len(found) - len(failed)} of {len(found)} documents.")
    for path, error in failed:
        click.echo(f"Not audited: {path}: {error.message} {error.remedy}")
    click.echo(f"Open {written[0]} (also there: {', '.join(path.name for path in written[1:])})")
