"""The edits that mend one gap of a typed text: a sentence made firm, or the model clause at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from policy_audit.audit import audit_document
from policy_audit.batch.pool import worker_ruleset
from policy_audit.config import Settings
from policy_audit.types import DocumentReport
from policy_audit.web.check import page_values
from policy_audit.web.typed import Ask
from policy_audit.web.typed import Places
from policy_audit.web.typed import document_of
from policy_audit.writeback.gaps import Gaps
from policy_audit.writeback.plain_clauses import clause_patch
from policy_audit.writeback.source import Source
from policy_audit.writeback.values import Proposal


def proposed(folder: Path, ask: Ask, base: Settings, rule: str) -> bytes:
    """The edits for the gap named `rule` as JSON, in UTF-16 units of the text; none where a person has to write.

    `inserted` says that they put a model text in, in which names and figures want confirming.
    """
    ruleset = worker_ruleset(folder)
    settings = ask.settings(base)
    report = audit_document(document_of(ask), ruleset, settings)
    values: dict[str, Any] = {"rule": rule, "edits": [], "inserted": False}
    if report.document is not None:
        gaps = Gaps(report.document, ruleset, settings)
        proposal = _proposal(report, rule, gaps)
        wanted = page_values(report, ruleset)["requirements"].get(rule, {})
        if proposal is not None and (proposal.insertion is None or wanted.get("insertable")):
            values["edits"] = _edits(report, proposal)
            values["inserted"] = proposal.insertion is not None
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def _proposal(report: DocumentReport, rule: str, gaps: Gaps) -> Proposal | None:
    result = next((one for one in report.requirements if one.id == rule), None)
    finding = next((one for one in report.findings if one.rule == rule and one.span is None), None)
    return gaps.proposal(finding, result) if finding is not None and result is not None else None


def _edits(report: DocumentReport, proposal: Proposal) -> list[dict[str, Any]]:
    assert report.document is not None
    places = Places(report.document)
    if proposal.insertion is None:
        return places.edits(proposal.edits) or []
    offset, text = clause_patch(Source(report.document), proposal.insertion, tracked=False)
    at = places.utf16(offset)
    return [{"start": at, "end": at, "replacement": text}]
