"""The requirements catalogue: what is asked, how it is detected, and which frameworks ask it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from typing import Literal
from typing import cast

from policy_audit.ruleset.concepts import ConceptBook
from policy_audit.ruleset.concepts import ConceptLexicon
from policy_audit.ruleset.concepts import read_families
from policy_audit.ruleset.expressions import Expression
from policy_audit.ruleset.expressions import ExpressionError
from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import read_tables
from policy_audit.ruleset.frameworks import DOCUMENT_KINDS
from policy_audit.ruleset.frameworks import Framework
from policy_audit.ruleset.frameworks import conditions_of
from policy_audit.ruleset.frameworks import load_frameworks
from policy_audit.types import Severity

CheckKind = Literal["commitment", "definition", "coverage", "procedure", "field", "position", "absence"]
Window = Literal["unit", "pair", "passage", "section", "document"]
CHECKS = ("commitment", "definition", "coverage", "procedure", "field", "position", "absence")
WINDOWS = ("unit", "pair", "passage", "section", "document")
FORCES = ("law", "statutory-code", "national-standard", "framework", "good-practice")
REASONS = (
    "mention",
    "vague",
    "aspiration",
    "hedged",
    "past",
    "law",
    "reported",
    "incomplete",
    "wrong-scope",
    "passive",
    "heading",
    "position",
    "outdated",
    "unlawful",
    "deterrent",
    "risk",
)
EXAMPLE_LEVELS = ("committed", "full", "ok")
BEARERS = ("organisation", "staff", "managers", "leaders", "role", "law", "other", "none")
# Where parts of a criterion may stand, unless the entry says otherwise (catalogue, section 5, rules 1 to 3).
_DEFAULT_WINDOW = {"commitment": "pair", "definition": "passage", "procedure": "passage", "coverage": "document"}
_KEYS = (
    "id",
    "title",
    "check",
    "pass",
    "who",
    "force",
    "frameworks",
    "only",
    "satisfied_when",
    "not_enough",
    "source",
    "model_clause",
    "levels",
    "severity",
    "detect",
    "example",
)
_DETECT_KEYS = (
    "topic",
    "mention",
    "parts",
    "needs",
    "window",
    "full",
    "full_needs",
    "reject",
    "weak",
    "bearer",
    "strength",
    "field",
    "flag",
    "findings",
    "unless",
    "firm",
    "count",
    "must",
    "listed",
    "worth",
)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the level it earns, or the reason why it earns none."""

    text: str
    level: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Detect:
    """How a requirement is found; lexicons/requirements/README.md explains every key."""

    topic: Expression | None = None
    mention: Expression | None = None
    parts: Mapping[str, Expression] | None = None
    needs: int = 0
    count: int = 1
    must: tuple[str, ...] = ()
    window: Window = "pair"
    full: Expression | None = None
    full_needs: int = 0
    reject: Expression | None = None
    weak: Expression | None = None
    firm: Expression | None = None
    bearer: tuple[str, ...] = ()
    strength: int = 3
    field: str = ""
    flag: Expression | None = None
    findings: tuple[str, ...] = ()
    unless: Expression | None = None
    listed: Expression | None = None
    worth: int = 0


@dataclass(frozen=True, slots=True)
class Requirement:
    """One entry of the catalogue. `passing` is the level or state that meets it, as the catalogue words it."""

    id: str
    title: str
    topic: str
    check: CheckKind
    passing: str
    who: str
    force: str
    frameworks: tuple[str, ...]
    satisfied_when: str
    not_enough: str
    source: str
    model_clause: str
    levels: Mapping[str, str]
    severity: Mapping[str, Severity]
    examples: tuple[Example, ...]
    detect: Detect
    only: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class RequirementCatalogue:
    """Requirements by id in catalogue order, the frameworks that use them by id, and the concepts to detect them by.

    A catalogue is equal to itself alone: what is worked out from one is kept under it.
    """

    requirements: Mapping[str, Requirement]
    frameworks: Mapping[str, Framework]
    concepts: ConceptLexicon


def load_requirements(folder: Path | None = None) -> RequirementCatalogue:
    """The whole catalogue, validated. Raises LexiconError naming file, entry, key and remedy."""
    families = read_families(read_tables("concepts", folder=folder))
    book = ConceptBook(families)
    tables = read_tables("requirements", folder=folder)
    ordered = sorted(tables.items(), key=lambda named: (Entry(named[0], "-", named[1]).number("order"), named[0]))
    requirements = tuple(one for file, table in ordered for one in _topic(file, table, book))
    frameworks = load_frameworks(folder)
    _cross_check(requirements, frameworks)
    return RequirementCatalogue(
        {requirement.id: requirement for requirement in requirements},
        {framework.id: framework for framework in frameworks},
        book.lexicon(),
    )


