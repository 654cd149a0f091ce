"""PDF text whose letters are glyph numbers: some programs write fonts without saying which letter a glyph is.

TrueType fonts number the ASCII glyphs from 3 (blank) on in the order of ASCII, so such text is ASCII shifted by 29.
"""

from __future__ import annotations

import re

SHIFT = 29
# Places of punctuation in the standard glyph order (Apple TrueType reference manual, "post" table).
PUNCTUATION = {135: "•", 177: "–", 178: "—", 179: "“", 180: "”", 181: "‘", 182: "’", 171: "…", 172: " "}
COMMON = frozenset(
    [
        "the",
        "and",
        "of",
        "to",
        "in",
        "a",
        "for",
        "is",
        "be",
        "or",
        "with",
        "that",
        "are",
        "on",
        "as",
        "by",
        "our",
        "we",
        "will",
        "you",
        "not",
        "at",
        "this",
        "an",
        "it",
        "from",
    ]
)
STRANGE = re.compile("[\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]")
WORD = re.compile(r"[A-Za-z]+")


def common_share(text: str) -> float:
    """Share of the words of `text` that are among the commonest of English; 0 without words."""
    words = WORD.findall(text.lower())
    return sum(word in COMMON for word in words) / len(words) if words else 0.0


def mended(text: str) -> str:
    """The text shifted back where that turns gibberish into English; otherwise unchanged. The length stays."""
    if len(text) < 40 or common_share(text) > 0.08:
        return text
    shifted = "".join(map(_shifted, text))
    return shifted if common_share(shifted) > 0.12 else text


def _shifted(character: str) -> str:
    code = ord(character)
    if character in "\r\n " or code < 3:
        return character
    if code < 98:
        return chr(code + SHIFT)
    # What lies beyond the standard glyphs differs by font; in documents it is the bullet.
    return PUNCTUATION.get(code, "•" if code > 0x100 else character)


def is_gibberish(text: str) -> bool:
    """True for text of which more than a third is private-use, control or replacement characters."""
    return len(STRANGE.findall(text)) > 0.34 * max(len(text), 1)
