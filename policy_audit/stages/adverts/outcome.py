"""What a mechanism says of a check, and what it may look at."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property

from policy_audit.config import Settings
from policy_audit.language.readability import Readability
from policy_audit.language.readability import readability
from policy_audit.stages.adverts.layout import Layout
from policy_audit.stages.adverts.sightings import Sightings
from policy_audit.types import AdvertResult
from policy_audit.types import Finding
from policy_audit.types import Span

MISSING, WEAK, PRESENT = AdvertResult.MISSING, AdvertResult.WEAK, AdvertResult.PRESENT
NOT_APPLICABLE = AdvertResult.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of a check with the spans that decided it, a note in plain words, and the parts not found."""

    result: AdvertResult
    spans: tuple[Span, ...] = ()
    note: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Advert:
    """An advert with everything found in it. `outcomes` holds the checks answered so far, in order of the catalogue."""

    layout: Layout
    sightings: Sightings
    wording: Sequence[Finding]
    variants: frozenset[str]
    settings: Settings
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @cached_property
    def readability(self) -> Readability:
        """Figures of the running text and the list items."""
        layout, words = self.layout, self.layout.reading.tokens.words
        lines = layout.lines
        return readability(
            words[piece.first : piece.last]
            for piece in layout.pieces
            if lines[piece.line].kind in ("text", "item") and not lines[piece.line].metadata
        )

    def spans(self, pieces: Sequence[int]) -> tuple[Span, ...]:
        """The spans of sentences by number."""
        return tuple(self.layout.pieces[piece].span for piece in pieces)

    def result_of(self, check: str) -> AdvertResult:
        """Result of a check answered before; not applicable where it has not been."""
        outcome: Mapping[str, Outcome] = self.outcomes
        return outcome[check].result if check in outcome else NOT_APPLICABLE
