"""The action plan: every gap as an action for somebody, with a step, a date, a wording and what it serves."""

from __future__ import annotations

import calendar
from collections import Counter
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policy_audit.report.plan_rules import WORDING
from policy_audit.report.plan_rules import PlanRules
from policy_audit.report.summary_names import Names
from policy_audit.report.summary_names import RuleName
from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import Level
from policy_audit.types import Report
from policy_audit.types import RequirementResult
from policy_audit.types import Severity

# What one gap weighs by severity; each further framework that asks the same adds a quarter.
_WEIGHT = {Severity.ERROR: 9.0, Severity.WARNING: 3.0, Severity.ADVICE: 1.0}
_FRAMEWORK_SHARE = 0.25
_EXAMPLES = 3
# Checks whose actions are the same whatever the document says: to take out, to state, to move.
_PLAIN_CHECKS = frozenset({"absence", "field", "position", "advert"})


@dataclass(frozen=True, slots=True)
class Place:
    """One document in which something is to be done: what is there now, where the new text would go, how many times."""

    path: str
    severity: Severity
    state: str
    section: str = ""
    missing: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. `due` is an ISO date, `rhythm` why that date, `effect` what the plan is ordered by."""

    rule: str
    title: str
    task: str
    role_group: str
    step: str
    effort: str
    due: str
    rhythm: str
    severity: Severity
    frameworks: tuple[str, ...]
    wording: str
    places: tuple[Place, ...]
    effect: float


@dataclass(frozen=True, slots=True)
class _Gap:
    place: Place
    result: RequirementResult


def action_plan(report: Report, names: Names, rules: PlanRules) -> tuple[Action, ...]:
    """All actions, those of the largest effect first. Suppressed findings ask for nothing."""
    gaps: defaultdict[str, list[_Gap]] = defaultdict(list)
    wording: defaultdict[str, list[tuple[str, Finding]]] = defaultdict(list)
    for document in report.documents:
        results = {result.id: result for result in document.requirements}
        for finding in document.findings:
            if finding.suppressed:
                continue
            if finding.span is None and finding.rule in results:
                gaps[finding.rule].append(_gap(document, finding, results[finding.rule]))
            else:
                wording[finding.category].append((document.path, finding))
    day = date.fromisoformat(report.audit_date)
    actions = [_requirement_action(rule, found, names, rules, day) for rule, found in gaps.items()]
    actions += [_wording_action(category, found, names, rules, day) for category, found in wording.items()]
    return tuple(sorted(actions, key=lambda one: (-one.effect, one.severity.rank, one.rule)))


def quick_wins(actions: Sequence[Action], first: int, limit: int) -> tuple[Action, ...]:
    """The actions of most effect that are only edits to a text; those among the `first` stand with the gaps already."""
    small = [one for one in actions[first:] if one.effort == "small"]
    return tuple(small[:limit])


def later(day: date, months: int) -> date:
    """The same day some months on; the last of the month where the month is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def _gap(document: DocumentReport, finding: Finding, result: RequirementResult) -> _Gap:
    section = result.insert_at.section[-1] if result.insert_at and result.insert_at.section else ""
    state = (
        result.result.value if result.result else "not found" if result.level is Level.ABSENT else result.level.value
    )
    return _Gap(Place(document.path, finding.severity, state, section, result.missing), result)


def _requirement_action(rule: str, gaps: list[_Gap], names: Names, rules: PlanRules, day: date) -> Action:
    known = names.rule(rule)
    frameworks = tuple(dict.fromkeys(name for gap in gaps for name in gap.result.frameworks))
    # A clause filled in for one document does not fit the others.
    clauses = {gap.result.model_clause for gap in gaps if gap.result.model_clause}
    wording = clauses.pop() if len(clauses) == 1 else known.model_clause
    return _action(
        rule,
        known.title,
        _task(known, gaps),
        known.check,
        frameworks,
        wording,
        [gap.place for gap in gaps],
        names,
        rules,
        day,
    )


def _task(known: RuleName, gaps: list[_Gap]) -> str:
    """The action, as one to firm up where every document says something of it already."""
    said = all(gap.result.level is not Level.ABSENT for gap in gaps)
    if not said or known.check in _PLAIN_CHECKS:
        return known.task
    return f"Firm up: {known.task[:1].lower()}{known.task[1:]}"


def _wording_action(
    category: str, found: list[tuple[str, Finding]], names: Names, rules: PlanRules, day: date
) -> Action:
    title = names.category(category)
    advice = Counter(finding.suggestions[0].text for _, finding in found if finding.suggestions)
    examples = [text for text, _ in advice.most_common(_EXAMPLES)]
    places = list(_wording_places(found))
    return _action(
        WORDING + category, title, f"Reword: {title}", "wording", (), "\n".join(examples), places, names, rules, day
    )


def _wording_places(found: list[tuple[str, Finding]]) -> Iterator[Place]:
    by_path: defaultdict[str, list[Finding]] = defaultdict(list)
    for path, finding in found:
        by_path[path].append(finding)
    for path, findings in by_path.items():
        worst = min((finding.severity for finding in findings), key=lambda severity: severity.rank)
        yield Place(path, worst, "found", count=len(findings))


def _action(
    rule: str,
    title: str,
    task: str,
    check: str,
    frameworks: tuple[str, ...],
    wording: str,
    places: list[Place],
    names: Names,
    rules: PlanRules,
    day: date,
) -> Action:
    step = rules.step(rule, names.placed)
    rhythm = rules.rhythm(rule)
    weight = sum(_WEIGHT[place.severity] for place in places)
    return Action(
        rule=rule,
        title=title,
        task=task,
        role_group=rules.role_group(rule),
        step=step,
        effort=rules.effort(rule, check),
        due=later(day, rhythm.months[step]).isoformat(),
        rhythm=rhythm.title,
        severity=min((place.severity for place in places), key=lambda severity: severity.rank),
        frameworks=frameworks,
        wording=wording,
        places=tuple(sorted(places, key=lambda place: (place.severity.rank, place.path))),
        effect=round(weight * (1 + _FRAMEWORK_SHARE * max(0, len(frameworks) - 1)), 2),
    )
