"""What a file is: by its content first, by its name second. A disagreement is a warning, not a failure."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from policy_audit.errors import UnreadableDocument
from policy_audit.extract import EXTRACTORS
from policy_audit.extract import SUFFIXES

HTML_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
HTML_TAG = re.compile(rb"<(?:p|div|h[1-6]|ul|ol|table|section|article|main|br)\b[^>]*>", re.I)
# Formats told by their text alone cannot be told apart safely: here the name decides.
TEXTUAL = frozenset({"md", "txt", "html", "csv", "json", "jsonl", "eml"})
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
)
IMAGES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
)


class Detected(NamedTuple):
    """The format (a key of `EXTRACTORS`), and a warning when the name says something else ("" when not)."""

    format: str
    warning: str = ""


def detect(data: bytes, name: str) -> Detected:
    """Format of a file. Raises `UnreadableDocument` for what no extractor reads."""
    suffix = PurePath(name).suffix.lower()
    named = SUFFIXES.get(suffix, "")
    found = _by_content(data, named)
    if found not in EXTRACTORS:
        raise unsupported(suffix)
    if named and found != named:
        return Detected(found, f"The name ends in “{suffix}” but the content is {found}; it was read as {found}.")
    return Detected(found)


def unsupported(suffix: str) -> UnreadableDocument:
    """The error for a format no extractor reads."""
    known = ", ".join(sorted(SUFFIXES))
    return UnreadableDocument(
        "unsupported-format",
        f"Files of this type{f' ({suffix})' if suffix else ''} are not read.",
        f"Save the document in one of these formats: {known}.",
    )


def _by_content(data: bytes, named: str) -> str:
    head = data[:4096]
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        from policy_audit.extract.guard import zip_format

        return zip_format(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(data)
    for magic, what in IMAGES:
        if head.startswith(magic):
            raise UnreadableDocument(
                "no-text-layer", f"The file is {what}.", "Scan the page to a PDF with text recognition, or type it."
            )
    if _is_binary(head):
        raise wrong_format(named)
    if HTML_START.match(head):
        return named if named in ("md", "eml", "csv", "json", "jsonl") else "html"
    if named in TEXTUAL:
        return named
    if named:
        raise wrong_format(named)
    return "html" if len(HTML_TAG.findall(head)) > 3 else "txt"


def wrong_format(named: str) -> UnreadableDocument:
    """The error for content that is not what the name promises and not anything else known."""
    said = f"is not {named}, as its name says, nor" if named else "is not"
    return UnreadableDocument(
        "wrong-format",
        f"The content {said} any format that can be read.",
        "Open it in the program it came from and save it again under the right type.",
    )


def _compound(data: bytes) -> str:
    """Old Office formats share one container; the names of its streams stand in UTF-16 in its directory."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableDocument(
            "encrypted-document",
            "The Office document is protected by a password.",
            "Open it with the password and save a copy without one (File, Info, Protect Document).",
        )
    if "__properties_version1.0".encode("utf-16-le") in data:
        return "msg"
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    raise UnreadableDocument(
        "unsupported-format",
        "The file is an old Office file, but not a Word document.",
        "Save it as .docx, .xlsx or .pdf.",
    )


def _is_binary(head: bytes) -> bool:
    """True when bytes hold what no text encoding holds: many control characters, and zeros outside UTF-16."""
    from policy_audit.extract.encoding import decode

    text = decode(head).text if len(head) % 2 == 0 else decode(head[:-1]).text
    strange = sum(
        1 for character in text if (character < " " and character not in "\t\n\r\f\v") or character == "\ufffd"
    )
    return strange > max(4, len(text) * 0.05)
