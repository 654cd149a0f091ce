"""How much of a file extraction is willing to take on. Each refusal names the limit and how to raise it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from policy_audit.errors import UnreadableDocument

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file; the defaults hold any honest HR document and stop the known hostile ones.

    `file_bytes` and `decompressed_bytes` count bytes, `compression_ratio` is decompressed over compressed size of one
    archive member, `seconds` is wall time for one document, checked between pages and parts. `text_operators` bounds
    the text-showing operators of one PDF, the cheap way to keep PDFium busy for minutes. `memory_bytes` is the address
    space of a worker process that reads files (Linux); resident memory stays far below it.
    """

    file_bytes: int = 100 * MEBIBYTE
    pages: int = 3000
    decompressed_bytes: int = 256 * MEBIBYTE
    compression_ratio: int = 400
    xml_depth: int = 300
    archive_members: int = 5000
    archive_depth: int = 3
    rows: int = 1_000_000
    text_operators: int = 3_000_000
    page_text_operators: int = 100_000
    nesting: int = 2000
    ocr_pages: int = 200
    seconds: float = 60.0
    memory_bytes: int = 3 << 30


# The default of every function that takes limits.
DEFAULT_LIMITS = Limits()


def refuse(limit: str, value: object, what: str) -> UnreadableDocument:
    """The error for a file over a limit: `limit` is the field of `Limits`, `what` completes "The file …"."""
    return UnreadableDocument(
        "too-large",
        f"The file {what} (limit {limit} = {value}).",
        f"If you trust this file, raise the limit “{limit}” in the section [limits] of the configuration.",
    )


def out_of_memory(limits: Limits) -> UnreadableDocument:
    """The error for a file whose reading or auditing asks for more memory than a process may have."""
    return UnreadableDocument(
        "out-of-memory",
        f"The file needs more memory than allowed (limit memory_bytes = {limits.memory_bytes}).",
        "Split the document; or, if you trust it and the machine has memory to spare, raise the limit “memory_bytes” "
        "in the section [limits] of the configuration.",
    )


class Deadline:
    """Wall-clock limit for one document. `check` raises `UnreadableDocument` once the time is over."""

    def __init__(self, limits: Limits) -> None:
        self._seconds = limits.seconds
        self._end = time.monotonic() + limits.seconds

    def extend(self, seconds: float) -> None:
        """Leave time out of account that was spent on another program, under a limit of its own."""
        self._end += seconds

    def check(self) -> None:
        """Raise `UnreadableDocument` (code "too-slow") when the time is over."""
        if time.monotonic() > self._end:
            raise UnreadableDocument(
                "too-slow",
                f"The file takes longer to read than allowed (limit seconds = {self._seconds:g}).",
                "If you trust this file, raise the limit “seconds” in the section [limits] of the configuration.",
            )
