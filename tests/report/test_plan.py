from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from portfolio_reports import document
from portfolio_reports import judged
from portfolio_reports import promising
from portfolio_reports import report_of
from portfolio_reports import usual_report

from policy_audit.cli.main import main
from policy_audit.errors import LexiconError
from policy_audit.report import ics
from policy_audit.report.plan import later
from policy_audit.report.plan_rules import EFFORTS
from policy_audit.report.plan_rules import STEPS
from policy_audit.report.plan_rules import WORDING
from policy_audit.report.plan_rules import load_actions
from policy_audit.report.plan_rules import load_plan_rules
from policy_audit.report.register import Timing
from policy_audit.report.register import register
from policy_audit.report.summary import FIRST_GAPS
from policy_audit.report.summary import overview
from policy_audit.report.summary_sentences import sentences
from policy_audit.types import Level
from policy_audit.types import Severity

RULES = load_plan_rules()


@pytest.fixture(scope="module")
def view():
    return overview(usual_report())


def test_every_gap_is_an_action(view):
    gaps = {finding.rule for line in view.lines for finding in line.report.findings if finding.span is None}
    assert {action.rule for action in view.actions if not action.rule.startswith(WORDING)} == gaps
    wording = next(action for action in view.actions if action.rule == "wording.gendered-job-title")
    assert len(wording.places) == 3
    assert "Use “chair”." in wording.wording


def test_an_action_says_who_when_and_what(view):
    for action in view.actions:
        assert action.role_group in RULES.role_groups.values()
        assert action.step in STEPS
        assert action.effort in EFFORTS
        assert date.fromisoformat(action.due) > date(2026, 11, 21)
        assert action.wording
        assert action.places


def test_every_requirement_and_advert_check_has_an_action_to_carry_out(ruleset):
    actions = load_actions()
    assert set(actions) == set(ruleset.catalogue.requirements) | set(ruleset.adverts.checks)
    assert len(set(actions.values())) >= len(actions) - 3, "two gaps ask for the same"
    for name, action in actions.items():
        assert action[:1].isupper() and not action.endswith("."), name
        assert len(action) <= 110, name
        assert action.split()[0] not in {"No", "Not", "The", "A", "An", "All", "Few", "Named", "How", "Who", "Which"}, (
            name
        )


def test_what_is_said_already_is_to_be_firmed_up_and_a_review_to_be_carried_out(ruleset):
    weak = replace(judged(document("# Policy", "Text."), lambda number: False))
    weak = replace(weak, requirements=tuple(replace(one, level=Level.MENTIONED) for one in weak.requirements))
    tasks = {action.rule: action.task for action in overview(report_of(weak), ruleset).actions}
    assert tasks["policy.owner"] == "Name the owner of the policy"
    assert tasks["adjust.duty"] == "Firm up: commit to making reasonable adjustments"
    assert load_actions()["policy.review-in-date"].startswith("Carry out the review")


def test_actions_are_ordered_by_effect(view):
    effects = [action.effect for action in view.actions]
    assert effects == sorted(effects, reverse=True)
    assert view.actions[0].severity is Severity.ERROR
    assert view.wins
    assert all(win.effort == "small" for win in view.wins)
    assert not set(view.wins) & set(view.actions[:FIRST_GAPS]), "what stands under the gaps is not said twice"


@pytest.fixture(scope="module")
def strategy():
    return overview(report_of(judged(document("# Strategy", "Text.", kind="edi-strategy"), lambda number: False)))


def test_dates_follow_the_review_rhythm_of_the_framework(strategy):
    due = {action.rule: action.due for action in strategy.actions}
    assert due["learning.annual-review"] == "2027-11-21"
    assert due["mentoring.feedback-loop"] == "2027-05-21"
    assert due["culture.baseline-assessment"] == "2027-02-21"


def test_steps_are_those_of_the_framework(strategy):
    steps = {action.rule: action.step for action in strategy.actions}
    assert steps["culture.baseline-assessment"] == "Analyse"
    assert steps["learning.annual-review"] == "Review"


def test_nothing_is_called_a_legal_failing(view):
    texts = [*sentences(view), *(action.task + action.role_group + action.rhythm for action in view.actions)]
    for text in texts:
        assert not any(
            word in text.lower() for word in ("illegal", "breach of law", "non-compliant", "unlawful conduct found")
        )


