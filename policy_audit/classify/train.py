"""Training: one logistic regression a requirement (scikit-learn), over passages and the best passages of documents.

Of a document that meets a requirement nobody says where; the scorer trained on passages alone picks the passage, then
all are trained again with it, and with the most tempting passages of documents that do not meet it (multiple-instance
learning: Andrews, Tsochantaridis and Hofmann 2002). Nothing is drawn at random: the same set gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any

from policy_audit.classify.features import unit_features
from policy_audit.classify.model import DOUBTED
from policy_audit.classify.model import LEVELS
from policy_audit.classify.model import Model
from policy_audit.classify.model import column
from policy_audit.classify.scorer import SPREAD
from policy_audit.classify.scorer import stretches
from policy_audit.classify.training_set import PASSED
from policy_audit.classify.training_set import LabelledPassage
from policy_audit.classify.training_set import TrainingSet
from policy_audit.config import Settings
from policy_audit.extract import ReadFailure
from policy_audit.extract.read import read_bytes
from policy_audit.language.reading import read
from policy_audit.language.units import provision_units
from policy_audit.ruleset.load import Ruleset
from policy_audit.stages.requirements.passages import gather
from policy_audit.stages.strength import score_units

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEARNED = ("commitment", "procedure", "definition", "coverage")
# Requirements with fewer passages, or fewer rich documents read for them, get no scorer that decides beside the rules:
# passages without their natural surroundings teach too little about what does not count.
FEWEST_PASSAGES = 18
FEWEST_DOCUMENTS = 24
# For what every policy is asked, where few sentences of a long text count, a scorer that decides made unseen real
# policies worse; one that only doubts what the rules found makes them better, when it has seen so many ordinary
# documents (docs/evaluation.md, "Rules and scorers on fresh documents").
FEWEST_ORDINARY = 100
# Nor does a requirement that hardly any of them meets: its scorer would only ever say no.
FEWEST_MET = 2
# A feature must stand in so many texts. Chosen, like the weights, on documents of other organisations than trained on.
RAREST = 2
INVERSE_REGULARISATION = 3.0
WEIGHTS = {"pass": 3.0, "near miss": 2.0, "other": 0.2, "document pass": 2.0, "document miss": 0.7}
_TEMPTING = 3


@dataclass(frozen=True)
class _Text:
    """Features of each unit of a text, and its passages as `[first, last)` unit numbers."""

    units: tuple[Counter[str], ...]
    passages: tuple[tuple[int, int], ...]

    def counted(self, first: int, last: int) -> Counter[str]:
        """Features of the units `[first, last)` together."""
        return sum(self.units[first:last], Counter[str]())

    @cached_property
    def names(self) -> frozenset[str]:
        """Every feature of the text."""
        return frozenset().union(*self.units)


def train(examples: TrainingSet, ruleset: Ruleset) -> Model:
    """Coefficients of a scorer for each level of every requirement with enough passages and documents.

    Imports scikit-learn (extra `train`).
    """
    learned = {one.id for one in ruleset.catalogue.requirements.values() if one.check in LEARNED}
    passages = [one for one in examples.passages if one.requirement in learned]
    texts = [_read(one.text, ruleset) for one in passages]
    documents = [_read(one.text, ruleset) for one in examples.documents]
    space = _Space([*texts, *documents])
    whole = space.rows([text.counted(0, len(text.units)) for text in texts])
    inside = [space.rows([text.counted(*span) for span in text.passages]) for text in documents]
    fitted: dict[str, tuple[NDArray[Any], float]] = {}
    for name in ruleset.catalogue.requirements:
        levels = [one.levels.get(name) for one in examples.documents]
        for least in _taught(name, examples) if name in learned else ():
            base = _sample(name, least, passages, whole)
            first = base.fit()
            more = [_mined(first, rows, level, least) for rows, level in zip(inside, levels, strict=True)]
            fitted[column(name, least)] = base.joined([one for one in more if one is not None]).fit()
    return _exported(fitted, space.names, examples.digest)


def _taught(name: str, examples: TrainingSet) -> tuple[int, ...]:
    """The levels of a requirement for which the training set can teach a scorer."""
    if sum(1 for one in examples.passages if one.requirement == name) < FEWEST_PASSAGES:
        return ()
    read_for = [one for one in examples.documents if one.levels.get(name) is not None]
    rich = [one for one in read_for if one.rich]
    if len(rich) >= FEWEST_DOCUMENTS and sum(1 for one in rich if (one.levels[name] or 0) >= PASSED) >= FEWEST_MET:
        return LEVELS
    return DOUBTED if len(read_for) - len(rich) >= FEWEST_ORDINARY else ()


def _read(text: str, ruleset: Ruleset) -> _Text:
    document = next(iter(read_bytes(text.encode(), "training.md")))
    if isinstance(document, ReadFailure):
        raise ValueError(f"a training text cannot be read: {text[:60]!r}")
    reading = read(document, ruleset.section_names)
    scored = score_units(reading, provision_units(reading), ruleset.commitment, Settings())
    concepts = ruleset.catalogue.concepts
    passages = gather(reading, scored, concepts)
    units = tuple(Counter(unit_features(number, reading, passages, concepts)) for number in range(len(scored)))
    return _Text(units, tuple(stretches(passages)))


class _Space:
    """The features that stand in enough texts, and passages as rows over them."""

    def __init__(self, texts: Sequence[_Text]) -> None:
        seen = Counter(name for text in texts for name in text.names)
        self.names = tuple(sorted(name for name, times in seen.items() if times >= RAREST))
        self._column = {name: column for column, name in enumerate(self.names)}

    def rows(self, passages: Sequence[Counter[str]]) -> Any:
        """A sparse matrix, passages by features, each row spread as at run time."""
        import numpy
        from scipy.sparse import csr_matrix

        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for number, found in enumerate(passages):
            known = {self._column[name]: times for name, times in sorted(found.items()) if name in self._column}
            weight = SPREAD / max(1.0, float(sum(known.values()))) ** 0.5
            rows += [number] * len(known)
            columns += known
            values += [times * weight for times in known.values()]
        return csr_matrix((numpy.array(values), (rows, columns)), shape=(len(passages), len(self.names)))


@dataclass(frozen=True)
class _Sample:
    """Rows, whether each meets the requirement, and what each weighs."""

    rows: Any
    truth: Sequence[bool]
    weights: Sequence[float]

    def fit(self) -> tuple[NDArray[Any], float]:
        """Coefficients and intercept."""
        from sklearn.linear_model import LogisticRegression

        learner = LogisticRegression(C=INVERSE_REGULARISATION, solver="liblinear", max_iter=500, random_state=0)
        learner.fit(self.rows, self.truth, sample_weight=self.weights)
        return learner.coef_[0], float(learner.intercept_[0])

    def joined(self, others: Sequence[_Sample]) -> _Sample:
        """Several samples, one below the other, this one first."""
        from scipy.sparse import vstack

        several = [self, *others]
        return _Sample(
            vstack([one.rows for one in several]).tocsr(),
            [truth for one in several for truth in one.truth],
            [weight for one in several for weight in one.weights],
        )


def _sample(name: str, least: int, passages: Sequence[LabelledPassage], rows: Any) -> _Sample:
    """All passages, and whether each reaches the level; those of which only pass or fail is known tell that alone."""
    truth = [one.requirement == name and one.level >= least for one in passages]
    weights = [
        0.0
        if one.requirement == name and not one.exact and least != PASSED
        else WEIGHTS["pass"]
        if true
        else WEIGHTS["near miss"]
        if one.requirement == name
        else WEIGHTS["other"]
        for true, one in zip(truth, passages, strict=True)
    ]
    return _Sample(rows, truth, weights)


def _mined(fitted: tuple[NDArray[Any], float], rows: Any, level: int | None, least: int) -> _Sample | None:
    """The passage of a document that reaches the level, or the most tempting ones of a document that does not."""
    if level is None or not rows.shape[0]:
        return None
    logits = rows @ fitted[0] + fitted[1]
    if level >= least:
        return _Sample(rows[[int(logits.argmax())]], [True], [WEIGHTS["document pass"]])
    tempting = [int(one) for one in (-logits).argsort(kind="stable")[:_TEMPTING]]
    return _Sample(rows[tempting], [False] * len(tempting), [WEIGHTS["document miss"]] * len(tempting))


def _exported(fitted: dict[str, tuple[NDArray[Any], float]], features: tuple[str, ...], digest: str) -> Model:
    """Whole numbers from -127 to 127 a requirement; features whose weights all come to nothing are left out."""
    import numpy

    names = tuple(fitted)
    matrix = numpy.array([fitted[name][0] for name in names]).T
    scales = numpy.round(numpy.abs(matrix).max(axis=0) / 127, 6)
    whole = numpy.round(matrix / scales).astype(numpy.int8)
    kept = numpy.flatnonzero(whole.any(axis=1))
    return Model(
        training=digest,
        scorers=names,
        biases=tuple(round(fitted[name][1], 4) for name in names),
        scales=tuple(float(scale) for scale in scales),
        features=tuple(features[row] for row in kept),
        weights=whole[kept].tobytes(),
    )
