"""All fields of a document in one value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence

from policy_audit.config import Settings
from policy_audit.language.lines import lines_with
from policy_audit.language.reading import Reading
from policy_audit.ruleset.hygiene import HygieneLexicon
from policy_audit.ruleset.hygiene import shipped_hygiene
from policy_audit.stages.hygiene.approval import approval
from policy_audit.stages.hygiene.control import owner
from policy_audit.stages.hygiene.control import version
from policy_audit.stages.hygiene.desk import Desk
from policy_audit.stages.hygiene.desk import control_lines
from policy_audit.stages.hygiene.effect import effective_date
from policy_audit.stages.hygiene.law import outdated_law
from policy_audit.stages.hygiene.records import records
from policy_audit.stages.hygiene.review import last_review
from policy_audit.stages.hygiene.review import review_date
from policy_audit.stages.hygiene.review import review_in_date
from policy_audit.stages.hygiene.run_on import run_on
from policy_audit.stages.hygiene.values import Contact
from policy_audit.stages.hygiene.values import DocumentFields
from policy_audit.stages.hygiene.values import FieldValue
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.types import Level
from policy_audit.types import Span

_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)+")
# Each alternative gives its first character before it looks behind it: so the engine leaps to the next such character.
_DIGITS = r"[\d\s()-]{7,13}\d(?![\w/])"
_PHONE = re.compile(
    rf"\+(?<![\w/.-]\+)\d{{2}}[\s-]?\(?0?\)?\d{_DIGITS}|\((?<![\w/.-]\()0\d{_DIGITS}|0(?<![\w/.-]0)\d{_DIGITS}"
    r"|e(?<!\we)xt(?:ension|\.)?\s?\d{2,5}\b"
)
_GROUPS = ("employees", "applicants", "workers", "contractors", "volunteers", "learners", "outsiders")
# Groups that make a scope complete (catalogue, policy.scope).
_SCOPE_GROUPS = 4
_FORMATS = 2


def document_fields(
    reading: Reading, scored: Sequence[ScoredUnit], settings: Settings, lexicon: HygieneLexicon | None = None
) -> DocumentFields:
    """Fields of a document with their evidence. `scored` is what strength says of its units; dates are held against
    `settings.audit_date`. Without a lexicon the shipped one is read.
    """
    lines = control_lines(reading)
    lexicon = lexicon or shipped_hygiene()
    facts = (*records(reading), *run_on(reading, lexicon))
    desk = Desk(reading, lexicon, facts, settings.audit_date, lines)
    named = version(desk), approval(desk), effective_date(desk)
    review = review_date(desk, [*named, last_review(desk)])
    return DocumentFields(
        owner=owner(desk),
        version=named[0],
        approval=named[1],
        effective_date=named[2],
        review_date=review,
        review_in_date=review_in_date(desk, review, list(named)),
        scope=_scope(desk),
        alternative_formats=_formats(desk),
        organisation=_organisation(desk, settings),
        contacts=tuple(_contacts(reading, scored)),
        outdated_law=tuple(outdated_law(reading, settings)),
    )


def _scope(desk: Desk) -> FieldValue:
    """Groups named in one passage about whom the document covers."""
    best, found = FieldValue(), 0
    for span, text in desk.sentences("scope", "phrases"):
        groups = [name for name in _GROUPS if desk.lexicon.pattern("scope", name).search(text)]
        if len(groups) > found or not best.evidence:
            found = len(groups)
            enough = found >= _SCOPE_GROUPS and desk.lexicon.pattern("scope", "settings").search(text)
            level = Level.FULL if enough and "outsiders" in groups else Level.COMMITTED if enough else Level.MENTIONED
            best = FieldValue(level, desk.reading.text(span), (span,), note=", ".join(groups))
    return best


def _formats(desk: Desk) -> FieldValue:
    """Two other formats or languages and how to ask for them."""
    best = FieldValue()
    for span, text in desk.sentences("formats", "phrases"):
        offered = desk.lexicon.pattern("formats", "offer").search(text)
        if not offered:
            continue
        kinds = {match.group() for match in desk.lexicon.pattern("formats", "phrases").finditer(text)}
        window = desk.reading.text(Span(span.start, min(len(desk.reading.document.text), span.end + 160)))
        reachable = bool(
            _EMAIL.search(window)
            or _PHONE.search(window)
            or re.search(r"\b(?:hr|office|team|manager)\b", window.lower())
        )
        level = Level.COMMITTED if len(kinds) >= _FORMATS and reachable else Level.MENTIONED
        if level.rank > best.level.rank:
            best = FieldValue(level, desk.reading.text(span), (span,))
    return best


def _organisation(desk: Desk, settings: Settings) -> FieldValue:
    if settings.profile.name:
        return FieldValue(Level.COMMITTED, settings.profile.name, note="from the configuration")
    for record in desk.labelled("organisation"):
        if not record.blank and record.value[:1].isupper() and len(record.value.split()) <= 8:
            return FieldValue(Level.COMMITTED, record.value, (record.span,))
    metadata = desk.reading.document.metadata.organisation
    return FieldValue(Level.COMMITTED, metadata, note="from the file's properties") if metadata else FieldValue()


def _contacts(reading: Reading, scored: Sequence[ScoredUnit]) -> Iterator[Contact]:
    roles = {one.unit.span: one.strength.owner.text for one in scored if one.strength.owner is not None}
    units = sorted(roles, key=lambda span: span.start)
    text = reading.document.text
    addresses = (match for line in lines_with(text, ("@",)) for match in _EMAIL.finditer(text, *line))
    for kind, matches in (("email", addresses), ("phone", _PHONE.finditer(text))):
        for match in matches:
            span = Span(*match.span())
            role = next((roles[unit] for unit in units if unit.contains(span)), "")
            yield Contact(kind, match.group().rstrip("."), span, role)
