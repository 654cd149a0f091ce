"""Owner, version, approval and effective date. Levels: requirements catalogue, topic policy hygiene."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from policy_audit.language.dates import DateMention
from policy_audit.language.dates import find_dates
from policy_audit.stages.hygiene.desk import NEAR_BLOCKS
from policy_audit.stages.hygiene.desk import Desk
from policy_audit.stages.hygiene.events import about_itself
from policy_audit.stages.hygiene.events import events
from policy_audit.stages.hygiene.events import opens
from policy_audit.stages.hygiene.records import Record
from policy_audit.stages.hygiene.values import FieldValue
from policy_audit.types import Level
from policy_audit.types import Span

_VERSION = re.compile(
    r"\b(?:version|ver\.?|issue|edition|revision|rev\.?)\s*(?:no\.?|number|:|"
    r"#)?\s*:?\s*(\d+(?:\.\d+)*[a-z]?)\b|(?<![\w/.])v\.?\s?(\d+(?:\.\d+)+|\d{1,2})\b(?!\.\w*/)|"
    r"\b(\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|revised) edition\b"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|\b0\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}\b")
_CONTROL_WORDS = 40
# A document that was approved, where the sentence begins with that: "Ratified at the meeting of 4 February".
_APPROVED = re.compile(
    r"(?:first |formally |reviewed and |re-?)?(?:approved|ratified|adopted|agreed|passed|endorsed|authori[sz]ed)\b"
)


def owner(desk: Desk) -> FieldValue:
    """Who answers for the document: a labelled role, or a sentence that gives a role the responsibility for it."""
    for record in desk.labelled("owner"):
        if record.blank or (
            record.label in ("lead", "responsibility", "responsible", "owner") and not _has_role(desk, record.value)
        ):
            continue
        if len(record.value.split()) <= 14 and (_has_role(desk, record.value) or re.match(r"[A-Z]", record.value)):
            note = "" if _has_role(desk, record.value) else "a person is named, without a role"
            return FieldValue(_with_contact(desk, record.block, record.value), record.value, (record.span,), note=note)
    for span, text in desk.sentences("owner", "phrases"):
        if (
            _has_role(desk, text)
            and re.search(
                r"\b(?:polic|document|procedure|strategy|plan|arrangements|statement|code)|^(?:maintained|owned) by ",
                text,
            )
            and not re.search(r"\b(?:everyone|all staff|all employees|each of us)\b", text)
        ):
            level = Level.FULL if _MAIL.search(text) and "committee" in text else Level.COMMITTED
            return FieldValue(level, desk.reading.text(span), (span,))
    for record in desk.labelled("owner", "weak_labels"):
        if (not record.blank and not record.metadata) or record.label == "author":
            return FieldValue(Level.MENTIONED, record.value, (record.span,), note="an author or contact, no owner")
    weak = next(desk.sentences("owner", "weak_phrases"), None)
    return (
        FieldValue(Level.MENTIONED, desk.reading.text(weak[0]), (weak[0],), note="a contact, no owner")
        if weak
        else FieldValue()
    )


def _has_role(desk: Desk, text: str) -> bool:
    return bool(desk.lexicon.pattern("owner", "roles").search(text.lower()))


def _with_contact(desk: Desk, block: int, value: str) -> Level:
    near = desk.reading.text(desk.after(block))
    both = _MAIL.search(near) and re.search(r"\b(?:committee|deputy|board|overseen)\b", near.lower())
    return Level.FULL if both else Level.COMMITTED


def version(desk: Desk) -> FieldValue:
    """A version or issue number, or a dated edition."""
    history = desk.lexicon.pattern("version", "history").search(desk.reading.folded)
    full = Level.FULL if history else Level.COMMITTED
    for record in desk.labelled("version"):
        if not record.blank and re.match(
            r"v?\.?\s*(?:\d|[a-z]\b|[ivx]+\b)|(?:final|first|second|third)\b", record.value.lower()
        ):
            return FieldValue(full, record.value, (record.span,))
    for record in desk.labelled("version", "dated"):
        if list(find_dates(record.value.lower())):
            return FieldValue(full, record.value, (record.span,), _last(find_dates(record.value.lower())))
    for number, block in enumerate(desk.reading.document.blocks):
        if len(desk.reading.text(block.span).split(None, _CONTROL_WORDS)) > _CONTROL_WORDS:
            continue
        match = _VERSION.search(desk.reading.folded, block.span.start, block.span.end)
        if match and _is_own(desk, match.start(), number):
            return FieldValue(full, match.group(), (Span(*match.span()),))
    for span, text in desk.sentences("version", "dated"):
        if (
            desk.dates(span)
            and re.search(r"\b(?:polic|document|plan|this|strategy|handbook|page|last)", text)
            and len(text.split()) <= 25
        ):
            return FieldValue(full, desk.reading.text(span), (span,), desk.dates(span)[-1].last)
    properties = desk.reading.document.metadata.version
    if properties and re.match(r"v?\d", properties.lower()):
        return FieldValue(Level.COMMITTED, properties, note="from the file's properties")
    weak = next(desk.sentences("version", "mentions"), None)
    return FieldValue(Level.MENTIONED, desk.reading.text(weak[0]), (weak[0],)) if weak else FieldValue()


def _is_own(desk: Desk, at: int, block: int) -> bool:
    """Not the version of a standard or a program ("WCAG version 2.1")."""
    before = desk.reading.folded[max(0, at - 24) : at]
    return not re.search(
        r"(?:wcag|tls|html|office|windows|licen[cs]e|creative commons|by|gpl|iso|api|python|adobe|cc|"
        r"contributor covenant|covenant)[ ,-]*$",
        before,
    )


def _last(mentions: Iterator[DateMention]) -> date | None:
    found = list(mentions)
    return found[-1].last if found else None


def approval(desk: Desk) -> FieldValue:
    """A body or person that approved the document, and when."""
    for record in desk.labelled("approval"):
        if record.blank or desk.lexicon.pattern("approval", "draft").match(record.value.lower()):
            continue
        named = _has_role(desk, record.value) or re.match(r"[A-Z][a-z]+ [A-Z]", record.value)
        if named:
            return _approved(desk, record)
    weak: FieldValue | None = None
    for span, text in desk.sentences("approval", "phrases"):
        if not (
            opens(desk, span, _APPROVED)
            or re.search(
                r"\b(?:polic|document|procedure|strategy|plan|code|version|charter|board|trustees|committee|executive|"
                r"council|governors|cabinet|directors|forum)",
                text,
            )
        ) or re.search(r"\b(?:must|should|will|may be|if|unless|once|before|leave|request|expens|course)\b", text):
            continue
        if desk.dates(span) and _has_role(desk, text):
            extra = desk.lexicon.pattern("approval", "extra").search(text)
            return FieldValue(
                Level.FULL if extra else Level.COMMITTED, desk.reading.text(span), (span,), desk.dates(span)[-1].last
            )
        weak = weak or FieldValue(Level.MENTIONED, desk.reading.text(span), (span,), note="no date, or no body named")
    signed = _signed(desk)
    return weak if weak is not None and not signed.stated else signed


def _approved(desk: Desk, record: Record) -> FieldValue:
    dated = desk.dates(record.span) or [
        date for other in desk.labelled("approval", "dates") for date in desk.dates(other.span)
    ]
    if not dated:
        dated = [
            date
            for other in desk.records
            if other.label in ("date", "dated") and 0 <= other.block - record.block <= NEAR_BLOCKS
            for date in desk.dates(other.span)
        ]
    if not dated:
        return FieldValue(Level.MENTIONED, record.value, (record.span,), note="a body, no date")
    extra = desk.lexicon.pattern("approval", "extra").search(record.value.lower())
    return FieldValue(
        Level.FULL if extra else Level.COMMITTED, record.value, (record.span, dated[-1].span), dated[-1].last
    )


def _signed(desk: Desk) -> FieldValue:
    """A signature block with a name or role and a date; a bare approval date."""
    for record in desk.labelled("approval", "signature"):
        near = desk.after(record.block)
        dates = desk.dates(near)
        if dates and _has_role(desk, desk.reading.text(near)):
            return FieldValue(Level.COMMITTED, desk.reading.text(near), (near,), dates[-1].last, "signature block")
        return FieldValue(Level.MENTIONED, record.value, (record.span,), note="signature block not filled in")
    for record in desk.labelled("approval", "dates"):
        if not record.blank:
            dates = desk.dates(record.span)
            body = _has_role(desk, record.value) and dates
            return FieldValue(
                Level.COMMITTED if body else Level.MENTIONED,
                record.value,
                (record.span,),
                dates[-1].last if dates else None,
                "" if body else "a date, no body",
            )
    weak = next(desk.sentences("approval", "draft"), None)
    if weak and len(weak[1].split()) <= 12:
        return FieldValue(Level.MENTIONED, desk.reading.text(weak[0]), (weak[0],), note="still a draft")
    return FieldValue()


def effective_date(desk: Desk) -> FieldValue:
    """The date from which the document holds."""
    transition = desk.lexicon.pattern("effective", "transition").search(desk.reading.folded)
    full = Level.FULL if transition else Level.COMMITTED
    for record in desk.labelled("effective"):
        dates = desk.dates(record.span)
        if dates and not record.blank and len(record.value.split()) <= 25:
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
        if desk.dates(span) and not desk.lexicon.pattern("effective", "law").search(text) and about_itself(desk, span):
            return FieldValue(full, desk.reading.text(span), (span,), desk.dates(span)[0].last)
    dated = next(events(desk, "effective"), None)
    if dated is not None:
        return FieldValue(full, desk.reading.text(dated.span), (dated.span,), dated.day.last)
    return _period_or_signature(desk)


def _top_level(desk: Desk, record: Record) -> bool:
    """The first of its name: later ones belong to entries of a list (milestones)."""
    first = next(other for other in desk.records if other.metadata and other.label == record.label)
    return first.span == record.span and record.block < 8


def _period_or_signature(desk: Desk) -> FieldValue:
    for number, block in enumerate(desk.reading.document.blocks[:6]):
        if block.kind in ("title", "heading") or number == 0:
            for mention in find_dates(desk.reading.folded, block.span.start, block.span.end):
                if mention.precision == "year" and mention.last.year > mention.first.year:
                    return FieldValue(
                        Level.COMMITTED,
                        desk.reading.text(mention.span),
                        (block.span,),
                        mention.first,
                        "valid for a period",
                    )
    for record in desk.labelled("approval", "signature"):
        near = desk.after(record.block)
        if desk.dates(near):
            return FieldValue(
                Level.COMMITTED, desk.reading.text(near), (near,), desk.dates(near)[0].last, "date of signature"
            )
    weak = next(desk.sentences("effective", "weak"), None)
    if weak and (desk.dates(weak[0]) or "immediate effect" in weak[1]):
        return FieldValue(Level.MENTIONED, desk.reading.text(weak[0]), (weak[0],))
    return FieldValue()
