"""The scorer's coefficients as a file: JSON that names its features, scorers and the training set it came from.

Weights are whole numbers from -127 to 127, one row a feature and one column a scorer, each column with a scale of
its own. `training` is the SHA-256 of the training set, so that a file can be told from one trained on something else.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from policy_audit.classify.sums import packed
from policy_audit.errors import LexiconError

FORMAT = 2
SHIPPED = Path(__file__).with_name("models") / "requirements.json"


# There is a scorer for each level above "absent": does the document reach it?
LEVELS = (1, 2, 3)
# A scorer that only doubts what the rules found has these.
DOUBTED = (1, 2)


def column(requirement: str, least: int) -> str:
    """Name of the scorer that says whether a requirement reaches a level (1 mentioned, 2 committed, 3 full)."""
    return f"{requirement}>={least}"


@dataclass(frozen=True, eq=False)
class Model:
    """Coefficients of the scorers, which are named by `column`. `weights` are bytes: features by scorers, signed.

    A model is equal to itself alone: what is worked out from one is kept under it.
    """

    training: str
    scorers: tuple[str, ...]
    biases: tuple[float, ...]
    scales: tuple[float, ...]
    features: tuple[str, ...]
    weights: bytes

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Row of each feature."""
        return {name: row for row, name in enumerate(self.features)}

    @cached_property
    def _packed(self) -> dict[str, int]:
        return {}

    def row(self, feature: str) -> int | None:
        """The packed weights of a feature (see `classify.sums`); None for one that no scorer knows."""
        known = self._packed.get(feature)
        if known is None and feature in self.rows:
            at = self.rows[feature] * len(self.scorers)
            known = self._packed[feature] = packed(self.weights[at : at + len(self.scorers)])
        return known

    @cached_property
    def documents(self) -> Iterator[int]:
        """Counts the documents judged: the first few are not worth loading numpy for."""
        return count(1)


def model_text(model: Model) -> str:
    """A model as the text of its file; the same model gives the same text."""
    table = {
        "format": FORMAT,
        "training": model.training,
        "scorers": dict(zip(model.scorers, zip(model.biases, model.scales, strict=True), strict=True)),
        "features": model.features,
        "weights": base64.b64encode(zlib.compress(model.weights, 9)).decode("ascii"),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_model(path: Path = SHIPPED) -> Model:
    """Read a model. Raises LexiconError where the file is no model of this format."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        if table["format"] != FORMAT:
            raise ValueError(f"format {table['format']}")
        names: Mapping[str, Sequence[float]] = table["scorers"]
        model = Model(
            table["training"],
            tuple(names),
            tuple(bias for bias, _ in names.values()),
            tuple(scale for _, scale in names.values()),
            tuple(table["features"]),
            zlib.decompress(base64.b64decode(table["weights"], validate=True)),
        )
        if len(model.weights) != len(model.features) * len(model.scorers):
            raise ValueError("weights are missing")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zlib.error) as error:
        raise LexiconError(path.name, "-", "format", f"is not a scorer of format {FORMAT}: {error}",
                           "Train it again: policy-audit train.") from error  # fmt: skip
    return model
