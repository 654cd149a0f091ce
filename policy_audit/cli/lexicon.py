"""`policy-audit lexicon test FILE...`: run the examples of an organisation's own wording entries."""

from __future__ import annotations

import click


@click.group()
def lexicon() -> None:
    """Work with your own wording entries (the key `lexicons` of the configuration names their files)."""


@lexicon.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def test(files: tuple[str, ...]) -> int:
    """Check that each entry finds what its flagged examples mark, and nothing in its clear ones.

    Exit code 1 when an example fails, 2 when a file cannot be used.
    """
    from policy_audit.ruleset.load import load_ruleset
    from policy_audit.ruleset.own_words import own_files
    from policy_audit.ruleset.own_words import own_table
    from policy_audit.stages.wording.examples import failures_of

    known = load_ruleset().language_with(files)
    own = {str(row.get("id")) for file in own_files(files) for row in own_table(file).get("entry", ())}
    entries = [entry for entry in known.entries if entry.id in own]
    failures = [failure for entry in entries for failure in failures_of(known, entry)]
    for failure in failures:
        click.echo(failure)
    click.echo(f"{len(entries)} entries tested, {len(failures)} examples failed.")
    return 1 if failures else 0
