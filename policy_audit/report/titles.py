"""What people call a document: its own title where it has one, not the heading of its first section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import kept_tables
from policy_audit.types import Document
from policy_audit.types import DocumentReport

FILE = "portfolio.toml"
_LETTERS = 120
_SHORTEST = 4
_FIRST_BLOCKS = 8
_NUMBER = re.compile(r"^(?:(?:section|part|chapter)\s+)?[\dIVX]+(?:\.\d+)*[.):]?\s+", re.I)


def section_titles(folder: Path | None = None) -> frozenset[str]:
    """Headings that begin documents but name none ("Introduction"), in small letters. Raises LexiconError."""
    table = kept_tables(FILE, folder=folder)
    entry = Entry(FILE, "titles", Entry(FILE, "-", table).mapping("titles"))
    return frozenset(one.casefold() for one in entry.texts("sections", None))


def title_of(document: DocumentReport, sections: frozenset[str]) -> str:
    """Title or first heading of the text, else the title in the file's metadata, else the name of the file.

    A heading of a first section (one of `sections`, or one that ends in a colon) is no title.
    """
    name = document.path.replace("\\", "/").rsplit("/", 1)[-1]
    read = document.document
    return next(_fit(_candidates(read), sections), name) if read is not None else name


def _candidates(document: Document) -> Iterator[str]:
    """What may be the title, best first. Of the headings just the first: what follows a section is a section too."""
    first = [one for one in document.blocks[:_FIRST_BLOCKS] if one.region == "body"]
    for kind in ("title", "heading"):
        yield from (document.slice(one.span) for one in [block for block in first if block.kind == kind][:1])
    yield document.metadata.title


def _fit(candidates: Iterable[str], sections: frozenset[str]) -> Iterator[str]:
    for one in candidates:
        title = " ".join(one.split())
        bare = _NUMBER.sub("", title).rstrip(" .").casefold()
        if len(title) >= _SHORTEST and not bare.endswith(":") and bare not in sections:
            yield title[:_LETTERS]
