"""What a document is: one of the fifteen kinds, several of them chapter by chapter, or no HR document at all.

Points for the title, the headings and the cue words; the kind with most points wins, and how sure that is follows from
its points and its lead. A handbook is judged chapter by chapter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.language.tokens import tokenise
from policy_audit.ruleset.kinds import KindLexicon
from policy_audit.types import Block
from policy_audit.types import KindPart
from policy_audit.types import KindResult
from policy_audit.types import Span

OTHER = "other-policy"
UNSURE = 0.6
# Kinds that stand for one thing seen from two sides; a document may well be both.
_TWINS = frozenset({"job-advert", "job-description"})
# Points that make a verdict half sure, and the smallest score that names a kind at all.
_HALF_SURE = 4.0
_LEAST = 3.0
_TITLE_LINES = 3
_TITLE_WORDS = 14
# Words of a cue per thousand words of text that count as one more point.
_DENSITY = 6.0
# What is left of the points for adverts where title or length speak against one.
_NO_ADVERT = 0.5
# A document with headings may be this much shorter than others and still be told for sure.
_HEADED_SHARE = 0.5
# What a title must say of a kind, and the points it must have beside the first, to be named second.
_NAMED = 0.45
_CHAPTERS = 3
_CHAPTER_WORDS = 500
_CHAPTER_SURE = 0.5


_Verdict = tuple[tuple[str, ...], float]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the document that is judged as one: tokens `[first, last)`, titles and headings as words.

    `marked` says that its title is a heading, not just its first line.
    """

    titles: tuple[list[str], ...]
    names: tuple[list[str], ...]
    headings: tuple[list[str], ...]
    first: int
    last: int
    marked: bool = True


def classify_kind(reading: Reading, lexicon: KindLexicon, settings: Settings) -> KindResult:
    """The kinds of a document, most likely first. `kinds` is empty for documents that are not about people at work.

    A confidence below 0.6 means that a person should say; `settings.kind` decides for all unless it is "auto".
    """
    if settings.kind != "auto":
        return KindResult((settings.kind,), 1.0)
    whole, cues = _whole(reading), _Cues(reading, lexicon)
    points = _points(cues, whole, lexicon)
    verdict = _verdict(points, whole, lexicon, len(reading.tokens))
    named = any(True for words in (*whole.titles, *whole.names) for _ in lexicon.handbook.find(words))
    chapters = tuple(_parts(reading, cues, lexicon)) if _may_be_handbook(named, reading, verdict) else ()
    if len({part.kind for part in chapters} - {OTHER}) >= (1 if named else 2) and len(chapters) > 1:
        words: Counter[str] = Counter()
        for part in chapters:
            words[part.kind] += len(reading.tokens.range_of(part.span))
        confidence = sum(part.confidence for part in chapters) / len(chapters)
        return KindResult(tuple(kind for kind, _ in words.most_common()), round(max(confidence, UNSURE), 3), chapters)
    kinds, confidence = verdict
    return KindResult(kinds, round(confidence, 3))


def _whole(reading: Reading) -> _Stretch:
    document = reading.document
    headings = [block for block in document.blocks if block.kind in ("title", "heading")]
    titles = [document.metadata.title] + [document.slice(block.span) for block in headings[:1]]
    titles += [document.slice(block.span) for block in headings if block.level == 1 or block.kind == "title"][:2]
    if not headings:
        titles += [document.slice(block.span) for block in _opening(document.blocks)]
    name = PurePath(document.path.split("#")[0]).stem.replace("-", " ").replace("_", " ")
    short = [block for block in document.blocks if block.kind == "paragraph" and len(block.span) <= 60]
    lines = [tokenise(document.slice(block.span)).words for block in (*headings, *short)]
    return _Stretch(_worded(titles), _worded([name]), tuple(lines), 0, len(reading.tokens), bool(headings))


