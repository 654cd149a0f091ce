"""Names of people, organisations, places, works and laws: capital letters and the words beside them."""

from __future__ import annotations

from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene

_LINKS = frozenset("of and the for in on to at de la le du von van ap 's & a".split())
_DETERMINERS = frozenset("the a an our your their each every any no this that another vice deputy".split())
_KIN = frozenset(
    "family families brothers sisters household estate collection bequest scholarship scholarships bursary prize "
    "lecture medal shield wing archive fellowship memorial".split()
)
_HOUSES = frozenset(
    "pub inn band hotel café cafe restaurant ship theatre brewery shop bar album magazine network forum collective "
    "caucus choir society association club fund trust".split()
)
_NAMED_THINGS = frozenset(
    "comedy column course album song magazine programme festival café cafe "
    "app game podcast newsletter blog musical play film novel software tool boat horse dog cat pony charity band range "
    "brand firm company start-up product machine model line called named titled entitled dubbed branded".split()
)
_OPENING_WORDS = frozenset("the a an our your their its his her my we you i will may this these that all".split())
_TITLED = frozenset("app game podcast newsletter blog musical magazine software brand website album".split())
_EXPLAINING = frozenset({"the", "a", "an", "our", "their", "its", "which", "who"})
_EXPLANATION = 5
_LONG = 4
_FINITE = frozenset("is are was were has have will".split())  # in small letters no heading has them
_LONGEST_RUN = 7


def is_named(scene: Scene, candidate: Candidate) -> bool:
    """True when the words are part of a name, or are what a person has: “Leila's mother and father”."""
    if _belongs_to_a_person(scene, candidate):
        return True
    if not any(scene.raw(at)[0].isupper() for at in range(candidate.first, candidate.last + 1)):
        return False
    first, last = _run(scene, candidate)
    outside = [at for at in range(first, last + 1) if not candidate.first <= at <= candidate.last]
    if _beside_person(scene, candidate) or _is_work_of_somebody(scene, first, last):
        return True
    if _is_title_case(scene, candidate):
        return False
    if (
        _is_title(scene, first, last)
        or _opens_a_name(scene, candidate)
        or _is_explained(scene, candidate, first, last)
        or (last > first and _is_followed_by_a_house(scene, candidate, last))
    ):
        return True
    words = scene.lexicon.words
    if _opens_with_a_name(scene, candidate):
        return True
    named = [at for at in outside if scene.raw(at)[0].isupper()]
    if any(
        scene.words[at] in words["organisations"] for at in named if at > candidate.last or at == candidate.first - 1
    ):
        return True
    return any(_is_surname(scene, candidate, at) for at in range(candidate.first, candidate.last + 1))


def _belongs_to_a_person(scene: Scene, candidate: Candidate) -> bool:
    """A first name's possessive before the words, or “Tom Hale and his wife”."""
    owner, opening = candidate.first - 2, scene.sentence(candidate).first
    his = candidate.first if scene.words[candidate.first] in ("his", "her") else candidate.first - 1
    if his - 1 > opening and scene.words[his] in ("his", "her") and scene.words[his - 1] == "and":
        return person_before(scene, max(opening, his - 4), his - 1)
    if owner < scene.sentence(candidate).first or scene.words[owner + 1] != "'s" or not scene.raw(owner)[0].isupper():
        return False
    return scene.words[owner] in scene.lexicon.words["first_names"]


def _is_title(scene: Scene, first: int, last: int) -> bool:
    """A run of capitals with a small word inside that has one too, as titles of works have: “The Postman Always Rings
    Twice”.
    """
    closed = scene.lexicon.words["closed"] - _OPENING_WORDS
    inside = [at for at in range(first + 1, last + 1) if scene.words[at] in closed and scene.raw(at)[0].isupper()]
    return any(len(scene.raw(at)) > 1 and not scene.raw(at).isupper() for at in inside)


def _is_work_of_somebody(scene: Scene, first: int, last: int) -> bool:
    """The title of a work behind the name of its author: “Conan Doyle's The Sign of Four”."""
    return any(
        scene.words[at] == "the" and scene.raw(at)[0].isupper() and scene.words[at - 1] == "'s"
        for at in range(first + 1, last)
    )


def _is_explained(scene: Scene, candidate: Candidate, first: int, last: int) -> bool:
    """What the name in tokens `first` to `last` stands for is said right behind it, “Headstrong, the charity that …”,
    or before it, “our magazine Bossy”.
    """
    words, known = scene.words, scene.lexicon.words["organisations"] | _HOUSES | _NAMED_THINGS
    sentence, after = scene.sentence(candidate), last + 1
    end = min(sentence.last, after + _EXPLANATION)
    verb = next((at for at in range(after, min(after + 2, end)) if words[at] in ("is", "was")), end)
    if candidate.first == sentence.first and verb + 2 < end:
        return words[verb + 1] in _EXPLAINING and bool(_NAMED_THINGS & set(words[verb + 2 : end]))
    if after + 1 < end and scene.between(last, after).strip() == "," and words[after] in _EXPLAINING:
        return bool(known & set(words[after + 1 : end]))
    if after < end and scene.between(last, after) == " " and words[after] in _TITLED:
        return True
    before = first - 1
    if before < sentence.first or scene.between(before, first) != " ":
        return False
    return words[before] in _NAMED_THINGS | _HOUSES and scene.raw(before)[0].islower()


def _is_followed_by_a_house(scene: Scene, candidate: Candidate, last: int) -> bool:
    """A run of capitals with what it names behind it in small letters: “the Tramp & Badger pub”."""
    return last + 1 < scene.sentence(candidate).last and scene.words[last + 1] in _HOUSES


