"""What a Word package holds beside the body: where the body is, hidden styles, notes, headers that say the same."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from policy_audit.errors import UnreadableDocument
from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.word_leaves import W_P
from policy_audit.extract.word_leaves import W_R
from policy_audit.extract.word_leaves import W
from policy_audit.extract.word_leaves import paragraph_text
from policy_audit.extract.word_styles import read_styles
from policy_audit.writeback.package import Package


def main_part(package: Package) -> str:
    """Name of the part that holds the body. Raises `UnreadableDocument` where there is none."""
    for relation in package.xml("_rels/.rels") if "_rels/.rels" in package else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            target = posixpath.normpath(relation.get("Target", "").lstrip("/"))
            if target in package:
                return str(target)
    if "word/document.xml" in package:
        return "word/document.xml"
    raise UnreadableDocument("damaged-file", "The Word file has no body.", "Open it in Word and save it again.")


def related(package: Package, main: str) -> Iterator[tuple[str, str]]:
    """Kind (last part of the relationship's type) and name of every part the body refers to."""
    folder, file = posixpath.split(main)
    relationships = posixpath.join(folder, "_rels", f"{file}.rels")
    for relation in package.xml(relationships) if relationships in package else ():
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if name in package:
            yield str(relation.get("Type", "")).rsplit("/", 1)[-1], name


def hidden_styles(package: Package, main: str) -> frozenset[str]:
    """Names of styles whose text is hidden: extraction leaves it out, so offsets must, too."""
    for kind, name in related(package, main):
        if kind == "styles":
            styles = read_styles(package.xml(name))
            return frozenset(identifier for identifier, style in styles.items() if style.hidden)
    return frozenset()


def note_reference(body: XmlElement, part: str, paragraph: XmlElement) -> XmlElement | None:
    """The run in the body that refers to the note a paragraph belongs to; None for headers and footers."""
    for kind in ("footnote", "endnote"):
        note = next(iter(paragraph.iterancestors(f"{W}{kind}")), None)
        if note is None:
            continue
        for reference in body.iter(f"{W}{kind}Reference"):
            if reference.get(f"{W}id") == note.get(f"{W}id") and reference.getparent().tag == W_R:
                return reference.getparent()
    return None


def twins(package: Package, main: str, part: str) -> list[tuple[str, list[XmlElement]]]:
    """Other headers or footers that say the same as `part`, with their paragraphs: extraction reads each wording once.

    To be asked before anything in them is changed.
    """
    names = dict.fromkeys(name for kind, name in related(package, main) if kind in ("header", "footer"))
    if part not in names:
        return []
    own = [paragraph_text(paragraph) for paragraph in package.xml(part).iter(W_P)]
    found = []
    for name in names:
        paragraphs = list(package.xml(name).iter(W_P))
        if name != part and [paragraph_text(paragraph) for paragraph in paragraphs] == own:
            found.append((name, paragraphs))
    return found
