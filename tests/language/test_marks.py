"""Marks of a text, and the runs of letters that expressions may ask for."""

from __future__ import annotations

import pytest

from policy_audit.language.marks import marked
from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.ruleset.hygiene import shipped_hygiene
from policy_audit.ruleset.load import load_ruleset
from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import Span
from policy_audit.types import TextAnchor

TEXT = "This policy is reviewed each year. Owned by the Chair’s Office, in force from _May_ 2026."


def _reading(text: str) -> Reading:
    block = Block("paragraph", 0, Span(0, len(text)), TextAnchor(1, 1, 0))
    return read(Document("a.md", "", "md", text, (block,)), load_ruleset().section_names)


@pytest.mark.parametrize(
    ("start", "end", "expected"), [(0, 29, True), (0, 24, False), (29, 34, True), (30, 40, False), (34, 34, False)]
)
def test_a_stretch_holds_a_mark_that_begins_inside_it(start: int, end: int, expected: bool) -> None:
    assert marked(TEXT, ("year", "each")).within(start, end) is expected


def test_marks_are_found_every_time_they_stand() -> None:
    assert marked("aaa b aa", ("aa", "b")).offsets == [0, 1, 4, 6]


def test_runs_hold_every_run_of_letters_between_other_characters() -> None:
    runs = _reading(TEXT).runs
    assert {"chair", "s", "office", "may", "2026", "policy"} <= runs


def test_a_term_is_looked_for_where_the_document_holds_all_of_its_words() -> None:
    pattern = shipped_hygiene().pattern("effective", "phrases")
    runs = _reading(TEXT).runs
    assert "force" in pattern.marks_in(runs)
    assert "force" not in pattern.marks_in(runs - {"force"})
