"""Which units are shown where the parts of a criterion stand apart from one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence

MOST_SHOWN = 8
_PER_PART = 2


def shown(held: Mapping[str, Sequence[int]], chapter: Sequence[int]) -> tuple[int, ...]:
    """The clearest unit of each part, then the next clearest, up to the most that is shown; in reading order.

    `held` gives for each part the units that hold it, `chapter` the section of every unit.
    """
    lists, chosen = _clearest(held, chapter), list[int]()
    for rank in range(_PER_PART):
        chosen += [units[rank] for units in lists if rank < len(units) and units[rank] not in chosen]
    return tuple(sorted(dict.fromkeys(chosen[:MOST_SHOWN])))


def _clearest(held: Mapping[str, Sequence[int]], chapter: Sequence[int]) -> list[list[int]]:
    """The units of each part, those first that stand where most of the parts do, then those that hold more than one."""
    parts_of, parts_in = Counter[int](), Counter[int]()
    for units in held.values():
        parts_of.update(units)
        parts_in.update({chapter[unit] for unit in units})
    return [
        sorted(units, key=lambda unit: (-parts_in[chapter[unit]], -parts_of[unit], unit)) for units in held.values()
    ]
