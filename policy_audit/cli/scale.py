"""`policy-audit scale INPUT OUTPUT`: audit tables of adverts of any size, here or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import click

from policy_audit.cli.options import audit_options
from policy_audit.cli.options import check_names
from policy_audit.cli.options import configured
from policy_audit.cli.progress import progress
from policy_audit.errors import UsageError

if TYPE_CHECKING:
    from policy_audit.batch.scale import Engine
    from policy_audit.batch.scale import Scale
    from policy_audit.batch.shards import Shard
    from policy_audit.ruleset.load import Ruleset

# The date of a run stands in its output, so that a run that goes on after midnight stays one run.
DATE_NAME = "_AUDIT_DATE"


@click.command()
@click.argument("source", metavar="INPUT")
@click.argument("output")
@audit_options
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", help="Where the work is done.")
@click.option("--address", metavar="ADDRESS", help="A Ray cluster that runs already; without it one is started here.")
@click.option("--jobs", type=int, metavar="N", help="Worker processes; default: one for each processor.")
@click.option("--format", "form", type=click.Choice(["jsonl", "parquet"]), default="jsonl", help="Of the results.")
@click.option("--text-column", default="", metavar="NAME", help="Column of the text; default: found by name or length.")
@click.option("--id-column", default="", metavar="NAME", help="Column of the ids; default: “id”, else the row number.")
@click.option("--shard-rows", type=click.IntRange(min=1), default=1000, metavar="N", help="Rows a shard; default 1000.")
@click.option("--clear", is_flag=True, help="Remove parts of another input, ruleset or setting from OUTPUT.")
@click.option("--verify", is_flag=True, help="Audit nothing: compare the rows and ids of INPUT with those of OUTPUT.")
def scale(source: str, output: str, **options: Any) -> int:
    """Audit every row of the tables at INPUT; write one result a row into OUTPUT, and _SUCCESS at the end.

    INPUT is a .csv, .tsv, .jsonl, .ndjson or .parquet file, a folder or a glob; both may be fsspec addresses such as
    s3://bucket/adverts. A run that was ended goes on where it stopped when it is called again. Exit code 2 when
    --verify finds a difference.
    """
    from policy_audit.batch.scale import differences
    from policy_audit.batch.scale import plan
    from policy_audit.ruleset.load import load_ruleset

    own = ("engine", "address", "jobs", "form", "text_column", "id_column", "shard_rows", "clear", "verify")
    given = {name: options.pop(name) for name in own}
    ruleset = load_ruleset()
    run = _scale(output, given["form"], options, ruleset)
    shards = list(plan(source, run.limits, given["text_column"], given["id_column"], given["shard_rows"]))
    if given["verify"]:
        found = list(differences(shards, run))
        for line in found:
            click.echo(line)
        click.echo(f"{sum(shard.rows for shard in shards):,} rows compared, {len(found)} differences.")
        return 2 if found else 0
    return _work(shards, run, ruleset, given)


def _scale(output: str, form: str, options: dict[str, Any], ruleset: Ruleset) -> Scale:
    """What all tasks share, with the date of the run that OUTPUT was begun with where none is named."""
    from policy_audit.batch.keys import run_digest
    from policy_audit.batch.scale import Scale
    from policy_audit.batch.storage import Place

    configuration = configured(**options)
    settings = configuration.settings
    check_names(settings, ruleset)
    if not options.get("audit_date"):
        try:
            begun = date.fromisoformat(Place(output).below(DATE_NAME).read().decode("ascii").strip())
        except (FileNotFoundError, NotADirectoryError, ValueError):
            begun = settings.audit_date
        settings = replace(settings, audit_date=begun)
    digest = run_digest(ruleset, settings, configuration.limits)
    return Scale(output, ruleset.folder, settings, configuration.limits, form, digest)


def _work(shards: list[Shard], run: Scale, ruleset: Ruleset, given: dict[str, Any]) -> int:
    from policy_audit.batch.scale import begin
    from policy_audit.batch.scale import finish
    from policy_audit.batch.scale import run_shards
    from policy_audit.batch.storage import Place

    left = begin(shards, run, clear=given["clear"])
    Place(run.output).below(DATE_NAME).write(run.settings.audit_date.isoformat().encode())
    if left:
        with progress(len(left)) as advance, _engine(given, len(left)) as engine:
            run_shards(left, run, engine, lambda shard: advance_by(advance, shard))
    contents = finish(shards, run, ruleset.digest)
    click.echo(
        f"{contents['audited']:,} of {contents['rows']:,} rows audited in {len(shards)} parts"
        f" ({len(shards) - len(left)} were there already): {run.output}"
    )
    return 0


def advance_by(advance: Any, shard: Shard) -> None:
    """Tell the progress bar which part is finished."""
    from pathlib import Path

    advance(Path(f"{shard.table.name}#row={shard.first}"))


@contextmanager
def _engine(given: dict[str, Any], shards: int) -> Iterator[Engine]:
    from policy_audit.batch.ray_tasks import RayTasks
    from policy_audit.batch.scale import ShardTask
    from policy_audit.batch.scale import perform
    from policy_audit.batch.scale import seconds_for
    from policy_audit.batch.workers import Workers

    if given["address"] and given["engine"] != "ray":
        raise UsageError("--address is for --engine ray.", "Add --engine ray.")
    jobs = given["jobs"] or os.cpu_count() or 1
    chosen: AbstractContextManager[Engine] = (
        RayTasks(given["address"], jobs)
        if given["engine"] == "ray"
        else Workers[ShardTask](perform, min(jobs, shards), seconds_for)
    )
    with chosen as engine:
        yield engine
