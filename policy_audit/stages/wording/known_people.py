"""Whom a pronoun speaks of: a role that anybody may hold, or somebody the writer knows, named or not."""

from __future__ import annotations

from policy_audit.language.dates import MONTH_NAMES
from policy_audit.language.reading import LONGEST_SENTENCE
from policy_audit.stages.wording.names import person_before
from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene

_TOLD_BEFORE = 2
_ANYBODY = frozenset("a an each every any no another".split())
_AGENTS = ("er", "or", "ist", "ician", "ant", "man", "woman", "person")
_SHORTEST_AGENT = 5
_NEAR = 6
_TITLE = 4  # words of "the head of people and culture" before the last
_SHES = frozenset({"she", "her", "hers", "herself", "she'll", "she'd"})
# Offices of which an organisation has one, so that “the …” with “she” tells of the woman who holds it.
_OFFICES = frozenset(
    "executive head ceo director partner headteacher principal chair president mayor treasurer secretary vicar bishop "
    "dean bursar leader guardian coordinator officer ombudsman commissioner".split()
)
_OPEN_MANAGERS = frozenset(
    "the line duty new hiring team shift ward shop store branch department project general senior site depot office "
    "investigating recruiting appointing relevant appropriate named".split()
)
_RULES = frozenset("must shall should may if whoever".split())
_TOLD = frozenset("is was".split())
_DEGREES = frozenset("so very always quite rather famously really often an a our".split())
_READERS = frozenset("you you'll you'd candidate candidates applicant who".split())
_TELLS = frozenset("says recalls remembers explained recalled remembered joked jokes".split())
_CONDITIONS = frozenset("if when where whoever who unless any every each a an".split())
_PARTIES = frozenset("reporter complainant claimant appellant witness victim caller".split())
_DAYS = frozenset(
    "spring autumn monday tuesday wednesday thursday friday year years week weeks month months quarter quarterly "
    "yearly annually monthly".split()
).union(map(str.lower, MONTH_NAMES)) - {"may"}


def is_known_person(scene: Scene, start: int, sentence: int, at: int) -> bool:
    """Somebody in particular: “Gregory asked for leave”, “a lecturer told me that she …”, “the Vice President
    (sam@example.org); she'll …”, “my manager … he”, “the inclusion officer will report in May, and she …”.
    """
    offsets, role, words = scene.reading.tokens.starts, scene.lexicon.slots["ROLE"], scene.words
    if any(offsets[start] <= first < offsets[at] for first, _ in scene.addresses):
        return True
    if any(words[token] == "my" and role.accepts(words[token + 1]) for token in range(start, at - 1)):
        return True
    if _did_together(scene, sentence, at):
        return True
    numbers = range(max(first_of_block(scene, sentence), sentence - _TOLD_BEFORE), sentence + 1)
    if words[at - 1] in _TELLS and not _CONDITIONS & set(words[start:at]):
        return True  # “the founder says he learned the trade from his aunt”: somebody was asked
    return (
        any(_holds_an_office(scene, number, at) for number in numbers)
        or any(_subject_is_a_name(scene, number, at) for number in numbers)
        or any(_told_in_the_past(scene, number, at) for number in numbers)
    )


def _holds_an_office(scene: Scene, sentence: int, at: int) -> bool:
    """“The finance director …” with “she”, in a plan or report and not in a rule; with “he”, which old rules use for
    all, only beside a date.
    """
    inside, words = scene.reading.sentences[sentence], scene.words
    own = scene.reading.sentences[scene.reading.sentence_before(scene.reading.tokens.starts[at])]
    around = {*words[inside.first : inside.last], *words[own.first : own.last]}
    month = {words[token] for token in scene.capitals(inside.first + 1, own.last) if words[token] == "may"}
    dated = bool(month or around & _DAYS)
    if (around - month) & _RULES or (words[at] not in _SHES and not dated):
        return False
    return any(
        _is_office(scene, token) and "the" in words[max(inside.first, token - _TITLE) : token]
        for token in range(inside.first + 1, min(at, inside.last))
    )