def _opening(blocks: Sequence[Block]) -> Iterator[Block]:
    body = (block for block in blocks if block.region == "body")
    for _, block in zip(range(_TITLE_LINES), body, strict=False):
        yield block


def _worded(texts: Sequence[str]) -> tuple[list[str], ...]:
    """Titles as words, each once; a title that is too long is a sentence."""
    seen = {tuple(words): words for text in texts if 0 < len(words := tokenise(text).words) <= _TITLE_WORDS}
    return tuple(seen.values())


class _Cues:
    """The cue words of a document, found once and counted by stretch."""

    def __init__(self, reading: Reading, lexicon: KindLexicon) -> None:
        occurrences = lexicon.index.occurrences(reading.tokens.words)
        self._found = [(first, last, kind, term) for (kind, place, term), first, last in occurrences if place == "cues"]

    def within(self, stretch: _Stretch) -> Mapping[str, Counter[str]]:
        """How often each cue of each kind stands in a stretch."""
        counts: dict[str, Counter[str]] = {}
        for place in range(bisect_left(self._found, (stretch.first,)), len(self._found)):
            first, last, kind, term = self._found[place]
            if first >= stretch.last:
                break
            if last < stretch.last:
                counts.setdefault(kind, Counter())[term] += 1
        return counts


def _points(cues: _Cues, stretch: _Stretch, lexicon: KindLexicon) -> dict[str, float]:
    """Points of every kind for a stretch."""
    weights, limits = lexicon.weights, lexicon.limits
    points: defaultdict[str, float] = defaultdict(float)
    for kind, share in _titled(stretch.titles, lexicon).items():
        points[kind] += weights["title"] * share
    for kind, share in _titled(stretch.names, lexicon).items():
        points[kind] += weights["name"] * share
    headings = {(kind, term) for words in stretch.headings for kind, term in _headed(words, lexicon)}
    for kind, number in Counter(kind for kind, _ in headings).items():
        points[kind] += weights["heading"] * min(number, limits["headings"])
    for kind, value in _cued(cues.within(stretch), stretch).items():
        points[kind] += weights["cue"] * min(value, limits["cues"])
    rule = any(True for words in stretch.titles for _ in lexicon.instrument.find(words))
    if rule or stretch.last - stretch.first > limits["advert_words"]:
        for kind in _TWINS & set(points):
            points[kind] *= _NO_ADVERT
    return dict(points)


def _titled(titles: Sequence[list[str]], lexicon: KindLexicon) -> Mapping[str, float]:
    """Kinds named by a title: 1 for a term that is most of the title, less for one that is a small part of it."""
    best: dict[str, float] = {}
    for words in titles:
        for match in lexicon.index.find(words):
            kind, place, _ = match.key
            if place == "titles":
                width = match.last - match.first + 1
                share = min(1.0, 0.35 + 0.3 * (width - 1) + 0.5 * width / len(words))
                best[kind] = max(best.get(kind, 0.0), share)
    return best


def _headed(words: list[str], lexicon: KindLexicon) -> Iterator[tuple[str, str]]:
    if len(words) > _TITLE_WORDS:
        return
    for match in lexicon.index.find(words):
        kind, place, term = match.key
        if place == "headings" and 2 * (match.last - match.first + 1) >= len(words):
            yield kind, term


def _cued(counts: Mapping[str, Counter[str]], stretch: _Stretch) -> Mapping[str, float]:
    """Cue words of each kind: how many different ones, and how thick they stand."""
    words = max(stretch.last - stretch.first, 60)
    found: dict[str, float] = {}
    for kind, terms in counts.items():
        thickness = sum(min(number, 12) for number in terms.values()) * 1000 / words / _DENSITY
        found[kind] = min(len(terms), 0.5 * len(terms) + 0.5 * thickness)
    return found


