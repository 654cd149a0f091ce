"""field checks: dates, versions, owners and figures that the hygiene stage has read."""

from __future__ import annotations

from policy_audit.ruleset.requirements import Requirement
from policy_audit.stages.requirements.judge import Case
from policy_audit.stages.requirements.judge import Decision
from policy_audit.stages.requirements.judge import judge_unit


def judge_field(requirement: Requirement, case: Case) -> Decision:
    """Reads the field named by `detect.field`."""
    return judge_unit(requirement, case)
