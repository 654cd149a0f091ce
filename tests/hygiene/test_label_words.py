"""Labels of document control that no list holds, known by their words; and those that belong to something else."""

from __future__ import annotations

import pytest
from control_lines import stated

# owner, version, approval, effective date, review date: 2 stated, 0 not, . left open
LABELS = (
    ("Name of responsible individual: Director of Nursing", "2 0 0 0 0"),
    ("Responsible University Officer: Vice Provost", "2 0 0 0 0"),
    ("Owning service: Strategic Support", "2 0 0 0 0"),
    ("Main reviewer: The Principal", "2 0 0 0 0"),
    ("Responsible executive Chief People Officer", "2 0 0 0 0"),
    ("MEMBER OF STAFF RESPONSIBLE FOR POLICY Vice Principal", "2 0 0 0 0"),
    ("| Policy Lead/Author | Head of Workforce |\n|---|---|\n| Title | Equality policy |", "2 0 0 0 0"),
    ("| Lead Executive Director | Chief People Officer |\n|---|---|\n| Title | Equality policy |", "2 0 0 0 0"),
    ("| Last revision date | 4 May 2024 |\n|---|---|\n| Title | Equality policy |", "0 2 0 . 0"),
    ("Latest update: 4 May 2024", "0 2 0 . 0"),
    ("Revision status: 3", "0 2 0 0 0"),
    ("Date of Board approval: 4 May 2024", "0 0 2 . 0"),
    ("Policy Sponsor\nChief People Officer", "2 0 0 0 0"),
    ("Passed: Committee, 14th Feb 2026", "0 0 2 . 0"),
    ("Approval route SMT 18/01/2024", "0 0 2 . 0"),
    ("| Date | Change | Approved by |\n|---|---|---|\n| May 2024 | New policy | Trust Board |", "0 . 2 . 0"),
    ("Original effective date: 1 February 2016", "0 0 0 2 0"),
    ("Date of current policy February 2016", "0 0 0 2 0"),
    ("Date uploaded to intranet: 1 February 2016", "0 0 0 2 0"),
    ("Next author review date 1 July 2029", "0 0 0 0 2"),
    ("Anticipated review date: July 2029", "0 0 0 0 2"),
    ("Next trustee review: July 2029", "0 0 0 0 2"),
    ("| Review date (max 3 years) | July 2029 |\n|---|---|\n| Title | Equality policy |", "0 0 0 0 2"),
    ("This policy is reviewed annually. The most recent review was completed on 15 March 2026.", "0 0 0 0 2"),
)

OTHERS = (
    ("Data owner: Head of IT", "0 0 0 0 0"),
    ("Risk owner: Head of IT", "0 0 0 0 0"),
    ("Staff reviewer: Kerry Burnham", "0 0 0 0 0"),
    ("Person responsible for booking: Reception team", "0 0 0 0 0"),
    (
        "| Task | Time | Person responsible | Sign of success |\n|---|---|---|---|\n| Audit | May | Head | Done |\n| Tell | June | Head | Told |",
        "0 0 0 0 0",
    ),
    ("Update on Staff Survey 4 May 2024", "0 0 0 0 ."),
    ("Launch of Staff Network 4 May 2024", "0 0 0 0 0"),
    ("Issue of Uniform 4 May 2024", "0 0 0 0 0"),
    ("Approved Training Course 4 May 2024", "0 0 0 0 0"),
    ("Pay review date: 4 May 2029", "0 0 0 0 0"),
    ("Probation review: 4 May 2029", "0 0 0 0 0"),
    ("Date signed off at committee:\nDate approved at board:\nNext review date: May 2029", "0 0 0 0 2"),
    ("This policy was adopted and reviewed by the council at its meeting held on Tuesday 10 March 2026", "0 0 2 2 0"),
    ("| Approved by | Head of HR |\n|---|---|\n| Review date | July 2029 |", "0 0 0 0 2"),
)


@pytest.mark.parametrize(("line", "wanted"), LABELS)
def test_a_label_is_known_by_its_words(line: str, wanted: str) -> None:
    for name, (want, got) in stated(line, wanted).items():
        assert got is want, name


@pytest.mark.parametrize(("line", "wanted"), OTHERS)
def test_a_label_of_something_else_states_nothing(line: str, wanted: str) -> None:
    for name, (want, got) in stated(line, wanted).items():
        assert got is want, name
