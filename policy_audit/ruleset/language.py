"""The wording lexicon: `lexicons/language/*.toml` (entries) and `lexicons/language/shared/*.toml` (classes,
exemptions, names).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from policy_audit.errors import LexiconError
from policy_audit.language.word_index import LookUp
from policy_audit.language.word_index import look_up_of
from policy_audit.language.word_patterns import Element
from policy_audit.language.word_patterns import parse_class
from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import Table
from policy_audit.ruleset.files import read_tables
from policy_audit.ruleset.language_values import CHECKS
from policy_audit.ruleset.language_values import GUARDS
from policy_audit.ruleset.language_values import KINDS
from policy_audit.ruleset.language_values import SCOPES
from policy_audit.ruleset.language_values import SEVERITIES
from policy_audit.ruleset.language_values import Exemption
from policy_audit.ruleset.language_values import LanguageCategory
from policy_audit.ruleset.language_values import LanguageEntry
from policy_audit.ruleset.language_values import LanguageLexicon

__all__ = ["LanguageCategory", "LanguageEntry", "LanguageLexicon", "add_own_words", "load_language", "look_ups"]

_ENTRY_KEYS = frozenset(
    "id terms patterns why instead severity kinds tier exempt unless unless_near unless_document needs exemptions "
    "frame "
    "source replacements flagged clear section not_section check example_kind".split()
)
_WORD = re.compile(r"[a-z£%]+")
_HEADER_KEYS = frozenset("id title theme purpose sources message exemptions entry".split())
_EXEMPTION_KEYS = frozenset("code title scope patterns after stops reach roles".split())


def load_language(folder: Path | None = None) -> LanguageLexicon:
    """The shipped lexicon (or the one under `folder`). Raises LexiconError naming file, entry, key and remedy."""
    tables = read_tables("language", folder=folder)
    shared = {Path(name).stem: table for name, table in tables.items() if "/shared/" in name}
    lexicon = _shared(shared)
    categories: dict[str, LanguageCategory] = {}
    entries: list[LanguageEntry] = []
    for name, table in tables.items():
        if "/shared/" in name:
            continue
        category = _category(name, table, lexicon.exemption)
        categories[category.id] = category
        entries.extend(_entries(name, table, category, lexicon))
    _require_unique(entries)
    lexicon = replace(lexicon, categories=categories, entries=tuple(entries), digest=_digest(tables))
    return replace(lexicon, tables=look_ups(lexicon), _parsed={}, _indexes={})


def look_ups(lexicon: LanguageLexicon) -> list[LookUp]:
    """What to find each pattern of a lexicon by; parses all of them."""
    return [look_up_of([lexicon.pattern(text) for text in texts]) for texts in lexicon.pattern_lists]


def add_own_words(lexicon: LanguageLexicon, name: str, table: Table) -> LanguageLexicon:
    """The lexicon with an organisation's own file added: same format; an entry with a known id replaces the
    shipped one.

    `name` is the file's name for error messages. Raises LexiconError as `load_language` does.
    """
    category = lexicon.categories.get(str(table.get("id"))) or _category(name, table, lexicon.exemption)
    own = list(_entries(name, table, category, lexicon))
    replaced = {entry.id for entry in own}
    entries = (*(entry for entry in lexicon.entries if entry.id not in replaced), *own)
    _require_unique(entries)
    return replace(
        lexicon,
        categories={**lexicon.categories, category.id: category},
        entries=entries,
        tables=None,
        _parsed={},
        _indexes={},
    )


def _shared(tables: Mapping[str, Table]) -> LanguageLexicon:
    slots: dict[str, Element] = {}
    for file in ("slots", "things"):
        for name, members in tables.get(file, {}).get("slots", {}).items():
            slots[name] = _slot(file, name, members, slots)
    exemptions = tuple(_exemption(table) for table in tables.get("exemptions", {}).get("exemption", ()))
    frames = {name: tuple(patterns) for name, patterns in tables.get("frames", {}).get("frames", {}).items()}
    words = {name: frozenset(members) for name, members in tables.get("words", {}).get("words", {}).items()}
    allowed = tuple(tables.get("allowed", {}).get("allowed", ()))
    lexicon = LanguageLexicon(
        {}, (), exemptions, slots, frames, allowed, words, tables.get("sources", {}).get("sources", {})
    )
    for file, texts in (
        ("exemptions", [text for rule in exemptions for text in (*rule.patterns, *rule.after)]),
        ("frames", [text for members in frames.values() for text in members]),
        ("allowed", list(allowed)),
    ):
        for text in texts:
            _parse(lexicon, Entry(f"language/shared/{file}.toml", file, {}), "patterns", text)
    return lexicon


def _slot(file: str, name: str, members: Any, slots: Mapping[str, Element]) -> Element:
    try:
        return parse_class(members, slots)
    except ValueError as error:
        raise LexiconError(
            f"language/shared/{file}.toml", name, name, str(error), "Name classes above their use."
        ) from error


def _exemption(table: Table) -> Exemption:
    entry = Entry("language/shared/exemptions.toml", str(table.get("code", "?")), table)
    entry.require_keys(_EXEMPTION_KEYS)
    return Exemption(
        entry.text("code"),
        entry.text("title"),
        entry.choice("scope", SCOPES),
        entry.texts("patterns"),
        entry.texts("after"),
        frozenset(entry.texts("stops")),
        entry.number("reach", 12),
        entry.texts("roles"),
    )


def _category(name: str, table: Table, exemptions: Mapping[str, Exemption]) -> LanguageCategory:
    header = Entry(name, str(table.get("id", "?")), table)
    header.require_keys(_HEADER_KEYS)
    header.require_known("exemptions", header.texts("exemptions"), exemptions)
    return LanguageCategory(
        header.text("id"),
        header.text("title"),
        header.text("theme"),
        header.text("purpose"),
        header.texts("sources"),
        header.text("message"),
        header.texts("exemptions"),
    )


def _entries(name: str, table: Table, category: LanguageCategory, lexicon: LanguageLexicon) -> Iterable[LanguageEntry]:
    for row in table.get("entry", ()):
        yield _entry(Entry(name, str(row.get("id", "?")), row), category, lexicon)


def _entry(entry: Entry, category: LanguageCategory, lexicon: LanguageLexicon) -> LanguageEntry:
    _require_sound(entry, category, lexicon)
    codes = entry.texts("exemptions")
    removed = {code[1:] for code in codes if code.startswith("-")}
    check = entry.choice("check", CHECKS) if "check" in entry.table else ""
    return LanguageEntry(
        entry.text("id"),
        category.id,
        entry.text("terms", ""),
        entry.texts("patterns"),
        entry.text("why"),
        entry.texts("instead"),
        entry.choice("severity", SEVERITIES),
        entry.choice("kinds", KINDS, "both"),
        entry.number("tier", 0),
        entry.text("exempt", ""),
        entry.texts("unless"),
        entry.texts("unless_near"),
        entry.texts("unless_document"),
        entry.texts("needs"),
        frozenset({*category.exemptions, *codes} - removed - {code for code in codes if code.startswith("-")}),
        entry.texts("frame"),
        entry.texts("source"),
        entry.mapping("replacements"),
        entry.texts("flagged"),
        entry.texts("clear"),
        entry.texts("section"),
        entry.texts("not_section"),
        check,
        entry.text("example_kind", ""),
        _reasons(entry.texts("unless_near"), lexicon.words.get("reasons", frozenset())),
    )


def _reasons(texts: tuple[str, ...], words: frozenset[str]) -> tuple[str, ...]:
    """Contexts that give a reason, a way out or a measure; the others only say what part of the sentence is about."""
    return tuple(text for text in texts if words & set(_WORD.findall(text)))


def _require_sound(entry: Entry, category: LanguageCategory, lexicon: LanguageLexicon) -> None:
    """Raise for anything in an entry that could not work."""
    entry.require_keys(_ENTRY_KEYS)
    if not entry.text("id").startswith(category.id + "."):
        raise entry.error("id", "does not begin with its category", f"Write it as “{category.id}.name”.")
    codes = entry.texts("exemptions")
    entry.require_known("exemptions", [code.lstrip("-") for code in codes], lexicon.exemption)
    entry.require_known("frame", entry.texts("frame"), lexicon.frames)
    for key in ("patterns", "unless", "unless_near", "unless_document", "needs"):
        for text in entry.texts(key):
            _parse(lexicon, entry, key, text)
    if not entry.texts("patterns") and "check" not in entry.table:
        raise entry.error("patterns", "is empty", "Add at least one pattern.")
    for key in ("flagged", "clear"):
        if not entry.texts(key):
            raise entry.error(
                key, "holds no example", "Add a sentence; mark the words to find with [[ ]] in flagged ones."
            )


def _parse(lexicon: LanguageLexicon, entry: Entry, key: str, text: str) -> None:
    try:
        guards = lexicon.pattern(text).guards
    except ValueError as error:
        raise entry.error(key, f"pattern “{text}”: {error}", "See docs/architecture.md, “Term patterns”.") from error
    entry.require_known(key, [guard.lstrip("!") for guard in guards], GUARDS)


def _require_unique(entries: Iterable[LanguageEntry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise LexiconError(
                f"language/{entry.category}.toml", entry.id, "id", "is used twice", "Ids are unique; rename one."
            )
        seen.add(entry.id)


def _digest(tables: Mapping[str, Table]) -> str:
    return hashlib.sha256(repr(tables).encode()).hexdigest()
