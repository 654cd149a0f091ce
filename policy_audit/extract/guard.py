"""Refuses hostile containers before a parser sees them: zip bombs, forged sizes, `../` names, DTDs, deep XML."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from policy_audit.errors import UnreadableDocument
from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.limits import Limits
from policy_audit.extract.limits import refuse

CHUNK = 1 << 20
# A ratio says nothing for small parts: a short part of blanks compresses a thousandfold and harms nobody.
RATIO_FLOOR = 4 << 20
DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)


def zip_format(data: bytes) -> str:
    """Which of our formats a zip container is: "docx", "odt", "xlsx" or "zip". Raises for a damaged container."""
    archive = open_zip(data)
    names = set(archive.namelist())
    if "word/document.xml" in names or any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        raise UnreadableDocument("unsupported-format", "The file is a slide show.", "Save it as PDF.")
    if "mimetype" in names and "content.xml" in names:
        kind = archive.read("mimetype")[:80] if archive.getinfo("mimetype").file_size < 200 else b""
        if b"opendocument.text" in kind:
            return "odt"
        raise UnreadableDocument(
            "unsupported-format", "The file is OpenDocument, but not a text.", "Save it as .odt or .pdf."
        )
    return "zip"


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The archive. Raises `UnreadableDocument` ("damaged-file") when its directory cannot be read."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
        raise UnreadableDocument(
            "damaged-file", f"The file is a damaged archive ({error}).", "Save the document again, then retry."
        ) from None


class SafeArchive:
    """A zip archive whose members are decompressed under a budget, whatever their headers claim."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._archive = open_zip(data)
        self._limits = limits
        self._spent = 0
        members = self._archive.infolist()
        if len(members) > limits.archive_members:
            raise refuse("archive_members", limits.archive_members, f"has {len(members):,} members")
        for member in members:
            parts = re.split(r"[\\/]", member.filename)
            if ".." in parts or member.filename.startswith(("/", "\\")):
                raise UnreadableDocument(
                    "unsafe-archive",
                    "The archive holds a member whose name points outside it.",
                    "Do not open this file; ask its sender for a clean copy.",
                )
        self.names: list[str] = [member.filename for member in members if not member.is_dir()]

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """A member's bytes. Raises `UnreadableDocument` over a limit, when encrypted, or when damaged."""
        member = self._archive.getinfo(name)
        if member.flag_bits & 0x1:
            raise UnreadableDocument(
                "encrypted-archive",
                "The archive is protected by a password.",
                "Unpack it first, then audit the folder.",
            )
        parts: list[bytes] = []
        size = 0
        try:
            with self._archive.open(member) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    self._check(size, member.compress_size)
                    parts.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise UnreadableDocument(
                "damaged-file", f"A part of the file is damaged ({error}).", "Save the document again, then retry."
            ) from None
        self._spent += size
        return b"".join(parts)

    def _check(self, size: int, compressed: int) -> None:
        budget = self._limits.decompressed_bytes
        if self._spent + size > budget:
            raise refuse("decompressed_bytes", budget, "is larger than that when decompressed")
        if size > RATIO_FLOOR and size > compressed * self._limits.compression_ratio:
            raise refuse("compression_ratio", self._limits.compression_ratio, "is compressed suspiciously well")


def parse_xml(data: bytes, limits: Limits) -> XmlElement:
    """Root element of an XML part. Raises `UnreadableDocument` for a DTD, for too deep nesting and for broken XML."""
    from lxml import etree

    head = data if data[:2] not in (b"\xff\xfe", b"\xfe\xff") and data[1:2] != b"\0" and data[:1] != b"\0" else None
    if DTD.search(head if head is not None else data.replace(b"\0", b"")):
        raise UnreadableDocument(
            "unsafe-xml",
            "The file declares a document type or entities, which no honest document of this type does.",
            "Do not open this file; ask its sender for a clean copy.",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        text = str(error)
        if "depth" in text.lower() or "huge" in text.lower():
            raise refuse("xml_depth", limits.xml_depth, "nests its XML too deeply") from None
        raise UnreadableDocument(
            "damaged-file", f"A part of the file is not valid XML ({text[:150]}).", "Save the document again."
        ) from None
    _check_depth(root, limits)
    return root


def _check_depth(root: XmlElement, limits: Limits) -> None:
    """libxml2 itself stops at 256 levels; this holds a lower limit of the caller's."""
    if limits.xml_depth >= 256:
        return
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.xml_depth:
            raise refuse("xml_depth", limits.xml_depth, "nests its XML too deeply")
