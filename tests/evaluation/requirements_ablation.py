"""What each layer is worth: topic words only, rules, learned scorers alone, rules and scorers as the tool ships them.

Usage: requirements_ablation.py GOLD.jsonl FOLDER

Where no scorer was trained for a requirement, its rules answer in every layer but the first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from requirements_dev import documents_of

from policy_audit.classify.model import column
from policy_audit.classify.scorer import chances
from policy_audit.classify.scorer import shipped_model
from policy_audit.config import Settings
from policy_audit.language.reading import read
from policy_audit.language.units import provision_units
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.ruleset.requirements import Requirement
from policy_audit.stages.hygiene import document_fields
from policy_audit.stages.requirements import EVALUATORS
from policy_audit.stages.requirements.judge import Case
from policy_audit.stages.requirements.learned import weighed
from policy_audit.stages.requirements.passages import Passages
from policy_audit.stages.requirements.passages import gather
from policy_audit.stages.strength import score_units
from policy_audit.types import Document
from policy_audit.types import Level

SETTINGS = Settings(audit_date=date(2026, 11, 21))
LAYERS = ("topic words only", "rules", "scorers alone", "rules and scorers")


@dataclass(frozen=True)
class Said:
    """Whether a requirement is met, by reading and by each layer."""

    truth: bool
    layers: tuple[bool, ...]


def said(document: Document, ruleset: Ruleset) -> Iterator[tuple[str, tuple[bool, ...]]]:
    """Each requirement with the answers of the layers, for one document."""
    reading = read(document, ruleset.section_names)
    scored = score_units(reading, provision_units(reading), ruleset.commitment, SETTINGS)
    passages = gather(reading, scored, ruleset.catalogue.concepts)
    case = Case(passages, document_fields(reading, scored, SETTINGS), (), ("edi-policy",), SETTINGS)
    learned = chances(reading, passages, ruleset.catalogue.concepts, shipped_model())
    for requirement in ruleset.catalogue.requirements.values():
        decision = EVALUATORS[requirement.check](requirement, case)
        rules = _met(decision.level)
        chance = learned.get(column(requirement.id, 2))
        alone = chance.logit >= 0 if chance is not None else rules
        together = _met(weighed(requirement, decision, learned, passages).level)
        yield requirement.id, (_topic_found(requirement, passages), rules, alone, together)


def _met(level: Level) -> bool:
    return level.rank >= Level.COMMITTED.rank


def _topic_found(requirement: Requirement, passages: Passages) -> bool:
    detect = requirement.detect
    if requirement.check == "absence" or detect.field:
        return False
    if detect.topic is not None and detect.topic.needed:
        return passages.candidates(detect.topic) != 0
    parts = (detect.parts or {}).values()
    return sum(passages.candidates(one) != 0 for one in parts) * 2 >= max(1, detect.needs)


def labelled(gold: Path, folder: Path, ruleset: Ruleset) -> Iterator[Said]:
    """Every decision that was read and is not in doubt."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    levels = {(row["doc"], row["req"]): row for row in rows if "req" in row}
    for document in documents_of(folder, {row["doc"] for row in rows if "doc" in row}):
        for name, layers in said(document, ruleset):
            row = levels.get((Path(document.path).stem, name), {"level": 0, "sure": "y"})
            if name in rows[0]["ids"] and row["sure"] != "n":
                yield Said(row["level"] >= Level.COMMITTED.rank, layers)


def f1(pairs: list[tuple[bool, bool]]) -> float:
    """F1 of (truth, said)."""
    hit = sum(truth and answer for truth, answer in pairs)
    wrong = sum(truth != answer for truth, answer in pairs)
    return 2 * hit / (2 * hit + wrong) if hit else 0.0


def main() -> None:
    """Print F1 of each layer."""
    rows = list(labelled(Path(sys.argv[1]), Path(sys.argv[2]), load_ruleset()))
    print(f"decisions {len(rows)}")
    for number, layer in enumerate(LAYERS):
        print(f"{layer:20} F1 {f1([(one.truth, one.layers[number]) for one in rows]):.3f}")


if __name__ == "__main__":
    main()
