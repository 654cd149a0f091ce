"""The words of `lexicons/portfolio.toml` by which documents are compared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import kept_tables

FILE = "portfolio.toml"


@dataclass(frozen=True, slots=True)
class PortfolioWords:
    """Terms of the gold thread, terms defined by organisations, posts, and how names of documents end."""

    thread_terms: tuple[str, ...]
    thread_requirements: tuple[str, ...]
    defined_terms: tuple[str, ...]
    posts: tuple[str, ...]
    pointer_endings: tuple[str, ...]
    pointer_ignored: frozenset[str]


def load_words(folder: Path | None = None) -> PortfolioWords:
    """The words of the portfolio view. Raises LexiconError naming file, entry, key and remedy."""
    table = kept_tables(FILE, folder=folder)
    head = Entry(FILE, "-", table)
    head.require_keys(("gold_thread", "definitions", "contacts", "pointers", "titles"))
    thread = Entry(FILE, "gold_thread", head.mapping("gold_thread"))
    pointers = Entry(FILE, "pointers", head.mapping("pointers"))
    return PortfolioWords(
        thread_terms=thread.texts("terms", None),
        thread_requirements=thread.texts("carried_by", None),
        defined_terms=Entry(FILE, "definitions", head.mapping("definitions")).texts("terms", None),
        posts=Entry(FILE, "contacts", head.mapping("contacts")).texts("posts", None),
        pointer_endings=pointers.texts("endings", None),
        pointer_ignored=frozenset(pointers.texts("ignored", None)),
    )
