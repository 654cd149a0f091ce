"""Documents of a few lines, scored."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.language.units import provision_units
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.strength import ScoredUnit
from policy_audit.stages.strength import score_units
from policy_audit.types import Block
from policy_audit.types import Cell
from policy_audit.types import Document
from policy_audit.types import Span
from policy_audit.types import TextAnchor

# A line is text (a paragraph), ("item", level, text), ("heading", level, text), or a row of cells as a list.
Line = str | tuple[str, int, str] | list[str]


@pytest.fixture(scope="session")
def lexicon() -> Ruleset:
    return load_ruleset()


@pytest.fixture(scope="session")
def reading_of(lexicon: Ruleset) -> Callable[..., Reading]:
    """A function that reads a document of lines."""

    def build(*lines: Line) -> Reading:
        text, blocks = "", []
        for number, line in enumerate(lines):
            for piece, kind, level, cell in _pieces(line, number):
                start = len(text) + (1 if text else 0)
                text += ("\n" if text else "") + piece
                blocks.append(Block(kind, level, Span(start, len(text)), TextAnchor(1, 1, start), cell=cell))  # type: ignore[arg-type]
        return read(Document("a.md", "0" * 64, "md", text, tuple(blocks)), lexicon.section_names)

    return build


def _pieces(line: Line, number: int) -> list[tuple[str, str, int, Cell | None]]:
    if isinstance(line, str):
        return [(line, "paragraph", 0, None)]
    if isinstance(line, list):
        heading = bool(line) and line[0].startswith("#")
        return [
            (cell.lstrip("#"), "table_cell", 0, Cell(0, number, column, heading)) for column, cell in enumerate(line)
        ]
    kind, level, text = line
    return [(text, {"item": "list_item"}.get(kind, kind), level, None)]


@pytest.fixture(scope="session")
def scored(lexicon: Ruleset, reading_of: Callable[..., Reading]) -> Callable[..., tuple[ScoredUnit, ...]]:
    """A function that scores a document of lines."""

    def score(*lines: Line) -> tuple[ScoredUnit, ...]:
        reading = reading_of(*lines)
        return score_units(reading, provision_units(reading), lexicon.commitment, Settings())

    return score
