"""Rules as policies of all kinds put them (leave, expenses, conduct, absence), each beside one that only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_audit.stages.strength import ScoredUnit

Scored = Callable[..., tuple[ScoredUnit, ...]]

SENTENCES = (
    # Rules put as limits, and limits of what is possible.
    ("Spare hours can only be banked with the steward's agreement.", 3),
    ("Trust can only grow over time.", 1),
    ("Lost keys cannot be claimed on expenses.", 3),
    ("Complete secrecy cannot be guaranteed.", 1),
    ("Visitors may not park in the yard.", 3),
    ("It may not be possible to swap shifts in August.", 1),
    ("Volunteers can only enter the kiln room after the induction.", 3),
    ("You will need approval from the bursar.", 3),
    ("We will need your help.", 2),
    ("Unpaid leave will not be available in the first month.", 3),
    ("Proof of purchase required for every claim.", 3),
    # Not to be done, and how long, how much, who.
    ("Ovens are not to be left unattended.", 3),
    ("The allowance will be up to ten pounds.", 3),
    ("The companion must be a colleague.", 3),
    ("Stewards must be champions of change.", 2),
    ("Up to four days may be carried into spring.", 3),
    ("Up to four days may be granted.", 1),
    ("You may eat your lunch in the garden.", 3),
    ("If you wish to leave early, you may do so.", 3),
    ("The trust has the right to search lockers.", 1),
    ("The public is entitled to expect good service.", 1),
    # Duties said of people, and of nobody.
    ("The charity expects that each trustee will attend four meetings a year.", 3),
    ("A drawing of the stand is mandatory.", 3),
    ("Every club member has a duty of care to the others.", 1),
    ("Cleaners have an additional duty to report leaks.", 3),
    ("It is responsibility of the cleaners to report leaks.", 3),
    ("Have your form countersigned by the bursar.", 3),
    ("Schedules required by state regulations are kept here.", 1),
    # What stands before or beside the rule.
    ("Please note that all keys must be returned on Friday.", 3),
    ("Please note our new opening hours.", 2),
    ("Staff should note that no bonus is owed.", 1),
    ("A clerk wishing to swap a shift is required to tell the rota desk.", 3),
    ("If you do need a locker you have to ask the porter.", 3),
    ("Providing you have passed the test, you will receive a key.", 3),
    ("Annual keys may be lent and must be returned by June.", 3),
    ("Where the alarm sounds then all doors will be closed.", 3),
    ("Lockers are checked monthly (and more often if necessary).", 3),
    ("The rota must be fixed on Monday unless the steward agrees a change based on business need.", 3),
    # Manner, steps and sought consent.
    ("Porters must perform their tasks with courtesy and professionalism.", 2),
    ("Hearings will be conducted thoroughly and objectively.", 2),
    ("Hearings will be conducted thoroughly by three trustees.", 3),
    ("We are committed to welcoming new porters in a warm and friendly manner.", 2),
    ("You must take all reasonable steps to attend the hearing.", 3),
    ("We will take all reasonable steps to improve morale.", 2),
    ("They will seek your consent to the change.", 3),
    ("They will seek a better way.", 2),
    ("We will acknowledge each complaint within two days.", 3),
    ("We will acknowledge the contribution of porters.", 2),
    ("We also accept our responsibility for the garden.", 2),
    ("The clerk is responsible for agreeing and booking rooms for the panel.", 3),
    ("You will be responsible for the cost of a second test.", 3),
    ("If you leave the scheme early, half of the grant will be repayable.", 3),
    ("Paid exam leave of up to two days a term.", 3),
    ("Applicants must have completed two years of continuous service.", 3),
    ("Porters who are not required to attend are not eligible for the allowance.", 3),
    ("Night porters are not eligible for the allowance.", 3),
    ("You are not entitled to name a second driver.", 3),
    # Texts that tell of themselves, of terms and of kinds.
    ("It is estimated that a third of all visits involve a porter.", 1),
    ("The term steward is used in place of warden.", 1),
    ("We have written the following policy.", 1),
    ("This policy applies equally to all porters.", 1),
    ("A linked spell covers two absences within eight weeks.", 1),
    ("A summary is provided in the annex.", 1),
    ("This means that rotas made in March may change.", 1),
    ("Nothing in this procedure is intended to prevent you from speaking to the steward.", 1),
)


@pytest.mark.parametrize(("text", "score"), SENTENCES)
def test_rule_or_not(scored: Scored, text: str, score: int):
    assert scored(text)[0].strength.score == score


def test_conditions_of_a_rule_under_a_stem_that_breaks_off(scored: Scored):
    stem, item, *_ = scored("Claims will only be paid if they are:", ("item", 1, "handed in within a month"))
    assert stem.strength.score == 0
    assert item.strength.score == 3


def test_items_under_what_is_expected_of_people(scored: Scored):
    stem, firm, vague = scored(
        "If you work alone, we expect you to:",
        ("item", 1, "take part in the fire drill"),
        ("item", 1, "be mindful of others"),
    )
    assert (stem.strength.score, firm.strength.score, vague.strength.score) == (0, 3, 2)


def test_items_under_the_modal_of_a_that_clause(scored: Scored):
    _, receives, considered = scored(
        "The college shall ensure that all tutors will:",
        ("item", 1, "receive a contract"),
        ("item", 1, "feel valued"),
    )
    assert (receives.strength.score, considered.strength.score) == (3, 2)


def test_passive_items_under_must(scored: Scored):
    _, approved, dated = scored("Changes must:", ("item", 1, "be approved by the trustees"), ("item", 1, "be dated"))
    assert (approved.strength.score, dated.strength.score) == (3, 3)


def test_a_kind_of_leave_and_its_length(scored: Scored):
    leave, hours = scored(("item", 1, "Bereavement: 5 days for close family"), ("item", 1, "Topic: 5 days in May"))
    assert leave.strength.score == 3
    assert hours.strength.score < 3


def test_annual_leave_is_no_rhythm_and_a_portal_no_owner(scored: Scored):
    (leave,) = scored("All annual leave must be booked.")
    assert leave.strength.time_frame is None
    (portal,) = scored("Submit requests through the HR portal within 5 days.")
    assert portal.strength.owner is None
