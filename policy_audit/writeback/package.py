"""A zip package (Word, OpenDocument) of which single parts are changed; every other part keeps its bytes."""

from __future__ import annotations

import io
import zipfile
from copy import copy

from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.guard import SafeArchive
from policy_audit.extract.guard import parse_xml
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Limits

STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_OLDEST = (1980, 1, 1, 0, 0, 0)


class Package:
    """Reads parts under the limits of extraction, hands out XML trees to change, and packs everything again."""

    def __init__(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        self._data = data
        self._archive = SafeArchive(data, limits)
        self._limits = limits
        self._roots: dict[str, XmlElement] = {}
        self._strict: set[str] = set()
        self._changed: set[str] = set()
        self._added: dict[str, bytes] = {}

    @property
    def names(self) -> list[str]:
        """Names of the parts in the source."""
        return self._archive.names

    def __contains__(self, part: str) -> bool:
        return part in self._archive or part in self._added

    def read(self, part: str) -> bytes:
        """A part's bytes as they are in the source."""
        return self._archive.read(part)

    def xml(self, part: str) -> XmlElement:
        """Root element of a part, the same object at each call. "Strict" Word files are read as the usual dialect."""
        if part not in self._roots:
            data = self._added.get(part) or self._archive.read(part)
            if STRICT[0][0] in data[:8192]:
                self._strict.add(part)
                for strict, usual in STRICT:
                    data = data.replace(strict, usual)
            self._roots[part] = parse_xml(data, self._limits)
        return self._roots[part]

    def touch(self, part: str) -> None:
        """Say that the tree of a part was changed and is to be written."""
        self._changed.add(part)

    def add(self, part: str, data: bytes) -> None:
        """Add a part that the source does not have."""
        self._added[part] = data

    def save(self) -> bytes:
        """The package with its changed and added parts; same order, dates and compression as the source."""
        from lxml import etree

        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as source, zipfile.ZipFile(buffer, "w") as target:
            for member in source.infolist():
                data = (
                    source.read(member)
                    if member.filename not in self._changed
                    else self._serialised(member.filename, etree)
                )
                target.writestr(copy(member), data, compress_type=member.compress_type)
            for name in self._added:
                member = zipfile.ZipInfo(name, _OLDEST)
                data = self._serialised(name, etree) if name in self._changed else self._added[name]
                target.writestr(member, data, compress_type=zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def _serialised(self, part: str, etree: XmlElement) -> bytes:
        data: bytes = etree.tostring(
            self._roots[part].getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )
        if part in self._strict:
            for strict, usual in STRICT:
                data = data.replace(usual, strict)
        return data
