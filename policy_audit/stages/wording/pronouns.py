"""Generic he and she: a pronoun for a role-holder, not for a named or known person (catalogue, “Context recipes”)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_audit.ruleset.language_values import LanguageEntry
from policy_audit.stages.wording.known_people import capital_subject
from policy_audit.stages.wording.known_people import first_of_block
from policy_audit.stages.wording.known_people import is_known_person
from policy_audit.stages.wording.known_people import paragraph_start
from policy_audit.stages.wording.known_people import role_in
from policy_audit.stages.wording.names import person_before
from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene

HE = frozenset({"he", "him", "his", "himself", "he'll", "he'd"})
SHE = frozenset({"she", "her", "hers", "herself", "she'll", "she'd"})
_MALE = frozenset(
    "man men boy boys father fathers dad husband husbands king prince pope grandfather son sons brother brothers "
    "uncle gentleman "
    "gentlemen male males sir god lord jesus prophet christ allah monk guru dog dogs grandson nephew groom widower "
    "emperor tup stag colt gelding drake cockerel "
    "men's boyfriend grandad stepfather bull ram stallion buddha st saint duke earl".split()
)
_FEMALE = frozenset(
    "woman women girl girls mother mothers mum wife wives queen princess grandmother daughter daughters sister "
    "sisters aunt lady "
    "ladies female females maternity pregnant pregnancy breastfeeding birth ship vessel boat nun widow bride "
    "goddess empress "
    "ewe ewes heifer heifers vixen lioness filly hen hens "
    "duchess mom moms mam women's girlfriend landlady heroine stepmother niece granddaughter midwifery cow mare "
    "menopause waters".split()
)
_PRONOUNS = HE | SHE
_KIN = frozenset("boyfriend girlfriend husband wife partner son daughter sister brother mother father ex".split())
_NAMING = frozenset({"called", "named"})
_OPENING = 5  # a pronoun this early may look forward to its role: "In her first week the nurse …"
_STORY = frozenset("story novel play film character chapter poem song scene drama actor painting portrait".split())


def generic_pronouns(scene: Scene, entry: LanguageEntry, sentence: int) -> Iterator[Candidate]:
    """Pronouns of the entry's sex (its first replacement key) in a sentence that stand for an unnamed person."""
    wanted, other, kin = (HE, SHE, _MALE) if "he" in entry.replacements else (SHE, HE, _FEMALE)
    inside = scene.reading.sentences[sentence]
    here = scene.words[inside.first : inside.last]
    # "A nurse who loves her work and his": a sentence with both is about two people, or pairs them somewhere.
    if not wanted & set(here) or other & set(here):
        return
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
    start = paragraph_start(scene, sentence)
    before = scene.words[start:at]
    after = scene.words[at + 1 : scene.reading.sentences[sentence].last]
    named = {scene.words[token] for token in scene.capitals(start + 1, at)}  # “Brown & Sons Ltd”
    if set(before) & (kin - named | _STORY) or set(after) & kin:
        return False
    if len(after) > 2 and after[0] in ("is", "was") and after[1] in _NAMING and scene.raw(at + 3)[0].isupper():
        return False  # “The robot was built by pupils and he is called Rusty”
    around = paragraph_start(scene, max(0, first_of_block(scene, sentence) - 1))
    if person_before(scene, around, scene.reading.sentences[sentence].last) or capital_subject(scene, around, at):
        return False
    if is_known_person(scene, start, sentence, at):
        return False
    first = next((token for token in range(start, at) if scene.words[token] in _PRONOUNS), at)
    if first < at and not role_in(scene, start, first):
        return False  # whom the first pronoun speaks of, this one speaks of as well
    if role_in(scene, start, at):
        return True
    opening = (
        scene.words[at] in ("he", "she") and bool(after) and after[0] in ("must", "should", "shall", "will", "may")
    )
    related = bool(after) and after[0] in _KIN  # “Her boyfriend …”: a woman known from before
    near = at < scene.reading.sentences[sentence].first + _OPENING
    early = scene.words[at] in ("his", "her") and near and not related
    return (opening or early) and role_in(scene, at, scene.reading.sentences[sentence].last)
