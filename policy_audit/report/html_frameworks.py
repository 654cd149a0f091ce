"""Each framework in the shape of its source: sections by steps, enablers, inhibitors, role groups, characteristics."""

from __future__ import annotations

import re
from collections import Counter
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policy_audit.report.plan_rules import STEPS
from policy_audit.report.summary import Line
from policy_audit.report.summary import Overview
from policy_audit.ruleset.frameworks import Framework
from policy_audit.stages.portfolio.coverage import coverage
from policy_audit.types import FrameworkScore

LEAD = "Lead"
_CYCLE = re.compile(r"^(?P<section>\d+ [^:]+)(?:: (?P<part>.+))?$")
_GROUP = re.compile(r"^(?P<group>[A-Z][\w]*(?: [a-z]+)?)(?:: | (?P<number>\d+):? )(?P<name>.+)$")
_RISKS = "Inhibitors"
_NINE = "eqa.nine-characteristics"
_NINE_FRAMEWORK = "equality-act-2010"
_MOST_ROWS = 60
# State of an element → word; a risk is countered, not met.
STATES = {"met": "Met", "part": "Part met", "open": "Not met", "not-asked": "Not asked"}
RISK_STATES = {"met": "Countered", "part": "Partly countered", "open": "Open", "not-asked": "Not asked"}
SIGNS = {"met": "●", "part": "◐", "open": "○", "not-asked": "–"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement of an element: its best answer in any document and how many of those asked pass."""

    rule: str
    title: str
    best: str
    passed: int
    documents: int


@dataclass(frozen=True, slots=True)
class ElementView:
    """One element of a framework: `state` is met, part, open or not-asked, `word` and `sign` say so."""

    name: str
    state: str
    word: str
    sign: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class CycleRow:
    """One section of a framework with its steps, in the order of `CYCLE_COLUMNS`; None where the source has none."""

    name: str
    cells: tuple[ElementView | None, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Elements under one heading of the source."""

    name: str
    elements: tuple[ElementView, ...]


@dataclass(frozen=True, slots=True)
class Characteristics:
    """Which document names which protected characteristic."""

    names: tuple[str, ...]
    rows: tuple[tuple[Line, tuple[bool, ...]], ...]
    totals: tuple[int, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """A framework page. Either `cycle` or `groups` carries its elements; `characteristics` only the Equality Act.

    `steps` are elements met and asked by column of the cycle.
    """

    framework: Framework
    score: FrameworkScore
    states: Counter[str]
    cycle: tuple[CycleRow, ...]
    steps: tuple[tuple[int, int], ...]
    groups: tuple[Group, ...]
    characteristics: Characteristics | None


CYCLE_COLUMNS = (LEAD, *STEPS)


def framework_views(view: Overview) -> Iterator[FrameworkView]:
    """A page for each framework that was asked, in the order of the catalogue."""
    covered: Any = view.portfolio.get("coverage") or coverage(
        (line.report for line in view.lines), view.names.catalogue
    )
    for name in view.frameworks:
        framework = view.names.frameworks[name]
        elements = covered[name]
        cycle = tuple(_cycle(elements, view)) if any(_part(one["element"]) in STEPS for one in elements) else ()
        groups = () if cycle else tuple(_groups(elements, view))
        nine = _characteristics(view) if name == _NINE_FRAMEWORK else None
        states = Counter(str(one["state"]) for one in elements)
        yield FrameworkView(framework, view.totals[name], states, cycle, _steps(cycle), groups, nine)


def _part(name: str) -> str:
    match = _CYCLE.match(name)
    return match["part"].split(" (")[0].capitalize() if match and match["part"] else ""


def _cycle(elements: list[dict[str, Any]], view: Overview) -> Iterator[CycleRow]:
    rows: defaultdict[str, dict[str, ElementView]] = defaultdict(dict)
    for one in elements:
        match = _CYCLE.match(one["element"])
        section = match["section"] if match else one["element"]
        part = _part(one["element"])
        rows[section][part if part in STEPS else LEAD] = _element(part or section, one, view, STATES)
    for section, cells in rows.items():
        yield CycleRow(section, tuple(cells.get(column) for column in CYCLE_COLUMNS))


def _steps(cycle: Sequence[CycleRow]) -> tuple[tuple[int, int], ...]:
    columns = zip(*(row.cells for row in cycle), strict=True) if cycle else ()
    cells = [[cell for cell in column if cell is not None and cell.state != "not-asked"] for column in columns]
    return tuple((sum(cell.state == "met" for cell in column), len(column)) for column in cells)


def _groups(elements: list[dict[str, Any]], view: Overview) -> Iterator[Group]:
    grouped: defaultdict[str, list[ElementView]] = defaultdict(list)
    for one in elements:
        match = _GROUP.match(one["element"])
        heading = match["group"] if match else ""
        if match and (match["number"] or heading in ("Role", "Practice")):
            heading += "s"
        words = RISK_STATES if heading == _RISKS else STATES
        grouped[heading].append(_element(match["name"] if match else one["element"], one, view, words))
    alone = [element for name, rows in grouped.items() if len(rows) == 1 or not name for element in rows]
    for name, rows in grouped.items():
        if len(rows) > 1 and name:
            yield Group(name, tuple(rows))
    if alone:
        yield Group("" if len(alone) == len(elements) else "Further", tuple(alone))


def _element(name: str, one: dict[str, Any], view: Overview, words: dict[str, str]) -> ElementView:
    asked = tuple(
        Asked(rule, view.names.rule(rule).title, row["best"], row["passed"], row["documents"])
        for rule, row in one["requirements"].items()
    )
    label = name[:1].upper() + name[1:]
    return ElementView(label, one["state"], words[one["state"]], SIGNS[one["state"]], asked)


def _characteristics(view: Overview) -> Characteristics | None:
    """From the parts that the answer says are missing. None where no document was asked."""
    names = view.names.characteristics
    rows = []
    for line in view.lines:
        answer = next((one for one in line.report.requirements if one.id == _NINE and one.applies), None)
        if answer is not None and names:
            missing = {one.casefold().replace("-", " ") for one in answer.missing}
            rows.append((line, tuple(name.casefold().replace("-", " ") not in missing for name in names)))
    if not rows:
        return None
    totals = tuple(sum(row[at] for _, row in rows) for at in range(len(names)))
    shown = tuple(name.replace("-", " ").capitalize() for name in names)
    return Characteristics(shown, tuple(rows[:_MOST_ROWS]), totals, len(rows))
