"""Names that stand for a word of the subject.

What a document calls allyship ("Heads Up is what we call allyship") counts as the word itself, and the name of its
sponsor ("Jo Reid, Finance Director, is our sponsor", later "Ms Reid reviews …") as the word sponsor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence

from policy_audit.language.reading import Reading
from policy_audit.language.titles import TITLE
from policy_audit.language.tokens import tokenise

_WORD = r"[A-Z][\w’'-]*"
_NAME = rf"({_WORD}(?:[ ](?:to|of|the|and|for|with|as|a|in|{_WORD})){{0,4}}[ ]{_WORD})"
_QUOTE = r"[“”\"‘’*_]*"
_SCHEME = (
    r"(?:scheme|programme|plan|strand|framework|campaign|model|initiative|movement|strategy|agreement|charter|pledge)"
)
_CALLED = r"(?:what we call|how we say|our (?:name|word|term) for)"
_NAMED = r"(?:we call|called|known (?:here )?as|named)"
_NAMINGS = (
    rf"{_NAME}{_QUOTE},?\s+(?:is|are)\s+{_CALLED}\s+(?:\w+\s+)?[Aa]llyship\b",
    rf"{_NAME}{_QUOTE},?\s+(?:is\s+|are\s+)?(?:our|the [A-Z]\w+’s|the)\s+(?:\w+\s+)?[Aa]llyship\s+{_SCHEME}\b",
    rf"[Aa]llyship(?:\s+{_SCHEME})?,?\s+(?:which\s+)?(?:is\s+)?{_NAMED}\s+{_QUOTE}{_NAME}",
    rf"{_NAME}{_QUOTE}\s*\((?:our |active |workplace )?allyship\b[^)]*\)",
    rf"(?m)^{_QUOTE}{_NAME}\s*[:–—-]\s+(?:our |an? )?[Aa]llyship\b",
)
_PERSON = rf"(?:{TITLE}(?:{_WORD}[ ])?|{_WORD}[ ])({_WORD})"
# What stands at the end of a post, not of a person's name.
_POSTS = frozenset(
    "board ceo cfo chair chief commissioner constable coo cto dean director executive governor head lead leader "
    "manager member mentor officer partner president principal provost registrar secretary team trustee".split()
)
_SPONSORS = (
    rf"{_PERSON}(?:,[^.;\n]{{0,80}},)?[ ](?:is|acts as|serves as|has become|remains)\b[^.;\n]{{0,60}}\bsponsor\b",
    rf"\b[Ss]ponsor(?:[ ][^.;,\n]{{0,40}})?(?:,|[ ]is|:)[ ]{_PERSON}",
)


def own_names(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The names as folded words, each of two words or more; empty for nearly every document."""
    text = reading.document.text
    if "llyship" not in text:
        return ()
    found = {tuple(tokenise(match.group(1)).words) for naming in _NAMINGS for match in re.finditer(naming, text)}
    return tuple(sorted(name for name in found if len(name) > 1))


def sponsor_names(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """Surnames of those whom the text calls sponsor, as folded words; empty for nearly every document."""
    text = reading.document.text
    if "ponsor" not in text:
        return ()
    found = {tuple(tokenise(match.group(1)).words) for telling in _SPONSORS for match in re.finditer(telling, text)}
    return tuple(sorted(name for name in found if name and _POSTS.isdisjoint(name)))


def mentions(words: Sequence[str], names: Sequence[tuple[str, ...]]) -> bool:
    """True when one of the names stands among the words."""
    return any(_starts(words, name) for name in names)


def _starts(words: Sequence[str], name: tuple[str, ...]) -> bool:
    return any(tuple(words[at : at + len(name)]) == name for at in _places(words, name[0]))


def _places(words: Sequence[str], first: str) -> Iterator[int]:
    return (at for at, word in enumerate(words) if word == first)
