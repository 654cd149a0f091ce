"""What the type of a PDF says: the size of its prose and of its headings, the distance of its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policy_audit.extract.pdf_lines import Line

# Type larger than the prose by this factor heads something.
LARGER = 1.1


@dataclass(frozen=True, slots=True)
class Typography:
    """What a document's type says: size of its prose, sizes of its headings, distance of its lines."""

    body: float
    heading_sizes: tuple[float, ...]
    leading: float

    def level(self, size: float) -> int:
        """Heading level of a size: 1 for the largest."""
        for index, heading in enumerate(self.heading_sizes):
            if size >= heading - 0.3:
                return min(index + 1, 6)
        return min(len(self.heading_sizes) + 1, 6)


def typography(lines: Sequence[Line]) -> Typography:
    """Measure the lines of a document's body."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    body = weights.most_common(1)[0][0] if weights else 0.0
    larger = sorted({line.size for line in lines if line.size > body * LARGER and len(line.text) < 120}, reverse=True)
    sizes: list[float] = []
    for size in larger:
        if not sizes or size < sizes[-1] - 0.6:
            sizes.append(size)
    gaps: Counter[float] = Counter()
    for before, after in pairwise(lines):
        gap = before.box.bottom - after.box.bottom
        if before.page == after.page and before.size == after.size == body and 0 < gap < body * 3:
            gaps[round(gap, 1)] += 1
    leading = _leading(gaps, body)
    return Typography(body, tuple(sizes[:5]), leading)


def _leading(gaps: Counter[float], body: float) -> float:
    """The commonest line distance; of two nearly as common the smaller, as the larger separates paragraphs."""
    if not gaps:
        return body * 1.2
    most = gaps.most_common(1)[0][1]
    return min(gap for gap, count in gaps.items() if count >= most * 0.4)
