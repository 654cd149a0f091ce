"""Rich Text Format: an own reader, as none on offer keeps footnotes, headers and addresses.

Follows the RTF 1.9.1 specification as far as text is concerned. Anchors are offsets in the file's bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from policy_audit.errors import UnreadableDocument
from policy_audit.extract.assemble import Piece
from policy_audit.extract.assemble import SourceLines
from policy_audit.extract.headings import first_heading
from policy_audit.extract.headings import mark_title
from policy_audit.extract.headings import plausible_title
from policy_audit.extract.headings import settle_headings
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Deadline
from policy_audit.extract.limits import Limits
from policy_audit.extract.limits import refuse
from policy_audit.extract.rtf_blocks import ParagraphState
from policy_audit.extract.rtf_blocks import RtfBlocks
from policy_audit.extract.rtf_words import CHARACTERS
from policy_audit.extract.rtf_words import CODE_PAGES
from policy_audit.extract.rtf_words import KEPT_STARRED
from policy_audit.extract.rtf_words import REGIONS
from policy_audit.extract.rtf_words import SIGNS
from policy_audit.extract.rtf_words import SKIPPED
from policy_audit.extract.rtf_words import TOKEN
from policy_audit.extract.rtf_words import is_encoding
from policy_audit.extract.rtf_words import style_outlines
from policy_audit.types import Document
from policy_audit.types import Metadata


@dataclass(frozen=True, slots=True)
class Group:
    """What an open brace remembers."""

    skipped: bool = False
    hidden: bool = False
    destination: str = ""
    unicode_skip: int = 1
    paragraph: ParagraphState = field(default_factory=ParagraphState)


def extract(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None) -> Document:
    """Read an RTF file."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableDocument("wrong-format", "The file is not RTF.", "Save it again as RTF or .docx.")
    reader = _Reader(data, limits)
    reader.run()
    assembly = reader.blocks.finish()
    settle_headings(assembly)
    title = reader.info.get("title", "")
    metadata = Metadata(
        title=title if plausible_title(title) else first_heading(assembly),
        author=reader.info.get("author", ""),
        organisation=reader.info.get("company", ""),
        fields={key: value for key, value in reader.info.items() if key in ("subject", "keywords", "manager")},
    )
    if reader.hidden_characters:
        assembly.warnings.append(f"{reader.hidden_characters} characters of hidden text were not read.")
    return mark_title(assembly.document(data, name, "rtf", metadata))


