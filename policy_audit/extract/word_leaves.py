"""The visible leaves of a Word paragraph. Reading and writing back both walk them, so their offsets agree.

Works on any lxml element tree of WordprocessingML, python-docx's included.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policy_audit.extract.foreign import XmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

W_P, W_R, W_T = f"{W}p", f"{W}r", f"{W}t"
# Below these nothing is visible in this paragraph: deletions, the older twin of a modern drawing, text boxes (their
# paragraphs are walked on their own), field codes, ruby annotations, properties.
SKIPPED = frozenset(
    {
        f"{W}del",
        f"{W}moveFrom",
        f"{MC}Fallback",
        f"{W}txbxContent",
        f"{W}instrText",
        f"{W}delText",
        f"{W}delInstrText",
        f"{W}rt",
        f"{W}pPr",
        f"{W}rPr",
        f"{W}sdtPr",
        f"{W}fldData",
    }
)
TEXT_TAGS = (W_T, f"{M}t")
FIXED = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
VANISH = (f"{W}vanish", f"{W}webHidden")
# Symbol fonts put their glyphs into the private use area; the ones that carry meaning in policies are tick boxes.
SYMBOLS = {0xF0FE: "☒", 0xF0FD: "☒", 0xF0FC: "✓", 0xF052: "☑", 0xF0A8: "☐", 0xF06F: "☐", 0xF071: "☐"}


class Leaf(NamedTuple):
    """One visible piece of a paragraph: `text` at `[start, end)` of the paragraph's text, held by `element` in `run`.

    `element` is a `w:t` or a one-character element such as `w:tab`; `run` is the `w:r` around it (an `m:r` in
    formulas).
    """

    element: XmlElement
    run: XmlElement
    start: int
    end: int
    text: str


def paragraph_leaves(paragraph: XmlElement, hidden_styles: frozenset[str] = frozenset()) -> list[Leaf]:
    """The visible leaves of a `w:p`, in order; the paragraph's text is their texts joined.

    Tracked insertions, hyperlinks, content controls, smart tags and simple fields are seen through; deletions, hidden
    text (`w:vanish`, or a character style in `hidden_styles`), field codes and nested text boxes are left out.
    """
    leaves: list[Leaf] = []
    position = 0
    for run, element, text in _visible(paragraph, None, hidden_styles):
        leaves.append(Leaf(element, run, position, position + len(text), text))
        position += len(text)
    return leaves


def paragraph_text(paragraph: XmlElement, hidden_styles: frozenset[str] = frozenset()) -> str:
    """The paragraph's visible text: what `paragraph_leaves` finds, joined."""
    return "".join(text for _, _, text in _visible(paragraph, None, hidden_styles))


def _visible(
    node: XmlElement, run: XmlElement, hidden_styles: frozenset[str]
) -> Iterator[tuple[XmlElement, XmlElement, str]]:
    for child in node:
        tag = child.tag
        if tag in TEXT_TAGS:
            if child.text:
                yield run, child, child.text
        elif tag in (W_R, f"{M}r"):
            if not is_hidden(child, hidden_styles):
                yield from _visible(child, child, hidden_styles)
        elif tag in FIXED:
            if run is not None:
                yield run, child, FIXED[tag]
        elif tag == f"{W}sym":
            yield run, child, _symbol(child)
        elif tag not in SKIPPED and isinstance(tag, str) and len(child):
            yield from _visible(child, run, hidden_styles)


def is_hidden(run: XmlElement, hidden_styles: frozenset[str]) -> bool:
    """True for a run formatted as hidden text, directly or by its character style."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    for tag in VANISH:
        vanish = properties.find(tag)
        if vanish is not None:
            return vanish.get(f"{W}val", "1") not in ("0", "false", "off")
    if hidden_styles:
        style = properties.find(f"{W}rStyle")
        return style is not None and style.get(f"{W}val") in hidden_styles
    return False


def _symbol(element: XmlElement) -> str:
    try:
        code = int(element.get(f"{W}char", "2022"), 16)
    except ValueError:
        return "•"
    if code in SYMBOLS:
        return SYMBOLS[code]
    return "•" if 0xE000 <= code <= 0xF8FF or not 32 <= code <= 0x10FFFF else chr(code)
