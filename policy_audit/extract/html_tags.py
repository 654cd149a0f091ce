"""What HTML elements mean for the text in them."""

from __future__ import annotations

from dataclasses import dataclass

from policy_audit.types import BlockKind
from policy_audit.types import Cell
from policy_audit.types import Region

VOID_TAGS = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
SKIPPED_TAGS = frozenset({"script", "style", "template", "title", "svg", "datalist"})
BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "option",
        "button",
        "label",
        "select",
        "textarea",
    ]
)
REGION_TAGS: dict[str, Region] = {
    "header": "header",
    "footer": "footer",
    "nav": "nav",
    "aside": "aside",
    "main": "body",
}
REGION_ROLES: dict[str, Region] = {
    "banner": "header",
    "contentinfo": "footer",
    "navigation": "nav",
    "complementary": "aside",
    "main": "body",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What an open element means for the text in it."""

    tag: str
    region: Region = "body"
    kind: BlockKind = "paragraph"
    level: int = 0
    list_depth: int = 0
    quoted: bool = False
    preformatted: bool = False
    code: bool = False
    in_main: bool = False
    bold: bool = False
    table: int = -1
    cell: Cell | None = None
    language: str = "en"
