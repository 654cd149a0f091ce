"""Bytes to text: UTF-8, UTF-16, Windows-1252, and files that mix UTF-8 with Windows-1252."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

# Byte order marks, longest first so that UTF-32 is not taken for UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")
MULTIBYTE = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252"}


class Decoded(NamedTuple):
    """Decoded text, the encoding it was taken for, and a warning ("" when there is nothing to say)."""

    text: str
    encoding: str
    warning: str


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode a text file. Never fails: bytes that fit nothing become U+FFFD and a warning."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            return Decoded(text, encoding, _damaged(text))
    guessed = _utf16_without_mark(data)
    if guessed:
        text = data.decode(guessed, "replace")
        return Decoded(text, guessed, _damaged(text))
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "")
    except UnicodeDecodeError:
        pass
    if declared and declared.lower() not in MULTIBYTE:
        try:
            return Decoded(data.decode(declared), declared.lower(), "")
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return _mixed(data)


def declared_encoding(data: bytes) -> str:
    """The encoding an HTML or XML file names in its first 2,048 bytes, or ""."""
    match = DECLARED.search(data[:2048])
    return match.group(1).decode("ascii") if match else ""


def _utf16_without_mark(data: bytes) -> str:
    """Either "utf-16-le" or "utf-16-be" when every second byte of the beginning is zero, as in Latin text; else ""."""
    head = data[:512]
    if len(head) < 8:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def _mixed(data: bytes) -> Decoded:
    """UTF-8 where it is valid, Windows-1252 for every byte that is not: what pasting between programs leaves behind."""
    pieces: list[str] = []
    position = 0
    valid = False
    while position < len(data):
        try:
            pieces.append(data[position:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            good = data[position : position + error.start].decode("utf-8")
            valid = valid or not good.isascii()
            # Only up to the next line end, so that a long file of this kind stays linear.
            line_end = data.find(b"\n", position + error.start)
            stop = len(data) if line_end < 0 else line_end + 1
            line, line_valid = _mixed_line(data[position + error.start : stop])
            valid = valid or line_valid
            pieces += [good, line]
            position = stop
    text = "".join(pieces)
    if valid:
        return Decoded(text, "utf-8+cp1252", "The file mixes UTF-8 and Windows-1252; each part was read as what it is.")
    return Decoded(text, "cp1252", "")


def _mixed_line(line: bytes) -> tuple[str, bool]:
    """One line byte by byte; True when it held valid UTF-8 beyond ASCII as well."""
    pieces: list[str] = []
    valid = False
    position = 0
    while position < len(line):
        byte = line[position]
        length = 1 if byte < 0x80 else 2 if 0xC2 <= byte < 0xE0 else 3 if 0xE0 <= byte < 0xF0 else 4
        try:
            character = line[position : position + length].decode("utf-8")
            valid = valid or length > 1
        except UnicodeDecodeError:
            length = 1
            character = line[position : position + 1].decode("cp1252", "replace")
        pieces.append(character)
        position += length
    return "".join(pieces), valid


def _damaged(text: str) -> str:
    return "Some characters could not be decoded and were replaced." if "\ufffd" in text else ""
