from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from portfolio_reports import document
from portfolio_reports import judged
from portfolio_reports import report_of
from portfolio_reports import unread

from policy_audit.stages.portfolio.dates import when
from policy_audit.types import Level
from policy_audit.types import ReviewDue

TODAY = date(2026, 11, 21)
LONG = " ".join(f"Sentence number {number} says what colleagues will do about equality." for number in range(40))


def messages(report, kind):
    return [one["message"] for one in report.portfolio["contradictions"] if one["kind"] == kind]


def test_portfolio_is_ready_for_json():
    view = report_of(judged(document("# Policy", "Text.")), unread()).portfolio
    assert json.loads(json.dumps(view)) == view
    assert report_of(unread()).portfolio == {}


def test_gold_thread_tells_carried_named_and_absent_apart():
    def allied(number):
        return True

    carried = judged(document("# Strategy", "Allyship is ours.", path="a.md", kind="edi-strategy"), allied)
    named = judged(document("# Policy", "We value allies.", path="b.md"), lambda number: False)
    absent = judged(document("# Pay", "We pay.", path="c.md", kind="pay-policy"), lambda number: False)
    thread = report_of(carried, named, absent, document("# Menu", "Soup.", path="d.md", kind="")).portfolio[
        "gold_thread"
    ]
    assert (thread["carried"], thread["named_only"], thread["absent"]) == (["a.md"], ["b.md"], ["c.md"])
    assert thread["share"] == pytest.approx(0.333)
    assert thread["breaks_in"] == ["edi-policy", "pay-policy"]


def test_a_mention_that_passes_nothing_does_not_carry_the_thread():
    made = judged(document("# Policy", "Ally."), lambda number: True)
    weak = tuple(replace(one, level=Level.MENTIONED) for one in made.requirements)
    assert report_of(replace(made, requirements=weak)).portfolio["gold_thread"]["carried"] == []


def test_two_definitions_of_allyship_are_a_contradiction():
    first = document(
        "# Policy", "Here allyship means taking action to support colleagues who are marginalised.", path="a.md"
    )
    second = document("# Strategy", "Allyship means being kind and polite to everyone at lunch and tea.", path="b.md")
    same = document(
        "# Guide", "Allyship means taking action to support colleagues who are marginalised here.", path="c.md"
    )
    assert messages(report_of(first, second, same), "definition") == [
        "2 documents define “allyship” in different words."
    ]
    assert messages(report_of(first, same), "definition") == []


def test_terms_that_an_act_defines_may_be_put_in_many_ways():
    first = document("# Policy", "Harassment means unwanted conduct that violates dignity.", path="a.md")
    second = document("# Guide", "Harassment means behaviour which nobody asked for and which offends.", path="b.md")
    assert messages(report_of(first, second), "definition") == []


def test_one_post_with_two_addresses_is_a_contradiction():
    first = document("# Policy", "Write to our Speak Up Guardian: guardian@example.org.", path="a.md")
    second = document("# Guide", "The Speak Up Guardian can be reached at speakup@example.org.", path="b.md")
    third = document("# Other", "The HR team is at hr@example.org.", path="c.md")
    (message,) = messages(report_of(first, second, third), "contact")
    assert (
        message == "The address of the speak up guardian is given as guardian@example.org and as speakup@example.org."
    )


def test_one_document_may_give_a_post_two_addresses():
    both = document("# Policy", "HR team: hr@example.org", "HR team in Leeds: leeds@example.org")
    assert messages(report_of(both), "contact") == []


def test_review_periods_that_differ():
    general = document("# Framework", "All our HR policies are reviewed every two years.", path="a.md")
    own = document("# Pay", "This policy will be reviewed every three years.", path="b.md", kind="pay-policy")
    same = document("# Leave", "This policy is reviewed every 24 months.", path="c.md", kind="other-policy")
    (message,) = messages(report_of(general, own, same), "review-period")
    assert message == "One document has all policies reviewed every 24 months; 1 set another period."


