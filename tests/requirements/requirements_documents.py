"""Small documents for the tests of the requirements stage, judged with the shipped knowledge."""

from __future__ import annotations

from datetime import date
from functools import cache

from policy_audit.config import Settings
from policy_audit.extract import ReadFailure
from policy_audit.extract.read import read_bytes
from policy_audit.language.reading import read
from policy_audit.language.units import provision_units
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.hygiene import document_fields
from policy_audit.stages.requirements import check_requirements
from policy_audit.stages.requirements.passages import Passages
from policy_audit.stages.requirements.passages import gather
from policy_audit.stages.strength import score_units
from policy_audit.types import Document
from policy_audit.types import KindResult
from policy_audit.types import RequirementResult

SETTINGS = Settings(audit_date=date(2026, 11, 21))


@cache
def ruleset() -> Ruleset:
    return load_ruleset()


def document_of(text: str) -> Document:
    document = next(read_bytes(text.encode(), "policy.md"))
    assert not isinstance(document, ReadFailure)
    return document


def passages_of(text: str) -> Passages:
    """The units of a Markdown text as the judges see them."""
    reading = read(document_of(text), ruleset().section_names)
    scored = score_units(reading, provision_units(reading), ruleset().commitment, SETTINGS)
    return gather(reading, scored, ruleset().catalogue.concepts)


def results(text: str, kind: str = "edi-policy", settings: Settings = SETTINGS) -> dict[str, RequirementResult]:
    """Every requirement's answer for a Markdown text, by id, without wording findings."""
    document = document_of(text)
    reading = read(document, ruleset().section_names)
    scored = score_units(reading, provision_units(reading), ruleset().commitment, settings)
    fields = document_fields(reading, scored, settings)
    found = check_requirements(reading, scored, fields, (), KindResult((kind,), 1.0), ruleset().catalogue, settings)
    return {one.id: one for one in found}


def evidence(text: str, result: RequirementResult) -> list[str]:
    """The words of the units that decided."""
    document = document_of(text)
    return [document.slice(piece.span) for piece in result.evidence]
