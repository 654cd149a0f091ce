"""Facts of document control as documents tell them in their own words, without a known label."""

from __future__ import annotations

import pytest
from control_lines import stated

# A line and which of owner, version, approval, effective date and review date it states: 2 stated, 0 not, . either way.
LINES = (
    (
        (
            "Priya Nair, our Head of People, keeps this guide in order. We go back over it every October; it "
            "went live in October 2025."
        ),
        "2 0 0 2 2",
    ),
    (
        "This page belongs to the People Experience team. Last edited 14 July 2026.",
        "2 2 0 0 0",
    ),
    (
        "The Finance Director has the pen on this document.",
        "2 0 0 0 0",
    ),
    (
        ("Signed off at the Board meeting in March 2026, this booklet will get another look in spring 2028."),
        "0 0 2 . 2",
    ),
    (
        "We re-read this page together at the start of each January. First put up on 3 January 2025.",
        "0 0 0 2 2",
    ),
    (
        "Lifespan of this edition: until 31 August 2027",
        "0 0 0 0 2",
    ),
    (
        "The Council voted this Code through on 9 June 2026.",
        "0 0 2 . 0",
    ),
    (
        "Comes in on 1 May 2026. Goes out of date on 30 April 2029.",
        "0 0 0 2 2",
    ),
    (
        "Who looks after this page? The Clerk to the Governors.",
        "2 0 0 0 0",
    ),
    (
        (
            "Who looks after this page?\n\nThe Clerk to the Governors, who goes through it with the staff "
            "committee before the summer term ends."
        ),
        "2 0 0 0 0",
    ),
    (
        "DRI: Chief of Staff · Status: live since 2026-02-01 · Sunset review: 2027-02-01",
        "2 0 0 2 2",
    ),
    (
        "This handbook was okayed by the exec on 4 February 2026.",
        "0 0 2 . 0",
    ),
    (
        "The next time we open this policy up is November 2027, unless the law changes before then.",
        "0 0 0 0 2",
    ),
    (
        "Guidance held and updated by: Registry",
        "2 0 0 0 0",
    ),
    (
        "Policy steward | Associate Dean (People)\n\nRe-approval needed by | 01/09/2028",
        "2 0 0 0 2",
    ),
    (
        (
            "| Steward | Associate Dean (People) |\n|---|---|\n| Re-approval needed by | 01/09/2028 |\n| In "
            "operation | 1 Sept 2025 |"
        ),
        "2 0 0 2 2",
    ),
    (
        (
            "The Managing Director is answerable for how this policy works and will go through it with the "
            "shop stewards each April. Current edition dated April 2026."
        ),
        "2 2 0 0 2",
    ),
    (
        "Adopted unanimously by the AGM (26 April 2026). Lapses at the AGM of April 2029 unless renewed.",
        "0 0 2 2 2",
    ),
    (
        "Edition C, Michaelmas 2025. It replaces Edition B from 1 October 2025.",
        "0 2 0 2 0",
    ),
    (
        "Rev D, signed off by the Plant Manager 2026-03-12",
        "0 2 2 . 0",
    ),
    (
        "We will come back to this in two years' time, in other words June 2028.",
        "0 0 0 0 2",
    ),
    (
        "Published by the Secretary, September 2025; to be overhauled in September 2028.",
        "0 0 0 2 2",
    ),
    (
        (
            "The policy group checks that these pages are still right every February. They were last changed "
            "in February 2026."
        ),
        "0 2 0 0 2",
    ),
    (
        "The Inclusion Lead curates this toolkit. This is release 4.",
        "2 2 0 0 0",
    ),
    (
        "Custody of this code rests with the Company Secretary.",
        "2 0 0 0 0",
    ),
    (
        "The People Director carries the can for this policy.",
        "2 0 0 0 0",
    ),
    (
        "In force: 1/11/25 to 31/10/28",
        "0 0 0 2 2",
    ),
    (
        "**Good until:** Dec 2027 **Kept by:** Office of the General Counsel",
        "2 0 0 0 2",
    ),
    (
        "This document supersedes the 2019 policy with effect from Monday 6 April 2026.",
        "0 0 0 2 0",
    ),
    (
        "Head of HR to update by January 2028",
        "0 . 0 0 2",
    ),
    (
        (
            "Our People and Culture Manager has day-to-day charge of this policy; the Remuneration Committee "
            "cleared it in December 2025."
        ),
        "2 0 2 . 0",
    ),
    (
        "This is the fourth edition, printed in May 2026.",
        "0 2 0 2 0",
    ),
    (
        (
            "Any change to this manual goes through Kwame Boateng, Chief of Staff, who is its keeper. "
            "Revised edition, November 2025."
        ),
        "2 2 0 . 0",
    ),
    (
        (
            "Our Staff Council and the Executive signed this off together on 22 January 2026; it will be up "
            "for renewal in January 2029."
        ),
        "0 0 2 . 2",
    ),
    (
        "This guidance is in the hands of the Wellbeing Lead.",
        "2 0 0 0 0",
    ),
    (
        "Page owner → Revenue Operations. Last touched 2026-04-30. Comes round again: April 2027.",
        "2 2 0 . 2",
    ),
    (
        "We gave these rules a proper going-over in June 2026 and will do so again in June 2028.",
        "0 . 0 0 2",
    ),
    (
        "First adopted 2014; rewritten and re-adopted by the Synod, 8 November 2025.",
        "0 . 2 2 0",
    ),
    (
        (
            "The Deputy Head (Pastoral) has responsibility for this policy and reviews it with the governors "
            "every second autumn. It was last reviewed in October 2025."
        ),
        "2 0 0 0 2",
    ),
    (
        (
            "| Author | HR |\n|---|---|\n| Accountable | Chief Nurse |\n| Committee | Quality Committee, 4 "
            "March 2026 |\n| Expires | 31 March 2029 |\n| In use since | 10 March 2026 |"
        ),
        "2 0 . 2 2",
    ),
    (
        "To whom does this document belong? To the Company Secretary.",
        "2 0 0 0 0",
    ),
    (
        "When will we look at it again? By the end of September 2028.",
        "0 0 0 0 2",
    ),
    (
        "When did it start? 1 February 2026.",
        "0 0 0 2 0",
    ),
    (
        "Who agreed it? The Parish Council, at its meeting of 13 May 2026.",
        "0 0 2 . 0",
    ),
    (
        "Which version is this? The fifth.",
        "0 2 0 0 0",
    ),
    (
        "The Board of Deacons blessed this paper on Sunday 7 June 2026.",
        "0 0 2 . 0",
    ),
    (
        "This code came out in March 2024, and we promised then to go over it afresh every three years.",
        "0 0 0 2 2",
    ),
    (
        "Live from Monday 2 March 2026 after the executive group waved it through on 19 February.",
        "0 0 . 2 0",
    ),
    (
        "The Principal will bring this statement back to the Corporation in December 2027.",
        "0 0 0 0 2",
    ),
    (
        "We aim to refresh the charter with our apprentices in the autumn of 2027.",
        "0 0 0 0 2",
    ),
    (
        "Responsible for upkeep: Safety, Health & Environment Department",
        "2 0 0 0 0",
    ),
    (
        (
            "The General Secretary oversees how this agreement is working and reports on it to conference; "
            "the agreement was struck in April 2026."
        ),
        "2 0 0 . 0",
    ),
    ("The Dean of Students and the Director of HR jointly own this policy. They look at it every March.", "2 0 0 0 ."),
    ("Resolved by the Branch Committee, 17 April 2026, to take effect forthwith from that date.", "0 0 2 2 0"),
    ("Status: Approved by the Council of Management, 19 November 2025", "0 0 2 . 0"),
    ("Kept by the Reward Team. Due back at committee in February 2028.", "2 0 0 0 2"),
)


@pytest.mark.parametrize(("line", "wanted"), LINES, ids=[line[:60] for line, _ in LINES])
def test_a_document_is_understood_in_its_own_words(line: str, wanted: str) -> None:
    for field, (want, found) in stated(line, wanted).items():
        assert found == want, field
