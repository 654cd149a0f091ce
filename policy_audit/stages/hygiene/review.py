"""Review date or interval, and whether the review is overdue on the audit date."""

from __future__ import annotations

import re
from datetime import date
from datetime import timedelta

from policy_audit.language.dates import find_dates
from policy_audit.language.dates import find_intervals
from policy_audit.stages.hygiene.desk import Desk
from policy_audit.stages.hygiene.events import events
from policy_audit.stages.hygiene.events import opens
from policy_audit.stages.hygiene.label_words import kin
from policy_audit.stages.hygiene.records import Record
from policy_audit.stages.hygiene.telling import grammar
from policy_audit.stages.hygiene.told import looked_at
from policy_audit.stages.hygiene.values import FieldValue
from policy_audit.types import Level
from policy_audit.types import Span

# Longest interval that still counts (Employment Code: reviewed regularly; catalogue: three years or less).
LONGEST_INTERVAL = 36
# Without a stated interval a document is taken to be current for this long after its latest date.
CURRENT_FOR = 36
# Overdue by no more than this is "mentioned", beyond it absent.
GRACE_DAYS = 183
_OPENING = re.compile(
    r"(?:to be |due to be |due for |for |date of |the |an? )?(?:next )?(?:formal |full )?(?:review|update|revision)"
)
_PASSED = re.compile(r"(?:approved|adopted|ratified|agreed|issued|published|version)\b")
# What else is reviewed: a person's work, a decision, a case.
_ELSEWHERE = re.compile(
    r"\breviews? of (?:your|their|his|her|an individual|each (?:case|employee|member))\b|"
    r"\b(?:child|pupil|person|patient|employee|worker|individual|resident|learner)['’]s (?:\w+ )?(?:plan|needs)\b|"
    r"\bjob descriptions?\b|\b(?:re-?visit|review|revise|update)s? (?:this|the|these|our) "
    r"(?:subsid\w+|allowances?|benefits?|amounts?|rates?|stipends?|budgets?|targets?|limits?|bands?)\b|"
    r"\b(?:your|their|his|her) (?:\w+ ){0,3}(?:plan|passport|agreement|adjustments?|arrangements?|objectives)\b|"
    r"\bplan agreed\b|\bwith (?:the|an|each) (?:employee|individual)\b|\bby (?:the|your|their) (?:line )?manager\b|"
    r"\b(?:performance|appraisal|probation\w*|salar(?:y|ies)|pay award|sickness|grievance|case|decision|application)\b"
    r"[^.]{0,30}\breview|\breview[^.]{0,20}\b(?:performance|progress|the decision|your)\b"
)
# What is reviewed beside documents: the "next review" after it is its own.
_THINGS = re.compile(
    r"\b(?:contracts?|salar(?:y|ies)|pay|fees|prices|rates|benefits|budgets?|warnings?) (?:is|are|will be) reviewed\b|"
    r"\breviews? (?:all |the |our )?(?:salar(?:y|ies)|pay|contracts|fees|prices|rates|benefits|budgets?)\b"
)
_IT = re.compile(r"it (?:will|shall|is|must|was)\b")
_ITSELF = re.compile(
    r"\bth(?:is|e present) (?:\w+ ){0,3}(?:policy|document|procedure|strategy|plan|code|statement|handbook)\b"
)
_PAST = re.compile(
    r"\b(?:last|previously|was|were|been) (?:fully |formally )?(?:reviewed|updated|revised)[^.;]{0,24}$|"
    r"\b(?:was|were|been)\s(?:\w+(?:\s|/|\sand\s)){0,2}reviewed"
    r"(?:(?!\b(?:will|next|again|due|until|shall)\b)[^.;]){0,90}$"
)
# "Updated: 11 January 2026" tells what was done, not when it is due.
_DONE = re.compile(
    r"reviewed|(?:updated|revised|amended|refreshed|rewritten|revisited|checked|edited|modified)(?: on)?"
)
_PAST_LABEL = re.compile(r"\blast\b|\bprevious|\breviewed on\b|\bdate reviewed\b")


