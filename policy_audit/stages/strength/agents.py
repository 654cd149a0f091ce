"""Who acts or is bound: the class of a subject, and named roles that count as owners."""

from __future__ import annotations

from collections.abc import Iterator

from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.values import Agent
from policy_audit.stages.strength.values import Bearer

_WE = frozenset({"we", "we'll", "we're", "we've", "we'd", "i", "us", "ourselves"})
_YOU = frozenset({"you", "you'll", "you're", "you've", "you'd"})
_HEAD_MODIFIERS = 3
# Tokens from the start of a subject within which "organisations" or "the Act" is its head.
_LAW_REACH = 4
_BETWEEN = frozenset("also always then often now still therefore never typically".split())
_JOINING = frozenset({"the", "of", "and", "for", "at", "in", "our"})
_BY_AGENT: dict[Agent, Bearer] = {
    "organisation": "organisation",
    "role": "role",
    "staff": "staff",
    "everyone": "staff",
    "you": "staff",
    "omitted": "organisation",
    "abstract": "organisation",
    "other": "other",
}
# Classes whose members can each be asked: bound one by one, they own their act.
_ORDER = (
    "agents.law",
    "agents.role",
    "agents.managers",
    "agents.leaders",
    "agents.organisation",
    "agents.staff",
    "agents.everyone",
    "agents.outside",
    "agents.abstract",
)


def roles(cues: Cues, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Named roles, posts and bodies inside tokens `[first, last)` as (first, last) tokens, both included."""
    heads, words, people = cues.lexicon.role_heads, cues.words, cues.people
    named, done = cues.longest("agents.role"), -1
    for token in range(first, last):
        if token <= done or (token not in named and words[token] not in heads and words[token] not in people):
            continue
        cue = named.get(token)
        if cue is not None and cue[1] < last:
            done = cue[1]
            while done + 1 < last and words[done + 1] in heads and cues.gap(done) == " ":
                done += 1
            if done + 1 < len(words) and words[done + 1] in cues.lists["agents-things"] and cues.gap(done) == " ":
                continue
            yield token, done
        elif words[token] in people and cues.capitalised(token):
            done = token + 1 if token + 1 < last and words[token + 1] in people else token
            yield token, done
        elif words[token] in heads:
            begin = _with_modifiers(cues, token, first)
            if begin < token:
                done = token
                yield begin, token


def _with_modifiers(cues: Cues, head: int, first: int) -> int:
    """First token of a role that ends at `head`; `head` itself when the words before make it nobody in particular."""
    begin = head
    while begin > first and head - begin < _HEAD_MODIFIERS:
        word = cues.words[begin - 1]
        if word in cues.lexicon.role_stops or cues.comma_after(begin - 1) or len(word) < 2 or word[0].isdigit():
            break
        verb = cues.verb(begin - 1)
        if begin == head and verb is not None and verb.may_be("third"):
            break
        begin -= 1
    blocked = begin == head or (
        begin > first and cues.words[begin - 1] in {"minority", "ethnic", "protected", "represented"}
    )
    return head if blocked else begin


def subject_agent(cues: Cues, first: int, last: int) -> tuple[Agent, Bearer]:
    """Class of the subject in tokens `[first, last)`. An empty subject is "omitted"."""
    if last <= first:
        return "omitted", "organisation"
    words = cues.words
    while last - 1 > first and _is_adverb(words[last - 1]):
        last -= 1
    if words[first] == "as":
        first = _after_apposition(cues, first, last)
    subject = words[first:last]
    if not _WE.isdisjoint(subject):
        return "organisation", "organisation"
    if not _YOU.isdisjoint(subject):
        return "you", "staff"
    if any(True for _ in roles(cues, first, last)):
        managers = cues.has(first, last, "agents.managers")
        return ("class", "managers") if managers else ("role", "role")
    return _by_cue(cues, first, last)


def _is_adverb(word: str) -> bool:
    """True for what may stand between subject and verb ("the clerk publicly announces")."""
    return word in _BETWEEN or (word.endswith("ly") and word not in {"family", "supply"})


def _after_apposition(cues: Cues, first: int, last: int) -> int:
    """First token of the subject proper: "As an employer the Council will …", "As members of staff, we …"."""
    for token in range(last - 1, first + 2, -1):
        if cues.words[token] in {"the", "our", "we", "this"} or (
            cues.comma_after(token - 1) or cues.words[token] in cues.proper
        ):
            return token
    return first


def _by_cue(cues: Cues, first: int, last: int) -> tuple[Agent, Bearer]:
    if "or" in cues.words[first:last] and cues.words[last - 1] in {"he", "she", "they"}:
        return "staff", "staff"
    if cues.words[last - 1] in {"he", "she", "his", "her"}:
        return "other", "other"
    found = {
        key for key, _, end in cues.within(first, last, "agents.") if end + 1 >= last or cues.words[end + 1] != "'s"
    }
    if "agents.law" in found and not any(
        at <= first + _LAW_REACH for _, at, _ in cues.within(first, last, "agents.law")
    ):
        found.discard("agents.law")
    for key in _ORDER:
        if key not in found:
            continue
        if key == "agents.law":
            return "other", "law"
        if key == "agents.managers":
            return "class", "managers"
        if key == "agents.leaders":
            return "class", "leaders"
        agent: Agent = {
            "agents.organisation": "organisation",
            "agents.staff": "staff",
            "agents.everyone": "everyone",
            "agents.outside": "other",
            "agents.abstract": "abstract",
        }.get(key, "other")  # type: ignore[assignment]
        return agent, _BY_AGENT[agent]
    return _by_name(cues, first, last)


def _by_name(cues: Cues, first: int, last: int) -> tuple[Agent, Bearer]:
    """A subject without a cue: one person, a tool, a scheme of leave or pay, the organisation's name, or nobody."""
    if cues.has(first, last, "agents.individual"):
        return "other", "other"
    if cues.words[last - 1] in cues.tools:
        return "other", "other"
    if cues.words[last - 1] in cues.lists["agents-schemes"]:
        return "omitted", "organisation"
    if is_own_name(cues, first, last):
        return "organisation", "organisation"
    if (
        first + 1 == last
        and cues.capitalised(first)
        and cues.verb(first) is None
        and not cues.words[first].endswith(("s", "ing", "ion", "ity"))
    ):
        return "organisation", "organisation"
    return "omitted", "organisation"


def is_own_name(cues: Cues, first: int, last: int) -> bool:
    """True when tokens `[first, last)` are nothing but a proper name ("the Alan Turing Institute")."""
    named = False
    for token in range(first, last):
        if cues.words[token] in cues.proper:
            named = True
        elif not cues.capitalised(token) and cues.words[token] not in _JOINING:
            return False
    return named and cues.words[last - 1] in cues.proper
