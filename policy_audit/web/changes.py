"""What a person changed in the view of a file, as proposals for a copy of that file.

Lines are paired by likeness, the words of a pair compared; a new line becomes a paragraph of its own. Exact to the
word, whatever way the change was made: a click on a suggestion or typing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from difflib import SequenceMatcher

from policy_audit.types import Document
from policy_audit.types import Edit
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.web.view import ViewLine
from policy_audit.web.view import sign_of
from policy_audit.web.view import view_lines
from policy_audit.writeback.values import Insertion
from policy_audit.writeback.values import Proposal

RULE = "written-by-hand"
_SIGN = re.compile(r"(?:#{1,6}|[-*•]|(?:\d{1,3}\.)+\d{0,3}|\d{1,3}[.)]|\(?[a-z]\))[ \t]+")
_PIECES = re.compile(r"\w+|\s+|[^\w\s]")
_WORDS = re.compile(r"\w+")
# Share of common words from which two lines are the same line changed.
_ALIKE = 0.4
# Products of line counts above this are paired in order instead of by likeness.
_MOST_PAIRS = 40_000


def changes(document: Document, edited: str) -> tuple[Proposal, ...]:
    """Proposals that turn the document's view into `edited`: edits within lines, lines taken out, paragraphs put in."""
    old = list(view_lines(document))
    new = [line.strip() for line in edited.split("\n") if line.strip()]
    matcher = SequenceMatcher(None, [one.sign + one.text for one in old], new, autojunk=False)
    made: list[Proposal] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            made.extend(_stretch(document, old, (first, last), new[start:end]))
    return tuple(made)


def _stretch(
    document: Document, old: Sequence[ViewLine], place: tuple[int, int], new: Sequence[str]
) -> Iterator[Proposal]:
    """The proposals of one stretch of lines that differ."""
    first, last = place
    after = first - 1
    for before, line in _paired(old[first:last], new):
        if before is None and line is not None:
            yield _insertion(document, old[after].block if after >= 0 else -1, line)
            continue
        assert before is not None
        after += 1
        edits = _edits(before, line) if line is not None else [Edit(before.span, "")]
        for edit in edits:
            yield Proposal(RULE, Severity.ADVICE, "Changed on the page.", edit.span, (edit,))


def _paired(old: Sequence[ViewLine], new: Sequence[str]) -> list[tuple[ViewLine | None, str | None]]:
    """Old and new lines side by side, in order: the pairing with the most likeness; None where there is no partner."""
    likeness = [[_likeness(one.text, line) for line in new] for one in old] if len(old) * len(new) < _MOST_PAIRS else []
    if not likeness:
        rest = len(old) - len(new)
        return [
            *zip(old, new, strict=False),
            *((one, None) for one in old[len(new) :]),
            *((None, line) for line in new[len(old) :] if rest < 0),
        ]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for row in range(len(old) - 1, -1, -1):
        for column in range(len(new) - 1, -1, -1):
            both = likeness[row][column] + best[row + 1][column + 1] if likeness[row][column] >= _ALIKE else -1.0
            best[row][column] = max(both, best[row + 1][column], best[row][column + 1])
    pairs: list[tuple[ViewLine | None, str | None]] = []
    row = column = 0
    while row < len(old) or column < len(new):
        here = best[row][column] if row < len(old) and column < len(new) else 0.0
        if here and here == likeness[row][column] + best[row + 1][column + 1] and likeness[row][column] >= _ALIKE:
            pairs.append((old[row], new[column]))
            row, column = row + 1, column + 1
        elif row < len(old) and (column >= len(new) or here == best[row + 1][column]):
            pairs.append((old[row], None))
            row += 1
        else:
            pairs.append((None, new[column]))
            column += 1
    return pairs


def _likeness(old: str, new: str) -> float:
    """Share of words in common, 0 to 1; a little more where the lines begin alike."""
    first, second = set(_WORDS.findall(old.lower())), set(_WORDS.findall(new.lower()))
    if not first or not second:
        return 1.0 if old == new else 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def _edits(before: ViewLine, line: str) -> Iterator[Edit]:
    """The words of a line that differ, changes with only a blank between them as one."""
    words = line[len(before.sign) :] if before.sign and line.startswith(before.sign) else _SIGN.sub("", line, count=1)
    if not before.sign and _SIGN.match(before.text):
        words = line
    old, new = _PIECES.findall(before.text), _PIECES.findall(words)
    starts = [before.span.start]
    for piece in old:
        starts.append(starts[-1] + len(piece))
    joined: list[list[int]] = []
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if joined and not "".join(old[joined[-1][1] : first]).strip():
            joined[-1][1], joined[-1][3] = last, end
        else:
            joined.append([first, last, start, end])
    for first, last, start, end in joined:
        yield Edit(Span(starts[first], starts[last]), "".join(new[start:end]))


def _insertion(document: Document, after: int, line: str) -> Proposal:
    """A new paragraph behind block `after`, an item of the list where the line is written as one."""
    match = _SIGN.match(line)
    item = match is not None and not line.startswith("#")
    text = line[match.end() :] if match else line
    like = next(
        (number for number in _near(document, after) if (sign_of(document.blocks[number]) != "") == item), None
    )
    insertion = Insertion(text, after, like)
    return Proposal(RULE, Severity.ADVICE, "Added on the page.", insertion=insertion)


def _near(document: Document, after: int) -> list[int]:
    """Paragraphs and list items of the body, the nearest first."""
    body = [
        number
        for number, block in enumerate(document.blocks)
        if block.kind in ("paragraph", "list_item") and block.region == "body" and block.cell is None
    ]
    return sorted(body, key=lambda number: (abs(number - after), number))
