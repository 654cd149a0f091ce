"""Two kinds of picture, drawn as SVG without a library: bars, and lines on two logarithmic axes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Sequence
from html import escape

OURS, PEER, INK, GRID = "#6b2fb3", "#8a94a6", "#1d2433", "#d9dde5"
# Lines are told apart by dash as well as by colour.
_STYLES = (
    ("#6b2fb3", ""),
    ("#b06be0", "6 3"),
    ("#c2410c", ""),
    ("#0f766e", "2 3"),
    ("#1d4ed8", "8 3 2 3"),
    ("#6b7280", "1 4"),
)
_BAR, _LABEL, _WIDTH = 30, 230, 760
_LEFT, _TOP, _RIGHT, _BOTTOM = 70, 50, 230, 50
_HEIGHT = 380


def bars(title: str, values: Mapping[str, float], ours: frozenset[str], unit: str) -> str:
    """Horizontal bars, one a name, in the order given."""
    longest = max(values.values())
    parts = [_text(16, 26, title, size=16, weight="bold")]
    for number, (name, value) in enumerate(values.items()):
        top = 44 + number * _BAR
        width = max(2.0, (_WIDTH - _LABEL - 150) * value / longest)
        colour = OURS if name in ours else PEER
        parts.append(_text(_LABEL - 10, top + 15, name, anchor="end"))
        parts.append(f'<rect x="{_LABEL}" y="{top}" width="{width:.1f}" height="20" rx="2" fill="{colour}"/>')
        parts.append(_text(_LABEL + width + 8, top + 15, f"{_number(value)} {unit}"))
    return _svg(title, 60 + len(values) * _BAR, parts)


def lines(title: str, series: Mapping[str, Sequence[tuple[float, float]]], across: str, up: str) -> str:
    """A line a name through its points (both axes logarithmic: a line at 45 degrees grows in proportion)."""
    points = [point for one in series.values() for point in one]
    low_x, high_x = min(x for x, _ in points), max(x for x, _ in points)
    low_y, high_y = 10 ** math.floor(_log(min(y for _, y in points))), 10 ** math.ceil(_log(max(y for _, y in points)))
    wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def place(x: float, y: float) -> tuple[float, float]:
        along = (_log(x) - _log(low_x)) / (_log(high_x) - _log(low_x))
        above = (_log(y) - _log(low_y)) / (_log(high_y) - _log(low_y))
        return _LEFT + wide * along, _TOP + high * (1 - above)

    parts = [
        _text(16, 26, title, size=16, weight="bold"),
        _text(_LEFT + wide / 2, _HEIGHT - 10, across, anchor="middle"),
    ]
    parts.append(_text(16, _TOP - 10, up, size=12))
    for power in range(round(_log(low_y)), round(_log(high_y)) + 1):
        _, y = place(low_x, 10.0**power)
        parts.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_LEFT + wide}" y2="{y:.1f}" stroke="{GRID}"/>')
        parts.append(_text(_LEFT - 8, y + 4, f"{10.0**power:g}", anchor="end", size=12))
    for x in sorted({x for x, _ in points}):
        parts.append(_text(place(x, low_y)[0], _TOP + high + 18, _number(x), anchor="middle", size=12))
    ends = sorted((place(*one[-1])[1], name) for name, one in series.items())
    heights = _apart([height for height, _ in ends])
    labels = {name: height for (_, name), height in zip(ends, heights, strict=True)}
    for (colour, dash), (name, one) in zip(_STYLES, series.items(), strict=False):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in one))
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>'
        )
        parts.append(_text(_LEFT + wide + 8, labels[name] + 4, name, colour=colour, size=13))
    return _svg(title, _HEIGHT, parts)


def _apart(heights: Sequence[float], least: float = 17) -> list[float]:
    """The same heights, ascending, moved down until labels do not overlap."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + least) if placed else height)
    return placed


def _log(value: float) -> float:
    return math.log10(value)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _text(
    x: float, y: float, words: str, anchor: str = "start", size: int = 14, weight: str = "normal", colour: str = INK
) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" fill="{colour}"'
    return f"<text {place}>{escape(words)}</text>"


def _svg(title: str, height: int, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" font-family="sans-serif">'
    )
    body = [f"<title>{escape(title)}</title>", f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>', *parts]
    return "\n".join([head, *body, "</svg>"]) + "\n"
