"""The shared exemptions: which contexts silence a candidate (catalogue, “Shared exemptions” and “Order of
decision” 2, 3, 6).
"""

from __future__ import annotations

from itertools import pairwise

from policy_audit.language.word_index import Found
from policy_audit.ruleset.language_values import Exemption
from policy_audit.stages.wording.guards import is_said_of_a_person
from policy_audit.stages.wording.guards import speaks_of_people
from policy_audit.stages.wording.known_people import is_told_of_somebody
from policy_audit.stages.wording.literal import is_meant_literally
from policy_audit.stages.wording.names import is_named
from policy_audit.stages.wording.names import person_before
from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene
from policy_audit.stages.wording.surroundings import anew
from policy_audit.stages.wording.surroundings import belongs_to_another
from policy_audit.stages.wording.surroundings import clause_around
from policy_audit.stages.wording.surroundings import divided
from policy_audit.stages.wording.surroundings import introduction
from policy_audit.stages.wording.surroundings import is_part_of_a_compound
from policy_audit.stages.wording.surroundings import is_recruited
from policy_audit.stages.wording.surroundings import main_clause
from policy_audit.stages.wording.surroundings import swapped

_NEGATIONS = frozenset("not never cannot can't won't don't doesn't isn't aren't nobody".split())
_MEASURES = frozenset("less fewer only just merely later least".split())
_OBSTACLES = frozenset("problem obstacle bar barrier issue difficulty hindrance bother bothers matter count".split())
_PERMISSIONS = frozenset({"fine", "ok", "okay", "welcome"})
_BUT_FOR = frozenset({"without", "unless"})
_DENIAL_REACH = 10
# As far from the words, in tokens, as an exempt pattern with the widest gap can begin or end.
_EXEMPT_REACH = 16
# What a sentence is about says nothing of the person it asks for: “our film unit needs a tea boy”.
_OF_ITS_SUBJECT = frozenset({"HIST", "TECH"})
_OF_THINGS = frozenset({"TECH", "THING", "BEAST", "LIVING"})
_REACH_AFTER = 7
_CONDITION_REACH = 3
_DENIALS = _NEGATIONS | {"no", "nor", "without", "n't", "aren't"}
_TURNING_AWAY = _NEGATIONS | {"elsewhere", "needn't", "unsuitable", "wrong", "rejected", "out"}
_LACKING = ("without", "free of", "free from")
_SUBJECTS = frozenset("you we they he she".split())
_COMFORT = frozenset("worry matter mind panic put let hesitate be need required bar stop mean fear".split())
_APPOSITION = 8
_ATTRIBUTES = frozenset("our the its their a former then current late first last new founding retired deputy".split())
_HOLDS = frozenset({"is", "was", "became", "remains"})
_SENTENCES_BEFORE = 1
_SENTENCES_AFTER = 2


def exempted_by(scene: Scene, candidate: Candidate) -> str | None:
    """The code or key that silences the candidate, or None. Cheap tests first."""
    entry, sentence = candidate.entry, scene.sentence(candidate)
    if entry.unless and _overlapping(scene, candidate, entry.unless):
        return "unless"
    if entry.unless_near and _outside(scene, candidate, entry.unless_near, *clause_around(scene, candidate)):
        return "unless_near"
    if entry.reasons and _outside(scene, candidate, entry.reasons, sentence.first, sentence.last):
        return "unless_near"
    if entry.needs and not scene.holds(entry.needs, sentence.first, sentence.last):
        return "needs"
    if entry.unless_document and scene.document_holds(entry.unless_document):
        return "unless_document"
    if _negated_inside(scene, candidate):
        return "negated"
    if divided(scene, candidate):
        return "divided"
    if is_part_of_a_compound(scene, candidate) or belongs_to_another(scene, candidate):
        return "compound"
    if swapped(scene, candidate):
        return "swapped"
    for exemption in scene.lexicon.exemptions:
        if exemption.code not in entry.exemptions or _speaks_of_its_person(scene, candidate, exemption.code):
            continue
        if _applies(scene, candidate, exemption):
            return exemption.code
    return None


def _speaks_of_its_person(scene: Scene, candidate: Candidate, code: str) -> bool:
    """What a sentence is about does not silence words about somebody: who is recruited, who is said to be so, or, in a
    figure of speech, people of whatever trade.
    """
    if code in _OF_ITS_SUBJECT and is_recruited(scene, candidate):
        return True
    if code in _OF_THINGS and "trait" in candidate.guards and is_said_of_a_person(scene, candidate):
        return True
    return code == "TECH" and "THING" in candidate.entry.exemptions and speaks_of_people(scene, candidate)


