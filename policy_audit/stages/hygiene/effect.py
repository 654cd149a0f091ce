"""The day from which a document holds. Levels: requirements catalogue, topic policy hygiene."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_audit.language.dates import find_dates
from policy_audit.stages.hygiene.approval import signatures
from policy_audit.stages.hygiene.changes_made import listed_changes
from policy_audit.stages.hygiene.changes_made import version_rows
from policy_audit.stages.hygiene.desk import Desk
from policy_audit.stages.hygiene.events import about_itself
from policy_audit.stages.hygiene.events import events
from policy_audit.stages.hygiene.events import opens
from policy_audit.stages.hygiene.label_words import kin
from policy_audit.stages.hygiene.records import Record
from policy_audit.stages.hygiene.review import last_review
from policy_audit.stages.hygiene.telling import grammar
from policy_audit.stages.hygiene.told import begun
from policy_audit.stages.hygiene.values import FieldValue
from policy_audit.types import Level

# Words before "takes effect" that name nothing in particular; what stands for the document.
_FEW_WORDS = 3
_ITSELF = re.compile(r"\b(?:it|this|these|they|which|and|version|edition|issue)\b|[:|·]")
_NOW = re.compile(r"\b(?:immediate effect|forthwith|(?:from|on) that (?:date|day))\b")
_DECIDED = re.compile(r"(?:it was |was )?(?:resolved|approved|adopted|agreed|ratified|passed)\b")
_PAPER = re.compile(r"\bthis (?:\w+ ){0,3}(?:policy|document|procedure|strategy|plan|code|statement|handbook)\b")
_BEGUN = re.compile(
    r"(?:\w+ ){1,3}(?:adopted|in force|effective|issued|published|implemented|commenced)(?: on| from| since)?"
)

# "Your warning takes effect on 3 May" is about a person.
_SOMEBODY = re.compile(
    r"\b(?:your|his|her|their)\b|\b(?:warning|dismissal|resignation|increase|sanction)\b[^.;]{0,12}$"
)
# "Start date" beside these is that of a job.
_JOB = re.compile(r"\b(?:apply (?:by|now|before|online)|vacanc\w+|salary|closing date|hours per week)\b")
# What a row of versions says of a document that is in force, and of one that is not yet.
_ISSUED = re.compile(
    r"\b(?:published|adopted|(?:came|comes|brought) into (?:force|effect|use)|took effect|went live)\b"
)
_UNISSUED = re.compile(r"\b(?:draft\w*|not (?:yet )?\w+|to be \w+|unpublished|consultation|for (?:comment|approval))\b")


def effective_date(desk: Desk) -> FieldValue:
    """The date from which the document holds."""
    transition = next(desk.matches(desk.lexicon.pattern("effective", "transition")), None)
    full = Level.FULL if transition else Level.COMMITTED
    label = grammar(desk.lexicon).start_label
    kindred = (
        record
        for record in desk.records
        if not record.metadata and (_BEGUN.fullmatch(record.label) or label.fullmatch(record.label))
    )
    for record in (*desk.labelled("effective"), *kindred, *kin(desk, "effective", dated=True)):
        dates = [] if _of_a_job(desk, record) else desk.dates(record.span)
        if dates and not record.blank and not record.listed and len(record.value.split()) <= 25:
            return FieldValue(full, record.value, (record.span,), dates[0].last)
    for record in desk.records:
        if (
            record.metadata
            and record.label in desk.lexicon.labels("effective", "front_matter")
            and desk.dates(record.span)
            and _top_level(desk, record)
        ):
            return FieldValue(
                Level.COMMITTED,
                record.value,
                (record.span,),
                desk.dates(record.span)[0].last,
                "date of the front matter",
            )
    for span, text in desk.sentences("effective", "phrases"):
        own = about_itself(desk, span) and _of_the_document(desk, text)
        if desk.dates(span) and own and not desk.lexicon.pattern("effective", "law").search(text):
            return FieldValue(full, desk.reading.text(span), (span,), desk.dates(span)[0].last)
    dated = next(events(desk, "effective"), None)
    if dated is not None:
        return FieldValue(full, desk.reading.text(dated.span), (dated.span,), dated.day.last)
    told = begun(desk)
    if told is not None:
        return FieldValue(full, desk.reading.text(told[0]), (told[0],), told[1].last)
    return _period_or_signature(desk)


def _of_a_job(desk: Desk, record: Record) -> bool:
    """Whether a "start date" stands among what an advert says."""
    span = desk.reading.document.blocks[record.block].span
    return record.label.startswith("start") and _JOB.search(desk.reading.folded, span.start, span.end) is not None


def _of_the_document(desk: Desk, text: str) -> bool:
    """Whether what takes effect is the document, or nothing is named: "The new pay scales came into use" is neither."""
    phrase = desk.lexicon.pattern("effective", "phrases").search(text)
    before = text[: phrase.start()] if phrase else ""
    if _SOMEBODY.search(before):
        return False
    if len(before.split()) <= _FEW_WORDS or _ITSELF.search(before):
        return True
    return desk.lexicon.pattern("telling", "papers").search(text) is not None


def _at_once(desk: Desk) -> Iterator[FieldValue]:
    """A decision that is dated and takes effect at once: "Resolved on 17 April 2026, to take effect from that date"."""
    for span, text in desk.sentences("effective", "weak"):
        days = desk.dates(span)
        if (
            days
            and _NOW.search(text)
            and about_itself(desk, span)
            and (opens(desk, span, _DECIDED) or _PAPER.search(text))
        ):
            yield FieldValue(Level.COMMITTED, desk.reading.text(span), (span,), days[0].last)


def _top_level(desk: Desk, record: Record) -> bool:
    """The first of its name: later ones belong to entries of a list (milestones)."""
    first = next(other for other in desk.records if other.metadata and other.label == record.label)
    return first.span == record.span and record.block < 8


def _period_or_signature(desk: Desk) -> FieldValue:
    for number, block in enumerate(desk.reading.document.blocks[:6]):
        if block.kind in ("title", "heading") or number == 0 or len(desk.reading.text(block.span).split()) <= 6:
            for mention in find_dates(desk.reading.folded, block.span.start, block.span.end):
                if mention.precision == "year" and mention.last.year > mention.first.year:
                    return FieldValue(
                        Level.COMMITTED,
                        desk.reading.text(mention.span),
                        (block.span,),
                        mention.first,
                        "valid for a period",
                    )
    for near, _ in signatures(desk):
        if desk.dates(near):
            return FieldValue(
                Level.COMMITTED, desk.reading.text(near), (near,), desk.dates(near)[0].last, "date of signature"
            )
    at_once = next(_at_once(desk), None)
    if at_once is not None:
        return at_once
    weak = next(desk.sentences("effective", "weak"), None)
    if weak and (desk.dates(weak[0]) or "immediate effect" in weak[1]):
        return FieldValue(Level.MENTIONED, desk.reading.text(weak[0]), (weak[0],))
    return _day_of_another_kind(desk)


def _issued(row: str) -> bool:
    """Whether a row of versions tells that the document was published or came into force."""
    return _ISSUED.search(row) is not None and _UNISSUED.search(row) is None


def _day_of_another_kind(desk: Desk) -> FieldValue:
    """A day on which the document was changed or approved, which is not said to be that of its effect: a mention."""
    for record in (*desk.labelled("version", "dated"), *desk.labelled("approval", "dates")):
        if desk.dates(record.span) and not record.blank:
            return FieldValue(Level.MENTIONED, record.value, (record.span,))
    for record in desk.labelled("version"):
        dated = [row for row in version_rows(desk, record) if desk.dates(row)]
        issued = [row for row in dated if _issued(desk.reading.folded[row.start : row.end])]
        if issued:
            day = desk.dates(issued[-1])[0].last
            return FieldValue(Level.COMMITTED, desk.reading.text(issued[-1]), (issued[-1],), day, "a row of versions")
        if dated:
            return FieldValue(Level.MENTIONED, desk.reading.text(dated[0]), (dated[0],))
    reviewed = last_review(desk)
    if reviewed.stated:
        return FieldValue(Level.MENTIONED, reviewed.value, reviewed.evidence)
    listed = listed_changes(desk)
    return FieldValue(Level.MENTIONED, desk.reading.text(listed[0]), (listed[0],)) if listed else FieldValue()
