"""Proper names of a document: the organisation's own, and people who are introduced with their post."""

from __future__ import annotations

import re
from collections import Counter
from itertools import compress
from operator import not_

from policy_audit.stages.strength.agents import roles
from policy_audit.stages.strength.cues import Cues
from policy_audit.types import Span

_PAIR = re.compile(r"\b([A-Z][\w’'-]+)\s([A-Z][\w’'-]+)(?=\s?[,(:–-]|\sis\b|\sas\b|[.\n]|$)")
_ACRONYM = re.compile(r"\(\s*[“\"'‘]?([A-Z][A-Za-z&]{0,3}[A-Z])[”\"'’]?\s*\)")
_NO_NAME_ENDINGS = ("ing", "ion", "ity", "ment", "ness", "ship", "ism", "ies", "ance", "ence", "ure")
_ROLE_REACH = 6
_AFTER_TOOL = frozenset("to for as in on or and when at by with".split())


def proper_words(cues: Cues) -> tuple[frozenset[str], frozenset[str]]:
    """Words that the running text writes with a capital throughout, and words it writes small somewhere."""
    reading, words = cues.reading, cues.words
    capital: Counter[str] = Counter()
    small: set[str] = set()
    for sentence in reading.sentences:
        if reading.document.blocks[sentence.block].kind in ("heading", "title"):
            continue
        written = reading.capitalised[sentence.first : sentence.last]
        small.update(compress(words[sentence.first : sentence.last], map(not_, written)))
        for token in compress(range(sentence.first, sentence.last), written):
            if token > sentence.first or cues.mixed_case(token):
                capital[words[token]] += 1
    kept = (
        word
        for word in capital
        if word not in small
        and len(word) > 1
        and word not in cues.lists["names-no-names"]
        and not word.endswith(_NO_NAME_ENDINGS)
    )
    return frozenset(word for word in kept if word not in cues.lexicon.verbs), frozenset(small)


def tools(cues: Cues) -> frozenset[str]:
    """Proper names of what is used ("we use Harvest to track time", "via Rippling."): they act for nobody."""
    words, proper = cues.words, cues.proper
    return frozenset(
        words[token + 1]
        for token in range(len(words) - 2)
        if words[token] in cues.lists["names-using"]
        and words[token + 1] in proper
        and (words[token + 2] in _AFTER_TOOL or cues.gap(token + 1).strip())
    )


def people(cues: Cues, small: frozenset[str]) -> frozenset[str]:
    """Words of the names of people who stand beside a post: "Priya Shah, HR Director", "the head of HR (Jo Reid)"."""
    found: set[str] = set()
    for match in _PAIR.finditer(cues.reading.document.text):
        tokens = cues.reading.tokens.range_of(Span(match.start(1), match.end(2)))
        names = {cues.words[token] for token in tokens}
        if len(names) != 2 or names & small or any(word in cues.lexicon.verbs for word in names):
            continue
        if cues.has(tokens.start, tokens.stop, "agents.") or next(roles(cues, tokens.start, tokens.stop), None):
            continue
        if _beside_role(cues, tokens.start, tokens.stop):
            found.update(names)
    return frozenset(found)


def acronyms(cues: Cues) -> frozenset[str]:
    """Short names given to a body: "the Steering Committee (“SC”)"."""
    found: set[str] = set()
    for match in _ACRONYM.finditer(cues.reading.document.text):
        token = cues.reading.tokens.range_of(Span(match.start(1), match.end(1))).start
        begin = max(0, token - _ROLE_REACH)
        if any(stop == token - 1 and "\n" not in cues.gap(stop) for _, stop in roles(cues, begin, token)):
            found.add(cues.words[token])
    return frozenset(found)


def _beside_role(cues: Cues, first: int, last: int) -> bool:
    end = min(len(cues.words), last + _ROLE_REACH)
    after = next(roles(cues, last, end), None)
    if after is not None and after[0] - last <= 2 and "\n\n" not in cues.gap(last - 1):
        return True
    begin = max(0, first - _ROLE_REACH)
    return any(stop == first - 1 and "\n" not in cues.gap(stop) for _, stop in roles(cues, begin, first))
