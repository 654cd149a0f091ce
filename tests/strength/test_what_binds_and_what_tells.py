"""Rights, duties nobody has, advice, stems and plain telling, in pairs that look alike and bind differently."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_audit.stages.strength import ScoredUnit

Scored = Callable[..., tuple[ScoredUnit, ...]]


@pytest.mark.parametrize(
    ("text", "score"),
    [
        # Duties that nobody has, and permissions.
        ("You do not need to tell us why you are ill.", 3),
        ("You are not required to disclose a health condition.", 3),
        ("You do not need to worry.", 1),
        ("Supervisors are not expected to raise this at appraisal.", 0),
        ("You may keep your badge while you are on leave.", 3),
        ("You may find the first week hard.", 1),
        ("You could tell the steward first.", 2),
        ("You could lose your place.", 1),
        ("If your address changes, you can update your details and request a new card.", 3),
        ("We have a firm commitment not to penalise anybody who speaks up.", 3),
        # Somebody has to agree, or it is left open.
        ("Your rota is subject to your supervisor's agreement.", 3),
        ("Your rota is subject to change.", 1),
        # What happens by itself, to somebody, or elsewhere.
        ("Grievance forms are sent to the bursar.", 3),
        ("The bursar publicly announces each vacancy.", 3),
        ("Each round is referred to as a sprint.", 1),
        ("The steps are explained in the annex.", 1),
        ("Contributions will continue to be deducted from your pay.", 3),
        ("Each essay will be peer-reviewed.", 3),
        ("Should a guest complain, the same procedure as for staff will apply.", 3),
        # Telling: habits, amounts, durations, stories, papers of themselves, findings, likelihood.
        ("You work four days a week.", 1),
        ("We have plenty of sports clubs.", 1),
        ("The form has three parts.", 1),
        ("The course takes two hours.", 1),
        ("This guide covers four topics.", 1),
        ("She then takes six weeks of leave.", 1),
        ("The annual report shows that offices recruit one in ten from abroad.", 1),
        ("Some offices are cleaned weekly.", 1),
        ("The rules will probably change.", 2),
        ("We are constantly striving to reach more people.", 2),
        ("Staff are strongly and warmly encouraged to join.", 2),
        ("Punctuality is expected of you.", 2),
        ("No form of mockery will be tolerated.", 2),
        # Labels.
        ("Worked example: the clerk takes twelve weeks off.", 1),
        ("Wrong answer: “We will publish the figures each May.”", 1),
        ("Good practice for meetings with guests who lip-read:", 0),
        ("If you are unsure email the bursar.", 3),
        ("Use plain words that a guest would know.", 2),
        ("We will distribute the money as equitably as possible.", 2),
        # Where a thing belongs, and what a paper says of itself or of another paper.
        ("The tour of the kitchens forms part of the first week.", 1),
        ("Grants fall into two groups, set out in annex B.", 1),
        ("It outlines the repairs we will carry out next year.", 1),
        ("Our commitment to lodgers is set out in the house charter.", 1),
        ("This code is intended to keep quarrels out of the choir.", 2),
        ("This page is intended to summarise the rota.", 1),
        # Headway, forecasts, what is beyond anybody.
        ("We have made headway since the spring.", 1),
        ("We have made a lift available.", 3),
        ("We would normally expect pairs to meet twice a term.", 2),
        ("We cannot guarantee a quiet ward.", 0),
        # Conditions that stand aside, and escapes of a second clause.
        ("You may, if you like, bring a neighbour.", 3),
        ("Each claim will be checked within a week, and further steps will be taken if warranted.", 3),
        ("Each claim will be checked if warranted.", 2),
        ("In the event that you see a leak, you should tell the porter.", 2),
        ("In keeping with the rule that nobody should wait, we will focus on fairness.", 2),
        ("Both neighbours will have an opportunity to answer.", 3),
        ("We will make reasonable accommodations for deaf guests.", 3),
        ("We are committed to applying this in every kitchen.", 2),
        ("The ward will be monitored.", 2),
        ("The ward will be monitored by the matron.", 3),
        ("Rude guests will be sent a letter stating that shouting will not be tolerated.", 3),
        ("We must send a clear message that rest is a right, it is planned and it is paid.", 2),
        ("All staff have an equal opportunity to progress.", 1),
        ("The purpose of this code is to keep quarrels out of the choir.", 2),
        ("Talks with the chaplain remain confidential.", 3),
        ("Please give dates (the shift; record the names; send photographs to the clerk).", 2),
        ("We have gladly become a member of the guild.", 1),
        ("Members are expected to arrive on time.", 3),
        ("Members have a right to feel safe.", 2),
        ("Members have a right to be accompanied.", 3),
        # Stems and prompts.
        ("The survey named the following areas for work:", 0),
        ("Perks include, but are not limited to:", 0),
        ("The choir recognises that:", 0),
    ],
)
def test_sentence(scored: Scored, text: str, score: int) -> None:
    assert scored(text)[0].strength.score == score


@pytest.mark.parametrize(
    ("stem", "item", "scores"),
    [
        ("To be eligible for the grant, you must meet the following criteria:", "Two years of service", (0, 1)),
        ("We do that by:", "Publishing our pay gap each April", (0, 3)),
        ("The note should include:", "Your date of birth", (0, 2)),
        ("The rota is still open but may involve:", "Members pairing up", (1, 1)),
        ("Porters have a duty to keep the peace and can help by:", "Reporting noise to the warden", (3, 2)),
        ("Article 5 of the GDPR requires that data shall be:", "kept no longer than six years", (1, 1)),
        ("Newcomers are more likely to:", "Ask for a transfer", (1, 1)),
        ("Company rules forbid:", "Smoking in the store", (3, 3)),
        ("As a warden you would be expected to:", "Check the doors each night", (0, 3)),
        ("The note should include:", "Other people involved in the quarrel", (0, 2)),
        ("The code is underpinned by these values:", "To act in good faith", (1, 1)),
        ("Write a note including:", "Any further details", (3, 3)),
    ],
)
def test_item_under_its_stem(scored: Scored, stem: str, item: str, scores: tuple[int, int]) -> None:
    first, second = scored(stem, ("item", 0, item))
    assert (first.strength.score, second.strength.score) == scores


def test_a_tool_undertakes_nothing(scored: Scored) -> None:
    *_, last = scored("We use Gantry to record hours.", "Gantry provides a form for each week.")
    assert last.strength.score == 1


def test_an_escape_of_the_second_act_leaves_the_first_alone(scored: Scored) -> None:
    assert scored("The clerk will record the breach and if appropriate report it to the police.")[0].strength.firm


def test_a_line_of_a_form_asks_for_words(scored: Scored) -> None:
    assert scored("Please describe what you saw:", "Name and date.")[0].strength.score == 0
