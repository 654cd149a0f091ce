"""Generic he and she: a pronoun for a role-holder, not for a named or known person (catalogue, “Context recipes”)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_audit.language.reading import LONGEST_SENTENCE
from policy_audit.ruleset.language_values import LanguageEntry
from policy_audit.stages.wording.names import person_before
from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene

HE = frozenset({"he", "him", "his", "himself", "he'll", "he'd"})
SHE = frozenset({"she", "her", "hers", "herself", "she'll", "she'd"})
_MALE = frozenset(
    "man men boy boys father fathers dad husband husbands king prince pope grandfather son sons brother brothers "
    "uncle gentleman "
    "gentlemen male males sir god lord jesus prophet christ allah monk guru dog dogs grandson nephew groom widower "
    "emperor "
    "men's boyfriend grandad stepfather bull ram stallion buddha st saint duke earl".split()
)
_FEMALE = frozenset(
    "woman women girl girls mother mothers mum wife wives queen princess grandmother daughter daughters sister "
    "sisters aunt lady "
    "ladies female females maternity pregnant pregnancy breastfeeding birth ship vessel boat nun widow bride "
    "goddess empress "
    "duchess women's girlfriend landlady heroine stepmother niece granddaughter midwifery cow mare menopause".split()
)
_TOLD_BEFORE = 2
_STORY = frozenset("story novel play film character chapter poem song scene drama actor painting portrait".split())


def generic_pronouns(scene: Scene, entry: LanguageEntry, sentence: int) -> Iterator[Candidate]:
    """Pronouns of the entry's sex (its first replacement key) in a sentence that stand for an unnamed person."""
    wanted, other, kin = (HE, SHE, _MALE) if "he" in entry.replacements else (SHE, HE, _FEMALE)
    inside = scene.reading.sentences[sentence]
    for at in range(inside.first, inside.last):
        if scene.words[at] in wanted and not _paired(scene, at, other) and _is_generic(scene, sentence, at, kin):
            yield Candidate(entry, scene.words[at], (), at, at, (at, at), sentence)


def _paired(scene: Scene, at: int, other: frozenset[str]) -> bool:
    """Part of "he or she", "his/her", "s/he", or of a pronoun line such as "he/him" or "she, her, hers"."""
    words = scene.words
    near = words[max(0, at - 2) : at] + words[at + 1 : at + 3]
    if other & set(near):
        return True
    text, tokens = scene.reading.document.text, scene.reading.tokens
    before = text[max(0, tokens.starts[at] - 2) : tokens.starts[at]]
    after = text[tokens.ends[at] : tokens.ends[at] + 2]
    return (
        "/" in before + after
        or ("(" in before and ")" in after)
        or "pronoun" in " ".join(words[max(0, at - 6) : at + 6])
    )


def _is_generic(scene: Scene, sentence: int, at: int, kin: frozenset[str]) -> bool:
    start = _paragraph_start(scene, sentence)
    before = scene.words[start:at]
    after = scene.words[at + 1 : scene.reading.sentences[sentence].last]
    if set(before) & (kin | _STORY) or set(after) & kin:
        return False
    around = _paragraph_start(scene, max(0, _first_of_block(scene, sentence) - 1))
    if person_before(scene, around, scene.reading.sentences[sentence].last) or _capital_subject(scene, around, at):
        return False
    if _told_of_somebody(scene, sentence, at):
        return False
    if _role_before(scene, start, at):
        return True
    opening = (
        scene.words[at] in ("he", "she") and bool(after) and after[0] in ("must", "should", "shall", "will", "may")
    )
    return (opening or scene.words[at] in ("his", "her")) and _role_in(
        scene, at, scene.reading.sentences[sentence].last
    )


def _first_of_block(scene: Scene, sentence: int) -> int:
    """Number of the first sentence of the block; of a block as long as a book, of its part before the sentence."""
    sentences = scene.reading.sentences
    first, block = sentence, sentences[sentence].block
    farthest = sentences[sentence].first - LONGEST_SENTENCE
    while first > 0 and sentences[first - 1].block == block and sentences[first - 1].first >= farthest:
        first -= 1
    return first


def _paragraph_start(scene: Scene, sentence: int) -> int:
    """First token of the paragraph the sentence stands in."""
    return scene.reading.sentences[_first_of_block(scene, sentence)].first


def _capital_subject(scene: Scene, start: int, at: int) -> bool:
    """A lone capitalised word inside a sentence, followed by a verb of saying or a possessive: most likely a
    person's name.
    """
    for token in scene.capitals(start + 1, at):
        raw = scene.raw(token)
        known = (
            scene.words[token] in scene.lexicon.slots["ROLE"].words
            or scene.words[token] in scene.lexicon.words["organisations"]
        )
        opens = (
            scene.between(token - 1, token).strip()[-1:] in tuple(".!?:•-")
            and scene.between(token - 1, token).strip() != ""
        )
        if (
            not raw.isupper()
            and not known
            and not opens
            and len(raw) > 2
            and token + 1 < at
            and scene.words[token + 1] in ("said", "says", "wrote", "told", "'s", "has", "was", "is", "joined", "asked")
        ):
            return True
    return False


def _told_of_somebody(scene: Scene, sentence: int, at: int) -> bool:
    """A name without title or surname, unknown to the lists, that did something before the pronoun ("Gregory asked for
    leave and his manager agreed"); departments and roles are written with capitals, too.
    """
    return any(
        _subject_is_a_name(scene, number, at)
        for number in range(max(_first_of_block(scene, sentence), sentence - _TOLD_BEFORE), sentence + 1)
    )


def _subject_is_a_name(scene: Scene, sentence: int, at: int) -> bool:
    """One sentence's part of the question, up to the pronoun."""
    inside = scene.reading.sentences[sentence]
    capitals = scene.capitals(inside.first, min(at, inside.last - 1))
    if not capitals:
        return False
    tags = scene.tagger.tags([scene.raw(token) for token in range(inside.first, inside.last)])
    words = scene.lexicon.words
    known = scene.lexicon.slots["ROLE"].words | words["organisations"] | words["departments"]
    for token in capitals:
        place = token - inside.first
        determined = place > 0 and tags[place - 1] in ("DT", "PRP$", "JJ", "NNP")
        if tags[place] != "NNP" or determined or scene.words[token] in known or scene.raw(token).isupper():
            continue
        told = place > 0 and tags[place - 1] == "VBD" and scene.between(token - 1, token) == " "
        if told or (tags[place + 1] in ("VBD", "VBZ", "POS") and scene.between(token, token + 1) in (" ", "")):
            return True
    return False


def _role_before(scene: Scene, start: int, at: int) -> bool:
    return _role_in(scene, start, at)


def _role_in(scene: Scene, first: int, last: int) -> bool:
    role = scene.lexicon.slots["ROLE"]
    words = scene.words
    return any(role.accepts(words[at]) for at in range(first, last)) or any(
        all(words[at + step] in forms for step, forms in enumerate(phrase))
        for phrase in role.phrases
        for at in range(first, last - len(phrase) + 1)
    )
