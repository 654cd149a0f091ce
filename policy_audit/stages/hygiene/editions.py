"""The number or letter of an edition that a document states in a line of its own: "Version 2.1", "Rev C"."""

from __future__ import annotations

import re

from policy_audit.language.dates import MONTH
from policy_audit.language.dates import DateMention
from policy_audit.language.marks import marked
from policy_audit.stages.hygiene.desk import Desk
from policy_audit.types import Span

_VERSION = re.compile(
    r"\b(?:version|ver\.?|issue|edition|release|iteration|revision|rev\.?)\s*(?:no\.?|number|:|"
    r"#)?\s*:?\s*(\d+(?:\.\d+)*[a-z]?)\b(?!/\d)|(?<![\w/.])v\.?\s?(\d+(?:\.\d+)+|\d{1,2})\b(?!\.\w*/)|"
    r"\b(\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|revised) edition\b"
)
# "Rev C", "Issue B": letters count in capitals only ("issue a warning").
_LETTERED = re.compile(r"\b(?:[Rr]ev(?:ision)?|[Vv]ersion|[Ii]ssue|[Ee]dition)\.?[ :]\s*[A-HJ-Z]\b(?![.’'&]|\s+[a-z])")
# "March 2021 update: our commitments": a title that dates the edition (folded).
TITLED = re.compile(
    rf"[\W_]*(?:\d{{1,2}} )?(?:{MONTH}|spring|summer|autumn|winter)"
    r" (?:19|20)\d\d (?:policy )?(?:update|edition|revision|version|refresh)(?=\s*(?:[:–—|-]|on\b|of\b|to\b|$))"
)
# Blocks of a document's opening in which its title stands.
_OPENING_BLOCKS = 6
# Every match of the two holds a figure or one of these (folded).
_FIGURE = re.compile(r"\d")
_EDITION_MARKS = ("rev", "version", "issue", "edition")
# Words of a line of control.
_CONTROL_WORDS = 40


def stated_edition(desk: Desk) -> tuple[re.Match[str], Span] | None:
    """The first edition stated in a short block, of the document itself, and the span of the block."""
    folded, text = desk.reading.folded, desk.reading.document.text
    named = marked(folded, _EDITION_MARKS)
    for block in desk.reading.document.blocks:
        start, end = block.span.start, block.span.end
        if not named.within(start, end) and not _FIGURE.search(folded, start, end):
            continue
        if len(desk.reading.text(block.span).split(None, _CONTROL_WORDS)) > _CONTROL_WORDS:
            continue
        match = _VERSION.search(folded, start, end) or _LETTERED.search(text, start, end)
        if match and _is_own(desk, match.start(), match.end()):
            return match, block.span
    return None


def titled_edition(desk: Desk) -> tuple[Span, DateMention] | None:
    """A title in the opening that dates the edition: its span, and the date."""
    for block in desk.reading.document.blocks[:_OPENING_BLOCKS]:
        days = desk.dates(block.span)
        heads = block.kind in ("title", "heading")
        if heads and days and TITLED.match(desk.reading.folded[block.span.start : block.span.end]):
            return block.span, days[0]
    return None


def _is_own(desk: Desk, at: int, end: int) -> bool:
    """Not the version of a standard or a program ("WCAG version 2.1")."""
    before = desk.reading.folded[max(0, at - 24) : at]
    if re.match(r" of (?!this|our|the (?:policy|document))", desk.reading.folded[end : end + 24]):
        return False
    return not re.search(
        r"(?:wcag|tls|html|office|windows|licen[cs]e|creative commons|by|gpl|iso|api|python|adobe|cc|system|use|uses|"
        r"contributor covenant|covenant|date of|date|bylaws?|by-laws?|articles?|rules?|section|clause)[ ,-]*$",
        before,
    )
