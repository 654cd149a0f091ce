"""`policy-audit audit FOLDER -o OUT`: audit a folder and write the reports that people read."""

from __future__ import annotations

from collections.abc import Sequence
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
    from policy_audit.config_file import Configuration
    from policy_audit.ruleset.load import Ruleset
    from policy_audit.types import Report

# The file by which this command knows a folder of reports it wrote before.
MARK = "report.json"


@click.command()
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...")
@click.option("-o", "--output", "out", required=True, metavar="OUT", help="Folder for the reports; made if it is not there.")
@audit_options
@click.option("--password", help="Password for encrypted files.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True)
@click.option("--force", is_flag=True, help="Write into OUT even where it holds files of other origin.")
@click.option("--include-text", is_flag=True, help="Keep each document's text in report.json.")
def audit(
    folders: tuple[str, ...],
    out: str,
    fail_on: str,
    force: bool,
    include_text: bool,
    password: str | None,
    **options: object,
) -> int:
    """Audit folders of documents and write index.html and report.json into OUT.

    Exit code 2 when a file could not be read (the others are reported all the same), else as `check`.
    """
    from policy_audit.ruleset.load import load_ruleset

    target = prepared(Path(out), force)
    configuration = configured(**options)  # type: ignore[arg-type]
    ruleset = load_ruleset()
    check_names(configuration.settings, ruleset)
    report = run(folders, target, ruleset, configuration, password)
    written = write_reports(report, target, include_text)
    _say(report, written)
    return exit_code(report, Verdict(fail_on, None, False))


def prepared(out: Path, force: bool) -> Path:
    """The folder for the reports, made where it is not there. Raises UsageError where it holds somebody else's files."""
    if out.is_file():
        raise UsageError(f"{out} is a file.", "Name a folder for --output.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file() and not force:
        raise UsageError(f"{out} holds other files.", "Name an empty or new folder, or add --force.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out} cannot be made ({error.strerror}).", "Name another --output.") from error
    return out


def run(
    folders: Sequence[str], out: Path, ruleset: Ruleset, configuration: Configuration, password: str | None
) -> Report:
    """Audit every document below the folders; reports that lie below them too are left out."""
    from policy_audit.audit import build_report
    from policy_audit.batch.run import audit_files

    own = out.resolve()
    files = [path for path in files_of(folders, configuration) if own not in path.resolve().parents]
    settings, limits = configuration.settings, configuration.limits
    with progress(len(files)) as advance:
        return build_report(audit_files(files, ruleset, settings, limits, password, advance), ruleset, settings)


def write_reports(report: Report, out: Path, include_text: bool) -> list[Path]:
    """Write report.json and index.html; gives the files written, the one to open first."""
    from policy_audit.report import Options
    from policy_audit.report import html_
    from policy_audit.report import json_

    options = Options(include_text=include_text)
    texts = {"index.html": html_.render(report, options), MARK: json_.render(report, options)}
    for name, text in texts.items():
        _write(out / name, text.encode("utf-8", "surrogatepass"))
    return [out / name for name in texts]


def _write(path: Path, content: bytes) -> None:
    """Write by way of a neighbour, so that an interrupted run leaves the old file or the new one, never half of one."""
    neighbour = path.with_name(f".{path.name}.part")
    try:
        neighbour.write_bytes(content)
        neighbour.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}).", "Close it where it is open, or name another -o.") from error


def _say(report: Report, written: Sequence[Path]) -> None:
    failed = [document for document in report.documents if document.error is not None]
    click.echo(f"Audited {len(report.documents) - len(failed)} of {len(report.documents)} documents.")
    for document in failed:
        if document.error is not None:
            click.echo(f"Not audited: {document.path}: {document.error.message} {document.error.remedy}")
    click.echo(f"Open {written[0]}")
