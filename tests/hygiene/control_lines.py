"""What a control line states, read as part of a short policy."""

from __future__ import annotations

from datetime import date

from policy_audit.config import Settings
from policy_audit.extract.read import read_bytes
from policy_audit.language.reading import read
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.hygiene import document_fields

SETTINGS = Settings(audit_date=date(2026, 11, 21))
FIELDS = ("owner", "version", "approval", "effective_date", "review_date")


def stated(line: str, wanted: str) -> dict[str, tuple[bool, bool]]:
    """For each field that is not left open: whether it should count as stated, and whether it does."""
    (document,) = read_bytes(f"# Equality policy\n\nWe treat people fairly.\n\n{line}\n".encode(), "policy.md")
    found = document_fields(read(document, load_ruleset().section_names), (), SETTINGS)
    asked = [(name, want == "2") for name, want in zip(FIELDS, wanted.split(), strict=True) if want != "."]
    return {name: (want, found.named(name).stated) for name, want in asked}
