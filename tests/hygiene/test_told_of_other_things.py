"""Sentences that sound like document control and tell of other things."""

from __future__ import annotations

import pytest
from control_lines import stated

LINES = (
    "This note was drawn up by HR.",
    "Your manager keeps your training record and looks at it each April.",
    "We look at salaries every March. Pay bands were adopted in March 2026.",
    "The Head of Estates looks after the boiler. The boiler was installed in May 2024.",
    "Managers must read this policy every year.",
    "The working group approved the new uniform on 3 May 2025.",
    "Check your payslip each month.",
    "We will look again at your request after six months.",
    "The Equality Act came in on 1 October 2010 and was updated in October 2024.",
    "Each line manager is responsible for following this policy.",
    "Talk to HR about this policy by 4 May 2026.",
    "Everyone reads this page in their first week and again every January.",
    "The Director will review each appeal by 30 April 2027.",
    "The Care Quality Commission will review us in May 2027.",
    "Staff get a copy of this policy, which is updated from time to time.",
    "© 2026 Alder & Co. All rights reserved.",
    "Parents are told how the school will review the child's plan in July 2026.",
    "The mentoring scheme was approved by the board in May 2025 and runs until December 2026.",
    "The People team keeps records of all complaints for six years.",
    "This policy should be read every year by line managers.",
    "In January 2026 we won an award for this policy from the Chamber of Commerce.",
    "The Chief Executive supports this policy.",
    "The Inclusion Forum looks at hiring figures each quarter and was set up in May 2024.",
    "Adjustments are agreed by the manager in the first week and looked at again every three months.",
    "If this policy changes you will be told by email.",
    "Owner of the process for booking rooms: Facilities.",
    "Copies of the 2023 edition should be destroyed.",
    "Any queries about this policy should go to the HR helpdesk.",
    "We'll keep this page under constant review.",
    "Our lease ends in March 2028 and the landlord will review the rent then.",
    "Employees' objectives are set in April 2026 and reviewed in October 2026.",
    "The Director of Finance owns the budget and reviews it every month.",
    "The software was released in May 2026 and is updated every month.",
    "The committee agreed the minutes of 3 May 2026.",
    "The Chair of Governors is responsible for appointing the headteacher.",
    "In 2023 the union asked for this policy.",
    "Our last Investors in People review was in June 2025 and the next is in June 2028.",
    "Managers will keep a copy of this policy and go through it with new staff in their first week.",
)


@pytest.mark.parametrize("line", LINES, ids=[line[:60] for line in LINES])
def test_another_thing_is_no_document_control(line: str) -> None:
    assert not [field for field, (_, found) in stated(line, "0 . 0 0 0").items() if found]
