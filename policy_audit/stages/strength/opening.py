"""Where the main clause begins, after a fronted condition or adverbial, and whether an imperative opens it."""

from __future__ import annotations

from policy_audit.stages.strength.conditions import after_condition
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.finite import is_finite
from policy_audit.stages.strength.grammar import ADVERBS
from policy_audit.stages.strength.grammar import BARE_CONDITIONS
from policy_audit.stages.strength.grammar import BE
from policy_audit.stages.strength.grammar import CLAUSAL
from policy_audit.stages.strength.grammar import CONDITIONS
from policy_audit.stages.strength.grammar import CONNECTIVES
from policy_audit.stages.strength.grammar import DETERMINERS
from policy_audit.stages.strength.grammar import DO
from policy_audit.stages.strength.grammar import HAVE
from policy_audit.stages.strength.grammar import MODALS
from policy_audit.stages.strength.grammar import NO_CLAUSE_START
from policy_audit.stages.strength.grammar import NO_COMMANDS
from policy_audit.stages.strength.grammar import NOT_BEFORE_VERB
from policy_audit.stages.strength.grammar import OBJECT_STARTS
from policy_audit.stages.strength.grammar import PRONOUNS
from policy_audit.stages.strength.grammar import RELATIVES
from policy_audit.stages.strength.grammar import SENTENCE_ADVERBS
from policy_audit.stages.strength.grammar import STRONG
from policy_audit.stages.strength.grammar import SUBJECTS
from policy_audit.stages.strength.grammar import SUBORDINATORS
from policy_audit.stages.strength.grammar import TRIGGERS
from policy_audit.stages.strength.grammar import is_month
from policy_audit.stages.strength.grammar import skip

# Words from the start of a sentence within which "should note that" may stand.
_WARNING = 10
_EVENT = ["in", "the", "event"]
_PREFIXES = frozenset("co de mis non over pre re under".split())


def main_start(cues: Cues, first: int, last: int) -> int:
    """Where the main clause begins: after the comma that closes a fronted condition or adverbial."""
    start = _after_connective(cues, first, last)
    if start >= last or cues.words[start] not in CONDITIONS:
        return _after_participle(cues, start, last)
    trigger = cues.words[start] in CLAUSAL or cues.words[start : start + 3] == _EVENT
    for token in range(start, last - 1):
        if (
            cues.words[token] in STRONG
            and not is_month(cues, token, start)
            and not (cues.words[start] == "in" and "that" in cues.words[start:token])
            and (not trigger or (cues.words[token - 1] == "we" and token > start + 2))
        ):
            return token - 1 if trigger else start
        if not cues.comma_after(token) or cues.words[token + 1] in {"and", "or"}:
            continue
        if trigger and cues.words[token + 1 : token + 3] == ["it", "is"]:
            ours = next((at for at in range(token + 4, last - 1) if cues.words[at + 1] in STRONG), None)
            if ours is not None and cues.words[ours] == "we":
                return ours
        then = cues.words[token + 1] == "then" and token + 2 < last
        if _opens_clause(cues, token + 1 + then, last) and (then or not _enumerates(cues, token + 1, last)):
            return token + 1 + then
    open_ = cues.words[start] in TRIGGERS or cues.words[start : start + 3] == ["as", "soon", "as"]
    return after_condition(cues, start, last) if open_ else start


def _after_participle(cues: Cues, start: int, last: int) -> int:
    """Cases like "Using the scores, the panel decides": the main clause begins after the comma."""
    verb = cues.verb(start) if start < last else None
    if verb is None or not verb.may_be("ing"):
        return start
    for token in range(start + 1, last - 2):
        word = cues.words[token + 1]
        if cues.comma_after(token) and (word in PRONOUNS or word in {"the", "our", "each", "every"}):
            return token + 1 if _opens_clause(cues, token + 1, last) else start
    return start


def _after_connective(cues: Cues, first: int, last: int) -> int:
    """The token after "and", "however," and the like."""
    first = _after_notice(cues, first, last)
    start = first + 1 if first < last and cues.words[first] in CONNECTIVES else first
    if start >= last - 2 or not cues.comma_after(start):
        return start
    word = cues.words[start]
    return start + 1 if word in ADVERBS or word in SENTENCE_ADVERBS or word.endswith("ly") else start


def _after_notice(cues: Cues, first: int, last: int) -> int:
    """The token after "please note (that)", "staff should note that": what is noted counts, not that it is."""
    warned = next((at for at in range(first + 1, min(last, first + _WARNING) - 4) if cues.words[at] == "note"), None)
    if warned is not None and cues.words[warned + 1] == "that" and cues.words[warned - 1] in {"should", "must"}:
        return warned + 2
    if cues.words[first : first + 5] == ["it", "should", "be", "noted", "that"]:
        return first + 5
    at = first + (cues.words[first : first + 1] == ["please"])
    if cues.words[at : at + 1] != ["note"] or at + 4 >= last:
        return first
    if cues.words[at + 1] == "that":
        return at + 2
    states = any(cues.words[token] in STRONG or cues.words[token] in BE for token in range(at + 2, last))
    return at + 1 if at > first and states and cues.words[at + 1 : at + 3] != ["the", "following"] else first


