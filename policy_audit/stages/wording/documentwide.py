"""Findings about the whole document, by the `check` an entry names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping

from policy_audit.ruleset.language_values import LanguageEntry
from policy_audit.stages.wording.messages import SEVERITY
from policy_audit.stages.wording.messages import sources_of
from policy_audit.stages.wording.scene import Scene
from policy_audit.types import Finding
from policy_audit.types import Suggestion

_ACRONYM = re.compile(r"\b[A-Z]{3,5}s?\b")
_SMALL = 40
_REPEATED = 6
_ESSENTIALS = 8
_ACRONYMS_SHOWN = 3
_REQUIREMENT_ROLES = ("essential", "requirements")


def document_findings(scene: Scene) -> Iterator[Finding]:
    """Document-level entries; all of them are advice about an advert or a long text, with span None."""
    for entry in scene.lexicon.entries:
        check = _CHECKS.get(entry.check)
        if check is None or len(scene.words) < _SMALL or entry.kinds not in {"both", scene.kind}:
            continue
        seen = check(scene, entry)
        if seen:
            yield _finding(scene, entry, seen)


def document_checks() -> frozenset[str]:
    """The values of `check` that look at a whole document."""
    return frozenset(_CHECKS)


def _finding(scene: Scene, entry: LanguageEntry, seen: str) -> Finding:
    advice = tuple(Suggestion(text[0].upper() + text[1:] + ".") for text in entry.instead)
    return Finding(
        entry.id,
        entry.category,
        SEVERITY[entry.severity],
        seen,
        entry.why,
        sources_of(scene, entry.source),
        suggestions=advice,
        confidence=0.7,
    )


def _bullets(scene: Scene) -> list[str]:
    """Folded texts of the list items under requirements, without those marked desirable."""
    reading = scene.reading
    return [
        reading.document.slice(block.span).lower()
        for block, section in zip(reading.document.blocks, reading.sections, strict=True)
        if block.kind == "list_item" and section.has(*_REQUIREMENT_ROLES) and not section.has("desirable")
    ]


def _essentials(scene: Scene, entry: LanguageEntry) -> str:
    number = len(_bullets(scene))
    return f"The list of requirements has {number} points, none marked desirable." if number > _ESSENTIALS else ""


def _repeated_must(scene: Scene, entry: LanguageEntry) -> str:
    bullets = _bullets(scene)
    musts = sum("must" in text or "essential" in text for text in bullets)
    return f"{musts} of {len(bullets)} requirements say “must” or “essential”." if musts >= _REPEATED else ""


def _duplicates(scene: Scene, entry: LanguageEntry) -> str:
    counts = Counter(" ".join(text.split()) for text in _bullets(scene))
    doubled = [text for text, number in counts.items() if number > 1]
    return f"The same requirement stands twice: “{doubled[0]}”." if doubled else ""


def _acronyms(scene: Scene, entry: LanguageEntry) -> str:
    """Acronyms that are never spelled out; common ones are in the entry's `unless`."""
    known = {text.upper() for text in entry.unless}
    text = scene.reading.document.text
    found = Counter(match.group().rstrip("s") for match in _ACRONYM.finditer(text))
    unknown = [
        name
        for name, number in found.most_common()
        if number > 1
        and name not in known
        and f"({name})" not in text
        and f"{name} (" not in text
        and not _in_capitals(text, name)
    ]
    if len(unknown) < _ACRONYMS_SHOWN:
        return ""
    return (
        f"{len(unknown)} short forms are not written out at first use, such as {', '.join(unknown[:_ACRONYMS_SHOWN])}."
    )


def _in_capitals(text: str, name: str) -> bool:
    """The word stands in a line of capitals, so that it need not be an acronym."""
    return any(line.isupper() and len(line.split()) > 1 for line in text.splitlines() if name in line)


_CHECKS: Mapping[str, Callable[[Scene, LanguageEntry], str]] = {
    "essentials": _essentials,
    "repeated-must": _repeated_must,
    "duplicates": _duplicates,
    "acronyms": _acronyms,
}
