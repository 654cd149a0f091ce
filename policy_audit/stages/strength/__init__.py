"""Commitment strength 0-4 of every provision unit, decided by rules (commitment-strength model, section 9)."""

from __future__ import annotations

from policy_audit.stages.strength.score import score_units
from policy_audit.stages.strength.values import Found
from policy_audit.stages.strength.values import Hedge
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.stages.strength.values import Strength

__all__ = ["Found", "Hedge", "ScoredUnit", "Strength", "score_units"]