def test_suppressed_findings_ask_for_nothing():
    made = judged(document("# Policy", "Text."))
    quiet = replace(made, findings=tuple(replace(one, suppressed="baseline") for one in made.findings))
    assert overview(report_of(quiet)).actions == ()


def test_every_name_in_the_rules_is_a_rule(ruleset):
    known = set(ruleset.catalogue.requirements)
    names = [*RULES.falls_to, *RULES.steps, *RULES.effort_by_name, *RULES.rhythm_of]
    loose = [name for name in names if not any(one == name or one.startswith(name) for one in known)]
    assert loose == ["ADV-", "wording."]


def test_every_requirement_has_a_group_a_step_and_an_effort(ruleset):
    groups = Counter(RULES.role_group(name) for name in ruleset.catalogue.requirements)
    assert set(groups) == set(RULES.role_groups.values())


def test_a_misspelt_step_is_named_with_its_remedy(tmp_path, ruleset):
    text = (ruleset.folder / "plan.toml").read_text(encoding="utf-8").replace("\nReview = [", "\nReveiw = [")
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"plan\.toml.*steps.*Reveiw.*Did you mean “Review”"):
        load_plan_rules(tmp_path)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [((2026, 11, 30), 3, (2027, 2, 28)), ((2027, 8, 31), 6, (2028, 2, 29)), ((2026, 12, 1), 1, (2027, 1, 1))],
)
def test_months_on(day, months, then):
    assert later(date(*day), months) == date(*then)


def test_register_marks_dates_against_the_audit_date():
    parts = [
        "We publish figures by 31 March 2026.",
        "We meet by January 2027.",
        "We act by 2029.",
        "We do it annually.",
        "We try.",
    ]
    text = " ".join(parts)
    frames = ["by 31 March 2026", "by January 2027", "by 2029", "annually", ""]
    made = promising(document("# Plan", text), *((part, 3, frame) for part, frame in zip(parts, frames, strict=True)))
    assert [one.timing for one in register(report_of(made))] == [
        Timing.PAST,
        Timing.SOON,
        Timing.LATER,
        Timing.RECURRING,
        Timing.UNDATED,
    ]


def test_weak_units_are_not_undertakings():
    made = promising(document("# Plan", "We may try. We will act."), ("We may try.", 1, ""), ("We will act.", 2, ""))
    assert [one.text for one in register(report_of(made))] == ["We will act."]


def test_calendar_keeps_the_rules_of_its_format(view):
    text = ics.render(view.undertakings, view.reviews, "2026-11-21")
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 9
    assert text.count("RRULE:FREQ=YEARLY") == 3
    marks = [line for line in lines if line.startswith("UID:")]
    assert len(set(marks)) == len(marks) == 9
    assert text == ics.render(view.undertakings, view.reviews, "2026-11-21")


def test_calendar_escapes_and_folds_words_of_any_script():
    words = "We will; by 1 May 2027, act\\now — " + "ü🙂" * 60
    made = promising(document("# Plan", words), (words, 3, "by 1 May 2027"))
    text = ics.render(register(report_of(made)), (), "2026-11-21")
    unfolded = text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20270501" in unfolded
    assert "We will\\; by 1 May 2027\\, act\\\\now" in unfolded
    assert "ü🙂" * 60 in unfolded


def test_the_front_page_is_five_sentences(view):
    told = sentences(view)
    assert len(told) == 5
    assert told[0] == (
        "This audit of 21 November 2026 read 3 documents, 111 words in all; "
        "one file that could not be read is listed under “Not audited”."
    )
    assert "the date named in 3 has passed" in told[3]
    assert "3 documents are past the review date" in told[3]


def test_the_command_gives_dated_promises_as_a_calendar(tmp_path, examples, capsys):
    arguments = [
        str(examples / "allyship-strategy.pdf"),
        "--format",
        "ics",
        "--no-config",
        "--audit-date",
        "2026-11-21",
    ]
    assert main(["commitments", *arguments]) == 0
    text = capsys.readouterr().out
    assert text.startswith("BEGIN:VCALENDAR") and text.count("BEGIN:VEVENT") >= 3
    assert main(["audit", str(examples), "-o", str(tmp_path / "out"), "--no-config", "--audit-date", "2026-11-21"]) in (
        0,
        1,
    )
    whole = (tmp_path / "out" / "dates.ics").read_text(encoding="utf-8")
    assert set(text.split("BEGIN:VEVENT")[1:-1]) <= {part.replace("\n", "\r\n") for part in whole.split("BEGIN:VEVENT")}
