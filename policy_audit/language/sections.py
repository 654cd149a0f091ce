"""Sections: the headings above each block, and the role a section plays (requirements, benefits, glossary …)."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policy_audit.language.patterns import PatternIndex
from policy_audit.language.tokens import tokenise
from policy_audit.types import Block
from policy_audit.types import Document

# A heading that says this little can be a run-in label ("Essential:") standing as a paragraph of its own.
_LABEL_WORDS = 6


@dataclass(frozen=True, slots=True)
class Section:
    """Headings above a block, outermost first, and the roles they give it, innermost first."""

    path: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def has(self, *roles: str) -> bool:
        """True when the section, or one around it, plays any of the roles."""
        return bool(self.roles) and any(role in self.roles for role in roles)


class SectionNames:
    """Role of a section by the words of its heading; built from `lexicons/sections.toml`."""

    def __init__(self, roles: Mapping[str, Sequence[str]]) -> None:
        self.roles = tuple(roles)
        self._index: PatternIndex[str] = PatternIndex((role, term) for role, terms in roles.items() for term in terms)

    def role_of(self, heading: str) -> str | None:
        """The role named by the longest term found in the heading, or None; a long heading names none."""
        words = tokenise(heading).words
        if len(words) > 14:
            return None
        found = [
            (match.last - match.first, -self.roles.index(match.key), match.key) for match in self._index.find(words)
        ]
        return max(found)[2] if found else None


def sections_of(document: Document, names: SectionNames) -> tuple[Section, ...]:
    """The section of every block. Text before the first heading is in the empty section."""
    sections: list[Section] = []
    role_of = cache(names.role_of)  # A heading is asked for again with each heading below it.
    headings: list[tuple[int, str]] = []
    label: str | None = None
    current = Section()
    for block in document.blocks:
        text = document.slice(block.span).strip()
        if block.kind in ("heading", "title"):
            level = block.level if block.kind == "heading" else 0
            headings = [heading for heading in headings if heading[0] < level] + [(level, text)]
            label = None
            current = _section(headings, None, role_of)
        elif _is_label(block, text):
            label = text.rstrip(":")
            current = _section(headings, label, role_of)
        elif label is not None and block.kind == "paragraph" and sections and not _continues(document, block):
            label = None
            current = _section(headings, None, role_of)
        sections.append(current)
    return tuple(sections)


def _section(
    headings: Sequence[tuple[int, str]], label: str | None, role_of: Callable[[str], str | None]
) -> Section:
    path = tuple(text for _, text in headings)
    named = [*path, label] if label else list(path)
    roles = tuple(dict.fromkeys(role for text in reversed(named) if (role := role_of(text))))
    return Section(path, roles)


def _is_label(block: Block, text: str) -> bool:
    """A short line that ends in a colon and introduces what follows ("What you will need:")."""
    return block.kind == "paragraph" and text.endswith(":") and len(text.split()) <= _LABEL_WORDS


def _continues(document: Document, block: Block) -> bool:
    """A paragraph that belongs under the label above it: one that itself begins like a list item."""
    return document.slice(block.span).lstrip()[:1] in "•-–*·"
