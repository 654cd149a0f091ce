"""Small texts and a small training set for the tests of the scorer."""

from __future__ import annotations

from functools import cache

from policy_audit.classify.training_set import LabelledDocument
from policy_audit.classify.training_set import LabelledPassage
from policy_audit.classify.training_set import TrainingSet
from policy_audit.config import Settings
from policy_audit.extract.read import read_bytes
from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.language.units import provision_units
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.requirements.passages import Passages
from policy_audit.stages.requirements.passages import gather
from policy_audit.stages.strength import score_units
from policy_audit.types import Document

NAME = "mentoring.sponsorship-programme"
_PASS = [f"A {who} sponsors each {whom} manager." for who in ("director", "chief") for whom in ("disabled", "Black")]
_MISS = [f"The {who} sponsors the {what} roof." for who in ("director", "chief") for what in ("new", "old", "tin")]
SMALL = TrainingSet(
    tuple(LabelledPassage(NAME, 2 + number % 2, f"{text} {number}") for number in range(3) for text in _PASS)
    + tuple(LabelledPassage(NAME, 0, f"{text} {number}") for number in range(3) for text in _MISS),
    tuple(
        LabelledDocument(f"d{number}", f"# Plan\n\nWe open at nine. {one}\n", {NAME: level})
        for number, (one, level) in enumerate([(text, 2) for text in _PASS * 3] + [(text, 0) for text in _MISS * 3])
    ),
    "0" * 64,
)


@cache
def ruleset() -> Ruleset:
    return load_ruleset()


def reading_of(text: str) -> Reading:
    document = next(iter(read_bytes(text.encode(), "text.md")))
    assert isinstance(document, Document)
    return read(document, ruleset().section_names)


def passages_of(text: str) -> Passages:
    reading = reading_of(text)
    scored = score_units(reading, provision_units(reading), ruleset().commitment, Settings())
    return gather(reading, scored, ruleset().catalogue.concepts)
