"""How far the folder as a whole covers each framework: the best answer any document gives, element by element."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from policy_audit.ruleset.requirements import RequirementCatalogue
from policy_audit.types import DocumentReport
from policy_audit.types import Level

# What must not be said must be said nowhere; what must be said is said once for all.
_NOWHERE = "absence"


def coverage(reports: Iterable[DocumentReport], catalogue: RequirementCatalogue) -> dict[str, object]:
    """For each framework that was asked: elements in the order of the source with the best level and how many pass.

    A requirement is met when one document meets it; an absence check when every document asked does.
    """
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
    met = {name for name in asked if passed[name] == asked[name] or (passed[name] and not _nowhere(name, catalogue))}
    return {
        framework.id: [_element(one.name, one.requirements, met, best, asked, passed) for one in framework.elements]
        for framework in catalogue.frameworks.values()
        if any(name in asked for name in framework.requirements)
    }


def _nowhere(name: str, catalogue: RequirementCatalogue) -> bool:
    known = catalogue.requirements.get(name)
    return known is not None and known.check == _NOWHERE


def _element(
    name: str,
    requirements: Sequence[str],
    met: AbstractSet[str],
    best: Mapping[str, Level],
    asked: Mapping[str, int],
    passed: Mapping[str, int],
) -> dict[str, object]:
    """An element is met when each of its requirements that was asked is met."""
    known = [one for one in requirements if one in asked]
    some = [one for one in known if one in met]
    state = "not-asked" if not known else "met" if len(some) == len(known) else "part" if some else "open"
    return {
        "element": name,
        "state": state,
        "requirements": {
            one: {"best": best[one].value, "passed": passed[one], "documents": asked[one]} for one in known
        },
    }
