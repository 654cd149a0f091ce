"""The advert checks: what each asks for, and how it is detected. Read from `lexicons/adverts/`.

`cues.toml` names word patterns and regular expressions, `headings.toml` the parts of an advert, `variants.toml` the
sorts of advert that other terms hold for; every other file holds checks. A check is found by rules such as
"near: adjustment + offer - pension !@duties" over those cues (docs: lexicons/adverts/README.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from typing import Literal

from policy_audit.language.patterns import PatternIndex
from policy_audit.ruleset.advert_cues import CueExpression
from policy_audit.ruleset.advert_cues import HeadingWords
from policy_audit.ruleset.advert_cues import read_expressions
from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import read_tables

Scope = Literal["sentence", "line", "near", "paragraph", "section", "document"]
SCOPES = ("sentence", "line", "near", "paragraph", "section", "document")
WEIGHTS = ("blocker", "high", "medium", "low", "info")
RESULTS = ("missing", "weak", "present", "na")
POSITIONS = (
    "top", "pay", "duties", "essential", "benefits", "how_to_apply", "contact", "edi_statement", "adjustments", "end",
)
MECHANISMS = ("presence", "coverage", "absence", "placement", "count", "lists", "measure", "reminder")
_KEYS = (
    "id", "criterion", "test", "severity", "model_text", "not_a_fault_when", "sources", "position", "mechanism",
    "present", "weak", "fault", "weak_fault", "excuse", "na", "only_if", "parts", "figures", "thresholds", "limits",
    "categories", "of", "na_unless", "missing_unless", "variants", "note_missing", "note_weak", "example",
)
_EXAMPLE_KEYS = ("text", "result", "findings")


@dataclass(frozen=True, slots=True)
class Rule:
    """Cues that must stand together. `needs`: one cue of each group; `roles`/`not_roles`: parts of the advert."""

    scope: Scope
    needs: tuple[tuple[str, ...], ...]
    without: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    not_roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things a coverage check counts."""

    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """Bounds of a measure: within `good` is present, within `fair` weak, else missing."""

    measure: str
    good: float
    fair: float


@dataclass(frozen=True, slots=True)
class Example:
    """A short advert and the result it must give; `findings` are wording categories taken as found in it."""

    text: str
    result: str
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdvertCheck:
    """One check of the catalogue; field names as there."""

    id: str
    criterion: str
    test: str
    severity: str
    model_text: str
    not_a_fault_when: str
    sources: tuple[str, ...]
    position: str
    mechanism: str
    present: tuple[Rule, ...]
    weak: tuple[Rule, ...]
    fault: tuple[Rule, ...]
    weak_fault: tuple[Rule, ...]
    excuse: tuple[Rule, ...]
    na: tuple[Rule, ...]
    only_if: tuple[Rule, ...]
    parts: tuple[Part, ...]
    figures: tuple[Part, ...]
    thresholds: Mapping[str, int]
    limits: tuple[Limit, ...]
    categories: tuple[str, ...]
    of: str
    na_unless: str
    missing_unless: str
    variants: Mapping[str, str]
    note_missing: str
    note_weak: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """A sort of advert that other terms hold for, and what a person should know about it."""

    id: str
    rules: tuple[Rule, ...]
    note: str


@dataclass(frozen=True)
class AdvertLexicon:
    """All that the advert stage knows. `checks` is in the order of the catalogue."""

    checks: Mapping[str, AdvertCheck]
    headings: HeadingWords
    patterns: PatternIndex[str]
    expressions: tuple[CueExpression, ...]
    variants: tuple[Variant, ...]
    cues: frozenset[str]


def load_adverts(folder: Path | None = None) -> AdvertLexicon:
    """Read and check the whole set. Raises LexiconError for the first entry that cannot be used."""
    tables = read_tables("adverts", folder=folder)
    special = {"adverts/cues.toml", "adverts/headings.toml", "adverts/variants.toml"}
    for name in sorted(special - set(tables)):
        raise Entry(name, "-", {}).error("-", "the file is not there", "Restore it from the distribution.")
    cues = [Entry("adverts/cues.toml", name, table) for name, table in tables["adverts/cues.toml"].items()]
    names = frozenset(cue.name for cue in cues)
    roles = Entry("adverts/headings.toml", "roles", tables["adverts/headings.toml"].get("roles", {}))
    fillers = Entry("adverts/headings.toml", "fillers", tables["adverts/headings.toml"])
    known = _Known(names, frozenset(roles.table) | {"metadata"})
    checks: dict[str, AdvertCheck] = {}
    for name in sorted(set(tables) - special, key=lambda one: (_order(tables[one]), one)):
        for table in tables[name].get("check", ()):
            check = _check(Entry(name, str(table.get("id", "?")), table), known)
            if check.id in checks:
                raise Entry(name, check.id, table).error("id", "is used twice", "Give the check its own id.")
            checks[check.id] = check
    _require_references(checks)
    exact = Entry("adverts/headings.toml", "exact", tables["adverts/headings.toml"].get("exact", {}))
    for word in exact.table:
        exact.require_known(word, [exact.text(word)], frozenset(roles.table))
    headings = HeadingWords(
        {role: roles.texts(role) for role in roles.table},
        fillers.texts("fillers"),
        {word: exact.text(word) for word in exact.table},
    )
    patterns = PatternIndex((cue.name, pattern) for cue in cues for pattern in cue.texts("patterns"))
    variants = tuple(
        Variant(name, known.rules(Entry("adverts/variants.toml", name, table), "rules"), str(table.get("note", "")))
        for name, table in tables["adverts/variants.toml"].items()
    )
    return AdvertLexicon(checks, headings, patterns, tuple(read_expressions(cues)), variants, names)


