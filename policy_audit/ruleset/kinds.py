"""What the titles, headings and texts of each document kind say. Read from `lexicons/kinds.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from typing import Literal

from policy_audit.language.patterns import PatternIndex
from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import read_tables

FILE = "kinds.toml"
Place = Literal["titles", "headings", "cues"]
PLACES: tuple[Place, ...] = ("titles", "headings", "cues")
_KEYS = ("id", "code", "name", "titles", "headings", "cues")
_WEIGHTS = ("title", "name", "heading", "cue")
_LIMITS = ("headings", "cues", "sure_words", "advert_words", "chapter_words")
# A term of a kind: which kind, which of its lists, and the term as written.
Term = tuple[str, Place, str]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind with the code the catalogue uses for it; `hr` is False for documents nothing is demanded of."""

    id: str
    code: str
    name: str
    hr: bool


@dataclass(frozen=True)
class KindLexicon:
    """All kinds and one index over their terms; `weights` and `limits` are points and counts of the scoring.

    `handbook` finds titles of handbooks, `instrument` the words that make a title one of a policy or plan.
    """

    kinds: Mapping[str, DocumentKind]
    index: PatternIndex[Term]
    handbook: PatternIndex[str]
    instrument: PatternIndex[str]
    weights: Mapping[str, int]
    limits: Mapping[str, int]


def load_kinds(folder: Path | None = None) -> KindLexicon:
    """Read and check `kinds.toml`. Raises LexiconError for the first entry that cannot be used."""
    table = read_tables(FILE, folder=folder)[FILE]
    whole = Entry(FILE, "kinds", table)
    whole.require_keys(("weights", "limits", "handbook", "instrument", "kind", "other"))
    kinds: dict[str, DocumentKind] = {}
    terms: list[tuple[Term, str]] = []
    for entry, hr in _entries(table):
        entry.require_keys(_KEYS)
        kind = DocumentKind(entry.text("id"), entry.text("code", ""), entry.text("name", entry.text("id")), hr)
        if kind.id in kinds:
            raise entry.error("id", "is used twice", "Give the kind its own id.")
        kinds[kind.id] = kind
        terms += [((kind.id, place, term), term) for place in PLACES for term in entry.texts(place, None)]
    return KindLexicon(
        kinds,
        PatternIndex(terms),
        _titles(whole, "handbook"),
        _titles(whole, "instrument"),
        _numbers(whole, "weights", _WEIGHTS),
        _numbers(whole, "limits", _LIMITS),
    )


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[Entry, bool]]:
    for key, hr in (("kind", True), ("other", False)):
        for one in table.get(key, ()):
            yield Entry(FILE, str(one.get("id", "?")), one), hr


def _titles(whole: Entry, key: str) -> PatternIndex[str]:
    return PatternIndex((term, term) for term in Entry(FILE, key, whole.mapping(key)).texts("titles", None))


def _numbers(whole: Entry, key: str, names: tuple[str, ...]) -> dict[str, int]:
    inner = Entry(FILE, key, whole.mapping(key))
    inner.require_keys(names)
    return {name: inner.number(name) for name in names}
