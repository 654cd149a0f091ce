"""`policy-audit history`: the audits kept, their trend, and what the frameworks ask to be looked at again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policy_audit.errors import UsageError

if TYPE_CHECKING:
    from policy_audit.batch.history import Audit

_BAR = 20


@click.command()
@click.option("--folder", default="", metavar="TEXT", help="Only audits of folders whose name holds this.")
@click.option("--format", "name", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write there; a name in .html gives the page with the chart.")
@click.option("--rebuild", is_flag=True, help="Make the index anew from the kept audits first.")
@click.option("--audit-date", metavar="YYYY-MM-DD", help="Day for reminders; default today.")
def history(folder: str, name: str, output: str | None, rebuild: bool, audit_date: str | None) -> int:
    """List the audits kept on this machine, oldest first, with a chart of what was found of what was asked."""
    from policy_audit.batch.history import History
    from policy_audit.batch.history_reminders import reminders
    from policy_audit.ruleset.load import load_ruleset

    store = History()
    if rebuild:
        store.rebuild()
    audits = store.audits(folder)
    due = list(reminders(audits, load_ruleset().catalogue.frameworks, _day(audit_date)))
    if output and output.endswith((".html", ".htm")):
        name = "html"
    if name == "html":
        from policy_audit.report.html_trend import render_trend

        text = render_trend(audits, due)
    elif name == "json":
        text = (
            json.dumps({"audits": [asdict(one) for one in audits], "reminders": due}, ensure_ascii=False, indent=1)
            + "\n"
        )
    else:
        text = "\n".join([*_lines(audits, store.folder), *due]) + "\n"
    _put(text, output)
    return 0


def _day(given: str | None) -> date:
    try:
        return date.fromisoformat(given) if given else date.today()
    except ValueError as error:
        raise UsageError(f"--audit-date: “{given}” is not a date.", "Write it as 2026-11-21.") from error


def _put(text: str, output: str | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    from policy_audit.report.summary_files import replacing

    with replacing(Path(output)) as path:
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")


def _lines(audits: Sequence[Audit], where: Path) -> Iterator[str]:
    if not audits:
        yield f"No audit is kept in {where}. `policy-audit audit FOLDER -o OUT` keeps one."
        return
    rules = ""
    for one in audits:
        if rules and one.ruleset != rules:
            yield "--- the rules changed here: numbers above and below were measured otherwise ---"
        rules = one.ruleset
        share = 100 * one.passed // one.asked if one.asked else 0
        bar = "█" * (share * _BAR // 100)
        yield (
            f"{one.audit_date}  {bar:<{_BAR}} {share:>3} % of {one.asked} statements; {one.documents} documents, "
            f"{one.errors} errors, {one.warnings} warnings, {one.firm} firm promises  [{one.id}]  {one.folder}"
        )
