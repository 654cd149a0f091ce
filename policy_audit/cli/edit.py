"""`policy-audit edit FILE -o OUT`: write the suggestions into a copy of the document."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

from policy_audit.cli.options import audit_options
from policy_audit.cli.options import check_names
from policy_audit.cli.options import configured
from policy_audit.errors import UnreadableDocument
from policy_audit.errors import UsageError
from policy_audit.types import Severity

if TYPE_CHECKING:
    from policy_audit.config_file import Configuration
    from policy_audit.ruleset.load import Ruleset
    from policy_audit.types import DocumentReport
    from policy_audit.writeback.gather import Wanted
    from policy_audit.writeback.values import LeftOut
    from policy_audit.writeback.values import Mode
    from policy_audit.writeback.values import Proposal
    from policy_audit.writeback.values import Written

MODES = ("comments", "tracked", "clean")
GAPS = (*[one.value for one in Severity], "none")
GAPS_HELP = "Clauses for missing statements of at least this severity."
AUTHOR = "Policy audit"
# Rules named behind a reason take at most this many characters.
_WIDE = 160


@click.command()
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", "out", required=True, metavar="OUT", help="The copy; same type of file as FILE.")
@click.option("--as", "mode", type=click.Choice(MODES), help="Default: comments; for text formats clean.")
@audit_options
@click.option("--severity", type=click.Choice([one.value for one in Severity]), help="At least this severity.")
@click.option("--safe-only", is_flag=True, help="Only edits that may be applied unseen.")
@click.option("--gaps", type=click.Choice(GAPS), default="error", show_default=True, help=GAPS_HELP)
@click.option("--interactive", is_flag=True, help="Ask for each suggestion.")
@click.option("--author", default=AUTHOR, show_default=True, help="Name on comments and changes.")
@click.option(
    "--diff", "difference", metavar="FILE", help="Text formats: write the diff there, not to standard output."
)
@click.option("--force", is_flag=True, help="Replace OUT where it exists.")
def edit(
    *,
    file: str,
    out: str,
    mode: Mode | None,
    severity: str | None,
    safe_only: bool,
    gaps: str,
    interactive: bool,
    author: str,
    difference: str | None,
    force: bool,
    **options: object,
) -> int:
    """Write suggestions into a copy of FILE: as comments, tracked changes, or a clean text. FILE is never touched."""
    from policy_audit.writeback.gather import Wanted

    source, target = Path(file), Path(out)
    check_target(source, target, force)
    wanted = Wanted(Severity(severity or "advice"), safe_only, None if gaps == "none" else Severity(gaps))
    configuration = configured(**options)  # type: ignore[arg-type]
    written = edited(source, mode, author, configuration, wanted, interactive=interactive)
    _store(target, written.data)
    if written.difference and difference:
        _store(Path(difference), written.difference.encode())
    elif written.difference:
        sys.stdout.write(written.difference)
    _say(written, target)
    return 0


def check_target(source: Path, target: Path, force: bool) -> None:
    """Raise UsageError where the copy would overwrite the source, another file, or get a wrong type."""
    if target.resolve() == source.resolve() or (target.exists() and source.exists() and target.samefile(source)):
        raise UsageError("OUT is FILE itself.", "Name another file: the source is never changed.")
    if target.is_dir():
        raise UsageError(f"{target} is a folder.", "Name a file for --output.")
    if target.suffix.lower() != source.suffix.lower():
        raise UsageError(f"OUT must end in “{source.suffix}” as FILE does.", "The copy is of the same type.")
    if target.exists() and not force:
        raise UsageError(f"{target} exists.", "Name another file, or add --force to replace it.")


def edited(
    source: Path, mode: Mode | None, author: str, configuration: Configuration, wanted: Wanted, *, interactive: bool
) -> Written:
    """Audit a file and write the wanted suggestions into a copy of its bytes.

    Raises UnreadableDocument for files that cannot be read or must not be changed, UsageError for types without writer.
    """
    from policy_audit.ruleset.load import load_ruleset
    from policy_audit.writeback.gaps import Gaps
    from policy_audit.writeback.gather import gather
    from policy_audit.writeback.harmless import harmless
    from policy_audit.writeback.resolve import resolve
    from policy_audit.writeback.values import Style
    from policy_audit.writeback.values import Written

    ruleset = load_ruleset()
    settings = configuration.settings
    check_names(settings, ruleset)
    data, report = _report(source, ruleset, configuration)
    assert report.document is not None
    writer = _writer(report.format, mode)
    style = Style(mode or writer.MODES[0], author, settings.audit_date)
    proposals = gather(report, Gaps(report.document, ruleset, settings).proposal, wanted)
    left_out: tuple[LeftOut, ...] = ()
    if interactive:
        proposals = asked(proposals, report)
    if style.mode != "comments":
        proposals, overlapping = resolve(proposals)
        proposals, harmful = harmless(report, proposals, ruleset, settings)
        left_out = (*overlapping, *harmful)
    written: Written = writer.write(data, report.document, proposals, style)
    return Written(written.data, written.applied, (*left_out, *written.left_out), written.difference)


def _writer(file_format: str, mode: Mode | None) -> ModuleType:
    """The module that writes this type. Raises UsageError where there is none, or where it cannot write that way."""
    from policy_audit.writeback import WRITERS

    if file_format not in WRITERS:
        raise UsageError(f"Files of the type {file_format} cannot be written.", f"Known: {', '.join(WRITERS)}.")
    writer = import_module(f"policy_audit.writeback.{WRITERS[file_format]}")
    if mode is not None and mode not in writer.MODES:
        known = ", ".join(writer.MODES)
        raise UsageError(f"--as {mode} is not possible for {file_format}.", f"Possible: {known}.")
    return writer


def _report(source: Path, ruleset: Ruleset, configuration: Configuration) -> tuple[bytes, DocumentReport]:
    from policy_audit.batch.alone import report_of
    from policy_audit.extract.read import read_documents

    found = list(read_documents(source, configuration.limits))
    if len(found) != 1:
        raise UsageError(f"{source} holds {len(found)} documents.", "Take the document out and edit it by itself.")
    report = report_of(found[0], ruleset, configuration.settings)
    if report.error is not None:
        raise UnreadableDocument(report.error.code, report.error.message, report.error.remedy)
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != report.sha256:
        raise UsageError(f"{source} changed while it was read.", "Try again.")
    return data, report


def asked(proposals: Sequence[Proposal], report: DocumentReport) -> tuple[Proposal, ...]:
    """The proposals a person agrees to, one after the other; a number picks another option."""
    kept: list[Proposal] = []
    everything = False
    for number, proposal in enumerate(proposals, 1):
        if everything:
            kept.append(proposal)
            continue
        click.echo(f"\n{number}/{len(proposals)}  {_shown(proposal, report)}", err=True)
        choices = ["y", "n", "a", "q", *map(str, range(2, len(proposal.alternatives) + 2))]
        question = "Take it? (y, n, a = all from here, q = stop here)"
        answer = click.prompt(question, type=click.Choice(choices), default="y", show_choices=False, err=True)
        if answer == "q":
            break
        everything = answer == "a"
        if answer.isdigit():
            kept.append(replace(proposal, edits=proposal.alternatives[int(answer) - 2]))
        elif answer != "n":
            kept.append(proposal)
    return tuple(kept)


def _shown(proposal: Proposal, report: DocumentReport) -> str:
    document = report.document
    assert document is not None
    lines = [proposal.remark]
    for number, edits in enumerate((proposal.edits, *proposal.alternatives), 1):
        if edits:
            changes = ", ".join(f"“{document.slice(one.span)}” → “{one.replacement}”" for one in edits)
            lines.append(f"  {number}. {changes}")
    return "\n".join(lines)


def _store(target: Path, data: bytes) -> None:
    """Write a file in one step: either the whole copy is there, or nothing is changed."""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except OSError as error:
        raise UsageError(f"{target} cannot be written ({error.strerror}).", "Name another --output.") from error


def _say(written: Written, target: Path) -> None:
    click.echo(f"{target}: {len(written.applied)} suggestions written, {len(written.left_out)} left out.", err=True)
    reasons: dict[str, list[str]] = {}
    for one in written.left_out:
        reasons.setdefault(one.reason, []).append(one.proposal.rule)
    for reason, rules in reasons.items():
        named = ", ".join(dict.fromkeys(rules))
        click.echo(f"  {len(rules)} because {reason}: {named if len(named) < _WIDE else named[:_WIDE] + '…'}", err=True)