def review_date(desk: Desk, start_dates: list[FieldValue]) -> FieldValue:
    """The next review date, or an interval counted from a date the document states."""
    label = grammar(desk.lexicon).look_label
    kindred = (one for one in desk.records if not one.metadata and label.fullmatch(one.label))
    labelled = [
        (record, found)
        for record in (*desk.labelled("review"), *kindred, *kin(desk, "review", dated=True))
        if not record.blank and not record.listed and not _PAST_LABEL.search(record.label)
        for found in [_from_record(desk, record, start_dates)]
        if found is not None
    ]
    if labelled:
        # "Review date" beside "Next review": the one that looks ahead; of two dates the later.
        ahead = [found for record, found in labelled if "next" in record.label and found.when]
        return max(ahead or [found for _, found in labelled], key=lambda one: (one.level.rank, one.when or date.min))
    best = _from_sentences(desk, start_dates)
    folded = desk.reading.folded
    told = (
        one
        for one in events(desk, "review")
        if not _of_another(folded[one.span.start : one.span.end]) and not _after_things(desk, one.span)
    )
    dated = None if best.stated else next(told, None)
    if dated is not None:
        return FieldValue(_full(desk, dated.span), desk.reading.text(dated.span), (dated.span,), dated.day.last)
    return best if best.stated else _told(desk, start_dates) or best


def _told(desk: Desk, starts: list[FieldValue]) -> FieldValue | None:
    """A date or a countable rhythm told in the document's own words; otherwise the rhythm as a mention."""
    found = [
        FieldValue(_full(desk, span), desk.reading.text(span), (span,), day)
        if day is not None
        else _counted(desk, desk.reading.text(span), span, months or 0, starts)
        for span, day, months in looked_at(desk)
        if not _of_another(desk.reading.folded[span.start : span.end]) and not _after_things(desk, span)
    ]
    return next((one for one in found if one.stated), found[0] if found else None)


def _from_sentences(desk: Desk, start_dates: list[FieldValue]) -> FieldValue:
    best = FieldValue()
    for span, text in desk.sentences("review", "phrases"):
        if (
            not desk.lexicon.pattern("review", "subjects").search(text)
            and "review" not in _heading(desk, span)
            and not opens(desk, span, _OPENING)
            and not opens(desk, span, _PASSED)
            and not (opens(desk, span, _IT) and _follows(desk, span))
        ):
            continue
        if _of_another(text) or _after_things(desk, span):
            continue
        found = _from_sentence(desk, span, text, start_dates)
        if found.level.rank > best.level.rank:
            best = found
    return best


def _follows(desk: Desk, span: Span) -> bool:
    """Whether the sentence before it, in its block, speaks of the document: "The Board ratified this policy. It …"."""
    number = desk.reading.sentence_before(span.start)
    before = desk.reading.sentences[max(0, number - 1)]
    if before.block != desk.reading.sentences[number].block:
        return False
    folded = desk.reading.folded[before.span.start : before.span.end]
    return _ITSELF.search(folded) is not None


def _after_things(desk: Desk, span: Span) -> bool:
    """Whether the sentence, or the one before it in its block, tells that other things are reviewed."""
    number = max(0, desk.reading.sentence_before(span.start))
    before = desk.reading.sentences[max(0, number - 1)]
    same = before.block == desk.reading.sentences[number].block
    start = before.span.start if same else desk.reading.sentences[number].span.start
    said = desk.reading.folded[start : span.end]
    return _THINGS.search(said) is not None and _ITSELF.search(said) is None


def _of_another(text: str) -> bool:
    return _ELSEWHERE.search(text) is not None and _ITSELF.search(text) is None


def _heading(desk: Desk, span: Span) -> str:
    number = desk.reading.sentence_at(span.start)
    if number is None:
        return ""
    section = desk.reading.section(desk.reading.sentences[number])
    return section.path[-1].lower() if section.path else ""


def _from_record(desk: Desk, record: Record, starts: list[FieldValue]) -> FieldValue | None:
    dates = list(find_dates(desk.reading.folded, record.value_span.start, record.value_span.end))
    precise = [one for one in dates if one.precision != "year"]
    if precise and not _DONE.fullmatch(record.label):
        return FieldValue(_full(desk, record.span), record.value, (record.span,), precise[-1].last)
    months = _interval(desk, record.value_span)
    if months:
        return _counted(desk, record.value, record.span, months, starts)
    if dates and (not precise or record.label == "reviewed"):
        return FieldValue(Level.MENTIONED, record.value, (record.span,), dates[-1].last, "a year alone")
    return None


