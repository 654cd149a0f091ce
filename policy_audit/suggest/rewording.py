"""Main verbs that hedge, and the firm words that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_audit.suggest.grammar import Grammar

_AIM = re.compile(
    r"\b(?:(?:will|shall|would) )?(?:(?:also|always|actively) )?"
    r"(?:aims?|seeks?|strives?|(?<!reasonable )(?<!best )endeavours?|hopes?|intends?|aspires?|tr(?:y|ies)|attempts?"
    r"|wish(?:es)?|commits? (?:ourselves|itself)|do(?:es)? (?:our|its) best) to (?=(\w+))",
    re.I,
)
_COMMITTED = re.compile(r"\b(?:is|are) committed to (\w+ing)\b", re.I)
_CONSIDER = re.compile(r"\b(?:will|may|can|could) consider (\w+ing)\b", re.I)
# Not "should ideally", a wish, nor "should have no difficulty", an expectation.
_SHOULD = re.compile(r"\bshould\b(?! (?:ideally|preferably|have no|find|feel|expect|know|mean|look)\b)", re.I)
SUBORDINATE = re.compile(r"\b(?:if|when|who|which|that|whether|unless|because|where|while|so|you|your|as)\b", re.I)
# In front of a verb, these show that it is none, or that "will" cannot stand there.
_NO_SUBJECT = re.compile(
    r"(?:\b(?:equity|equality|diversity|inclusion|allyship|justice) \Z|\bideally\b|"
    r"\b(?:the|an?|any|our|its|their|his|her|may|might|must|can|could|not|never|to)\s+\Z|\b(?:believe|think|feel)s?\b|\A(?:No|Nobody|None|Neither)\b)",
    re.I,
)
_GERUND_JOINED = re.compile(r"(?:,| and| or)(?: \w+)? \w+ing\b|[^.]*\band to\b", re.I)
_FAR = 8
_NOT_VERBS = frozenset(
    {
        "be",
        "the",
        "a",
        "an",
        "our",
        "all",
        "this",
        "equality",
        "diversity",
        "inclusion",
        "ensuring",
        "understand",
        "know",
        "avoid",
    }
)
_NOT_GERUNDS = frozenset(
    {"having", "being", "wellbeing", "training", "learning", "belonging", "everything", "something", "anything"}
)


def rewordings(text: str, grammar: Grammar) -> Iterator[tuple[int, int, str, str]]:
    """Possible rewordings of the main verb, best first: place in the text, new words, what was done."""
    match = in_main_clause(_COMMITTED, text)
    joined = _GERUND_JOINED.match(text, match.end()) if match else None
    if (
        match
        and not joined
        and match.group(1).lower() not in _NOT_GERUNDS
        and (verb := grammar.base_of_gerund(match.group(1)))
    ):
        yield match.start(), match.end(), f"will {verb}", "it says what will be done"
    match = in_main_clause(_AIM, text)
    if match and match.group(1).lower() not in _NOT_VERBS and not match.group(1).lower().endswith("ing"):
        always = "always " if "always" in match.group().lower() else ""
        yield match.start(), match.end(), f"will {always}", "it says what will be done, not what is aimed at"
    match = in_main_clause(_CONSIDER, text)
    if match and (verb := grammar.base_of_gerund(match.group(1))):
        yield match.start(), match.end(), f"will decide by [date] whether to {verb}", "it says when the decision falls"
    match = in_main_clause(_SHOULD, text)
    if match:
        yield match.start(), match.end(), "must", "“should” becomes “must”; or say who decides when it need not be done"


def in_main_clause(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first match, unless what stands before it opens another clause, or makes a noun of it ("an attempt to")."""
    match = pattern.search(text)
    if match is None or match.start() == 0:
        return None
    before = text[: match.start()]
    if (
        before.rstrip().endswith(",")
        or len(before.split()) > _FAR
        or SUBORDINATE.search(before)
        or _NO_SUBJECT.search(before)
    ):
        return None
    return match
