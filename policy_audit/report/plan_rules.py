"""What `lexicons/plan.toml` says of a gap: role group, step of the cycle, effort, and the months until its date."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import kept_tables

FILE = "plan.toml"
ACTIONS_FILE = "actions.toml"
STEPS = ("Analyse", "Plan", "Do", "Review")
EFFORTS = ("small", "medium", "large")
WORDING = "wording."
_DEFAULT_STEP = "Do"
_DEFAULT_GROUP = "hr"
_DEFAULT_RHYTHM = "twelve-months"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a framework looks back: `months` after the audit for each step."""

    title: str
    months: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PlanRules:
    """The tables of plan.toml. Names in them are requirements or beginnings of requirements."""

    role_groups: Mapping[str, str]
    falls_to: Mapping[str, str]
    steps: Mapping[str, str]
    effort_by_check: Mapping[str, str]
    effort_by_name: Mapping[str, str]
    rhythms: Mapping[str, Rhythm]
    rhythm_of: Mapping[str, str]

    def role_group(self, rule: str) -> str:
        """Title of the role group that a gap of this rule falls to."""
        return self.role_groups[_longest(self.falls_to, rule) or _DEFAULT_GROUP]

    def step(self, rule: str, placed: Mapping[str, str]) -> str:
        """Analyse, Plan, Do or Review; `placed` says where a framework puts a requirement, and goes first."""
        return placed.get(rule) or _longest(self.steps, rule) or _DEFAULT_STEP

    def effort(self, rule: str, check: str) -> str:
        """small, medium or large."""
        return _longest(self.effort_by_name, rule) or self.effort_by_check.get(check, "medium")

    def rhythm(self, rule: str) -> Rhythm:
        """The review rhythm that sets the date."""
        return self.rhythms[_longest(self.rhythm_of, rule) or _DEFAULT_RHYTHM]


def load_plan_rules(folder: Path | None = None) -> PlanRules:
    """The rules of the action plan. Raises LexiconError naming file, entry, key and remedy."""
    table = kept_tables(FILE, folder=folder)
    head = Entry(FILE, "-", table)
    head.require_keys(("role_groups", "falls_to", "steps", "effort", "rhythm"))
    groups = head.mapping("role_groups")
    effort = Entry(FILE, "effort", head.mapping("effort"))
    by_check = effort.mapping("check")
    effort.require_known("check", by_check.values(), EFFORTS)
    rhythms = {name: Entry(FILE, f"rhythm.{name}", row) for name, row in head.mapping("rhythm").items()}
    for default, known, key in ((_DEFAULT_GROUP, groups, "role_groups"), (_DEFAULT_RHYTHM, rhythms, "rhythm")):
        head.require_known(key, [default], known)
    return PlanRules(
        role_groups=groups,
        falls_to=_inverted(head, "falls_to", groups),
        steps=_inverted(head, "steps", STEPS),
        effort_by_check=by_check,
        effort_by_name=_inverted(effort, "names", EFFORTS),
        rhythms={name: _rhythm(entry) for name, entry in rhythms.items()},
        rhythm_of={prefix: name for name, entry in rhythms.items() for prefix in entry.texts("names")},
    )


def load_actions(folder: Path | None = None) -> Mapping[str, str]:
    """What to do about each requirement and advert check that is not met, by id. Raises LexiconError."""
    head = Entry(ACTIONS_FILE, "-", kept_tables(ACTIONS_FILE, folder=folder))
    parts = [Entry(ACTIONS_FILE, name, head.mapping(name)) for name in ("requirements", "adverts")]
    return {key: part.text(key) for part in parts for key in part.table}


def _rhythm(entry: Entry) -> Rhythm:
    entry.require_keys(("title", "names", *STEPS))
    return Rhythm(entry.text("title"), {step: entry.number(step) for step in STEPS})


def _inverted(entry: Entry, key: str, allowed: Iterable[str]) -> dict[str, str]:
    """`{value: [name, …]}` → `{name: value}`; a name under two values is a mistake."""
    table: dict[str, Any] = entry.mapping(key)
    entry.require_known(key, table, allowed)
    found: dict[str, str] = {}
    for value, names in Entry(entry.file, key, table).table.items():
        for name in Entry(entry.file, key, {value: names}).texts(value):
            if name in found:
                raise entry.error(key, f"“{name}” stands under {found[name]} and {value}", "Keep one of them.")
            found[name] = value
    return found


def _longest(names: Mapping[str, str], rule: str) -> str | None:
    """The value of the longest name that is the rule or its beginning; only names ending in . or - are beginnings."""
    fits = (name for name in names if rule == name or (name.endswith((".", "-")) and rule.startswith(name)))
    best = max(fits, key=len, default=None)
    return None if best is None else names[best]
