"""Which units are shown as evidence where parts stand apart."""

from __future__ import annotations

from policy_audit.stages.requirements.shown import shown


def test_units_of_the_section_that_holds_most_parts_come_first():
    held = {"who": [0, 5], "where": [1, 6], "when": [7]}
    chapter = [0, 1, 2, 3, 3, 3, 3, 3]
    assert shown(held, chapter)[-3:] == (5, 6, 7)
    assert shown({"who": [0, 5, 6], "where": [6]}, [0, 0, 0, 0, 0, 5, 5]) == (5, 6)


def test_no_more_than_eight_units_are_shown():
    held = {f"part {number}": [number * 10, number * 10 + 1] for number in range(6)}
    assert len(shown(held, list(range(60)))) == 8
