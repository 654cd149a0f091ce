"""Typed text as a document, and its places as the browser counts them: UTF-16 units of the text that was sent."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any
from typing import Literal

from policy_audit.config import Settings
from policy_audit.extract.facts import with_facts
from policy_audit.extract.languages import with_language
from policy_audit.types import Document
from policy_audit.types import Edit
from policy_audit.types import Span
from policy_audit.writeback.source import Source

TextFormat = Literal["txt", "md"]


@dataclass(frozen=True, slots=True)
class Ask:
    """A text to check, and how. `kind` is "auto" or a document kind, `variant` "auto", "gb" or "us"."""

    text: str
    name: str
    format: TextFormat = "txt"
    kind: str = "auto"
    variant: Literal["auto", "gb", "us"] = "auto"
    frameworks: tuple[str, ...] = ()
    audit_date: date | None = None

    def settings(self, base: Settings) -> Settings:
        """The server's settings with what was asked over them."""
        return replace(
            base,
            kind=self.kind if self.kind != "auto" else base.kind,
            variant=self.variant if self.variant != "auto" else base.variant,
            frameworks=self.frameworks or base.frameworks,
            audit_date=self.audit_date or date.today(),
        )


def document_of(ask: Ask) -> Document:
    """The text as a document. It is text whatever it looks like: what is typed is never taken for a PDF."""
    data = ask.text.encode("utf-8")
    if ask.format == "md":
        from policy_audit.extract.markdown import extract as markdown

        return with_facts(with_language(markdown(data, ask.name)))
    from policy_audit.extract.text import read_text

    return with_facts(with_language(read_text(ask.text, data, ask.name)))


@dataclass(frozen=True)
class Places:
    """Converts spans of a typed document into ranges of the sent text in UTF-16 units."""

    document: Document

    @cached_property
    def _source(self) -> Source:
        return Source(self.document)

    @cached_property
    def _astral(self) -> list[int]:
        return [at for at, letter in enumerate(self.document.source) if letter > "\uffff"]

    def utf16(self, offset: int) -> int:
        """A source offset in code points as one in UTF-16 units."""
        return offset + bisect_left(self._astral, offset)

    def range_of(self, span: Span) -> list[int] | None:
        """`[start, end]` of the words; None where they have no place of their own in the sent text."""
        place = self._source.range_of(span)
        return None if place is None else [self.utf16(place[0]), self.utf16(place[1])]

    def edits(self, edits: tuple[Edit, ...]) -> list[dict[str, Any]] | None:
        """The edits of a suggestion as the browser carries them out; None where one of them cannot be."""
        made = []
        for edit in edits:
            place = self._source.edit_range(edit.span)
            if place is None or self._source.obstacle(edit.span) is not None:
                return None
            made.append({"start": self.utf16(place[0]), "end": self.utf16(place[1]), "replacement": edit.replacement})
        return made or None
