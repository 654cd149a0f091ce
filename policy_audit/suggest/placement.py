"""Where a missing statement goes: behind its section, at the top of an advert, as the next numbered clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policy_audit.extract.front_matter import front_matter_end
from policy_audit.extract.locate import block_index
from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import RequirementResult
from policy_audit.types import TextAnchor

_CLAUSE = re.compile(r"(?:\d{1,3}\.)+\d{1,3}")
# The statement that welcomes everyone opens an advert; what else is said of inclusion closes it.
_STATEMENT = re.compile(r"(?:ADV-EDI-0[12]|advert\..*statement.*)")
_SIGNALS = "ADV-EDI-"
# A first line of at most this many words, without a full stop, is a title although it is not marked as one.
_TITLE_WORDS = 14
# What stands behind the last statement of a document: no clause belongs there.
_BACK_MATTER = re.compile(
    r"(?:(?:recommended|further|suggested) reading|references|bibliography|licen[cs]e|credits|attributions?"
    r"|acknowledge?ments?)",
    re.I,
)
_WITH_FRONT_MATTER = ("md", "html")


@dataclass(frozen=True, slots=True)
class Placement:
    """After which block (-1: before the first, -2: before the second), written like which, under which typed number.

    `marker` is "" where no numbers are typed.
    """

    after: int
    like: int | None
    marker: str = ""


def placement_of(result: RequirementResult, document: Document) -> Placement | None:
    """The place for a requirement's clause; None in a document without body text."""
    matter = front_matter_end(document.source) if document.format in _WITH_FRONT_MATTER else 0
    body = [number for number, block in enumerate(document.blocks) if _is_body(block) and not _before(block, matter)]
    if not body:
        return None
    end = document.blocks[body[-1]].span.end
    offset = result.insert_at.offset if result.insert_at is not None else end
    if _STATEMENT.fullmatch(result.id):
        return _top(document, body, offset)
    if result.id.startswith(_SIGNALS):
        offset = end
    if result.id.startswith("ADV-") and _opens_block(document, body, offset):
        return _opening(document, body, offset)
    at = block_index(document, max(offset - 1, 0))
    if at not in body:
        at = max((number for number in body if number <= at), default=body[0])
    at = _before_back_matter(document, at, body)
    return _numbered(document, at) or _plain(document, at, body)


def _before_back_matter(document: Document, at: int, body: list[int]) -> int:
    """The block itself, or the last one before the reading list, licence or the like that it stands in."""
    heading = next((number for number in range(at, 0, -1) if document.blocks[number].kind == "heading"), None)
    if heading is None or not _BACK_MATTER.fullmatch(document.slice(document.blocks[heading].span).strip(" .:*")):
        return at
    return max((number for number in body if number < heading), default=at)


def _is_body(block: Block) -> bool:
    return (
        block.region == "body"
        and not block.code
        and block.kind in ("title", "heading", "paragraph", "list_item", "table_cell")
    )


def _before(block: Block, matter: int) -> bool:
    """True for a block of front matter, which ends at source offset `matter`."""
    return isinstance(block.anchor, TextAnchor) and block.anchor.offset < matter


def _top(document: Document, body: list[int], offset: int) -> Placement:
    """Under the title and the lines of place and pay that go with it; in front of an advert that opens with prose."""
    if not _is_title(document, body[0]):
        return Placement(-1 - body[0], _model(document, body[0]))
    if not _opens_block(document, body, offset):
        return Placement(body[0], _model(document, body[0]))
    return _opening(document, body, offset)


def _opens_block(document: Document, body: list[int], offset: int) -> bool:
    return any(document.blocks[number].span.start == offset for number in body)


def _opening(document: Document, body: list[int], offset: int) -> Placement:
    """In front of the opening paragraph at `offset`, and of the heading it stands under; never above the title."""
    before = [number for number in body if document.blocks[number].span.start < offset]
    while len(before) > 1 and document.blocks[before[-1]].kind == "heading":
        before.pop()
    at = before[-1] if before else body[0]
    return _plain(document, at, body)


def _is_title(document: Document, number: int) -> bool:
    block = document.blocks[number]
    text = document.slice(block.span).strip()
    return block.kind in ("title", "heading") or (len(text.split()) <= _TITLE_WORDS and not text.endswith((".", ":")))


def _numbered(document: Document, at: int) -> Placement | None:
    """Behind the last clause of the same section, with the number that comes next."""
    blocks = document.blocks
    number = _clause_number(blocks[at])
    start = at
    while number is None and start > 0 and blocks[start].kind in ("list_item", "table_cell"):
        start -= 1
        number = _clause_number(blocks[start])
    if number is None or blocks[start].kind == "heading":
        return None
    last, newest = start, number
    end = start + 1
    while end < len(blocks) and blocks[end].kind not in ("heading", "title") and blocks[end].region == "body":
        own = _clause_number(blocks[end])
        if own is not None and own[:-1] == number[:-1]:
            last, newest = end, own
        end += 1
    after = max(last, end - 1)
    marker = ".".join([*map(str, newest[:-1]), str(newest[-1] + 1)])
    if blocks[last].marker.endswith("."):
        marker += "."
    return Placement(after, last, marker)


def _clause_number(block: Block) -> tuple[int, ...] | None:
    if block.kind not in ("paragraph", "list_item") or not _CLAUSE.fullmatch(block.marker.rstrip(".):")):
        return None
    return tuple(int(part) for part in block.marker.rstrip(".):").split("."))


def _plain(document: Document, at: int, body: list[int]) -> Placement:
    """Behind the block; behind the whole list or table where the block is part of one."""
    blocks = document.blocks
    after = at
    while after + 1 < len(blocks) and after + 1 in body and _goes_on(blocks[after], blocks[after + 1]):
        after += 1
    return Placement(after, _model(document, after))


def _goes_on(block: Block, following: Block) -> bool:
    if block.cell is not None:
        return following.cell is not None and following.cell.table == block.cell.table
    return block.kind == "list_item" and following.kind == "list_item"


def _model(document: Document, at: int) -> int | None:
    """The nearest ordinary paragraph, to be written like."""
    plain = [
        number
        for number, block in enumerate(document.blocks)
        if block.kind == "paragraph"
        and block.region == "body"
        and not block.marker
        and block.cell is None
        and not block.quoted
        and not block.code
    ]
    return min(plain, key=lambda number: (abs(number - at), number), default=None)
