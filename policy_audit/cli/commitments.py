"""`policy-audit commitments PATH...`: the register of everything the documents undertake, as a table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from policy_audit.cli.options import audit_options
from policy_audit.cli.options import check_names
from policy_audit.cli.options import configured
from policy_audit.cli.options import files_of
from policy_audit.types import Commitment
from policy_audit.types import DocumentReport

if TYPE_CHECKING:
    from policy_audit.config import Settings
    from policy_audit.ruleset.load import Ruleset

COLUMNS = (
    "document",
    "section",
    "line",
    "page",
    "strength",
    "bearer",
    "owner",
    "time_frame",
    "measure",
    "hedges",
    "undertaking",
)


@click.command()
@click.argument("paths", nargs=-1, required=True)
@audit_options
@click.option("--password", help="Password for encrypted files.")
@click.option("--format", "name", type=click.Choice(["text", "csv", "ics"]), default="text", show_default=True)
@click.option("--firm", is_flag=True, help="Only firm commitments: strength 3 and 4.")
def commitments(paths: tuple[str, ...], name: str, firm: bool, password: str | None, **options: object) -> int:
    """List what the documents undertake: who, what, by when, by what sign, how firmly.

    --format ics gives the dated ones and the review dates as entries for a calendar.
    """
    from policy_audit.batch.alone import audit_files
    from policy_audit.ruleset.load import load_ruleset

    configuration = configured(**options)  # type: ignore[arg-type]
    ruleset = load_ruleset()
    check_names(configuration.settings, ruleset)
    files = files_of(paths, configuration)
    reports = list(audit_files(files, ruleset, configuration.settings, configuration.limits, password))
    if firm:
        reports = [replace(one, commitments=tuple(c for c in one.commitments if c.strength >= 3)) for one in reports]
    if name == "ics":
        click.echo(_calendar(reports, ruleset, configuration.settings), nl=False)
    else:
        click.echo(_table(reports) if name == "csv" else _text(reports), nl=False)
    for report in reports:
        if report.error:
            click.echo(f"{report.path}: not audited. {report.error.message} {report.error.remedy}", err=True)
    return 2 if any(report.error for report in reports) else 0


def _row(report: DocumentReport, one: Commitment) -> dict[str, object]:
    place = one.location
    return {
        "document": report.path,
        "section": " > ".join(place.section) if place else "",
        "line": place.line if place and place.line else "",
        "page": place.page if place and place.page else "",
        "strength": one.strength,
        "bearer": one.bearer or "",
        "owner": one.owner or "",
        "time_frame": one.time_frame or "",
        "measure": one.measure or "",
        "hedges": "; ".join(one.hedges),
        "undertaking": " ".join(one.text.split()),
    }


def _table(reports: list[DocumentReport]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for report in reports:
        for one in report.commitments:
            # A leading = + - @ would be run as a formula by a spreadsheet: a quote in front keeps it text.
            row = {
                key: f"'{value}" if str(value)[:1] in ("=", "+", "-", "@") else value
                for key, value in _row(report, one).items()
            }
            writer.writerow(row)
    return buffer.getvalue()


def _calendar(reports: list[DocumentReport], ruleset: Ruleset, settings: Settings) -> str:
    """The dated promises and review dates for a calendar program."""
    from policy_audit.audit import build_report
    from policy_audit.report import ics
    from policy_audit.report.summary import overview

    view = overview(build_report(reports, ruleset, settings, portfolio_of_one=True), ruleset)
    return ics.render(view.undertakings, view.reviews, view.report.audit_date)


def _text(reports: list[DocumentReport]) -> str:
    lines = []
    for report in reports:
        lines.append(f"{report.path}: {len(report.commitments)} undertakings")
        for one in report.commitments:
            row = _row(report, one)
            anchors = ", ".join(
                f"{key.replace('_', ' ')}: {row[key]}"
                for key in ("owner", "time_frame", "measure", "hedges")
                if row[key]
            )
            place = (
                f"line {row['line']}" if row["line"] else f"page {row['page']}" if row["page"] else str(row["section"])
            )
            lines.append(f"  {one.strength}  {row['undertaking']}")
            lines.append(f"     {place}" + (f"; {anchors}" if anchors else "; no owner, time-frame or measure"))
        lines.append("")
    return "\n".join(lines)
