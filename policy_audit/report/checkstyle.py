"""Checkstyle XML, for Jenkins and older tools."""

from __future__ import annotations

from xml.etree import ElementTree

from policy_audit.report import Options
from policy_audit.report.junit import xml_text
from policy_audit.report.shown import full_message
from policy_audit.report.shown import repository_path
from policy_audit.report.shown import shown_findings
from policy_audit.types import Report
from policy_audit.types import Severity

SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "info"}


def render(report: Report, options: Options) -> str:
    """The report as checkstyle XML; columns are code points from 1."""
    root = ElementTree.Element("checkstyle", version="4.3")
    for document in report.documents:
        file = ElementTree.SubElement(root, "file", name=xml_text(repository_path(document.path)))
        for finding in shown_findings(document):
            place = finding.location
            ElementTree.SubElement(
                file,
                "error",
                line=str(place.line if place and place.line else 1),
                column=str(place.column if place and place.column else 1),
                severity=SEVERITIES[finding.severity],
                message=xml_text(full_message(finding)),
                source=f"policy-audit.{finding.rule}",
            )
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
