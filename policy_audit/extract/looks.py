"""What a line looks like: list marker, clause number, heading. Shared by the formats that carry no structure."""

from __future__ import annotations

import re
from typing import NamedTuple

from policy_audit.types import BlockKind

# Symbol fonts put their bullets and tick boxes into the private use area.
BULLETS = "•◦▪▫●○■□‣⁃∙·–—*➢➤►▶✓✔❖☐❑❒\ue000-\uf8ff"
BULLET = re.compile(rf"[{BULLETS}-](?=[ \t\u00a0])[ \t\u00a0]+")
BULLETS_ONLY = re.compile(rf"[{BULLETS}-](?:[ \t\u00a0]+[{BULLETS}-])*")
# "1." "12)" "(3)" "a)" "(iv)" "B." — and never a lone "I" or "a" without punctuation.
ENUMERATOR = re.compile(r"(?:\((?:\d{1,3}|[a-z]|[ivxl]{1,6})\)|(?:\d{1,3}|[A-Za-z]|[ivxl]{2,6})[.)])[ \t\u00a0]+", re.I)
# "4.1", "4.1.2.", "4.1)" before words: a clause number.
CLAUSE = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,5}[.):]?[ \t\u00a0]+(?=\S)")
NUMBERED_HEADING = re.compile(
    r"(?:(?:section|part|chapter|appendix|annex|schedule)\s+(?:\d{1,3}|[A-Z]|[IVX]{1,5})\b[.:]?[ \t]*"
    r"|\d{1,3}(?:\.\d{1,3}){0,5}[.)]?[ \t\u00a0]+)",
    re.I,
)
LABEL = re.compile(r"[A-Z][\w’'/&() -]{0,40}:(?:\s|$)")
# Code points of a line that no measure ends.
SHORT_LINE = 60
SENTENCE_END = re.compile(r"[.!?…;,]['”’\")]?$")
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "our",
        "over",
        "per",
        "the",
        "to",
        "up",
        "via",
        "with",
        "without",
        "your",
        "we",
        "us",
        "is",
        "are",
        "how",
        "what",
        "why",
        "who",
    ]
)


class Marker(NamedTuple):
    """A list marker or clause number found at the start of a line: text, end, and what it makes of the line."""

    text: str
    end: int
    kind: BlockKind
    level: int


def marker_of(line: str) -> Marker | None:
    """The list marker or clause number a line starts with, after any indent; None without one.

    A clause number of two or more parts ("4.1") makes a paragraph, everything else a list item. Of the date and sum
    shapes that look alike ("1.5 million", "2. März") only the safe ones are taken: the words must start with a letter.
    """
    indent = len(line) - len(line.lstrip(" \t\u00a0"))
    for pattern, kind in ((BULLET, "list_item"), (CLAUSE, "paragraph"), (ENUMERATOR, "list_item")):
        match = pattern.match(line, indent)
        if match is None or match.end() >= len(line):
            continue
        first = line[match.end()]
        if pattern is not BULLET and not (first.isalpha() or first in "“\"'‘([*_"):
            return None
        # "1.5 million" is a number; "3.1.2 perform the services" is a clause.
        if pattern is CLAUSE and first.islower() and match.group().strip(". )").count(".") < 2:
            return None
        text = match.group().strip(" \t\u00a0")
        text = "•" if "\ue000" <= text <= "\uf8ff" else text
        level = 1 if kind == "list_item" else 0
        return Marker(text, match.end(), "list_item" if kind == "list_item" else "paragraph", level)
    return None


def is_label(line: str) -> bool:
    """True for a line that starts with a short label and a colon, as in "Owner: HR Director"."""
    return LABEL.match(line.lstrip(" *_")) is not None


def stands_alone(line: str, following: str) -> bool:
    """True where the break after a line is its own: it is far shorter than a measure and no part of a sentence, as in
    the lines of an address, a signature or the control of a document ("Policy owner Head of People").
    """
    words = line.strip().split()
    if not words or len(line.strip()) > SHORT_LINE or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    begins = following.lstrip(" *_")[:1]
    ends = words[-1].lower().strip("*_")
    return (begins.isupper() or begins.isdigit()) and not SENTENCE_END.search(ends) and ends not in SMALL_WORDS


class HeadingLook(NamedTuple):
    """How a heading-like line is numbered and how deep it seems to be (1-6)."""

    marker: str
    end: int
    level: int


def heading_look(line: str) -> HeadingLook | None:
    """Level and number of a line that reads like a heading standing alone; None when it reads like prose.

    A heading is short, does not end like a sentence, and is numbered, in capitals, or in title case; a short line in
    sentence case counts too when it has at most eight words. The caller checks the white space around it.
    """
    words = line.split()
    if not words or len(line) > 100 or len(words) > 14 or (SENTENCE_END.search(line) and not line.endswith("?")):
        return None
    if not any(character.isalpha() for character in line) or "@" in line or "://" in line:
        return None
    number = NUMBERED_HEADING.match(line)
    if number is not None and number.end() < len(line):
        rest = line[number.end() :]
        if not rest[0].isupper() or len(words) > 12:
            return None
        marker = number.group().strip()
        named = not marker[0].isdigit()
        level = 1 if named else marker.rstrip(".)").count(".") + 1
        return HeadingLook("" if named else marker, 0 if named else number.end(), min(level, 6))
    if is_label(line) and not line.endswith(":"):
        return None
    letters = [character for character in line if character.isalpha()]
    if len(letters) > 3 and all(character.isupper() for character in letters):
        return HeadingLook("", 0, 1)
    if not line[0].isupper():
        return None
    heavy = [word for word in words if word.lower().strip("()'’“”,:-&/") not in SMALL_WORDS and word[0].isalpha()]
    titled = sum(word[0].isupper() for word in heavy)
    if len(words) >= 2 and heavy and titled == len(heavy):
        return HeadingLook("", 0, 2)
    if len(words) <= 8 and not line.endswith(":"):
        return HeadingLook("", 0, 2)
    return None