def _negated_inside(scene: Scene, candidate: Candidate) -> bool:
    """A gap of the pattern swallowed a negation that the pattern itself does not ask for ("will not affect"), or a word
    that allows, “locs are fine under …”.
    """
    first, last = candidate.whole
    words = scene.words[first : last + 2]
    # “Not less than seven years” denies nothing.
    inside = {word for word, following in pairwise(words) if word in _NEGATIONS and following not in _MEASURES}
    inside = inside or set(scene.words[first : last + 1]) & _PERMISSIONS
    if scene.words[last] in ("no", "not") and _OBSTACLES & set(scene.words[last + 1 : last + 3]):
        return True  # “dyed hair is no problem”, “… does not matter”
    return bool(inside) and not inside & scene.asked(candidate)


def _applies(scene: Scene, candidate: Candidate, exemption: Exemption) -> bool:
    sentence = scene.sentence(candidate)
    if exemption.roles and scene.reading.section(sentence).has(*exemption.roles):
        return True
    span = scene.span(candidate)
    match exemption.scope:
        case "address":
            return scene.covered(scene.addresses, span) is not None
        case "name":
            return is_named(scene, candidate)
        case "quoted":
            return _quoted(scene, candidate, exemption)
        case "listed":
            stem = introduction(scene, candidate)
            return stem is not None and scene.holds(exemption.patterns, *stem)
        case "holder":
            return _is_held_by(scene, candidate)
        case "around" | "across":
            return _enclosed(scene, candidate, exemption)
        case "sentence":
            return _in_sentence(scene, candidate, exemption)
        case "clause":
            return _outside(scene, candidate, exemption.patterns, *clause_around(scene, candidate))
        case "literal" | "subject" | "beside":
            return is_meant_literally(scene, candidate, exemption)
        case "told":
            return is_told_of_somebody(scene, candidate)
        case "near":
            first = max(0, candidate.sentence - _SENTENCES_BEFORE)
            last = min(len(scene.reading.sentences) - 1, candidate.sentence + _SENTENCES_AFTER)
            ends = (scene.reading.sentences[first].first, scene.reading.sentences[last].last)
            return _outside(scene, candidate, exemption.patterns, *ends)
    return _governed(scene, candidate, exemption)


def _quoted(scene: Scene, candidate: Candidate, exemption: Exemption) -> bool:
    """In quotation marks, with a word of mention in the sentence outside them."""
    whole = scene.span(candidate)
    last = scene.reading.tokens.span(candidate.last, candidate.last)
    quotation = scene.covered(scene.quotations, whole) or scene.covered(scene.quotations, last)
    if quotation is None:
        return False
    sentence = scene.sentence(candidate)
    starts = scene.reading.tokens.starts
    return any(
        not quotation[0] <= starts[found.first] < quotation[1]
        for _, found in scene.found(exemption.patterns, sentence.first, sentence.last)
    )


def _is_held_by(scene: Scene, candidate: Candidate) -> bool:
    """Who holds the office is named behind it, in brackets or between commas, “the spokeswoman, Ms Adair, …”, or right
    before it: “Ahmed Khan, chairman of the trustees, …”.
    """
    opening, noun = scene.sentence(candidate).first, candidate.first
    while noun > opening and scene.words[noun - 1] in _ATTRIBUTES:
        noun -= 1
    named = noun > opening and scene.between(noun - 1, noun).strip() == ","
    if named and person_before(scene, max(opening, noun - 2), noun):
        return True
    first, last = candidate.last + 1, min(scene.sentence(candidate).last, candidate.last + 1 + _APPOSITION)
    if first + 1 < last and scene.between(candidate.last, first) == " " and person_before(scene, first, first + 2):
        return True
    if _is_office_of_named(scene, candidate):
        return True
    if first + 2 < last and scene.words[first] in _HOLDS and person_before(scene, first + 1, first + 4):
        return True  # “Our chairman is Mrs Noor”
    words = scene.words[first:last]
    opens = next((at for at in range(first, last) if scene.between(at - 1, at).strip()[:1] in (",", "(")), last)
    return opens < last and not {"and", "or"} & set(words[: opens + 1 - first]) and person_before(scene, opens, last)


def _is_office_of_named(scene: Scene, candidate: Candidate) -> bool:
    """“Ms Dunne, who was chairman until May”, “Ahmed Khan became the spokesman”."""
    opening, words = scene.sentence(candidate).first, scene.words
    for at in range(candidate.first - 1, max(opening, candidate.first - 4), -1):
        if words[at] in _HOLDS:
            return person_before(scene, max(opening, at - _APPOSITION), at)
    return False


def _enclosed(scene: Scene, candidate: Candidate, exemption: Exemption) -> bool:
    """One pattern begins before the words and ends behind them, or, with the scope “across”, inside them, “nobody is
    turned away”; with no stop word inside.
    """
    sentence = scene.sentence(candidate)
    end = candidate.first - 1 if exemption.scope == "across" else candidate.last
    return any(
        found.first < candidate.first
        and end < found.last
        and not set(scene.words[found.first : found.last + 1]) & exemption.stops
        for _, found in scene.found(exemption.patterns, sentence.first, sentence.last)
    )


