"""Bullets that a PDF sets apart from their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policy_audit.extract.looks import BULLETS_ONLY
from policy_audit.extract.looks import marker_of
from policy_audit.extract.pdf_lines import Line
from policy_audit.extract.pdf_runs import Run

# So many font sizes, at most, stands a bullet from its words.
FARTHEST_BULLET = 5.0


def with_their_bullets(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, bullets that the file sets apart put before their words; bullets without words are left out."""
    bullets = [line for line in lines if line.cell is None and BULLETS_ONLY.fullmatch(line.text)]
    if not bullets:
        return lines
    apart = set(map(id, bullets))
    words = [line for line in lines if id(line) not in apart]
    owners: dict[int, Line] = {}
    for bullet in bullets:
        beside = [line for line in words if _stands_before(bullet, line) and id(line) not in owners]
        # Halfway between two lines it belongs to the upper one.
        if beside:
            nearest = min(beside, key=lambda line: round(abs(line.box.bottom - bullet.box.bottom)))
            owners[id(nearest)] = bullet
    return [_marked(owners[id(line)], line) if id(line) in owners else line for line in words]


def _stands_before(bullet: Line, line: Line) -> bool:
    """True when a bullet stands at the left of a line that has none, on about its height."""
    return (
        bullet.page == line.page
        and line.cell is None
        and abs(bullet.box.bottom - line.box.bottom) <= line.size
        and bullet.box.right <= line.box.left + 1.0
        and line.box.left - bullet.box.right < FARTHEST_BULLET * line.size
        and marker_of(line.text) is None
    )


def _marked(bullet: Line, line: Line) -> Line:
    """The line with a bullet of its own before its words."""
    gap = Run(" ", line.runs[0].character, 0)
    return replace(line, runs=(*bullet.runs, gap, *line.runs), box=line.box._replace(left=bullet.box.left))
