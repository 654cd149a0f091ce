"""field checks: dates, versions and owners that the hygiene stage has read, and figures that stand in a unit."""

from __future__ import annotations

from policy_audit.ruleset.requirements import Requirement
from policy_audit.stages.requirements.judge import Case
from policy_audit.stages.requirements.judge import Decision
from policy_audit.stages.requirements.judge import judge_unit


def judge_field(requirement: Requirement, case: Case) -> Decision:
    """The level of the document field that `detect.field` names; without one, the best unit as for a commitment."""
    if not requirement.detect.field:
        return judge_unit(requirement, case)
    value = getattr(case.fields, requirement.detect.field)
    return Decision(value.level, (), (), 0.85, value.note, value.evidence)
