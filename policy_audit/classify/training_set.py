"""The training set: passages and documents written for this project, and the examples of the catalogue.

`training/requirements/*.toml` holds passages with the level a careful reader gives them, the folders of
`training/documents` whole documents with `labels.jsonl`, one row a document and requirement (see `training/README.md`).
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policy_audit.errors import LexiconError
from policy_audit.ruleset.requirements import RequirementCatalogue
from policy_audit.types import Level

PASSED = Level.COMMITTED.rank
_LEVELS = frozenset(Level)
_AUDIT_DATE = re.compile(r"^Audit date \d+ \w+ \d{4}\. ")


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """A text and the level (0-3) it earns for one requirement; `exact` is False where only pass or fail is known."""

    requirement: str
    level: int
    text: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A whole document (Markdown) and the level (0-3) it earns for each requirement read; None where readers doubt.

    `rich` says that it is one of those rich in what the requirements ask, from which a scorer can be learned.
    """

    name: str
    text: str
    levels: Mapping[str, int | None]
    rich: bool = True


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """All of it, in a fixed order, with a digest of what was read."""

    passages: tuple[LabelledPassage, ...]
    documents: tuple[LabelledDocument, ...]
    digest: str


def read_training_set(folder: Path, catalogue: RequirementCatalogue) -> TrainingSet:
    """Passages, documents and catalogue examples. Raises LexiconError for an unknown requirement or level."""
    passages = [*_examples(catalogue), *_passages(folder / "requirements", catalogue)]
    documents = list(_documents(folder / "documents"))
    known = [[one.requirement, one.level, one.text] for one in passages]
    known += [[one.name, one.text, one.rich, sorted(one.levels.items())] for one in documents]
    digest = hashlib.sha256(json.dumps(known, ensure_ascii=False).encode()).hexdigest()
    return TrainingSet(tuple(passages), tuple(documents), digest)


def _examples(catalogue: RequirementCatalogue) -> Iterator[LabelledPassage]:
    for requirement in catalogue.requirements.values():
        for example in requirement.examples:
            level = Level(example.level).rank if example.level in _LEVELS else PASSED if example.level else 0
            exact = example.level in _LEVELS
            yield LabelledPassage(requirement.id, level, _AUDIT_DATE.sub("", example.text), exact)


def _passages(folder: Path, catalogue: RequirementCatalogue) -> Iterator[LabelledPassage]:
    for path in sorted(folder.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("passage", [])
        for number, row in enumerate(rows, 1):
            for name, level in _answers(row):
                if name not in catalogue.requirements or level not in range(4):
                    remedy = "Use a requirement that `policy-audit rules` lists and a level from 0 to 3."
                    raise LexiconError(path.name, f"passage {number}", str(name), f"level {level} is unknown", remedy)
                yield LabelledPassage(name, level, row["text"].strip(), "requirement" in row)


def _answers(row: Mapping[str, object]) -> Iterator[tuple[str, int]]:
    """`requirement` with `level`, or lists of requirements under `pass` and `fail`."""
    if "requirement" in row:
        yield str(row["requirement"]), int(str(row["level"]))
    for key, level in (("pass", PASSED), ("fail", 0)):
        names = row.get(key, ())
        assert isinstance(names, list | tuple)
        for name in names:
            yield str(name), level


def _documents(folder: Path) -> Iterator[LabelledDocument]:
    """Documents of every folder below that has labels; each folder names the requirements it was read for."""
    for labels in sorted(folder.glob("*/labels.jsonl")):
        rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines() if line.strip()]
        first = next(row for row in rows if "ids" in row)
        asked, rich = first["ids"], bool(first.get("rich", True))
        for name in sorted({row["doc"] for row in rows if "doc" in row}):
            levels: dict[str, int | None] = dict.fromkeys(asked, 0)
            for row in rows:
                if row.get("doc") == name and "req" in row:
                    levels[row["req"]] = int(row["level"]) if row.get("sure", "y") != "n" else None
            text = labels.with_name(f"{name}.md").read_text(encoding="utf-8")
            yield LabelledDocument(name, text, levels, rich)