def _in_sentence(scene: Scene, candidate: Candidate, exemption: Exemption) -> bool:
    """Anywhere in the sentence, unless a stop word stands in the same part of it as the words."""
    if exemption.stops & set(scene.words[slice(*clause_around(scene, candidate))]):
        return False
    sentence = scene.sentence(candidate)
    return _outside(scene, candidate, exemption.patterns, sentence.first, sentence.last)


def _governed(scene: Scene, candidate: Candidate, exemption: Exemption) -> bool:
    """A cue stands before the words (or after them) within reach, with no stop word or semicolon between."""
    sentence = scene.sentence(candidate)
    first, last = candidate.whole
    low, high = max(sentence.first, first - exemption.reach), min(sentence.last, last + 1 + _REACH_AFTER)
    if scene.reading.text(sentence.span).endswith("?") and candidate.sentence + 1 < len(scene.reading.sentences):
        high = min(scene.reading.sentences[candidate.sentence + 1].last, last + 1 + _REACH_AFTER)
    low = max(low, main_clause(scene, sentence.first, first))  # “To avoid accidents, …” warns of no words
    for text, found in scene.found(exemption.patterns, low, first):
        # “Without glasses, and with both hands”: what follows “and” is asked for again.
        stops = exemption.stops | {"and"} if text.startswith(_LACKING) else exemption.stops
        denied_twice = _doubly_denied(scene, sentence.first, found, first) or _asked_by_condition(
            scene, candidate, found
        )
        if _open(scene, found.last, first, stops) and not denied_twice:
            return True
    return any(
        _open(scene, last, found.first, exemption.stops) and not anew(scene, last, found.first)
        for _, found in scene.found(exemption.after, last + 1, high)
    )


def _doubly_denied(scene: Scene, opening: int, cue: Found, first: int) -> bool:
    """“You cannot start without a car”: a denial and then “without” ask for the thing instead of lifting it."""
    words = scene.words
    if any(words[at] in _BUT_FOR for at in range(cue.first, cue.last + 1)):
        return any(words[at] in _NEGATIONS for at in range(max(opening, cue.first - _DENIAL_REACH), cue.first))
    negation = any(words[at] in _NEGATIONS for at in range(cue.first, cue.last + 1))
    return negation and any(words[at] in _BUT_FOR for at in range(cue.last + 1, first + 1))


def _asked_by_condition(scene: Scene, candidate: Candidate, cue: Found) -> bool:
    """“If you cannot drive, do not apply”: who lacks the thing is turned away, so that it is asked for. “If you cannot
    drive, do not worry” lifts it.
    """
    words, sentence = scene.words, scene.sentence(candidate)
    if not {"if", "who", "unless"} & set(words[max(sentence.first, cue.first - _CONDITION_REACH) : cue.first]):
        return False
    if not any(words[at] in _DENIALS for at in range(cue.first, cue.last + 1)):
        return False
    return any(
        words[at] in _TURNING_AWAY and not _COMFORT & set(words[at + 1 : at + 4])
        for at in range(candidate.whole[1] + 1, sentence.last)
    )


def _open(scene: Scene, left: int, right: int, stops: frozenset[str]) -> bool:
    """No stop word and no semicolon between two tokens."""
    words, tokens = scene.words, scene.reading.tokens
    if any(words[at] in stops for at in range(left + 1, right)):
        return False
    # “You never let it show, and you thrive”: a subject of its own is a statement of its own.
    if any(words[at] == "and" and words[at + 1] in _SUBJECTS for at in range(left + 1, right)):
        return False
    between = scene.reading.document.text[tokens.ends[left] : tokens.starts[right]]
    return not any(mark in between for mark in ";–—")


def _overlapping(scene: Scene, candidate: Candidate, patterns: tuple[str, ...]) -> bool:
    sentence = scene.sentence(candidate)
    low = max(sentence.first, candidate.first - _EXEMPT_REACH)
    high = min(sentence.last, candidate.last + 1 + _EXEMPT_REACH)
    return any(
        found.first <= candidate.last
        and candidate.first <= found.last
        and _guarded(scene, candidate, found.first, found.last, text)
        for text, found in scene.found(patterns, low, high)
    )


def _guarded(scene: Scene, candidate: Candidate, first: int, last: int, text: str) -> bool:
    """Only the guards of case mean anything in an exempt pattern."""
    guards = scene.lexicon.pattern(text).guards
    if "capital" in guards:
        # The capital that opens a sentence names nothing.
        opening = scene.sentence(candidate).first
        capitals = [at for at in range(first, last + 1) if scene.raw(at)[0].isupper()]
        return any(at != opening for at in capitals) and candidate.first in capitals
    return "lower" not in guards or scene.raw(candidate.first)[0].islower()


def _outside(scene: Scene, candidate: Candidate, patterns: tuple[str, ...], first: int, last: int) -> bool:
    """A pattern occurs in tokens `[first, last)` and is more than a part of the words to report."""
    return any(
        found.first < candidate.whole[0] or found.last > candidate.whole[1]
        for _, found in scene.found(patterns, first, last)
    )
