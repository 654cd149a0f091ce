"""Messages of findings: what was seen, why it matters, what to write instead, and where that comes from."""

from __future__ import annotations

from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene
from policy_audit.suggest.replacement import replacement_edits
from policy_audit.types import Finding
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.types import Suggestion

SEVERITY = {
    "blocker": Severity.ERROR,
    "high": Severity.ERROR,
    "medium": Severity.WARNING,
    "low": Severity.ADVICE,
    "info": Severity.ADVICE,
}
_CONFIDENCE = {"blocker": 0.9, "high": 0.95, "medium": 0.9, "low": 0.8, "info": 0.5}


def finding_of(scene: Scene, candidate: Candidate, occurrences: tuple[Span, ...]) -> Finding:
    """The finding for an accepted candidate; `occurrences` are given on the first of several alike in a section."""
    entry, span = candidate.entry, scene.span(candidate)
    category = scene.lexicon.categories[entry.category]
    return Finding(
        rule=entry.id,
        category=entry.category,
        severity=SEVERITY[entry.severity],
        message=category.message.format(seen=_shortened(scene.reading.text(span))),
        why=entry.why,
        source=sources_of(scene, entry.source),
        span=span,
        suggestions=suggestions_of(scene, candidate),
        confidence=_CONFIDENCE[entry.severity],
        occurrences=occurrences,
    )


def sources_of(scene: Scene, codes: tuple[str, ...]) -> str:
    """Titles of the sources behind an entry."""
    return "; ".join(scene.lexicon.source_titles.get(code, code) for code in codes)


def suggestions_of(scene: Scene, candidate: Candidate) -> tuple[Suggestion, ...]:
    """What to write instead, best first; with edits where a machine can know them."""
    entry, pronoun = candidate.entry, candidate.entry.check == "pronoun"
    own = {} if pronoun else entry.replacements
    span = scene.span(candidate)
    return replacement_edits(scene.reading, span, own, entry.instead, pronoun=pronoun, tags=scene.tagger.tags)


def _shortened(text: str, longest: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
