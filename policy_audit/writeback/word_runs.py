"""Cuts Word runs so that a stretch of a paragraph stands in runs of its own. Works on the leaves extraction reads."""

from __future__ import annotations

from copy import deepcopy

from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.word_leaves import FIXED
from policy_audit.extract.word_leaves import W_R
from policy_audit.extract.word_leaves import W_T
from policy_audit.extract.word_leaves import Leaf
from policy_audit.extract.word_leaves import M
from policy_audit.extract.word_leaves import W
from policy_audit.extract.word_leaves import paragraph_leaves

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
W_RPR = f"{W}rPr"
# What may stand in a run beside text and must not be deleted, doubled or moved with it.
_ANCHORS = {
    f"{W}footnoteReference": "a footnote mark stands inside the words",
    f"{W}endnoteReference": "an endnote mark stands inside the words",
    f"{W}fldChar": "a field stands inside the words",
    f"{W}drawing": "a picture stands inside the words",
    f"{W}pict": "a picture stands inside the words",
    f"{W}object": "an embedded object stands inside the words",
    f"{W}sym": "a symbol stands inside the words",
}
_CONTROL = f"{W}sdt"
# Content of these controls is chosen from a list or comes from elsewhere: Word would overwrite an edit.
_FED = ("dataBinding", "dropDownList", "comboBox", "date", "docPartList", "picture")


def split_at(paragraph: XmlElement, offset: int, hidden: frozenset[str]) -> None:
    """Make a run boundary at an offset of the paragraph's text; nothing changes that a reader could see."""
    for leaf in paragraph_leaves(paragraph, hidden):
        if leaf.start <= offset < leaf.end:
            if leaf.run is not None and leaf.element.getparent() is leaf.run and leaf.run.tag == W_R:
                _cut(leaf, offset - leaf.start)
            return


def _cut(leaf: Leaf, at: int) -> None:
    """Cut a run before character `at` of its leaf; the second half is a copy with the same properties."""
    run, element = leaf.run, leaf.element
    place = run.index(element)
    before = [child for child in run[:place] if child.tag != W_RPR]
    if at == 0 and not before:
        return
    second = deepcopy(run)
    twin = second[place]
    for child in [child for child in second[:place] if child.tag != W_RPR]:
        second.remove(child)
    if at:
        twin.text = leaf.text[at:]
        element.text = leaf.text[:at]
        for half in (twin, element):
            half.set(SPACE, "preserve")
    for child in run[place + (1 if at else 0) :]:
        run.remove(child)
    _insert_after(run, second)


def _insert_after(element: XmlElement, new: XmlElement) -> None:
    """`addnext` without moving the tail, which is blank in any Word file but may be there."""
    parent = element.getparent()
    parent.insert(parent.index(element) + 1, new)


def isolate(paragraph: XmlElement, start: int, end: int, hidden: frozenset[str]) -> list[XmlElement]:
    """The runs that hold exactly `[start, end)` of the paragraph's text, cut to measure, in order."""
    split_at(paragraph, end, hidden)
    split_at(paragraph, start, hidden)
    runs: list[XmlElement] = []
    for leaf in paragraph_leaves(paragraph, hidden):
        if leaf.start < end and start < leaf.end and leaf.run is not None and leaf.run not in runs:
            runs.append(leaf.run)
    return runs


def leaves_within(paragraph: XmlElement, start: int, end: int, hidden: frozenset[str]) -> list[Leaf]:
    """The leaves that share a character with `[start, end)`."""
    return [leaf for leaf in paragraph_leaves(paragraph, hidden) if leaf.start < end and start < leaf.end]


def obstacle(
    paragraph: XmlElement, start: int, end: int, hidden: frozenset[str], volatile: frozenset[XmlElement]
) -> str | None:
    """Why the text `[start, end)` of a paragraph cannot be edited; None when it can.

    `volatile` holds the `w:t` elements that Word recomputes (results of fields).
    """
    leaves = leaves_within(paragraph, start, end, hidden)
    if not leaves:
        return "the words were not found in the file"
    for leaf in leaves:
        if leaf.run is None or leaf.run.tag != W_R or leaf.element.getparent() is not leaf.run:
            return "the words stand in a formula or a special run"
        if leaf.element.tag != W_T and leaf.element.tag not in FIXED:
            return "a symbol stands inside the words"
        if leaf.element in volatile:
            return "the words are the result of a field, which Word recomputes"
        reason = _control_reason(leaf.run, paragraph)
        if reason:
            return reason
    return _between(leaves)


def _between(leaves: list[Leaf]) -> str | None:
    """An anchor between the first and the last leaf, wherever it stands."""
    first, last = leaves[0].element, leaves[-1].element
    inside = False
    top = leaves[0].run.getroottree().getroot() if first is not last else leaves[0].run
    for element in _paragraph_of(leaves[0].run, top).iter():
        if element is first:
            inside = True
        elif inside and element.tag in _ANCHORS:
            return _ANCHORS[element.tag]
        if element is last:
            return None
    return None


def _paragraph_of(run: XmlElement, otherwise: XmlElement) -> XmlElement:
    return next((one for one in run.iterancestors(f"{W}p")), otherwise)


def in_plain_control(run: XmlElement) -> bool:
    """True inside a content control for plain text, which holds no tracked changes."""
    return any(control.find(f"{W}sdtPr/{W}text") is not None for control in controls_around(run))


def _control_reason(run: XmlElement, paragraph: XmlElement) -> str | None:
    for control in controls_around(run):
        properties = control.find(f"{W}sdtPr")
        if properties is None:
            continue
        lock = properties.find(f"{W}lock")
        if lock is not None and lock.get(f"{W}val") in ("contentLocked", "sdtContentLocked"):
            return "the words stand in a locked content control"
        if (
            any(properties.find(f"{W}{name}") is not None for name in _FED)
            or properties.find(f"{W}showingPlcHdr") is not None
        ):
            return "the words stand in a content control that Word fills"
    return None


def controls_around(run: XmlElement) -> list[XmlElement]:
    """The content controls around a run, innermost first."""
    return list(run.iterancestors(_CONTROL))


def outermost(run: XmlElement) -> XmlElement:
    """The element to put a comment mark beside: the run, or the formula, field or control that allows no marks."""
    element = run
    for ancestor in run.iterancestors():
        if ancestor.tag == f"{W}p":
            break
        if (
            ancestor.tag.startswith(M)
            or ancestor.tag == f"{W}fldSimple"
            or (ancestor.tag == _CONTROL and _control_reason(run, None))
        ):
            element = ancestor
    return element


def volatile_texts(root: XmlElement) -> frozenset[XmlElement]:
    """The `w:t` elements of a part that stand in the result of a field other than a hyperlink or a form's text."""
    stack: list[dict[str, XmlElement]] = []
    found: set[XmlElement] = set()
    for element in root.iter(f"{W}fldChar", f"{W}instrText", W_T):
        if element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                stack.append({"code": "", "result": False})
            elif kind == "separate" and stack:
                stack[-1]["result"] = True
            elif kind == "end" and stack:
                stack.pop()
        elif element.tag == f"{W}instrText" and stack:
            stack[-1]["code"] += element.text or ""
        elif any(field["result"] and not _stable(field["code"]) for field in stack):
            found.add(element)
    for simple in root.iter(f"{W}fldSimple"):
        if not _stable(simple.get(f"{W}instr", "")):
            found.update(simple.iter(W_T))
    return frozenset(found)


def _stable(code: str) -> bool:
    return code.split()[:1] in (["HYPERLINK"], ["FORMTEXT"], ["QUOTE"])
