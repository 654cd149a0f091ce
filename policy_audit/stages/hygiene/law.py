"""Repealed or superseded law, schemes and bodies that a document states as current on the audit date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.ruleset.law import Law
from policy_audit.ruleset.law import Outdated
from policy_audit.ruleset.law import shipped_law
from policy_audit.types import Span

_ABROAD = re.compile(r"\b(?:northern ireland|republic of ireland|united states|australia)\b")


@dataclass(frozen=True, slots=True)
class OutdatedMention:
    """Words that state an outdated thing as current: where, what it is, and what replaced it."""

    id: str
    span: Span
    replacement: str
    source: str
    status: str


def outdated_law(reading: Reading, settings: Settings, law: Law | None = None) -> Iterator[OutdatedMention]:
    """Every mention, in reading order, the longest where two overlap. Mentions as history are left alone."""
    known = law or shipped_law()
    words = re.compile(r"\b(?:" + "|".join(re.escape(word) for word in known.historic) + r")\b")
    done = -1
    matches = sorted(known.index.occurrences(reading.tokens.words), key=lambda match: (match[1], -match[2]))
    for key, first, last in matches:
        if first <= done:
            continue
        entry, span = known.outdated[key], reading.tokens.span(first, last)
        if entry.is_outdated(settings.audit_date, settings.profile.nation) and _as_current(reading, span, entry, words):
            done = last
            yield OutdatedMention(key, span, entry.replacement, entry.source, entry.status)


def _as_current(reading: Reading, span: Span, entry: Outdated, historic: re.Pattern[str]) -> bool:
    number = reading.sentence_at(span.start)
    if number is None:
        return True
    sentence = reading.sentences[number]
    text = reading.folded[sentence.span.start : sentence.span.end]
    if entry.needs and not any(word in text for word in entry.needs):
        return False
    if entry.id == "reasonable-steps-alone" and re.search(r"\ball reasonable steps\b", text):
        return False
    return historic.search(text) is None and _ABROAD.search(text) is None
