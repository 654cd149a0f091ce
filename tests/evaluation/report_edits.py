"""What the copies written back say of themselves: figures kept by `edits_corpus.py` and `edits_office.py`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIGURES = Path(__file__).resolve().parent / "edits_figures.json"
OPENING = """### Written back, and read again

Every document of the evaluation set was edited, the clean copy audited again, and copies as comments and as tracked changes checked by the rules of
the format and by LibreOffice. “Filled”: with the model clause for every gap, its placeholders filled. Commands: `python
tests/evaluation/edits_corpus.py ../shared/corpus --gaps --filled --list` and `edits_office.py ../shared/corpus`.
"""


def written_back() -> Iterator[str]:
    """Two tables as Markdown; nothing where no figures were kept."""
    if not FIGURES.is_file():
        return
    kept = json.loads(FIGURES.read_text(encoding="utf-8"))
    yield OPENING
    yield "| set | documents | applied | still found | new findings | left out, as they would bring one | gone without a new one |"
    yield "|---|---|---|---|---|---|---|"
    yield from (_row(name, row) for name, row in kept["corpus"].items())
    yield "\n| check of the Word copies | passed |\n|---|---|"
    yield from (f"| {name} | {good:,} of {number:,} |" for name, (good, number) in kept["office"]["checks"].items())


def _row(name: str, row: dict[str, Any]) -> str:
    applied = row["findings applied"] + row.get("gaps filled", 0)
    still = row["findings still there"] + row.get("gaps still found", 0)
    new, left = row.get("new findings", 0), row["left out, would bring a finding"]
    share = 1 - (still + new) / max(1, applied)
    return f"| {name} | {row['documents']} | {applied:,} | {still} | {new} | {left:,} | {share:.1%} |"
