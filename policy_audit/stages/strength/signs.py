"""Signs by which a statement in the present tense is told for a practice that can be checked, or for a description."""

from __future__ import annotations

from policy_audit.language.dates import find_intervals
from policy_audit.stages.strength.action_words import PLENTY
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import RELATIVES
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import Strength

_PAPERS = frozenset(
    "commitment culture history partnership policies policy procedure procedures reputation statement strategy "
    "way".split()
)

# What something is made of: "the form has three parts".
_MADE_OF = frozenset("stages parts steps sections phases levels types kinds categories elements pillars forms".split())
# What "you" do of a working day: told, not asked.
_HABITS = frozenset("work live start finish arrive leave come go sit spend stay earn accrue".split())

_AFTER_HEAD = RELATIVES | frozenset(
    "of in at from with on to and or across within under between involved affected by as also then".split()
)


def shown(cues: Cues, predicate: Predicate) -> bool:
    """A sign by which an arrangement without a person as subject can be checked: a rhythm, a number, a reader."""
    first, last = predicate.begin, predicate.end
    if cues.has(predicate.start, predicate.at, "agents.individual") or cues.words[predicate.at - 1] in {"he", "she"}:
        return False
    if cues.has(predicate.rest, last, "anchors.reader"):
        return True
    span = cues.span(first, last - 1)
    return any(True for _ in find_intervals(cues.reading.folded, span.start, span.end)) or any(
        cues.words[token] in {"two", "three", "four", "five", "six", "ten", "twelve"}
        or (cues.words[token].isdigit() and len(cues.words[token]) < 4)
        for token in range(predicate.rest, last)
    )


def people_do(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    """Staff as subject of a visible act ("staff record …") in general, not one person in an example."""
    return (
        drafted.agent in ("staff", "everyone")
        and predicate.at > predicate.start
        and cues.words[predicate.at - 1] not in {"he", "she", "it", "you", "they", "partner", "who"}
        and _leads(cues, predicate)
    )


def _leads(cues: Cues, predicate: Predicate) -> bool:
    """True where the people are the head of the subject: not in "ally workshops"."""
    for prefix in ("agents.staff", "agents.everyone"):
        for _, _, end in cues.within(predicate.start, predicate.at, prefix):
            if end + 1 >= predicate.at or cues.comma_after(end) or cues.words[end + 1] in _AFTER_HEAD:
                return True
    return False


def counts_people(cues: Cues, predicate: Predicate) -> bool:
    """A finding about people: "three per cent of solicitors declare …", "too many of the posts are held by …"."""
    words = cues.words[predicate.start : predicate.at]
    return bool({"percent", "cent", "%", "majority", "proportion"}.intersection(words)) or (
        "too" in words and bool({"many", "few"}.intersection(words))
    )


def is_habit(cues: Cues, predicate: Predicate, drafted: Strength) -> bool:
    """What readers are told of their own day ("you work five days a week"), or plenty of something that there is."""
    if predicate.kind == "have" and predicate.lemma == "have":
        words = cues.words[predicate.rest : min(predicate.end, predicate.rest + 4)]
        return not PLENTY.isdisjoint(words) or not _MADE_OF.isdisjoint(words)
    told = predicate.lemma in _HABITS if predicate.kind == "verb" else predicate.lemma == "schedule"
    return drafted.agent == "you" and told


def owns_paper(cues: Cues, predicate: Predicate) -> bool:
    """Having a policy, a strategy or a partnership says only that it exists."""
    if predicate.kind != "have" or predicate.lemma != "have":
        return False
    last = next(
        (at for at in range(predicate.rest, predicate.end) if cues.words[at] in RELATIVES or cues.comma_after(at)),
        predicate.end - 1,
    )
    nouns = cues.words[predicate.rest : min(last + 1, predicate.rest + 7)]
    return bool(_PAPERS.intersection(nouns)) and not any(word[0].isdigit() for word in nouns)


def to_do(cues: Cues, token: int, last: int) -> bool:
    """True where "to" opens an infinitive ("are required to check"), not a receiver ("are sent to the clerk")."""
    verb = cues.verb(token) if token < last else None
    return verb is not None and verb.may_be("base") and cues.words[token] not in {"people", "staff", "hr"}
