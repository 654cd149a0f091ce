"""Facts of document control told in a document's own words, in its opening, its end or a section about itself.

Each reader gives the first clause that tells the fact, or None. Where a document says the same by a label or a usual
phrase, the readers of the fields find it without these.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from datetime import date

from policy_audit.language.dates import DateMention
from policy_audit.language.dates import find_dates
from policy_audit.language.marks import marked
from policy_audit.stages.hygiene.desk import Desk
from policy_audit.stages.hygiene.editions import TITLED
from policy_audit.stages.hygiene.margins import Clause
from policy_audit.stages.hygiene.margins import rhythm
from policy_audit.stages.hygiene.telling import Grammar
from policy_audit.stages.hygiene.telling import grammar
from policy_audit.types import Span

# Two words in capitals, or one after "the" or "our", that are not the first of a sentence: a body or a person.
_NAMED = re.compile(
    r"(?:(?!(?:This|The|These|Our|It|We)\b)[A-Z][\w’'-]+\s+(?:of\s+|and\s+|the\s+|&\s+)*){1,4}[A-Z][\w’'-]+|[A-Z]{2,}\b"
)
# Last words of the names of bodies inside an organisation.
_BODIES = frozenset(
    "Circle Group Forum Panel Guild Network Office Desk Crew Collective Operations Ops Services Unit Division Section "
    "Branch Bureau Cell Squad Hub Comms Communications Marketing Partners Culture Resources Affairs Relations "
    "Experience".split()
)
_EVERYBODY = re.compile(
    r"\b(?:you|everyone|everybody|all staff|all employees|each of us|all of us|"
    r"staff(?! (?:forum|network|council|committee|reps?|representatives|association|side|group|panel)\b)|"
    r"employees|colleagues|volunteers|"
    r"workers|(?:line |all |each |every |senior )?managers|supervisors|line manager|members of staff|new starters?)"
    r"\s+(?:\w+\s+){0,3}$|\b(?:all|every|each) (?:[\w’']+ ){0,3}(?:team |staff )?members?\b"
)
_PAST = re.compile(r"\b(?:last|was|were|been|had|previously)\s+(?:\w+\s+){0,3}\w*$")
# What joins an act to its day.
_SET_BEFORE = re.compile(r"\s+(?:in|on)\s*$")
_NOT_DONE = re.compile(
    r"\b(?:must|should|may|might|can|could|if|unless|once|before|until|not|never|requests?|cannot|will|shall|to be|"
    r"whether|when)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:act|acts|regulations?|law|legislation|directive|gdpr|union|parliament|government|commission|regulator|"
    r"inspectors?|ofsted|suppliers?|website|training|contract|complaints?|appeals?|cases?|request|requests)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|['’]ll|to|due|next|until|is|are|by|again|want|each|every|not later|comes?|falls?)\b"
)
_PEOPLE_REVIEWS = re.compile(
    r"\b(?:your|his|her|their|salar(?:y|ies)|pay|probation\w*|performance|appraisal|progress|sickness|adjustments?|"
    r"working pattern|case)\b"
)
# "Updated changing rooms opened in May": the day is that of the second act.
_ANOTHER_ACT = re.compile(r"(?<!and )(?<!or )(?<!/)\b\w{3,}ed\b(?! by)")
# "Revised bus times from May": what was revised is named at once.
_THINGS = re.compile(
    r" (?!(?:by|in|on|at|the|and|to|for|as|of|with|again|most|recently|date|since|following|after|this|our|annual\w*|"
    r"policy|version|edition|document|slightly|minor|last)\b)[a-z]+ [a-z]+ "
)
_REACH = 80
# Words before "it" within which no other thing is likely to have been named.
_NEAR_WORDS = 6
_NAMES = re.compile(r"(?:\W+|[A-Z][\w’'&-]*|(?:the|of|and|for|our|jointly|together|both|will|who)\b)+")
# What "the …" is another thing than the document, unless its title says so: "the scheme", "the agreement".
_OTHER_PAPERS = frozenset(
    "scheme plan agreement information objectives principles rules standard note pack framework strategy charter "
    "protocol commitments pledge paper guidelines wiki section arrangements".split()
)
# Words that may stand in any document's name.
_ANY = frozenset(
    "present current new whole entire overall equality diversity and inclusion equal opportunities edi dei of the "
    "above full code terms upkeep hr people staff employee employees written".split()
)


def keeper(desk: Desk, has_role: Callable[[str], bool]) -> Span | None:
    """The clause that tells who answers for the document."""
    told = grammar(desk.lexicon)
    asks, keeps, is_keeper = desk.narrowed(told.asks), desk.narrowed(told.keeps), desk.narrowed(told.keeper)
    borne, kept = desk.narrowed(told.borne), desk.narrowed(told.kept)
    marks = {mark for one in (asks, keeps, is_keeper, borne, kept) for mark in one.marks}
    likely = marked(desk.reading.folded, (*marks, ":"))
    asked = False
    for clause in desk.clauses:
        if not asked and not likely.within(clause.span.start, clause.span.end):
            continue
        raw = desk.reading.text(clause.span)
        if asked and (has_role(clause.text[:80]) or _NAMED.search(raw[:80])):
            return clause.span
        asked = asks.search(clause.text) is not None
        if asked:
            continue
        label, colon, value = clause.text.partition(":")
        if colon and _is_keeper(desk, told, label.strip(" *_·-")) and has_role(value):
            return clause.span
        active_and_not = [(True, one) for one in keeps.finditer(clause.plain)]
        active_and_not += [(True, one) for one in is_keeper.finditer(clause.plain)]
        active_and_not += [(False, one) for one in borne.finditer(clause.plain)]
        for active, match in active_and_not:
            before, after = clause.text[: match.start()], clause.text[match.end() :]
            where = before if active else after
            shown = raw[: match.start()] if active else raw[match.end() :]
            if _meant(match, clause, desk) and _keeps(where, shown, has_role) and not _EVERYBODY.search(where):
                return clause.span
        by = kept.search(clause.plain)
        if by and _meant(by, clause, desk) and _keeps(clause.text[by.end() :], raw[by.end() :], has_role):
            return clause.span
    return None


def _is_keeper(desk: Desk, told: Grammar, label: str) -> bool:
    return label in desk.lexicon.labels("owner") or told.keeper_label.fullmatch(label) is not None


def _who(text: str, raw: str, is_known: Callable[[str], bool]) -> bool:
    """Whether a role or body is named: by a word of the list, or as a name in capitals."""
    return is_known(text) or _NAMED.search(raw) is not None


def _keeps(text: str, raw: str, is_known: Callable[[str], bool]) -> bool:
    """The same for one who keeps a document: an organisation's bare name is nobody in particular."""
    return is_known(text) or any(
        raw[: name.start()].rstrip().lower().endswith("the")
        or raw[name.end() :].startswith(",")
        or name.group().split()[-1] in _BODIES
        for name in _NAMED.finditer(raw)
    )


