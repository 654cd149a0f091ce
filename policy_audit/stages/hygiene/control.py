"""Owner and version. Levels: requirements catalogue, topic policy hygiene."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from policy_audit.language.dates import MONTH
from policy_audit.language.dates import DateMention
from policy_audit.language.dates import find_dates
from policy_audit.language.titles import TITLE
from policy_audit.stages.hygiene.approval import has_role as _has_role
from policy_audit.stages.hygiene.changes_made import has_history
from policy_audit.stages.hygiene.changes_made import is_history
from policy_audit.stages.hygiene.changes_made import listed_changes
from policy_audit.stages.hygiene.changes_made import version_rows
from policy_audit.stages.hygiene.desk import Desk
from policy_audit.stages.hygiene.editions import stated_edition
from policy_audit.stages.hygiene.editions import titled_edition
from policy_audit.stages.hygiene.events import opens
from policy_audit.stages.hygiene.label_words import kin
from policy_audit.stages.hygiene.records import Record
from policy_audit.stages.hygiene.review import last_review
from policy_audit.stages.hygiene.subject import in_charge_of_subject
from policy_audit.stages.hygiene.subject import posted
from policy_audit.stages.hygiene.subject import whole_house
from policy_audit.stages.hygiene.telling import grammar
from policy_audit.stages.hygiene.told import edited_on
from policy_audit.stages.hygiene.told import keeper
from policy_audit.stages.hygiene.values import FieldValue
from policy_audit.types import Level
from policy_audit.types import Span

# What a form says around a label: "Name of policy lead (job title)".
_ASIDE = re.compile(r"^(?:name|title|role) of (?:the )?|\s*\([^)]*\)$")
_NUMBERED = re.compile(
    r"v?\.?\s*(?:\d|[a-z]\b|[ivx]+\b)|"
    r"(?:the )?(?:final|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|\b0\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}\b")
# Code points after a version number within which a date is its own: "Version 1.2 (June 2025)".
_BESIDE = 24
_SENTENCE_WORDS = 25
# Words of a value that names an owner; a name, where the label says of what role.
_VALUE_WORDS = 14
# "Responsible: your line manager": everybody has one, so nobody is named.
_ANYBODY = re.compile(r"(?:your|all|each|every\w*|(?:the |an? )?(?:line |senior )?managers?)\b(?! of| for)", re.I)
# "people-team", a value of front matter.
_JOINED = re.compile(r"[-_/]+")
_OWNS = re.compile(r"\b(?:own\w+|custodian|keeper|steward)\b")
_PERSON = re.compile(rf"{TITLE}?[A-Z][\w’'-]*\.? [A-Z][\w’'-]+")
_NEEDS_ROLE = ("lead", "ownership", "responsibility", "responsible", "owner", "sponsor", "lead officer")
_LEADS = re.compile(
    r"(?:staff|slt|smt|board|trustee|governor|strategic|operational|overall|nominated|named|corporate|management|policy|"
    r"procedure|document|page|handbook|guide|plan|code|strategy|executive|hr|people|directorate|service|person|who|"
    r"which team)(?:/\w+| \w+)?"
    r" (?:owner|lead|sponsor|custodian|keeper|link|in charge|owns (?:this|it)|looks after (?:this|it)|responsible)"
    r"(?: for (?:this|the) (?:policy|document|procedure))?|(?:senior |overall )?responsible (?:\w+ ){0,2}\w+|"
    r"(?!(?:risk|action|data|process|budget|product|asset|task|system|home|business|project|case|programme) )"
    r"(?:\w+ ){1,2}(?:sponsor|custodian|keeper|steward|owner)"
)
_OF_DOCUMENT = re.compile(
    r"\b(?:polic(?:y|ies)|documents?|procedures?|strateg(?:y|ies)|plan|arrangements|statement|code|scheme|framework|"
    r"handbook|charter|guide|guidance|guidelines)\b|^(?:maintained|owned) by "
)
_PAPER = r"(?:policy|document|procedure|strategy|statement|framework|scheme|charter)\b"
_THIS = rf"(?:this (?:[\w&'-]+ ){{0,5}}|(?:the|our) (?:equality |diversity |edi |inclusion |overall )?){_PAPER}"
# What comes between answering for something and this policy, where it is a step under the policy that is answered for.
_NOT_A_STEP = (
    r"(?:(?!\b(?:under|during|within|cop(?:y|ies)|records?|explain\w*|attend\w*|hearings?|meetings?|notes|cases?|files?|"
    r"decisions?|complain\w*|investigat\w*|and this)\b)[^.;:]){0,60}?"
)
_BEARING = re.compile(
    r"\b(?:accountab\w+|responsib\w+|charged with|oversees?|oversight|owns|leads? on|answer(?:s|able)|administers|"
    rf"in charge|custodian|stewardship|has charge|takes charge)\b{_NOT_A_STEP}\b{_THIS}|"
    rf"\b(?:maintain(?:s|ing)|keeps|looks? after|manages|takes care of|led by) (?:and \w+ )?{_THIS}|"
    rf"\bthis (?:[\w&'-]+ ){{0,5}}{_PAPER}[^.;:]{{0,30}}\b(?:is|are|lies|rests|sits|falls) (?:\w+ )?"
    r"(?:responsibility of|owned by|led by|maintained by|overseen by|managed by|with|to)\b|"
    rf"\bthis (?:[\w&'-]+ ){{0,5}}{_PAPER},? the (?:responsible|lead) \w+ is\b|"
    r"\b(?:overall|ultimate|final) responsibility for (?:its|their) (?:achievement|delivery|implementation|operation|"
    r"application|success|observance)\b[^.;:]{0,40}?\b(?:rests|lies|sits|falls|is) (?:\w+ )?(?:with|to)\b|"
    rf"\b(?:lead|job|task|role) (?:for|of|on)\b{_NOT_A_STEP}\bthis (?:[\w&'-]+ ){{0,5}}{_PAPER}"
)
# "For further information see the intranet" points to a paper, not to anybody.
_POINTER = re.compile(r"\bfurther information,? (?:please )?(?:refer|see|read|visit|go to|consult)\b")
# A sentence about another document of the house.
_ANOTHER = re.compile(
    r"\bthe (?:safeguarding|child protection|expenses|travel|data protection|privacy|information security|"
    r"health and safety|procurement|finance|financial|it|acceptable use|social media|absence|complaints|grievance|"
    r"disciplinary) "
    r"(?:policy|procedure)\b"
)
_EVERYBODY = re.compile(
    r"\bresponsib\w+ (?:of|on|with) (?:all|every|each|any)\b|"
    r"^(?:\W|all |the |each |every |any |our |both |and )*(?:line |senior )?(?:managers|supervisors|employees|staff|"
    r"workers|heads of|colleagues|members of staff|leaders|you|volunteers|everyone)\b|"
    r"\b(?:everyone|all staff|all employees|each of us|everybody|all of us|(?:all|each|every|line) managers?|"
    r"their own (?:work|area|areas|team|teams|behaviour))\b"
)
_NO_EDITION = re.compile(r"\bof events\b|\b(?:until|valid|expires|lifespan|review\w*)\b")
# "Adopted 1 September 2021 Revised 5 October 2022".
_CONTROL = re.compile(r"(?:first |date )?(?:adopted|approved|agreed|issued|ratified|created|written|published)\b")
# "Will bring a revised text by October": what is changed lies ahead.
_AHEAD = re.compile(r"\b(?:will|shall|to be)\b[^.;]{0,40}\b(?:updated|revised|amended)\b")
# "Adopted: 4 May 2023 (revised)": a date that is that of a revision.
_REVISED = re.compile(r"\d\W{1,4}(?:last )?(?:revised|updated|amended|rev)\W*$")
# What was updated, where it is a thing and not the document: "Updated kitchens opened in May".
_UPDATED = re.compile(
    r"(?:last |date )?(?:updated|revised|amended|modified|changed)\b"
    rf"(?=\W*(?:$|\d|{MONTH}|(?:in|on|by|at|and|for|to|from|after|following|as|with|since|spring|summer|autumn|winter|"
    r"policy|version|edition)\b))"
)


def owner(desk: Desk) -> FieldValue:
    """Who answers for the document: a labelled role, or a sentence that gives a role the responsibility for it."""
    for record in (*desk.labelled("owner"), *_led(desk)):
        value = _JOINED.sub(" ", record.value) if record.metadata else record.value
        has_role = _has_role(desk, value)
        nobody = (not has_role and record.label in _NEEDS_ROLE) or _ANYBODY.match(record.value)
        if record.blank or record.listed or nobody:
            continue
        if len(record.value.split()) <= _VALUE_WORDS and (has_role or re.match(r"[A-Z]", record.value)):
            note = "" if has_role else "a person is named, without a role"
            return FieldValue(_with_contact(desk, record.block, record.value), record.value, (record.span,), note=note)
    for record in kin(desk, "owner"):
        named = (_has_role(desk, record.label) and _PERSON.match(record.value)) or _OWNS.search(record.label)
        short = len(record.value.split()) <= _VALUE_WORDS and not record.listed and not _ANYBODY.match(record.value)
        if short and record.value[:1].isupper() and (named or _has_role(desk, record.value)):
            return FieldValue(_with_contact(desk, record.block, record.value), record.value, (record.span,))
    for record in posted(desk):
        if _has_role(desk, record.value):
            return FieldValue(_with_contact(desk, record.block, record.value), record.value, (record.span,))
    house: FieldValue | None = None
    for told in _owner_told(desk):
        if not whole_house(desk, told.evidence[0]):
            return told
        note = "the whole organisation, nobody in particular"
        house = house or FieldValue(Level.MENTIONED, told.value, told.evidence, note=note)
    charged = in_charge_of_subject(desk)
    if charged is not None:
        return FieldValue(Level.COMMITTED, charged.value, (charged.span,))
    return house or _contact_alone(desk)


def _owner_told(desk: Desk) -> Iterator[FieldValue]:
    """Sentences that give a role the responsibility for the document, the surest kind of sentence first."""
    for span, text in desk.sentences("owner", "phrases"):
        other = _EVERYBODY.search(text) or _ANOTHER.search(text)
        if _has_role(desk, text) and _OF_DOCUMENT.search(text) and not other:
            level = Level.FULL if _MAIL.search(text) and "committee" in text else Level.COMMITTED
            yield FieldValue(level, desk.reading.text(span), (span,))
    for span, text in desk.sentences("owner", "bearing"):
        if _BEARING.search(text) and _has_role(desk, text) and not _EVERYBODY.search(text):
            yield FieldValue(Level.COMMITTED, desk.reading.text(span), (span,))
    kept = keeper(desk, lambda text: _has_role(desk, text))
    if kept is not None:
        yield FieldValue(Level.COMMITTED, desk.reading.text(kept), (kept,))


def _contact_alone(desk: Desk) -> FieldValue:
    for record in desk.labelled("owner", "weak_labels"):
        if (not record.blank and not record.metadata) or record.label == "author":
            return FieldValue(Level.MENTIONED, record.value, (record.span,), note="an author or contact, no owner")
    weak = next((one for one in desk.sentences("owner", "weak_phrases") if not _POINTER.search(one[1])), None)
    return (
        FieldValue(Level.MENTIONED, desk.reading.text(weak[0]), (weak[0],), note="a contact, no owner")
        if weak
        else FieldValue()
    )


def _led(desk: Desk) -> Iterator[Record]:
    """Labels of a kind the list cannot hold: "Staff lead", "Who owns this", "Board sponsor for this policy"."""
    told = grammar(desk.lexicon).keeper_label
    for record in desk.records:
        if (_LEADS.fullmatch(_ASIDE.sub("", record.label)) or told.fullmatch(record.label)) and not record.metadata:
            yield record


def _with_contact(desk: Desk, block: int, value: str) -> Level:
    near = desk.reading.text(desk.after(block))
    both = _MAIL.search(near) and re.search(r"\b(?:committee|deputy|board|overseen)\b", near.lower())
    return Level.FULL if both else Level.COMMITTED


def version(desk: Desk) -> FieldValue:
    """A version or issue number, or a dated edition."""
    label = grammar(desk.lexicon).edition_label
    kindred = (record for record in desk.records if label.fullmatch(record.label))
    for record in (*desk.labelled("version"), *kindred, *kin(desk, "edition", lines=False)):
        if not record.blank and _NUMBERED.match(record.value.lower()):
            rows = version_rows(desk, record)
            told = Level.FULL if is_history(rows) else _told_changes(desk, record.span.start)
            return FieldValue(told, record.value, rows or (record.span,))
    for record in (*desk.labelled("version", "dated"), *kin(desk, "edited", dated=True)):
        if list(find_dates(record.value.lower())):
            told = _told_changes(desk, record.span.start)
            return FieldValue(told, record.value, (record.span,), _last(find_dates(record.value.lower())))
    if revised := _marked_revised(desk):
        return FieldValue(Level.COMMITTED, revised.value, (revised.span,), desk.dates(revised.span)[-1].last)
    stated = stated_edition(desk)
    if stated is not None:
        match, block = stated
        beside = find_dates(desk.reading.folded, match.start(), min(block.end, match.end() + _BESIDE))
        when = _last(iter([day for day in beside if day.precision != "year"]))
        return FieldValue(_told_changes(desk, match.start()), match.group(), (Span(*match.span()),), when)
    dated = _dated_edition(desk)
    if dated is not None:
        told = _told_changes(desk, dated[0].start)
        return FieldValue(told, desk.reading.text(dated[0]), (dated[0],), dated[1].last)
    listed = listed_changes(desk)
    if listed is not None:
        # A list of dated changes tells the edition; it is no history of a version that is not named.
        return FieldValue(Level.COMMITTED, desk.reading.text(listed[0]), (listed[0],), listed[1].last)
    properties = desk.reading.document.metadata.version
    if properties and re.match(r"v?\d", properties.lower()):
        return FieldValue(Level.COMMITTED, properties, note="from the file's properties")
    reviewed = last_review(desk)
    if reviewed.stated:
        return FieldValue(Level.MENTIONED, reviewed.value, reviewed.evidence)
    weak = next(desk.sentences("version", "mentions"), None)
    return FieldValue(Level.MENTIONED, desk.reading.text(weak[0]), (weak[0],)) if weak else FieldValue()


def _marked_revised(desk: Desk) -> Record | None:
    """A record whose date is said to be that of a revision."""
    for record in desk.records:
        value = record.value.lower()
        if _REVISED.search(value) and not _AHEAD.search(value) and desk.dates(record.span):
            return record
    return None


def _told_changes(desk: Desk, at: int) -> Level:
    """Full where the changes are told beside the version at an offset."""
    return Level.FULL if has_history(desk, at) else Level.COMMITTED


def _dated_edition(desk: Desk) -> tuple[Span, DateMention] | None:
    """The sentence that tells when the document was last changed, or the date of its edition."""
    for span, text in desk.sentences("version", "dated"):
        itself = re.search(r"\b(?:polic|document|plan|this|strategy|handbook|page|last)", text)
        own = itself or opens(desk, span, _UPDATED) or opens(desk, span, _CONTROL)
        if desk.dates(span) and own and len(text.split()) <= _SENTENCE_WORDS and not _AHEAD.search(text):
            return span, desk.dates(span)[-1]
    for span, text in desk.sentences("version", "editions"):
        if desk.dates(span) and len(text.split()) <= _SENTENCE_WORDS and not _NO_EDITION.search(text):
            return span, desk.dates(span)[-1]
    return titled_edition(desk) or edited_on(desk)


def _last(mentions: Iterator[DateMention]) -> date | None:
    found = list(mentions)
    return found[-1].last if found else None