def _opens_with_a_name(scene: Scene, candidate: Candidate) -> bool:
    """The first of the words belong to a name that ends inside them: “the Brave Hearts Fund pays for disabled …”."""
    at = candidate.first
    while at < candidate.last and scene.raw(at)[0].isupper():
        if at > candidate.first and scene.words[at] in scene.lexicon.words["organisations"]:
            return True
        at += 1
    return False


def _opens_a_name(scene: Scene, candidate: Candidate) -> bool:
    """First in the sentence, with a capital after it that is neither a job nor people: “Rockstar North is …”."""
    sentence, after = scene.sentence(candidate), candidate.last + 1
    if candidate.first != sentence.first or after + 1 >= sentence.last or scene.between(after - 1, after) != " ":
        return False
    slots = scene.lexicon.slots
    people = slots["WORKER"].words | slots["ROLE"].words | slots["NATION"].words | scene.lexicon.words["closed"]
    raw = scene.raw(after)
    return raw[0].isupper() and not raw.isupper() and scene.words[after] not in people


def _is_surname(scene: Scene, candidate: Candidate, at: int) -> bool:
    """A word that is also a surname, with a capital inside the sentence."""
    raw = scene.raw(at)
    if at == scene.sentence(candidate).first or scene.words[at] not in scene.lexicon.words["surnames"]:
        return False
    kin = at + 1 < scene.sentence(candidate).last and scene.words[at + 1] in _KIN
    if scene.words[at].endswith("man") and scene.words[at - 1] in _DETERMINERS and not kin:
        return False  # "the Chairman" is an office, "Tom Chairman" and "the Foreman family" are names.
    return raw[0].isupper() and not raw.isupper() and scene.between(at - 1, at).strip() in ("", "’", "'")


def person_before(scene: Scene, first: int, token: int) -> bool:
    """True when a personal name stands in tokens `[first, token)`."""
    words = scene.lexicon.words
    for at in scene.capitals(first, token):
        raw = scene.raw(at)
        if scene.words[at] in words["titles"] and at + 1 < token and scene.raw(at + 1)[0].isupper():
            return True
        if scene.words[at] in words["first_names"] and not raw.isupper() and not _is_plain_word(scene, at):
            return True
        if _is_unknown_name(scene, at, token):
            return True
    return False


def _is_plain_word(scene: Scene, at: int) -> bool:
    """First names that are also words ("Will", "May", "Grant") count only before another capital."""
    if scene.words[at] not in (
        "will",
        "may",
        "grant",
        "mark",
        "dawn",
        "hope",
        "grace",
        "joy",
        "june",
        "rose",
        "max",
        "ray",
        "pat",
        "rob",
        "sue",
        "dean",
        "jan",
        "frank",
    ):
        return False
    return at + 1 >= len(scene.words) or not scene.raw(at + 1)[0].isupper()


def _is_unknown_name(scene: Scene, at: int, token: int) -> bool:
    """Two capitalised words side by side that are no role, organisation or opening word: "Ekow Mensah"."""
    if at + 1 >= token or scene.between(at, at + 1) != " ":
        return False
    pair = (at, at + 1)
    plain = scene.lexicon.words["organisations"] | scene.lexicon.words["closed"]
    role = scene.lexicon.slots["ROLE"]
    return all(
        scene.raw(one)[0].isupper()
        and not scene.raw(one).isupper()
        and scene.words[one] not in plain
        and scene.words[one] not in role.words
        for one in pair
    ) and not any(
        all(word in forms for word, forms in zip(scene.words[at : at + len(phrase)], phrase, strict=False))
        for phrase in role.phrases
    )


def _run(scene: Scene, candidate: Candidate) -> tuple[int, int]:
    """The run of capitalised words (with small linking words inside) around the candidate."""
    sentence = scene.sentence(candidate)
    first, last = candidate.first, candidate.last
    at = first - 1
    while at >= max(sentence.first, first - _LONGEST_RUN) and _belongs(scene, at, at + 1):
        at -= 1
    while at + 1 < first and not scene.raw(at + 1)[0].isupper():
        at += 1
    end = last + 1
    while end < min(sentence.last, last + _LONGEST_RUN) and _belongs(scene, end - 1, end):
        end += 1
    while end - 1 > last and not scene.raw(end - 1)[0].isupper():
        end -= 1
    return at + 1, end - 1


def _belongs(scene: Scene, left: int, right: int) -> bool:
    gap = scene.between(left, right)
    if gap.strip(" -&/") != "" and gap.strip() not in ("’", "'"):
        return False
    return all(
        scene.raw(at)[0].isupper() or scene.raw(at)[0].isdigit() or scene.words[at] in _LINKS for at in (left, right)
    )


def _beside_person(scene: Scene, candidate: Candidate) -> bool:
    """A title or first name before the words, or a first name that is the word before a capital."""
    words, sentence = scene.lexicon.words, scene.sentence(candidate)
    at = candidate.first - 1
    if (
        at < sentence.first
        or scene.between(at, candidate.first).strip(" .") != ""
        or not scene.raw(candidate.first)[0].isupper()
    ):
        return False
    if not scene.raw(at)[0].isupper():
        return False
    return scene.words[at] in words["titles"] or (
        scene.words[at] in words["first_names"] and not scene.raw(at).isupper()
    )


def _is_title_case(scene: Scene, candidate: Candidate) -> bool:
    """A heading or line where every longer word is capitalised: capitals say nothing there."""
    sentence = scene.sentence(candidate)
    long = [
        raw for at in range(sentence.first, sentence.last) if len(raw := scene.raw(at)) >= _LONG and raw[0].isalpha()
    ]
    spoken = any(scene.raw(at) in _FINITE for at in range(sentence.first, sentence.last))
    return len(long) > 2 and not spoken and all(raw[0].isupper() for raw in long)
