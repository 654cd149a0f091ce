"""Where expressions look: the text at hand, its neighbours, paragraph, section, headings and the whole document."""

from __future__ import annotations

import pytest

from policy_audit.ruleset.concepts import ConceptBook
from policy_audit.ruleset.expressions import bits_of
from policy_audit.stages.requirements.unit_sets import UnitSets
from policy_audit.stages.requirements.unit_sets import first_of
from policy_audit.stages.requirements.unit_sets import units_of

# A heading, a paragraph of two sentences and one of one; a second heading with a paragraph of two.
GROUP = [0, 1, 1, 3, 4, 5, 5]
CHAPTER = [0, 0, 0, 0, 4, 4, 4]
LEADER = {1: {"leader"}, 5: {"leader"}, 0: {"money"}, 6: {"money"}}
HEADINGS = {4: {"leader"}, 5: {"leader"}, 6: {"leader"}}


@pytest.fixture
def tried():
    book = ConceptBook({"leader": ("director",), "money": ("budget",)})

    def holding(source: str, window: str = "unit") -> list[int]:
        expression = book.expression(source)
        own, headings = (
            [{book.numbers[name] for name in held.get(unit, ()) if name in book.numbers} for unit in range(7)]
            for held in (LEADER, HEADINGS)
        )
        sets = UnitSets(own, headings, GROUP, CHAPTER, units_of([1, 2, 3, 5, 6]))
        return list(bits_of(sets.holding(expression, window)))

    return holding


@pytest.mark.parametrize(
    ("source", "units"),
    [
        ("leader", [1, 5]),
        ("!leader", [0, 2, 3, 4, 6]),
        ("heading:leader", [4, 5, 6]),
        # The unit before counts across paragraphs of a section, the unit after inside the paragraph alone.
        ("near:leader", [2, 6]),
        ("near:money", [1, 5]),
        ("passage:leader", [1, 2, 5, 6]),
        ("section:leader & !leader", [0, 2, 3, 4, 6]),
        # A heading is no text of its section or of the document.
        ("section:money", [4, 5, 6]),
        ("document:money & leader", [1, 5]),
    ],
)
def test_each_scope(tried, source, units):
    assert tried(source) == units


@pytest.mark.parametrize(
    ("source", "units"),
    [
        # Leader and money both stand in the second section, but in no one unit of it.
        ("section:(leader & money)", [4, 5, 6]),
        ("one-in-section:(leader & money)", []),
        ("one-in-section:(leader & heading:leader)", [4, 5, 6]),
        ("one-in-passage:(leader & !heading:leader)", [1, 2]),
        ("one-in-document:(money & near:leader) & leader", [1, 5]),
        ("one-near:(leader & heading:leader)", [6]),
        ("money & !one-near:leader", [0]),
        # Single units are asked whatever window the expression itself looks in.
        ("one-in-section:(money & !leader) & heading:leader", [4, 5, 6]),
    ],
)
def test_one_unit_that_holds_all_of_it(tried, source, units):
    assert tried(source) == units


@pytest.mark.parametrize(
    ("window", "units"),
    [
        ("unit", [1, 5]),
        ("pair", [1, 5]),
        ("passage", [1, 2, 5, 6]),
        ("section", [0, 1, 2, 3, 4, 5, 6]),
        ("document", [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_a_window_is_taken_for_the_text_at_hand(tried, window, units):
    assert tried("leader", window) == units


def test_a_pair_is_a_unit_and_the_next_of_its_paragraph(tried):
    assert tried("money & leader") == []
    assert tried("money & leader", "pair") == [5]


def test_sets_and_numbers():
    assert units_of([0, 3]) == 9
    assert first_of(0) == -1
    assert first_of(units_of([5, 2])) == 2
