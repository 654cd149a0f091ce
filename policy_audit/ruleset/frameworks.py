"""The frameworks: which requirements each uses, in the order its source arranges them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policy_audit.ruleset.conditions import problem_of
from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import read_tables

# The document kinds a framework or a severity table may name (requirements catalogue, section 2).
DOCUMENT_KINDS = (
    "edi-policy",
    "edi-strategy",
    "job-advert",
    "job-description",
    "recruitment-policy",
    "dignity-policy",
    "grievance-policy",
    "disciplinary-policy",
    "flexible-working-policy",
    "speak-up-policy",
    "learning-policy",
    "performance-policy",
    "adjustments-policy",
    "pay-policy",
    "other-policy",
)


@dataclass(frozen=True, slots=True)
class Element:
    """One row of a framework: what the source calls it, and the requirements that test it."""

    name: str
    requirements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A set of requirements from one source. `kinds` are the document kinds it speaks to."""

    id: str
    title: str
    source: str
    kinds: tuple[str, ...]
    applies_to: str
    note: str
    elements: tuple[Element, ...]
    only: tuple[str, ...] = ()

    @property
    def requirements(self) -> tuple[str, ...]:
        """Ids of all requirements, each once, in the order of the source."""
        return tuple(dict.fromkeys(name for element in self.elements for name in element.requirements))


def load_frameworks(folder: Path | None = None) -> tuple[Framework, ...]:
    """All frameworks in the order of the catalogue. Raises LexiconError."""
    tables = read_tables("frameworks", folder=folder)
    return tuple(_framework(file, table) for file, table in sorted(tables.items(), key=_place))


def conditions_of(entry: Entry) -> tuple[str, ...]:
    """The key `only`: conditions on the organisation's profile. Raises LexiconError for one that cannot be read."""
    conditions = entry.texts("only")
    for condition in conditions:
        problem = problem_of(condition)
        if problem is not None:
            raise entry.error("only", f"“{condition}”: {problem}", 'Write for example only = ["nation:wales"].')
    return conditions


def _place(named: tuple[str, Mapping[str, Any]]) -> tuple[int, str]:
    file, table = named
    return Entry(file, str(table.get("id", "-")), table).number("order"), file


def _framework(file: str, table: Mapping[str, Any]) -> Framework:
    entry = Entry(file, str(table.get("id", "-")), table)
    entry.require_keys(("id", "title", "order", "source", "kinds", "applies_to", "only", "note", "element"))
    kinds = entry.texts("kinds", None)
    entry.require_known("kinds", kinds, DOCUMENT_KINDS)
    elements = table.get("element", [])
    if not isinstance(elements, list) or not elements:
        raise entry.error("element", "is missing", "Add at least one [[element]] with name and requirements.")
    if file.rsplit("/", 1)[-1] != f"{entry.text('id')}.toml":
        raise entry.error("id", "is not the name of the file", "Name the file after the framework.")
    rows = (Entry(file, f"{entry.name}, element {number}", row) for number, row in enumerate(elements, 1))
    return Framework(
        id=entry.text("id"),
        title=entry.text("title"),
        source=entry.text("source"),
        kinds=kinds,
        applies_to=entry.text("applies_to"),
        note=entry.text("note", ""),
        elements=tuple(Element(row.text("name"), row.texts("requirements", None)) for row in rows),
        only=conditions_of(entry),
    )