def _meant(match: re.Match[str], clause: Clause, desk: Desk) -> bool:
    """Whether what the clause speaks of is the document: named as a paper, or "it" after words about the document."""
    groups = match.groupdict()
    named = next((value for name, value in groups.items() if value and name.startswith("paper")), "")
    if named:
        return _this_one(named, clause.title)
    if groups.get("bare") is not None or any(value for name, value in groups.items() if name.startswith("it")):
        before = clause.text[: match.start()]
        if grammar(desk.lexicon).papers.search(before) is not None:
            return True
        close = (
            len(before.split()) <= _NEAR_WORDS or before.lstrip().startswith("it ") or _only_names(desk, clause, match)
        )
        return close and (clause.headed or desk.lexicon.pattern("telling", "papers").search(clause.before) is not None)
    return True


def _only_names(desk: Desk, clause: Clause, match: re.Match[str]) -> bool:
    """Whether nothing but names stands before: "The Dean of Students and the Director of HR jointly own it"."""
    raw = desk.reading.text(clause.span)[: match.start()]
    return _NAMES.fullmatch(raw) is not None


def _this_one(named: str, title: frozenset[str]) -> bool:
    """Whether a paper's name can be this document's: "this …", "the policy", "the dignity policy" by its title."""
    determiner, *words = named.split()
    if determiner in ("this", "these"):
        return True
    if words[-1] in _OTHER_PAPERS and title.isdisjoint((words[-1], words[-1].rstrip("s"))):
        return False
    between = [word.strip("’'") for word in words[:-1]]
    return all(word in _ANY or word in title for word in between)


