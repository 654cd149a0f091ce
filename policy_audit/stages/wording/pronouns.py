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
    "duchess mom moms mam women's girlfriend landlady heroine stepmother niece granddaughter midwifery cow mare menopause".split()
)
_TOLD_BEFORE = 2
_PRONOUNS = HE | SHE
_ANYBODY = frozenset("a an each every any no another".split())
_AGENTS = ("er", "or", "ist", "eer", "ician", "grapher", "ologist", "ant", "maker")
_SHORTEST_AGENT = 5
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
    start = _paragraph_start(scene, sentence)
    before = scene.words[start:at]
    after = scene.words[at + 1 : scene.reading.sentences[sentence].last]
    if set(before) & (kin | _STORY) or set(after) & kin:
        return False
    around = _paragraph_start(scene, max(0, _first_of_block(scene, sentence) - 1))
    if person_before(scene, around, scene.reading.sentences[sentence].last) or _capital_subject(scene, around, at):
        return False
    if _told_of_somebody(scene, sentence, at) or _is_known_person(scene, start, sentence, at):
        return False
    first = next((token for token in range(start, at) if scene.words[token] in _PRONOUNS), at)
    if first < at and not _role_in(scene, start, first):
        return False  # whom the first pronoun speaks of, this one speaks of as well
    if _role_in(scene, start, at):
        return True
    opening = (
        scene.words[at] in ("he", "she") and bool(after) and after[0] in ("must", "should", "shall", "will", "may")
    )
    early = scene.words[at] in ("his", "her") and at < scene.reading.sentences[sentence].first + _OPENING
    return (opening or early) and _role_in(scene, at, scene.reading.sentences[sentence].last)


def _is_known_person(scene: Scene, start: int, sentence: int, at: int) -> bool:
    """Somebody the writer has met, whom no name tells: "a lecturer told me that she …", "the Vice President
    (sam@example.org); she'll …", "my manager … he".
    """
    offsets = scene.reading.tokens.starts
    if any(offsets[start] <= first < offsets[at] for first, _ in scene.addresses):
        return True
    role, words = scene.lexicon.slots["ROLE"], scene.words
    if any(words[token] == "my" and role.accepts(words[token + 1]) for token in range(start, at - 1)):
        return True
    return any(
        _told_in_the_past(scene, number, at)
        for number in range(max(_first_of_block(scene, sentence), sentence - 1), sentence + 1)
    )


def _told_in_the_past(scene: Scene, sentence: int, at: int) -> bool:
    """The subject of a sentence is “a” person who did something: an event and no rule. Rules name “a manager who
    failed to …” as well, so that what follows “who” or “if” does not count.
    """
    inside = scene.reading.sentences[sentence]
    words = scene.words
    if not any(words[token] in ("a", "an", "one") for token in range(inside.first, min(at, inside.last))):
        return False
    tags = scene.tagger.tags([scene.raw(token) for token in range(inside.first, inside.last)])
    for token in range(inside.first, min(at, inside.last) - 2):
        if words[token] not in ("a", "an", "one") or {"if", "when", "where", "unless"} & set(words[inside.first : token]):
            continue
        for step in range(token + 1, min(token + 5, at)):
            if words[step] in ("who", "that", "whose") or tags[step - inside.first] in ("IN", "MD"):
                break
            if tags[step - inside.first] == "VBD" and _role_in(scene, token, step):
                return True
    return False


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


def _role_in(scene: Scene, first: int, last: int) -> bool:
    """A role stands in tokens `[first, last)`: of the list, or any noun of an agent after “a”, “each” and the like; not
    what somebody is said to be (“as a nurse”).
    """
    role = scene.lexicon.slots["ROLE"]
    words = scene.words
    return any(
        (role.accepts(words[at]) or _is_agent(scene, at)) and not {"as"} & set(words[max(first, at - 2) : at])
        for at in range(first, last)
    ) or any(
        all(words[at + step] in forms for step, forms in enumerate(phrase))
        for phrase in role.phrases
        for at in range(first, last - len(phrase) + 1)
    )


def _is_agent(scene: Scene, at: int) -> bool:
    word, lexicon = scene.words[at], scene.lexicon
    return (
        len(word) >= _SHORTEST_AGENT
        and word.endswith(_AGENTS)
        and at > 0
        and bool(_ANYBODY & set(scene.words[max(0, at - 2) : at]))
        and word not in lexicon.words["things"]
        and word not in lexicon.words["adjective_heads_stop"]
    )
