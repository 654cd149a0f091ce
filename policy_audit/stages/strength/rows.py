"""Table rows: with headings such as Action, Lead, By when, Measure a bare noun phrase is binding."""

from __future__ import annotations

import re

from policy_audit.language.time_frames import find_time_frame
from policy_audit.language.units import RowCell
from policy_audit.language.units import Unit
from policy_audit.stages.strength.action import action_of
from policy_audit.stages.strength.agents import roles
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.decide import decide
from policy_audit.stages.strength.predicate import find_predicate
from policy_audit.stages.strength.values import Found
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.verdicts import Context
from policy_audit.types import Span

_ACTION = re.compile(
    r"\b(?:actions?|activit|commitments?|what|task|objective|step|we will|measure to take|initiative|deliverable)", re.I
)
_OWNER = re.compile(r"\b(?:lead|owner|who|responsib|accountab|role|by whom|person)", re.I)
_WHEN = re.compile(
    r"\b(?:when|date|timescale|timeline|time|deadline|due|target date|frequency|milestone|complet)", re.I
)
_NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|all|every)\b")
_ENTRY = re.compile(
    r"\s*(?:-\s*)?(milestone|objective|action|task|goal|deliverable|commitment|description|excerpt|summary)s?\s*:\s*"
)
_ENTRY_REACH = 40
# Words of a summary at least.
_SENTENCE = 6
_MEASURE = re.compile(
    r"\b(?:measure|indicator|kpi|success|outcome|target|evidence|metric|how we will know|result)", re.I
)


def row_strength(cues: Cues, unit: Unit, context: Context) -> Strength:
    """Strength of a row: an action row is binding, any other row is read as running words."""
    columns = _columns(unit.cells) or _by_content(cues, unit.cells)
    if "action" not in columns or len(columns) < 2:
        return decide(cues, find_predicate(cues, unit.first, unit.last), context)
    cell = columns["action"]
    tokens = cues.reading.tokens.range_of(cell.span)
    predicate = find_predicate(cues, tokens.start, tokens.stop)
    action = action_of(cues, predicate)
    owner, when, measure = (_found(cues, columns.get(name)) for name in ("owner", "when", "measure"))
    named = owner is not None and _names_role(cues, columns["owner"])
    anchors = sum(found is not None for found in (owner, when, measure))
    firm = action == "concrete" or predicate.kind in ("none", "gerund") or anchors == 3
    return Strength(
        3 if firm and anchors else 2,
        "binding",
        time="future",
        agent="role" if named else "omitted",
        bearer="role" if named else "organisation",
        action="concrete" if firm else action,
        owner=owner,
        time_frame=when,
        measure=measure,
        decided_by="action table",
    )


def plan_entry(cues: Cues, unit: Unit) -> Strength:
    """Front matter is no statement, unless it holds a plan: objectives and milestones with their dates."""
    text = cues.reading.folded
    match = _ENTRY.match(text, unit.span.start, unit.span.end)
    if match is None:
        return Strength(0, decided_by="metadata")
    tokens = cues.reading.tokens.range_of(Span(match.end(), unit.span.end))
    if not tokens:
        return Strength(0, decided_by="metadata")
    if match[1] in cues.lists["rows-summaries"] and (match[1] != "description" or "milestone" not in text):
        return Strength(1 if len(tokens) >= _SENTENCE else 0, decided_by="summary")
    predicate = find_predicate(cues, tokens.start, tokens.stop, listed=True)
    action = action_of(cues, predicate) if predicate.verb is not None else "none"
    when = find_time_frame(text, unit.span.start, min(len(text), unit.span.end + _ENTRY_REACH))
    found = Found(cues.reading.text(when), when) if when else None
    firm = action == "concrete" or (predicate.kind == "imperative" and _done_or_not(cues, predicate))
    score = 3 if firm and match[1] == "milestone" else 2
    return Strength(
        score, "binding", time="future", bearer="organisation", action=action, time_frame=found, decided_by="plan entry"
    )


def _done_or_not(cues: Cues, predicate: Predicate) -> bool:
    """True for a milestone whose verb names an act ("Create a space", "Restart the socials"): it is reached or not."""
    verb = cues.verb(predicate.verb) if predicate.verb is not None else None
    return verb is None or "vague" not in verb.classes or "object-decides" in verb.classes


def _columns(cells: tuple[RowCell, ...]) -> dict[str, RowCell]:
    """First cell of each known column."""
    found: dict[str, RowCell] = {}
    for cell in cells:
        for name, pattern in (("when", _WHEN), ("owner", _OWNER), ("measure", _MEASURE), ("action", _ACTION)):
            if cell.heading and pattern.search(cell.heading) and name not in found:
                found[name] = cell
                break
    return found


def _by_content(cues: Cues, cells: tuple[RowCell, ...]) -> dict[str, RowCell]:
    """Columns of a row without headings, known by what they hold: date, role, number; the first is the action."""
    if len(cells) < 3 or any(cell.heading for cell in cells):
        return {}
    found: dict[str, RowCell] = {}
    first, *rest = cells
    cut = cues.reading.folded.find(": ", first.span.start, first.span.end)
    if cut > 0:
        rest = [RowCell("", Span(cut + 2, first.span.end)), *rest]
        first = RowCell("", Span(first.span.start, cut))
    for cell in rest:
        if "when" not in found and find_time_frame(cues.reading.folded, cell.span.start, cell.span.end):
            found["when"] = cell
        elif "owner" not in found and _names_role(cues, cell):
            found["owner"] = cell
        elif "measure" not in found and _NUMBER.search(cues.reading.folded, cell.span.start, cell.span.end):
            found["measure"] = cell
    return {"action": first, **found} if "owner" in found or "when" in found else {}


def _found(cues: Cues, cell: RowCell | None) -> Found | None:
    if cell is None:
        return None
    text = cues.reading.text(cell.span).strip()
    return Found(text, cell.span) if text.strip("-–—. ") and text.lower() not in ("tbc", "tbd", "n/a") else None


def _names_role(cues: Cues, cell: RowCell) -> bool:
    tokens = cues.reading.tokens.range_of(Span(cell.span.start, cell.span.end))
    return any(True for _ in roles(cues, tokens.start, tokens.stop))
