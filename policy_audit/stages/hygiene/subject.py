"""Who bears a document by what it is about: the officer for its subject, and the whole house, which is nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_audit.language.titles import TITLE
from policy_audit.stages.hygiene.desk import Desk
from policy_audit.stages.hygiene.records import Record
from policy_audit.types import Span

# "The Brightwater team": one name before "team", which may be that of the whole organisation.
_NAMED_TEAM = re.compile(r"\bthe\s+([A-Z][\w&.’'-]+)\s+(?:team|group|staff)\b", re.IGNORECASE)
# Elsewhere a function's name does not stand alone in capitals so often.
_OFTEN = 3
_FUNCTIONS = frozenset(
    "people hr personnel legal finance operations ops security compliance inclusion diversity equality edi dei talent "
    "culture leadership management executive senior policy safeguarding communications governance risk quality it "
    "privacy wellbeing recruitment".split()
)
_CHARGED = re.compile(r"((?:[\w&-]+ ){1,3})(?:officer|lead|coordinator|co-ordinator|champion|adviser|advisor|manager)")
_PERSON = re.compile(rf"{TITLE}?[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){{1,3}}$")
_JOINING = frozenset(("and", "of", "the", "our", "designated", "deputy", "named", "nominated"))

# How a form names the post of somebody whom the heading above has introduced.
_POSTS = frozenset(("position", "post", "role", "job title", "title"))


def posted(desk: Desk) -> Iterator[Record]:
    """Posts named under a heading that is a label of an owner: "Responsible officer" above "Position: Secretary"."""
    owners = desk.lexicon.labels("owner")
    for record in desk.records:
        if record.label in _POSTS and not record.blank and not record.listed:
            path = desk.reading.sections[record.block].path
            if path and path[-1].lower().strip(" :*") in owners:
                yield record


def whole_house(desk: Desk, span: Span) -> bool:
    """Whether a sentence gives the document to a team that bears the organisation's own name: nobody in particular."""
    for match in _NAMED_TEAM.finditer(desk.reading.text(span)):
        name = match[1]
        if not name[0].isupper() or name.lower() in _FUNCTIONS:
            continue
        alone = re.findall(rf"\b{re.escape(name)}\b(?!\s+(?:team|group|staff)\b)", desk.reading.document.text)
        if len(alone) >= _OFTEN:
            return True
    return False


def in_charge_of_subject(desk: Desk) -> Record | None:
    """A named person who is officer for what the document's title says it is about ("Data Protection Officer")."""
    title = next((clause.title for clause in desk.clauses), frozenset())
    for record in desk.records:
        charged = _CHARGED.fullmatch(record.label)
        if charged is None or record.blank or record.listed or not _PERSON.match(record.value.strip()):
            continue
        subject = {word for word in charged[1].split() if word not in _JOINING}
        if subject and subject <= title:
            return record
    return None
