"""SARIF 2.1.0 as GitHub code scanning reads it.

Rules GitHub adds to the schema (its SARIF support page): every result has a location with a full region, every rule has
short and full descriptions and help. Columns count UTF-16 units. Text files carry no line hash, GitHub computes its
own; Word and PDF files carry ours, or each save would close and reopen every alert.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from policy_audit.report import Options
from policy_audit.report.ranges import SourceMap
from policy_audit.report.shown import file_of
from policy_audit.report.shown import full_message
from policy_audit.report.shown import repository_path
from policy_audit.report.shown import shown_findings
from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import Report
from policy_audit.types import Severity

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
# GitHub accepts at most 25,000 results a run and 10 MB gzipped, and shows 5,000; the worst come first.
LIMIT = 5000
_DESCRIPTION = 1000
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(report: Report, options: Options) -> str:
    """The report as SARIF text."""
    found = [(document, finding) for document in report.documents for finding in shown_findings(document)]
    kept = sorted(found, key=lambda pair: pair[1].severity.rank)[:LIMIT]
    names = sorted({finding.rule for _, finding in kept})
    index = {name: number for number, name in enumerate(names)}
    maps = {id(document): SourceMap(document.document) for document, _ in kept if document.document is not None}
    first = {finding.rule: finding for _, finding in reversed(kept)}
    run = {
        "tool": {"driver": _driver(report, [first[name] for name in names])},
        "automationDetails": {"id": "policy-audit/"},
        "columnKind": "utf16CodeUnits",
        "invocations": [_invocation(report, len(found) - len(kept))],
        "results": [_result(document, finding, index, maps.get(id(document))) for document, finding in kept],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _driver(report: Report, rules: list[Finding]) -> dict[str, Any]:
    return {
        "name": "policy-audit",
        **({"informationUri": address} if (address := home_page()) else {}),
        "semanticVersion": report.version,
        "version": report.version,
        "rules": [_rule(finding) for finding in rules],
    }


def home_page() -> str | None:
    """The web page that the installed package names (`[project.urls]` in pyproject.toml), if it names one."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import metadata

    try:
        named = metadata("policy-audit").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    pages = {label.strip().lower(): address.strip() for label, _, address in (one.partition(",") for one in named)}
    return next((pages[label] for label in ("homepage", "documentation", "repository") if label in pages), None)


def _rule(finding: Finding) -> dict[str, Any]:
    why = finding.why or finding.message
    source = f" Source: {finding.source}." if finding.source else ""
    return {
        "id": finding.rule,
        "name": _pascal(finding.rule),
        "shortDescription": {"text": _sentence(f"{finding.category}: {finding.rule}")},
        "fullDescription": {"text": _sentence(why)[:_DESCRIPTION]},
        "help": {
            "text": f"{_sentence(why)}{source} Run `policy-audit explain {finding.rule}` for examples and model text."
        },
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": {"tags": ["equality", "inclusion", finding.category], "precision": "high"},
    }


def _result(
    document: DocumentReport, finding: Finding, index: Mapping[str, int], source: SourceMap | None
) -> dict[str, Any]:
    fingerprints = {"policyAudit/v1": finding.fingerprint}
    if document.document is None or not document.document.source:
        fingerprints["primaryLocationLineHash"] = f"{finding.fingerprint}:1"
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": full_message(finding)},
        "locations": [_location(document, finding, source)],
        "partialFingerprints": fingerprints,
    }


def _location(document: DocumentReport, finding: Finding, source: SourceMap | None) -> dict[str, Any]:
    """The place of a finding; what has none (a missing statement) stands on the first line of the document."""
    place = source.range_of(finding.span, "utf-16") if source is not None and finding.span is not None else None
    region: dict[str, Any] = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}
    if place is not None:
        region = {
            "startLine": place.start_line,
            "startColumn": place.start_column,
            "endLine": place.end_line,
            "endColumn": max(place.end_column, place.start_column + 1)
            if place.start_line == place.end_line
            else place.end_column,
        }
    if finding.span is not None and document.document is not None:
        region["snippet"] = {"text": document.document.slice(finding.span)}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri(document.path)}, "region": region}}
    logical = (
        [{"fullyQualifiedName": document.path, "kind": "document"}] if file_of(document.path) != document.path else []
    )
    if finding.location is not None and finding.location.section:
        logical.append({"fullyQualifiedName": " > ".join(finding.location.section), "kind": "section"})
    if logical:
        location["logicalLocations"] = logical
    return location


def uri(path: str) -> str:
    """The file of a document as a URI reference from the root of the repository, everything unusual percent-encoded."""
    return quote(repository_path(path), errors="surrogateescape")


def _invocation(report: Report, left_out: int) -> dict[str, Any]:
    notes = [
        {"level": "error", "message": {"text": f"{document.path}: {document.error.message} {document.error.remedy}"}}
        for document in report.documents
        if document.error is not None
    ]
    if left_out:
        notes.append({"level": "warning", "message": {"text": f"{left_out} findings of lower severity were left out."}})
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _sentence(text: str) -> str:
    folded = " ".join(text.split())
    return folded if folded.endswith((".", "!", "?")) else folded + "."


def _pascal(rule: str) -> str:
    return "".join(part.capitalize() for part in rule.replace(".", "-").split("-"))
