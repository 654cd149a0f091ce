"""The trend over kept audits as a chart: where its points, lines and grid stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from policy_audit.batch.history import Audit

# The chart in its own units; it is scaled to the page.
_WIDTH, _HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 16, 34
_LABEL_WIDTH = 140


@dataclass(frozen=True, slots=True)
class Point:
    """One audit on the chart: place, share in per cent, date; `labelled` where its date fits under the axis."""

    x: float
    y: float
    share: int
    day: str
    new_rules: bool
    labelled: bool


def chart_parts(points: Sequence[Point]) -> dict[str, Any]:
    """What the template of the chart draws: points, the lines between them, grid and edges."""
    return {
        "points": points,
        "lines": [" ".join(f"{one.x},{one.y}" for one in run) for run in _runs(points) if len(run) > 1],
        "grid": [(percent, _height(percent)) for percent in (0, 25, 50, 75, 100)],
        "width": _WIDTH,
        "height": _HEIGHT,
        "left": _LEFT,
        "right": _WIDTH - _RIGHT,
        "base": _HEIGHT - _BOTTOM,
    }


def chart_points(audits: Sequence[Audit]) -> list[Point]:
    """Places of the audits on the chart: time from left to right, share of statements found from 0 to 100 upwards."""
    if not audits:
        return []
    days = [date.fromisoformat(one.audit_date).toordinal() for one in audits]
    span = max(days[-1] - days[0], 1)
    points: list[Point] = []
    free = 0.0
    for at, (audit, day) in enumerate(zip(audits, days, strict=True)):
        part = 0.5 if len(audits) == 1 else (day - days[0]) / span
        share = 100 * audit.passed // audit.asked if audit.asked else 0
        x = round(_LEFT + part * (_WIDTH - _LEFT - _RIGHT), 1)
        changed = at > 0 and audit.ruleset != audits[at - 1].ruleset
        fits = at == 0 or at == len(audits) - 1 or free <= x <= _WIDTH - _RIGHT - 1.5 * _LABEL_WIDTH
        free = x + _LABEL_WIDTH * (1.5 if at == 0 else 1) if fits else free
        points.append(Point(x, _height(share), share, audit.audit_date, changed, fits))
    return points


def _height(percent: int) -> float:
    return round(_TOP + (100 - percent) / 100 * (_HEIGHT - _TOP - _BOTTOM), 1)


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    runs: list[list[Point]] = []
    for point in points:
        if not runs or point.new_rules:
            runs.append([])
        runs[-1].append(point)
    return runs
