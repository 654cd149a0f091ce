"""“Longest and worst wins”: one finding a span (catalogue, “Order of decision” 4 and 7)."""

from __future__ import annotations

from collections.abc import Sequence

from policy_audit.ruleset.language_values import SEVERITIES
from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene


def worst_and_longest(scene: Scene, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates in order of the text, without those that a worse or longer one covers.

    A shorter candidate of another theme inside a longer one stays: a rule about hiring may hold a word about
    people that
    wants mending in its own right.
    """
    ranked = sorted(
        candidates, key=lambda candidate: (SEVERITIES.index(candidate.entry.severity), candidate.first - candidate.last)
    )
    kept: list[Candidate] = []
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in ranked:
        others = by_sentence.setdefault(candidate.sentence, [])
        if not any(_yields(scene, candidate, other) for other in others):
            others.append(candidate)
            kept.append(candidate)
    return sorted(kept, key=lambda candidate: (candidate.first, candidate.last, candidate.entry.id))


def _yields(scene: Scene, candidate: Candidate, other: Candidate) -> bool:
    """True when `candidate` gives way to `other`, which is at least as bad."""
    if candidate.last < other.first or other.last < candidate.first:
        return False
    if (candidate.first, candidate.last) == (
        other.first,
        other.last,
    ) or candidate.entry.category == other.entry.category:
        return True
    categories = scene.lexicon.categories
    return categories[candidate.entry.category].theme == categories[other.entry.category].theme
