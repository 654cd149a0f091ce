"""The score of an advert and the edits that raise it most (advert requirements, section 10)."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

from policy_audit.ruleset.adverts import AdvertLexicon
from policy_audit.types import AdvertResult
from policy_audit.types import AdvertScore
from policy_audit.types import RequirementResult

# Points off for a check that is missing, by its weight in the catalogue; a weak one counts one step less. The catalogue
# proposes 25, 10, 5 and 2, to be tuned on real adverts: with those, 207 of 210 real ones stand at 0. Each of a hundred
# checks alone weighs little; with these, half of the real ones stand between 38 and 52, the best at 75.
POINTS = {"blocker": 25.0, "high": 4.0, "medium": 1.5, "low": 0.5, "info": 0.0}
_STEP_DOWN = {"blocker": "high", "high": "medium", "medium": "low", "low": "info", "info": "info"}
SHOWN_EDITS = 5
# Order of the edits after the blockers: statement and adjustments, pay, requirements, everything else.
_ORDER = (("ADV-EDI-", "ADV-ADJ-"), ("ADV-PAY-",), ("ADV-REQ-",))


def advert_score(results: Iterable[RequirementResult], lexicon: AdvertLexicon | None = None) -> AdvertScore:
    """Score the results of `check_advert`; each check counts once; whole points, never below 0.

    With the lexicon, weights are those of the catalogue; without it they are told from the severity of the result.
    """
    gaps: list[tuple[tuple[int, float, str], float]] = []
    for result in results:
        if result.result in (AdvertResult.MISSING, AdvertResult.WEAK):
            weight = _weight(result, lexicon)
            gaps.append(((_group(result.id, weight), -POINTS[weight], result.id), POINTS[weight]))
    edits = tuple(key[2] for key, points in sorted(gaps) if points)[:SHOWN_EDITS]
    return AdvertScore(max(0, floor(100 - sum(points for _, points in gaps))), edits)


def _weight(result: RequirementResult, lexicon: AdvertLexicon | None) -> str:
    if lexicon is None:
        return {"error": "high", "warning": "medium", "advice": "low"}[result.severity.value]
    weight = lexicon.checks[result.id].severity
    return _STEP_DOWN[weight] if result.result is AdvertResult.WEAK else weight


def _group(check: str, weight: str) -> int:
    """0 for blockers, then the order of section 10; a low matter comes after the weighty ones of every group."""
    if weight == "blocker":
        return 0
    named = (number for number, prefixes in enumerate(_ORDER, start=1) if check.startswith(prefixes))
    group = next(named, len(_ORDER) + 1)
    return group if weight in ("high", "medium") else group + len(_ORDER) + 1