class _Reader:
    """One pass over the tokens with a stack of groups."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._deadline = Deadline(limits)
        self._lines = SourceLines(data.decode("latin-1"))
        self._encoding = "cp1252"
        self._group = Group()
        self._stack: list[Group] = []
        self._starred = False
        self._to_skip = 0
        self._styles = style_outlines(data)
        self._held = b""
        self._held_from = 0
        self._held_to = 0
        self.blocks = RtfBlocks()
        self.info: dict[str, str] = {}
        self.hidden_characters = 0

    def run(self) -> None:
        """Read the file to its end; text after a missing brace is still read."""
        for count, token in enumerate(TOKEN.finditer(self._data)):
            if count % 8192 == 0:
                self._deadline.check()
            kind = token.lastgroup
            if token.group("hex"):
                self._byte(token)
                continue
            self._flush()
            if kind == "brace":
                self._brace(token.group())
            elif token.group("word"):
                self._word(token)
            elif token.group("sign"):
                self._sign(token)
            elif kind == "text":
                self._text(token)
        self._flush()

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            if len(self._stack) > self._limits.nesting:
                raise refuse("nesting", self._limits.nesting, "nests its groups too deeply")
            self._stack.append(self._group)
            self._group = replace(self._group, destination="")
            self._starred = False
        elif self._stack:
            closed = self._group
            self._group = self._stack.pop()
            if closed.destination in REGIONS or closed.destination == "shptxt":
                self.blocks.close_region()

    def _byte(self, token: re.Match[bytes]) -> None:
        """A byte in hexadecimal: bytes in a row are decoded together, as one character may take two."""
        if self._to_skip:
            self._to_skip -= 1
            return
        if not self._held:
            self._held_from = token.start()
        self._held += bytes([int(token.group("hex")[1:], 16)])
        self._held_to = token.end()

    def _flush(self) -> None:
        if self._held:
            held, self._held = self._held, b""
            self._emit(held.decode(self._encoding, "replace"), self._held_from, self._held_to - self._held_from)

    def _sign(self, token: re.Match[bytes]) -> None:
        sign = token.group("sign")
        if sign == b"*":
            self._starred = True
        elif sign in b"\\{}":
            self._emit(sign.decode(), token.start(), 2)
        elif SIGNS.get(sign):
            if sign in b"\r\n":
                self._end_paragraph()
            else:
                self._emit(SIGNS[sign], token.start(), 2)

    def _text(self, token: re.Match[bytes]) -> None:
        raw = token.group()
        skipped = min(self._to_skip, len(raw))
        self._to_skip -= skipped
        raw = raw[skipped:]
        if not raw:
            return
        text = raw.decode("latin-1") if raw.isascii() else raw.decode(self._encoding, "replace")
        same = text.isascii() and len(text) == len(raw)
        self._emit(text, token.start() + skipped, -1 if same else len(raw))

    def _word(self, token: re.Match[bytes]) -> None:
        word = token.group("word").decode("ascii")
        number = int(token.group("number")) if token.group("number") else None
        starred, self._starred = self._starred, False
        if word == "u" and number is not None:
            self._unicode(number, token)
        elif word == "bin":
            self._to_skip = max(number or 0, 0)
        elif (starred and word not in KEPT_STARRED) or word in SKIPPED:
            self._destination(word)
        elif word in REGIONS and not self._group.skipped:
            self._group = replace(self._group, destination=word)
            self.blocks.open_region(REGIONS[word])
        elif word == "shptxt":
            self._group = replace(self._group, destination=word, skipped=False)
            self.blocks.open_region("body", text_box=True)
        elif word in CHARACTERS:
            self._emit(CHARACTERS[word], token.start(), token.end() - token.start())
        elif word in ("par", "sect", "page") or (word == "row" and not self._group.skipped):
            self._end_paragraph()
            if word == "row" and not self._group.skipped:
                self.blocks.end_row()
        elif word in ("cell", "nestcell") and not self._group.skipped:
            self.blocks.end_cell(self._group.paragraph)
        else:
            self._state(word, number)

    def _destination(self, word: str) -> None:
        self._group = replace(self._group, destination=word, skipped=word != "info")
        if word in ("listtext", "pntext"):
            self._group = replace(self._group, skipped=False, destination="listtext")
        elif word == "shpinst":
            self._group = replace(self._group, skipped=True)

    def _state(self, word: str, number: int | None) -> None:
        group = self._group
        if word in CODE_PAGES:
            self._encoding = CODE_PAGES[word]
        elif word == "ansicpg" and number:
            self._encoding = f"cp{number}" if is_encoding(f"cp{number}") else "cp1252"
        elif word == "uc":
            self._group = replace(group, unicode_skip=max(number if number is not None else 1, 0))
        elif word in ("v", "deleted"):
            self._group = replace(group, hidden=number != 0)
        elif word in ("title", "author", "company", "subject", "keywords", "manager") and self._in_info():
            self._group = replace(group, destination=f"info.{word}", skipped=False)
        elif word == "s":
            outline = self._styles.get(number or 0, 9)
            self._group = replace(group, paragraph=replace(group.paragraph, outline=outline))
        elif word == "plain":
            self._group = replace(group, hidden=False, paragraph=replace(group.paragraph, bold=False))
        else:
            self._group = replace(group, paragraph=group.paragraph.after(word, number))

    def _in_info(self) -> bool:
        return any(group.destination == "info" for group in (self._group, *self._stack[-2:]))

    def _unicode(self, number: int, token: re.Match[bytes]) -> None:
        code = number + 65536 if number < 0 else number
        if 0xD800 <= code < 0xDC00:
            self.blocks.high_surrogate = code
        else:
            high, self.blocks.high_surrogate = self.blocks.high_surrogate, 0
            if high and 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            if code <= 0x10FFFF:
                self._emit(chr(code), token.start(), token.end() - token.start())
        self._to_skip = self._group.unicode_skip

    def _end_paragraph(self) -> None:
        if not self._group.skipped:
            self.blocks.end_paragraph(self._group.paragraph)

    def _emit(self, text: str, start: int, width: int) -> None:
        group = self._group
        if group.destination.startswith("info."):
            key = group.destination[5:]
            self.info[key] = self.info.get(key, "") + text
        elif group.skipped or group.destination == "info":
            return
        elif group.destination == "listtext":
            self.blocks.marker += text
        elif group.hidden:
            self.hidden_characters += len(text)
        else:
            self.blocks.add(Piece(text, self._lines.anchor(start), width), group.paragraph.bold)
