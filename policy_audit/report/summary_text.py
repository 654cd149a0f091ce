"""Text of documents made fit for a report: nothing that a format cannot hold or that could disguise what is shown."""

from __future__ import annotations

# Soft hyphens, zero-width signs and marks of direction: invisible, and dropped.
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_REPLACEMENT = "\ufffd"


def plain(text: str) -> str:
    """Text without control characters, lone surrogates and overrides of direction; tabs and line breaks stay."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter in "\n\t" else _stand_in(letter) for letter in text)


def one_line(text: str, length: int = 0) -> str:
    """Plain text in one line; cut at a word where it is longer than `length` code points."""
    line = " ".join(plain(text).split())
    if not length or len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0] + " …"


def _stand_in(letter: str) -> str:
    return " " if letter.isspace() else "" if letter in _INVISIBLE else _REPLACEMENT
