"""Lines before it is known what they are, and the fields of front matter that are text of the advert."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from policy_audit.language.reading import Reading
from policy_audit.ruleset.advert_cues import HeadingWords
from policy_audit.stages.adverts.lines import source_lines
from policy_audit.types import Span

LineKind = Literal["heading", "item", "label", "text"]

BULLET = re.compile(r"[•◦▪●○■‣⁃·–—*➢➤►▶✓✔❖›»\uf0b7\uf0a7\uf0d8o-](?=[\s•›\uf0b7])")
_FIELD = re.compile(r"\W*([A-Za-z][\w -]{1,30}?)\s*[:=]\s*(.*)", re.DOTALL)
_SENTENCE = re.compile(r"[A-Z].*[a-z]\W{0,2}[.!?]\W{0,2}(?:\s|$)", re.DOTALL)
# A field with this many words that is a sentence is prose, not data.
_PROSE_WORDS = 10
_LISTS = ("essential", "desirable", "requirements", "duties", "benefits")


@dataclass(frozen=True, slots=True)
class Draft:
    """A line with its words; `listed` where the author made it an item of a list."""

    span: Span
    block: int
    text: str
    words: list[str]
    listed: bool


def drafts_of(reading: Reading) -> Iterator[Draft]:
    """The lines of a document in reading order."""
    tokens, blocks = reading.tokens, reading.document.blocks
    for number, span in source_lines(reading.document):
        inside = tokens.range_of(span)
        words = tokens.words[inside.start : inside.stop]
        yield Draft(span, number, reading.text(span), words, blocks[number].kind == "list_item")


def told_fields(
    drafts: Sequence[Draft], metadata: Sequence[bool], words: HeadingWords
) -> dict[int, tuple[LineKind, str]]:
    """Fields that are text of the advert, by the number of their line, with what they are and their part of it.

    "essential:" in front of a list opens that list; a field that holds a sentence is a paragraph.
    """
    told: dict[int, tuple[LineKind, str]] = {}
    role = ""
    for number, draft in enumerate(drafts):
        if not metadata[number]:
            role = ""
        elif draft.listed or BULLET.match(draft.text):
            if role:
                told[number] = ("item", role)
        elif field := _FIELD.match(draft.text):
            key = words.role_of(field.group(1).lower().replace("_", " ").split(), loose=False)
            opens = not field.group(2).strip() and number + 1 < len(drafts) and drafts[number + 1].listed
            role = key if opens and key in _LISTS else ""
            if role:
                told[number] = ("heading", role)
            elif len(draft.words) >= _PROSE_WORDS and _SENTENCE.match(field.group(2).lstrip("\"'")):
                told[number] = ("text", key)
    return told
