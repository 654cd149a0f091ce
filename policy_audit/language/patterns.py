"""Term patterns and the trie that finds all of them in one pass over the tokens.

Pattern syntax, one token a word, in lower case:

* `publish`      the word in any inflection and spelling; `=publish` just this form
* `ally*`        any word that starts so
* `take/make`    either word (each inflected)
* `…`            a gap of up to four tokens, none needed; `…2` up to two
* `_`            any one token; `#` a number (digits)
* `(our)`        an optional token
* hyphens count as blanks: `co-worker` matches "co-worker", "co worker" and "coworker"
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from itertools import product
from typing import Generic
from typing import TypeVar

from policy_audit.language.inflection import inflections

Key = TypeVar("Key", bound=Hashable)
DEFAULT_GAP = 4
# Distinct words whose starting points an index remembers; beyond any one document's vocabulary.
_REMEMBERED = 60_000
_GAP = re.compile(r"(?:…|\.\.\.)(\d*)$")
_CLITIC = re.compile(r"(?<=\w)['’]s$")


@dataclass(slots=True)
class _Node(Generic[Key]):
    words: dict[str, _Node[Key]] = field(default_factory=dict)
    prefixes: dict[str, _Node[Key]] = field(default_factory=dict)
    any_word: _Node[Key] | None = None
    number: _Node[Key] | None = None
    gaps: dict[int, _Node[Key]] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)
    leaf: bool = True  # no pattern goes on from here
    plain: bool = True  # patterns go on from here by words alone


@dataclass(frozen=True, slots=True)
class Match(Generic[Key]):
    """A pattern found at tokens `first` to `last`, both included."""

    key: Key
    first: int
    last: int


class PatternIndex(Generic[Key]):
    """All patterns of a lexicon in one trie; finding costs about one look-up a token.

    The trie branches by the words of the patterns, not by their inflected forms, which keeps it small; a pattern is put
    in only when its first word turns up: a short text pays for the patterns it could hold, not for the whole lexicon.
    """

    def __init__(self, patterns: Iterable[tuple[Key, str]]) -> None:
        self._root: _Node[Key] = _Node()
        self._parts: dict[str, tuple[str, ...]] = {}  # form in a text -> the parts of patterns it is a form of
        self._heads: dict[str, tuple[str, ...]] = {}  # form in a text -> the first parts of patterns it is a form of
        self._waiting: dict[str, list[tuple[Key, str]]] = {}  # first part -> patterns not put in yet
        for key, pattern in patterns:
            head = _plain_head(pattern)
            if head is None:
                for variant in _expand(pattern):
                    self._add(key, variant)
            else:
                self._waiting.setdefault(head, []).append((key, pattern))
        for head in self._waiting:
            for form in _forms_of(head):
                self._heads[form] = (*self._heads.get(form, ()), head)
        self._starts: dict[str, tuple[_Node[Key], ...]] = {}
        self._prefix_lengths = sorted({len(prefix) for prefix in self._root.prefixes})

    def _add(self, key: Key, parts: tuple[str, ...]) -> None:
        node = self._root
        for part in parts:
            node = _child(node, part)
            self._learn_forms(part)
        if key not in node.keys:
            node.keys.append(key)

    def _learn_forms(self, part: str) -> None:
        if part in ("_", "#") or part.endswith("*") or _GAP.match(part):
            return
        if part not in self._parts.get(part.removeprefix("="), ()):
            for form in _forms_of(part):
                self._parts[form] = (*self._parts.get(form, ()), part)

    def find(self, words: list[str], first: int = 0, last: int | None = None) -> Iterator[Match[Key]]:
        """Every match that starts and ends inside tokens `[first, last)`; overlapping matches are all given."""
        for key, begin, end in self.occurrences(words, first, last):
            yield Match(key, begin, end)

    def occurrences(self, words: list[str], first: int = 0, last: int | None = None) -> Iterator[tuple[Key, int, int]]:
        """The same as bare tuples (key, first token, last token), for callers that count by the hundred thousand."""
        stop = len(words) if last is None else last
        starts, parts = self._starts, self._parts
        for at in range(first, stop):
            word = words[at]
            nodes = starts.get(word)
            if nodes is None:
                nodes = self._start_nodes(word)
            if not nodes:
                continue
            following = parts.get(words[at + 1], ()) if at + 1 < stop else ()
            for node in nodes:
                if node.plain and node.words.keys().isdisjoint(following):
                    for key in node.keys:
                        yield key, at, at
                else:
                    yield from self._walk(node, words, at, stop)

    def _start_nodes(self, word: str) -> tuple[_Node[Key], ...]:
        """Where a walk can begin at a word; remembered, since texts repeat their words."""
        root = self._root
        for head in self._heads.get(word, ()):
            for key, pattern in self._waiting.pop(head, ()):
                for variant in _expand(pattern):
                    self._add(key, variant)
        nodes = [root.words[part] for part in self._parts.get(word, ()) if part in root.words]
        heads = (word[:length] for length in self._prefix_lengths if len(word) >= length)
        nodes += [root.prefixes[head] for head in heads if head in root.prefixes]
        if root.number is not None and word[0].isdigit():
            nodes.append(root.number)
        if len(self._starts) >= _REMEMBERED:
            self._starts.clear()
        self._starts[word] = tuple(nodes)
        return self._starts[word]

    def _walk(self, start: _Node[Key], words: list[str], first: int, stop: int) -> Iterator[tuple[Key, int, int]]:
        """Everything that continues from a node whose word is token `first`."""
        open_nodes = [(start, first + 1)]
        while open_nodes:
            node, at = open_nodes.pop()
            for key in node.keys:
                yield key, first, at - 1
            if at >= stop or node.leaf:
                continue
            self._step(node, words[at], at + 1, open_nodes)
            if node.any_word is not None:
                open_nodes.append((node.any_word, at + 1))
            for width, below in node.gaps.items():
                for after in range(at, min(at + width + 1, stop)):
                    self._step(below, words[after], after + 1, open_nodes)

    def _step(self, node: _Node[Key], word: str, at: int, open_nodes: list[tuple[_Node[Key], int]]) -> None:
        """Put the children that a word leads to on the list."""
        if node.words:
            for part in self._parts.get(word, ()):
                child = node.words.get(part)
                if child is not None:
                    open_nodes.append((child, at))
        for prefix, below in node.prefixes.items():
            if word.startswith(prefix):
                open_nodes.append((below, at))
        if node.number is not None and word[0].isdigit():
            open_nodes.append((node.number, at))


def _plain_head(pattern: str) -> str | None:
    """The first part of a pattern where that is one plain word; None where it is anything else."""
    head = pattern.split(None, 1)[0] if pattern else ""
    return head if head.removeprefix("=").isalnum() else None


def _forms_of(part: str) -> Iterable[str]:
    return [part[1:]] if part.startswith("=") else inflections(part)


def _child(node: _Node[Key], part: str) -> _Node[Key]:
    node.leaf = False
    gap = _GAP.match(part)
    node.plain = node.plain and not gap and part not in ("_", "#") and not part.endswith("*")
    if gap:
        return node.gaps.setdefault(int(gap.group(1) or DEFAULT_GAP), _Node())
    if part == "_":
        node.any_word = node.any_word or _Node()
        return node.any_word
    if part == "#":
        node.number = node.number or _Node()
        return node.number
    if part.endswith("*"):
        return node.prefixes.setdefault(part[:-1], _Node())
    return node.words.setdefault(part, _Node())


def _expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """All plain token sequences a pattern stands for: alternatives, optional tokens and closed compounds unfolded."""
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
