"""Document fields: owner, version, approval, dates, scope, contacts, formats and organisation, with evidence."""

from __future__ import annotations

from policy_audit.stages.hygiene.fields import document_fields
from policy_audit.stages.hygiene.values import Contact
from policy_audit.stages.hygiene.values import DocumentFields
from policy_audit.stages.hygiene.values import FieldValue

__all__ = ["Contact", "DocumentFields", "FieldValue", "document_fields"]
