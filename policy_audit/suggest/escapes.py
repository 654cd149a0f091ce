"""Phrases that leave a way out: which of them may go, and what stands for them; the rest are for a person to settle."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Ways out that leave a good sentence behind. What tells when a duty arises ("where required", "if needed") says
# something, and what belongs to a phrase ("reserve the right to", "all reasonable endeavours") holds it together.
_TRIGGER = re.compile(
    r"\b(?:required?|requires|needed|needs?|necessary|requested|applicable|right|endeavours?|efforts?)\b", re.I
)
_SUITABLE = re.compile(r"\b(?:appropriate|suitable|relevant|deemed)\b", re.I)
_SOON = re.compile(r"as soon as (?:is )?(?:reasonably )?(?:possible|practicable|practical)", re.I)
_MANNER = re.compile(r"as (\w+ly) as (?:is )?(?:reasonably )?(?:possible|practicable|practical)", re.I)
_NOTICE = re.compile(r"as much notice as (?:is )?(?:reasonably )?possible", re.I)
_AS_AS = re.compile(r"\bas \w+(?: \w+)? as\b", re.I)
_TAIL = re.compile(r" (?:and|or|to|by|under|for|that|e\.g\.|as) ?\w*")


@dataclass(frozen=True, slots=True)
class WayOut:
    """Characters `[start, end)` of a sentence and what stands for them ("" where they just go)."""

    start: int
    end: int
    instead: str = ""


def way_out(text: str, start: int, end: int) -> WayOut | None:
    """What becomes of the hedge at `[start, end)` of a sentence; None where it has to stay."""
    seen = text[start:end]
    if _SOON.fullmatch(seen):
        return WayOut(start, end, "within [5] working days")
    manner = _MANNER.fullmatch(seen)
    if manner:
        return WayOut(start, end, manner.group(1))
    if _NOTICE.fullmatch(seen):
        return WayOut(start, end, "[number] weeks’ notice")
    if _TRIGGER.search(seen) or _AS_AS.search(seen) or _TAIL.match(text[end:]):
        return None
    left, right = _with_comma(text, start, end)
    inside = right < len(text.rstrip(' .!?;:”"’')) and left > 0
    if _SUITABLE.search(seen) and inside and text[left] not in ",(":
        return None
    return WayOut(left, right)


def _with_comma(text: str, start: int, end: int) -> tuple[int, int]:
    """The hedge with the blank and commas that set it off."""
    if text[:start].endswith("(") and text[end:].startswith(")"):
        start, end = start - 1, end + 1
    before = re.search(r",?\s*$", text[:start])
    left = before.start() if before else start
    set_off = text[left:start].startswith(",")
    if left == 0:
        after = re.match(r",?\s*", text[end:])
        return 0, end + (after.end() if after else 0)
    if set_off and text[end : end + 1] == ",":
        end += 1
    return left, end
