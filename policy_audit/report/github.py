"""GitHub workflow commands. GitHub shows ten annotations a level and step: the worst go first, the rest is counted."""

from __future__ import annotations

from itertools import groupby

from policy_audit.report import Options
from policy_audit.report.ranges import SourceMap
from policy_audit.report.shown import all_shown
from policy_audit.report.shown import full_message
from policy_audit.report.shown import repository_path
from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import Report
from policy_audit.types import Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
SHOWN_PER_LEVEL = 10


def render(report: Report, options: Options) -> str:
    """One workflow command a finding, at most ten a level, then a line that says how many were left out."""
    found = sorted(all_shown(report), key=lambda pair: pair[1].severity.rank)
    maps: dict[str, SourceMap] = {}
    lines: list[str] = []
    left_out = 0
    for _, group in groupby(found, key=lambda pair: pair[1].severity):
        pairs = list(group)
        left_out += max(0, len(pairs) - SHOWN_PER_LEVEL)
        lines += [_command(document, finding, maps) for document, finding in pairs[:SHOWN_PER_LEVEL]]
    if left_out:
        lines.append(f"policy-audit: {left_out} more findings than GitHub shows; --format github-summary lists all.")
    return "".join(line + "\n" for line in lines)


def _command(document: DocumentReport, finding: Finding, maps: dict[str, SourceMap]) -> str:
    properties = {"file": repository_path(document.path), "line": "1"}
    if document.document is not None and finding.span is not None and document.document.source:
        source = maps.setdefault(document.path, SourceMap(document.document))
        place = source.range_of(finding.span)
        if place is not None:
            properties |= {"line": str(place.start_line), "endLine": str(place.end_line)}
            if place.start_line == place.end_line:
                properties |= {"col": str(place.start_column), "endColumn": str(place.end_column)}
    properties["title"] = finding.rule
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{COMMANDS[finding.severity]} {written}::{_data(full_message(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
