"""Figures of speech that are meant as they say, told by the things beside them: “the potter beat clay into shape”."""

from __future__ import annotations

from policy_audit.language.word_index import Found
from policy_audit.language.word_patterns import Element
from policy_audit.ruleset.language_values import Exemption
from policy_audit.stages.wording.guards import is_worker
from policy_audit.stages.wording.guards import speaks_of_people
from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene
from policy_audit.stages.wording.surroundings import clause_around

_BESIDE = 2
_FOR_REACH = 2
_TOWARDS = frozenset({"for", "by", "full"})
_OWNER_REACH = 4
_BEFORE_THE_NOUN = 2  # “the vaccine fridge”
# “The leaflet is for the masses”, “the ramp was built by …”: people follow.
_NOBODY_BETWEEN = frozenset("who you we they your he she for by".split())


def is_meant_literally(scene: Scene, candidate: Candidate, exemption: Exemption) -> bool:
    """Near the words, in their part of the sentence, stands a thing that can be touched, and nothing of the office
    (`stops`: budgets, rivals, meetings) of which only a figure of speech can be said. Where such an exemption meets
    people, “the gardeners were thrown under the bus over the lawn”, the thing must stand inside or right behind.
    """
    if exemption.scope == "subject":
        return _is_said_of_a_thing(scene, candidate, exemption)
    if exemption.scope == "beside":
        return _is_part_of_its_name(scene, candidate, exemption)
    first, last = clause_around(scene, candidate)
    low, high = max(first, candidate.whole[0] - exemption.reach), min(last, candidate.whole[1] + 1 + exemption.reach)
    if exemption.stops & set(scene.words[low:high]):
        return False
    if exemption.stops and speaks_of_people(scene, candidate):
        low, high = candidate.whole[0], min(high, candidate.whole[1] + 1 + _BESIDE)
    return any(
        not _asked_for(scene, candidate, found)
        and not _joined(scene, candidate, found)
        and not (found.last < candidate.first and _is_for_them(scene, candidate))
        and not (found.first == candidate.last + 1 and _names_a_trade(scene, candidate, found))
        for _, found in scene.found(exemption.patterns, low, high)
    )


def _is_said_of_a_thing(scene: Scene, candidate: Candidate, exemption: Exemption) -> bool:
    """A thing or an animal opens the part of the sentence as what the words are said of, “the eagle has excellent
    eyesight”, with nobody named between them.
    """
    first, last = clause_around(scene, candidate)[0], candidate.whole[0]
    people = scene.lexicon.slots["WORKER"]
    return any(
        found.first <= first + _BEFORE_THE_NOUN
        and last - found.last <= exemption.reach
        and not any(word in _NOBODY_BETWEEN or people.accepts(word) for word in scene.words[found.last + 1 : last])
        for _, found in scene.found(exemption.patterns, first, last + 1)  # its verb may open the words
    )


def _is_part_of_its_name(scene: Scene, candidate: Candidate, exemption: Exemption) -> bool:
    """Right behind the words a thing or an animal is named, “tramp metal”, “date of birth of the calf”, or right before
    them, “the calf's date of birth”; not where that name belongs to people: “the gypsy horse dealers”.
    """
    sentence, people = scene.sentence(candidate), scene.lexicon.slots["WORKER"]
    before = scene.found(exemption.patterns, max(sentence.first, candidate.first - _OWNER_REACH), candidate.first)
    if any(found.last == candidate.first - 1 for _, found in before):
        return True
    return any(
        (found.first in (candidate.last + 1, candidate.whole[1] + 1) or _inside(scene, candidate, found))
        and not scene.between(found.first - 1, found.first).strip(" -")
        and not (found.last + 1 < sentence.last and _belongs_to_people(scene, people, found.last + 1))
        for _, found in scene.found(exemption.after, candidate.first, sentence.last)
    )


def _inside(scene: Scene, candidate: Candidate, found: Found) -> bool:
    """A gap of the pattern reached over it, “photographs of the plasterwork with your form”."""
    return candidate.first < found.first < found.last < candidate.last and scene.words[found.first] == "of"


def _belongs_to_people(scene: Scene, people: Element, token: int) -> bool:
    """“The gypsy horse's owner”, “an energetic dog groomer”, “a fun-loving cat team”."""
    if scene.between(token - 1, token).strip(" -'’"):
        return False
    word = scene.words[token]
    team = scene.lexicon.slots["TEAMN"]
    return word == "'s" or people.accepts(word) or team.accepts(word) or is_worker(scene, word)


def _asked_for(scene: Scene, candidate: Candidate, found: Found) -> bool:
    """The thing is a word of the pattern itself, not one that a gap of it reached over."""
    first, last = candidate.whole
    if found.last < first or last < found.first:
        return False
    own = scene.asked(candidate)
    return scene.words[found.first] in own or scene.words[found.last] in own


def _is_for_them(scene: Scene, candidate: Candidate) -> bool:
    """“The leaflet is for the masses”, “the kennels are cleaned by …”: whom a thing is for, and whose work it is, is no
    quality of the thing.
    """
    first = max(scene.sentence(candidate).first, candidate.first - _FOR_REACH)
    return bool(_TOWARDS & set(scene.words[first : candidate.first]))


def _names_a_trade(scene: Scene, candidate: Candidate, found: Found) -> bool:
    """“A fearless dog handler”: the animal only says what somebody works with."""
    after = found.last + 1
    return after < scene.sentence(candidate).last and _belongs_to_people(scene, scene.lexicon.slots["WORKER"], after)


def _joined(scene: Scene, candidate: Candidate, found: Found) -> bool:
    """A hyphen makes one word of both, “a bull-dog spirit”."""
    return any(
        right - left == 1 and scene.between(left, right) == "-"
        for left, right in ((found.last, candidate.first), (candidate.last, found.first))
    )
