"""Looks into a PDF's streams before PDFium does: a call into PDFium cannot be interrupted, so it must end by itself."""

from __future__ import annotations

import re
import zlib

from policy_audit.extract.limits import Limits
from policy_audit.extract.limits import refuse

STREAM = re.compile(rb"stream\r?\n")
# So far back of a stream's start its dictionary begins at the latest; a longer one is no image's.
DICTIONARY = 600
NESTED = (b"[[[[", b"[ [ [ [", b"[\n[\n[\n[", b"<<<<<<<<", b"((((")
CHUNK = 1 << 20


def check_pdf(data: bytes, limits: Limits) -> None:
    """Raise `UnreadableDocument` ("too-large") for streams that are too large, too nested or too full of operators.

    Images are passed over: they are large in honest files, and reading text does not decode them.
    """
    _check_nesting(data, limits)
    size = operators = 0
    for match in STREAM.finditer(data):
        if data[max(match.start() - 3, 0) : match.start()] == b"end":
            continue
        before = data[max(match.start() - DICTIONARY, 0) : match.start()]
        dictionary = before[before.rfind(b"obj") + 3 :] if b"obj" in before else before
        if (b"FlateDecode" not in dictionary and b"/Fl" not in dictionary) or b"/Image" in dictionary:
            continue
        content = _decompressed(data, match.end(), limits.decompressed_bytes - size)
        if content is None:
            raise refuse("decompressed_bytes", limits.decompressed_bytes, "is larger than that when decompressed")
        size += len(content)
        _check_nesting(content, limits)
        shown = content.count(b"Tj") + content.count(b"TJ") if b"BT" in content else 0
        operators += shown
        if shown > limits.page_text_operators:
            raise refuse("page_text_operators", limits.page_text_operators, f"has {shown:,} pieces of text on a page")
    if operators > limits.text_operators:
        raise refuse("text_operators", limits.text_operators, f"has {operators:,} pieces of text")


def _decompressed(data: bytes, start: int, budget: int) -> bytes | None:
    """A stream's content; b"" where it is not zlib after all, None over the budget."""
    decompressor = zlib.decompressobj()
    try:
        content = decompressor.decompress(data[start : start + CHUNK], budget + 1)
        position = start + CHUNK
        if decompressor.eof or (not decompressor.unconsumed_tail and position >= len(data)):
            return content if len(content) <= budget else None
        parts = [content]
        size = len(content)
        while not decompressor.eof and size <= budget:
            tail = decompressor.unconsumed_tail
            if not tail:
                tail = data[position : position + CHUNK]
                position += CHUNK
            if not tail:
                break
            parts.append(decompressor.decompress(tail, budget - size + 1))
            size += len(parts[-1])
        return b"".join(parts) if size <= budget else None
    except zlib.error:
        return b""


def _check_nesting(content: bytes, limits: Limits) -> None:
    if any(content.count(opening) * 4 > limits.nesting for opening in NESTED):
        raise refuse("nesting", limits.nesting, "nests its objects too deeply")