def looked_at(desk: Desk) -> Iterator[tuple[Span, date | None, float | None]]:
    """Clauses that tell when the document is looked at again: their span, the last day of it, or a rhythm in months."""
    told = grammar(desk.lexicon)
    for clause in desk.timed:
        for pattern in (told.looks, told.looked, told.look, told.ends, told.lasts):
            match = pattern.search(clause.plain)
            if not match or not _meant(match, clause, desk) or _ELSEWHERE.search(_subject(clause, match)):
                continue
            if _PAST.search(clause.text[: match.start()]) or _EVERYBODY.search(clause.text[: match.start()]):
                continue
            named = any(value for name, value in match.groupdict().items() if name.startswith("paper"))
            if not named and _PEOPLE_REVIEWS.search(clause.text):
                continue
            if pattern is told.look and TITLED.match(clause.text):
                continue
            day = None if match.groupdict().get("past") else _day(clause, match)
            if day is not None:
                yield clause.span, day.last, None
            elif pattern is not told.lasts and (months := rhythm(clause.text)):
                yield clause.span, None, months


def _subject(clause: Clause, match: re.Match[str]) -> str:
    return " ".join(clause.text[: match.start()].split()[-8:])


def _day(clause: Clause, match: re.Match[str]) -> DateMention | None:
    days = [one for one in find_dates(clause.text) if one.precision != "year"]
    after = [one for one in days if match.start() <= one.span.start <= match.end() + _REACH]
    if after:
        return after[0] if not _PAST.search(_SET_BEFORE.sub("", clause.text[: after[0].span.start])) else None
    before = [one for one in days if one.span.end <= match.start() and match.start() - one.span.end <= _REACH]
    ahead = before and _AHEAD.search(clause.text[before[-1].span.end : match.end()])
    # "Updated in May 2024 and looked at from time to time": the day is that of another act, which is over.
    over = before and _PAST.search(_SET_BEFORE.sub("", clause.text[: before[-1].span.start]))
    return before[-1] if before and ahead and not over else None


def agreed_by(desk: Desk, has_body: Callable[[str], bool]) -> tuple[Span, DateMention] | None:
    """The clause that tells which body agreed the document and when."""
    told = grammar(desk.lexicon)
    for clause in desk.timed:
        raw = desk.reading.text(clause.span)
        for pattern in (told.agrees, told.agreed):
            match = pattern.search(clause.plain)
            if not match or not _meant(match, clause, desk) or _NOT_DONE.search(clause.text[: match.end()]):
                continue
            part = slice(0, match.start()) if pattern is told.agrees else slice(match.end(), None)
            days = [one for one in find_dates(clause.text) if one.precision != "year"]
            if _ELSEWHERE.search(clause.text):
                continue
            if days and _who(clause.text[part], raw[part], has_body):
                return clause.span, days[0]
    return None


def begun(desk: Desk) -> tuple[Span, DateMention] | None:
    """The clause that tells from which day the document holds."""
    told = grammar(desk.lexicon)
    for clause in desk.timed:
        match = told.starts.search(clause.plain)
        if not match or not _meant(match, clause, desk):
            continue
        if re.search(r"\b(?:must|should|can|may|if|unless|not|until)\b", clause.text[: match.end()]):
            continue
        replaced = "replac" in match.group() or "supersed" in match.group()
        for day in find_dates(clause.text, match.start()):
            gap = clause.text[match.end() : max(match.end(), day.span.start)]
            near = day.span.start - match.end() <= _REACH and (not replaced or re.search(r"\b(?:from|on)\s*$", gap))
            if day.precision != "year" and near and not _ELSEWHERE.search(clause.text[: day.span.end]):
                return clause.span, day
    return None


def edited_on(desk: Desk) -> tuple[Span, DateMention] | None:
    """The clause that tells when the document was last changed."""
    told = grammar(desk.lexicon)
    for clause in desk.timed:
        match = told.edited.search(clause.plain)
        if match and _meant(match, clause, desk) and not _NOT_DONE.search(clause.text[: match.end()]):
            days = [one for one in find_dates(clause.text, match.start()) if one.precision != "year"]
            gap = clause.text[match.end() : days[0].span.start] if days else ""
            named = any(value for name, value in match.groupdict().items() if name.startswith(("paper", "it")))
            of_things = _ANOTHER_ACT.search(gap) or (not named and _THINGS.match(gap))
            if days and len(gap) <= _REACH // 3 and not of_things:
                return clause.span, days[0]
    return None