def _is_office(scene: Scene, token: int) -> bool:
    before, word = scene.words[token - 1 : token + 1]
    return word in _OFFICES or (word == "manager" and before not in _OPEN_MANAGERS)


def _told_in_the_past(scene: Scene, sentence: int, at: int) -> bool:
    """The subject of a sentence is “a” person who did something: an event and no rule. Rules name “a manager who
    failed to …” as well, so that what follows “who” or “if” does not count.
    """
    inside = scene.reading.sentences[sentence]
    words = scene.words
    if not any(_introduces(words, token) for token in range(inside.first, min(at, inside.last))):
        return False
    tags = scene.tagger.tags([scene.raw(token) for token in range(inside.first, inside.last)])
    for token in range(inside.first, min(at, inside.last) - 2):
        conditional = {"if", "when", "where", "unless"} & set(words[inside.first : token])
        if not _introduces(words, token) or conditional:
            continue
        for step in range(token + 1, min(token + 5, at, inside.last)):
            if words[step] in ("who", "that", "whose") or tags[step - inside.first] in ("IN", "MD"):
                break
            if tags[step - inside.first] == "VBD" and (_is_party(words, token) or role_in(scene, token, step)):
                return True
    return False


def _did_together(scene: Scene, sentence: int, at: int) -> bool:
    """“A nurse and her patient wrote the guide”: two people who did something."""
    inside, words = scene.reading.sentences[sentence], scene.words
    if words[at - 1] != "and" or {"if", "when", "where", "who"} & set(words[inside.first : at]):
        return False
    tags = scene.tagger.tags([scene.raw(token) for token in range(inside.first, inside.last)])
    return "VBD" in tags[at + 2 - inside.first : at + 4 - inside.first]


def _introduces(words: list[str], token: int) -> bool:
    """“a manager”, and “the complainant”, who is somebody in a case that is told."""
    return words[token] in ("a", "an", "one") or _is_party(words, token)


def _is_party(words: list[str], token: int) -> bool:
    return words[token] == "the" and token + 1 < len(words) and words[token + 1] in _PARTIES


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
        beside = at - token <= _NEAR and place > 0 and tags[place - 1] not in ("IN", "TO")
        if (
            told
            or beside
            or (tags[place + 1] in ("VBD", "VBZ", "POS") and scene.between(token, token + 1) in (" ", ""))
        ):
            return True
    return False


def capital_subject(scene: Scene, start: int, at: int) -> bool:
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


def first_of_block(scene: Scene, sentence: int) -> int:
    """Number of the first sentence of the block; of a block as long as a book, of its part before the sentence."""
    sentences = scene.reading.sentences
    first, block = sentence, sentences[sentence].block
    farthest = sentences[sentence].first - LONGEST_SENTENCE
    while first > 0 and sentences[first - 1].block == block and sentences[first - 1].first >= farthest:
        first -= 1
    return first


def paragraph_start(scene: Scene, sentence: int) -> int:
    """First token of the paragraph the sentence stands in."""
    return scene.reading.sentences[first_of_block(scene, sentence)].first


def role_in(scene: Scene, first: int, last: int) -> bool:
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


def is_told_of_somebody(scene: Scene, candidate: Candidate) -> bool:
    """Right after “is” or “was” the words tell of somebody by name, “Sheila, our cook, is bubbly”: nobody is asked to
    be so.
    """
    opening, at = scene.sentence(candidate).first, candidate.whole[0]
    while at - 1 > opening and scene.words[at - 1] in _DEGREES:
        at -= 1
    verb = at - 1
    if verb <= opening or scene.words[verb] not in _TOLD:
        return False
    return not _READERS & set(scene.words[opening:verb]) and person_before(scene, opening, verb)
