"""A weak sentence and the firm one suggested for it: only the defect changes, facts stay placeholders."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.language.units import provision_units
from policy_audit.ruleset.load import Ruleset
from policy_audit.stages.strength import score_units
from policy_audit.suggest.firmer import firmer
from policy_audit.suggest.grammar import load_grammar

SHOWN = "[Measure] will show whether it works, and is reported to [body]."
FIRM = [
    (
        "We aim to provide training to all managers.",
        "We will provide training to all managers by [date]. [Role] is responsible for this.",
    ),
    (
        "We are committed to providing equal opportunities to all staff.",
        "We will provide equal opportunities to all staff by [date].",
    ),
    (
        "We will, where possible, make adjustments for disabled staff.",
        "We will make adjustments for disabled staff by [date].",
    ),
    (
        "Where practicable, managers will hold a return to work meeting.",
        "Managers will hold a return to work meeting within [5] working days.",
    ),
    (
        "Managers should record the reasons for each decision.",
        "Managers must record the reasons for each decision within [5] working days.",
    ),
    (
        "We will consider introducing a mentoring scheme.",
        "We will decide by [date] whether to introduce a mentoring scheme.",
    ),
    ("Complaints will be investigated promptly.", "Complaints will be investigated promptly by [role]."),
    (
        "The company endeavours to ensure that all staff are treated fairly.",
        "The company will ensure that all staff are treated fairly. [Role] is responsible for this and will report on it by [date].",
    ),
    (
        "Everyone is responsible for challenging discrimination.",
        "Everyone is responsible for challenging discrimination. [Role] answers for it to [body].",
    ),
    (
        "The Equality Act 2010 requires us to make reasonable adjustments.",
        "The Equality Act 2010 requires us to make reasonable adjustments. To do this, [role] will [act] by [date].",
    ),
    (
        "Offers will be made to all candidates (where possible).",
        "Offers will be made to all candidates within [5] working days.",
    ),
    (
        "All complaints will be handled as confidentially as possible.",
        "All complaints will be handled confidentially within [5] working days.",
    ),
    (
        "The university is committed to securing equality and to the creation of a fair workplace.",
        "The university is committed to securing equality and to the creation of a fair workplace. To get there, [role] "
        "will [act] by [date].",
    ),
    ("All data will be treated in confidence.", "All data will be treated by [role] in confidence."),
    ("We always seek to use plain language.", "We will always use plain language."),
    ("Employees should give as much notice as possible.", "Employees must give [number] weeks’ notice."),
    (
        "We value diversity and inclusion.",
        "We value diversity and inclusion. This means that [role] will [act] by [date].",
    ),
]
LEFT_ALONE = [
    "[Name] will review this policy by [date].",
    "If you wish to appeal, write to us.",
    "In some cases, team members may wish to take leave.",
    "Should a topic be raised, a meeting should be held.",
    "No employee should threaten another.",
    "An attempt to harm a colleague is gross misconduct.",
    "Please let us know when you intend to take your leave.",
    "The list is not exhaustive.",
    "Candidates should apply online.",
    "Ideally complainants should receive a reply within four weeks.",
    "Equity aims to change the systems that create barriers.",
    "Paternity leave must be taken in a single block.",
    "In many buildings, visitors will be present on a regular basis.",
    "Directors should be supporters of Strand D. The director is committed to it personally.",
    "Candidates should ideally have a degree.",
    "The post will be based in the Leeds office.",
    "We reserve the right to withdraw an offer.",
    "The parties shall use all reasonable endeavours to settle a dispute.",
    "Try to avoid sending messages at night.",
    "Calls and chats",
    "Our offices are open on Monday.",
    "The HR Director will publish the results each April, shown by the pay gap.",
]


@pytest.fixture
def rewritten(reading_of: Callable[..., Reading], ruleset: Ruleset) -> Callable[[str], str | None]:
    def run(sentence: str) -> str | None:
        reading = reading_of(sentence)
        (scored,) = score_units(reading, provision_units(reading), ruleset.commitment, Settings())
        suggestion = firmer(scored, reading, load_grammar())
        if suggestion is None:
            return None
        assert suggestion.text.startswith("Make it firm: ")
        assert not any(edit.safe for edit in suggestion.edits)
        for edit in reversed(suggestion.edits):
            sentence = sentence[: edit.span.start] + edit.replacement + sentence[edit.span.end :]
        return sentence

    return run


@pytest.mark.parametrize(("weak", "firm"), FIRM)
def test_only_the_defect_is_changed(rewritten: Callable[[str], str | None], weak: str, firm: str) -> None:
    sentence = rewritten(weak)
    assert sentence is not None
    assert sentence.startswith(firm)
    assert sentence.removeprefix(firm).strip() in (
        "",
        SHOWN,
        f"[Role] is responsible for this. {SHOWN}",
        "[Role] is responsible for this.",
        f"[Role] is responsible for this and will report on it by [date]. {SHOWN}",
    )


@pytest.mark.parametrize("sentence", LEFT_ALONE)
def test_placeholders_and_accountable_promises_are_left_alone(
    rewritten: Callable[[str], str | None], sentence: str
) -> None:
    assert rewritten(sentence) is None
