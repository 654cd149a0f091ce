"""Examples of entries as tests: `flagged` sentences mark the words to find with [[ ]], `clear` sentences must stay
untouched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from policy_audit.language.reading import read
from policy_audit.language.sections import SectionNames
from policy_audit.language.tagger import Tagger
from policy_audit.ruleset.language_values import LanguageEntry
from policy_audit.ruleset.language_values import LanguageLexicon
from policy_audit.stages.wording.check import accepted_candidates
from policy_audit.stages.wording.documentwide import document_checks
from policy_audit.stages.wording.scene import Scene
from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import KindResult
from policy_audit.types import Span
from policy_audit.types import TextAnchor

_MARK = re.compile(r"\[\[(.+?)\]\]")
_UNKNOWN = KindResult((), 0.0)


def failures_of(lexicon: LanguageLexicon, entry: LanguageEntry) -> Iterator[str]:
    """What the entry's own examples say against it, in words; nothing when they all hold.

    Entries that look at a whole document (`check`) are tested by documents, not by sentences.
    """
    if entry.check in document_checks():
        return
    for example in entry.flagged:
        marked = _MARK.findall(example)
        if not marked:
            yield f"{entry.id}: no words are marked with [[ ]] in “{example}”."
        text = _MARK.sub(r"\1", example)
        spans = found_by(lexicon, entry, text)
        for words in marked:
            at = text.find(words)
            if not any(span.overlaps(Span(at, at + len(words))) for span in spans):
                yield f"{entry.id}: does not find “{words}” in “{text}”."
    for example in entry.clear:
        for span in found_by(lexicon, entry, example):
            yield f"{entry.id}: finds “{example[span.start : span.end]}” in the clear example “{example}”."


def found_by(lexicon: LanguageLexicon, entry: LanguageEntry, text: str) -> list[Span]:
    """Spans that this entry alone finds in a text of one paragraph and unknown kind; counted entries included."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    block = Block("paragraph", 0, Span(0, len(text)), TextAnchor(1, 1, 0))
    reading = read(Document("example.txt", sha, "text", text, (block,)), SectionNames({}))
    scene = Scene(reading, lexicon, _UNKNOWN, Tagger())
    return [scene.span(candidate) for candidate in accepted_candidates(scene) if candidate.entry.id == entry.id]
