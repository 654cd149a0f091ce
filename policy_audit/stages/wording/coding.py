"""Gender coding of an advert: the published word lists, counted with the exemptions of the lexicon (Gaucher and
others, 2011).
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from policy_audit.stages.wording.messages import sources_of
from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene
from policy_audit.types import Finding
from policy_audit.types import Severity
from policy_audit.types import Suggestion

MASCULINE, FEMININE = "gender-coded-masculine", "gender-coded-feminine"
RULE = "gender-coding-balance"
# Catalogue: report when masculine minus feminine is at least 1.0 words in 100, and at least five masculine words
# remain.
_DIFFERENCE = 1.0
_FEWEST = 5
_UNCOUNTED = ("edi_statement", "benefits", "law", "how_to_apply", "about")
_SHOWN = 12


def counted(scene: Scene, candidates: Sequence[Candidate]) -> dict[str, list[str]]:
    """Counted words of both lists, each once a section; headings, benefits, legal and equality text do not count."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    words: dict[str, list[str]] = {MASCULINE: [], FEMININE: []}
    for candidate in sorted(candidates, key=lambda candidate: candidate.first):
        sentence = scene.sentence(candidate)
        section = scene.reading.section(sentence)
        if candidate.entry.category not in words or scene.reading.block(sentence).kind in ("heading", "title"):
            continue
        if section.has(*_UNCOUNTED) or (candidate.entry.id, section.path) in seen:
            continue
        seen.add((candidate.entry.id, section.path))
        words[candidate.entry.category].append(scene.reading.text(scene.span(candidate)).lower())
    return words


def balance(scene: Scene, candidates: Sequence[Candidate]) -> Iterator[Finding]:
    """At most one finding about the whole advert; nothing for policies or where the kind is not known."""
    if scene.kind != "advert" or not scene.words:
        return
    words = counted(scene, candidates)
    total = len(scene.words)
    rates = {category: 100 * len(found) / total for category, found in words.items()}
    if len(words[MASCULINE]) < _FEWEST or rates[MASCULINE] - rates[FEMININE] < _DIFFERENCE:
        return
    shown = ", ".join(dict.fromkeys(words[MASCULINE][:_SHOWN]))
    other = ", ".join(dict.fromkeys(words[FEMININE][:_SHOWN])) or "none"
    yield Finding(
        rule=RULE,
        category=MASCULINE,
        severity=Severity.ADVICE,
        message=(
            f"The advert leans towards masculine-coded terms: {rates[MASCULINE]:.1f} in 100 words ({shown}) "
            f"against {rates[FEMININE]:.1f} feminine-coded ({other})."
        ),
        why="Such wording can lower readers' sense of belonging; research on the effect is mixed, treat as a prompt.",
        source=sources_of(scene, ("GAU", "DEC")),
        suggestions=tuple(_swaps(candidates)),
        confidence=0.5,
    )


def _swaps(candidates: Sequence[Candidate]) -> Iterator[Suggestion]:
    entries = {candidate.entry.id: candidate.entry for candidate in candidates if candidate.entry.category == MASCULINE}
    for entry in list(entries.values())[:_SHOWN]:
        if entry.instead:
            yield Suggestion(f"{entry.terms.split(' (')[0]}: {', '.join(entry.instead)}.")
