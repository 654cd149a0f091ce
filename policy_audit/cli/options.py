"""Options that several commands share, and how they and the configuration file become one Configuration."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

import click

from policy_audit.config import PathRule
from policy_audit.config import Settings
from policy_audit.config import path_fits
from policy_audit.errors import UsageError
from policy_audit.ruleset.frameworks import DOCUMENT_KINDS

if TYPE_CHECKING:
    from policy_audit.config_file import Configuration
    from policy_audit.ruleset.load import Ruleset

Command = TypeVar("Command", bound=Callable[..., Any])


def audit_options(command: Command) -> Command:
    """Adds the options that say what is audited and how; `configured` reads them."""
    options = [
        click.option("--kind", metavar="KIND", help="Document kind; auto (the default) finds it."),
        click.option(
            "--framework", "frameworks", multiple=True, metavar="ID", help="Only this framework (repeatable)."
        ),
        click.option("--select", multiple=True, metavar="ID", help="Only rules, categories or prefixes named."),
        click.option("--ignore", multiple=True, metavar="ID", help="Leave out rules, categories or prefixes named."),
        click.option("--audit-date", metavar="YYYY-MM-DD", help="Date for date checks; default today."),
        click.option("--all-requirements", is_flag=True, help="List every requirement, whatever the document kind."),
        click.option("--all-units", is_flag=True, help="List every unit in the register, from strength 0."),
        click.option("--wording-only", is_flag=True, help="Only the wording stage; starts faster."),
        click.option("--config", metavar="FILE", help="Configuration; default: policy-audit.toml found going up."),
        click.option("--no-config", is_flag=True, help="Read no configuration file."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def configured(
    kind: str | None = None,
    frameworks: tuple[str, ...] = (),
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    audit_date: str | None = None,
    all_requirements: bool = False,
    all_units: bool = False,
    wording_only: bool = False,
    config: str | None = None,
    no_config: bool = False,
) -> Configuration:
    """The configuration of a run: the file's, with what the options say over it. Raises UsageError."""
    from policy_audit.config_file import Configuration
    from policy_audit.config_file import find_configuration
    from policy_audit.config_file import load_configuration

    file = None if no_config else Path(config) if config else find_configuration(Path.cwd())
    base = load_configuration(file) if file else Configuration()
    changes: dict[str, Any] = {
        "all_requirements": all_requirements,
        "all_units": all_units,
        "wording_only": wording_only,
    }
    if kind:
        rules = tuple(rule for rule in base.settings.path_rules if "kind" not in rule.changes)
        changes |= {"kind": kind, "path_rules": rules}
    given = {"frameworks": frameworks, "select": select, "ignore": ignore}
    changes |= {name: value for name, value in given.items() if value}
    if audit_date:
        changes["audit_date"] = _day(audit_date)
    return replace(base, settings=replace(base.settings, **changes))


def narrowed(**options: object) -> bool:
    """True where the options ask for less than everything, so that a finding not seen proves nothing."""
    return any(options.get(name) for name in ("kind", "frameworks", "select", "ignore", "wording_only"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--audit-date: “{text}” is not a date.", "Write it as 2026-11-21.") from error


def files_of(paths: Iterable[str], configuration: Configuration) -> list[Path]:
    """The files to audit. Raises UsageError where there are none: an empty match is nearly always a wrong name."""
    from policy_audit.batch.walk import walk

    named = [Path(path) for path in paths]
    root = configuration.settings.root
    excluded = configuration.exclude
    files = [file for file in walk(named) if not any(path_fits(str(file), glob, root) for glob in excluded)]
    if named and not files:
        listed = ", ".join(str(path) for path in named)
        raise UsageError(f"No documents found in {listed}.", "Name files or folders that hold documents.")
    return files


def check_names(settings: Settings, ruleset: Ruleset) -> None:
    """Raise UsageError for a kind, framework or rule that does not exist: a misspelt name must not silently pass."""
    if settings.kind != "auto":
        _known("--kind", [settings.kind], DOCUMENT_KINDS)
    if settings.frameworks:
        _known("--framework", settings.frameworks, ruleset.catalogue.frameworks)
    named = {"--select": settings.select, "--ignore": settings.ignore, "severity": tuple(settings.severities)}
    for rule in settings.path_rules:
        _check_changes(rule, settings, ruleset)
    if not settings.wording_only:  # The light check would spend its time on reading every rule there is.
        named["suppress"] = tuple(one.rule for one in settings.suppressions)
    if settings.lexicons:
        ruleset.language_with(settings.lexicons)
    if any(named.values()):
        known = rule_names(ruleset, settings)
        for option, names in named.items():
            _known(option, [name for name in names if not _prefixes(name, known)], known)


def _check_changes(rule: PathRule, settings: Settings, ruleset: Ruleset) -> None:
    """The same for what the configuration says of some files only."""
    names = ("frameworks", "select", "ignore")
    changes: dict[str, Any] = {name: value for name, value in rule.changes.items() if name in names}
    if changes:
        try:
            check_names(replace(Settings(lexicons=settings.lexicons), **changes), ruleset)
        except UsageError as error:
            raise UsageError(f"override of {rule.path}: {error.message}", error.remedy) from error


def rule_names(ruleset: Ruleset, settings: Settings | None = None) -> set[str]:
    """Ids of every rule and category: language entries and categories, requirements, advert checks, suppressions."""
    from policy_audit.suppress import suppression_rules

    language = ruleset.language_with(settings.lexicons if settings is not None else ())
    entries = {entry.id for entry in language.entries} | set(language.categories)
    return entries | set(ruleset.catalogue.requirements) | set(ruleset.adverts.checks) | set(suppression_rules())


def _prefixes(name: str, known: Iterable[str]) -> bool:
    return any(one.startswith(name.rstrip(".-")) for one in known)


def _known(option: str, given: Iterable[str], known: Iterable[str]) -> None:
    for name in given:
        if name not in known:
            raise unknown(option, name, known)


def unknown(option: str, name: str, known: Iterable[str]) -> UsageError:
    """The error for a name that does not exist, with the closest ones that do."""
    from difflib import get_close_matches

    close = get_close_matches(name, sorted(known), n=3)
    hint = f"Did you mean {' or '.join(close)}?" if close else "See `policy-audit rules`."
    return UsageError(f"{option}: “{name}” is not known.", hint)