def _verdict(
    points: Mapping[str, float], stretch: _Stretch, lexicon: KindLexicon, words: int
) -> _Verdict:
    ranked = sorted(((value, kind) for kind, value in points.items()), key=lambda one: (-one[0], one[1]))
    if not ranked or ranked[0][0] < _LEAST:
        return (), 0.0
    top, kind = ranked[0]
    rivals = [value for value, other in ranked[1:] if not {kind, other} <= _TWINS]
    lead = (top - (rivals[0] if rivals else 0.0)) / top
    confidence = top / (top + _HALF_SURE) * (0.6 + 0.4 * min(1.0, 2 * lead))
    if words < lexicon.limits["sure_words"] * (_HEADED_SHARE if stretch.marked else 1):
        confidence = min(confidence, UNSURE - 0.1) * words / lexicon.limits["sure_words"]
    if not lexicon.kinds[kind].hr:
        return (), confidence
    titled = _titled(stretch.titles, lexicon)
    others = [(value, other) for value, other in ranked[1:] if lexicon.kinds[other].hr]
    also = [other for value, other in others if _counts_too(kind, other, value / top, titled)]
    return (kind, *also[:2]), confidence


def _counts_too(kind: str, other: str, share: float, titled: Mapping[str, float]) -> bool:
    """A second kind is named when the title names it as well, or when it is the twin of the first."""
    if other == OTHER:
        return False
    if {kind, other} <= _TWINS:
        return share >= 0.8
    if _TWINS & {kind, other}:
        return False
    return min(titled.get(other, 0.0), titled.get(kind, 0.0)) >= _NAMED and share >= _NAMED


def _may_be_handbook(named: bool, reading: Reading, kinds: _Verdict) -> bool:
    """By its name, or as a long document that is no kind itself; then its chapters decide."""
    if kinds[0][:1] and kinds[0][0] in _TWINS:
        return False
    vague = kinds[0][:1] == (OTHER,) or kinds[1] < UNSURE
    return named or (vague and bool(kinds[0]) and len(reading.tokens) > _CHAPTER_WORDS)


def _parts(reading: Reading, cues: _Cues, lexicon: KindLexicon) -> Iterator[KindPart]:
    """Chapters of a handbook with their kinds; neighbouring chapters of one kind are one part."""
    drafts: list[KindPart] = []
    for span, heading in _chapters(reading, lexicon.limits["chapter_words"]):
        inside = reading.tokens.range_of(span)
        stretch = _Stretch(_worded([heading]), (), (), inside.start, inside.stop)
        kinds, confidence = _verdict(_points(cues, stretch, lexicon), stretch, lexicon, len(inside))
        other = not kinds or kinds[0] in _TWINS or confidence < _CHAPTER_SURE
        kind = OTHER if other else kinds[0]
        if drafts and drafts[-1].kind == kind:
            drafts[-1] = KindPart(Span(drafts[-1].span.start, span.end), kind, max(drafts[-1].confidence, confidence))
        else:
            drafts.append(KindPart(span, kind, round(confidence, 3)))
    yield from drafts


def _chapters(reading: Reading, least: int) -> Iterator[tuple[Span, str]]:
    """Stretches between headings of the level that divides the document best; short ones join the one before."""
    document = reading.document
    headings = [block for block in document.blocks if block.kind == "heading"]
    marks: list[Block] = []
    for level in range(1, 7):
        marks = [block for block in headings if block.level <= level]
        if len(marks) >= _CHAPTERS and len(reading.tokens) <= _CHAPTER_WORDS * len(marks):
            break
    if not marks:
        return
    starts = [block.span.start for block in marks]
    ends = [*starts[1:], len(document.text)]
    pending: tuple[int, str] | None = None
    for block, end in zip(marks, ends, strict=True):
        start, heading = pending if pending else (block.span.start, document.slice(block.span))
        if len(reading.tokens.range_of(Span(start, end))) < least:
            pending = (start, heading)
            continue
        pending = None
        yield Span(start, end), heading
