"""Where documents of a folder pull in different directions: definitions, contacts, review periods, unkept promises."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from policy_audit.ruleset.requirements import RequirementCatalogue
from policy_audit.stages.portfolio.pointers import unseen_documents
from policy_audit.stages.portfolio.words import PortfolioWords
from policy_audit.types import DocumentReport
from policy_audit.types import Severity

_STRATEGY = "edi-strategy"
# Share of content words in common below which two definitions of one term are two definitions.
_SAME_DEFINITION = 0.5
# So many different definitions of one term are listed; to look for more would compare each document with each.
_MOST_DEFINITIONS = 50
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PERIOD = re.compile(
    r"\b(?P<which>(?:all|each|every|our|these|this)(?: of our)?(?: HR| people)? (?P<number>polic(?:y|ies)))\b"
    r"[^.\n]{0,60}?\breview(?:ed|s)?\b[^.\n]{0,40}?"
    r"\b(?P<period>annually|every year|each year|yearly|every (?:two|three|four|five|\d+) years?"
    r"|every (?:\d+|twelve) months)",
    re.IGNORECASE,
)
_YEARS = {"two": 24, "three": 36, "four": 48, "five": 60}
_LONGEST_TEXT = 300


class _Definition(NamedTuple):
    """Where a document defines a term, and the longer words it does so with."""

    place: dict[str, object]
    words: frozenset[str]


def contradictions(
    reports: Sequence[DocumentReport], catalogue: RequirementCatalogue, words: PortfolioWords
) -> list[dict[str, object]]:
    """What documents say differently, each with its places: path, offsets, words. A person decides which is right."""
    return [
        *_definitions(reports, words),
        *_contacts(reports, words),
        *_review_periods(reports),
        *_unkept_promises(reports, catalogue),
        *unseen_documents(reports, words),
    ]


def place(report: DocumentReport, start: int, end: int) -> dict[str, object]:
    """Where one of the two sides stands; long texts are cut."""
    text = report.document.text[start:end] if report.document else ""
    return {"path": report.path, "start": start, "end": end, "text": " ".join(text.split())[:_LONGEST_TEXT]}


def _definitions(reports: Sequence[DocumentReport], words: PortfolioWords) -> Iterator[dict[str, object]]:
    terms = "|".join(re.escape(term) for term in sorted(words.defined_terms, key=len, reverse=True))
    says = re.compile(
        rf"(?:^|(?<=[.:;!?] )|(?<=\n))(?:[^.\n]{{0,60}}?, )?[“\"‘']?(?P<term>{terms})[”\"’']?"
        r"\s*(?:means|is defined as|we mean|is when|can be defined as|\|)\s"
        r"(?P<body>[^\n]{20,}?)(?:(?<=[.!?])(?=\s)|$)",
        re.IGNORECASE | re.MULTILINE,
    )
    found: defaultdict[str, list[_Definition]] = defaultdict(list)
    for report in reports:
        seen: set[str] = set()
        for match in says.finditer(report.document.text if report.document else ""):
            term = match["term"].casefold()
            if term not in seen:
                seen.add(term)
                words_of_it = frozenset(re.findall(r"\w{4,}", match["body"].casefold()))
                found[term].append(_Definition(place(report, *match.span()), words_of_it))
    for term, given in sorted(found.items()):
        different = _different(given)
        if different:
            places = [one.place for one in different]
            number = f"{len(different)}{' or more' * (len(different) == _MOST_DEFINITIONS)}"
            yield _entry("definition", term, f"{number} documents define “{term}” in different words.", places)


def _different(given: list[_Definition]) -> list[_Definition]:
    """One of each way in which a term is defined; empty where all say the same."""
    kept: list[_Definition] = []
    for one in given:
        if all(_overlap(one.words, other.words) < _SAME_DEFINITION for other in kept):
            kept.append(one)
        if len(kept) == _MOST_DEFINITIONS:
            break
    return kept if len(kept) > 1 else []


def _overlap(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _contacts(reports: Sequence[DocumentReport], words: PortfolioWords) -> Iterator[dict[str, object]]:
    """A post with one address here and another there, in blocks that name exactly one post and one address."""
    post = re.compile(
        rf"\b(?:{'|'.join(re.escape(name) for name in sorted(words.posts, key=len, reverse=True))})\b", re.IGNORECASE
    )
    found: defaultdict[str, dict[str, dict[str, object]]] = defaultdict(dict)
    for report in reports:
        if report.document is None or "@" not in report.document.text:
            continue
        for block in report.document.blocks:
            text = report.document.slice(block.span)
            if "@" not in text:
                continue
            addresses = {one.casefold().rstrip(".") for one in _EMAIL.findall(text)}
            posts = {one.casefold() for one in post.findall(text)}
            if len(addresses) == 1 and len(posts) == 1:
                found[posts.pop()].setdefault(addresses.pop(), place(report, block.span.start, block.span.end))
    for name, places in sorted(found.items()):
        if len({one["path"] for one in places.values()}) > 1:
            message = f"The address of the {name} is given as {' and as '.join(sorted(places))}."
            yield _entry("contact", name, message, list(places.values()))


def _review_periods(reports: Sequence[DocumentReport]) -> Iterator[dict[str, object]]:
    """A rule for all policies in one document, and a policy that sets itself another period."""
    general: list[tuple[int, dict[str, object]]] = []
    own: list[tuple[int, dict[str, object]]] = []
    for report in reports:
        for match in _PERIOD.finditer(report.document.text if report.document else ""):
            group = general if match["number"].casefold() == "policies" or match["which"][:1] in "eEaA" else own
            group.append((_months(match["period"]), place(report, *match.span())))
    for months, rule in general[:1]:
        others = [one for period, one in (*general[1:], *own) if period != months and one["path"] != rule["path"]]
        if others:
            message = f"One document has all policies reviewed every {months} months; {len(others)} set another period."
            yield _entry("review-period", "review of policies", message, [rule, *others])


def _months(period: str) -> int:
    words = period.casefold().split()
    number = next((int(word) for word in words if word.isdigit()), None)
    if number is not None:
        return number if words[-1].startswith("month") else number * 12
    return next((months for word, months in _YEARS.items() if word in words), 12)


def _unkept_promises(reports: Sequence[DocumentReport], catalogue: RequirementCatalogue) -> Iterator[dict[str, object]]:
    """A strategy commits to something; documents in which it weighs (not mere advice) are here, and none carries it."""
    strategies = [one for one in reports if _STRATEGY in one.kinds.kinds]
    asked: defaultdict[str, list[bool]] = defaultdict(list)
    for report in reports:
        for result in report.requirements if _STRATEGY not in report.kinds.kinds else ():
            if result.applies and (result.passed or result.severity is not Severity.ADVICE):
                asked[result.id].append(result.passed)
    for strategy, result in ((one, result) for one in strategies for result in one.requirements):
        answers = asked.get(result.id, [])
        known = catalogue.requirements.get(result.id)
        if known and known.check == "commitment" and result.passed and result.evidence and answers and not any(answers):
            evidence = result.evidence[0].span
            others_say = "and none does" if len(answers) > 1 else "and does not"
            number = f"{len(answers)} documents" if len(answers) > 1 else "one document"
            message = f"The strategy undertakes “{known.title}”; {number} should carry it {others_say}."
            yield _entry("promise", result.id, message, [place(strategy, evidence.start, evidence.end)])


def _entry(kind: str, subject: str, message: str, places: list[dict[str, object]]) -> dict[str, object]:
    return {"kind": kind, "subject": subject, "message": message, "places": places}
