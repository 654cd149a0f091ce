"""Reporters: a Report in, text out. `REPORTERS` is the one list of them; its keys are the choices of `--format`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from policy_audit.types import Report
from policy_audit.types import Severity


@dataclass(frozen=True, slots=True)
class Options:
    """What a reporter may be told.

    Keep the document's text, use colour, the width of the terminal. `only` lists the severities that the text report
    shows of a quiet run, whose other findings it just counts; None shows all.
    """

    include_text: bool = False
    colour: bool = False
    width: int = 100
    only: frozenset[Severity] | None = None


# Format → module of this package that offers `render(report, options) -> str`; imported when first used.
REPORTERS: dict[str, str] = {
    "text": "terminal",
    "json": "json_",
    "html": "html_",
    "sarif": "sarif",
    "github": "github",
    "github-summary": "github_summary",
    "gitlab": "gitlab",
    "junit": "junit",
    "rdjsonl": "rdjson",
    "checkstyle": "checkstyle",
}


def render(name: str, report: Report, options: Options) -> str:
    """The report in the format `name`, a key of REPORTERS. Same report, same options: the same text."""
    module = import_module(f"policy_audit.report.{REPORTERS[name]}")
    function: Callable[[Report, Options], str] = module.render
    return function(report, options)
