"""Control lines as documents write them: what each states of owner, version, approval, effective and review date."""

from __future__ import annotations

from datetime import date

import pytest

from policy_audit.audit import audit_document
from policy_audit.config import Settings
from policy_audit.extract.read import read_bytes
from policy_audit.language.reading import read
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.hygiene import document_fields
from policy_audit.types import ReviewDue

SETTINGS = Settings(audit_date=date(2026, 11, 21))
FIELDS = ("owner", "version", "approval", "effective_date", "review_date")

# A control line as documents write it, and which of owner, version, approval, effective date and review date it states:
# 2 stated, 0 not stated, . either way.
CONTROL_LINES = (
    ("Approved: 1 May 2024\n\nReview cycle: every 3 years", "0 0 0 . 2"),
    ("Review date: May 2024. Next review: May 2028.", "0 0 0 0 2"),
    ("Policy adopted January 2026. Review: annually", "0 0 . 2 2"),
    ("To be reviewed by September 2027.", "0 0 0 0 2"),
    ("Valid until 31 December 2027.", "0 0 0 . 2"),
    ("Adopted 3 March 2025", "0 0 0 2 0"),
    ("Date adopted: 3 March 2025\n\nReviewed annually by the trustees", "0 0 . 2 2"),
    (
        "| Title | Equality policy |\n|---|---|\n| Owner | Director of People |\n| Version | 3.1 |\n| Approved by | Trustee Board |\n| Date approved | 12 June 2025 |\n| Review date | June 2027 |",
        "2 2 2 . 2",
    ),
    (
        "| Version | Date | Author | Changes |\n|---|---|---|---|\n| 1.0 | 12/01/2024 | J Smith, HR Manager | First issue |\n| 1.1 | 03/02/2025 | J Smith, HR Manager | Added menopause |",
        ". 2 0 . 0",
    ),
    ("**Last updated:** 14 March 2025", "0 2 0 0 0"),
    ("Policy reviewed: October 2025. Next review due: October 2026", "0 . 0 . 2"),
    ("This policy was last reviewed in October 2025 and will be reviewed again in October 2027.", "0 . 0 0 2"),
    ("We look at this again every February.", "0 0 0 0 0"),
    ("This policy came into force on 1 April 2025.", "0 0 0 2 0"),
    ("This policy is effective immediately.", "0 0 0 0 0"),
    ("The Head of HR is responsible for keeping this policy up to date.", "2 0 0 0 ."),
    ("This policy is owned by the People team and reviewed each January.", "2 0 0 0 0"),
    ("If you have any questions about this policy contact hr@example.org.", "0 0 0 0 0"),
    ("Responsible person: Jane Doe, Chair of Trustees", "2 0 0 0 0"),
    ("Lead governor: Mrs P Green", "2 0 0 0 0"),
    ("Policy lead: Sarah Jones (Deputy Headteacher)", "2 0 0 0 0"),
    ("Approved by the Board on 3 March 2025.", "0 0 2 . 0"),
    ("This policy was agreed by the Full Council at its meeting of 12 May 2025 (minute 45/25).", "0 0 2 . 0"),
    ("Signed: A. Patel, Chief Executive\n\nDate: 4 January 2025", "0 0 2 2 0"),
    ("Signed: ____________\n\nDate: ____________", "0 0 0 0 0"),
    ("Review: this policy will be reviewed every two years, or sooner if legislation changes.", "0 0 0 0 0"),
    ("This policy will be reviewed annually from the date of adoption, 1 September 2025.", "0 0 0 2 2"),
    ("Policy version 2.0 - January 2026", "0 2 0 . 0"),
    ("Doc ref: HR-012 v1.4", "0 2 0 0 0"),
    ("Revision 3 | Issued 10 October 2025 | Review 10 October 2027", "0 2 0 2 2"),
    ("Issue date: 10/10/25\n\nIssue number: 2", "0 2 0 2 0"),
    ("Last reviewed: November 2025 | Next review: November 2026 | Reviewed by: HR committee", "0 . 0 0 2"),
    ("© Example Ltd 2025. All rights reserved.", "0 0 0 0 0"),
    ("The Equality Act 2010 came into force on 1 October 2010.", "0 0 0 0 0"),
    ("The Board of Directors approves all policies.", "0 0 0 0 0"),
    ("Our gender pay gap report was published in March 2025.", "0 0 0 0 0"),
    ("Staff can appeal within 10 days. The manager will review the decision.", "0 0 0 0 0"),
    ("Performance is reviewed every six months by your manager.", "0 0 0 0 0"),
    ("The HR Director has overall responsibility for the implementation of this policy.", "2 0 0 0 0"),
    ("The Board has overall responsibility for ensuring this policy complies with our legal obligations.", "2 0 0 0 0"),
    ("Overall responsibility for this policy lies with the Managing Director.", "2 0 0 0 0"),
    (
        "Day-to-day responsibility for operating this policy has been delegated to the HR Manager, who reviews it annually.",
        "2 0 0 0 0",
    ),
    ("All managers are responsible for applying this policy.", "0 0 0 0 0"),
    ("Date of last review: 12/2024. Date of next review: 12/2026.", "0 . 0 0 2"),
    ("Policy No. 14 Date of Policy: May 2025 Review Date: May 2026 Responsibility: HR Manager", "2 0 0 2 2"),
    ("Prepared by: HR Department. Approved by: Executive Team. Effective: 1 January 2026.", ". 0 . 2 0"),
    ("Ratified at the trustees' meeting on 4 February 2026", "0 0 2 . 0"),
    ("Reviewed and approved by the Senior Leadership Team, July 2025", "0 0 2 . 0"),
    ("Status: Approved | Approval date: 7 July 2025 | Approver: HR Committee", "0 0 2 . 0"),
    (
        "This statement was approved by the board of directors and signed on its behalf by: John Brown, Director, 30 June 2025",
        "0 0 2 2 0",
    ),
    ("Next scheduled review: Q1 2027", "0 0 0 0 2"),
    ("Review frequency: Annual. Date first issued: 1 June 2024.", "0 0 0 2 2"),
    ("The trustees will review this policy at the AGM in May 2027.", "0 0 0 0 2"),
    ("This policy will be reviewed by the Governing Body in Autumn 2026.", "0 0 0 0 2"),
    ("Version 1, adopted by the committee 21st August 2024. To be reviewed in 2 years.", "0 2 2 2 2"),
    ("This document supersedes the policy of 2019 and applies from 1 September 2025.", "0 . 0 2 0"),
)


@pytest.mark.parametrize(("line", "wanted"), CONTROL_LINES)
def test_a_control_line_states_what_it_states(line, wanted):
    (document,) = read_bytes(f"# Equality policy\n\nWe treat people fairly.\n\n{line}\n".encode(), "policy.md")
    found = document_fields(read(document, load_ruleset().section_names), (), SETTINGS)
    for name, want in zip(FIELDS, wanted.split(), strict=True):
        assert want == "." or found.named(name).stated is (want == "2"), name


def test_the_report_of_a_document_carries_its_next_review():
    text = "# Equality policy\n\nApproved by the Board on 3 March 2025.\n\nThis policy is reviewed every two years.\n"
    (document,) = read_bytes(text.encode(), "policy.md")
    assert audit_document(document, load_ruleset(), SETTINGS).review == ReviewDue(
        "2027-03-04", "This policy is reviewed every two years."
    )
