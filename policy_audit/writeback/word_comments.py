"""Comments in a Word package: ranges in the body, texts in the comments part, which is made where there is none."""

from __future__ import annotations

import posixpath
import re

from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.word_leaves import W_R
from policy_audit.extract.word_leaves import W_T
from policy_audit.extract.word_leaves import W
from policy_audit.writeback.package import Package
from policy_audit.writeback.values import Style
from policy_audit.writeback.word_runs import SPACE
from policy_audit.writeback.word_runs import outermost

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="'
    b'http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:comments>'
)


class CommentBook:
    """Writes comments of one package. Ids go on from the highest already used."""

    def __init__(self, package: Package, main: str, style: Style) -> None:
        self._package = package
        self._main = main
        self._style = style
        self._part = ""
        self._next = 0

    def add(self, runs: list[XmlElement], text: str) -> None:
        """Put a comment on the runs, which lie in one paragraph, or start in one and end in another."""
        if not self._part:
            self._open()
        identifier = {f"{W}id": str(self._next)}
        self._next += 1
        first, last = outermost(runs[0]), outermost(runs[-1])
        parent = first.getparent()
        parent.insert(parent.index(first), first.makeelement(f"{W}commentRangeStart", identifier))
        parent = last.getparent()
        place = parent.index(last) + 1
        parent.insert(place, last.makeelement(f"{W}commentRangeEnd", identifier))
        reference = last.makeelement(W_R, {})
        reference.append(reference.makeelement(f"{W}commentReference", identifier))
        parent.insert(place + 1, reference)
        self._package.xml(self._part).append(self._comment(identifier, text))
        self._package.touch(self._part)
        self._package.touch(self._main)

    def _comment(self, identifier: dict[str, str], text: str) -> XmlElement:
        root = self._package.xml(self._part)
        style = self._style
        stamp = {f"{W}author": style.author, f"{W}date": style.timestamp, f"{W}initials": style.initials}
        comment = root.makeelement(f"{W}comment", identifier | stamp)
        for number, line in enumerate(text.split("\n")):
            paragraph = comment.makeelement(f"{W}p", {})
            if number == 0:
                mark = paragraph.makeelement(W_R, {})
                mark.append(mark.makeelement(f"{W}annotationRef", {}))
                paragraph.append(mark)
            run = paragraph.makeelement(W_R, {})
            leaf = run.makeelement(W_T, {SPACE: "preserve"})
            leaf.text = line
            run.append(leaf)
            paragraph.append(run)
            comment.append(paragraph)
        return comment

    def _open(self) -> None:
        """Find the comments part, or make it, with its relationship and content type."""
        folder, file = posixpath.split(self._main)
        relationships = posixpath.join(folder, "_rels", f"{file}.rels")
        if relationships not in self._package:
            self._package.add(relationships, f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
        root = self._package.xml(relationships)
        known = next((one for one in root if str(one.get("Type", "")).endswith("/comments")), None)
        if known is not None:
            target = known.get("Target", "")
            self._part = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        else:
            self._part = posixpath.join(folder, "comments.xml")
            self._register(root, relationships)
        ids = [int(one.get(f"{W}id", "0")) for one in self._package.xml(self._part).iter(f"{W}comment")]
        self._next = max(ids, default=-1) + 1

    def _register(self, root: XmlElement, relationships: str) -> None:
        self._package.add(self._part, _EMPTY)
        taken = {str(one.get("Id")) for one in root}
        number = next(number for number in range(1, len(taken) + 2) if f"rIdComments{number}" not in taken)
        values = {"Id": f"rIdComments{number}", "Type": KIND, "Target": posixpath.basename(self._part)}
        root.append(root.makeelement(f"{{{RELATIONSHIPS}}}Relationship", values))
        self._package.touch(relationships)
        types = self._package.xml("[Content_Types].xml")
        types.append(types.makeelement(f"{{{TYPES}}}Override", {"PartName": f"/{self._part}", "ContentType": CONTENT}))
        self._package.touch("[Content_Types].xml")


def highest_id(package: Package) -> int:
    """The highest `w:id` in any part: ids of revisions must be unique in the document."""
    found = 0
    for name in package.names:
        if name.endswith(".xml") and name.startswith("word/"):
            found = max([found, *(int(one) for one in re.findall(rb'\bw:id="(\d{1,9})"', package.read(name)))])
    return found
