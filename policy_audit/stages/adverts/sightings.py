"""Where the cues of the lexicon occur in an advert, and whether a rule over them holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from policy_audit.ruleset.adverts import AdvertLexicon
from policy_audit.ruleset.adverts import Rule
from policy_audit.stages.adverts.layout import Layout
from policy_audit.types import Span

# How many sentences on either side still count as near: catalogue, ADV-ADJ-03 ("within two sentences").
NEAR = 2


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

    def pieces(self, rule: Rule) -> list[int]:
        """Numbers of the sentences that hold the first cue of a rule, where the whole rule holds."""
        places = [self._places(rule, group) for group in rule.needs]
        barred = {self._place(rule, one.piece) for cue in rule.without for one in self.by_cue.get(cue, ())}
        found: dict[int, None] = {}
        for sighting in self._seen(rule.needs[0]):
            place = self._place(rule, sighting.piece)
            if not self._in_role(rule, sighting.piece) or self._meets(rule, barred, place):
                continue
            if all(self._meets(rule, others, place) for others in places[1:]):
                found[sighting.piece] = None
        return sorted(found)

    def holds(self, rules: Iterable[Rule]) -> list[int]:
        """Sentences that satisfy any of the rules, those of the first rule that holds first."""
        return list(dict.fromkeys(piece for rule in rules for piece in self.pieces(rule)))

    def spans(self, cue: str) -> list[Span]:
        """Spans of a cue."""
        return [one.span for one in self.by_cue.get(cue, ())]

    def _seen(self, group: tuple[str, ...]) -> Iterator[Sighting]:
        for cue in group:
            yield from self.by_cue.get(cue, ())

    def _places(self, rule: Rule, group: tuple[str, ...]) -> set[int]:
        return {self._place(rule, one.piece) for one in self._seen(group)}

    def _place(self, rule: Rule, piece: int) -> int:
        if rule.scope in ("sentence", "near"):
            return piece
        if rule.scope == "document":
            return 0
        line = self.layout.line_of(piece)
        if rule.scope == "line":
            return self.layout.pieces[piece].line
        return line.block if rule.scope == "paragraph" else line.section

    @staticmethod
    def _meets(rule: Rule, others: set[int], place: int) -> bool:
        if rule.scope == "near":
            return any(place + step in others for step in range(-NEAR, NEAR + 1))
        return place in others

    def _in_role(self, rule: Rule, piece: int) -> bool:
        role = self.layout.line_of(piece).role
        return (not rule.roles or role in rule.roles) and role not in rule.not_roles


def find_sightings(layout: Layout, lexicon: AdvertLexicon) -> Sightings:
    """All cues of the lexicon in an advert: one pass of the word patterns, one of each expression that can occur."""
    found: dict[str, list[Sighting]] = {}
    tokens = layout.reading.tokens
    for number, piece in enumerate(layout.pieces):
        for match in lexicon.patterns.find(tokens.words, piece.first, piece.last):
            found.setdefault(match.key, []).append(Sighting(number, tokens.span(match.first, match.last)))
    folded, original = layout.reading.folded, layout.reading.document.text
    starts = layout.piece_starts
    for cue in lexicon.expressions:
        if cue.needs and not any(need in folded for need in cue.needs):
            continue
        for hit in cue.expression.finditer(original if cue.case else folded):
            at = bisect_right(starts, hit.start()) - 1
            if at >= 0 and hit.start() < layout.pieces[at].span.end:
                found.setdefault(cue.cue, []).append(Sighting(at, Span(hit.start(), hit.end())))
    for sightings in found.values():
        sightings.sort(key=lambda one: (one.piece, one.span))
    return Sightings(layout, found)
