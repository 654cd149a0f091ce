"""From "he", "his" and "he or she" to "they", with the verbs of the sentence made to agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policy_audit.language.reading import Reading
from policy_audit.suggest.grammar import Grammar
from policy_audit.suggest.verbs import Clause
from policy_audit.suggest.verbs import Tags
from policy_audit.suggest.verbs import Unsettled
from policy_audit.suggest.verbs import verb_edits
from policy_audit.types import Edit
from policy_audit.types import Span

Case = Literal["subject", "object", "possessive", "own", "reflexive"]
MALE = {
    "he": "subject",
    "him": "object",
    "his": "possessive",
    "himself": "reflexive",
    "he'll": "subject",
    "he'd": "subject",
}
FEMALE = {
    "she": "subject",
    "her": "possessive",
    "hers": "own",
    "herself": "reflexive",
    "she'll": "subject",
    "she'd": "subject",
}
NEUTRAL = frozenset({"they", "them", "their", "theirs", "themselves", "themself"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun, or a pair such as "his or her": tokens `[first, last]`, its span, its case; sex "" for a pair."""

    first: int
    last: int
    span: Span
    case: Case
    sex: str


def pronoun_edits(reading: Reading, span: Span, grammar: Grammar, tags: Tags | None = None) -> tuple[Edit, ...]:
    """Edits that put "they" for every generic pronoun of the sentence around `span`; empty where that cannot be known.

    Unknown means: both sexes are spoken of one by one, a person is named with a title, or a verb cannot be settled.
    `tags` gives Penn tags of a list of words; without it the rules go by form and give up more often.
    """
    number = reading.sentence_at(span.start)
    if number is None:
        return ()
    sentence = reading.sentences[number]
    words = reading.tokens.words
    named = grammar.words["titles"] | grammar.words["address"]
    if any(words[at] in named for at in range(sentence.first, sentence.last)):
        return ()
    clause = Clause(reading, grammar, sentence.first, sentence.last, tags)
    found = list(pronouns_of(clause))
    if len({one.sex for one in found if one.sex}) > 1 or not any(one.span.overlaps(span) for one in found):
        return ()
    return _edits(clause, found)


def carried_edits(
    reading: Reading, following: range, sex: str, grammar: Grammar, tags: Tags | None
) -> tuple[Edit, ...]:
    """The same for pronouns of one sex among the tokens that follow a title: "the chairman or his deputy"."""
    wanted = MALE if sex == "male" else FEMALE
    for at in following:
        if reading.tokens.words[at] in wanted:
            return pronoun_edits(reading, reading.tokens.span(at, at), grammar, tags)
    return ()


def _edits(clause: Clause, found: list[Pronoun]) -> tuple[Edit, ...]:
    paired = all(not one.sex for one in found)
    edits: dict[Span, str] = {}
    try:
        for one in found:
            edits[one.span] = _replacement(clause, one)
            if one.case == "subject":
                edits.update(verb_edits(clause, one.first, one.last))
    except Unsettled:
        return ()
    return tuple(Edit(span, edits[span], paired) for span in sorted(edits))


def _replacement(clause: Clause, one: Pronoun) -> str:
    seen = clause.reading.text(one.span)
    word = clause.grammar.pronouns[one.case]
    ending = next((mark + tail for mark in "'’" for tail in ("ll", "d") if seen.lower().endswith(mark + tail)), "")
    first = seen.lstrip("(")
    if first.isupper() and len(first) > 2:
        return word.upper() + ending
    return (word.capitalize() if first[:1].isupper() else word) + ending


def pronouns_of(clause: Clause) -> Iterator[Pronoun]:
    """Every gendered third-person pronoun of the sentence, pairs taken together."""
    at = clause.first
    while at < clause.last:
        word = clause.words[at]
        gendered = word in MALE or word in FEMALE or word == "s"
        one = (_pair(clause, at) or _single(clause, at)) if gendered else None
        if one is None:
            at += 1
            continue
        yield one
        at = one.last + 1


def _pair(clause: Clause, at: int) -> Pronoun | None:
    words = clause.words
    if words[at] == "s" and clause.word(at + 1) == "he" and clause.gap(at).strip() in ("/", ")", "/-"):
        start = clause.start(at) - (1 if clause.gap(at).strip() == ")" else 0)
        return _extended(clause, Pronoun(at, at + 1, Span(start, clause.end(at + 1)), "subject", ""))
    sides = (MALE, FEMALE) if words[at] in MALE else (FEMALE, MALE) if words[at] in FEMALE else None
    if sides is None:
        return None
    joined = clause.gap(at).strip()
    if joined == "/" and clause.word(at + 1) in sides[1]:
        last = at + 1
    elif clause.word(at + 1) in ("or", "and") and joined == "" and clause.word(at + 2) in sides[1]:
        last = at + 2
    else:
        return None
    if clause.word(at + 1) == "and" and words[at] in ("he", "she"):
        return None
    case = _pair_case({words[at], words[last]})
    if case is None:
        return None
    return _extended(clause, Pronoun(at, last, clause.reading.tokens.span(at, last), case, ""))


def _extended(clause: Clause, one: Pronoun) -> Pronoun:
    """Takes in a third member: "he/she/they", "him, her or them"."""
    after = one.last + 1
    if clause.gap(one.last).strip() == "/" and clause.word(after) in NEUTRAL:
        return Pronoun(one.first, after, Span(one.span.start, clause.end(after)), one.case, "")
    if clause.word(after) == "or" and clause.word(after + 1) in NEUTRAL:
        return Pronoun(one.first, after + 1, Span(one.span.start, clause.end(after + 1)), one.case, "")
    return one


def _pair_case(words: set[str]) -> Case | None:
    cases: tuple[tuple[set[str], Case], ...] = (
        ({"he", "she"}, "subject"),
        ({"him", "her"}, "object"),
        ({"his", "her"}, "possessive"),
        ({"his", "hers"}, "own"),
        ({"himself", "herself"}, "reflexive"),
        ({"him", "herself"}, "reflexive"),
        ({"her", "himself"}, "reflexive"),
    )
    return next((case for pair, case in cases if pair == words), None)


def _single(clause: Clause, at: int) -> Pronoun | None:
    word = clause.words[at]
    sex = "male" if word in MALE else "female" if word in FEMALE else ""
    if not sex:
        return None
    case: Case = (MALE if sex == "male" else FEMALE)[word]  # type: ignore[assignment]
    if word in ("his", "her"):
        case = _case_of_his_or_her(clause, at, word)
    return Pronoun(at, at, clause.reading.tokens.span(at, at), case, sex)


def _case_of_his_or_her(clause: Clause, at: int, word: str) -> Case:
    """Tells "his decision" from "the decision is his", "her decision" from "ask her"."""
    alone: Case = "own" if word == "his" else "object"
    following = clause.word(at + 1)
    if following == "" or clause.gap(at).strip() not in ("", "“", "‘", '"', "'"):
        return alone
    if following in clause.grammar.words["no_noun_after"]:
        return alone
    return alone if word == "her" and clause.tag(at) == "PRP" else "possessive"
