"""What a document says of itself in its text: owner, version, dates under their usual labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from policy_audit.extract.languages import FILE
from policy_audit.ruleset.files import kept_tables
from policy_audit.types import Block
from policy_audit.types import Cell
from policy_audit.types import Document

# Facts stand on the first and last pages: so many blocks from either end are looked at.
FIRST_BLOCKS = 60
LAST_BLOCKS = 40
LONGEST_VALUE = 160
LABELLED = re.compile(r"\s*([A-Za-z][A-Za-z .()/-]{2,40}?)\s*[:：]\s*(\S[^\n]*)")


@cache
def labels() -> dict[str, str]:
    """Label in lower case -> name of the fact."""
    table = kept_tables(FILE)["labels"]
    return {label: fact for fact, names in table.items() for label in names}


def with_facts(document: Document) -> Document:
    """The document with the facts found in its text added to its metadata; the file's properties come first."""
    found: dict[str, str] = {}
    for label, value in _pairs(document):
        fact = labels().get(label)
        if fact and fact not in found and fact not in document.metadata.fields:
            found[fact] = value
    for key, value in document.metadata.fields.items():
        fact = labels().get(key.lower().replace("_", " "))
        if fact and fact not in found and fact != key and isinstance(value, str) and len(value) <= LONGEST_VALUE:
            found[fact] = value
    metadata = document.metadata
    known = {**found, **metadata.fields}
    return replace(
        document,
        metadata=replace(
            metadata,
            title=metadata.title or known.get("title", ""),
            author=metadata.author or known.get("author", ""),
            organisation=metadata.organisation or known.get("organisation", ""),
            version=metadata.version or known.get("version", ""),
            fields=known,
        ),
    )


def _pairs(document: Document) -> Iterator[tuple[str, str]]:
    """Labels (lower case) and values: "Label: value" lines, and table cells that follow a cell with a label."""
    blocks = document.blocks
    edge = [*blocks[:FIRST_BLOCKS], *blocks[max(FIRST_BLOCKS, len(blocks) - LAST_BLOCKS) :]]
    widths = Counter((block.cell.table, block.cell.row) for block in edge if block.cell)
    before: Block | None = None
    for block in edge:
        text = document.slice(block.span)
        if block.cell and before and before.cell and _value_of(before.cell, block.cell, widths):
            label = document.slice(before.span).strip(" :\n\t").lower()
            if label in labels() and len(text) <= LONGEST_VALUE:
                yield label, " ".join(text.split())
        for line in text.split("\n"):
            match = LABELLED.match(line) if len(line) <= LONGEST_VALUE + 42 else None
            if match:
                yield match.group(1).strip().lower(), match.group(2).strip()
        before = block


def _value_of(label: Cell, value: Cell, widths: Counter[tuple[int, int]]) -> bool:
    """True for the cell to the right of a label; the heading row of a wide table holds labels only."""
    same_row = (label.table, label.row) == (value.table, value.row)
    return same_row and label.column < value.column and (not label.heading or widths[label.table, label.row] == 2)
