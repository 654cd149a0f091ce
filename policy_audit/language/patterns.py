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
# Steps from word to word that an index remembers; far beyond what any one document takes.
_REMEMBERED = 200_000
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


@dataclass(frozen=True, slots=True)
class _Place(Generic[Key]):
    """A node a walk has come to; `left` above zero: inside a gap, and so many more words may end it."""

    node: _Node[Key]
    left: int = 0


@dataclass(frozen=True, slots=True)
class _State(Generic[Key]):
    """All that the words since a walk began can still become: patterns that end here, and where each word leads on.

    `following` fills as texts are read; None where no pattern goes on.
    """

    keys: tuple[Key, ...]
    places: tuple[_Place[Key], ...]
    following: dict[str, _State[Key]] | None


@dataclass(frozen=True, slots=True)
class Match(Generic[Key]):
    """A pattern found at tokens `first` to `last`, both included."""

    key: Key
    first: int
    last: int


class PatternIndex(Generic[Key]):
    """All patterns of a lexicon in one trie; finding costs about two look-ups a token.

    The trie branches by the words of the patterns, not by their inflected forms, which keeps it small; a pattern is put
    in only when its first word turns up: a short text pays for the patterns it could hold, not for the whole lexicon.

    Texts repeat themselves, so a step once taken is remembered: what a word leads to from a state is worked out the
    first time and then looked up, which turns the trie into an automaton as far as the texts need it.
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
        self._prefix_lengths = sorted({len(prefix) for prefix in self._root.prefixes})
        self._dead: _State[Key] = _State((), (), None)
        self._starts: dict[str, _State[Key]] = {}
        self._states: dict[tuple[tuple[int, int], ...], _State[Key]] = {}
        self._steps = 0

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
        for at in range(first, stop):
            state = self._starts.get(words[at]) or self._start(words[at])
            end = at
            while state is not self._dead:
                for key in state.keys:
                    yield key, at, end
                end += 1
                if end == stop or state.following is None:
                    break
                state = state.following.get(words[end]) or self._follow(state, words[end])

    def keys_in(self, words: list[str], first: int = 0, last: int | None = None) -> set[Key]:
        """Keys of all patterns that occur inside tokens `[first, last)`."""
        stop = len(words) if last is None else last
        starts, dead = self._starts, self._dead
        found: set[Key] = set()
        for at in range(first, stop):
            state = starts.get(words[at]) or self._start(words[at])
            after = at + 1
            while state is not dead:
                if state.keys:
                    found.update(state.keys)
                if after == stop or state.following is None:
                    break
                state = state.following.get(words[after]) or self._follow(state, words[after])
                after += 1
        return found

    def _start(self, word: str) -> _State[Key]:
        """The state of a walk that begins at a word."""
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
        state = self._state([_Place(node) for node in nodes])
        self._starts[word] = state
        return state

    def _follow(self, state: _State[Key], word: str) -> _State[Key]:
        """The state that a word leads to."""
        reached: list[_Place[Key]] = []
        for place in state.places:
            node = place.node
            self._step(node, word, reached)
            if place.left:
                if place.left > 1:
                    reached.append(_Place(node, place.left - 1))
                continue
            if node.any_word is not None:
                reached.append(_Place(node.any_word))
            for width, below in node.gaps.items():
                self._step(below, word, reached)
                if width:
                    reached.append(_Place(below, width))
        after = self._state(reached)
        if state.following is not None:
            state.following[word] = after
        return after

    def _state(self, reached: list[_Place[Key]]) -> _State[Key]:
        """The state of these places: one object, however it was come to. Starts afresh when too much is remembered."""
        self._steps += 1
        if self._steps > _REMEMBERED:
            self._starts.clear()
            self._states.clear()
            self._steps = 0
        if not reached:
            return self._dead
        mark = tuple((id(place.node), place.left) for place in reached)
        if mark not in self._states:
            keys = tuple(key for place in reached if not place.left for key in place.node.keys)
            open_places = tuple(place for place in reached if place.left or not place.node.leaf)
            self._states[mark] = _State(keys, open_places, {} if open_places else None)
        return self._states[mark]

    def _step(self, node: _Node[Key], word: str, reached: list[_Place[Key]]) -> None:
        """Add the children of a node that a word leads to."""
        if node.words:
            for part in self._parts.get(word, ()):
                child = node.words.get(part)
                if child is not None:
                    reached.append(_Place(child))
        for prefix, below in node.prefixes.items():
            if word.startswith(prefix):
                reached.append(_Place(below))
        if node.number is not None and word[0].isdigit():
            reached.append(_Place(node.number))


def _plain_head(pattern: str) -> str | None:
    """The first part of a pattern where that is one plain word; None where it is anything else."""
    head = pattern.split(None, 1)[0] if pattern else ""
    return head if head.removeprefix("=").isalnum() else None


def _forms_of(part: str) -> Iterable[str]:
    return [part[1:]] if part.startswith("=") else inflections(part)


def _child(node: _Node[Key], part: str) -> _Node[Key]:
    node.leaf = False
    gap = _GAP.match(part)
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
