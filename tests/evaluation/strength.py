"""Agreement of commitment strength with graded sentences, without the command line.

    python tests/evaluation/strength.py GOLD.jsonl DOCUMENT_FOLDER [--errors]
    python tests/evaluation/strength.py --graded [--errors]
    python tests/evaluation/strength.py --catalogue [--errors]

The first form reads the documents named in the gold rows and matches each row to the unit that shares most of its
words; the second scores the sentences of `lexicons/commitment/graded.toml`, each a document of its own; the third the
examples of the requirements catalogue whose strength is stated or follows from the reason they fail.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from policy_audit.config import Settings
from policy_audit.extract.read import read_documents
from policy_audit.language.reading import read
from policy_audit.language.units import provision_units
from policy_audit.ruleset.files import read_tables
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.commitments import commitments
from policy_audit.stages.strength import score_units
from policy_audit.types import Block
from policy_audit.types import Commitment
from policy_audit.types import Document
from policy_audit.types import Span
from policy_audit.types import TextAnchor

SETTINGS = Settings(all_units=True)
ANCHORS = ("owner", "time_frame", "measure")


def one_paragraph(text: str) -> Document:
    """A document that holds just one sentence."""
    return Document(
        "sentence", "0" * 64, "txt", text, (Block("paragraph", 0, Span(0, len(text)), TextAnchor(1, 1, 0)),)
    )


def register(document: Document) -> list[Commitment]:
    """Every unit of a document with its strength."""
    ruleset = load_ruleset()
    reading = read(document, ruleset.section_names)
    scored = score_units(reading, provision_units(reading), ruleset.commitment, SETTINGS)
    return list(commitments(reading, scored, (), SETTINGS))


def grams(text: str, size: int = 3) -> set[str]:
    """Hashes of all word sequences of a length, as the gold rows hold them."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    windows = [words[at : at + size] for at in range(max(1, len(words) - size + 1))]
    return {hashlib.sha256(" ".join(window).encode()).hexdigest()[:12] for window in windows}


def weighted_kappa(pairs: Iterable[tuple[int, int]], steps: int = 5) -> float:
    """Quadratically weighted kappa of (gold, said)."""
    pairs = list(pairs)
    gold, said, count = Counter(a for a, _ in pairs), Counter(b for _, b in pairs), len(pairs)
    seen = sum((a - b) ** 2 for a, b in pairs) / count
    chance = sum((a - b) ** 2 * gold[a] * said[b] for a in range(steps) for b in range(steps)) / count**2
    return 1 - seen / chance if chance else 1.0


def summary(pairs: list[tuple[int, int]]) -> str:
    """Kappa, exact agreement and F1 of firm (3 or more)."""
    both = sum(a >= 3 and b >= 3 for a, b in pairs)
    firm = 2 * both / max(1, sum(a >= 3 for a, _ in pairs) + sum(b >= 3 for _, b in pairs))
    exact = sum(a == b for a, b in pairs) / len(pairs)
    return f"n {len(pairs)}  kappa {weighted_kappa(pairs):.3f}  exact {exact:.3f}  firm F1 {firm:.3f}"


def from_gold(gold: Path, folder: Path, errors: bool) -> None:
    """Print the agreement with a gold file."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    files = {path.stem: path for path in folder.rglob("*") if path.is_file()}
    units: dict[str, list[tuple[set[str], Commitment]]] = {}
    for name in sorted({row["doc"] for row in rows}):
        found = [
            one
            for document in read_documents(files[name])
            if isinstance(document, Document)
            for one in register(document)
        ]
        units[name] = [(grams(one.text), one) for one in found]
    pairs, lost, anchors = [], 0, defaultdict(list)
    for row in rows:
        want = set(row["grams"])
        if row.get("sure") == "n":
            continue
        best = max(units[row["doc"]], key=lambda unit: len(unit[0] & want) / max(1, len(unit[0] | want)), default=None)
        if best is None or len(best[0] & want) / max(1, len(want)) < 0.5:
            lost += 1
            if errors:
                print("LOST", row["doc"], row["text"][:120])
            continue
        pairs.append((row["strength"], best[1].strength))
        for name in ANCHORS:
            if row["strength"] >= 3 and name in row:
                anchors[name].append(bool(getattr(best[1], name)) == (row[name] == "y"))
                if errors and not anchors[name][-1]:
                    print(f"anchor {name} gold {row[name]} said {getattr(best[1], name)} | {best[1].text[:150]}")
        if errors and row["strength"] != best[1].strength:
            print(
                f"{row['strength']} said {best[1].strength} {row['doc']} [{best[1].mode}] {best[1].text[:230]!r}"
            )
    print(
        summary(pairs), f" lost {lost} ", {name: round(sum(found) / len(found), 3) for name, found in anchors.items()}
    )


def from_graded(errors: bool) -> None:
    """Print the agreement with the graded sentences of the lexicon."""
    pairs = []
    for graded in load_ruleset().commitment.graded:
        said = max((one.strength for one in register(one_paragraph(graded.text))), default=0)
        pairs.append((graded.score, said))
        if errors and said != graded.score:
            one = max(register(one_paragraph(graded.text)), key=lambda unit: unit.strength)
            print(
                f"{graded.score} said {said} [{one.mode}/{one.owner}/{one.time_frame}/{one.measure}] {graded.text}"
            )
    print(summary(pairs))


def from_catalogue(errors: bool) -> None:
    """Print how often catalogue examples come out firm or not as they should."""
    weak = {"vague", "aspiration", "hedged", "past", "law", "reported", "mention", "heading", "passive"}
    right: dict[str, list[bool]] = defaultdict(list)
    for table in read_tables("requirements").values():
        examples = [
            one
            for row in table.get("requirement", ())
            if row["check"] == "commitment"
            for one in row.get("example", ())
        ]
        for example in examples:
            wanted = example.get("level") or example.get("reason") or ""
            if wanted not in weak and wanted not in ("committed", "full"):
                continue
            one = max(register(one_paragraph(example["text"])), key=lambda unit: unit.strength)
            correct = (
                one.strength <= 2 if wanted in weak else one.strength == 4 if wanted == "full" else one.strength >= 3
            )
            right[wanted].append(correct)
            if errors and not correct:
                print(
                    f"{wanted} said {one.strength} [{one.mode}/{one.owner}/{one.measure}] {example['text']}"
                )
    print({name: f"{sum(found)}/{len(found)}" for name, found in right.items()})


def main() -> None:
    """Read the arguments and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--graded", action="store_true")
    parser.add_argument("--catalogue", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    if options.graded:
        from_graded(options.errors)
    elif options.catalogue:
        from_catalogue(options.errors)
    else:
        from_gold(options.gold, options.folder, options.errors)


if __name__ == "__main__":
    main()
