"""All findings as a Markdown table for GitHub's step summary, where the annotations show only the first ten a level."""

from __future__ import annotations

from policy_audit.report import Options
from policy_audit.report.shown import all_shown
from policy_audit.report.shown import full_message
from policy_audit.types import Report

# GitHub refuses a step summary above 1 MiB.
LIMIT_BYTES = 1_000_000


def render(report: Report, options: Options) -> str:
    """The table, worst first, cut at GitHub's limit with a note of how many are left out."""
    lines = [
        "## policy-audit",
        "",
        "| severity | document | line | rule | message |",
        "| --- | --- | --- | --- | --- |",
    ]
    size = sum(len(line.encode()) + 1 for line in lines)
    found = sorted(all_shown(report), key=lambda pair: pair[1].severity.rank)
    for number, (document, finding) in enumerate(found):
        line = finding.location.line if finding.location and finding.location.line else ""
        cells = (finding.severity.value, document.path, str(line), finding.rule, full_message(finding))
        row = "| " + " | ".join(_cell(cell) for cell in cells) + " |"
        size += len(row.encode("utf-8", "replace")) + 1
        if size > LIMIT_BYTES:
            lines.append(f"\n{len(found) - number} more findings: see the SARIF or JSON report.")
            break
        lines.append(row)
    if not found:
        lines.append("| – | – | – | – | nothing found |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    folded = " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")
    return folded.replace("<", "&lt;").replace("`", "'")