def _interval(desk: Desk, span: Span) -> float | None:
    text = desk.reading.folded[span.start : span.end]
    found = [interval.months for interval in find_intervals(text)]
    if not found and (match := re.match(r"\s*(\d{1,2}|one|two|three)\s+(year|month)s?\b", text)):
        number = {"one": 1, "two": 2, "three": 3}.get(match[1]) or int(match[1])
        found = [number * (12 if match[2] == "year" else 1)]
    return max(found) if found else None


def _counted(desk: Desk, value: str, span: Span, months: float, starts: list[FieldValue]) -> FieldValue:
    inside = [one.last for one in desk.dates(span)]
    known = inside or [one.when for one in starts if one.when is not None] or _latest(desk)
    if not known or months > LONGEST_INTERVAL:
        return FieldValue(
            Level.MENTIONED,
            value,
            (span,),
            note="an interval without a start" if not known else "longer than three years",
        )
    return FieldValue(_full(desk, span), value, (span,), _plus(max(known), months), f"every {months:g} months")


def _from_sentence(desk: Desk, span: Span, text: str, starts: list[FieldValue]) -> FieldValue:
    months = _interval(desk, span)
    value = desk.reading.text(span)
    ahead = re.search(r"\b(?:will|ll|until|due|next|by|shall|must|reviews? this|to be|for review)\b", text)
    dates = [
        one
        for one in desk.dates(span)
        if re.search(
            r"\b(?:by|in|on|before|due|review|next|until|than|end of|for|is|update|be reviewed|be looked at|"
            r"reviewed again)\b[^.]{0,24}$",
            desk.reading.folded[max(span.start, one.span.start - 30) : one.span.start],
        )
        and not _PAST.search(desk.reading.folded, span.start, one.span.start)
    ]
    if months and re.search(r"\b(?:review|revisit|updat|revis|look)", text):
        return _counted(desk, value, span, months, starts)
    if dates and ahead:
        return FieldValue(_full(desk, span), value, (span,), dates[-1].last)
    return FieldValue(Level.MENTIONED, value, (span,), note="a review is promised, without a date")


def _full(desk: Desk, span: Span) -> Level:
    """Full needs an owner and a trigger for an earlier review beside the date."""
    around = desk.reading.folded[span.start : span.end]
    triggered = desk.lexicon.pattern("review", "triggers").search(around)
    owned = desk.lexicon.pattern("owner", "roles").search(around)
    return Level.FULL if triggered and owned else Level.COMMITTED


def _plus(start: date, months: float) -> date:
    return start + timedelta(days=round(months * 30.44))


def review_in_date(desk: Desk, review: FieldValue, others: list[FieldValue]) -> FieldValue:
    """Whether the next review lies on or after the audit date; without one, whether the latest date is recent."""
    last = last_review(desk)
    due = review.when if review.stated else None
    if due is None:
        stated = [one.when for one in (*others, last) if one.when is not None] + _latest(desk)
        if not stated:
            return FieldValue(note="no dates shown")
        due = _plus(max(stated), CURRENT_FOR)
    evidence = review.evidence or next((one.evidence for one in (last, *others) if one.evidence), ())
    if due >= desk.audit_date:
        full = last.when is not None and review.stated
        return FieldValue(Level.FULL if full else Level.COMMITTED, review.value, evidence, due)
    overdue = (desk.audit_date - due).days
    level = Level.MENTIONED if overdue <= GRACE_DAYS else Level.ABSENT
    return FieldValue(level, review.value, evidence, due, f"review overdue by {overdue} days")


def last_review(desk: Desk) -> FieldValue:
    """The last review that is dated."""
    for record in desk.labelled("review", "last"):
        dates = list(find_dates(desk.reading.folded, record.value_span.start, record.value_span.end))
        if dates:
            return FieldValue(Level.COMMITTED, record.value, (record.span,), dates[-1].last)
    for span, _ in desk.sentences("review", "last"):
        if desk.dates(span):
            return FieldValue(Level.COMMITTED, desk.reading.text(span), (span,), desk.dates(span)[0].last)
    return FieldValue()


def _latest(desk: Desk) -> list[date]:
    """Dates of control lines without a known label ("Approved 2019")."""
    lines = desk.sentences("approval", "dates")
    return [
        mention.last
        for span, text in lines
        if len(text.split()) <= 12
        for mention in find_dates(desk.reading.folded, span.start, span.end)
    ]
