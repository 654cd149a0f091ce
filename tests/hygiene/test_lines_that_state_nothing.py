"""Prose and tables that state nothing of document control, though they use its words."""

from __future__ import annotations

import pytest
from control_lines import stated

# A line and which of owner, version, approval, effective date and review date it states: 2 stated, 0 not, . either way.
LINES = (
    ("EDI Policy - December 2025", "0 . 0 . 0"),
    ("The Chief Executive has ultimate responsibility for equality in the Trust.", ". 0 0 0 0"),
    ("The policy will be kept under continual review.", "0 0 0 0 0"),
    ("This policy will be reviewed annually.", "0 0 0 0 0"),
    ("We update this policy whenever the law changes.", "0 0 0 0 0"),
    ("This policy was first written in 2015.", "0 0 0 0 0"),
    ("The General Manager will hear appeals within ten days.", "0 0 0 0 0"),
    ("The Head of HR is responsible for recruitment.", "0 0 0 0 0"),
    ("Managers are responsible for ensuring that staff follow this policy.", "0 0 0 0 0"),
    ("Employees have a responsibility for implementing this policy in their own work.", "0 0 0 0 0"),
    ("The Finance Director is responsible for the travel budget under the expenses policy.", "0 0 0 0 0"),
    ("Any changes to this policy must be approved by the Board.", "0 0 0 0 0"),
    ("Requests approved by the committee before 1 May 2025 will be paid.", "0 0 0 0 0"),
    ("The Regulations came into force on 6 April 2024.", "0 0 0 0 0"),
    ("Your contract takes effect on 1 June 2025.", "0 0 0 0 0"),
    ("The next review of your performance will take place in May 2027.", "0 0 0 0 0"),
    ("We published our workforce data in March 2025.", "0 0 0 0 0"),
    ("ISO 9001:2015 requires us to control versions of documents.", "0 0 0 0 0"),
    ("The strategy team will launch the staff survey in June 2027.", "0 0 0 0 0"),
    ("Draft 3 for consultation, June 2025", "0 . 0 0 0"),
    ("Approved by: ______ Date: ______", "0 0 0 0 0"),
    ("Review date: TBC", "0 0 0 0 0"),
    ("Version: [insert]", "0 0 0 0 0"),
    ("Contact for this policy: hr@harbour.example. Written by: HR.", "0 0 0 0 0"),
    ("The policy was adopted by many employers after the Act came into force on 1 October 2010.", "0 0 0 0 0"),
    ("The manager oversees the work of the team and reports to the Director.", "0 0 0 0 0"),
    ("All trustees are accountable to members for the charity's finances.", "0 0 0 0 0"),
    ("Each panel chair is charged with making fair decisions.", "0 0 0 0 0"),
    ("Once agreed, the adjustment plan will be reviewed after six months.", "0 0 0 0 0"),
    ("The plan agreed with the employee on 3 May will be reviewed by the manager by June 2027.", "0 0 0 0 0"),
    ("Occupational health reports are put to the manager for review in June 2026.", "0 0 0 0 0"),
    ("The Board adopted the Race at Work Charter in March 2021.", "0 0 0 0 0"),
    ("The Committee approved the budget on 4 June 2025.", "0 0 0 0 0"),
    ("Leave must be approved by the Head of Department by 1 March 2026.", "0 0 0 0 0"),
    ("The scheme has been in place since April 2019 and pays for glasses.", "0 0 0 0 0"),
    ("From 6 April 2024 employees may ask for flexible working from day one.", "0 0 0 0 0"),
    ("The Worker Protection Act took effect on 26 October 2024.", "0 0 0 0 0"),
    ("We introduced blind shortlisting in May 2024.", "0 0 0 0 0"),
    ("Our staff network was launched in June 2023 and meets monthly.", "0 0 0 0 0"),
    ("The HR team administers the payroll and the expenses policy.", "0 0 0 0 0"),
    ("Director of People has oversight of this work.", "0 0 0 0 0"),
    ("The Head of Service is responsible for reviewing the case and giving a decision.", "0 0 0 0 0"),
    ("The appeal panel will review the decision by 30 June 2026.", "0 0 0 0 0"),
    (
        (
            "| Action | Lead | By when | Review date |\n"
            "|---|---|---|---|\n"
            "| Train managers | HR Director | May 2026 | June 2027 |\n"
            "| Publish gaps | Finance Director | April 2026 | July 2027 |"
        ),
        "0 0 0 0 0",
    ),
    (
        (
            "| Objective | Owner | Measure |\n"
            "|---|---|---|\n"
            "| More women at grade 8 | Head of People | 40% |\n"
            "| Fair pay | CFO | gap under 5% |"
        ),
        "0 0 0 0 0",
    ),
    (
        (
            "| Course | Who | Responsible | Renew |\n"
            "|---|---|---|---|\n"
            "| Induction | All | General Manager | n/a |\n"
            "| Fire | All | Site Manager | Yearly |"
        ),
        "0 0 0 0 0",
    ),
    ("Version 2.1 of WCAG level AA is the standard for our website.", "0 0 0 0 0"),
    ("This version of events was accepted by the panel in May 2025.", "0 0 0 0 0"),
    ("Designated Safeguarding Lead: Mrs K Shah", "0 0 0 0 0"),
    ("Union representative: P. Doyle. First aider: R. Khan.", "0 0 0 0 0"),
    ("Employees must be authorised by the Director before travelling.", "0 0 0 0 0"),
    ("In May 2025 the survey was published and its results were agreed by the Board.", "0 0 0 0 0"),
    ("This document sits under the People Strategy 2023-2026.", "0 0 0 0 0"),
    ("Policies are approved by the Board and reviewed every three years.", "0 0 0 0 0"),
    ("Equality objectives will be reviewed by March 2028.", "0 0 0 0 0"),
    ("Training records are updated every month; last updated figures are with HR.", "0 0 0 0 0"),
    ("The Chair of Governors will review complaints about the head within 15 days.", "0 0 0 0 0"),
    ("Adopted children and adoptive parents have the same leave.", "0 0 0 0 0"),
    ("Contact HR for the most recent version.", "0 0 0 0 0"),
    ("Policy dated 1 May 2025", "0 . 0 . 0"),
    ("Employees on probation are reviewed after three months, and no later than 30 June 2027.", "0 0 0 0 0"),
    ("Version control of case files rests with the investigating officer.", "0 0 0 0 0"),
    ("Approved leave is recorded by the team leader.", "0 0 0 0 0"),
    ("The national pay agreement was agreed by the Joint Council in November 2025.", "0 0 0 0 0"),
    ("The Trust Board signed the Armed Forces Covenant in May 2023.", "0 0 0 0 0"),
    ("The Head of HR keeps a register of interests and reviews it each January 2027.", "0 0 0 0 0"),
    ("Our building was opened in May 2020 and is managed by the Estates Director.", "0 0 0 0 0"),
    ("Director responsible for the appeal: the one who did not hear the case.", "0 0 0 0 0"),
    ("The Clerk maintains the minutes and the risk register.", "0 0 0 0 0"),
    ("Contact: Head of HR, 0100 200 200.", "0 0 0 0 0"),
    ("Complaints will be answered by the Director within 20 days.", "0 0 0 0 0"),
    ("Our objectives run from April 2024 to March 2028.", "0 0 0 . 0"),
    ("Guidance from the regulator, updated in May 2025, says the same.", "0 0 0 0 0"),
    ("Applications received by 4 May 2026 are for review by the panel in June 2026.", "0 0 0 0 0"),
    ("The safeguarding policy is owned by the Safeguarding Lead.", "0 0 0 0 0"),
    ("A line manager owns the conversation and keeps notes of it.", "0 0 0 0 0"),
    ("Last year we adopted a new rota, which came into force in May 2025.", "0 0 0 0 0"),
    ("Risk assessments: HR Manager, reviewed every 12 months, next due May 2027.", "0 0 0 0 0"),
    ("The Equality Group, led by the Director of Finance, meets each quarter and reviews progress.", "0 0 0 0 0"),
)


@pytest.mark.parametrize(("line", "wanted"), LINES)
def test_such_a_line_states_nothing(line, wanted):
    for name, (want, got) in stated(line, wanted).items():
        assert got is want, name
