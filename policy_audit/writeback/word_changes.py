"""Changes of the text of a Word paragraph: tracked (accepted or rejected in Word) or made for good."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from policy_audit.extract.foreign import XmlElement
from policy_audit.extract.word_leaves import FIXED
from policy_audit.extract.word_leaves import W_R
from policy_audit.extract.word_leaves import W_T
from policy_audit.extract.word_leaves import W
from policy_audit.writeback.values import Style
from policy_audit.writeback.word_runs import SPACE
from policy_audit.writeback.word_runs import W_RPR
from policy_audit.writeback.word_runs import isolate
from policy_audit.writeback.word_runs import split_at

W_INS, W_DEL, W_PPR = f"{W}ins", f"{W}del", f"{W}pPr"
# Run properties that belong to the one place they stand in, not to words put beside it.
_LOCAL = (f"{W}rPrChange", f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
# Order of children of w:pPr that come after w:rPr (CT_PPr): all else stands before it.
_AFTER_RPR = (f"{W}sectPr", f"{W}pPrChange")


@dataclass(frozen=True, slots=True)
class Pen:
    """What every change needs: the style, ids for revisions that nothing else has, and the names of hidden styles."""

    style: Style
    ids: Iterator[int]
    hidden: frozenset[str] = frozenset()

    def stamp(self, *, paragraph: bool = False) -> dict[str, str]:
        """Attributes of a new revision; a paragraph's own time is an hour later.

        LibreOffice joins neighbouring revisions of one author and minute: words added to the end of a paragraph with
        the new paragraph behind, whose rejection would then join two paragraphs that are not ours.
        """
        time = self.style.paragraph_timestamp if paragraph else self.style.timestamp
        return {f"{W}id": str(next(self.ids)), f"{W}author": self.style.author, f"{W}date": time}


def replace_text(paragraph: XmlElement, start: int, end: int, new: str, pen: Pen) -> None:
    """Put `new` in the place of `[start, end)` of the paragraph's text, formatted like the first run replaced."""
    runs = isolate(paragraph, start, end, pen.hidden) if end > start else []
    if not runs:
        _insert_at(paragraph, start, new, pen)
    elif pen.style.mode == "tracked":
        _tracked(runs, new, pen)
    else:
        _clean(runs, new)


def _tracked(runs: list[XmlElement], new: str, pen: Pen) -> None:
    for run in runs:
        deletion = run.makeelement(W_DEL, pen.stamp())
        parent = run.getparent()
        parent.insert(parent.index(run), deletion)
        deletion.append(run)
        for text in run.findall(W_T):
            text.tag = f"{W}delText"
            text.set(SPACE, "preserve")
    if new:
        _place_insertion(runs[-1].getparent(), _inserted(runs[0], new, pen), pen)


def _place_insertion(deletion: XmlElement, insertion: XmlElement, pen: Pen) -> None:
    """Put an insertion behind a deletion; somebody else's `w:ins` around it is parted, never nested into."""
    outer = deletion.getparent()
    if outer.tag != W_INS:
        outer.insert(outer.index(deletion) + 1, insertion)
        return
    rest = outer[outer.index(deletion) + 1 :]
    holder = outer.getparent()
    place = holder.index(outer) + 1
    holder.insert(place, insertion)
    if rest:
        second = outer.makeelement(W_INS, dict(outer.attrib))
        second.set(f"{W}id", str(next(pen.ids)))
        second.extend(rest)
        holder.insert(place + 1, second)


def _inserted(model: XmlElement, text: str, pen: Pen) -> XmlElement:
    insertion = model.makeelement(W_INS, pen.stamp())
    insertion.append(new_run(model, text))
    return insertion


def new_run(model: XmlElement, text: str) -> XmlElement:
    """A run with `text`, formatted like `model`."""
    run = model.makeelement(W_R, {})
    properties = model.find(W_RPR)
    if properties is not None:
        properties = deepcopy(properties)
        for tag in _LOCAL:
            for child in properties.findall(tag):
                properties.remove(child)
        run.append(properties)
    _append_text(run, text)
    return run


