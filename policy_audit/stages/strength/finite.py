"""Tells the finite verb of a clause from the nouns around it, without a tagger."""

from __future__ import annotations

from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import ADVERBS
from policy_audit.stages.strength.grammar import BE
from policy_audit.stages.strength.grammar import DETERMINERS
from policy_audit.stages.strength.grammar import HAVE
from policy_audit.stages.strength.grammar import MODALS
from policy_audit.stages.strength.grammar import NOT_BEFORE_VERB
from policy_audit.stages.strength.grammar import OBJECT_STARTS
from policy_audit.stages.strength.grammar import PRONOUNS
from policy_audit.stages.strength.grammar import RELATIVES
from policy_audit.stages.strength.grammar import SUBJECTS
from policy_audit.stages.strength.grammar import SUBORDINATORS

_BEFORE_NOUN = frozenset("after by for of with from on in upon any the a an all no these those its their our".split())
# After a noun and its participle: "reviews held in May", "requests made under this policy".
_AFTER_DONE = frozenset("after at before by during for from in on since to under with within".split())
_PLACES = frozenset({"in", "on", "at", "with", "from", "across", "under"})

# Marks that may part a subject from its verb.
_MARKS = frozenset(" ,)”’'\"*\n")


def is_finite(cues: Cues, token: int, start: int, last: int) -> bool:
    """True when the word is the finite verb of the subject before it."""
    verb, word = cues.verb(token), cues.words[token]
    before = _before_adverbs(cues, token, start)
    previous = cues.words[before]
    if word in ADVERBS or (verb is None and word.endswith("ly")):
        return False
    if previous in PRONOUNS:
        if verb is not None:
            return not verb.may_be("ing")
        return word.endswith("ed") or previous == "we" or _object_follows(cues, token, last)
    if verb is not None and verb.lemma == "take" and token + 1 < last and cues.words[token + 1] == "place":
        return True
    if verb is None or verb.may_be("ing") or previous in NOT_BEFORE_VERB or previous.endswith("'s"):
        return False
    parted = not _MARKS.issuperset(cues.gap(token - 1))
    if parted or not _verb_may_follow(cues, token, last) or _after_participle(cues, before, start):
        return False
    agent, strong = _ends_agent(cues, before, start), _object_follows(cues, token, last)
    noun_too = "noun-too" in verb.classes
    if noun_too and _stands_as_noun(cues, token, last):
        return False
    agent = agent or _proper_name(cues, before, start)
    if verb.may_be("past") and not verb.may_be("base"):
        if _finite_after(cues, token + 1, last):
            return False
        return strong and (agent or cues.capitalised(before)) and "by" not in cues.words[token + 1 : token + 2]
    if verb.may_be("third"):
        closing = token + 1 >= last and noun_too and bool(cues.at(before, "agents.process"))
        return (strong or agent or not noun_too) and not closing
    if any(word in RELATIVES for word in cues.words[start:before]) and not noun_too:
        return True
    if not noun_too and cues.has(start, before + 1, "agents.organisation") and agent:
        return True
    return _plural(_head(cues, before, start)) and (strong or agent or not noun_too)


def _stands_as_noun(cues: Cues, token: int, last: int) -> bool:
    """A word that may be a noun stands in a list, or opens one: “rules, checks and”, “the checks:”."""
    if cues.comma_after(token - 1) and _goes_on(cues, token, last):
        return True
    return ":" in cues.gap(token) if token + 1 < last else "," in cues.gap(token - 1)


def _after_participle(cues: Cues, before: int, start: int) -> bool:
    """True after a participle that a noun must follow ("after repeated requests")."""
    verb = cues.verb(before) if before > start else None
    return (
        verb is not None and verb.may_be("past") and not verb.may_be("base") and cues.words[before - 1] in _BEFORE_NOUN
    )


