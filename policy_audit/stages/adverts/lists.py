"""The lists of requirements: which lines are essential, which desirable, and whether the two are kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import pairwise

from policy_audit.stages.adverts.layout import Line
from policy_audit.stages.adverts.outcome import MISSING
from policy_audit.stages.adverts.outcome import NOT_APPLICABLE
from policy_audit.stages.adverts.outcome import PRESENT
from policy_audit.stages.adverts.outcome import WEAK
from policy_audit.stages.adverts.outcome import Advert
from policy_audit.types import AdvertResult
from policy_audit.types import Span

# Up to this many requirements need no lists (catalogue, ADV-REQ-01, "not a fault when").
_SHORT = 3
_PROSE_SENTENCES = 3
_PROSE_WORDS = 70
_OTHER_PARTS = ("duties", "benefits", "about", "edi_statement", "metadata", "how_to_apply")
# Lines without bullets make a list from this number on.
_TEXT_POINTS = 3
_PROSE_START = re.compile(
    r"(?:The|This|These|We|Our|If|Please|Applicants?|Candidates?|In addition|For|It|Note|All|As an?|At)\b(?! ability)"
)
_MARK = re.compile(r"(?:^|[\s(\[])\(?(?:essential|desirable|e|d)[)\]]\s*[.;]?$|[\s(]\((?:essential|desirable)\)", re.I)
# A point that says itself that it is only wished for.
_WISH = re.compile(
    r"^\W*(?:preferably|ideally|desirable|bonus|nice to have|optional(?:ly)?)\b"
    r"|\b(?:desirable|preferred|preferable|advantageous|an advantage|a plus|a bonus|not essential)\W*$", re.I)
_FIELD_WEIGHT = re.compile(r"^\W*\w+\s*[:=]\s*(essential|desirable)\W*$", re.I)
# A cell that weighs the row it stands in: True for essential.
_ROW_MARKS = {"e": True, "essential": True, "d": False, "desirable": False}
_CELL_MARK = re.compile(r"^(?:essential|desirable|e|d|e/d|✓|x)$", re.I)


def count_essentials(advert: Advert) -> tuple[Span, ...]:
    """The lines of the essential list; without one, of the longest list of requirements; empty where there is none."""
    marked = _marked_essentials(advert)
    if marked:
        return marked
    essential = [span for group in _groups(advert, ("essential",)) for span in group]
    if len(essential) >= 2:
        return _without_wishes(advert, essential)
    groups = _groups(advert, ("requirements", "essential")) or _groups(advert, ("desirable",)) or _unheaded(advert)
    ranked = sorted(groups, key=len, reverse=True)
    if ranked:
        return _without_wishes(advert, ranked[0])
    return tuple(span for span, weight in _weighed_fields(advert) if weight == "essential")


def _marked_essentials(advert: Advert) -> tuple[Span, ...]:
    """Rows of a table whose next cell is "E" or "Essential"; empty unless other rows are desirable."""
    marks = [(line, advert.layout.text(line.span).strip().lower()) for line in advert.layout.body]
    pairs = [(first[0], second[1]) for first, second in pairwise(marks) if first[0].kind == "item"]
    rows = [(line, mark) for line, mark in pairs if mark in _ROW_MARKS and line.words > 1]
    if len({_ROW_MARKS[mark] for _, mark in rows}) < 2:
        return ()
    return tuple(line.span for line, mark in rows if _ROW_MARKS[mark])


def _without_wishes(advert: Advert, points: Sequence[Span]) -> tuple[Span, ...]:
    """The points of a list but those that call themselves a wish; all of them where every one does."""
    kept = tuple(span for span in points if not _WISH.search(advert.layout.text(span)))
    return kept or tuple(points)


def _weighed_fields(advert: Advert) -> list[tuple[Span, str]]:
    """Fields of front matter or structured data that say how much a point counts ("importance: essential")."""
    found = ((line.span, _FIELD_WEIGHT.search(advert.layout.text(line.span))) for line in advert.layout.lines
             if line.metadata)
    return [(span, match.group(1).lower()) for span, match in found if match]


def split_requirements(advert: Advert) -> tuple[AdvertResult, tuple[Span, ...]]:
    """Whether essential and desirable points stand apart, and the spans that decided it."""
    layout, sightings = advert.layout, advert.sightings
    headed = [line for line in layout.lines if line.kind == "heading" and not line.metadata]
    wanted = [line.span for line in headed if line.role == "desirable"]
    needed = [line.span for line in headed if line.role in ("essential", "requirements")]
    if wanted and needed and _groups(advert, ("essential", "requirements")):
        return PRESENT, (*needed[:1], *wanted[:1])
    fields = _weighed_fields(advert)
    if len({weight for _, weight in fields}) > 1:
        return PRESENT, tuple(span for span, _ in fields)
    marked = [line.span for line in layout.body if _is_marked(layout.text(line.span), line)]
    if len(marked) >= 2:
        return PRESENT, tuple(marked)
    count, spans = _requirements(advert)
    if count <= _SHORT:
        return NOT_APPLICABLE, ()
    noise = {one.piece for one in sightings.by_cue.get("inline_desirable_noise", ())}
    wishes = [one.piece for one in sightings.by_cue.get("inline_desirable", ()) if one.piece not in noise]
    stated = {one.piece for one in sightings.by_cue.get("candidate_list", ())}
    inside = [piece for piece in dict.fromkeys(wishes) if _is_wish(layout.line_of(piece).role, piece in stated)]
    if len(inside) >= 2 or (inside and _strong_wish(advert, inside)):
        return WEAK, advert.spans(inside)
    return MISSING, spans


def _is_wish(role: str, of_candidate: bool) -> bool:
    """A wish about the candidate: it stands among the requirements, or says so itself in text without headings."""
    return role in ("essential", "requirements") or (of_candidate and role in ("", "duties"))


def _strong_wish(advert: Advert, pieces: Sequence[int]) -> bool:
    layout = advert.layout
    texts = (layout.text(layout.pieces[piece].span).lower() for piece in pieces)
    said = (layout.text(layout.line_of(piece).span) for piece in pieces)
    return any("desirable" in text or "preferred" in text for text in texts) or any(map(_WISH.search, said))


def _is_marked(text: str, line: Line) -> bool:
    if line.kind == "item" and len(text) <= 12:
        return bool(_CELL_MARK.match(text.strip()))
    return bool(_MARK.search(text)) and line.words > 2


def _requirements(advert: Advert) -> tuple[int, tuple[Span, ...]]:
    """Number of requirements, from lists under their headings or, without any, from sentences that state one."""
    groups = _groups(advert, ("essential", "requirements", "desirable")) or _unheaded(advert)
    listed = [span for group in groups for span in group]
    if len(listed) > _SHORT:
        return len(listed), tuple(listed)
    layout = advert.layout
    pieces = {
        one.piece
        for one in advert.sightings.by_cue.get("candidate_list", ())
        if layout.line_of(one.piece).role not in _OTHER_PARTS
    }
    stated = {one.piece for one in advert.sightings.by_cue.get("requirement_sentence", ())}
    noise = {one.piece for one in advert.sightings.by_cue.get("requirement_noise", ())}
    sentences = sorted((pieces & stated) - noise)
    return sum(_weight(advert, piece) for piece in sentences), advert.spans(sentences)


def _weight(advert: Advert, piece: int) -> int:
    """A long sentence of demands counts for two ("strong X, a record of Y and good Z"), or for its semicolons."""
    found = [one for one in advert.sightings.by_cue.get("candidate_list", ()) if one.piece == piece]
    parts = advert.layout.text(advert.layout.pieces[piece].span).count(";") + 1
    return max(parts, 2 if len(found) >= 3 else 1)


def _groups(advert: Advert, roles: Sequence[str]) -> list[list[Span]]:
    """List items by the heading they stand under; sub-headings of a marked heading belong to its group."""
    groups: dict[int, list[Span]] = {}
    marked: set[int] = set()
    current = -1
    last_role = ""
    for line in advert.layout.lines:
        if line.kind == "heading":
            if not line.subordinate or line.role != last_role:
                current = line.section
            last_role = line.role
            continue
        if line.role in roles and line.role and _is_point(advert, line):
            groups.setdefault(current, []).append(line.span)
            if line.kind == "item":
                marked.add(current)
    return [group for number, group in groups.items() if len(group) >= (2 if number in marked else _TEXT_POINTS)]


def _unheaded(advert: Advert) -> list[list[Span]]:
    """Lists under no heading at all, most of whose items speak of the candidate in so many words."""
    stated = {advert.layout.pieces[one.piece].line for one in advert.sightings.by_cue.get("candidate_list", ())}
    runs: list[list[int]] = [[]]
    for number, line in enumerate(advert.layout.lines):
        if line.kind == "item" and not line.role and _is_point(advert, line):
            runs[-1].append(number)
        elif runs[-1]:
            runs.append([])
    lines = advert.layout.lines
    told = (run for run in runs if len(run) > _SHORT and 2 * len(stated.intersection(run)) >= len(run))
    return [[lines[number].span for number in run] for run in told]


def _is_point(advert: Advert, line: Line) -> bool:
    """A line that states one requirement: an item, or a short line of plain text under the heading."""
    if line.metadata or line.words < (1 if line.kind == "item" else 2):
        return False
    sentences = sum(1 for _ in _sentences(advert, line))
    if line.kind == "item":
        return sentences <= _PROSE_SENTENCES + 1
    if _PROSE_START.match(advert.layout.text(line.span)):
        return False
    return sentences < _PROSE_SENTENCES and line.words <= _PROSE_WORDS


def _sentences(advert: Advert, line: Line) -> Iterator[int]:
    from bisect import bisect_left

    starts = advert.layout.piece_starts
    yield from range(bisect_left(starts, line.span.start), bisect_left(starts, line.span.end))
