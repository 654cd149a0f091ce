"""Law with dates, from `lexicons/law.toml`: what is repealed or superseded, and which duties hold when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from policy_audit.language.patterns import PatternIndex
from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import kept_from
from policy_audit.ruleset.files import read_tables

FILE = "law.toml"
NATIONS = ("england", "scotland", "wales", "northern-ireland")
STATUSES = ("in-force", "expected", "draft")


@dataclass(frozen=True, slots=True)
class Outdated:
    """A law, scheme or body that no longer holds from `until` on, and what replaced it.

    `needs`: words of which the sentence must hold one.
    """

    id: str
    terms: tuple[str, ...]
    until: date
    replacement: str
    nations: tuple[str, ...]
    needs: tuple[str, ...]
    status: str
    source: str

    def is_outdated(self, on: date, nation: str) -> bool:
        """True where an audit of that day and nation should flag it."""
        return on >= self.until and nation in self.nations


@dataclass(frozen=True, slots=True)
class Duty:
    """What the law asks for a requirement between two dates, both in the nations named; no `until`: open-ended."""

    id: str
    begins: date
    until: date | None
    says: str
    nations: tuple[str, ...]
    status: str
    source: str

    def holds(self, on: date, nation: str) -> bool:
        """True where the duty is in force on a day in a nation."""
        return self.begins <= on and (self.until is None or on < self.until) and nation in self.nations


@dataclass(frozen=True, slots=True)
class Law:
    """The whole file. Keys of `index` are ids of outdated things."""

    outdated: dict[str, Outdated]
    duties: tuple[Duty, ...]
    historic: tuple[str, ...]
    index: PatternIndex[str]

    def duties_for(self, requirement: str, on: date, nation: str) -> tuple[Duty, ...]:
        """Duties of a requirement in force on a day in a nation."""
        return tuple(duty for duty in self.duties if duty.id == requirement and duty.holds(on, nation))


@lru_cache(maxsize=1)
def shipped_law() -> Law:
    """The shipped file. Raises LexiconError."""
    return kept_from((FILE,), load_law)


def load_law(folder: Path | None = None) -> Law:
    """Read and validate the file. Raises LexiconError with file, entry, key and remedy."""
    table = read_tables(FILE, folder=folder)[FILE]
    Entry(FILE, "-", table).require_keys(("historic", "outdated", "duty"))
    outdated = {one.id: one for one in _outdated(table.get("outdated", ()))}
    index = PatternIndex((one.id, term) for one in outdated.values() for term in one.terms)
    historic = Entry(FILE, "historic", Entry(FILE, "-", table).mapping("historic")).texts("words")
    return Law(outdated, tuple(_duties(table.get("duty", ()))), historic, index)


def _outdated(rows: list[dict[str, Any]]) -> Iterator[Outdated]:
    for row in rows:
        entry = Entry(FILE, str(row.get("id", "-")), row)
        entry.require_keys(("id", "terms", "until", "replacement", "nations", "needs", "status", "source"))
        terms = tuple(term.replace("(", "").replace(")", "") for term in entry.texts("terms", None))
        yield Outdated(
            entry.text("id"),
            terms,
            _day(entry, "until"),
            entry.text("replacement"),
            _nations(entry),
            entry.texts("needs"),
            entry.choice("status", STATUSES, "in-force"),
            entry.text("source"),
        )


def _duties(rows: list[dict[str, Any]]) -> Iterator[Duty]:
    for row in rows:
        entry = Entry(FILE, str(row.get("id", "-")), row)
        entry.require_keys(("id", "from", "until", "says", "nations", "status", "source"))
        until = _day(entry, "until") if "until" in row else None
        status = entry.choice("status", STATUSES, "in-force")
        yield Duty(
            entry.text("id"),
            _day(entry, "from"),
            until,
            entry.text("says"),
            _nations(entry),
            status,
            entry.text("source"),
        )


def _nations(entry: Entry) -> tuple[str, ...]:
    nations = entry.texts("nations", None)
    entry.require_known("nations", nations, NATIONS)
    return nations


def _day(entry: Entry, key: str) -> date:
    try:
        return date.fromisoformat(entry.text(key))
    except ValueError as error:
        raise entry.error(key, "is not a date", "Write it as YYYY-MM-DD, in quotes.") from error
