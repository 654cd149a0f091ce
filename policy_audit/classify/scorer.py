"""How sure the learned scorers are that a document reaches each level of each requirement, and by which passage.

A passage is up to four units of one paragraph, list or table in a row. Its score is the logit of a logistic regression
over the features of its units; a document's score is that of its best passage.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

from policy_audit.classify.features import unit_features
from policy_audit.classify.model import Model
from policy_audit.classify.model import read_model
from policy_audit.language.reading import Reading
from policy_audit.ruleset.concepts import ConceptLexicon
from policy_audit.stages.requirements.judge import SOFT_MODES
from policy_audit.stages.requirements.passages import Passages

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST = 4
_BARRED = frozenset(("placeholder", "document-escape", "denied"))
# Spreads the scores: a passage of length n weighs SPREAD / sqrt(n) a feature, so that long ones do not outweigh short.
SPREAD = 4.0


@dataclass(frozen=True, slots=True)
class Chance:
    """The best passage for a scorer: its logit, and the units `[first, last)` it consists of."""

    logit: float
    first: int
    last: int


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """The model inside the package, read once."""
    return read_model()


def chances(reading: Reading, passages: Passages, concepts: ConceptLexicon, model: Model) -> Mapping[str, Chance]:
    """The best passage of a document for each scorer of the model; empty for a document without text."""
    import numpy

    spans = [span for span in stretches(passages) if may_meet(passages, *span)]
    if not spans:
        return {}
    sums, counts = _unit_sums(reading, passages, concepts, model)
    firsts = numpy.array([first for first, _ in spans])
    lasts = numpy.array([last for _, last in spans])
    total = sums[lasts] - sums[firsts]
    length = numpy.maximum(counts[lasts] - counts[firsts], 1.0)
    logits = total * (SPREAD / numpy.sqrt(length))[:, None] + numpy.array(model.biases)
    best = logits.argmax(axis=0)
    return {
        name: Chance(float(logits[row, column]), *spans[row])
        for column, (name, row) in enumerate(zip(model.scorers, best.tolist(), strict=True))
    }


def stretches(passages: Passages) -> Iterator[tuple[int, int]]:
    """Every passage of a document as `[first, last)` unit numbers: no headings, nothing across paragraphs."""
    units, group = passages.units, passages.group
    for first, one in enumerate(units):
        if one.unit.kind == "heading":
            continue
        for last in range(first + 1, min(first + LONGEST, len(units)) + 1):
            if group[last - 1] != group[first] or units[last - 1].unit.kind == "heading":
                break
            yield first, last


def may_meet(passages: Passages, first: int, last: int) -> bool:
    """Whether a passage may meet anything: no open placeholder or escape, and something said in the own voice."""
    found = [passages.units[number].strength for number in range(first, last)]
    if any(_BARRED & one.flags for one in found):
        return False
    return any(one.voice in ("own", "example") and one.time != "past" and one.mode not in SOFT_MODES for one in found)


def _unit_sums(
    reading: Reading, passages: Passages, concepts: ConceptLexicon, model: Model
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Running sums over the units of their weights (units + 1 by scorers) and of their features (units + 1)."""
    import numpy

    matrix, rows = model.matrix, model.rows
    sums = numpy.zeros((len(passages.units) + 1, matrix.shape[1]))
    counts = numpy.zeros(len(passages.units) + 1)
    for number in range(len(passages.units)):
        known = [rows[name] for name in unit_features(number, reading, passages, concepts) if name in rows]
        sums[number + 1] = sums[number] + matrix[known].sum(axis=0)
        counts[number + 1] = counts[number] + len(known)
    return sums, counts
