"""What a term pattern stands for: the plain sequences of parts it unfolds to, and the forms of a part.

A part is one plain word (any inflection, or just itself after `=`), a beginning (`ally*`), `_`, `#` or a gap; see
`language.patterns` for the syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import product

from policy_audit.language.inflection import inflections

DEFAULT_GAP = 4
_GAP = re.compile(r"(?:…|\.\.\.)(\d*)$")
_CLITIC = re.compile(r"(?<=\w)['’]s$")


def gap_of(part: str) -> int | None:
    """How many tokens a gap may take; None for a part that is no gap."""
    gap = _GAP.match(part)
    return int(gap.group(1) or DEFAULT_GAP) if gap else None


def is_word(part: str) -> bool:
    """True for a part that stands for the forms of one word."""
    return part.isalnum() or not (part in ("_", "#") or part.endswith("*") or _GAP.match(part))


def forms_of(part: str) -> Iterable[str]:
    """The forms of a part that is a word."""
    return [part[1:]] if part.startswith("=") else inflections(part)


def expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """All plain token sequences a pattern stands for: alternatives, optional tokens and closed compounds unfolded."""
    if pattern.isalpha() or pattern.replace(" ", "").isalpha():  # Most are plain words.
        yield tuple(pattern.split())
        return
    choices: list[list[tuple[str, ...]]] = []
    for part in pattern.replace("’", "'").split():
        optional = part.startswith("(") and part.endswith(")")
        options = [form for word in part.strip("()").split("/") if word for form in _forms(word)]
        choices.append([*options, ()] if optional else options)
    for combination in product(*choices):
        yield tuple(word for piece in combination for word in piece)


def _forms(word: str) -> list[tuple[str, ...]]:
    literal = "=" if word.startswith("=") else ""
    word = word.lstrip("=")
    possessive = ("=" + "'s",) if _CLITIC.search(word) else ()
    word = _CLITIC.sub("", word)
    if "-" in word.strip("-") and not _GAP.match(word):
        pieces = [piece for piece in word.split("-") if piece]
        return [tuple(literal + piece for piece in pieces) + possessive, (literal + "".join(pieces), *possessive)]
    return [(literal + word, *possessive)]