def _order(table: Mapping[str, Any]) -> int:
    order = table.get("order", 0)
    return order if isinstance(order, int) else 0


@dataclass(frozen=True, slots=True)
class _Known:
    cues: frozenset[str]
    roles: frozenset[str]

    def rules(self, entry: Entry, key: str) -> tuple[Rule, ...]:
        """The rules under a key, parsed."""
        return tuple(self.rule(entry, key, text) for text in entry.texts(key))

    def rule(self, entry: Entry, key: str, text: str) -> Rule:
        """A rule from its text: `[scope:] cue|cue + cue - cue @role|role !@role`."""
        scope, separator, rest = text.partition(":")
        if not separator:
            scope, rest = "sentence", text
        entry.require_known(key, [scope.strip()], SCOPES)
        needs: list[tuple[str, ...]] = []
        without: list[str] = []
        roles: list[str] = []
        not_roles: list[str] = []
        for sign, word in re.findall(r"(\+|-|!@|@|)\s*([\w|]+)", rest):
            names = tuple(word.split("|"))
            if sign in ("@", "!@"):
                entry.require_known(key, names, self.roles)
                (roles if sign == "@" else not_roles).extend(names)
                continue
            entry.require_known(key, names, self.cues)
            if sign == "-":
                without.extend(names)
            else:
                needs.append(names)
        if not needs:
            raise entry.error(key, f"“{text}” names no cue", "Write for example \"near: adjustment + offer\".")
        return Rule(scope.strip(), tuple(needs), tuple(without), tuple(roles), tuple(not_roles))  # type: ignore[arg-type]

    def parts(self, entry: Entry, key: str) -> tuple[Part, ...]:
        """The named rule lists under a key."""
        inner = Entry(entry.file, entry.name, entry.mapping(key))
        return tuple(Part(name, self.rules(inner, name)) for name in inner.table)


def _check(entry: Entry, known: _Known) -> AdvertCheck:
    entry.require_keys(_KEYS)
    return AdvertCheck(
        id=entry.text("id"),
        criterion=entry.text("criterion"),
        test=entry.text("test"),
        severity=entry.choice("severity", WEIGHTS),
        model_text=entry.text("model_text", ""),
        not_a_fault_when=entry.text("not_a_fault_when", ""),
        sources=entry.texts("sources", None),
        position=entry.choice("position", POSITIONS),
        mechanism=entry.choice("mechanism", MECHANISMS),
        present=known.rules(entry, "present"),
        weak=known.rules(entry, "weak"),
        fault=known.rules(entry, "fault"),
        weak_fault=known.rules(entry, "weak_fault"),
        excuse=known.rules(entry, "excuse"),
        na=known.rules(entry, "na"),
        only_if=known.rules(entry, "only_if"),
        parts=known.parts(entry, "parts"),
        figures=known.parts(entry, "figures"),
        thresholds=_numbers(entry, "thresholds"),
        limits=tuple(_limit(entry, table) for table in entry.table.get("limits", ())),
        categories=entry.texts("categories"),
        of=entry.text("of", ""),
        na_unless=entry.text("na_unless", ""),
        missing_unless=entry.text("missing_unless", ""),
        variants={name: _result(entry, "variants", value) for name, value in entry.mapping("variants").items()},
        note_missing=entry.text("note_missing", ""),
        note_weak=entry.text("note_weak", ""),
        examples=tuple(_example(entry, table) for table in entry.table.get("example", ())),
    )


def _result(entry: Entry, key: str, value: object) -> str:
    entry.require_known(key, [str(value)], RESULTS)
    return str(value)


def _numbers(entry: Entry, key: str) -> dict[str, int]:
    inner = Entry(entry.file, entry.name, entry.mapping(key))
    return {name: inner.number(name) for name in inner.table}


def _limit(entry: Entry, table: Mapping[str, Any]) -> Limit:
    inner = Entry(entry.file, entry.name, table)
    inner.require_keys(("measure", "good", "fair"))
    bounds = []
    for key in ("good", "fair"):
        value = table.get(key)
        if not isinstance(value, int | float):
            raise inner.error(key, "is not a number", "Write for example good = 9.")
        bounds.append(float(value))
    return Limit(inner.text("measure"), bounds[0], bounds[1])


def _example(entry: Entry, table: Mapping[str, Any]) -> Example:
    inner = Entry(entry.file, entry.name, table)
    inner.require_keys(_EXAMPLE_KEYS)
    return Example(inner.text("text"), inner.choice("result", RESULTS), inner.texts("findings"))


def _require_references(checks: Mapping[str, AdvertCheck]) -> None:
    for check in checks.values():
        for key, value in (("of", check.of), ("na_unless", check.na_unless), ("missing_unless", check.missing_unless)):
            if value:
                Entry("adverts", check.id, {}).require_known(key, [value], checks)