def _append_text(run: XmlElement, text: str) -> None:
    leaf = run.makeelement(W_T, {SPACE: "preserve"})
    leaf.text = text
    run.append(leaf)


def _clean(runs: list[XmlElement], new: str) -> None:
    """The first run takes the new words; what else is visible in the runs goes, what is not stays."""
    for number, run in enumerate(runs):
        leaves = [child for child in run if child.tag == W_T or child.tag in FIXED]
        if number == 0 and new:
            place = run.index(leaves[0])
            leaf = run.makeelement(W_T, {SPACE: "preserve"})
            leaf.text = new
            run.insert(place, leaf)
        for child in leaves:
            run.remove(child)
        if all(child.tag == W_RPR for child in run):
            run.getparent().remove(run)


def _insert_at(paragraph: XmlElement, offset: int, new: str, pen: Pen) -> None:
    """Put words between two characters; they look like the run before them."""
    split_at(paragraph, offset, pen.hidden)
    before = isolate(paragraph, max(0, offset - 1), offset, pen.hidden) if offset else []
    following = isolate(paragraph, offset, offset + 1, pen.hidden)
    model = before[-1] if before else following[0]
    new_element = _inserted(model, new, pen) if pen.style.mode == "tracked" else new_run(model, new)
    parent = model.getparent()
    parent.insert(parent.index(model) + (1 if before else 0), new_element)


def insert_paragraph(
    after: XmlElement, text: str, like: XmlElement | None, pen: Pen, before: bool = False
) -> XmlElement:
    """Add a paragraph behind `after` (a block-level element), formatted like paragraph `like`; returns the `w:p`."""
    paragraph = after.makeelement(f"{W}p", {})
    properties = _paragraph_properties(like)
    if properties is not None:
        paragraph.append(properties)
    model = _first_run(like)
    run = new_run(model, text) if model is not None else new_run(paragraph, text)
    parent = after.getparent()
    parent.insert(parent.index(after) + (0 if before else 1), paragraph)
    if pen.style.mode != "tracked":
        paragraph.append(run)
        return paragraph
    insertion = paragraph.makeelement(W_INS, pen.stamp(paragraph=True))
    insertion.append(run)
    paragraph.append(insertion)
    _mark_inserted(paragraph if _followed(paragraph) or after.tag != f"{W}p" else after, pen)
    return paragraph


def _followed(paragraph: XmlElement) -> bool:
    """True when another paragraph or table follows, so that the new paragraph's own mark is the inserted one."""
    following = paragraph.getnext()
    return following is not None and following.tag in (f"{W}p", f"{W}tbl", f"{W}sdt")


def _mark_inserted(paragraph: XmlElement, pen: Pen) -> None:
    properties = paragraph.find(W_PPR)
    if properties is None:
        properties = paragraph.makeelement(W_PPR, {})
        paragraph.insert(0, properties)
    run_properties = properties.find(W_RPR)
    if run_properties is None:
        run_properties = properties.makeelement(W_RPR, {})
        late = [place for place, child in enumerate(properties) if child.tag in _AFTER_RPR]
        properties.insert(late[0] if late else len(properties), run_properties)
    if run_properties.find(W_INS) is None:
        run_properties.insert(0, run_properties.makeelement(W_INS, pen.stamp(paragraph=True)))


def _paragraph_properties(like: XmlElement | None) -> XmlElement | None:
    properties = like.find(W_PPR) if like is not None else None
    if properties is None:
        return None
    properties = deepcopy(properties)
    for tag in (*_AFTER_RPR, f"{W}pageBreakBefore", f"{W}framePr"):
        for child in properties.findall(tag):
            properties.remove(child)
    run_properties = properties.find(W_RPR)
    if run_properties is not None:
        for tag in _LOCAL:
            for child in run_properties.findall(tag):
                run_properties.remove(child)
    return properties


def _first_run(like: XmlElement | None) -> XmlElement | None:
    if like is None:
        return None
    runs = [run for run in like.iter(W_R) if run.find(W_T) is not None]
    plain = [run for run in runs if run.find(f"{W_RPR}/{W}b") is None]
    return (plain or runs or [None])[0]
