"""Options that several commands share, and how they become Settings."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

import click

from policy_audit.config import Settings
from policy_audit.errors import UsageError
from policy_audit.ruleset.frameworks import DOCUMENT_KINDS

if TYPE_CHECKING:
    from policy_audit.ruleset.load import Ruleset

Command = TypeVar("Command", bound=Callable[..., Any])


def audit_options(command: Command) -> Command:
    """Adds the options that say what is audited and how."""
    options = [
        click.option("--kind", default="auto", metavar="KIND", help="Document kind; auto finds it."),
        click.option("--framework", "frameworks", multiple=True, metavar="ID", help="Only this framework (repeatable)."),
        click.option("--select", multiple=True, metavar="ID", help="Only rules, categories or prefixes named."),
        click.option("--ignore", multiple=True, metavar="ID", help="Leave out rules, categories or prefixes named."),
        click.option("--audit-date", metavar="YYYY-MM-DD", help="Date for date checks; default today."),
        click.option("--all-requirements", is_flag=True, help="List every requirement, whatever the document kind."),
        click.option("--all-units", is_flag=True, help="List every unit in the register, from strength 0."),
        click.option("--password", help="Password for encrypted PDF files."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def settings_of(
    kind: str,
    frameworks: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    audit_date: str | None,
    all_requirements: bool,
    all_units: bool,
) -> Settings:
    """Settings from the options. Raises UsageError for a date that is none."""
    try:
        day = date.fromisoformat(audit_date) if audit_date else date.today()
    except ValueError as error:
        raise UsageError(f"--audit-date: “{audit_date}” is not a date.", "Write it as 2026-11-21.") from error
    return Settings(
        audit_date=day,
        kind=kind,
        frameworks=frameworks,
        select=select,
        ignore=ignore,
        all_requirements=all_requirements,
        all_units=all_units,
    )


def check_names(settings: Settings, ruleset: Ruleset) -> None:
    """Raise UsageError for a kind, framework or rule that does not exist: a misspelt name must not silently pass."""
    if settings.kind != "auto":
        _known("--kind", [settings.kind], DOCUMENT_KINDS)
    if settings.frameworks:
        _known("--framework", settings.frameworks, ruleset.catalogue.frameworks)
    if settings.select or settings.ignore:
        known = rule_names(ruleset)
        _known("--select", [name for name in settings.select if not _prefixes(name, known)], known)
        _known("--ignore", [name for name in settings.ignore if not _prefixes(name, known)], known)


def rule_names(ruleset: Ruleset) -> set[str]:
    """Ids of every rule and category: language entries and categories, requirements, advert checks."""
    language = ruleset.language
    entries = {entry.id for entry in language.entries}
    return entries | set(language.categories) | set(ruleset.catalogue.requirements) | set(ruleset.adverts.checks)


def _prefixes(name: str, known: Iterable[str]) -> bool:
    return any(one.startswith(name.rstrip(".-")) for one in known)


def _known(option: str, given: Iterable[str], known: Iterable[str]) -> None:
    for name in given:
        if name not in known:
            raise unknown(option, name, known)


def unknown(option: str, name: str, known: Iterable[str]) -> UsageError:
    """The error for a name that does not exist, with the closest ones that do."""
    close = get_close_matches(name, sorted(known), n=3)
    hint = f"Did you mean {' or '.join(close)}?" if close else "See `policy-audit rules`."
    return UsageError(f"{option}: “{name}” is not known.", hint)
