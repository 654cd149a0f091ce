"""What stands around a candidate beyond its sentence: the words that introduce a list, the heading of a table's column,
an arrow to a better word.
"""

from __future__ import annotations

import re
from itertools import pairwise

from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene

_ARROW = re.compile(r"→|⇒|➔|➜|-+>|=>")
# An entry of a style guide: “handicapped: do not use”, “chairman – use chair”.
_ADVICE = re.compile(
    r"[\"'”’)*]*\s*(?::|=|–|—| - )\s*[\"'“‘]?(?:do not|don[’']t|never|avoid|use|say|write|try|prefer|better|instead|"
    r"replace|outdated|offensive|incorrect|no longer|dated|see)\b",
    re.IGNORECASE,
)
_END_OF_PAIR = re.compile(r"[;\n|•]")
# What a hyphen may add to a word without making another of it: “a rockstar-type coder”, “males-only”.
_SUFFIXES = frozenset(
    "type types style like level class only minded looking related based linked led run owned in out up s e".split()
)
_ARROW_REACH = 60
_CLAUSE_MARKS = (";", "–", "—", " - ")
_CLAUSE_WORDS = frozenset("and but so yet while whereas although though".split())
_SUBJECTS = frozenset("i you we they it he she you'll you'd you're we'll we're we've they'll it's there".split())
_RECRUITS = frozenset(
    "need needs needed want wants wanted require requires seek seeks seeking recruit recruits recruiting hire hires "
    "hiring appoint appointing".split()
)
_STAGED = frozenset(
    "play musical pantomime panto opera film scene story production show cast drama comedy script".split()
)
_RECRUITED_REACH = 4
_BETWEEN = frozenset("a an some two three new another full-time part-time temporary our young good extra".split())
_SUBORDINATES = frozenset(
    "since when while if after before once because although though until whenever wherever to whether".split()
)
_FINITE = frozenset(
    "is are was were am be must should shall will would may might can cannot could has have had do does did need needs "
    "you you're you'll we we're we'll they it it's i he she don't doesn't won't can't isn't aren't wants want gets get "
    "asks ask goes go".split()
)
_LONG_PHRASE = 2  # from three words on
_LONGEST_LIST = 60  # items; farther back no reader keeps the introduction in mind


def swapped(scene: Scene, candidate: Candidate) -> bool:
    """An arrow leads from the words to others in their place, “manpower → workforce”, or advice of a style guide."""
    text, end = scene.reading.document.text, scene.span(candidate).end
    if candidate.first == scene.sentence(candidate).first and _ADVICE.match(text, end):
        return True
    rest = _END_OF_PAIR.split(text[end : end + _ARROW_REACH], maxsplit=1)[0]
    return _ARROW.search(rest) is not None


def divided(scene: Scene, candidate: Candidate) -> bool:
    """The words only meet: a gap of the pattern reached over a semicolon, a quotation ends between them, “'is
    autistic', as …”, or a comma makes two of a fixed phrase, “by age, limit the pile”, “the bells, and whistles …”.
    """
    tokens, (first, last) = scene.reading.tokens, candidate.whole
    if first == last:
        return False
    if ";" in scene.reading.document.text[tokens.ends[first] : tokens.starts[last]]:
        return True
    opening, closing = tokens.starts[first], tokens.starts[last]
    if any(start <= opening < end <= closing for start, end in scene.quotations):
        return scene.covered(scene.quotations, tokens.span(last, last)) is None
    words = scene.words
    if last - first == 1:
        return words[last] in scene.lexicon.words["compound_heads"] and "," in scene.between(first, last)
    pair = last - first == _LONG_PHRASE and words[first + 1] == "and" and " and " in candidate.pattern
    return pair and "," in scene.between(first, first + 1)


def is_part_of_a_compound(scene: Scene, candidate: Candidate) -> bool:
    """A hyphen joins the last word to one that makes another word of it: “thick-skinned fruit”, “gender-neutral”."""
    after = candidate.last + 1
    return (
        after < scene.sentence(candidate).last
        and scene.between(candidate.last, after) == "-"
        and scene.words[after] not in _SUFFIXES
        and after > candidate.whole[1]
    )