def _topic(file: str, table: Mapping[str, Any], book: ConceptBook) -> Iterator[Requirement]:
    head = Entry(file, "-", table)
    head.require_keys(("topic", "order", "requirement"))
    for row in table.get("requirement", []):
        yield _requirement(Entry(file, str(row.get("id", "-")), row), head.text("topic"), book)


def _requirement(entry: Entry, topic: str, book: ConceptBook) -> Requirement:
    entry.require_keys(_KEYS)
    check = cast(CheckKind, entry.choice("check", CHECKS))
    severity = entry.mapping("severity")
    entry.require_known("severity", severity, DOCUMENT_KINDS)
    entry.require_known("severity", severity.values(), [level.value for level in Severity])
    return Requirement(
        id=entry.text("id"),
        title=entry.text("title"),
        topic=topic,
        check=check,
        passing=entry.text("pass"),
        who=entry.text("who"),
        force=entry.choice("force", FORCES),
        frameworks=entry.texts("frameworks", None),
        satisfied_when=entry.text("satisfied_when"),
        not_enough=entry.text("not_enough"),
        source=entry.text("source"),
        model_clause=entry.text("model_clause"),
        levels=entry.mapping("levels"),
        severity={kind: Severity(level) for kind, level in severity.items()},
        examples=tuple(_examples(entry)),
        detect=_detect(Entry(entry.file, entry.name, entry.mapping("detect")), check, book),
        only=conditions_of(entry),
    )


def _examples(entry: Entry) -> Iterator[Example]:
    for number, row in enumerate(entry.table.get("example", []), 1):
        one = Entry(entry.file, f"{entry.name}, example {number}", row)
        one.require_keys(("text", "level", "reason"))
        level = one.choice("level", EXAMPLE_LEVELS) if "level" in row else None
        reason = one.choice("reason", REASONS) if "reason" in row else None
        if (level is None) == (reason is None):
            raise one.error(
                "level", "needs exactly one of level and reason", "Say what the sentence earns, or why not."
            )
        yield Example(one.text("text"), level, reason)


def _detect(entry: Entry, check: CheckKind, book: ConceptBook) -> Detect:
    entry.require_keys(_DETECT_KEYS)
    parts = {name: _compile(entry, book, name, source) for name, source in entry.mapping("parts").items()}
    bearer = entry.texts("bearer")
    entry.require_known("bearer", bearer, BEARERS)

    def expression(key: str) -> Expression | None:
        source = entry.text(key, "").replace("@topic", f"({entry.text('topic', '')})")
        return _compile(entry, book, key, source) if source else None

    entry.require_known("must", entry.texts("must"), parts)
    needs = entry.number("needs", len(parts))
    if needs > len(parts):
        raise entry.error("needs", f"asks for {needs} of {len(parts)} parts", "Lower it or add parts.")
    return Detect(
        topic=expression("topic"),
        mention=expression("mention"),
        parts=parts,
        needs=needs,
        count=entry.number("count", 1),
        must=entry.texts("must"),
        window=cast(Window, entry.choice("window", WINDOWS, _DEFAULT_WINDOW.get(check, "unit"))),
        full=expression("full"),
        full_needs=entry.number("full_needs", 0),
        reject=expression("reject"),
        weak=expression("weak"),
        firm=expression("firm"),
        bearer=bearer,
        strength=entry.number("strength", 3 if check == "commitment" else 0),
        field=entry.text("field", ""),
        flag=expression("flag"),
        findings=entry.texts("findings"),
        unless=expression("unless"),
        listed=expression("listed"),
        worth=entry.number("worth", 0),
    )


def _compile(entry: Entry, book: ConceptBook, key: str, source: object) -> Expression:
    try:
        return book.expression(str(source))
    except ExpressionError as error:
        raise entry.error(f"detect.{key}", str(error), "See lexicons/requirements/README.md.") from error


def _cross_check(requirements: tuple[Requirement, ...], frameworks: tuple[Framework, ...]) -> None:
    """Ids are unique, and requirement and framework name each other."""
    known = {requirement.id: requirement for requirement in requirements}
    if len(known) != len(requirements):
        twice = next(one.id for one in requirements if sum(other.id == one.id for other in requirements) > 1)
        raise Entry("requirements", twice, {}).error("id", "is used twice", "Give each requirement an id of its own.")
    uses = {framework.id: framework.requirements for framework in frameworks}
    for framework in frameworks:
        entry = Entry(f"frameworks/{framework.id}.toml", framework.id, {})
        entry.require_known("element.requirements", framework.requirements, known)
    for requirement in requirements:
        entry = Entry("requirements", requirement.id, {})
        entry.require_known("frameworks", requirement.frameworks, uses)
        listed = {name for name, ids in uses.items() if requirement.id in ids}
        if listed != set(requirement.frameworks):
            odd = sorted(listed ^ set(requirement.frameworks))[0]
            raise entry.error("frameworks", f"and the elements of {odd} do not agree", "List it in both or in neither.")
