"""Document fields: catalogue examples at their level, and the many ways documents write them."""

from __future__ import annotations

from datetime import date

import pytest

from policy_audit.config import Settings
from policy_audit.language.reading import read
from policy_audit.ruleset.files import read_tables
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.hygiene import DocumentFields
from policy_audit.stages.hygiene import document_fields
from policy_audit.types import Block
from policy_audit.types import Cell
from policy_audit.types import Document
from policy_audit.types import Level
from policy_audit.types import Span
from policy_audit.types import TextAnchor

SETTINGS = Settings(audit_date=date(2026, 11, 21))
FIELDS = {
    "policy.owner": "owner",
    "policy.version": "version",
    "policy.approval": "approval",
    "policy.effective-date": "effective_date",
    "policy.review-date": "review_date",
    "policy.review-in-date": "review_in_date",
}
PASSING = ("committed", "full")


def document_of(*lines: str, rows: tuple[tuple[str, ...], ...] = ()) -> Document:
    """One paragraph a line, then a table."""
    text, blocks = "", []
    for line in lines:
        text += "\n" if text else ""
        blocks.append(Block("paragraph", 0, Span(len(text), len(text) + len(line)), TextAnchor(1, 1, 0)))
        text += line
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            text += "\n" if text else ""
            span = Span(len(text), len(text) + len(value))
            blocks.append(Block("table_cell", 0, span, TextAnchor(1, 1, 0), cell=Cell(0, number, column)))
            text += value
    return Document("a.md", "0" * 64, "md", text, tuple(blocks))


def fields_of(*lines: str, rows: tuple[tuple[str, ...], ...] = ()) -> DocumentFields:
    return document_fields(read(document_of(*lines, rows=rows), load_ruleset().section_names), (), SETTINGS)


def catalogue_examples() -> list[tuple[str, str, str]]:
    rows = read_tables("requirements/policy-hygiene.toml")["requirements/policy-hygiene.toml"]["requirement"]
    return [
        (row["id"], one["text"].removeprefix("Audit date 21 November 2026. ").strip(), one.get("level") or "")
        for row in rows
        if row["id"] in FIELDS
        for one in row["example"]
    ]


@pytest.mark.parametrize(("requirement", "text", "level"), catalogue_examples())
def test_catalogue_examples_pass_or_fail_as_stated(requirement: str, text: str, level: str) -> None:
    value = fields_of(text).named(FIELDS[requirement])
    assert value.stated == (level in PASSING), value


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("Review date: 12/05/2027", date(2027, 5, 12)),
        ("Next review: May 2027", date(2027, 5, 31)),
        ("Next review due – 1st June 2027", date(2027, 6, 1)),
        ("Date of next review: 2027-05-12", date(2027, 5, 12)),
        ("This policy will next be reviewed in September 2027.", date(2027, 9, 30)),
        ("Review by: May 12, 2027", date(2027, 5, 12)),
        ("Policy review date | 03.04.27", date(2027, 4, 3)),
    ],
)
def test_review_date_in_many_forms(line: str, due: date) -> None:
    value = fields_of(line).review_date
    assert value.stated
    assert value.when == due


def test_interval_counts_only_from_a_stated_date() -> None:
    assert fields_of("This policy is reviewed every two years.").review_date.level is Level.MENTIONED
    counted = fields_of("Effective from: 1 April 2026", "This policy is reviewed every two years.").review_date
    assert counted.stated
    assert counted.when is not None
    assert counted.when.year == 2028


def test_overdue_review_is_told_by_the_audit_date() -> None:
    assert fields_of("Review date: 1 March 2024").review_in_date.level is Level.ABSENT
    assert fields_of("Review date: 1 September 2026").review_in_date.level is Level.MENTIONED
    assert fields_of("Review date: 1 March 2027").review_in_date.stated


def test_control_table_of_labels_and_values() -> None:
    fields = fields_of(
        rows=(
            ("Policy owner", "Head of People"),
            ("Version", "3.1"),
            ("Approved by", "Board of Trustees, 14 January 2026"),
            ("Effective date", "1 February 2026"),
            ("Next review date", "January 2027"),
        )
    )
    named = (fields.owner, fields.version, fields.approval, fields.effective_date, fields.review_date)
    assert all(value.stated for value in named), named
    assert fields.owner.value == "Head of People"


def test_one_line_can_hold_several_facts() -> None:
    fields = fields_of("Owner: Head of People. Version 2.1, May 2026. Approved by the Board on 3 May 2026.")
    assert fields.owner.value == "Head of People"
    assert fields.version.stated
    assert fields.approval.stated


def test_evidence_is_the_text_it_claims_to_be() -> None:
    document = document_of("Document owner: Head of People")
    value = document_fields(read(document, load_ruleset().section_names), (), SETTINGS).owner
    assert document.slice(value.evidence[0]) == "Document owner: Head of People"


def test_contacts_of_the_document() -> None:
    contacts = fields_of("Write to inclusion@example.org or call 0100 000 0000.").contacts
    assert {(one.kind, one.value) for one in contacts} == {
        ("email", "inclusion@example.org"),
        ("phone", "0100 000 0000"),
    }


def test_blank_signature_is_no_approval() -> None:
    assert not fields_of("Approved: ________").approval.stated
    assert not fields_of("Approved by: ________").approval.stated


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("Last updated: 3 May 2026", True),
        ("v2.1", True),
        ("Version 4", True),
        ("We follow WCAG version 2.1.", False),
        ("© 2025 Harbour Care", False),
    ],
)
def test_version(line: str, stated: bool) -> None:
    assert fields_of(line).version.stated is stated
