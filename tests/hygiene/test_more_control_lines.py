"""More control lines, as tables, headers, footers, sentences and sign-off blocks hold them."""

from __future__ import annotations

import pytest
from control_lines import stated

# A line and which of owner, version, approval, effective date and review date it states: 2 stated, 0 not, . either way.
LINES = (
    (
        (
            "| Document control | |\n"
            "|---|---|\n"
            "| Reference | HR12 |\n"
            "| Version no. | 5 |\n"
            "| Lead Officer | Head of Human Resources |\n"
            "| Ratified by | Workforce Committee |\n"
            "| Date ratified | 14 May 2025 |\n"
            "| Date of issue | 1 June 2025 |\n"
            "| Next review | May 2028 |"
        ),
        "2 2 2 2 2",
    ),
    (
        (
            "| Policy title | Version | Owner | Approved by | Date approved | Review due |\n"
            "|---|---|---|---|---|---|\n"
            "| Equality | 2.1 | HR Director | Executive Team | 03/02/2025 | 03/02/2027 |"
        ),
        "2 2 2 . 2",
    ),
    (
        (
            "| Version | 4 | Date | March 2025 |\n"
            "|---|---|---|---|\n"
            "| Author | HR Business Partner | Approved | Cabinet, 11 March 2025 |"
        ),
        "0 2 2 . 0",
    ),
    (
        (
            "| Document Owner: | Jane Smith, Director of People |\n"
            "|---|---|\n"
            "| Committee approving: | Remuneration Committee |\n"
            "| Date of approval: | 7 October 2025 |\n"
            "| To be reviewed: | October 2028 |"
        ),
        "2 0 2 . 2",
    ),
    (
        (
            "| Date | Version | Amendment | Amended by |\n"
            "|---|---|---|---|\n"
            "| May 2023 | 1 | New policy | HR |\n"
            "| June 2025 | 2 | Updated after tribunal | HR |"
        ),
        "0 2 0 . 0",
    ),
    (
        (
            "| Responsible Director | Chief Nurse |\n"
            "|---|---|\n"
            "| Responsible Manager | Equality Lead |\n"
            "| Issue | 3 |\n"
            "| Issue date | Feb 2025 |\n"
            "| Expiry date | Feb 2028 |"
        ),
        "2 2 0 2 2",
    ),
    (
        ("| Reviewed | By whom | Next review |\n|---|---|---|\n| Sept 2025 | Full governing body | Sept 2027 |"),
        "0 . . . 2",
    ),
    (
        ("| Approved on: | 20th November 2025 |\n|---|---|\n| By: | Trust Board |\n| Review by: | November 2027 |"),
        "0 0 2 . 2",
    ),
    (
        (
            "| Policy Lead | A. Begum (Assistant Head, Inclusion) |\n"
            "|---|---|\n"
            "| Governor Link | C. Doyle |\n"
            "| Last approved | Spring 2025 |\n"
            "| Review frequency | Annual |"
        ),
        "2 0 . . 2",
    ),
    (
        (
            "| Key information | |\n"
            "|---|---|\n"
            "| Sponsor | Deputy Chief Executive |\n"
            "| Effective date | 01.04.2025 |\n"
            "| Supersedes | Version 6 |\n"
            "| This version | 7 |"
        ),
        "2 2 0 2 0",
    ),
    (
        (
            "| Originator | HR Manager |\n"
            "|---|---|\n"
            "| Authorised by | Managing Director |\n"
            "| Date | 12-Jan-2025 |\n"
            "| Revision | B |"
        ),
        ". 2 2 . 0",
    ),
    ("Equality Policy v3.2 | Owner: People Directorate | Next review: 30/09/2027 | Page 1 of 12", "2 2 0 0 2"),
    ("HR/POL/014 Issue 6 June 2025 Page 3 of 9", "0 2 0 . 0"),
    ("Brackley Town Council. Adopted 12 May 2025. Minute 88. Review May 2026.", "0 0 2 2 2"),
    ("Uncontrolled when printed. Version 2.4, 4 August 2025.", "0 2 0 . 0"),
    ("Last amended: 11/2025", "0 2 0 0 0"),
    ("© Meadow Homes 2025. Equality Policy, edition 4.", "0 2 0 0 0"),
    ("Approved by Council 14.10.2025 - for review October 2029", "0 0 2 . 2"),
    ("Doc no: P-22 / Rev: 03 / Eff: 01-03-2025", "0 2 0 2 0"),
    ("Policy reference: SCH/7. Approved: FGB 9th July 2025. Review: July 2026. Staff lead: Deputy Head.", "2 0 2 . 2"),
    (
        "This version was signed off by the senior management team in June 2025 and replaces the 2021 policy.",
        "0 . 2 . 0",
    ),
    ("The trustees adopted this policy at their meeting on 8 July 2025.", "0 0 2 2 0"),
    (
        "This policy was approved by the Governing Body on 3rd December 2025 and is due for review in December 2026.",
        "0 0 2 . 2",
    ),
    ("It comes into operation on 1 January 2026.", "0 0 0 2 0"),
    ("Introduced 1 September 2025.", "0 0 0 2 0"),
    ("The Company Secretary is accountable to the Board for this policy.", "2 0 0 0 0"),
    ("Our Chief Operating Officer answers for how this policy works in practice.", "2 0 0 0 0"),
    ("Next review date for this policy is Spring Term 2027.", "0 0 0 0 2"),
    ("We will revisit this policy in full no later than the end of June 2027.", "0 0 0 0 2"),
    ("The Committee reviews this policy in March each year; it last did so on 12 March 2025.", "0 . 0 0 2"),
    ("Governors will review this policy three years after its adoption on 1 May 2025.", "0 0 0 2 2"),
    (
        "The policy took effect from Monday 3 March 2025 after being endorsed by the Joint Negotiating Committee on 12 February 2025.",
        "0 0 2 2 0",
    ),
    ("The Employment Committee passed this policy (resolution 2025/41) on 22 April 2025.", "0 0 2 . 0"),
    ("Effective September 2025, this policy covers all hiring.", "0 0 0 2 0"),
    ("This edition was published in January 2026 by the Office of the Provost.", "0 2 0 2 0"),
    ("This plan runs from April 2025 to March 2029.", "0 0 0 2 0"),
    (("Signed on behalf of the Board: M. Okafor, Chair\nDated: 9 September 2025"), "0 0 2 2 0"),
    ("Signed\n\nP. Lewis\nManaging Director\n\n1st February 2026", "0 0 2 2 0"),
    (
        ("Policy approved by the Board of Trustees\n\nChair: R. Mason\n\nDate: 17/06/2025\n\nReview date: 17/06/2026"),
        "0 0 2 . 2",
    ),
    (
        (
            "This policy has been approved & authorised by:\n"
            "\n"
            "Name: Lisa Grant\n"
            "\n"
            "Position: Director\n"
            "\n"
            "Date: 5 January 2026\n"
            "\n"
            "Signature: L Grant"
        ),
        "0 0 2 . 0",
    ),
    (
        ("Headteacher: J. Moss    Chair of Governors: T. Hale\n\nAgreed: Autumn 2025    Review: Autumn 2026"),
        "0 0 . . 2",
    ),
    (
        ("**Who owns this:** Rosa (People lead)\n\n**Last changed:** 2 February 2026\n\n**Next look:** February 2027"),
        "2 2 0 0 2",
    ),
    (("Document author: HR Adviser\n\nDocument owner: HR Committee\n\nDocument version: 2025/1"), "2 2 0 0 0"),
    (
        (
            "Policy holder: Assistant Director (HR)\n"
            "Date written: May 2024\n"
            "Date revised: May 2025\n"
            "Date for revision: May 2026"
        ),
        "2 2 0 . 2",
    ),
    (("Agreed at: Staff Partnership Forum\nDate: 19 June 2025\nReview period: 2 years"), "0 0 2 . 2"),
    ("Implementation date: April 2025\nReview: 24 months from implementation", "0 0 0 2 2"),
    (("Board approval date: 25 September 2025 (Board of Directors)\nPlanned review: Q3 2027"), "0 0 2 . 2"),
    ("Questions? Ask the People team. This page was last updated on 3 March 2026.", "0 2 0 0 0"),
    (
        (
            "Document Title Equality and Diversity Policy\n"
            "\n"
            "Document Owner Head of People and Culture\n"
            "\n"
            "Approval Date 28 March 2025\n"
            "\n"
            "Review Date March 2028"
        ),
        "2 0 . . 2",
    ),
    (
        "Policy Name: Dignity at Work | Category: HR | Date of issue: 09/2025 | Due for review: 09/2028 | Prepared by: HR | Owner: Chief People Officer",
        "2 0 0 2 2",
    ),
    (
        (
            "| Status | Final |\n"
            "|---|---|\n"
            "| Policy owner | HR Shared Services |\n"
            "| Ratifying committee | Joint Consultative Committee |\n"
            "| Ratification date | 17 July 2025 |\n"
            "| Implementation date | 1 August 2025 |\n"
            "| Frequency of review | 2 yearly |"
        ),
        "2 0 2 2 2",
    ),
    ("Approved by SLT: May 2025. Ratified by Governors: June 2025. Next review: June 2026.", "0 0 2 . 2"),
    ("Policy agreed by the PCC on 9 March 2025 and to be reviewed annually.", "0 0 2 . 2"),
    ("The Board of Management ratified this policy on 24/09/2025. It will be reviewed in September 2027.", "0 0 2 . 2"),
    (("Date ratified by governing body: 12/11/2025\n\nDate for next review: 11/2026"), "0 0 2 . 2"),
    ("Produced by: HR Team | Date: April 2025 | Review: April 2028 | Version: 1", ". 2 0 . 2"),
    ("Signed by the Chair of the Management Committee: S. Ahmed    Date: 03/03/2026", "0 0 2 2 0"),
    ("Responsibility for monitoring and reviewing this policy sits with the Equality Working Group.", "2 0 0 0 0"),
    ("The Head of Operations takes the lead on this policy and will report on it to trustees.", "2 0 0 0 0"),
    (("Policy Author: L. Chen, HR Partner\n\nPolicy Sponsor: Executive Director of Corporate Services"), "2 0 0 0 0"),
    ("Equality Scheme 2024-2028", "0 . 0 2 0"),
    ("LAST REVIEWED: JULY 2025    NEXT REVIEW DUE: JULY 2027    OWNER: HEAD OF PEOPLE", "2 . 0 0 2"),
    ("Effective: 1st Sept 2025. Supersedes: all earlier policies.", "0 . 0 2 0"),
    (
        "This Policy has been in operation since January 2024 and is reviewed every 2 years by the Personnel Committee.",
        "0 0 0 2 2",
    ),
    ("Operational from 3 November 2025", "0 0 0 2 0"),
    ("This policy will be reviewed every two years. Last reviewed: May 2025.", "0 . 0 0 2"),
    ("Cabinet Member approval: 5 February 2026", "0 0 2 . 0"),
    ("Authorised for issue by the Company Secretary, 12 January 2026", "0 0 2 . 0"),
    ("*This policy was reviewed and re-approved by the Board in October 2025.*", "0 0 2 . 0"),
    ("Document status: Live. Published date: 22 April 2025. Lead contact: Inclusion Manager.", ". 0 0 2 0"),
    (("Adopted: Parish Council Meeting 13/05/2025, minute ref 25/64\n\nReview: Annual Meeting May 2026"), "0 0 2 2 2"),
    (
        "Policy Custodian: University Secretary. Approval authority: Council. Date of last approval: 28 November 2025. Next review: 2026/27",
        "2 0 2 . .",
    ),
    ("The People Committee of the Board owns and keeps this strategy up to date.", "2 0 0 0 0"),
    ("Reviewed Nov 2025, to be reviewed Nov 2028", "0 . 0 0 2"),
    (
        (
            "| Policy Title: | Equality Policy |\n"
            "|---|---|\n"
            "| Author: | HR Officer |\n"
            "| Responsible Executive: | Director of Workforce |\n"
            "| Approved by: | Senior Management Team |\n"
            "| Approval date: | 12th May 2025 |\n"
            "| Review date: | 12th May 2028 |\n"
            "| Version number: | V3 |"
        ),
        "2 2 2 . 2",
    ),
    ("Document type: Policy; Owner: Head of Inclusion; Last updated: 17 Feb 2026; Review: Feb 2028", "2 2 0 0 2"),
    ("Lead: HR. Approved: Finance and Personnel Committee, 20 January 2026. Review period: annually.", "2 0 2 . 2"),
    (
        "Date first approved: May 2019. Date last reviewed: May 2025. Next review: May 2027. Reviewer: Chief Officer.",
        ". . . 0 2",
    ),
    (
        "This policy has been agreed with the recognised trade unions and was approved by the Personnel Committee on 6 February 2025.",
        "0 0 2 . 0",
    ),
    ("The Principal and the Corporation approved this policy in March 2026.", "0 0 2 . 0"),
    ("Policy in force since: 2 January 2026", "0 0 0 2 0"),
    ("This policy is the responsibility of the Chief Operating Officer.", "2 0 0 0 0"),
    ("Responsibility for this policy lies with the Vestry, which will review it in June 2027.", ". 0 0 0 2"),
    ("The lead for this policy is the Deputy Director of HR.", "2 0 0 0 0"),
    ("We check this policy each spring; the next check is due in April 2027.", "0 0 0 0 2"),
    ("We'll come back to this policy in January 2027.", "0 0 0 0 2"),
    ("Review due by end of March 2028", "0 0 0 0 2"),
    ("Version 1.0 (January 2025) to Version 1.1 (May 2025): wording on carers added.", "0 2 0 . 0"),
    ("Revised 03/2025", "0 2 0 0 0"),
    ("Eff. Date: July 1, 2025 | Supersedes: June 2020 | Responsible Office: Human Resources", "2 0 0 2 0"),
    ("Policy Number 402. Adopted: 8/14/2025. Reviewed: 8/14/2025.", "0 . 0 2 0"),
    ("Board adopted: November 18, 2025", "0 0 2 2 0"),
    ("Signed: Jo Lane (Chair)\n\nDate: 12.09.2025\n\nTo be reviewed: 12.09.2026", "0 0 2 2 2"),
    ("Approved for the Board by: T. Reeve, Chair, 9 May 2025", "0 0 2 . 0"),
    ("This statement has been in force since 2 June 2025 and expires on 2 June 2028.", "0 0 0 2 ."),
    ("Valid from: 1 Jan 2026. Valid to: 31 Dec 2028. Document owner: Compliance.", "2 0 0 2 ."),
    ("First published May 2024. Updated June 2026.", "0 2 0 2 0"),
    ("Ratified by full governors on: 15.10.25. Next review: Autumn term 2027.", "0 0 2 . 2"),
    ("Interim policy, issued March 2026, to stand until the full review in March 2027.", "0 0 0 2 2"),
    ("The Executive Committee endorsed this document at its October 2025 meeting.", "0 0 2 . 0"),
    (
        "It is the job of the Practice Manager to keep this policy up to date and to review it every January.",
        "2 0 0 0 0",
    ),
    ("This policy will be reviewed by the Committee within two years of its approval on 10 March 2026.", "0 0 . . 2"),
)


@pytest.mark.parametrize(("line", "wanted"), LINES)
def test_a_control_line_states_what_it_states(line, wanted):
    for name, (want, got) in stated(line, wanted).items():
        assert got is want, name
