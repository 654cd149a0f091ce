"""Entry point: finds the command, and turns every error into its exit code in one place."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from policy_audit import __version__
from policy_audit.errors import PolicyAuditError

# Command → module and function. Imported when called, so that `--version` stays instant.
COMMANDS: dict[str, str] = {
    "audit": "policy_audit.cli.audit:audit",
    "baseline": "policy_audit.cli.baseline:baseline",
    "cache": "policy_audit.cli.cache:cache",
    "check": "policy_audit.cli.check:check",
    "commitments": "policy_audit.cli.commitments:commitments",
    "compare": "policy_audit.cli.compare:compare",
    "edit": "policy_audit.cli.edit:edit",
    "explain": "policy_audit.cli.explain:explain",
    "init": "policy_audit.cli.init:init",
    "history": "policy_audit.cli.history:history",
    "lexicon": "policy_audit.cli.lexicon:lexicon",
    "rules": "policy_audit.cli.rules:rules",
    "scale": "policy_audit.cli.scale:scale",
    "schema": "policy_audit.cli.schema:schema",
    "serve": "policy_audit.cli.serve:serve",
    "train": "policy_audit.cli.train:train",
}
INTERRUPTED = 130
INTERNAL = 3
# Values made and not let go of, after which the collector looks for circles among them.
_COLLECT_AFTER = 200_000


class CommandTable(click.Group):
    """A click group that looks its commands up in COMMANDS."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, attribute = target.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="policy-audit")
def commands() -> None:
    """Find missing inclusion statements, excluding language and empty promises in policies and job adverts."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is that of the contract (0, 1, 2, 3 or 130)."""
    try:
        result = commands.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except KeyboardInterrupt:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return 2
    except PolicyAuditError as error:
        click.echo(f"policy-audit: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # The last line of defence: a defect of ours gets code 3 and a report to paste.
        return _defect(error)
    return result if isinstance(result, int) else 0


def _defect(error: Exception) -> int:
    import platform
    import traceback

    frames = "".join(traceback.format_tb(error.__traceback__))
    click.echo(
        f"policy-audit: internal error, a defect of ours. Please report the lines below.\n"
        f"policy-audit {__version__}, Python {platform.python_version()}, {platform.system()}\n"
        f"{frames}{type(error).__name__}",
        err=True,
    )
    return INTERNAL


def entry_point() -> NoReturn:
    """Run as a program. The lexicons are hundreds of thousands of values that stay: looking through them for garbage
    each time a few hundred more have been made, and once more at the end, would take a third of a short run.
    """
    gc.set_threshold(_COLLECT_AFTER, 20, 20)
    code = main()
    gc.freeze()
    sys.exit(code)
