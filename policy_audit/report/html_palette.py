"""Every colour of the HTML report, light and dark, and the pairs that stand on each other (tested for contrast).

Text needs 4.5 : 1 and the borders of controls 3 : 1 (WCAG 2.2, success criteria 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "ink": "#1a2126",
    "soft": "#4c5860",
    "page": "#ffffff",
    "panel": "#f4f7f8",
    "line": "#d3dbdf",
    "control": "#6b7880",
    "accent": "#0a5566",
    "on-accent": "#ffffff",
    "link": "#0a5566",
    "focus": "#b3470b",
    "error": "#8f1d14",
    "error-back": "#fdebe8",
    "warning": "#6e4a00",
    "warning-back": "#fdf2d8",
    "advice": "#1f4b82",
    "advice-back": "#e9f1fb",
    "good": "#1d5a33",
    "good-back": "#e5f4e9",
    "mark-ink": "#1a2126",
    "heat-0": "#ffffff",
    "heat-1": "#e0eff2",
    "heat-2": "#b4d9e0",
    "heat-3": "#77b8c4",
    "heat-4": "#0a5566",
    "on-heat": "#1a2126",
    "on-heat-4": "#ffffff",
    "bar": "#0a6b80",
    "track": "#dfe6e9",
}
DARK: Mapping[str, str] = {
    "ink": "#e8eef1",
    "soft": "#b3c0c7",
    "page": "#12181c",
    "panel": "#1b2429",
    "line": "#36444c",
    "control": "#8b9aa3",
    "accent": "#8fd3e0",
    "on-accent": "#0d2228",
    "link": "#8fd3e0",
    "focus": "#ffb27a",
    "error": "#ffb4a8",
    "error-back": "#40201c",
    "warning": "#f3cf8a",
    "warning-back": "#3a2d10",
    "advice": "#aed0fb",
    "advice-back": "#1b2d45",
    "good": "#a5dcb6",
    "good-back": "#173324",
    "mark-ink": "#e8eef1",
    "heat-0": "#12181c",
    "heat-1": "#173038",
    "heat-2": "#1d4753",
    "heat-3": "#1f6070",
    "heat-4": "#8fd3e0",
    "on-heat": "#e8eef1",
    "on-heat-4": "#0d2228",
    "bar": "#5cb9ca",
    "track": "#2a363d",
}
# (foreground, background, least contrast): every pair the style sheet puts together.
PAIRS: tuple[tuple[str, str, float], ...] = (
    ("ink", "page", 4.5),
    ("ink", "panel", 4.5),
    ("soft", "page", 4.5),
    ("soft", "panel", 4.5),
    ("link", "page", 4.5),
    ("link", "panel", 4.5),
    ("on-accent", "accent", 4.5),
    ("accent", "page", 4.5),
    ("error", "page", 4.5),
    ("error", "error-back", 4.5),
    ("error", "panel", 4.5),
    ("warning", "page", 4.5),
    ("warning", "warning-back", 4.5),
    ("warning", "panel", 4.5),
    ("advice", "page", 4.5),
    ("advice", "advice-back", 4.5),
    ("advice", "panel", 4.5),
    ("good", "page", 4.5),
    ("good", "good-back", 4.5),
    ("good", "panel", 4.5),
    ("mark-ink", "error-back", 4.5),
    ("mark-ink", "warning-back", 4.5),
    ("mark-ink", "advice-back", 4.5),
    ("mark-ink", "good-back", 4.5),
    ("soft", "good-back", 4.5),
    ("soft", "error-back", 4.5),
    ("soft", "warning-back", 4.5),
    ("soft", "advice-back", 4.5),
    ("on-heat", "heat-0", 4.5),
    ("on-heat", "heat-1", 4.5),
    ("on-heat", "heat-2", 4.5),
    ("on-heat", "heat-3", 4.5),
    ("on-heat-4", "heat-4", 4.5),
    ("control", "page", 3.0),
    ("control", "panel", 3.0),
    ("focus", "page", 3.0),
    ("focus", "panel", 3.0),
    ("bar", "track", 3.0),
    ("bar", "page", 3.0),
)


def variables() -> str:
    """The colours as CSS: light, and dark where the reader's system asks for it (never in print)."""
    light = "".join(f"--{name}:{colour};" for name, colour in LIGHT.items())
    dark = "".join(f"--{name}:{colour};" for name, colour in DARK.items())
    return (
        f":root{{color-scheme:light dark;{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    )


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours "#rrggbb", 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
