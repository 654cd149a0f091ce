"""Guards of patterns: conditions on the place of a word in its sentence (catalogue, “Context recipes”)."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping

from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene
from policy_audit.stages.wording.surroundings import clause_around

_PREDICATE_REACH = 9
_PEOPLE = frozenset(
    "you you'll you're you'd you've your he she him her who whose somebody everyone everybody team teams group groups "
    "community communities audience audiences folk household households neighbourhood neighbourhoods".split()
)
_ARTICLES = frozenset({"the", "a", "an"})
_POINTING = frozenset({"the", "this", "that", "its"})
_COORDINATE = frozenset({"and", "or", "but", "yet", "very", "truly"})
_PERSON_SUBJECTS = frozenset(
    "you you'll you'd you've we we'll candidate candidates applicant applicants postholder person people someone "
    "anyone staff team employee employees floor "
    "who worker colleagues colleague individual must should recruits hires everyone office culture crew bunch".split()
)
# “We like our surveyors outspoken”: verbs of wanting somebody to be so, and who may stand between.
_WANTING = frozenset(
    "like likes want wants wanted need needs needed prefer prefers expect expects love loves keep keeps make makes "
    "find finds seek seeks seeking for after".split()
)
# Kinds of people, said of nothing else unless “of” follows: “an aggressive type of cancer”.
_SORTS = frozenset(
    "type types sort sorts character characters personality personalities attitude operator spirit".split()
)
_READERS = frozenset("you you'll you'd candidate candidates applicant postholder".split())
_WANTED_REACH = 4
_MANNER_REACH = 8
_NO_WORKERS = frozenset("border borders invader invaders flavour flavours corner corners colour colours".split())


def passes(scene: Scene, candidate: Candidate) -> bool:
    """True when every guard of the pattern holds, and one of the frames of the entry (a pattern's own frame wins)."""
    guards = candidate.guards
    frames = [frame for frame in ("cand", "team", "trait") if frame in guards]
    if not frames and candidate.entry.frames:
        if not any(scene.in_frame(candidate.sentence, frame) for frame in candidate.entry.frames):
            return False
    elif frames and not any(_GUARDS[frame](scene, candidate) for frame in frames):
        return False
    return all(_holds(scene, candidate, guard) for guard in guards if guard not in frames)


def _holds(scene: Scene, candidate: Candidate, guard: str) -> bool:
    if guard.startswith("!"):
        return not _GUARDS[guard[1:]](scene, candidate)
    return _GUARDS[guard](scene, candidate)


def _cand(scene: Scene, candidate: Candidate) -> bool:
    return scene.in_frame(candidate.sentence, "CAND")


def _team(scene: Scene, candidate: Candidate) -> bool:
    return scene.in_frame(candidate.sentence, "TEAM")


def speaks_of_people(scene: Scene, candidate: Candidate) -> bool:
    """The part of the sentence speaks of people, outside the words themselves: not of light fittings or boilers;
    by whom they are mended does not count.
    """
    first, last = clause_around(scene, candidate)
    people = scene.lexicon.slots["WORKER"]
    return any(
        word in _PEOPLE or people.accepts(word)
        for at, word in enumerate(scene.words[first:last], first)
        if not candidate.first <= at <= candidate.last and "by" not in scene.words[max(first, at - 2) : at]
    )


def _capital(scene: Scene, candidate: Candidate) -> bool:
    return scene.raw(candidate.first)[0].isupper()


def _lower(scene: Scene, candidate: Candidate) -> bool:
    """No capital, or the one that opens the sentence with no other behind it, so that nothing is named."""
    if not _capital(scene, candidate):
        return True
    sentence, after = scene.sentence(candidate), candidate.last + 1
    following = range(candidate.first + 1, min(after + 1, sentence.last))
    opens = candidate.first == sentence.first and after < sentence.last
    return opens and not any(scene.raw(at)[0].isupper() for at in following)


def _start(scene: Scene, candidate: Candidate) -> bool:
    return candidate.first == scene.sentence(candidate).first


def _end(scene: Scene, candidate: Candidate) -> bool:
    """Nothing, or only punctuation, follows the words."""
    after = candidate.last + 1
    return after >= scene.sentence(candidate).last or scene.between(candidate.last, after).strip() != ""


def nominal(scene: Scene, candidate: Candidate) -> bool:
    """The adjective stands for people: no noun follows it ("the disabled are …", not "the disabled toilet")."""
    sentence, after = scene.sentence(candidate), candidate.last + 1
    apart = "" if after >= sentence.last else scene.between(candidate.last, after).strip().removeprefix("+").strip()
    if after >= sentence.last or apart not in ("", "/", "'", "’"):
        return True
    if apart == "/":
        return False
    word, words = scene.words[after], scene.lexicon.words
    if word in ("and", "or"):
        return _coordinated_nominal(scene, after, sentence.last)
    if word in words["closed"] or word in words["nominal_verbs"]:
        return True
    article = after + 1 < sentence.last and scene.words[after + 1] in _ARTICLES
    if article and not scene.between(after, after + 1).strip():
        return True  # “an epileptic drives a van”: an article comes behind a verb
    return _tag(scene, candidate, after)[:2] in ("VB", "MD", "IN", "TO", "RB", "CC", "WD", "WP", "PR")


def _coordinated_nominal(scene: Scene, conjunction: int, last: int) -> bool:
    """“the old and infirm”, “the deaf and the blind” stand for people; “the deaf and blind community” does not."""
    for at in range(conjunction + 1, min(conjunction + 3, last)):
        if at + 1 >= last or scene.between(at, at + 1).strip(" -"):
            return True
        if scene.words[at] in _ARTICLES:
            return True
        following = scene.words[at + 1]
        if following in scene.lexicon.words["closed"] or following in scene.lexicon.words["nominal_verbs"]:
            return True
    return False


def trait(scene: Scene, candidate: Candidate) -> bool:
    """The adjective describes the person wanted or the team: by the noun after it, or as a predicate of such a
    subject.
    """
    sentence = scene.sentence(candidate)
    at, steps, words = candidate.last + 1, 0, scene.words
    heads = (scene.lexicon.slots["WORKER"].words | scene.lexicon.slots["TEAMN"].words) - scene.lexicon.words["clients"]
    while at < sentence.last and steps < 6:
        apart = scene.between(at - 1, at).strip()
        if apart and apart not in (",", "-", "/", "&", ", "):
            break
        word = words[at]
        if word in _COORDINATE or apart:
            at, steps = at + (1 if word in _COORDINATE else 0), steps + 1
            if at < sentence.last and words[at] in heads:
                return True
            at += 1
            continue
        if word in heads or (is_worker(scene, word) and not _is_definite(scene, candidate)) or _is_sort(scene, at):
            return True
        if word in scene.lexicon.words["closed"]:
            break
        if (
            at + 1 < sentence.last
            and (words[at + 1] in heads or is_worker(scene, words[at + 1]))
            and not scene.between(at, at + 1).strip()
        ):
            return True
        if steps == 0:
            return _says_how(scene, candidate)
        break
    return _predicate(scene, candidate) or _wanted_so(scene, candidate) or _says_how(scene, candidate)


def is_said_of_a_person(scene: Scene, candidate: Candidate) -> bool:
    """Right beside the words: “an aggressive seller of …”, “you must be dominant …”."""
    sentence, words = scene.sentence(candidate), scene.words
    heads = scene.lexicon.slots["WORKER"].words - scene.lexicon.words["clients"]
    after = candidate.last + 1
    if after < sentence.last and not scene.between(candidate.last, after).strip() and words[after] in heads:
        return True
    before = words[max(sentence.first, candidate.first - 3) : candidate.first]
    return before[-1:] == ["be"] or before[-2:] == ["you", "are"] or before[-1:] == ["you're"]


def _is_definite(scene: Scene, candidate: Candidate) -> bool:
    """“The aggressive descaler is locked away”: what is pointed out is no person yet to be found."""
    return candidate.first > scene.sentence(candidate).first and scene.words[candidate.first - 1] in _POINTING


def _is_sort(scene: Scene, at: int) -> bool:
    return scene.words[at] in _SORTS and (at + 1 >= len(scene.words) or scene.words[at + 1] != "of")


def _wanted_so(scene: Scene, candidate: Candidate) -> bool:
    """“We like our surveyors outspoken”, “they want somebody bubbly”: said of whom somebody wants."""
    first = max(scene.sentence(candidate).first, candidate.first - _WANTED_REACH)
    before = scene.words[first : candidate.first]
    heads = scene.lexicon.slots["WORKER"].words - scene.lexicon.words["clients"]
    return bool(before) and (before[-1] in heads or is_worker(scene, before[-1])) and bool(_WANTING & set(before))


def _says_how(scene: Scene, candidate: Candidate) -> bool:
    """“You'll chase every lead aggressively”: an adverb that says how the person wanted is to work."""
    if not scene.words[candidate.last].endswith("ly"):
        return False
    first = max(scene.sentence(candidate).first, candidate.first - _MANNER_REACH)
    return bool(_READERS & set(scene.words[first : candidate.first]))


def is_worker(scene: Scene, word: str) -> bool:
    """Nouns of agents by their ending ("closer", "negotiators"), save those known not to be people at work."""
    stem = word[:-1] if word.endswith("s") else word
    words = scene.lexicon.words
    if stem in words["adjective_heads_stop"] or word in words["clients"] or word in words["closed"]:
        return False
    if stem in scene.lexicon.words["things"] or word in _NO_WORKERS:
        return False
    return len(stem) > 4 and (stem.endswith(("er", "or", "ist", "eer", "ician")) or word.endswith(("people", "person")))


def _predicate(scene: Scene, candidate: Candidate) -> bool:
    """“You are …”, “must be …”, “someone …”: a subject that is the person wanted or the team, near before the word."""
    sentence, words = scene.sentence(candidate), scene.words
    first = max(sentence.first, candidate.first - _PREDICATE_REACH)
    before = words[first : candidate.first]
    if scene.reading.section(sentence).has("requirements", "essential", "desirable") and len(before) <= 2:
        return True
    be = scene.lexicon.slots["BE"].words
    verbs = be | {"stay", "remain", "feel", "seem", "look", "you're", "we're", "become"}
    copulas = [at for at, word in enumerate(before) if word in verbs]
    if not copulas:
        wanted = before[-1:] in (["someone"], ["somebody"], ["anyone"], ["as"], ["both"])
        return wanted and ("for" in before or candidate.first == sentence.first + 1)
    if before[copulas[-1]] in ("you're", "we're"):
        return True
    subject = before[: copulas[-1]]
    if set(subject[-5:]) & scene.lexicon.words["clients"]:
        return False
    jobs = scene.lexicon.slots["JOBN"].words
    return not subject or bool(_PERSON_SUBJECTS & set(subject[-5:])) or bool(jobs & set(subject[-5:]))


def _tag(scene: Scene, candidate: Candidate, token: int) -> str:
    """Part-of-speech tag of one token, from the tagger."""
    sentence = scene.sentence(candidate)
    words = [scene.raw(at) for at in range(sentence.first, sentence.last)]
    return scene.tagger.tags(words)[token - sentence.first]


def _tagged(prefix: str) -> Callable[[Scene, Candidate], bool]:
    return lambda scene, candidate: _tag(scene, candidate, candidate.first).startswith(prefix)


_GUARDS: Mapping[str, Callable[[Scene, Candidate], bool]] = {
    "cand": _cand,
    "team": _team,
    "trait": trait,
    "nominal": nominal,
    "people": speaks_of_people,
    "capital": _capital,
    "start": _start,
    "end": _end,
    "lower": _lower,
    "noun": _tagged("NN"),
    "verb": _tagged("VB"),
    "adjective": _tagged("JJ"),
}
