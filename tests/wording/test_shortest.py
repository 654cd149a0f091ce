"""Patterns are well formed, and none is decided by words it may do without."""

from __future__ import annotations

import re

import pytest

from policy_audit.ruleset.language import load_language
from policy_audit.ruleset.language_values import LanguageLexicon
from policy_audit.stages.wording.examples import found_by
from tests.wording.shortest import patterns
from tests.wording.shortest import shortest

HARMLESS = [
    ("culture-fit-jargon.culture-fit", "The product is a good fit for the team."),
    ("superlative-inflation.credential-stacking", "The fridge stays at four degrees."),
    ("honorifics-naming.husbands-name", "Letters were sent to Mr and Mrs Rao."),
    ("gendered-job-title.needless-modifier", "Speak to the ward sister."),
    ("culture-fit-jargon.hustle", "Appointment is always on merit."),
    ("caring-availability.available-247", "Appointment is always on merit."),
    ("gendered-generic.generic-she", "Nobody may be asked whether she plans to have children."),
    ("superlative-inflation.tick-every-box", "Please tick every box that applies."),
    ("parental-leave-wording.the-father-only", "In this example the father takes two weeks of paternity leave."),
    ("sexuality-trans-terms.trans-slur", "Bring the thing, whatever the size."),
    ("jargon-idiom.herding-cats", "The gardeners pull up the weeds."),
    ("vague-social-skill.communication-skills", "Charts communicate levels of pay."),
    ("vague-social-skill.under-pressure", "Keep head torches in the van."),
    ("othering-edi.colour-blind", "We treat both forms alike."),
    ("honorifics-naming.deadname", "Plan the support before transition to the new rota."),
    ("minimising-discrimination.minor-ignored", "Managers let go of old habits."),
    ("minimising-discrimination.just-a-joke", "The answer is no in most cases."),
    ("minimising-discrimination.no-racism-here", "I do not have a problem with Tuesday."),
    ("appearance-dress.slim", "Attachments must be no larger than 5 MB."),
    ("appearance-dress.tattoos", "Prices are not on display."),
    ("criminal-record.gaps", "We keep a full record of each decision."),
    ("criminal-record.no-record", "The panel should not have been told."),
    ("driving-travel.live-near", "Claims must be made within three months."),
]


@pytest.fixture(scope="module")
def lexicon() -> LanguageLexicon:
    return load_language()


def test_no_pattern_holds_two_or_a_bracket_with_a_space() -> None:
    wrong = [(name, text) for name, text in patterns() if "|" in text or re.search(r"\([^()]* [^()]*\)", text)]
    assert wrong == []


def test_every_pattern_keeps_words_without_its_optional_ones() -> None:
    assert [(name, text) for name, text in patterns() if not re.search(r"[\w&%£]", shortest(text))] == []


@pytest.mark.parametrize(("name", "text"), HARMLESS)
def test_harmless_sentences_stay_silent(lexicon: LanguageLexicon, name: str, text: str) -> None:
    entry = lexicon.entry(name)
    assert entry is not None
    assert found_by(lexicon, entry, text) == []
