"""rdjsonl for reviewdog: one finding a line, with suggestions that become one-click fixes. Columns are UTF-8 bytes."""

from __future__ import annotations

import json
from typing import Any

from policy_audit.report import Options
from policy_audit.report.ranges import SourceMap
from policy_audit.report.ranges import SourceRange
from policy_audit.report.shown import full_message
from policy_audit.report.shown import repository_path
from policy_audit.report.shown import shown_findings
from policy_audit.types import Finding
from policy_audit.types import Report
from policy_audit.types import Severity

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.ADVICE: "INFO"}


def render(report: Report, options: Options) -> str:
    """The report as JSON lines."""
    lines = []
    for document in report.documents:
        source = SourceMap(document.document) if document.document and document.document.source else None
        for finding in shown_findings(document):
            row: dict[str, Any] = {
                "message": full_message(finding),
                "location": {"path": repository_path(document.path), "range": _range(None)},
                "severity": SEVERITIES[finding.severity],
                "source": {"name": "policy-audit"},
                "code": {"value": finding.rule},
            }
            if source is not None and finding.span is not None:
                row["location"]["range"] = _range(source.range_of(finding.span, "utf-8"))
                suggestion = _suggestion(finding, source)
                if suggestion is not None:
                    row["suggestions"] = [suggestion]
            lines.append(json.dumps(row, ensure_ascii=False))
    return "".join(line + "\n" for line in lines)


def _range(place: SourceRange | None) -> dict[str, Any]:
    if place is None:
        return {"start": {"line": 1, "column": 1}}
    return {
        "start": {"line": place.start_line, "column": place.start_column},
        "end": {"line": place.end_line, "column": place.end_column},
    }


def _suggestion(finding: Finding, source: SourceMap) -> dict[str, Any] | None:
    """The edits of the first suggestion that has any, as one replacement: each `suggestion` becomes a button.

    None where markup of the source stands between the words, since the edit would break it.
    """
    edits = next((suggestion.edits for suggestion in finding.suggestions if suggestion.edits), ())
    change = source.replaced(edits)
    return {"range": _range(change[0]), "text": change[1]} if change is not None else None