def test_a_promise_of_the_strategy_that_no_policy_keeps():
    strategy = judged(document("# Strategy", "We will.", path="a.md", kind="edi-strategy"), lambda number: True)
    policy = judged(document("# Policy", "Text.", path="b.md"), lambda number: False)
    keeper = judged(document("# Policy", "Text.", path="c.md"), lambda number: True)
    assert any("and does not" in message for message in messages(report_of(strategy, policy), "promise"))
    assert messages(report_of(strategy, policy, keeper), "promise") == []


def test_a_document_pointed_to_and_not_seen():
    text = (
        "See our Menopause Policy and the Grievance Procedure. Our policy is fair. The Government Strategy is not ours."
    )
    grievance = document("# Grievance procedure", "Steps.", path="grievance.md", kind="grievance-policy")
    found = messages(report_of(document("# Policy", text, path="a.md"), grievance), "referred-to-not-seen")
    assert found == ["One document points to the “Menopause Policy”, which is not among the files audited."]


def test_reviews_are_a_calendar_with_the_overdue_first():
    days = {"late.md": "2026-03-01", "soon.md": "2027-01-01", "far.md": "2029-03-01"}
    made = [replace(document("# Policy", path=path), review=ReviewDue(day, day)) for path, day in days.items()]
    advert = replace(document("# Nurse", path="advert.md", kind="job-advert"), review=ReviewDue("2026-03-01", ""))
    made.append(document("# Policy", "We review this soon.", path="none.md"))
    found = report_of(*made, advert).portfolio["reviews"]
    assert [(one["path"], one["state"]) for one in found] == [
        ("late.md", "overdue"),
        ("soon.md", "soon"),
        ("far.md", "later"),
        ("none.md", "not-stated"),
    ]


def test_copies_and_versions_are_found_and_others_are_not():
    version = LONG.replace("Sentence number 7", "Paragraph number 7")
    other = " ".join(f"The pay of grade {number} is stated in the table of salaries below." for number in range(40))
    texts = {
        "a.md": LONG,
        "copy.md": LONG,
        "version.md": version,
        "other.md": other,
        "short.md": "Same.",
        "short2.md": "Same.",
    }
    found = report_of(*(document(text, path=path) for path, text in texts.items())).portfolio["duplicates"]
    assert [one["paths"] for one in found if one["same_words"]] == [["a.md", "copy.md"]]
    assert {tuple(one["paths"]) for one in found} == {
        ("a.md", "copy.md"),
        ("a.md", "version.md"),
        ("copy.md", "version.md"),
    }
    assert all(one["similarity"] >= 0.6 for one in found)


def test_documents_of_no_known_kind_are_listed():
    assert report_of(document("# Menu", "Soup.", path="menu.md", kind="")).portfolio["unknown_kinds"] == ["menu.md"]


def test_coverage_takes_the_best_answer_of_any_document():
    one = judged(document("# Policy", "Text.", path="a.md"), lambda number: number % 2 == 0)
    two = judged(document("# Policy", "Text.", path="b.md"), lambda number: number % 2 == 1)
    elements = report_of(one, two).portfolio["coverage"]["skills-for-care-allyship"]
    assert {element["state"] for element in elements} <= {"met", "not-asked"}
    (halves,) = (
        e
        for e in report_of(one).portfolio["coverage"]["ehrc-employment-code"]
        if e["element"] == "Dealing with breaches"
    )
    assert halves["state"] in ("met", "open")


@pytest.mark.parametrize(
    ("text", "day", "exact", "yearly"),
    [
        ("by 31 March 2027", date(2027, 3, 31), True, False),
        ("by March 2027", date(2027, 3, 31), False, False),
        ("by the end of 2027", date(2027, 12, 31), False, False),
        ("in 2026/27", date(2027, 3, 31), False, False),
        ("from April 2026 to September 2027", date(2027, 9, 30), False, False),
        ("each April", date(2027, 4, 30), False, True),
        ("every year in December", date(2026, 12, 31), False, True),
        ("every quarter until December 2027", date(2027, 12, 31), False, False),
    ],
)
def test_when(text, day, exact, yearly):
    found = when(text, TODAY)
    assert (found.day, found.exact, found.yearly) == (day, exact, yearly)


@pytest.mark.parametrize("text", ["annually", "within 12 months", "regularly", "", "31 February"])
def test_when_names_no_day(text):
    assert when(text, TODAY) is None
