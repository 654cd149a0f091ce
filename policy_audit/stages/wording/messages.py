"""Messages of findings: what was seen, why it matters, what to write instead, and where that comes from."""

from __future__ import annotations

from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene
from policy_audit.types import Edit
from policy_audit.types import Finding
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.types import Suggestion

SEVERITY = {
    "blocker": Severity.ERROR, "high": Severity.ERROR, "medium": Severity.WARNING, "low": Severity.ADVICE, "info": Severity.ADVICE,
}
_CONFIDENCE = {"blocker": 0.9, "high": 0.95, "medium": 0.9, "low": 0.8, "info": 0.5}
_SUGGESTIONS = 3


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
    """What to write instead, best first; with an edit where the entry knows a word-for-word replacement."""
    entry, span = candidate.entry, scene.span(candidate)
    edit = edit_of(scene, candidate)
    if edit is not None:
        rest = [text for text in entry.instead if text.lower() != edit.replacement.lower()]
        first = Suggestion(f"Use “{edit.replacement}”.", (edit,))
        return (first, *(Suggestion(f"Or: {text}.") for text in rest[: _SUGGESTIONS - 1]))
    if not entry.instead:
        return (Suggestion(f"Leave out “{_shortened(scene.reading.text(span))}”, or think the sentence over."),)
    return tuple(Suggestion(f"Write instead: {text}." if not number else f"Or: {text}.")
                 for number, text in enumerate(entry.instead[:_SUGGESTIONS]))


def edit_of(scene: Scene, candidate: Candidate) -> Edit | None:
    """The edit that puts the entry's replacement for these very words in their place, capitalised as they were."""
    words = " ".join(scene.words[candidate.first : candidate.last + 1])
    replacement = candidate.entry.replacements.get(words)
    if replacement is None or candidate.entry.check == "pronoun":
        return None
    seen = scene.reading.text(scene.span(candidate))
    if seen.isupper() and len(seen) > 1:
        replacement = replacement.upper()
    elif seen[0].isupper():
        replacement = replacement[0].upper() + replacement[1:]
    return Edit(scene.span(candidate), replacement)


def _shortened(text: str, longest: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
