"""Styles of an OpenDocument file: what is bold, hidden, a title; which lists are numbered."""

from __future__ import annotations

from dataclasses import dataclass

from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.word_styles import in_format

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """What a text or paragraph style means."""

    bold: bool = False
    hidden: bool = False
    title: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list style: number format ("" for bullets), what stands before and after, first number."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1


@dataclass(frozen=True, slots=True)
class OdtStyles:
    """All styles of a file, by name."""

    styles: dict[str, OdtStyle]
    lists: dict[tuple[str, int], ListLevel]

    def of(self, name: str) -> OdtStyle:
        """The style of a name; for names without a definition only what the name says."""
        return self.styles.get(name) or OdtStyle(title=name == "Title", quoted=name == "Quotations")

    def start(self, name: str, depth: int) -> int:
        """First number of a list level (depth from 1)."""
        return self.lists.get((name, depth), ListLevel()).start

    def marker(self, name: str, depth: int, count: int) -> str:
        """What a list item shows."""
        level = self.lists.get((name, depth), ListLevel())
        if not level.form:
            return "•"
        return f"{level.prefix}{in_format(count, FORMATS.get(level.form, 'decimal'))}{level.suffix}".strip()


def read_odt_styles(*roots: XmlElement) -> OdtStyles:
    """Styles from content.xml and styles.xml (None where absent), inheritance resolved."""
    raw: dict[str, XmlElement] = {}
    lists: dict[tuple[str, int], ListLevel] = {}
    for root in reversed(roots):
        if root is None:
            continue
        for element in root.iter(f"{STYLE}style"):
            raw[element.get(f"{STYLE}name") or ""] = element
        for element in root.iter(f"{TEXT}list-style"):
            for level in element:
                number = level.get(f"{TEXT}level") or ""
                if number.isdecimal():
                    lists[element.get(f"{STYLE}name") or "", int(number)] = _list_level(level)
    styles: dict[str, OdtStyle] = {}
    for name in raw:
        _resolve(name, raw, styles, 0)
    return OdtStyles(styles, lists)


def _list_level(level: XmlElement) -> ListLevel:
    if not str(level.tag).endswith("list-level-style-number"):
        return ListLevel()
    start = level.get(f"{TEXT}start-value") or "1"
    return ListLevel(
        level.get(f"{STYLE}num-format") or "",
        level.get(f"{STYLE}num-prefix") or "",
        level.get(f"{STYLE}num-suffix") or "",
        int(start) if start.isdecimal() else 1,
    )


def _resolve(name: str, raw: dict[str, XmlElement], styles: dict[str, OdtStyle], depth: int) -> OdtStyle:
    if name in styles:
        return styles[name]
    element = raw.get(name)
    if element is None or depth > 20:
        return OdtStyle()
    parent = _resolve(element.get(f"{STYLE}parent-style-name") or "", raw, styles, depth + 1)
    properties = element.find(f"{STYLE}text-properties")
    weight = properties.get(f"{FO}font-weight") if properties is not None else None
    display = properties.get(f"{TEXT}display") if properties is not None else None
    styles[name] = OdtStyle(
        bold=parent.bold if weight is None else weight in ("bold", "600", "700", "800", "900"),
        hidden=parent.hidden if display is None else display == "none",
        title=parent.title or name == "Title",
        quoted=parent.quoted or name in ("Quotations", "Quote"),
    )
    return styles[name]
