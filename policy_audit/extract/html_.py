"""HTML: one pass of the standard parser, block by block, every character with its offset in the source.

Header, footer, navigation and aside are told apart by region and never dropped: equality statements live in footers.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from policy_audit.errors import UnreadableDocument
from policy_audit.extract.assemble import Assembly
from policy_audit.extract.assemble import SourceLines
from policy_audit.extract.encoding import declared_encoding
from policy_audit.extract.encoding import decode
from policy_audit.extract.front_matter import read_front_matter
from policy_audit.extract.headings import first_heading
from policy_audit.extract.headings import mark_title
from policy_audit.extract.headings import settle_headings
from policy_audit.extract.html_blocks import BlockWriter
from policy_audit.extract.html_tags import BLOCK_TAGS
from policy_audit.extract.html_tags import SKIPPED_TAGS
from policy_audit.extract.html_tags import VOID_TAGS
from policy_audit.extract.json_ld import add_job_postings
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Deadline
from policy_audit.extract.limits import Limits
from policy_audit.types import Comment
from policy_audit.types import Document
from policy_audit.types import Metadata
from policy_audit.types import Span

IMPLIED_END: dict[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"tr", "td", "th"}),
    "option": frozenset({"option"}),
}
SCOPES: dict[str, frozenset[str]] = {
    "li": frozenset({"ul", "ol", "menu"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "td": frozenset({"table", "tr"}),
    "th": frozenset({"table", "tr"}),
    "tr": frozenset({"table"}),
    "option": frozenset({"select"}),
}
LONG_TAG = 10_000
MOST_OPEN = 100
NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def extract(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None) -> Document:
    """Read an HTML file: blocks with regions, JobPosting JSON-LD, front matter, title and meta elements."""
    decoded = decode(data, declared_encoding(data))
    return read_html(decoded.text, data, name, limits, decoded.warning)


def read_html(source: str, data: bytes, name: str, limits: Limits, warning: str = "") -> Document:
    """A document from HTML text; anchors are offsets in `source`."""
    assembly = Assembly()
    if warning:
        assembly.warnings.append(warning)
    lines = SourceLines(source)
    matter = read_front_matter(source, lines, assembly)
    assembly.fields.update(matter.fields)
    walker = _Walker(source, (matter.end, len(source)), lines, assembly, limits, first_table=0)
    walker.run()
    posted = add_job_postings(walker.scripts, lines, assembly, limits)
    settle_headings(assembly)
    title = assembly.fields.get("title") or posted or first_heading(assembly) or walker.title
    metadata = Metadata(
        title=title,
        author=assembly.fields.get("author", ""),
        language=walker.language or "en",
        fields=dict(assembly.fields),
    )
    return mark_title(assembly.document(data, name, "html", metadata, source=source))


def walk_html(
    source: str, start: int, end: int, *, lines: SourceLines, assembly: Assembly, limits: Limits, first_table: int = 0
) -> int:
    """Add the blocks of `source[start:end]` (HTML inside Markdown) to `assembly`; returns how many tables it held."""
    walker = _Walker(source, (start, end), lines, assembly, limits, first_table=first_table)
    walker.run()
    return walker.writer.tables - first_table


class _Walker(HTMLParser):
    """Feeds a `BlockWriter`; keeps the stack of open elements and the source position of every event."""

    def __init__(
        self,
        source: str,
        extent: tuple[int, int],
        lines: SourceLines,
        assembly: Assembly,
        limits: Limits,
        *,
        first_table: int,
    ) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._base, self._end = extent
        self._at = 0
        self._deadline = Deadline(limits)
        self._events = 0
        self._stack: list[str] = []
        self._hidden = 0
        self._assembly = assembly
        self.writer = BlockWriter(source, lines, assembly, first_table)
        self.title = ""
        self.language = ""
        self.scripts: list[tuple[int, str]] = []
        self._script_from = -1

    def run(self) -> None:
        """Walk the source and flush the last block."""
        _check_tags(self._source[self._base : self._end])
        self.feed(self._source[self._base : self._end])
        self._base = self._end - len(self.rawdata)
        self._at = 0
        self.close()
        self.writer.flush()

    def updatepos(self, i: int, j: int) -> int:
        """The parser's own line counting is not needed: keep the offset instead."""
        self._at = j
        return j

    def _offset(self) -> int:
        self._events += 1
        if self._events % 4096 == 0:
            self._deadline.check()
        return self._base + self._at

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element: close what it closes by implication, then tell the writer."""
        self._offset()
        attributes = {name: value or "" for name, value in attrs}
        self._imply(tag)
        if tag in VOID_TAGS:
            self._void(tag, attributes)
            return
        if tag == "html":
            self.language = attributes.get("lang", "")
        if tag == "script":
            at = self._base + self._at + len(self.get_starttag_text() or "")
            self._script_from = at if "ld+json" in attributes.get("type", "") else -1
        self._stack.append(tag)
        hidden = "hidden" in attributes or bool(NO_DISPLAY.search(attributes.get("style", "")))
        if self._hidden or tag in SKIPPED_TAGS or hidden:
            self._hidden += 1
            return
        self.writer.open(tag, attributes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element closed at once, as in XHTML."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID_TAGS:
            self.handle_endtag(tag)

    def _void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "meta":
            name = (attributes.get("name") or attributes.get("property") or "").lower()
            if name and attributes.get("content") and name not in self._assembly.fields:
                self._assembly.fields[name] = attributes["content"]
        elif self._hidden:
            return
        elif tag == "br":
            self.writer.line_break(self._offset(), len(self.get_starttag_text() or ""))
        elif tag == "hr":
            self.writer.flush()
        elif tag == "img" and attributes.get("alt", "").strip():
            text = self.get_starttag_text() or ""
            self.writer.synthetic(" " + " ".join(attributes["alt"].split()) + " ", self._offset(), len(text))

    def _imply(self, tag: str) -> None:
        if tag in BLOCK_TAGS and "p" in self._stack[-3:]:
            self.handle_endtag("p")
        ends = IMPLIED_END.get(tag)
        if ends is None:
            return
        for index in range(len(self._stack) - 1, -1, -1):
            if self._stack[index] in SCOPES[tag]:
                return
            if self._stack[index] in ends:
                self._close_to(index)
                return

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest open element of that name, and what is open inside it."""
        for index in range(len(self._stack) - 1, max(len(self._stack) - 200, -1), -1):
            if self._stack[index] == tag:
                self._close_to(index)
                return
            if self._stack[index] in ("td", "th", "table") and tag not in ("td", "th", "tr", "table", "tbody", "thead"):
                break
        if tag == "p" and not self._hidden:
            # Browsers make an empty paragraph of the end of one that was never begun.
            self.writer.flush()

    def _close_to(self, index: int) -> None:
        while len(self._stack) > index:
            tag = self._stack.pop()
            if self._hidden:
                self._hidden -= 1
                if tag == "script":
                    self._script_from = -1
            else:
                self.writer.close(tag)

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        offset = self._offset()
        if self._script_from >= 0:
            self.scripts.append((offset, data))
        elif self._hidden:
            if self._stack and self._stack[-1] == "title" and not self.title:
                self.title = " ".join(data.split())
        else:
            self.writer.text(data, offset)

    def handle_entityref(self, name: str) -> None:
        """A character by its name."""
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """A character by its number."""
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        offset = self._offset()
        if self._source.startswith(";", offset + len(written)):
            written += ";"
        value = unescape(written)
        if not self._hidden:
            self.writer.synthetic(value, offset, len(written))
        elif self._stack and self._stack[-1] == "title":
            self.title += value

    def handle_comment(self, data: str) -> None:
        """Not text, but kept: a comment can suppress a rule from where it stands."""
        place = self.writer.place()
        self._assembly.comments.append(Comment("", data.strip(), Span(place, place)))


def _check_tags(source: str) -> None:
    """Refuse what keeps the standard parser busy for minutes: very many tags or comments that are never closed."""
    unclosed = any(len(part) > LONG_TAG and part.count("<") > MOST_OPEN for part in source.split(">"))
    if unclosed or source.count("<!--") - source.count("-->") > MOST_OPEN:
        raise UnreadableDocument(
            "damaged-file", "The HTML holds very many tags that are never closed.", "Save the page again, then retry."
        )
