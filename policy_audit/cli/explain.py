"""`policy-audit explain ID`: everything known about one rule, requirement, advert check or framework."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

import click

from policy_audit.cli.cards import Card
from policy_audit.cli.cards import cards
from policy_audit.ruleset.load import load_ruleset


@click.command()
@click.argument("name", metavar="ID")
def explain(name: str) -> None:
    """Say what a rule looks for, why it matters, where it comes from, and show examples and model text."""
    ruleset = load_ruleset()
    known = {card.id: card for card in cards(ruleset)}
    card = known.get(name)
    if card is None:
        from policy_audit.cli.options import unknown

        raise unknown("ID", name, known)
    width = min(shutil.get_terminal_size((100, 40)).columns, 100)
    click.echo("\n".join(_lines(card, width)))


def _lines(card: Card, width: int) -> Iterator[str]:
    yield f"{card.id} ({card.severity})"
    yield from textwrap.wrap(card.title, width)
    for name, content in card.parts.items():
        if not content:
            continue
        yield ""
        yield name
        if isinstance(content, str):
            yield from textwrap.wrap(content, width, initial_indent="  ", subsequent_indent="  ")
            continue
        for one in content:
            yield from textwrap.wrap(one, width, initial_indent="  - ", subsequent_indent="    ")
