"""What each layer is worth: topic words only, rules, rules with a learned scorer that may veto or confirm.

Usage: requirements_ablation.py GOLD.jsonl FOLDER

The scorer is a logistic regression (scikit-learn) over what strength, parts and place say of a proposed unit, and the
words in it. It learns from the catalogue's examples; its two thresholds are chosen on the labelled documents of all
other organisations and tried on the one left out (grouped by organisation, never by sentence).
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from requirements_dev import documents_of

from policy_audit.config import Settings
from policy_audit.extract.read import read_bytes
from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.language.units import provision_units
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.ruleset.requirements import Requirement
from policy_audit.stages.hygiene import document_fields
from policy_audit.stages.requirements import EVALUATORS
from policy_audit.stages.requirements.judge import Case
from policy_audit.stages.requirements.judge import Decision
from policy_audit.stages.requirements.passages import Passages
from policy_audit.stages.requirements.passages import gather
from policy_audit.stages.strength import score_units
from policy_audit.types import Document
from policy_audit.types import Level

SETTINGS = Settings(audit_date=date(2026, 11, 21))
LEARNED = ("commitment", "procedure", "definition", "coverage")
VETO = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
CONFIRM = (1.01, 0.95, 0.9, 0.8, 0.7, 0.6)


@dataclass(frozen=True)
class Proposal:
    """What the rules decided of one requirement in one text, and the features of the unit they looked at."""

    requirement: str
    level: Level
    topic: bool
    features: dict[str, float]
    truth: int = 0
    group: str = ""


def proposals(document: Document, ruleset: Ruleset, only: str = "") -> Iterator[Proposal]:
    reading = read(document, ruleset.section_names)
    scored = score_units(reading, provision_units(reading), ruleset.commitment, SETTINGS)
    passages = gather(reading, scored, ruleset.catalogue.concepts)
    case = Case(passages, document_fields(reading, scored, SETTINGS), (), ("edi-policy",), SETTINGS)
    for requirement in ruleset.catalogue.requirements.values():
        if only and requirement.id != only:
            continue
        decision = EVALUATORS[requirement.check](requirement, case)
        topic = _topic_found(requirement, passages)
        yield Proposal(requirement.id, decision.level, topic, _features(requirement, decision, passages, reading))


def _topic_found(requirement: Requirement, passages: Passages) -> bool:
    detect = requirement.detect
    if requirement.check == "absence" or detect.field:
        return False
    if detect.topic is not None and detect.topic.needed:
        return next(passages.candidates(detect.topic), None) is not None
    parts = (detect.parts or {}).values()
    return sum(next(passages.candidates(one), None) is not None for one in parts) * 2 >= max(1, detect.needs)


def _features(requirement: Requirement, decision: Decision, passages: Passages, reading: Reading) -> dict[str, float]:
    if not decision.units:
        return {}
    one = passages.units[decision.units[0]]
    strength, parts = one.strength, len(requirement.detect.parts or ())
    found = {
        f"score={strength.score}": 1.0,
        f"mode={strength.mode}": 1.0,
        f"voice={strength.voice}": 1.0,
        f"time={strength.time}": 1.0,
        f"bearer={strength.bearer}": 1.0,
        f"kind={one.unit.kind}": 1.0,
        f"check={requirement.check}": 1.0,
        f"action={strength.action}": 1.0,
        "parts": 1.0 - len(decision.missing) / parts if parts else 1.0,
        "units": min(len(decision.units), 8) / 8,
    }
    found.update({f"flag={flag}": 1.0 for flag in strength.flags})
    found.update({f"role={role}": 1.0 for role in one.unit.section(reading).roles})
    words = reading.tokens.words[one.unit.first : one.unit.last][:60]
    found.update({f"word={word}": 1.0 for word in words})
    return found


def training(ruleset: Ruleset) -> Iterator[Proposal]:
    for requirement in ruleset.catalogue.requirements.values():
        if requirement.check in LEARNED:
            for example in requirement.examples:
                document = next(read_bytes(example.text.encode(), "example.txt"))
                assert isinstance(document, Document)
                one = next(proposals(document, ruleset, requirement.id))
                if one.features:
                    truth = 2 if example.level else 1
                    yield Proposal(one.requirement, one.level, one.topic, one.features, truth)


def labelled(gold: Path, folder: Path, ruleset: Ruleset) -> Iterator[Proposal]:
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    levels = {(row["doc"], row["req"]): row for row in rows if "req" in row}
    names = {row["doc"] for row in rows if "doc" in row}
    manifest = folder / "manifest.csv"
    groups: dict[str, str] = {}
    if manifest.is_file():
        with manifest.open(encoding="utf-8", newline="") as file:
            groups = {row["id"]: row["organisation"] for row in csv.DictReader(file)}
    for document in documents_of(folder, names):
        name = Path(document.path).stem
        for one in proposals(document, ruleset):
            row = levels.get((name, one.requirement), {"level": 0, "sure": "y"})
            if one.requirement in rows[0]["ids"] and row["sure"] != "n":
                yield Proposal(
                    one.requirement, one.level, one.topic, one.features, row["level"], groups.get(name, name)
                )


def f1(pairs: list[tuple[bool, bool]]) -> float:
    hit = sum(truth and said for truth, said in pairs)
    wrong = sum(truth != said for truth, said in pairs)
    return 2 * hit / (2 * hit + wrong) if hit else 0.0


def main() -> None:
    """Fit on the examples, choose thresholds by organisation, print the three F1 figures."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    ruleset = load_ruleset()
    examples = list(training(ruleset))
    vectors = DictVectorizer()
    model = LogisticRegression(C=0.3, max_iter=2000)
    model.fit(vectors.fit_transform([one.features for one in examples]), [one.truth >= 2 for one in examples])
    gold = list(labelled(Path(sys.argv[1]), Path(sys.argv[2]), ruleset))
    chances = model.predict_proba(vectors.transform([one.features for one in gold]))[:, 1]
    checks = {one.id: one for one in ruleset.catalogue.requirements.values()}

    def said(one: Proposal, chance: float, veto: float, confirm: float) -> bool:
        firm = one.level in (Level.COMMITTED, Level.FULL)
        if checks[one.requirement].check not in LEARNED or not one.features:
            return firm
        return chance >= veto if firm else one.level is Level.MENTIONED and chance >= confirm

    def score(rows: list[tuple[Proposal, float]], veto: float, confirm: float) -> float:
        return f1([(one.truth >= 2, said(one, chance, veto, confirm)) for one, chance in rows])

    rows = list(zip(gold, chances, strict=True))
    by_group: dict[str, list[tuple[Proposal, float]]] = defaultdict(list)
    for one, chance in rows:
        by_group[one.group].append((one, chance))
    held_out: list[tuple[bool, bool]] = []
    for group, own in by_group.items():
        others = [row for name, several in by_group.items() if name != group for row in several]
        best = max((score(others, veto, confirm), -veto, confirm) for veto in VETO for confirm in CONFIRM)
        held_out += [(one.truth >= 2, said(one, chance, -best[1], best[2])) for one, chance in own]
    print(f"organisations {len(by_group)}, decisions {len(rows)}, training examples {len(examples)}")
    print(f"topic words only    F1 {f1([(one.truth >= 2, one.topic) for one in gold]):.3f}")
    print(f"rules               F1 {score(rows, 0.0, 1.01):.3f}")
    print(f"rules and scorer    F1 {f1(held_out):.3f}   (thresholds by organisation left out)")


if __name__ == "__main__":
    main()
