"""Who approved the document, and when. Levels: requirements catalogue, topic policy hygiene."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_audit.language.dates import DateMention
from policy_audit.language.dates import find_dates
from policy_audit.language.titles import TITLE
from policy_audit.stages.hygiene.desk import Desk
from policy_audit.stages.hygiene.events import about_itself
from policy_audit.stages.hygiene.events import opens
from policy_audit.stages.hygiene.label_words import begins_with_date
from policy_audit.stages.hygiene.label_words import kin
from policy_audit.stages.hygiene.label_words import kind
from policy_audit.stages.hygiene.records import Record
from policy_audit.stages.hygiene.telling import grammar
from policy_audit.stages.hygiene.told import agreed_by
from policy_audit.stages.hygiene.values import FieldValue
from policy_audit.types import Level
from policy_audit.types import Span

_PASSED = r"(?:approved|ratified|adopted|agreed|passed|endorsed|authori[sz]ed|signed off|accepted)"
# A document that was approved, where the sentence begins with that: "Ratified at the meeting of 4 February".
_APPROVED = re.compile(
    rf"(?:(?:this |the )?(?:policy|document|procedure|strategy|plan|statement) )?"
    rf"(?:first |formally |reviewed and |re-?)?{_PASSED}\b"
)
_DOCUMENT = re.compile(
    r"\b(?:polic|document|procedure|strategy|plan|code|version|edition|charter|board|trustees|committee|executive|council|"
    r"governors|governing|cabinet|directors|forum|statement|handbook)"
)
_NOT_DONE = re.compile(
    r"\b(?:must|should|may be|if|unless|once|before|leave|requests?|expens\w*|courses?|cannot|payments?|minutes of|"
    r"suppliers?|projects?|grants?|vendors?)\b"
)
# What a rule of approval says after its label: "Approval: travel must be approved by your lead".
_RULE = re.compile(r"\b(?:must|should|may be|needs?|if|unless|requests?|expens\w*|payments?)\b")
# How changes of the document are approved speaks of approval, not of who approved what stands there.
_CHANGES = re.compile(
    r"\b(?:changes?|amendments?|revisions?) to "
    r"(?:it|(?:this|the) (?:page|policy|document|plan|handbook|code|procedure))\b"
)
# What lies ahead makes a sentence of approval a rule ("changes will be approved"), a review due does not.
_AHEAD = re.compile(
    rf"\b(?:will|shall|to|needs? to) (?:\w+ ){{0,3}}be (?:\w+ ){{0,3}}{_PASSED}|"
    r"\b(?:will|shall) (?:\w+ )?appro"
)
# Labels the list cannot hold: "Committee approving", "Board approval date", "Approval date and body".
_LABEL = re.compile(
    r"(?:[\w/'&]+ ){0,3}(?:approv(?:ed|al|ing|er)|ratif(?:ied|ication|ying)|adopt(?:ed|ion)|authoris(?:ed|ation|ing)|"
    r"endorsed|agreed|sign(?:ed)?[ -]off)(?: [\w/'&()]+){0,5}"
)
# "Approved by the Larkfield board" is a label of this document, "Leave approved by" is not.
_OPENS = re.compile(
    r"(?:date |last |first |final |formally )*(?:approved|ratified|adopted|agreed|signed off)(?: by| at| on)"
)
# "Status: approved by the Council, 19 November 2026".
_DECIDED = re.compile(r"(?:approved|ratified|adopted|agreed|signed off)\b")
_DAY = re.compile(
    r"(?:date |last |of |policy |board |first )*(?:approv|ratif|adopt|authoris|endors|agree|sign)\w*"
    r"(?: date| by [\w ]+| on)*"
)
_BY = frozenset(("by", "body", "committee", "board", "meeting", "by whom", "group", "name", "position", "chair", "at"))
_WHEN = frozenset(("date", "dated", "on", "meeting date", "date of meeting", "date signed", "when"))
# "Date approved at Board: Next review date: May 2028".
_EMPTY = re.compile(r"[^:\n]{0,24}:\s*(?:next|date|review|version|signed|issue|owner)[\w ]{0,24}:")
_FAR = 8
_LATER = re.compile(r"\b(?:review\w*|next|due|expir\w+)\b")
_CONTROL_WORDS = 26
# A line that tells in what state a document is, not what else awaits somebody's approval.
_STATUS = re.compile(
    r"\W*(?:status|draft|version|unapproved|awaiting|pending|subject to|for approval|to be approved|this|v\d)\b"
)
# What a body approved, where it is not the document: "The Board adopted the Race at Work Charter".
_OTHER = re.compile(
    rf"\b(?<!been )(?<!was )(?<!is ){_PASSED} (?:the|a|an|its|our|their) "
    r"(?!(?:[\w&',-]+ ){0,6}?(?:policy|document|procedure|strategy|"
    r"plan|code|statement|version|edition|handbook|framework|scheme)\b)"
)
# "Dr. Ama K. Boateng", "J. Reyes".
_PERSON = re.compile(rf"{TITLE}?(?:[A-Z][a-z]+|[A-Z]\.) (?:[A-Z]\.? )*[A-Z]")
# How a hand is shown in type: "/s/".
_TYPED_HAND = re.compile(r"/ ?s ?/")


def approval(desk: Desk) -> FieldValue:
    """A body or person that approved the document, and when."""
    labelled = [one for one in (*desk.labelled("approval"), *_kindred(desk)) if not one.blank and not one.listed]
    found = [_approved(desk, one) for one in labelled if _names_body(desk, one) and not _RULE.search(one.value.lower())]
    if found:
        return max(found, key=lambda one: one.level.rank)
    told = _told(desk)
    if told is not None and told.stated:
        return told
    agreed = agreed_by(desk, lambda text: _has_body(desk, text))
    if agreed is not None:
        return FieldValue(Level.COMMITTED, desk.reading.text(agreed[0]), (agreed[0],), agreed[1].last)
    signed = _signed(desk)
    return told if told is not None and not signed.stated else signed


def _days(desk: Desk) -> Iterator[Record]:
    yield from desk.labelled("approval", "dates")
    for record in desk.records:
        if "date" in record.label and _DAY.fullmatch(record.label):
            yield record


def _kindred(desk: Desk) -> Iterator[Record]:
    dates = desk.lexicon.labels("approval", "dates")
    asked, known = grammar(desk.lexicon).agreed_label, kind(desk.lexicon, "approval")
    for record in desk.records:
        spelled = _LABEL.fullmatch(record.label) and (has_role(desk, record.label) or _OPENS.match(record.label))
        decided = record.label == "status" and _DECIDED.match(record.value.lower()) and desk.dates(record.value_span)
        labelled = spelled or decided or known.names(record.label) or asked.fullmatch(record.label)
        if labelled and (record.label not in dates or has_role(desk, record.value)):
            yield record
    for record in kin(desk, "approval"):
        dated = _has_body(desk, record.label) and begins_with_date(desk, record.value_span)
        if record.label not in dates and (dated or _has_body(desk, record.value)):
            yield record


def _names_body(desk: Desk, record: Record) -> bool:
    if desk.lexicon.pattern("approval", "draft").match(record.value.lower()):
        return False
    named = _PERSON.match(record.value) and not list(find_dates(record.value[:24].lower()))
    # "Board approval: 3 March 2025" names the body in the label.
    return bool(named) or _has_body(desk, record.value) or _has_body(desk, record.label)


def has_role(desk: Desk, text: str) -> bool:
    """Whether a role or body of the word list stands in a text."""
    return bool(desk.lexicon.pattern("owner", "roles").search(text.lower()))


def _has_body(desk: Desk, text: str) -> bool:
    return has_role(desk, text) or bool(desk.lexicon.pattern("approval", "bodies").search(text.lower()))


def _told(desk: Desk) -> FieldValue | None:
    """The sentence that tells of the approval; one without a date or body is a mention."""
    weak: FieldValue | None = None
    for span, text in desk.sentences("approval", "phrases"):
        if not (opens(desk, span, _APPROVED) or _DOCUMENT.search(text) or _CHANGES.search(text)):
            continue
        if _unfilled(desk, text):
            weak = weak or FieldValue(Level.MENTIONED, desk.reading.text(span), (span,), note="not filled in")
            continue
        if _NOT_DONE.search(text) or _AHEAD.search(text) or _OTHER.search(text) or not about_itself(desk, span):
            if weak is None and _CHANGES.search(text):
                weak = FieldValue(Level.MENTIONED, desk.reading.text(span), (span,), note="how changes are approved")
            continue
        block = desk.block_at(span.start)
        line = desk.reading.document.blocks[block].span
        # "Brackley Council. Adopted 12 May 2026." is one line of two sentences.
        short = len(desk.reading.text(line).split()) <= _CONTROL_WORDS
        dates = desk.dates(span) or (desk.dates(line) if short else []) or _dates_near(desk, block)
        named = _has_body(desk, desk.reading.text(line) if short else text) or _body_near(desk, block)
        if dates and named:
            extra = desk.lexicon.pattern("approval", "extra").search(text)
            level = Level.FULL if extra else Level.COMMITTED
            return FieldValue(level, desk.reading.text(span), (span, *_apart(span, dates)), dates[-1].last)
        weak = weak or FieldValue(Level.MENTIONED, desk.reading.text(span), (span,), note="no date, or no body named")
    return weak


def _unfilled(desk: Desk, text: str) -> bool:
    """Whether the line that speaks of the approval ends where a name or a date should stand, and another follows."""
    phrase = desk.lexicon.pattern("approval", "phrases").search(text)
    if phrase and _EMPTY.match(text, phrase.end()):
        return True
    line, _, rest = text[phrase.start() :].partition("\n") if phrase else ("", "", "")
    following = rest.partition(":")[0].strip()
    return bool(rest) and line.rstrip().endswith((":", "_")) and following not in _BY


def _apart(span: Span, dates: list[DateMention]) -> tuple[Span, ...]:
    return () if span.contains(dates[-1].span) else (dates[-1].span,)


def _dates_near(desk: Desk, block: int) -> list[DateMention]:
    """Dates of a record "Date: …" a few blocks on, where a line above it says who approved."""
    for record in desk.records:
        if record.label in _WHEN and 0 <= record.block - block <= _FAR and desk.dates(record.span):
            return desk.dates(record.span)
    return []


def _in_row(desk: Desk, record: Record) -> list[DateMention]:
    """The date of a row in which a column tells who approved ("Date | Change | Approved by")."""
    blocks = desk.reading.document.blocks
    own = blocks[record.block].cell
    if own is None or record.span != record.value_span:
        return []
    for other in desk.records:
        cell = blocks[other.block].cell
        same = cell is not None and (cell.table, cell.row) == (own.table, own.row) and other.span == other.value_span
        if same and "date" in other.label and not _LATER.search(other.label):
            return desk.dates(other.span)
    return []


def _approved(desk: Desk, record: Record) -> FieldValue:
    dated = (
        desk.dates(record.span)
        or _in_row(desk, record)
        or [date for other in _days(desk) for date in desk.dates(other.span)]
    )
    dated = dated or _dates_near(desk, record.block)
    line = desk.reading.document.blocks[record.block].span
    if not dated and len(desk.reading.text(line).split()) <= _CONTROL_WORDS:
        dated = desk.dates(line)
    if not dated:
        return FieldValue(Level.MENTIONED, record.value, (record.span,), note="a body, no date")
    extra = desk.lexicon.pattern("approval", "extra").search(record.value.lower())
    level = Level.FULL if extra else Level.COMMITTED
    return FieldValue(level, record.value, (record.span, dated[-1].span), dated[-1].last)


def _signed(desk: Desk) -> FieldValue:
    """A signature block with a name or role and a date; a bare approval date."""
    for near, value in signatures(desk):
        dates = desk.dates(near)
        if dates and has_role(desk, desk.reading.text(near)):
            return FieldValue(Level.COMMITTED, desk.reading.text(near), (near,), dates[-1].last, "signature block")
        return FieldValue(Level.MENTIONED, value, (near,), note="signature block not filled in")
    found = [_dated(desk, one) for one in desk.labelled("approval", "dates") if not one.blank]
    if found:
        return max(found, key=lambda one: one.level.rank)
    weak = next(desk.sentences("approval", "draft"), None)
    if weak and len(weak[1].split()) <= 12 and (_STATUS.match(weak[1]) or _DOCUMENT.search(weak[1])):
        return FieldValue(Level.MENTIONED, desk.reading.text(weak[0]), (weak[0],), note="still a draft")
    return FieldValue()


def _dated(desk: Desk, record: Record) -> FieldValue:
    """A date of approval, with the body where one stands near it."""
    dates = desk.dates(record.span)
    stated = bool(dates) and (has_role(desk, f"{record.label} {record.value}") or _body_near(desk, record.block))
    return FieldValue(
        Level.COMMITTED if stated else Level.MENTIONED,
        record.value,
        (record.span,),
        dates[-1].last if dates else None,
        "" if stated else "a date, no body",
    )


def signatures(desk: Desk) -> Iterator[tuple[Span, str]]:
    """Signature blocks as the span of the line and those after it, with the words beside the label."""
    wanted = desk.lexicon.labels("approval", "signature")
    for record in desk.records:
        if record.label in wanted or record.label.startswith("signed") or "signature" in record.label:
            yield desk.after(record.block), record.value
    for number, block in enumerate(desk.reading.document.blocks):
        folded = desk.reading.folded[block.span.start : block.span.end].strip(" .:_")
        if len(block.span) <= 60 and folded in wanted:
            yield desk.after(number), desk.reading.text(block.span)
        elif (folded.startswith(("signed by", "signed on", "signed for")) or _TYPED_HAND.search(folded)) and desk.dates(
            block.span
        ):
            yield block.span, desk.reading.text(block.span)


def _body_near(desk: Desk, block: int) -> bool:
    return any(
        one.label in _BY and abs(one.block - block) <= _FAR // 2 and has_role(desk, one.value) for one in desk.records
    )