def belongs_to_another(scene: Scene, candidate: Candidate) -> bool:
    """“Set aside for women's refuge workers”: the group that ends the words only says whose the next noun is."""
    after = candidate.last + 1
    return (
        candidate.last - candidate.first >= _LONG_PHRASE
        and after + 1 < scene.sentence(candidate).last
        and after > candidate.whole[1]
        and scene.words[after] == "'s"
        and scene.between(after, after + 1) == " "
        and scene.lexicon.slots["TRAIT"].accepts(scene.words[candidate.last])
    )


def clause_around(scene: Scene, candidate: Candidate) -> tuple[int, int]:
    """Tokens `[first, last)` of the part of the sentence the words stand in: a semicolon, a dash, and a comma before
    “and”, “but” and the like open another, which may speak of other things.
    """
    sentence = scene.sentence(candidate)
    first, last = candidate.whole[0], candidate.whole[1] + 1
    while first > sentence.first and not _opens_a_clause(scene, first):
        first -= 1
    while last < sentence.last and not _opens_a_clause(scene, last):
        last += 1
    return max(first, main_clause(scene, sentence.first, candidate.whole[0])), last


def main_clause(scene: Scene, opening: int, token: int) -> int:
    """First token behind an opening “Since the new boiler went in, …” or “To avoid accidents, …”; of the sentence where
    it opens otherwise. A comma in a list is none: a verb must come before the next one, or no other comma.
    """
    words = scene.words
    if words[opening] not in _SUBORDINATES:
        return opening
    last = scene.reading.sentences[scene.reading.sentence_before(scene.reading.tokens.starts[token])].last
    commas = [at for at in range(opening + 1, last) if "," in scene.between(at - 1, at)]
    for at, following in pairwise([*commas, last]):
        if at > token:
            break
        if following == last or _FINITE & set(words[at:following]):
            return at
    return opening


def _opens_a_clause(scene: Scene, token: int) -> bool:
    """A dash, a semicolon, or a comma before “and”, “but” and the like stands before the token."""
    gap = scene.between(token - 1, token)
    if not gap.strip():
        return False
    return any(mark in gap for mark in _CLAUSE_MARKS) or ("," in gap and scene.words[token] in _CLAUSE_WORDS)


def anew(scene: Scene, left: int, right: int) -> bool:
    """Between two tokens the sentence begins anew, with “and”, “but” or “so” and a subject of its own."""
    words = scene.words
    return any(
        words[at] in _CLAUSE_WORDS and words[at + 1] in _SUBJECTS and "," in scene.between(at - 1, at)
        for at in range(left + 1, right - 1)
    )


def is_recruited(scene: Scene, candidate: Candidate) -> bool:
    """Right before the words somebody is asked for: “needs a new …”, “wanted: two …”, “looking for a …”."""
    first = max(scene.sentence(candidate).first, candidate.whole[0] - _RECRUITED_REACH)
    for at in range(candidate.whole[0] - 1, first - 1, -1):
        word = scene.words[at]
        if word in _RECRUITS or (word == "for" and at > first and scene.words[at - 1] == "looking"):
            return scene.words[at - 1] not in _STAGED
        if word not in _BETWEEN:
            return False
    return False


def introduction(scene: Scene, candidate: Candidate) -> tuple[int, int] | None:
    """Tokens `[first, last)` of the sentence that introduces the list the words stand in, or of the heading row's cell
    above them in a table; None outside lists and tables.
    """
    number = scene.sentence(candidate).block
    block = scene.reading.document.blocks[number]
    if block.kind == "list_item":
        return _stem(scene, number)
    if block.cell is not None and not block.cell.heading:
        return _column_heading(scene, number)
    return None


def _stem(scene: Scene, number: int) -> tuple[int, int] | None:
    blocks = scene.reading.document.blocks
    for at in range(number - 1, max(-1, number - _LONGEST_LIST), -1):
        if blocks[at].kind != "list_item":
            return _last_sentence(scene, at)
    return None


def _column_heading(scene: Scene, number: int) -> tuple[int, int] | None:
    blocks, cell = scene.reading.document.blocks, scene.reading.document.blocks[number].cell
    for at in range(number - 1, -1, -1):
        other = blocks[at].cell
        if cell is None or other is None or other.table != cell.table:
            return None
        if other.row == 0 and other.column == cell.column:
            return _last_sentence(scene, at)
    return None


def _last_sentence(scene: Scene, block: int) -> tuple[int, int] | None:
    reading = scene.reading
    number = reading.sentence_before(reading.document.blocks[block].span.end - 1)
    if number < 0 or reading.sentences[number].block != block:
        return None
    return reading.sentences[number].first, reading.sentences[number].last
