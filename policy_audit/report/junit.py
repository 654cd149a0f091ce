"""JUnit XML: a test suite a document, a test case a rule, a failure a finding."""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree import ElementTree

from policy_audit.report import Options
from policy_audit.report.shown import full_message
from policy_audit.report.shown import shown_findings
from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import Report
from policy_audit.types import Severity

# Characters XML 1.0 forbids; text from PDFs holds them.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, options: Options) -> str:
    """The report as JUnit XML. Advice is listed in the output of its case and does not fail it."""
    root = ElementTree.Element("testsuites", name="policy-audit")
    for document in report.documents:
        _suite(root, document)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def xml_text(text: str) -> str:
    """The text without characters that XML forbids."""
    return _FORBIDDEN.sub("�", text)


def _suite(root: ElementTree.Element, document: DocumentReport) -> None:
    findings = sorted(shown_findings(document), key=lambda one: one.rule)
    groups = [(rule, list(group)) for rule, group in groupby(findings, key=lambda one: one.rule)]
    failed = sum(any(one.severity is not Severity.ADVICE for one in group) for _, group in groups)
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        name=xml_text(document.path),
        tests=str(max(1, len(groups))),
        failures=str(failed),
        errors="0",
    )
    if not groups:
        ElementTree.SubElement(suite, "testcase", classname=xml_text(document.path), name="policy-audit")
    for rule, group in groups:
        case = ElementTree.SubElement(suite, "testcase", classname=xml_text(document.path), name=rule)
        serious = [one for one in group if one.severity is not Severity.ADVICE]
        for finding in serious:
            failure = ElementTree.SubElement(
                case, "failure", type=finding.severity.value, message=xml_text(finding.message)
            )
            failure.text = xml_text(_detail(finding))
        if not serious:
            ElementTree.SubElement(case, "system-out").text = xml_text("\n".join(map(_detail, group)))


def _detail(finding: Finding) -> str:
    line = f"line {finding.location.line}: " if finding.location and finding.location.line else ""
    return f"{line}{full_message(finding)}"
