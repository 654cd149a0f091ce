"""The gold thread: which documents carry allyship, which only name it, and where it breaks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from policy_audit.stages.portfolio.words import PortfolioWords
from policy_audit.types import DocumentReport
from policy_audit.types import Level

# Adverts and person specifications are short; they are counted apart, so that many of them do not hide the policies.
ADVERT_KINDS = frozenset({"job-advert", "job-description"})


def gold_thread(reports: Sequence[DocumentReport], words: PortfolioWords) -> dict[str, object]:
    """Paths that carry the thread, only name it, or leave it out; the share that carry it; the kinds where it breaks.

    Carried: at least one allyship requirement is met (committed or full). Documents of no known kind do not count.
    """
    states: defaultdict[str, list[str]] = defaultdict(list)
    by_kind: defaultdict[str, list[bool]] = defaultdict(list)
    term = re.compile(rf"\b(?:{'|'.join(map(re.escape, words.thread_terms))})\b", re.IGNORECASE)
    for report in reports:
        if report.kinds.kinds:
            state = _state(report, words, term)
            states[state].append(report.path)
            by_kind[report.kinds.kinds[0]].append(state == "carried")
    answers = [carried for of_kind in by_kind.values() for carried in of_kind]
    of_policies = [carried for kind, of_kind in by_kind.items() if kind not in ADVERT_KINDS for carried in of_kind]
    return {
        "carried": states["carried"],
        "named_only": states["named"],
        "absent": states["absent"],
        "share": _share(sum(answers), len(answers)),
        "share_of_policies": _share(sum(of_policies), len(of_policies)),
        "breaks_in": sorted(kind for kind, carried in by_kind.items() if not any(carried)),
        "by_kind": {
            kind: {"carried": sum(carried), "documents": len(carried)} for kind, carried in sorted(by_kind.items())
        },
    }


def _state(report: DocumentReport, words: PortfolioWords, term: re.Pattern[str]) -> str:
    for result in report.requirements:
        if (
            result.passed
            and result.level.rank >= Level.COMMITTED.rank
            and result.id.startswith(words.thread_requirements)
        ):
            return "carried"
    return "named" if report.document and term.search(report.document.text) else "absent"


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
