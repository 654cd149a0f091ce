"""Parts of a long sentence that have predicates, and so perhaps modes, of their own."""

from __future__ import annotations

import re

from policy_audit.language.reading import Reading
from policy_audit.types import Span

_MODAL = (
    r"(?:will|shall|must|should|may|might|can|cannot|could|would|do|does|is|are|was|were|has|have|"
    r"aims?|commits?|seeks?|strives?|encourages?|expects?|hopes?|intends?|(?:pledges?|promises?|agrees?)(?=\sto\s)|undertakes?(?=\sto\s)|prohibits?)"
)
_SUBJECT = r"(?:[\w'’-]+\s+){0,6}?"
# One character first, then what may follow it: so the engine leaps from one possible break to the next.
_CLAUSE_BREAK = re.compile(
    r"[;:,\s](?=[\s–—aosbywhni])(?:(?<=;)\s+(?:and\s+)?(?=\w)|(?<=:)\s+(?=\w)|(?<=\s)[–—]\s(?=\w)"
    rf"|(?:(?<=,)\s|(?<=\s))(?:(?:and|but|so|yet)\s(?:(?:also|then|"
    rf"therefore|thus)\s)?(?=(?:we\s|they\s|it\s|you\s)?{_MODAL}\s)"
    r"|or\s(?=(?:we\s|they\s|it\s|you\s)?(?:will|shall|must|should|may|can)\s)"
    rf"|(?:and|but|so|yet|while|whilst|whereas|although)\s(?=(?:we|you|they|he|she|the|each|every|all|"
    rf"any|a|an|our|your|no|it|its|their|this|these|staff|managers|employees|trustees|hr|full)\s{_SUBJECT}{_MODAL}\s)"
    r"|(?:and|but)\s(?=(?:any|every|each|no)\s\w+\swho\s))"
    r"|(?<=,)\s(?:(?:and|but|so|with)\s(?=(?:the|each|every|our|its|their|all|any|a|no|hr|staff|managers|line|"
    r"service|those|anyone)\s)"
    r"|(?:however|nevertheless|nonetheless|instead|otherwise),?\s(?=\w)"
    r"|(?:and|but|so|which is why|therefore)\s(?=(?:we|you|they)(?:['’]\w+)?\s\w)))"
)
# Two statements joined by a bare comma: "We know that this is hard, we will pair each of you with a mentor."
_SPLICE = re.compile(r",\s(?=we\s(?:will|must|shall)\s)")
_CLAUSE_WORDS = 3


def split_clauses(reading: Reading, span: Span) -> list[tuple[int, int]]:
    """Token ranges `[first, last)` of the parts, in order; empty where the sentence is one clause.

    A part of fewer than three words goes with the part before it.
    """
    breaks = list(_CLAUSE_BREAK.finditer(reading.folded, span.start, span.end))
    if reading.folded.startswith("we ", span.start):
        breaks = sorted(
            [*breaks, *_SPLICE.finditer(reading.folded, span.start, span.end)], key=lambda match: match.start()
        )
    if not breaks:
        return []
    begins = [span.start, *(match.end() for match in breaks)]
    ends = [*(match.start() for match in breaks), span.end]
    parts: list[tuple[int, int]] = []
    for start, end in zip(begins, ends, strict=True):
        tokens = reading.tokens.range_of(Span(start, end))
        if len(tokens) >= _CLAUSE_WORDS or (not parts and tokens):
            parts.append((tokens.start, tokens.stop))
        elif parts:
            parts[-1] = (parts[-1][0], tokens.stop)
    return parts if len(parts) > 1 else []
