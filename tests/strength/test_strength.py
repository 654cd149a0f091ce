"""Strength of units in context: lists, tables, headings, hedges, agents, and the register."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_audit.config import Settings
from policy_audit.language.dates import find_dates
from policy_audit.language.reading import Reading
from policy_audit.language.time_frames import find_time_frame
from policy_audit.stages.commitments import commitments
from policy_audit.stages.strength import ScoredUnit

Scored = Callable[..., tuple[ScoredUnit, ...]]


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Colleagues may raise a concern with any director.", 3),
        ("You can find more information on the intranet.", 1),
        ("Staff may be asked to attend.", 1),
        ("Check the register before you book a room.", 3),
        ("Please think about how others feel.", 2),
        ("Please describe what happened; also name any witnesses.", 2),
        ("Violence at work is not permitted.", 3),
        ("Bullying will not be tolerated.", 2),
        ("Employees who bully others may be subject to disciplinary action.", 1),
        ("Complaints are reviewed annually by the board.", 3),
        ("For example, you could ask for a later start.", 1),
        ("Our staff told us that they feel heard.", 1),
        ("We are committed to a culture of inclusion.", 2),
        ("We expect managers to record each request.", 3),
        ("We expect to launch a scheme.", 2),
        ("The network chair is our link to the board.", 3),
        ("We would like every team to take part.", 2),
        ("If you report harassment we will investigate it.", 3),
        ("We will train panels where possible.", 2),
        ("Where a complaint is upheld we will write to you.", 3),
        ("We will make reasonable adjustments.", 3),
        ("Employers must prevent harassment by law.", 1),
        ("[Insert name] will chair the group.", 1),
        ("In May and November our directors meet each network.", 3),
        ("It is our policy to interview every disabled applicant who meets the criteria.", 3),
    ],
)
def test_score(text: str, score: int, scored: Scored) -> None:
    assert scored(text)[0].strength.score == score, scored(text)[0].strength


def test_stem_gives_mode_and_owner(scored: Scored) -> None:
    item = scored("Line managers must:", ("item", 1, "record each adjustment"))[1].strength
    assert (item.score, item.mode, item.bearer) == (3, "binding", "managers")
    assert item.owner is not None


def test_weak_stem_keeps_its_items_weak(scored: Scored) -> None:
    assert scored("We aim to:", ("item", 1, "publish our pay gap"))[1].strength.score == 2
    assert scored("Managers should:", ("item", 1, "record each case"))[1].strength.score == 2


def test_item_with_its_own_mode_wins(scored: Scored) -> None:
    units = scored("We aim for fairness. We hope for the following:", ("item", 1, "HR will publish pay data."))
    assert units[-1].strength.score == 3


def test_list_of_misconduct_undertakes_nothing(scored: Scored) -> None:
    units = scored("Examples of harassment include:", ("item", 1, "making offensive jokes"))
    assert units[1].strength.score == 1


def test_heading_and_lone_stem_score_nothing(scored: Scored) -> None:
    assert scored(("heading", 1, "We will publish our pay gap"))[0].strength.score == 0
    assert scored("We will:", ("item", 1, "report"))[0].strength.score == 0


def test_action_table_row(scored: Scored) -> None:
    rows = scored(
        ["#Action", "#Lead", "#By when", "#Measure"],
        ["Publish the pay gap", "HR director", "April 2027", "Gap under 5%"],
        ["Raise awareness", "", "", ""],
    )
    assert rows[1].strength.score == 4
    assert rows[2].strength.score <= 2


def test_commitments_heading_binds_the_list(scored: Scored) -> None:
    units = scored(
        ("heading", 2, "Our commitments"), ("item", 1, "Publish our pay gap each April"), ("item", 1, "Respect")
    )
    assert [one.strength.score for one in units] == [0, 3, 2]


def test_document_wide_escape_caps_every_unit(scored: Scored) -> None:
    units = scored("We will fund networks with £2,000.", "All commitments depend on funding.")
    assert units[0].strength.score == 2
    assert "document-escape" in units[0].strength.flags


def test_escape_beside_the_main_act_does_not_count(scored: Scored) -> None:
    text = "We will publish, each April, what we did and, where possible, photographs."
    assert scored(text)[0].strength.score == 3


def test_softener_caps_at_three(scored: Scored) -> None:
    text = "The HR manager will normally decide within 20 days and report waiting times to the board."
    strength = scored(text)[0].strength
    assert strength.score == 3
    assert [hedge.text for hedge in strength.hedges if hedge.kind == "softener"] == ["normally"]


def test_clauses_are_scored_one_by_one(scored: Scored) -> None:
    (unit,) = scored("We value our staff and will publish our pay gap.")
    assert [clause.strength.score for clause in unit.clauses] == [1, 3]
    assert unit.strength.score == 3


def test_register_holds_what_is_undertaken(scored: Scored, reading_of: Callable[..., Reading]) -> None:
    lines = ("Diversity makes us stronger.", "The HR lead will publish our pay gap each April.", "We hope for change.")
    register = list(commitments(reading_of(*lines), scored(*lines), (), Settings()))
    assert [(one.strength, one.owner, one.time_frame) for one in register] == [
        (register[0].strength, "HR lead", "each April"),
        (2, None, None),
    ]
    everything = list(commitments(reading_of(*lines), scored(*lines), (), Settings(all_units=True)))
    assert len(everything) == 3


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("we reply within five working days", "within five working days"),
        ("we report every two years", "every two years"),
        ("by 30 june 2027 we will act", "30 june 2027"),
        ("each april we publish", "each april"),
        ("train them before interview", "before interview"),
        ("we act promptly and regularly", None),
        ("the equality act 2010 applies", None),
    ],
)
def test_time_frames(text: str, frame: str | None) -> None:
    span = find_time_frame(text, 0, len(text))
    assert (text[span.start : span.end] if span else None) == frame


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12/05/2026", "2026-05-12", "2026-05-12"),
        ("12th of may 2026", "2026-05-12", "2026-05-12"),
        ("may 12, 2026", "2026-05-12", "2026-05-12"),
        ("2026-05-12t10:00", "2026-05-12", "2026-05-12"),
        ("05/2026", "2026-05-01", "2026-05-31"),
        ("february 2028", "2028-02-01", "2028-02-29"),
        ("q3 2026", "2026-07-01", "2026-09-30"),
        ("2026-27", "2026-04-01", "2027-03-31"),
        ("autumn 2026", "2026-09-01", "2026-11-30"),
    ],
)
def test_dates(text: str, first: str, last: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.first.isoformat(), mention.last.isoformat()) == (first, last)


def test_impossible_dates_are_none() -> None:
    assert list(find_dates("31/02/2026")) == []


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Salaries follow a published formula.", 3),
        ("People in the team draw up figures each spring.", 3),
        ("Recruitment: panels of three, trained.", 3),
        ("Six weeks' full pay for new parents.", 3),
        ("Agreed adjustments to be recorded by the line manager.", 3),
        ("You need your manager's approval before you travel.", 3),
        ("You may be accompanied by a colleague.", 3),
        ("It is the responsibility of each manager to report the matter.", 3),
        ("All complaints will be treated seriously and investigated promptly.", 3),
        ("Harassment is an offence which will be dealt with under the disciplinary procedure.", 3),
        ("There shall be no retribution for anyone who speaks up.", 3),
        ("Applicants asked to attend will be told the format beforehand.", 3),
        ("As an employer the Council will publish its pay gap.", 3),
        ("Disciplinary action will be taken against anyone who retaliates.", 3),
        ("Appropriate action will be taken.", 2),
        ("We will do everything we can to stop bullying.", 2),
        ("Complaints will be handled as confidentially as possible.", 2),
        ("We are committed to providing an inclusive and supportive environment.", 2),
        ("We require staff to use their best endeavours to be fair.", 2),
        ("The police will investigate any assault.", 1),
        ("Three per cent of solicitors declare a disability.", 1),
        ("The Trust has an equality strategy.", 1),
    ],
)
def test_constructions(text: str, score: int, scored: Scored) -> None:
    assert scored(text)[0].strength.score == score, scored(text)[0].strength


@pytest.mark.parametrize(
    ("lines", "owner"),
    [
        (("Priya Shah, HR Director, is our sponsor.", "Priya will report to the board."), "Priya"),
        (("The equality committee oversees this plan.", "It meets every quarter."), "equality committee"),
        (("The Steering Committee (SC) sets the budget.", "The SC will audit the plan."), "SC"),
        (("Reports of a founder harassing staff will be investigated.",), None),
        (("All staff must complete the course.",), "All staff"),
    ],
)
def test_owners_by_name_pronoun_and_class(lines: tuple[str, ...], owner: str | None, scored: Scored) -> None:
    found = scored(*lines)[-1].strength.owner
    assert (found.text if found else None) == owner


def test_organisation_is_known_by_its_name(scored: Scored) -> None:
    units = scored("People like to work at Brightwell.", "Brightwell administers its benefits without regard to sex.")
    assert (units[1].strength.agent, units[1].strength.score) == ("organisation", 3)


def test_an_escape_in_one_item_leaves_the_next_alone(scored: Scored) -> None:
    units = scored("We will:", ("item", 1, "adjust rotas where possible"), ("item", 1, "record each request"))
    assert [unit.strength.score for unit in units] == [0, 2, 3]


def test_clause_under_an_aim_stays_an_aim(scored: Scored) -> None:
    lines = ("The charity aims to ensure that:", ("item", 1, "all applicants are treated fairly"))
    assert scored(*lines)[1].strength.score == 2


def test_leave_given_is_an_amount_and_no_deadline(scored: Scored) -> None:
    strength = scored("Parents are entitled to 12 weeks of paid leave.")[0].strength
    assert strength.time_frame is None
    assert strength.measure is not None
