"""`policy-audit rules`: what is checked, as a list; by framework in the order of its source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import click

from policy_audit.errors import UsageError
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset


@click.command()
@click.option("--framework", metavar="ID", help="Show the requirements of a framework as its source arranges them.")
@click.option("--category", metavar="ID", help="Only this wording category, requirement topic or advert group.")
@click.option("--frameworks", "list_frameworks", is_flag=True, help="List the frameworks.")
def rules(framework: str | None, category: str | None, list_frameworks: bool) -> None:
    """List what is checked: wording entries, requirements and advert checks."""
    ruleset = load_ruleset()
    if list_frameworks:
        lines = _frameworks(ruleset)
    elif framework:
        lines = _framework(framework, ruleset)
    else:
        lines = _all(ruleset, category)
    click.echo("\n".join(lines))


def _frameworks(ruleset: Ruleset) -> Iterator[str]:
    for framework in ruleset.catalogue.frameworks.values():
        yield f"{framework.id:<32} {len(framework.requirements):>3} requirements  {framework.title}"


def _framework(name: str, ruleset: Ruleset) -> Iterator[str]:
    framework = ruleset.catalogue.frameworks.get(name)
    if framework is None:
        from policy_audit.cli.options import unknown

        raise unknown("--framework", name, ruleset.catalogue.frameworks)
    yield framework.title
    yield f"Source: {framework.source}"
    yield f"Applies to: {framework.applies_to}"
    if framework.note:
        yield f"Note: {framework.note}"
    for element in framework.elements:
        yield ""
        yield element.name
        for requirement in element.requirements:
            yield f"  {requirement:<40} {ruleset.catalogue.requirements[requirement].title}"


def _all(ruleset: Ruleset, category: str | None) -> Iterator[str]:
    from policy_audit.cli.cards import cards

    found = False
    for group, members in groupby(cards(ruleset), key=lambda card: card.group):
        if category is not None and category != group:
            continue
        found = True
        yield group
        for card in members:
            yield f"  {card.id:<48} {card.severity:<8} {card.title}"
        yield ""
    if not found:
        raise UsageError(f"--category: “{category}” is not known.", "Run `policy-audit rules` to see all.")
