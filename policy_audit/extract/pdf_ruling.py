"""Ruling lines of a PDF page: whether there are enough for a table, and the sides that open tables lack."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from policy_audit.extract.foreign import PdfPage

# A path this thin (points) is a rule, this long a side of a table.
THIN = 3.0
LONG = 18.0
TALLEST_CELL = 400.0
MOST_OBJECTS = 4000
PATH = 2


def has_ruling(page: PdfPage, rows: int = 2) -> bool:
    """True for a page with rules or boxes for a table of `rows` rows: edges at one height more, and at three places.

    One rule down the page is enough where three rules across begin at one place: a table that is open at its sides.
    """
    from pypdfium2 import raw

    heights: Counter[int] = Counter()
    places: Counter[int] = Counter()
    beginnings: Counter[int] = Counter()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    references = [ctypes.byref(value) for value in (left, bottom, right, top)]
    count = raw.FPDFPage_CountObjects(page.raw)
    if count > MOST_OBJECTS:
        return False
    for index in range(count):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) != PATH or not raw.FPDFPageObj_GetBounds(item, *references):
            continue
        width, height = right.value - left.value, top.value - bottom.value
        if width > LONG and height < THIN:
            heights[round(bottom.value / THIN)] += 1
            beginnings[round(left.value / THIN)] += 1
        elif height > LONG / 2 and width < THIN:
            # One rule may run along several rows.
            places[round(left.value / THIN)] += 2
        elif width > LONG and LONG / 2 < height < TALLEST_CELL:
            heights.update((round(bottom.value / THIN), round(top.value / THIN)))
            places.update((round(left.value / THIN), round(right.value / THIN)))
    needed = 1 if max(beginnings.values(), default=0) >= 3 else 3
    return len(heights) > rows and sum(count > 1 for count in places.values()) >= needed


class _Rule(NamedTuple):
    """A rule across the page: its height from the top, where it begins and where it ends."""

    top: float
    left: float
    right: float


def closing_edges(edges: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Sides for tables that have rules between rows and columns but none at the left or right, as pdfplumber edges.

    `edges` are those of a pdfplumber page. Where rules across begin (or end) at one place, and rules down the page
    cross them, the table ends there. A side that is drawn already is drawn once more, which changes nothing.
    """
    down = [one for one in edges if one["orientation"] == "v" and one["bottom"] - one["top"] > LONG / 2]
    found: list[dict[str, Any]] = []
    for top, bottom in _stretches(down):
        across = [rule for rule in _rules(edges, top, bottom) if any(_crosses(one, rule) for one in down)]
        for side in ("left", "right"):
            ends: dict[int, list[_Rule]] = defaultdict(list)
            for rule in across:
                ends[round(getattr(rule, side) / THIN)].append(rule)
            found += [_side(getattr(rules[0], side), rules) for rules in ends.values() if len(rules) > 1]
    return found


def _crosses(down: Mapping[str, Any], rule: _Rule) -> bool:
    """True when a rule down the page meets a rule across it away from the ends of that."""
    inside = bool(rule.left + LONG < down["x0"] < rule.right - LONG)
    return inside and bool(down["top"] - THIN <= rule.top <= down["bottom"] + THIN)


def _side(x: float, rules: Sequence[_Rule]) -> dict[str, Any]:
    top, bottom = min(rule.top for rule in rules), max(rule.top for rule in rules)
    place = {"x0": x, "x1": x, "top": top, "bottom": bottom, "height": bottom - top, "width": 0.0}
    return {"object_type": "rect_edge", "orientation": "v", **place}


def _stretches(down: Sequence[Mapping[str, Any]]) -> Iterator[tuple[float, float]]:
    """Top and bottom of each part of the page that rules down the page run through without a break."""
    top = bottom = -1.0
    for one in sorted(down, key=lambda edge: edge["top"]):
        if bottom >= 0 and one["top"] > bottom + THIN:
            yield top, bottom
            bottom = -1.0
        top = one["top"] if bottom < 0 else top
        bottom = max(bottom, one["bottom"])
    if bottom >= 0:
        yield top, bottom


def _rules(edges: Sequence[Mapping[str, Any]], top: float, bottom: float) -> Iterator[_Rule]:
    """The rules across a stretch of the page, pieces on one height joined."""
    rows: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for one in edges:
        if one["orientation"] == "h" and top - THIN <= one["top"] <= bottom + THIN:
            rows[round(one["top"] / THIN)].append(one)
    for pieces in rows.values():
        pieces.sort(key=lambda edge: edge["x0"])
        left, right = pieces[0]["x0"], pieces[0]["x1"]
        for one in pieces[1:]:
            if one["x0"] > right + THIN:
                yield _Rule(pieces[0]["top"], left, right)
                left = one["x0"]
            right = max(right, one["x1"]) if one["x0"] <= right + THIN else one["x1"]
        if right - left > LONG:
            yield _Rule(pieces[0]["top"], left, right)
