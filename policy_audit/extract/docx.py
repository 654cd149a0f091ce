"""Word .docx: an own walk over WordprocessingML that loses none of what python-docx's `paragraph.text` loses."""

from __future__ import annotations

import posixpath

from policy_audit.errors import UnreadableDocument
from policy_audit.extract.assemble import Assembly
from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.guard import SafeArchive
from policy_audit.extract.guard import parse_xml
from policy_audit.extract.headings import first_heading
from policy_audit.extract.headings import mark_title
from policy_audit.extract.headings import plausible_title
from policy_audit.extract.headings import settle_headings
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Deadline
from policy_audit.extract.limits import Limits
from policy_audit.extract.word_body import PartReader
from policy_audit.extract.word_body import WordSettings
from policy_audit.extract.word_leaves import W
from policy_audit.extract.word_styles import default_size
from policy_audit.extract.word_styles import default_style
from policy_audit.extract.word_styles import read_numbering
from policy_audit.extract.word_styles import read_styles
from policy_audit.types import Comment
from policy_audit.types import Document
from policy_audit.types import Metadata
from policy_audit.types import Region

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"
EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
STRICT = b"http://purl.oclc.org/ooxml/"


def extract(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None) -> Document:
    """Read a Word document; anchors name the part, the `w:p` by its index in that part, and the offset in its text."""
    package = _Package(data, limits)
    main = package.main()
    related = package.related(main)
    assembly = Assembly()
    styles_root = package.part(related, "styles")
    settings = WordSettings(
        styles=read_styles(styles_root),
        default_style=default_style(styles_root),
        half_points=default_size(styles_root),
        numbering=read_numbering(package.part(related, "numbering")),
        deadline=Deadline(limits),
    )
    root = package.xml(main)
    _edges(package, related, "header", settings, assembly)
    reader = PartReader(main, root, settings, assembly, "body")
    reader.read()
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        for part in related.get(kind, ()):
            PartReader(part, package.xml(part), settings, assembly, "note").read_notes(tag)
    _edges(package, related, "footer", settings, assembly)
    for part in related.get("comments", ()):
        _comments(package.xml(part), reader, assembly)
    if settings.hidden_characters:
        assembly.warnings.append(f"{settings.hidden_characters} characters of hidden text were not read.")
    settle_headings(assembly)
    return mark_title(assembly.document(data, name, "docx", _metadata(package, assembly)))


def _edges(
    package: _Package, related: dict[str, list[str]], kind: str, settings: WordSettings, assembly: Assembly
) -> None:
    """Headers or footers, each wording once."""
    region: Region = "header" if kind == "header" else "footer"
    seen: set[str] = set()
    for part in related.get(kind, ()):
        root = package.xml(part)
        said = " ".join("".join(root.itertext()).split())
        if said and said not in seen:
            seen.add(said)
            PartReader(part, root, settings, assembly, region).read()


def _comments(root: XmlElement, reader: PartReader, assembly: Assembly) -> None:
    for comment in root.iter(f"{W}comment"):
        text = "\n".join(
            "".join(leaf.text or "" for leaf in paragraph.iter(f"{W}t")) for paragraph in comment.iter(f"{W}p")
        )
        span = reader.comment_spans.get(comment.get(f"{W}id", ""))
        assembly.comments.append(Comment(comment.get(f"{W}author", ""), text, span))


def _metadata(package: _Package, assembly: Assembly) -> Metadata:
    core = package.optional("docProps/core.xml")
    app = package.optional("docProps/app.xml")

    def text(root: XmlElement, tag: str) -> str:
        found = root.findtext(f".//{tag}") if root is not None else None
        return " ".join((found or "").split())

    title = text(core, f"{DC}title")
    heading = first_heading(assembly)
    version = text(core, f"{CORE}version")
    fields = {
        key: value
        for key, value in (
            ("subject", text(core, f"{DC}subject")),
            ("keywords", text(core, f"{CORE}keywords")),
            ("category", text(core, f"{CORE}category")),
            ("status", text(core, f"{CORE}contentStatus")),
            ("description", text(core, f"{DC}description")),
            ("last_modified_by", text(core, f"{CORE}lastModifiedBy")),
            ("manager", text(app, f"{EXTENDED}Manager")),
        )
        if value
    }
    return Metadata(
        title=title if plausible_title(title) else heading,
        author=text(core, f"{DC}creator"),
        organisation=text(app, f"{EXTENDED}Company"),
        created=text(core, f"{DCTERMS}created"),
        modified=text(core, f"{DCTERMS}modified"),
        version=version,
        fields=fields,
    )


class _Package:
    """The parts of an Office package, by name and by relationship."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._archive = SafeArchive(data, limits)
        self._limits = limits

    def xml(self, part: str) -> XmlElement:
        """Root element of a part. Files in the "strict" dialect are read as the usual one."""
        data = self._archive.read(part)
        if STRICT in data[:8192]:
            data = data.replace(
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            ).replace(
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            )
        return parse_xml(data, self._limits)

    def optional(self, part: str) -> XmlElement:
        """Root element of a part that may be absent or broken without harm to the text; then None."""
        if part not in self._archive:
            return None
        try:
            return self.xml(part)
        except UnreadableDocument as error:
            if error.code == "damaged-file":
                return None
            raise

    def main(self) -> str:
        """Name of the part that holds the body."""
        root = self.optional("_rels/.rels")
        for relation in root if root is not None else ():
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                target = posixpath.normpath(str(relation.get("Target", "")).lstrip("/"))
                if target in self._archive:
                    return target
        if "word/document.xml" in self._archive:
            return "word/document.xml"
        raise UnreadableDocument("damaged-file", "The Word file has no body.", "Open it in Word and save it again.")

    def related(self, part: str) -> dict[str, list[str]]:
        """Kind of relationship (last part of its type) -> names of the parts a part refers to."""
        folder, file = posixpath.split(part)
        root = self.optional(f"{folder}/_rels/{file}.rels")
        found: dict[str, list[str]] = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if name in self._archive:
                found.setdefault(str(relation.get("Type", "")).rsplit("/", 1)[-1], []).append(name)
        return found

    def part(self, related: dict[str, list[str]], kind: str) -> XmlElement:
        """Root element of the one part of a kind, or None."""
        names = related.get(kind)
        return self.optional(names[0]) if names else None
