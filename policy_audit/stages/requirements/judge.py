"""How each kind of check decides: a small function a kind, in one dict."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from operator import attrgetter
from typing import TYPE_CHECKING

from policy_audit.config import Settings
from policy_audit.ruleset.expressions import Expression
from policy_audit.ruleset.expressions import bits_of
from policy_audit.ruleset.requirements import Detect
from policy_audit.ruleset.requirements import Requirement
from policy_audit.stages.requirements.passages import SOFT_MODES
from policy_audit.stages.requirements.passages import Passages
from policy_audit.stages.requirements.shown import MOST_SHOWN
from policy_audit.stages.requirements.shown import shown
from policy_audit.stages.requirements.unit_sets import WIDE
from policy_audit.stages.requirements.unit_sets import first_of
from policy_audit.stages.strength.values import Strength
from policy_audit.types import Finding
from policy_audit.types import Level
from policy_audit.types import Span

if TYPE_CHECKING:
    from policy_audit.stages.hygiene import DocumentFields

# A unit elsewhere is shown too that holds this many parts of a criterion itself, at most one less than the best one.
_TELLING = 2
# Of more parts than this, most of them are a mention whatever else is said.
_FEW = 5
RANK = {level: level.rank for level in Level}
_COMMITTED = 3


@dataclass(frozen=True, slots=True)
class Case:
    """All that the evaluators may look at."""

    passages: Passages
    fields: DocumentFields
    wording: Sequence[Finding]
    kinds: tuple[str, ...]
    settings: Settings


@dataclass(frozen=True, slots=True)
class Decision:
    """Level of a requirement with the units that decided it, or spans where no unit did, and what is lacking."""

    level: Level
    units: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    confidence: float = 0.8
    note: str = ""
    spans: tuple[Span, ...] = field(default=())


ABSENT = Decision(Level.ABSENT, confidence=0.9)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """One candidate unit: its level, the parts found, and what breaks ties."""

    unit: int
    level: Level
    present: int
    held: int
    score: int
    missing: tuple[str, ...]

    @property
    def key(self) -> tuple[int, int, int, int, int]:
        """Best first when sorted in reverse: level, parts around it, parts it holds itself, firmness, earliest."""
        return (RANK[self.level], self.present, self.held, self.score, -self.unit)


_KEY = attrgetter("key")


def judge_unit(requirement: Requirement, case: Case) -> Decision:
    """commitment, definition and procedure: the best single unit (with its window for the parts) decides."""
    detect, passages = requirement.detect, case.passages
    if detect.topic is None:
        return ABSENT
    candidates = passages.candidates(detect.topic)
    if not candidates:
        return _mentioned(detect, passages)
    denied = bool(candidates & passages.denied)
    candidates &= ~(passages.denied | passages.where(detect.reject))
    parts = _Parts(detect, passages)
    weighed = [_weigh(unit, parts) for unit in bits_of(candidates)]
    best = max(weighed, key=_KEY, default=None)
    if best is None or best.level is Level.ABSENT:
        return ABSENT if denied else _mentioned(detect, passages)
    if best.level is Level.MENTIONED and detect.mention is not None:
        named = [one for one in weighed if passages.where(detect.mention) >> one.unit & 1]
        if not named:
            return _mentioned(detect, passages)
        best = max(named, key=_KEY)
    if sum(max(1, len(passages.units[one.unit].clauses)) for one in weighed) < detect.count:
        return Decision(Level.MENTIONED, (best.unit,), (f"at least {detect.count} of them",), 0.7)
    if denied and detect.strength and RANK[best.level] >= RANK[Level.COMMITTED]:
        return Decision(
            Level.MENTIONED, (best.unit,), (), 0.5, "The document says both that this exists and that it does not."
        )
    units = _with_equals(parts.supporting(best.unit), best, weighed)
    return Decision(best.level, units, best.missing, _confidence(best, detect))


def _with_equals(units: tuple[int, ...], best: _Weighed, weighed: Sequence[_Weighed]) -> tuple[int, ...]:
    """The deciding units first, then others that would have decided the same or say nearly as much, best first."""
    telling = max(_TELLING, best.held - 1)
    equals = sorted((one for one in weighed if one.level is best.level or one.held >= telling), key=_KEY, reverse=True)
    others = [one.unit for one in equals if one.unit not in units]
    return (*units, *others[: max(0, MOST_SHOWN - len(units))])


class _Parts:
    """Where the parts of a criterion stand: in a unit and the next (pair), or each in some unit of a wider window."""

    def __init__(self, detect: Detect, passages: Passages) -> None:
        self.detect, self.passages = detect, passages
        sets, parts = passages.sets, (detect.parts or {}).items()
        self._own = {name: sets.holding(test) for name, test in parts}
        # For each part the units in whose window it stands.
        if detect.window in WIDE:
            self._around = {name: sets.spread(own & sets.body, detect.window) for name, own in self._own.items()}
        else:
            self._around = {name: sets.holding(test, detect.window) for name, test in parts}
        self.full = sets.holding(detect.full, detect.window) if detect.full is not None else 0

    def present(self, unit: int) -> list[str]:
        """Names of the parts found in the window around a unit."""
        return [name for name, units in self._around.items() if units >> unit & 1]

    def held(self, unit: int) -> int:
        """How many parts a unit holds itself."""
        return sum(own >> unit & 1 for own in self._own.values())

    def supporting(self, unit: int) -> tuple[int, ...]:
        """The deciding unit and those in its window that hold a part it lacks."""
        sets, found = self.passages.sets, [unit]
        wide = self.detect.window in WIDE
        around = sets.around(unit, self.detect.window) & sets.body if wide else sets.around(unit, "pair")
        for own in self._own.values():
            if not any(own >> one & 1 for one in found) and own & around:
                found.append(first_of(own & around))
        return tuple(sorted(found[:MOST_SHOWN]))


def _weigh(unit: int, parts: _Parts) -> _Weighed:
    detect, passages = parts.detect, parts.passages
    strength = passages.units[unit].strength
    present = parts.present(unit)
    enough = len(present) >= detect.needs and all(name in present for name in detect.must)
    missing = [] if enough else [name for name in detect.parts or () if name not in present]
    if _capped(strength) or not (_firm(strength, detect) or passages.where(detect.firm) >> unit & 1):
        missing.insert(0, "a firm undertaking" if detect.strength else "a statement in the organisation's own voice")
    if detect.bearer and strength.bearer not in detect.bearer:
        missing.insert(0, "the right duty-bearer")
    if passages.where(detect.weak) >> unit & 1:
        missing.insert(0, "more than this wording says")
    if missing:
        return _Weighed(unit, Level.MENTIONED, len(present), parts.held(unit), strength.score, tuple(missing))
    level = Level.FULL if _is_full(unit, strength, len(present), parts) else Level.COMMITTED
    lacking = strength.missing if level is Level.COMMITTED else ()
    return _Weighed(unit, level, len(present), parts.held(unit), strength.score, lacking)


def _capped(strength: Strength) -> bool:
    """An unfilled placeholder, or an escape that takes back the whole document, lets nothing pass (rule 10)."""
    return "placeholder" in strength.flags or "document-escape" in strength.flags


def _firm(strength: Strength, detect: Detect) -> bool:
    if detect.strength >= _COMMITTED:
        return strength.score >= detect.strength
    if strength.voice not in ("own", "example") or strength.time == "past":
        return False
    return not detect.strength or (strength.score >= detect.strength and strength.mode not in SOFT_MODES)


def _is_full(unit: int, strength: Strength, present: int, parts: _Parts) -> bool:
    detect = parts.detect
    if detect.full is not None:
        return bool(parts.full >> unit & 1) and present >= detect.full_needs
    if detect.full_needs:
        return present >= detect.full_needs
    return strength.score >= 4


def _mentioned(detect: Detect, passages: Passages) -> Decision:
    """A weaker trace of the topic, if there is one."""
    affirmed = passages.candidates(detect.mention) & ~passages.denied if detect.mention is not None else 0
    if not affirmed:
        return ABSENT
    return Decision(Level.MENTIONED, (first_of(affirmed),), tuple(detect.parts or ()), 0.7)


def _confidence(best: _Weighed, detect: Detect) -> float:
    """Lower where one thing more or less would have changed the answer: there a person should look."""
    if best.level is Level.MENTIONED:
        return 0.65 if len(best.missing) == 1 and (not detect.parts or best.present) else 0.85
    return 0.9 if best.score >= _COMMITTED and best.present == len(detect.parts or ()) else 0.75


def judge_coverage(requirement: Requirement, case: Case) -> Decision:
    """coverage: the parts may stand apart, inside one window; the window that holds most of them decides.

    Without parts it is a matter of how many units there are (`count`), as for a commitment.
    """
    detect, passages = requirement.detect, case.passages
    if not detect.parts:
        return judge_unit(requirement, case)
    found = _by_place(detect.parts, detect, passages)
    if enumerated := _enumerated(detect, passages):
        return Decision(Level.COMMITTED, enumerated, (), 0.75)
    if detect.topic is not None:
        topic = passages.sets.holding(detect.topic, detect.window)
        found = {place: held for place, held in found.items() if topic >> next(iter(held.values()))[0] & 1}
    if not found:
        return _mentioned(detect, passages)
    held = max(found.values(), key=len)
    units = shown(held, passages.chapter)
    missing = tuple(name for name in detect.parts if name not in held)
    if len(held) < detect.needs or any(name not in held for name in detect.must):
        if len(held) * 2 > detect.needs > _FEW or _is_mention(held, detect, passages):
            return Decision(Level.MENTIONED, units, missing, 0.75)
        return _mentioned(detect, passages)
    full = bool(detect.full_needs) and len(held) >= detect.full_needs
    if detect.full is not None:
        around = passages.sets.holding(detect.full, detect.window)
        full = bool(around >> units[0] & 1) and len(held) >= detect.full_needs
    return Decision(Level.FULL if full else Level.COMMITTED, units, missing, 0.85)


def _enumerated(detect: Detect, passages: Passages) -> tuple[int, ...]:
    """Items of the first list that holds as many of them as parts are needed: what each says is its own matter."""
    lists: dict[int, list[int]] = {}
    if detect.listed is not None:
        for unit in bits_of(passages.candidates(detect.listed) & ~_disqualified(detect, passages)):
            lists.setdefault(passages.group[unit], []).append(unit)
    return next((tuple(items[:MOST_SHOWN]) for items in lists.values() if len(items) >= detect.needs), ())


def _by_place(parts: Mapping[str, Expression], detect: Detect, passages: Passages) -> dict[int, dict[str, list[int]]]:
    """For each window of the document the parts found in it, each with its units."""
    found: dict[int, dict[str, list[int]]] = {}
    qualified = ~_disqualified(detect, passages)
    for name, test in parts.items():
        for unit in bits_of(passages.candidates(test) & qualified):
            found.setdefault(_place(unit, detect, passages), {}).setdefault(name, []).append(unit)
    return found


def _is_mention(held: dict[str, list[int]], detect: Detect, passages: Passages) -> bool:
    mention = detect.mention
    return mention is None or any(
        passages.sets.holding(mention) >> unit & 1 for units in held.values() for unit in units
    )


def _disqualified(detect: Detect, passages: Passages) -> int:
    """Units that cannot count, whatever they say of the topic."""
    return passages.denied | passages.unfilled | passages.weaker_than[detect.strength] | passages.where(detect.reject)


def _place(unit: int, detect: Detect, passages: Passages) -> int:
    if detect.window == "document":
        return 0
    if detect.window == "section":
        return passages.chapter[unit]
    return passages.group[unit] if detect.window == "passage" else unit


Evaluator = Callable[[Requirement, Case], Decision]
