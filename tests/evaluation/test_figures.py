"""No figure of the evaluation may fall by more than two points."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from report import ALLOWED_FALL
from report import FIGURES
from report import own_stages
from report import shared_stages
from report_statistics import LOWER_IS_BETTER
from report_statistics import Stage
from report_statistics import intervals
from report_statistics import kappa

from policy_audit.ruleset.load import Ruleset

KEPT = json.loads(FIGURES.read_text(encoding="utf-8"))


def fallen(measured: Iterable[Stage]) -> list[str]:
    """Figures that are worse than those kept, and stages whose figures belong to other data."""
    worse = []
    for stage in measured:
        kept = KEPT.get(stage.id, {"decisions": 0, "figures": {}})
        if stage.decisions() != kept["decisions"]:
            worse.append(f"{stage.id}: {stage.decisions()} decisions, not {kept['decisions']}: run report.py anew")
            continue
        found = stage.figures()
        for name, figure in kept["figures"].items():
            fall = found[name] - figure if name in LOWER_IS_BETTER else figure - found[name]
            if fall > ALLOWED_FALL:
                worse.append(f"{stage.id} {name}: {found[name]} instead of {figure}")
    return worse


def names(*, shared: bool) -> set[str]:
    return {name for name, stage in KEPT.items() if stage["shared"] is shared}


@pytest.mark.long
def test_figures_on_the_cases_of_the_project_do_not_fall(ruleset: Ruleset) -> None:
    measured = list(own_stages(ruleset))
    assert {stage.id for stage in measured} >= names(shared=False)
    assert fallen(measured) == []


@pytest.mark.long
def test_figures_on_real_documents_do_not_fall(ruleset: Ruleset, shared: Path) -> None:
    measured = list(shared_stages(shared, ruleset))
    assert {stage.id for stage in measured} == names(shared=True)
    assert fallen(measured) == []


def test_a_fall_of_three_points_is_told() -> None:
    number, was = KEPT["edits"]["decisions"], KEPT["edits"]["figures"]["exact"]
    stage = Stage("edits", "", "", "", "document", ("exact",), False)
    right = round(number * (was - 0.03))
    stage.add("one", "part", all=number, exact=right)
    assert fallen([stage]) == [f"edits exact: {round(right / number, 3)} instead of {was}"]
    stage.add("one", "part", all=1, exact=1)
    assert fallen([stage]) == [f"edits: {number + 1} decisions, not {number}: run report.py anew"]


def test_kappa_of_full_agreement_is_one_and_of_chance_is_nothing() -> None:
    assert kappa({"0:0": 5, "3:3": 5}) == pytest.approx(1)
    assert kappa({"0:0": 25, "0:3": 25, "3:0": 25, "3:3": 25}) == pytest.approx(0)


def test_intervals_widen_when_one_group_holds_the_mistakes() -> None:
    even, uneven = (Stage(name, "", "", "", "document", ("exact",), False) for name in ("even", "uneven"))
    for number in range(10):
        even.add(str(number), "part", all=10, exact=9)
        uneven.add(str(number), "part", all=10, exact=0 if number == 0 else 10)
    assert intervals(even)["exact"] == pytest.approx((0.9, 0.9))
    low, high = intervals(uneven)["exact"]
    assert low <= 0.75
    assert high == pytest.approx(1)
