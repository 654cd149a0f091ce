"""How sure the learned scorers are that a document reaches each level of each requirement, and by which passage.

A passage is up to four units of one paragraph, list or table in a row. Its score is the logit of a logistic regression
over the features of its units; a document's score is that of its best passage.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from itertools import starmap
from typing import NamedTuple

from policy_audit.classify.features import Seen
from policy_audit.classify.features import family_feature
from policy_audit.classify.features import heading_features
from policy_audit.classify.features import mark_features
from policy_audit.classify.features import pair_feature
from policy_audit.classify.features import seen_of
from policy_audit.classify.features import word_feature
from policy_audit.classify.model import Model
from policy_audit.classify.model import read_model
from policy_audit.classify.sums import OFFSET
from policy_audit.classify.sums import unpacked
from policy_audit.classify.sums import unpacked_all
from policy_audit.language.reading import Reading
from policy_audit.ruleset.concepts import ConceptLexicon
from policy_audit.stages.requirements.passages import Passages

LONGEST = 4
# The lines at the top and foot of pages name the document; they say nothing.
_MARGINS = ("header", "footer")
# Spreads the scores: a passage of length n weighs SPREAD / sqrt(n) a feature, so that long ones do not outweigh short.
SPREAD = 4.0
# Up to so many documents of a run, and passages of a document, loading numpy takes longer than doing without.
FEW_DOCUMENTS = 3
FEW_PASSAGES = 1000
# Words, pairs of words and so on of which the weights are remembered; beyond what a run of ordinary length meets.
_REMEMBERED = 100_000


class Chance(NamedTuple):
    """The best passage for a scorer: its logit, and the units `[first, last)` it consists of.

    `undertaking` is the best of those that undertake something, where the best does not.
    """

    logit: float
    first: int
    last: int
    undertaking: Chance | None = None


# The best passage for each scorer: logit and number of the passage.
Best = list[tuple[float, int]]


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """The model inside the package, read once."""
    return read_model()


def chances(reading: Reading, passages: Passages, concepts: ConceptLexicon, model: Model) -> Mapping[str, Chance]:
    """The best passage of a document for each scorer of the model; empty for a document without text."""
    busy = (1 << len(passages.units)) - 1 & ~passages.idle
    blocks, units = reading.document.blocks, passages.units
    inner = (span for span in promising(passages) if blocks[units[span[0]].unit.block].kind not in _MARGINS)
    spans = sorted(inner, key=lambda span: not busy >> span[0] & (1 << span[1] - span[0]) - 1)
    if not spans:
        return {}
    sums, counts = _unit_sums(reading, passages, concepts, model)
    totals = [(sums[last] - sums[first], counts[last] - counts[first]) for first, last in spans]
    able = sum(1 for first, last in spans if busy >> first & (1 << last - first) - 1)
    several = next(model.documents) > FEW_DOCUMENTS or len(spans) > FEW_PASSAGES
    every, undertaking = (best_of_many if several else best_of_few)(totals, able, model)
    found: dict[str, Chance] = {}
    for number, (name, (logit, row)) in enumerate(zip(model.scorers, every, strict=True)):
        other = None
        if row >= able and undertaking:
            other = Chance(undertaking[number][0], *spans[undertaking[number][1]])
        found[name] = Chance(logit, *spans[row], other)
    return found


def best_of_few(totals: Sequence[tuple[int, int]], able: int, model: Model) -> tuple[Best, Best]:
    """Highest logit for each scorer and the number of the passage that has it, of all passages and of the first `able`.

    `totals` are the packed sum of the weights of each passage and how many features it is of.
    """
    length = len(model.scorers)
    rows: list[list[float]] = []
    for total, features in totals:
        spread = SPREAD / math.sqrt(max(features, 1))
        whole = unpacked(total, length, features)
        columns = zip(whole, model.scales, model.biases, strict=True)
        rows.append([number * scale * spread + bias for number, scale, bias in columns])
    every, some = (((max(one), one) for one in zip(*part, strict=True)) for part in (rows, rows[:able]))
    return [(top, one.index(top)) for top, one in every], [(top, one.index(top)) for top, one in some]


def best_of_many(totals: Sequence[tuple[int, int]], able: int, model: Model) -> tuple[Best, Best]:
    """The same, the same to the last bit, with numpy: slow to load and quick at much."""
    import numpy

    length = len(model.scorers)
    packed = numpy.frombuffer(unpacked_all((total for total, _ in totals), length), dtype="<u4")
    features = numpy.array([number for _, number in totals])
    whole = packed.reshape(len(totals), length).astype(numpy.int64) - OFFSET * features[:, None]
    spread = SPREAD / numpy.sqrt(numpy.maximum(features, 1))
    logits = whole * numpy.array(model.scales) * spread[:, None] + numpy.array(model.biases)
    found: list[Best] = []
    for part in (logits, logits[:able]):
        rows = part.argmax(axis=0).tolist() if len(part) else []
        found.append([(float(part[row, column]), row) for column, row in enumerate(rows)])
    return found[0], found[1]


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


def promising(passages: Passages) -> Iterator[tuple[int, int]]:
    """Those that may meet anything: no open placeholder or escape, no denial.

    What is over, hoped for or told by others is among them: how a definition was made, what a survey found. The scorers
    know time and mode; whether such a passage can be an undertaking is for the rules to say.
    """
    for first, last in stretches(passages):
        if not ((1 << last) - (1 << first)) & passages.barred:
            yield first, last


def _unit_sums(
    reading: Reading, passages: Passages, concepts: ConceptLexicon, model: Model
) -> tuple[list[int], list[int]]:
    """Running sums over the units of their packed weights and of the number of their features, each from 0 on."""
    rows = _rows_of(model)
    sums, counts = [0], [0]
    for number in range(len(passages.units)):
        known = rows.of(seen_of(number, reading, passages, concepts))
        sums.append(sums[-1] + sum(known))
        counts.append(counts[-1] + len(known))
    return sums, counts


class _Rows:
    """The packed weights of the features of units; what comes again, in this document or the next, is remembered."""

    def __init__(self, model: Model) -> None:
        def row(feature: Callable[..., str]) -> Callable[..., int | None]:
            return lru_cache(maxsize=_REMEMBERED)(lambda *parts: model.row(feature(*parts)))

        def rows(features: Callable[..., Iterator[str]]) -> Callable[..., list[int | None]]:
            return lru_cache(maxsize=_REMEMBERED)(lambda parts: list(map(model.row, features(parts))))

        self._word, self._pair, self._family = row(word_feature), row(pair_feature), row(family_feature)
        self._headings, self._marks = rows(heading_features), rows(mark_features)

    def of(self, seen: Seen) -> list[int]:
        """The rows of all features of a unit that a scorer knows."""
        found = chain(
            map(self._word, seen.words),
            starmap(self._pair, seen.pairs),
            self._headings(seen.headings),
            map(self._family, seen.families),
            self._marks(seen.marks),
        )
        return [row for row in found if row is not None]


@lru_cache(maxsize=2)
def _rows_of(model: Model) -> _Rows:
    return _Rows(model)
