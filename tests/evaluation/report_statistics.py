"""Figures from counts, and their 95 % intervals by resampling whole groups (organisations, documents, cases)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from itertools import pairwise

RESAMPLES = 1000
SEED = 20261121
# Edges of the bands of confidence; below the first inner one the reports say that a person should look.
BANDS = (0.0, 0.7, 0.8, 0.9, 1.01)
Counts = Mapping[str, float]


def share(part: float, whole: float) -> float:
    """A share; 1 of nothing, since nothing was got wrong."""
    return part / whole if whole else 1.0


def precision(counts: Counts) -> float:
    return share(counts.get("tp", 0), counts.get("tp", 0) + counts.get("fp", 0))


def recall(counts: Counts) -> float:
    return share(counts.get("tp", 0), counts.get("tp", 0) + counts.get("fn", 0))


def f1(counts: Counts) -> float:
    right = 2 * counts.get("tp", 0)
    return share(right, right + counts.get("fp", 0) + counts.get("fn", 0))


def false_alarms(counts: Counts) -> float:
    return counts.get("fp", 0) / max(1, counts.get("fp", 0) + counts.get("tn", 0))


def kappa(counts: Counts) -> float:
    """Quadratically weighted kappa of the counts under keys “read:said”."""
    pairs = {tuple(map(int, key.split(":"))): count for key, count in counts.items() if ":" in key and count}
    total = sum(pairs.values())
    read: Counter[int] = Counter()
    said: Counter[int] = Counter()
    for (a, b), count in pairs.items():
        read[a] += count  # type: ignore[assignment]
        said[b] += count  # type: ignore[assignment]
    seen = sum((a - b) ** 2 * count for (a, b), count in pairs.items()) / max(1, total)
    chance = sum((a - b) ** 2 * read[a] * said[b] for a in read for b in said) / max(1, total) ** 2
    return 1 - seen / chance if chance else 1.0


def exact(counts: Counts) -> float:
    return share(counts.get("exact", 0), counts.get("all", 0))


def evidence(counts: Counts) -> float:
    return share(counts.get("evidence", 0), counts.get("with evidence", 0))


def spans(counts: Counts) -> float:
    return share(counts.get("span found", 0), counts.get("span", 0))


def spans_with_category(counts: Counts) -> float:
    return share(counts.get("span category", 0), counts.get("span", 0))


FIGURES: dict[str, Callable[[Counts], float]] = {
    "precision": precision,
    "recall": recall,
    "F1": f1,
    "false alarms": false_alarms,
    "kappa": kappa,
    "exact": exact,
    "evidence found": evidence,
    "words found": spans,
    "words found, right category": spans_with_category,
}
LOWER_IS_BETTER = frozenset({"false alarms"})


@dataclass
class Stage:
    """One evaluation: counts by group, the figures wanted of them, and each mistake in a line."""

    id: str
    title: str
    data: str
    protocol: str
    unit: str
    wanted: tuple[str, ...]
    shared: bool
    groups: dict[str, Counter[str]] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    parts: dict[str, Counter[str]] = field(default_factory=dict)
    # For each decision how sure the tool was of it (0 to 1), and whether it was right.
    sureness: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, group: str, part: str, **counts: float) -> None:
        """Count something for a group, and for a part (a requirement, a category, a check)."""
        self.groups.setdefault(group, Counter()).update(counts)  # type: ignore[arg-type]
        self.parts.setdefault(part, Counter()).update(counts)  # type: ignore[arg-type]

    def decide(self, group: str, part: str, truth: bool, said: bool, **counts: float) -> str:
        """Count a yes-or-no decision; returns its cell: tp, fp, fn or tn."""
        cell = ("tp" if said else "fn") if truth else ("fp" if said else "tn")
        self.add(group, part, **{cell: 1}, **counts)
        return cell

    def total(self) -> Counter[str]:
        """Counts over all groups."""
        return sum(self.groups.values(), Counter())

    def decisions(self) -> int:
        """How many yes-or-no decisions were counted, or comparisons where there are none."""
        total = self.total()
        return int(sum(total[cell] for cell in ("tp", "fp", "fn", "tn")) or total["all"])

    def figures(self) -> dict[str, float]:
        """The wanted figures over everything."""
        total = self.total()
        return {name: round(FIGURES[name](total), 3) for name in self.wanted}

    def worst(self, number: int = 6) -> list[tuple[str, Counter[str]]]:
        """Parts with most mistakes, those with a mistake only."""
        wrong = [(part, counts) for part, counts in self.parts.items() if mistakes_of(counts)]
        return sorted(wrong, key=lambda one: (-mistakes_of(one[1]), one[0]))[:number]


def reliability(sureness: list[tuple[float, bool]]) -> Iterator[tuple[str, int, float, float]]:
    """Bands of stated confidence: name, decisions, mean confidence, share that was right."""
    for low, high in pairwise(BANDS):
        inside = [(sure, right) for sure, right in sureness if low <= sure < high]
        if inside:
            name = f"{low:.1f} to {min(high, 1.0):.1f}" if low else f"below {high:.1f}"
            sure, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            yield name, len(inside), sure, right


def mistakes_of(counts: Counts) -> float:
    """Wrong decisions, or where only agreement is counted, disagreements."""
    return counts.get("fp", 0) + counts.get("fn", 0) or counts.get("all", 0) - counts.get("exact", 0)


def intervals(stage: Stage) -> dict[str, tuple[float, float]]:
    """95 % percentile intervals: whole groups are drawn with replacement, so that no organisation counts as many."""
    import numpy

    keys = sorted(stage.total())
    table = numpy.array([[counts.get(key, 0) for key in keys] for counts in stage.groups.values()], dtype=float)
    draws = numpy.random.default_rng(SEED).multinomial(len(table), [1 / len(table)] * len(table), size=RESAMPLES)
    drawn = [dict(zip(keys, row, strict=True)) for row in draws @ table]
    found = {}
    for name in stage.wanted:
        low, high = numpy.percentile([FIGURES[name](one) for one in drawn], [2.5, 97.5])
        found[name] = (float(low), float(high))
    return found
