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

from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from typing import Generic
from typing import TypeVar

from policy_audit.language.pattern_text import expand
from policy_audit.language.pattern_text import forms_of
from policy_audit.language.pattern_text import gap_of
from policy_audit.language.pattern_text import is_word

Key = TypeVar("Key", bound=Hashable)
# Steps from word to word that an index remembers; far beyond what any one document takes.
_REMEMBERED = 200_000


@dataclass(slots=True)
class _Node(Generic[Key]):
    words: dict[str, _Node[Key]] = field(default_factory=dict)
    waiting: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # behind words not met so far
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


@dataclass(frozen=True, slots=True)
class _Tables(Generic[Key]):
    """All patterns of an index by how they begin, in a form that is quick to read from a file.

    `waiting` has for each first word one line a pattern: numbers of its keys, and its other parts. `forms` says which
    parts a word of a text is a form of. `loose` are patterns that do not begin with a word.
    """

    keys: tuple[Key, ...]
    waiting: dict[str, str]
    forms: dict[str, tuple[str, ...]]
    loose: tuple[str, ...]


class PatternIndex(Generic[Key]):
    """All patterns of a lexicon in one trie; finding costs about two look-ups a token.

    The trie branches by the words of the patterns, not by their inflected forms, which keeps it small; a branch is made
    only when the words that lead to it turn up: a short text pays for the patterns it could hold, not for the whole
    lexicon.

    Texts repeat themselves, so a step once taken is remembered: what a word leads to from a state is worked out the
    first time and then looked up, which turns the trie into an automaton as far as the texts need it.
    """

    def __init__(self, patterns: Iterable[tuple[Key, str]]) -> None:
        self._begin(_tables_of(patterns))

    def __getstate__(self) -> _Tables[Key]:
        return self._tables

    def __setstate__(self, tables: _Tables[Key]) -> None:
        self._begin(tables)

    def _begin(self, tables: _Tables[Key]) -> None:
        self._tables = tables
        self._parts = tables.forms
        self._root: _Node[Key] = _Node()
        for line in tables.loose:
            self._put(self._root, *line.partition(" ")[::2])
        self._prefix_lengths = sorted({len(prefix) for prefix in self._root.prefixes})
        self._dead: _State[Key] = _State((), (), None)
        self._starts: dict[str, _State[Key]] = {}
        self._states: dict[tuple[tuple[int, int], ...], _State[Key]] = {}
        self._steps = 0

    def _put(self, node: _Node[Key], numbers: str, rest: str) -> None:
        """Let a pattern go on from a node. Behind its next word it waits until that word turns up."""
        while rest:
            node.leaf = False
            part, _, rest = rest.partition(" ")
            if is_word(part):
                if part in node.waiting:
                    node.waiting[part].append((numbers, rest))
                else:
                    node.waiting[part] = [(numbers, rest)]
                return
            node = _child(node, part)
        node.keys.extend(key for key in map(self._key, numbers.split(",")) if key not in node.keys)

    def _key(self, number: str) -> Key:
        return self._tables.keys[int(number)]

    def _opened(self, node: _Node[Key], part: str) -> _Node[Key] | None:
        """The node a word leads to, made now if patterns wait behind it; None where no pattern goes on so."""
        patterns = node.waiting.pop(part, None)
        if patterns is None:
            return node.words.get(part)
        child = node.words[part] = _Node()
        for numbers, rest in patterns:
            self._put(child, numbers, rest)
        return child

    def _begun(self, part: str) -> _Node[Key] | None:
        """The node of patterns that begin with a word, None where none does."""
        root, lines = self._root, self._tables.waiting.get(part)
        if lines is None or part in root.words:
            return root.words.get(part)
        child = root.words[part] = _Node()
        for line in lines.split("\n"):
            self._put(child, *line.partition(" ")[::2])
        return child

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
        begun = [self._begun(part) for part in self._parts.get(word, ())]
        nodes = [node for node in begun if node is not None]
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
        if node.words or node.waiting:
            for part in self._parts.get(word, ()):
                child = self._opened(node, part)
                if child is not None:
                    reached.append(_Place(child))
        for prefix, below in node.prefixes.items():
            if word.startswith(prefix):
                reached.append(_Place(below))
        if node.number is not None and word[0].isdigit():
            reached.append(_Place(node.number))


def _child(node: _Node[Key], part: str) -> _Node[Key]:
    """The node that a gap, a beginning, any word or a number leads to."""
    gap = gap_of(part)
    if gap is not None:
        return node.gaps.setdefault(gap, _Node())
    if part == "_":
        node.any_word = node.any_word or _Node()
        return node.any_word
    if part == "#":
        node.number = node.number or _Node()
        return node.number
    return node.prefixes.setdefault(part[:-1], _Node())


def _tables_of(patterns: Iterable[tuple[Key, str]]) -> _Tables[Key]:
    numbers: dict[Key, int] = {}
    found: dict[tuple[str, ...], dict[int, None]] = {}
    for key, pattern in patterns:
        number = numbers.setdefault(key, len(numbers))
        for parts in expand(pattern):
            found.setdefault(parts, {})[number] = None
    waiting: dict[str, list[str]] = {}
    loose: list[str] = []
    for parts, keys in found.items():
        listed = ",".join(map(str, keys))
        if parts and is_word(parts[0]):
            waiting.setdefault(parts[0], []).append(" ".join((listed, *parts[1:])))
        else:
            loose.append(" ".join((listed, *parts)))
    words = dict.fromkeys(part for parts in found for part in parts if is_word(part))
    forms: dict[str, tuple[str, ...]] = {}
    for word in words:
        alone = (word,)
        for form in forms_of(word):
            forms[form] = (*forms[form], word) if form in forms else alone
    return _Tables(tuple(numbers), {head: "\n".join(lines) for head, lines in waiting.items()}, forms, tuple(loose))
