"""`policy-audit cache`: what earlier audits left in the user's cache, and how to remove it."""

from __future__ import annotations

import click


@click.group()
def cache() -> None:
    """Show or clear the reports kept from earlier audits."""


@cache.command()
def show() -> int:
    """Print where the cache lies, how many files' reports it holds, and its size."""
    from policy_audit.batch.cache import FILE_NAME
    from policy_audit.batch.cache import cached_count
    from policy_audit.ruleset.files import cache_folder

    count, size = cached_count()
    click.echo(f"{cache_folder() / FILE_NAME}: reports of {count:,} files, {size / 1e6:.1f} MB")
    return 0


@cache.command()
def clear() -> int:
    """Remove all reports kept, with the texts they hold."""
    from policy_audit.batch.cache import clear_caches

    click.echo(f"Removed {clear_caches() / 1e6:.1f} MB.")
    return 0