def _enumerates(cues: Cues, first: int, last: int) -> bool:
    """True when the condition goes on: "If you are blocked, have an appointment, or …, add it"."""
    return any(
        cues.comma_after(token) and cues.words[token + 1] == "or" for token in range(first, last - 1)
    ) and cues.words[first] not in PRONOUNS | {"the", "please"}


def _opens_clause(cues: Cues, first: int, last: int) -> bool:
    """True when a main clause can begin here: a predicate comes before the next comma, or an imperative starts."""
    verb = cues.verb(first)
    if cues.words[first] == "please" or (
        verb is not None
        and verb.may_be("base")
        and cues.words[first] not in DETERMINERS
        and imperative_follows(cues, first, last)
    ):
        return True
    if cues.words[first] in TRIGGERS or cues.words[first] in NO_CLAUSE_START:
        return False
    for token in range(first, last):
        word = cues.words[token]
        if word == "as" and "same" in cues.words[first:token]:
            continue
        if word in SUBORDINATORS or (word in RELATIVES and cues.words[first] in CONDITIONS):
            return False
        if (
            (word in MODALS and not is_month(cues, token, first))
            or word in BE
            or word in HAVE
            or word in DO
            or cues.at(token, "modes.")
        ):
            return True
        if word in SUBJECTS and token + 1 < last:
            return True
        verb = cues.verb(token)
        if token > first and is_finite(cues, token, first, last):
            return True
        if cues.comma_after(token):
            return False
    return False


def leads(cues: Cues, start: int, last: int, listed: bool) -> bool:
    """True when an imperative ("Check the list …"), or in a list a gerund ("Running meetings …"), opens the clause."""
    at, _ = skip(cues, start, last)
    if at >= last - 1 or cues.at(at, "objects.noun-phrase"):
        return False
    if cues.words[at] in {"please", "be"}:
        return True
    verb, following = cues.verb(at), cues.words[at + 1]
    if listed and cues.gap(at) == "-" and following.endswith("ing") and cues.words[at] in _PREFIXES:
        return True
    if cues.words[at] == "have" and (done := cues.verb(at + 1)) is not None and done.may_be("past"):
        return False
    if listed and cues.words[at] == "being":
        return True
    if verb is None or cues.gap(at) == "-" or following in MODALS or following in BE or following in HAVE:
        return False
    if cues.words[at] in CONDITIONS and any(word in STRONG for word in cues.words[at + 1 : last]):
        return False
    if verb.may_be("ing"):
        return listed and following != "of" and cues.words[at] not in cues.lists["opening-adjectives"]
    if not verb.may_be("base") or not imperative_follows(cues, at, last):
        return False
    opens = (
        following in OBJECT_STARTS
        or following in {"for", "any", "that", "if", "whether", "sure", "and", "more"}
        or following.endswith("ing")
        or (cues.capitalised(at + 1) and not cues.capitalised(at - 1) and not _finite_later(cues, at + 1, last))
    )
    return (
        opens
        or (listed and "noun-too" not in verb.classes)
        or ("noun-too" not in verb.classes and not _finite_later(cues, at + 1, last))
    )


def _finite_later(cues: Cues, first: int, last: int) -> bool:
    """True when a finite verb follows that no conjunction or relative has opened."""
    for token in range(first, last):
        word = cues.words[token]
        if (
            word in RELATIVES
            or word in {"if", "when", "where", "so", "because", "how", "what", "as"}
            or word in PRONOUNS
        ):
            return False
        if word in MODALS or word in BE:
            return True
    return False


def imperative_follows(cues: Cues, token: int, last: int) -> bool:
    """False for a noun at the head of a label: "Support for staff", "Review of pay"."""
    if token + 1 >= last:
        return False
    following = cues.words[token + 1]
    gap = cues.gap(token)
    if gap == "-" and cues.words[token] not in {"co", "re"}:
        return False
    if following == "for" and cues.words[token] in cues.lists["opening-for"]:
        return True
    if following == "and":
        after = cues.verb(token + 2) if token + 2 < last else None
        return after is not None and after.may_be("base")
    return (
        following not in {"of", "for", "or", "by", "is", "are", "was", "from", "between", "against"}
        and ":" not in gap
        and "\n" not in gap
    )


def may_command(word: str) -> bool:
    """An unknown word at the head of a line may be a verb, unless its ending or its kind says otherwise."""
    return (
        word not in NOT_BEFORE_VERB
        and word not in CONDITIONS
        and not word.endswith(("s", "ing", "ly", "ed", "tion", "ity"))
        and word not in NO_COMMANDS
    )


def lacks_main_clause(cues: Cues, first: int, last: int) -> bool:
    """True for a condition that nothing follows ("Where the law compels us to do so")."""
    if cues.words[first] not in BARE_CONDITIONS:
        return False
    return not any(
        cues.words[token] in PRONOUNS and cues.words[token - 1] not in BARE_CONDITIONS
        for token in range(first + 1, last)
    )
