"""Control words of RTF and what they stand for."""

from __future__ import annotations

import re

from policy_audit.types import Region

TOKEN = re.compile(
    rb"\\(?P<hex>'[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]+)(?P<number>-?\d{1,10})?[ ]?|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|(?P<skip>[\r\n]+|\\)",
    re.S,
)
SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"-": "", b"\n": "\n", b"\r": "\n", b"\t": "\t"}
CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "softline": "\n",
}  # fmt: skip
REGIONS: dict[str, Region] = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer", "footnote": "note",
}  # fmt: skip
SKIPPED = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "listtable",
        "listoverridetable",
        "revtbl",
        "rsidtbl",
        "generator",
        "info",
        "pict",
        "object",
        "objdata",
        "themedata",
        "colorschememapping",
        "datastore",
        "latentstyles",
        "xmlnstbl",
        "fldinst",
        "mmathpr",
        "pnseclvl",
        "filetbl",
        "bkmkstart",
        "bkmkend",
        "atnid",
        "atnauthor",
        "annotation",
        "atndate",
        "atnref",
        "atnparent",
        "nonshppict",
        "pgptbl",
        "listtext",
        "pntext",
        "background",
        "datafield",
        "shpinst",
        "ftnsep",
        "ftnsepc",
        "aftnsep",
        "aftnsepc",
        "operator",
    ]
)
# Kept although marked as ignorable for older readers.
KEPT_STARRED = frozenset({"shptxt", "shpinst"})
STYLE = re.compile(rb"\{\\s(\d{1,4})\b([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
OUTLINE = re.compile(rb"\\outlinelevel(\d)\b")
HEADING_NAME = re.compile(rb"[ ;]heading ([1-9]);", re.I)
TITLE_NAME = re.compile(rb"[ ;]title;", re.I)
CODE_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


def style_outlines(data: bytes) -> dict[int, int]:
    """Paragraph style number -> outline level from 0; -1 for the style of the title."""
    start = data.find(b"{\\stylesheet")
    outlines: dict[int, int] = {}
    if start < 0:
        return outlines
    for style in STYLE.finditer(data, start, start + 400_000):
        level = OUTLINE.search(style.group(2))
        heading = HEADING_NAME.search(style.group(2))
        if heading is not None:
            outlines[int(style.group(1))] = int(heading.group(1)) - 1
        elif TITLE_NAME.search(style.group(2)):
            outlines[int(style.group(1))] = -1
        elif level is not None:
            outlines[int(style.group(1))] = int(level.group(1))
    return outlines


def is_encoding(encoding: str) -> bool:
    """True when Python knows an encoding of this name."""
    try:
        b"".decode(encoding)
    except LookupError:
        return False
    return True
