"""Markdown, HTML and plain text: the source is patched at the very characters, everything else stays byte for byte.

A clean copy is the usual one, with a unified diff. In Markdown and HTML, comments become `<!-- -->` behind the words
and tracked changes `<del>` and `<ins>`; plain text can hold neither.
"""

from __future__ import annotations

import difflib
import html
from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from policy_audit.errors import UsageError
from policy_audit.extract.encoding import declared_encoding
from policy_audit.extract.encoding import decode
from policy_audit.types import Document
from policy_audit.types import Span
from policy_audit.writeback.plain_clauses import clause_patch
from policy_audit.writeback.resolve import distinct_edits
from policy_audit.writeback.source import Source
from policy_audit.writeback.values import LeftOut
from policy_audit.writeback.values import Proposal
from policy_audit.writeback.values import Style
from policy_audit.writeback.values import Written
from policy_audit.writeback.word import NO_EDIT

MODES = ("clean", "comments", "tracked")
# What would close a table cell, or pair with a mark outside the comment.
_MARKUP = str.maketrans("|`", "/'")


class Patch(NamedTuple):
    """Replace source characters `[start, end)` by `text`."""

    start: int
    end: int
    text: str


def write(data: bytes, document: Document, proposals: Sequence[Proposal], style: Style) -> Written:
    """The patched source. Raises `UsageError` for plain text with comments or tracked changes."""
    if document.format == "txt" and style.mode != "clean":
        raise UsageError(
            "Plain text cannot hold comments or tracked changes.", "Use --as clean: the diff shows every change."
        )
    source = Source(document)
    applied: list[Proposal] = []
    left_out: list[LeftOut] = []
    for proposal in proposals:
        reason = _why_not(proposal, source, style)
        if reason:
            left_out.append(LeftOut(proposal, reason))
        else:
            applied.append(proposal)
    text = _patched(document.source, _patches(applied, source, style))
    return Written(
        _encoded(text, data, document),
        tuple(applied),
        tuple(left_out),
        difference(document.source, text, document.path),
    )


def _why_not(proposal: Proposal, source: Source, style: Style) -> str | None:
    if style.mode == "comments":
        return source.no_comment(_remarked(proposal, source.document))
    if proposal.insertion is not None:
        return None
    if not proposal.edits:
        return NO_EDIT
    return next((reason for edit in proposal.edits if (reason := source.obstacle(edit.span))), None)


def _patches(proposals: Sequence[Proposal], source: Source, style: Style) -> list[Patch]:
    patches: list[Patch] = []
    markdown_or_html = source.document.format != "txt"
    if style.mode == "comments":
        for proposal in proposals:
            place = source.range_of(_remarked(proposal, source.document))
            assert place is not None
            remark = " ".join(proposal.remark.split()).replace("--", "–").translate(_MARKUP)
            # A backslash in front of the comment would make its "<" an ordinary character.
            at = place[1] - 1 if source.text[place[0] : place[1]].endswith("\\") else source.behind_whole(place[1])
            patches.append(Patch(at, at, f"<!-- {style.author}: {remark} -->"))
        return patches
    for edit in distinct_edits(proposals):
        place = source.edit_range(edit.span)
        assert place is not None
        new = html.escape(edit.replacement, quote=False) if source.document.format == "html" else edit.replacement
        if style.mode == "tracked" and markdown_or_html:
            old = source.text[place[0] : place[1]]
            new = (f"<del>{old}</del>" if old else "") + (f"<ins>{new}</ins>" if new else "")
        patches.append(Patch(place[0], place[1], new))
    for proposal in proposals:
        if proposal.insertion is not None:
            at, text = clause_patch(source, proposal.insertion, style.mode == "tracked")
            patches.append(Patch(at, at, text))
    return patches


def _remarked(proposal: Proposal, document: Document) -> Span:
    if proposal.span is not None:
        return proposal.span
    return document.blocks[proposal.insertion.beside if proposal.insertion else 0].span


def _patched(text: str, patches: Sequence[Patch]) -> str:
    """Patches applied from the end; of several at one place the first given ends up first."""
    numbered = sorted(enumerate(patches), key=lambda one: (one[1].start, one[1].end, one[0]), reverse=True)
    for _, patch in numbered:
        text = text[: patch.start] + patch.text + text[patch.end :]
    return text


def _encoded(text: str, data: bytes, document: Document) -> bytes:
    """The text in the encoding of the source; a file that does not survive decoding unharmed is written as UTF-8."""
    decoded = decode(data, declared_encoding(data) if document.format == "html" else "")
    try:
        if document.source.encode(decoded.encoding) != data:
            return text.encode("utf-8")
        return text.encode(decoded.encoding, "xmlcharrefreplace" if document.format == "html" else "strict")
    except (LookupError, UnicodeEncodeError):
        return text.encode("utf-8")


def difference(before: str, after: str, path: str) -> str:
    """A unified diff of two texts, with the file's name on both sides."""
    name = PurePath(path).name
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}", n=2)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
