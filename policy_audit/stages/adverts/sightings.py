"""Where the cues of the lexicon occur in an advert, and whether a rule over them holds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from policy_audit.ruleset.advert_cues import CueExpression
from policy_audit.ruleset.adverts import AdvertLexicon
from policy_audit.ruleset.adverts import Rule
from policy_audit.stages.adverts.layout import Layout
from policy_audit.types import Span

# How many sentences on either side still count as near: catalogue, ADV-ADJ-03 ("within two sentences").
NEAR = 2
# No expression reaches farther than this from a string it needs; hits closer together than a step are one.
_REACH = 130
_STEP = 12
_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A cue seen in sentence number `piece`."""

    piece: int
    span: Span


@dataclass(frozen=True)
class Sightings:
    """All cues of an advert by name, each in reading order."""

    layout: Layout
    by_cue: dict[str, list[Sighting]]
    _groups: dict[tuple[str, ...], frozenset[int]] = field(default_factory=dict)

    def pieces(self, rule: Rule) -> list[int]:
        """Numbers of the sentences that hold the first cue of a rule, where the whole rule holds."""
        groups = [self._seen(group) for group in rule.needs]
        if not all(groups):
            return []
        place = self.layout.places[rule.scope]
        barred = {place[piece] for piece in self._seen(rule.without)} if rule.without else frozenset()
        reach = NEAR if rule.scope == "near" else 0
        others = [self._within_reach({place[piece] for piece in group}, reach) for group in groups[1:]]
        return sorted(
            piece
            for piece in groups[0]
            if place[piece] not in barred
            and all(place[piece] in other for other in others)
            and self._in_role(rule, piece)
        )

    def holds(self, rules: Iterable[Rule]) -> list[int]:
        """Sentences that satisfy any of the rules, those of the first rule that holds first."""
        return list(dict.fromkeys(piece for rule in rules for piece in self.pieces(rule)))

    def strongest(self, rules: Iterable[Rule]) -> list[int]:
        """Sentences that satisfy the first rule that holds at all; rules are written strongest first."""
        return next((pieces for rule in rules if (pieces := self.pieces(rule))), [])

    def _seen(self, group: tuple[str, ...]) -> frozenset[int]:
        """Numbers of the sentences with any cue of a group."""
        seen = self._groups.get(group)
        if seen is None:
            seen = frozenset(one.piece for cue in group for one in self.by_cue.get(cue, ()))
            self._groups[group] = seen
        return seen

    @staticmethod
    def _within_reach(places: set[int], reach: int) -> set[int]:
        return {place + step for place in places for step in range(-reach, reach + 1)} if reach else places

    def _in_role(self, rule: Rule, piece: int) -> bool:
        if not rule.roles and not rule.not_roles:
            return True
        role = self.layout.line_of(piece).role
        return (not rule.roles or role in rule.roles) and role not in rule.not_roles


def find_sightings(layout: Layout, lexicon: AdvertLexicon) -> Sightings:
    """All cues of the lexicon in an advert: one pass of the word patterns, and each expression where it can occur."""
    found: dict[str, list[Sighting]] = {}
    tokens = layout.reading.tokens
    for number, piece in enumerate(layout.pieces):
        for match in lexicon.patterns.find(tokens.words, piece.first, piece.last):
            found.setdefault(match.key, []).append(Sighting(number, tokens.span(match.first, match.last)))
    windows = _Windows(layout, found)
    folded, original = layout.lined, layout.reading.document.text
    starts = layout.piece_starts
    for cue in lexicon.expressions:
        text = original if cue.case else folded
        for begin, end in windows.of(cue):
            for hit in cue.expression.finditer(text, begin, end):
                # An expression may begin with the line feed in front of its line.
                start = hit.start() + len(hit.group()) - len(hit.group().lstrip())
                at = bisect_right(starts, start) - 1
                if at >= 0 and start < layout.pieces[at].span.end:
                    found.setdefault(cue.cue, []).append(Sighting(at, Span(start, max(start, hit.end()))))
    for sightings in found.values():
        sightings.sort(key=lambda one: (one.piece, one.span))
    return Sightings(layout, found)


class _Windows:
    """Stretches of text that an expression has to be tried on: around the strings it cannot do without."""

    def __init__(self, layout: Layout, found: dict[str, list[Sighting]]) -> None:
        self._layout = layout
        self._found = found
        self._starts = [line.span.start for line in layout.lines]
        self._kept: dict[tuple[tuple[str, ...], bool], list[tuple[int, int]]] = {}
        self._places: dict[str, list[int]] = {}

    def of(self, cue: CueExpression) -> list[tuple[int, int]]:
        """Ranges of offsets for an expression, inside a line and the line feeds around it."""
        if cue.beside:
            return list(self._beside(cue.beside))
        if not cue.needs:
            return [(0, len(self._layout.reading.document.text))]
        key = (cue.needs, cue.crosses_lines)
        if key not in self._kept:
            places = sorted({place for need in cue.needs for place in self._holding(need)})
            self._kept[key] = _merged(self._around(place, cue.crosses_lines) for place in places)
        return self._kept[key]

    def _beside(self, cues: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """The lines around the places of other cues."""
        pieces = (one.piece for name in cues for one in self._found.get(name, ()))
        lines = {self._layout.pieces[piece].line + step for piece in pieces for step in range(-NEAR - 1, NEAR + 2)}
        spans = (self._layout.lines[line].span for line in sorted(lines) if 0 <= line < len(self._starts))
        yield from _merged((max(0, span.start - 1), span.end + 1) for span in spans)

    def _around(self, place: int, crosses_lines: bool) -> tuple[int, int]:
        lines = self._layout.lines
        number = max(0, bisect_right(self._starts, place) - 1)
        last = lines[min(number + crosses_lines, len(lines) - 1)].span.end + 1
        begin = max(0, lines[number].span.start - 1, place - _REACH)
        return begin, last if crosses_lines else max(begin, min(last, place + _REACH))

    def _holding(self, need: str) -> list[int]:
        """Offsets of a string, of neighbouring ones just the first; "#" stands for any digit."""
        if need not in self._places:
            self._places[need] = list(self._search(need))
        return self._places[need]

    def _search(self, need: str) -> Iterator[int]:
        text = self._layout.lined
        at = _next_digit(text, 0) if need == "#" else text.find(need)
        while at >= 0:
            yield at
            # Near hits are one, but only within a line: a window never reaches into the next.
            feed = text.find("\n", at + 1, at + _STEP)
            onward = feed if feed >= 0 else at + _STEP
            at = _next_digit(text, onward) if need == "#" else text.find(need, onward)


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those that touch joined, so that nothing is found twice."""
    merged: list[tuple[int, int]] = []
    for begin, end in ranges:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _next_digit(text: str, start: int) -> int:
    match = _DIGIT.search(text, start)
    return match.start() if match else -1
