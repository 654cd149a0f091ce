"""The proposals that can be written without bringing a new finding into the document."""

from __future__ import annotations

from policy_audit.audit import audit_document
from policy_audit.config import Settings
from policy_audit.language.reading import read
from policy_audit.ruleset.load import Ruleset
from policy_audit.stages.kind import classify_kind
from policy_audit.types import Document
from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.writeback.recheck import without_new_findings
from policy_audit.writeback.recheck_clauses import Judge
from policy_audit.writeback.recheck_clauses import clauses_without_new_findings
from policy_audit.writeback.values import LeftOut
from policy_audit.writeback.values import Proposal


def harmless(
    report: DocumentReport, proposals: tuple[Proposal, ...], ruleset: Ruleset, settings: Settings
) -> tuple[tuple[Proposal, ...], tuple[LeftOut, ...]]:
    """The proposals to keep, in order, and those that would bring in a finding or change the kind of the document."""
    assert report.document is not None

    def findings(document: Document) -> tuple[Finding, ...]:
        return audit_document(document, ruleset, settings).findings

    def kinds(document: Document) -> tuple[str, ...]:
        return classify_kind(read(document, ruleset.section_names), ruleset.kinds, settings).kinds

    kept, harmful = without_new_findings(report.document, proposals, report.findings, findings)
    kept, unfit = clauses_without_new_findings(report.document, kept, report.findings, Judge(findings, kinds))
    return kept, (*harmful, *unfit)
