"""GitLab code quality: a JSON array; fingerprints must be unique, or GitLab shows only the first of several."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from policy_audit.report import Options
from policy_audit.report.shown import all_shown
from policy_audit.report.shown import full_message
from policy_audit.report.shown import repository_path
from policy_audit.types import Report
from policy_audit.types import Severity

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.ADVICE: "minor"}


def render(report: Report, options: Options) -> str:
    """The report as a code quality artifact."""
    seen: Counter[str] = Counter()
    rows = []
    for document, finding in all_shown(report):
        path = repository_path(document.path)
        key = f"{document.path.removeprefix('./')}\n{finding.rule}\n{finding.fingerprint}"
        seen[key] += 1
        line = finding.location.line if finding.location and finding.location.line else 1
        rows.append(
            {
                "description": full_message(finding),
                "check_name": finding.rule,
                "fingerprint": hashlib.sha256(f"{key}\n{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:40],
                "severity": SEVERITIES[finding.severity],
                "location": {"path": path, "lines": {"begin": line}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
