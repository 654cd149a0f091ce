"""A line's characters as runs that follow one another in the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from policy_audit.extract.pdf_characters import Box
from policy_audit.extract.pdf_characters import CharacterReader

# A run of letters this long is words without blanks between them.
LONGEST_WORD = 26
GLUED = re.compile(rf"[^\W\d_]{{{LONGEST_WORD},}}")
# Share of the font size above which a gap between two characters is a blank (as pdfplumber's x_tolerance_ratio).
BLANK_GAP = 0.15


# A number that may refer to a note, and what stands before one: a word or a mark, but no unit of length.
REFERENCE = re.compile(r"\d{1,2}(?=[\s.,;:)]|$)")
BEFORE_REFERENCE = re.compile(r"(?:[^\W\d_]|[.,;:!?)”’\"'])(?<!\bm)(?<!\b[kc]m)[ \u00a0]?$")
# It is set in type of this share of the line's size, or less, and raised by this share, at least.
REFERENCE_SIZE = 0.8
RAISED = 0.15


class Run(NamedTuple):
    """Characters in a row: `text` from page character `character` on; `width` as in `Segment`."""

    text: str
    character: int
    width: int = -1


# Ligatures, and runs of blanks.
SPELLED = re.compile("[\ufb00-\ufb06]|[ \u00a0]{2}")
LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}


def may_be_glued(text: str) -> bool:
    """True when `GLUED` may find something in a page: a quick look that spares the slow one."""
    return max(map(len, text.split()), default=0) >= LONGEST_WORD


def may_be_spelled(text: str) -> bool:
    """True when `SPELLED` may find something in a page: a quick look that spares the slow one."""
    return "  " in text or (not text.isascii() and SPELLED.search(text) is not None)


def plain_runs(words: str, start: int, characters: list[int] | None) -> list[Run]:
    """A line as runs whose characters follow one another in the page; ligatures spelled out, blanks folded.

    `start` is the line's place in the page's text, `characters` the index of each place (None when they agree).
    """
    runs: list[Run] = []
    held = ""
    held_from = 0
    for offset, character in enumerate(words):
        index = characters[start + offset] if characters else start + offset
        if character in LIGATURES:
            if held:
                runs.append(Run(held, held_from))
            runs.append(Run(LIGATURES[character], index, 1))
            held = ""
        elif character in " \u00a0" and offset and words[offset - 1] in " \u00a0":
            continue
        elif held and index == held_from + len(held):
            held += character
        else:
            if held:
                runs.append(Run(held, held_from))
            held, held_from = character, index
    if held:
        runs.append(Run(held, held_from))
    return runs


def runs_with_blanks(words: str, start: int, characters: list[int] | None, reader: CharacterReader) -> list[Run]:
    """A second opinion on a line that looks glued: a blank wherever characters stand apart."""
    runs: list[Run] = []
    held = ""
    held_from = 0
    before: Box | None = None
    for offset, character in enumerate(words):
        index = characters[start + offset] if characters else start + offset
        box = reader.box(index)
        apart = before is not None and box.left - before.right > BLANK_GAP * (box.top - box.bottom)
        if apart and not character.isspace() and held and not held[-1].isspace():
            runs += [Run(held, held_from), Run(" ", index, 0)]
            held = ""
        if held and index == held_from + len(held):
            held += character
        else:
            if held:
                runs.append(Run(held, held_from))
            held, held_from = character, index
        before = box
    return [*runs, Run(held, held_from)]


def without_references(runs: Sequence[Run], size: float, raised: float, reader: CharacterReader) -> list[Run]:
    """The runs of a line without the small numbers above the height `raised`, which refer to notes.

    They are no part of the line's sentences; Word keeps them apart as well.
    """
    kept: list[Run] = []
    for run in runs:
        done = 0
        for match in REFERENCE.finditer(run.text) if run.width < 0 else ():
            character = run.character + match.start()
            if reader.baseline(character) <= raised:
                continue
            if reader.size(character) < REFERENCE_SIZE * size and BEFORE_REFERENCE.search(run.text[: match.start()]):
                kept.append(Run(run.text[done : match.start()].rstrip(), run.character + done))
                done = match.end()
        kept.append(run._replace(text=run.text[done:], character=run.character + done) if done else run)
    return [run for run in kept if run.text]
