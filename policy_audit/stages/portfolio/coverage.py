"""How far the folder as a whole covers each framework: the best answer any document gives, element by element."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from policy_audit.ruleset.frameworks import Framework
from policy_audit.types import DocumentReport
from policy_audit.types import Level


def coverage(reports: Sequence[DocumentReport], frameworks: Mapping[str, Framework]) -> dict[str, object]:
    """For each framework that was asked: elements in the order of the source with the best level and how many pass."""
    best: dict[str, Level] = {}
    asked: dict[str, int] = {}
    passed: dict[str, int] = {}
    for report in reports:
        for result in report.requirements:
            if not result.applies:
                continue
            asked[result.id] = asked.get(result.id, 0) + 1
            passed[result.id] = passed.get(result.id, 0) + result.passed
            best[result.id] = max(best.get(result.id, Level.ABSENT), result.level, key=lambda level: level.rank)
    return {
        framework.id: [
            _element(element.name, element.requirements, best, asked, passed) for element in framework.elements
        ]
        for framework in frameworks.values()
        if any(name in asked for name in framework.requirements)
    }


def _element(
    name: str,
    requirements: Sequence[str],
    best: Mapping[str, Level],
    asked: Mapping[str, int],
    passed: Mapping[str, int],
) -> dict[str, object]:
    """An element is met when each of its requirements that was asked is met in at least one document."""
    known = [one for one in requirements if one in asked]
    met = [one for one in known if passed[one]]
    state = "not-asked" if not known else "met" if len(met) == len(known) else "part" if met else "open"
    return {
        "element": name,
        "state": state,
        "requirements": {
            one: {"best": best[one].value, "passed": passed[one], "documents": asked[one]} for one in known
        },
    }
