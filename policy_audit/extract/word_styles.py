"""Styles and list numbering of a Word file: heading levels, list markers, hidden character styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.word_leaves import W

VAL = f"{W}val"
# Names Word, LibreOffice and Google Docs give their built-in styles; ids are translated, names are not.
TITLE_NAMES = frozenset({"title", "titel", "titre"})
CONTENTS_NAMES = ("toc ", "contents ", "table of figures")
QUOTE_NAMES = frozenset({"quote", "intense quote", "block text", "quotations"})
MAXIMUM_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style means: heading level 1-6 or 0, title, contents list, quotation, list, bold, size."""

    name: str = ""
    heading: int = 0
    title: bool = False
    contents: bool = False
    quoted: bool = False
    list_style: bool = False
    number: tuple[str, int] | None = None
    bold: bool = False
    half_points: int = 0
    hidden: bool = False


def read_styles(root: XmlElement) -> dict[str, Style]:
    """Style id -> meaning, inheritance resolved, from the root of styles.xml (None gives none)."""
    if root is None:
        return {}
    raw = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    styles: dict[str, Style] = {}
    for identifier in raw:
        _resolve(identifier, raw, styles, 0)
    return styles


def default_style(root: XmlElement) -> str:
    """Id of the style of paragraphs that name none."""
    for style in root.iter(f"{W}style") if root is not None else ():
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            return str(style.get(f"{W}styleId", ""))
    return ""


def default_size(root: XmlElement) -> int:
    """Font size in half points of text without any style; 22 (11 pt), Word's own default, where none is given."""
    if root is not None:
        size = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
        if size is not None and size.get(VAL, "").isdecimal():
            return int(size.get(VAL))
    return 22


def _resolve(identifier: str, raw: Mapping[str, XmlElement], styles: dict[str, Style], depth: int) -> Style:
    if identifier in styles:
        return styles[identifier]
    element = raw.get(identifier)
    if element is None or depth > 20:
        return Style()
    based_on = element.find(f"{W}basedOn")
    parent = _resolve(based_on.get(VAL, ""), raw, styles, depth + 1) if based_on is not None else Style()
    name_element = element.find(f"{W}name")
    name = (name_element.get(VAL, "") if name_element is not None else identifier).lower()
    properties, runs = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    styles[identifier] = Style(
        name=name,
        heading=_heading(name, properties) or parent.heading,
        title=name in TITLE_NAMES or parent.title,
        contents=name.startswith(CONTENTS_NAMES) or parent.contents,
        quoted=name in QUOTE_NAMES or parent.quoted,
        list_style=name.startswith("list ") or parent.list_style,
        number=number_of(properties, parent.number),
        bold=switched(runs, "b", parent.bold),
        half_points=size_of(runs) or parent.half_points,
        hidden=switched(runs, "vanish", parent.hidden),
    )
    return styles[identifier]


def _heading(name: str, properties: XmlElement) -> int:
    if name.startswith("heading ") and name[8:].strip().isdecimal():
        return min(int(name[8:]), 6)
    outline = properties.find(f"{W}outlineLvl") if properties is not None else None
    if outline is not None and outline.get(VAL, "9").isdecimal() and int(outline.get(VAL, "9")) < MAXIMUM_LEVEL:
        return min(int(outline.get(VAL)) + 1, 6)
    return 0


def number_of(properties: XmlElement, inherited: tuple[str, int] | None = None) -> tuple[str, int] | None:
    """(numbering id, level from 0) of paragraph properties, falling back on the style's; id "0" switches it off."""
    number = properties.find(f"{W}numPr") if properties is not None else None
    if number is None:
        return inherited
    identifier, level = number.find(f"{W}numId"), number.find(f"{W}ilvl")
    known = identifier.get(VAL, "0") if identifier is not None else inherited[0] if inherited else "0"
    if known == "0":
        return None
    text = level.get(VAL, "0") if level is not None else str(inherited[1]) if inherited else "0"
    return known, min(int(text), 8) if text.isdecimal() else 0


