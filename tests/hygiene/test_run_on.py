"""Facts of document control whose labels and values stand one after another; prose that only looks like it."""

from __future__ import annotations

import pytest
from control_lines import stated

# owner, version, approval, effective date, review date: 2 stated, 0 not, . left open
STRETCHES = (
    (
        "Owner Head of People Version 2.3 Approved by Executive Board 6 June 2025 Effective date 1 July 2025 "
        "Review due July 2027",
        "2 2 2 2 2",
    ),
    ("Policy title Recruitment Lead officer HR Director Version number 7 Date of next review May 2028", "2 2 0 . 2"),
    (
        "Document Ref: Date Created: July 2026 Version: 1.0 Date Modified: Revision due July 2029 Author: Rae Cole "
        "Sign & Date: Issues (if any):",
        "0 2 0 . 2",
    ),
    (
        "MEMBER OF STAFF RESPONSIBLE FOR POLICY Vice Principal DATE OF CURRENT POLICY February 2026 POLICY REVIEW DATE "
        "February 2028",
        "2 0 0 2 2",
    ),
    ("Policy Owner Director of Risk Version No. 4.0 Policy Valid from date 1 st September 2026", "2 2 0 2 ."),
    (
        "Staff reviewer: Kay Bird Date signed off at Committee: Date approved at Board: Next review date: May 2028",
        "0 0 0 0 2",
    ),
)

PROSE = (
    "The Lead Nurse met the Review Panel in May 2025. The Approved Code of Practice came out in June 2024 and the Owner "
    "of the building, Head Estates Ltd, has asked for a Review of the lease by July 2027.",
    "Our Director of People and the Board met in March 2026 to consider Issue 4 of the newsletter and the Review of pay.",
)


@pytest.mark.parametrize(("line", "wanted"), STRETCHES)
def test_a_run_of_labels_and_values_is_read(line: str, wanted: str) -> None:
    for name, (want, got) in stated(line, wanted).items():
        assert got is want, name


@pytest.mark.parametrize("line", PROSE)
def test_prose_with_the_same_words_states_nothing(line: str) -> None:
    for name, (_, got) in stated(line, "0 0 0 0 0").items():
        assert not got, name
