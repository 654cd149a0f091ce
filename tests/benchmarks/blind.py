"""What each program says of the blind cases: sentences written for the evaluation, labelled before any rule saw them.

A case counts as found when the program says anything at all of it: no program is asked for the right words or reasons.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring import each
from tools import Tool

CASES = Path(__file__).resolve().parents[1] / "evaluation" / "wording_blind.jsonl"
FIRST_LOOK = CASES.with_name("first_look.json")
_FILE = re.compile(r"case-\d+\.md")
_PLACE = re.compile(r"case-\d+\.md:\d+:\d+|^\s+\d+:\d+|^ +(?:error|warning|advice) ")


@dataclass(frozen=True, slots=True)
class Answered:
    """Shares of the cases: right among those it spoke of, found among those with something to find, false alarms."""

    precision: float
    recall: float
    false_alarms: float


def first_look() -> Answered:
    """What policy-audit said of 472 of the cases before any rule was mended for them; recall is that of the words."""
    kept = json.loads(FIRST_LOOK.read_text(encoding="utf-8"))
    one = next(one for one in kept if one["stage"] == "wording, blind file")
    return Answered(one["precision"], one["span_recall"], one["false_alarms"])


def answers(tools: Sequence[Tool], folder: Path) -> Iterator[tuple[str, Answered]]:
    """Run the programs over a file for each case, and count."""
    folder.mkdir()
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    flagged = set()
    for number, case in enumerate(cases):
        path = folder / f"case-{number:04}.md"
        path.write_text(case["text"] + "\n", encoding="utf-8")
        if case["flags"]:
            flagged.add(path.name)
    files = sorted(folder.glob("case-*.md"))
    for tool in tools:
        list(each({tool.name: tool.on(files)}, folder, 1))
        said = spoken_of((folder / "printed.txt").read_text(encoding="utf-8", errors="replace"), tool.counted)
        right, clean = len(said & flagged), len(files) - len(flagged)
        wrong = len(said) - right
        yield tool.name, Answered(right / len(said) if said else 0.0, right / len(flagged), wrong / clean)


def spoken_of(output: str, counted: str = "") -> set[str]:
    """The files a program says something of; with `counted` only lines that hold that word."""
    current, said = "", set()
    for line in output.splitlines():
        named = _FILE.search(line)
        current = named.group() if named else current
        if current and _PLACE.search(line) and counted in line:
            said.add(current)
    return said