def switched(properties: XmlElement, name: str, inherited: bool = False) -> bool:
    """An on/off property such as "b", or what is inherited when it is not given."""
    element = properties.find(f"{W}{name}") if properties is not None else None
    if element is None:
        return inherited
    return element.get(VAL, "1") not in ("0", "false", "off", "none")


def size_of(properties: XmlElement) -> int:
    """Font size in half points, 0 when not given."""
    element = properties.find(f"{W}sz") if properties is not None else None
    text = element.get(VAL, "") if element is not None else ""
    return int(text) if text.isdecimal() else 0


@dataclass(slots=True)
class Numbering:
    """Counts list numbers as Word does. `marker` must be asked once for each numbered paragraph, in order."""

    levels: dict[str, dict[int, tuple[str, str, int]]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def marker(self, number: tuple[str, int]) -> str:
        """The number or bullet the next paragraph of this list and level shows ("4.1", "a)", "•"; "" for none)."""
        identifier, level = number
        shared = self.abstract.get(identifier, identifier)
        levels = self.levels.get(shared, {})
        counts = self.counts.setdefault(shared, [None] * 9)
        if identifier not in self.begun:
            self.begun.add(identifier)
            for index in range(9):
                if (identifier, index) in self.starts:
                    counts[index] = None
        for index in range(level + 1, 9):
            counts[index] = None
        for index in range(level):
            if counts[index] is None:
                counts[index] = self._start(identifier, levels, index)
        current = counts[level]
        counts[level] = self._start(identifier, levels, level) if current is None else current + 1
        kind, pattern, _ = levels.get(level, ("bullet", "•", 1))
        if kind == "none":
            return ""
        if kind == "bullet":
            return "•"
        text = pattern
        for index in range(9):
            shown = levels.get(index, ("decimal", "", 1))[0]
            text = text.replace(f"%{index + 1}", in_format(counts[index] or 0, shown))
        return text.strip()

    def _start(self, identifier: str, levels: dict[int, tuple[str, str, int]], level: int) -> int:
        return self.starts.get((identifier, level), levels.get(level, ("", "", 1))[2])


def read_numbering(root: XmlElement) -> Numbering:
    """The list definitions of numbering.xml (root element, or None)."""
    numbering = Numbering()
    if root is None:
        return numbering
    for abstract in root.findall(f"{W}abstractNum"):
        levels = numbering.levels.setdefault(abstract.get(f"{W}abstractNumId", ""), {})
        for level in abstract.findall(f"{W}lvl"):
            index = level.get(f"{W}ilvl", "0")
            if index.isdecimal():
                levels[int(index)] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    _integer(level, "start"),
                )
    for number in root.findall(f"{W}num"):
        identifier = number.get(f"{W}numId", "")
        numbering.abstract[identifier] = _value(number, "abstractNumId", "")
        for override in number.findall(f"{W}lvlOverride"):
            start, index = override.find(f"{W}startOverride"), override.get(f"{W}ilvl", "0")
            if start is not None and start.get(VAL, "").isdecimal() and index.isdecimal():
                numbering.starts[identifier, int(index)] = int(start.get(VAL))
    return numbering


def _value(element: XmlElement, name: str, default: str) -> str:
    child = element.find(f"{W}{name}")
    return str(child.get(VAL, default)) if child is not None else default


def _integer(element: XmlElement, name: str) -> int:
    text = _value(element, name, "1")
    return int(text) if text.isdecimal() else 1


def in_format(count: int, kind: str) -> str:
    """A list number as Word writes it: decimal, letters (a … z, aa), Roman."""
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        text = ""
        for value, sign in ROMAN:
            text += sign * (count // value)
            count %= value
        return text.lower() if kind == "lowerRoman" else text
    return f"{count:02d}" if kind == "decimalZero" else str(count)


ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
