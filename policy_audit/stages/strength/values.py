"""What commitment strength says of a provision unit. Field by field as the model in `docs/` describes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from typing import Literal
from typing import NamedTuple

from policy_audit.language.units import Unit
from policy_audit.types import Span

Mode = Literal[
    "binding",
    "standing",
    "guarantee",
    "restriction",
    "entitlement",
    "imperative",
    "recommendation",
    "aspiration",
    "will-consider",
    "discretion",
    "description",
    "none",
]
Polarity = Literal["affirm", "deny", "prohibit", "restrict"]
Voice = Literal["own", "law", "other", "reported", "quoted", "example"]
Time = Literal["past", "present", "perfect", "future"]
Agent = Literal["role", "organisation", "class", "staff", "everyone", "you", "omitted", "abstract", "other"]
Bearer = Literal["organisation", "staff", "managers", "leaders", "role", "law", "other", "none"]
Action = Literal["concrete", "vague", "state", "none"]
Condition = Literal["none", "trigger", "proviso", "escape"]
Flag = Literal[
    "denied", "placeholder", "escape", "compliance", "slogan", "no-owner", "resources", "review", "document-escape"
]
ANCHORS = ("owner", "time_frame", "measure")


@dataclass(frozen=True, slots=True)
class Found:
    """Words of the document that serve as an anchor or a hedge, and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge that governs the main act: its class (H1 to H7, named) and the words."""

    kind: Literal["escape", "softener", "approach", "amount", "time", "distancing", "spread"]
    text: str
    span: Span


class Strength(NamedTuple):
    """Score 0-4 of a unit or clause and everything that led to it. `decided_by` names the deciding step or cue."""

    score: int
    mode: Mode = "none"
    polarity: Polarity = "affirm"
    voice: Voice = "own"
    time: Time = "present"
    agent: Agent = "omitted"
    bearer: Bearer = "none"
    action: Action = "none"
    condition: Condition = "none"
    hedges: tuple[Hedge, ...] = ()
    owner: Found | None = None
    time_frame: Found | None = None
    measure: Found | None = None
    flags: frozenset[Flag] = frozenset()
    decided_by: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Anchors a commitment still lacks: of owner, time_frame, measure. Empty below strength 3."""
        if self.score < 3:
            return ()
        return tuple(name for name in ANCHORS if getattr(self, name) is None)

    @property
    def own_voice(self) -> bool:
        """True when the organisation speaks for itself, not law, another body, a report, a quotation or an example."""
        return self.voice == "own"

    @property
    def firm(self) -> bool:
        """True for a commitment (3) or an accountable commitment (4)."""
        return self.score >= 3


def revised(strength: Strength, **changes: Any) -> Strength:
    """A copy with some fields changed: `_replace` of a tuple, some eight times faster than that of a dataclass. The
    same where nothing is new: half of the calls.
    """
    for name, value in changes.items():
        if getattr(strength, name) is not value:
            return strength._replace(**changes)
    return strength


class Predicate(NamedTuple):
    """`kind`: a modal ("will"), a mode cue ("modes.aspiration"), be, have, do, verb, imperative, gerund, past, or none.

    Token numbers: the subject is `[start, at)`, `verb` the content verb, `rest` the token after it, `end` one past
    the clause. `conditional` says that a fronted condition stands before `start`, from `begin` on.
    """

    kind: str
    begin: int
    start: int
    at: int
    rest: int
    end: int
    verb: int | None = None
    lemma: str = ""
    negated: bool = False
    passive: bool = False
    perfect: bool = False
    past: bool = False
    under: str = ""

    @property
    def conditional(self) -> bool:
        """True when a fronted condition was stepped over."""
        return self.start > self.begin


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    """A provision unit with its strength; `clauses` scores its parts one by one where it has several."""

    unit: Unit
    strength: Strength
    clauses: tuple[ScoredUnit, ...] = ()
