"""Owners that are nobody in particular, officers for a subject, tables and lists of versions."""

from __future__ import annotations

from datetime import date

import pytest
from test_fields import document_of

from policy_audit.config import Settings
from policy_audit.extract.read import read_bytes
from policy_audit.language.reading import read
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.hygiene import DocumentFields
from policy_audit.stages.hygiene import document_fields
from policy_audit.types import Document
from policy_audit.types import Level

SETTINGS = Settings(audit_date=date(2026, 11, 21))


def fields_of(document: Document) -> DocumentFields:
    return document_fields(read(document, load_ruleset().section_names), (), SETTINGS)


@pytest.mark.parametrize(
    "lines",
    [
        ("Information policy", "It is the responsibility of every crew member to read and understand this policy."),
        (
            "Larkfield began in 2009. Larkfield works in Leeds. At Larkfield we write things down.",
            "The Larkfield team is responsible for maintaining this document.",
        ),
        ("This plan works best if all Larkfield team members know about it and keep it up to date.",),
        ("Parking policy", "This policy says where to park.", "Bakery Officer: Ann Obi"),
    ],
)
def test_the_whole_house_is_no_owner(lines):
    assert not fields_of(document_of(*lines)).owner.stated


@pytest.mark.parametrize(
    "lines",
    [
        ("The People team is responsible for maintaining this document. People matter. People, People, People.",),
        ("The Larkfield team is responsible for maintaining this document, under the Head of Care.",),
        ("Parking Policy", "This policy says where to park.", "Parking Officer: Ann Obi"),
    ],
)
def test_a_team_or_an_officer_for_the_subject_is_an_owner(lines):
    assert fields_of(document_of(*lines)).owner.stated


def test_a_table_of_versions_is_their_history_and_its_rows_the_evidence():
    rows = (("Version", "Date", "What"), ("1.0", "3 May 2025", "First text"), ("1.1", "9 June 2026", "Scope widened"))
    document = document_of("Parking policy", rows=rows)
    found = fields_of(document).version
    assert found.level is Level.FULL
    assert [document.slice(span).split()[-1] for span in found.evidence] == ["text", "widened"]
    assert fields_of(document_of("Parking policy", rows=rows[:2])).version.level is Level.COMMITTED


def test_dated_changes_tell_an_edition_and_no_day_of_effect():
    found = fields_of(document_of("Revisions", "12 May 2025 first text", "3 June 2026 spelling"))
    assert found.version.level is Level.COMMITTED
    assert found.effective_date.level is Level.MENTIONED


def test_changes_spoken_of_elsewhere_are_no_history_of_the_version():
    line = "Review and amendments: amendments may be made to adapt to new law."
    assert fields_of(document_of("Version 1.0", line)).version.level is Level.COMMITTED
    assert fields_of(document_of("Version 1.1: scope widened, supersedes 1.0")).version.level is Level.FULL
    assert fields_of(document_of("Version 1.2: form added; replaces 1.1")).version.level is Level.FULL


def test_the_date_beside_a_version_starts_an_interval():
    found = fields_of(
        document_of("Parking policy", "Version 1.2 (June 2025)", "This policy is reviewed every two years.")
    )
    assert found.review_date.level is Level.COMMITTED


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Your request will be sent to your supervisor for approval.", Level.ABSENT),
        ("Status: draft for approval", Level.MENTIONED),
        ("Changes to this page have to be approved by the Leadership Team before they are made.", Level.MENTIONED),
        ("Approval: trips above £500 must be approved by your lead and by finance.", Level.ABSENT),
        ("Budgets will be reviewed and approved by the Board of Directors on an annual basis.", Level.ABSENT),
    ],
)
def test_what_else_awaits_approval(line, level):
    assert fields_of(document_of(line)).approval.level is level


@pytest.mark.parametrize(
    "line",
    [
        "Job descriptions will be revised so that they agree with our equal opportunities policy.",
        "Updated: 11 January 2026.",
        "We review these benefits every year against the market.",
        "Once we make a profit we will revisit this allowance, says the policy.",
        "This notice was updated in May 2024 and the notice will be looked at from time to time.",
    ],
)
def test_what_else_is_revised(line):
    assert fields_of(document_of(line)).review_date.level is Level.ABSENT


@pytest.mark.parametrize(
    "line", ["Last revised: 27 July 2025", "Approval date: 4 May 2026", "Last updated: 31 July 2026"]
)
def test_the_day_of_another_act_is_a_mention_of_effect(line):
    assert fields_of(document_of("Parking policy", line)).effective_date.level is Level.MENTIONED


def test_further_information_in_a_paper_names_no_contact():
    assert fields_of(document_of("For further information, refer to the agreement.")).owner.level is Level.ABSENT
    assert fields_of(document_of("For further information contact the office.")).owner.level is Level.MENTIONED


def test_a_row_of_versions_that_tells_of_publication_dates_the_effect():
    def effective(what: str) -> Level:
        rows = (("Version", "Date", "What"), ("1.0", "3 May 2025", what))
        return fields_of(document_of("Parking policy", rows=rows)).effective_date.level

    assert effective("First text of the parking policy published") is Level.COMMITTED
    assert effective("First text, to be published") is Level.MENTIONED
    assert effective("First text written") is Level.MENTIONED


def read_fields(text: str) -> DocumentFields:
    (document,) = read_bytes(text.encode(), "policy.md")
    return fields_of(document)


@pytest.mark.parametrize("title", ["May 2025 update: parking", "Spring 2025 edition", "May 2025 revision of our rules"])
def test_a_title_that_dates_the_edition_is_a_version_and_no_review(title):
    found = read_fields(f"# {title}\n\nThis policy says where to park.\n")
    assert found.version.stated
    assert not found.review_date.stated


def test_a_month_before_a_review_is_still_the_next_review():
    assert read_fields(
        "# Parking policy\n\nThis policy says where to park.\n\nNext review: May 2027\n"
    ).review_date.stated
    assert not read_fields("# May 2025 parking fees\n\nThis policy says where to park.\n").version.stated


@pytest.mark.parametrize("label", ["revdate", "updated_at", "lastmodified"])
def test_front_matter_that_tells_the_last_change_is_a_dated_edition(label):
    assert read_fields(f"---\n{label}: 3 May 2025 by the board\n---\n\n# Parking\n\nPark here.\n").version.stated


def test_a_heading_introduces_the_post_that_answers_for_the_document():
    post = "\n\nName: Ann Obi\nPosition: Club Treasurer\n"
    assert read_fields(f"# Parking policy\n\nPark here.\n\n## Designated officer{post}").owner.stated
    assert not read_fields(f"# Parking policy\n\nPark here.\n\n## Speaker of the month{post}").owner.stated


def test_an_owner_may_be_the_only_one_of_a_list_in_front_matter():
    assert read_fields("---\nowner:\n- Ann Obi\n---\n\n# Parking\n\nPark here.\n").owner.stated
    assert not read_fields("---\nreviewers:\n- Ann Obi\n---\n\n# Parking\n\nPark here.\n").owner.stated


def test_a_post_among_vacancies_is_no_label():
    assert not read_fields("# Vacancies\n\nJoin us.\n\n- Lead Field Engineer (Band 5)\n- Cook\n").owner.stated
