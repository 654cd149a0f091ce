"""Capitals of a replacement, after those of the words it stands for."""

from __future__ import annotations

_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to", "who", "with"}
)

_LONG_ACRONYMS = frozenset({"BIPOC", "BAMER"})


def capitals_of(seen: str, replacement: str, title_case: bool = False) -> str:
    """The replacement written like the words seen: ALL CAPITALS, Title Case, First word only, or as it is.

    `title_case` says that a lone capital in `seen` is a title's, not a sentence's ("the Fireman" → "the Fire Officer").
    """
    words = [word for word in seen.replace("-", " ").split() if word[:1].isalpha()]
    if not words or not replacement:
        return replacement
    letters = [letter for letter in seen if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters) and len(words[0]) > 1 and not _is_acronym(seen):
        return replacement.upper()
    if not words[0][0].isupper() or _is_acronym(seen):
        return replacement
    heavy = [word for word in words if word.lower() not in _SMALL]
    if title_case or (len(heavy) > 1 and all(word[0].isupper() for word in heavy)):
        return _titled(replacement)
    return _raised(replacement)


def _is_acronym(seen: str) -> bool:
    """A lone short word in capitals ("BAME", "OAPs") says nothing about how its replacement is written."""
    word = seen.rstrip("s")
    return word.isupper() and " " not in word and (len(word) <= 4 or word in _LONG_ACRONYMS)


def _titled(text: str) -> str:
    words = text.split(" ")
    return " ".join(word if place and word in _SMALL else _hyphened(word) for place, word in enumerate(words))


def _hyphened(word: str) -> str:
    return "-".join(_raised(part) for part in word.split("-"))


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]
