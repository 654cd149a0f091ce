"""Shorthands of the extraction tests: read one document, or one failure, and check what must hold for every document."""

from __future__ import annotations

from policy_audit.extract import ReadFailure
from policy_audit.extract.limits import Limits
from policy_audit.extract.read import read_bytes
from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import ReadError
from policy_audit.types import TextAnchor


def read_one(data: bytes | str, name: str, limits: Limits = Limits(), password: str | None = None) -> Document:
    """The one document these bytes hold."""
    found = list(read_bytes(data.encode() if isinstance(data, str) else data, name, limits, password))
    assert len(found) == 1, found
    assert isinstance(found[0], Document), found[0]
    check_invariants(found[0])
    return found[0]


def read_all(data: bytes, name: str, limits: Limits = Limits()) -> list[Document]:
    """All documents these bytes hold; no failures."""
    found = list(read_bytes(data, name, limits))
    documents = [one for one in found if isinstance(one, Document)]
    assert len(documents) == len(found), found
    for document in documents:
        check_invariants(document)
    return documents


def read_error(data: bytes, name: str, limits: Limits = Limits(), password: str | None = None) -> ReadError:
    """Why these bytes cannot be read."""
    found = list(read_bytes(data, name, limits, password))
    assert len(found) == 1, found
    assert isinstance(found[0], ReadFailure), found[0]
    error = found[0].error
    assert error.code == error.code.lower() and " " not in error.code
    assert error.message.endswith(".") and error.remedy.endswith("."), error
    return error


def texts(document: Document, **wanted: object) -> list[str]:
    """Texts of the blocks whose fields have these values."""
    return [document.slice(block.span) for block in blocks(document, **wanted)]


def blocks(document: Document, **wanted: object) -> list[Block]:
    """Blocks whose fields have these values."""
    return [one for one in document.blocks if all(getattr(one, key) == value for key, value in wanted.items())]


def check_invariants(document: Document) -> None:
    """Blocks in order and apart; segments cover every character of every block; unchanged runs equal the source."""
    position = -1
    for block in document.blocks:
        assert position < block.span.start < block.span.end <= len(document.text)
        position = block.span.end
    if document.format != "txt":
        assert "\n".join(document.slice(block.span) for block in document.blocks) == document.text
    covered = bytearray(len(document.text))
    end = 0
    for segment in document.segments:
        assert segment.span.start >= end
        end = segment.span.end
        covered[segment.span.start : end] = b"\1" * len(segment.span)
        if document.source and segment.width < 0 and isinstance(segment.anchor, TextAnchor):
            start = segment.anchor.offset
            assert document.source[start : start + len(segment.span)] == document.slice(segment.span)
    for block in document.blocks:
        assert all(covered[block.span.start : block.span.end]), document.slice(block.span)[:80]
    assert not any(character in document.text for character in "\r\x00\u2028\ufffe\x0b")