def _finite_after(cues: Cues, first: int, last: int) -> bool:
    """True when a modal or a form of "be" comes later: what stood before was a participle ("those asked to stop")."""
    for token in range(first, last):
        word = cues.words[token]
        if word in RELATIVES or word in PRONOUNS or word in SUBORDINATORS or word in {"and", "but", "so"}:
            return False
        if word in MODALS or word in BE or (word in {"need", "needs"} and cues.words[token + 1 : token + 2] == ["to"]):
            return cues.words[token - 1] not in {"it", "there", "they", "to"}
    return False


def _head(cues: Cues, before: int, start: int) -> str:
    """The noun that the verb agrees with: "people" in "people in the team", else the last word."""
    for token in range(start + 1, before):
        if cues.words[token] in _PLACES and _plural(cues.words[token - 1]):
            return cues.words[token - 1]
    return cues.words[before]


def _before_adverbs(cues: Cues, token: int, start: int) -> int:
    before = token - 1
    while before > start and (
        cues.words[before] in ADVERBS
        or (cues.words[before].endswith("ly") and cues.words[before] not in {"family", "supply"})
    ):
        before -= 1
    return before


def _proper_name(cues: Cues, token: int, start: int) -> bool:
    """A lone capitalised word that is no verb and no abstract noun: most likely the organisation's name."""
    if cues.words[token] in cues.proper and cues.capitalised(token):
        return True
    if token != start or token == 0 or not cues.capitalised(token) or cues.verb(token) is not None:
        return False
    return not cues.words[token].endswith(("s", "ing", "ion", "ity"))


def _plural(word: str) -> bool:
    return word in {"staff", "people", "everyone", "women", "men", "children", "hr", "all", "who"} or (
        word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
    )


def _verb_may_follow(cues: Cues, token: int, last: int) -> bool:
    """False where what follows shows that the word was a noun: another finite verb, or "of"."""
    if token + 1 >= last:
        return True
    following = cues.words[token + 1]
    if following in MODALS or following in BE or following in HAVE or following == "of":
        return False
    if following in {"and", "or"} and token + 3 < last and cues.words[token + 3] in MODALS:
        return cues.words[token + 2] in SUBJECTS
    after = cues.verb(token + 1)
    own = cues.verb(token)
    done = after is not None and after.may_be("past") and not after.may_be("base")
    if done and own is not None and "noun-too" in own.classes:
        return cues.words[token + 2 : token + 3] == [] or cues.words[token + 2] not in _AFTER_DONE
    if (
        after is not None
        and (after.may_be("third") or after.may_be("base"))
        and "noun-too" not in after.classes
        and following not in DETERMINERS
    ):
        return cues.verb(token) is not None and cues.words[token] in {"help", "helps", "let", "lets"}
    return True


def _goes_on(cues: Cues, token: int, last: int) -> bool:
    """True where an enumeration goes on after the word ("staff, volunteers and trustees")."""
    return token + 1 < last and (cues.comma_after(token) or cues.words[token + 1] in {"and", "or"})


def _object_follows(cues: Cues, token: int, last: int) -> bool:
    if token + 1 >= last or "(" in cues.gap(token):
        return False
    word = cues.words[token + 1]
    return word in OBJECT_STARTS or word.endswith("ly") or word[0].isdigit()


def _ends_agent(cues: Cues, before: int, start: int) -> bool:
    """True when an agent cue or a role head ends at token `before`."""
    if cues.words[before] in cues.lexicon.role_heads:
        return True
    return any(end == before for _, _, end in cues.within(max(start, before - 4), before + 1, "agents."))


def is_done(cues: Cues, token: int, last: int) -> bool:
    """True for a participle ("alerts get delivered")."""
    verb = cues.verb(token) if token < last else None
    return verb is not None and verb.may_be("past")


def opens_compound(cues: Cues, token: int) -> bool:
    """True for the first part of a participle in two ("re-opened", "peer-reviewed", "short listed")."""
    if cues.gap(token) == "-":
        if cues.words[token] in {"re", "co"}:
            return True
    elif cues.words[token] not in cues.lists["finite-first-parts"]:
        return False
    verb = cues.verb(token + 1)
    seen = verb is not None and verb.may_be("past") and "concrete" in verb.classes
    return seen and verb is not None and verb.lemma not in cues.lists["finite-qualities"]
