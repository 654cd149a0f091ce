"""The clause a document lacks, its placeholders filled from what the document states, in its voice, and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from policy_audit.language.dates import MONTH_NAMES
from policy_audit.stages.hygiene.values import Contact
from policy_audit.stages.hygiene.values import DocumentFields
from policy_audit.suggest.grammar import Grammar
from policy_audit.suggest.placement import placement_of
from policy_audit.suggest.voice import Voice
from policy_audit.suggest.voice import in_voice
from policy_audit.suggest.voice import voice_of
from policy_audit.types import Document
from policy_audit.types import RequirementResult

_PLACEHOLDER = re.compile(r"\[([^\[\]]+)\]")
_ROLE = re.compile(
    r"\b(?:director|head|manager|lead|officer|chief|chair|secretary|advis[eo]r|partner|team|committee|principal|clerk"
    r"|headteacher|coordinator|trustee|guardian|champion|HR|human resources|people)\b",
    re.I,
)
ADVERT_CHECKS = "ADV-"
_CONTACT = frozenset({"contact", "details", "number or email", "address", "contact details"})
_ANY_ARTICLE = re.compile(r"(?:the|our|a|an)\s", re.I)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause ready to insert, its place as in `Placement`.

    `filled` names what was taken from the document, for a person to confirm.
    """

    text: str
    after: int
    like: int | None
    marker: str
    filled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the document states of itself, as far as clauses can use it; empty where it states nothing."""

    organisation: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    review: str = ""
    voice: Voice = field(default_factory=Voice)


def facts_of(document: Document, fields: DocumentFields) -> Facts:
    """Facts out of the fields of document control. An owner that is a person's name, not a role, is left out."""
    organisation = fields.organisation.value.strip()
    owner = fields.owner.value.strip(" .;,")
    when = fields.review_date.when
    return Facts(
        organisation=organisation,
        role=_role(owner) if _ROLE.search(owner) and len(owner.split()) <= 7 and not _PLACEHOLDER.search(owner) else "",
        email=_first(fields.contacts, "email", "e-mail"),
        phone=_first(fields.contacts, "phone", "telephone"),
        review=f"{MONTH_NAMES[when.month - 1]} {when.year}" if when is not None else "",
        voice=voice_of(document, organisation),
    )


def _first(contacts: Sequence[Contact], *kinds: str) -> str:
    return next((contact.value for contact in contacts if contact.kind in kinds), "")


def _role(owner: str) -> str:
    """From "HR Director" to "the HR Director"; what has an article keeps it."""
    return owner if _ANY_ARTICLE.match(owner) else f"the {owner}"


def clause_for(result: RequirementResult, document: Document, facts: Facts, grammar: Grammar) -> Clause | None:
    """The clause for an unmet requirement; None where its model text is advice or an example, or has no place."""
    model = _model(result, grammar)
    if not model:
        return None
    placement = placement_of(result, document)
    if placement is None:
        return None
    filled: list[str] = []
    text = in_voice(model, facts.voice, grammar)
    text = _PLACEHOLDER.sub(lambda match: _filled(match, facts, filled), text)
    return Clause(text, placement.after, placement.like, placement.marker, tuple(dict.fromkeys(filled)))


def advice_of(result: RequirementResult) -> str:
    """What to do, where the model text of a requirement is advice (in round brackets); else ""."""
    model = " ".join(result.model_clause.split())
    return model[1:].removesuffix(")") if model.startswith("(") else ""


def _model(result: RequirementResult, grammar: Grammar) -> str:
    """Words that can stand in the document. The model texts of advert checks are examples with invented facts."""
    if result.id.startswith(ADVERT_CHECKS):
        return grammar.advert_clauses.get(result.id, "")
    return "" if advice_of(result) else " ".join(result.model_clause.split())


def _filled(match: re.Match[str], facts: Facts, filled: list[str]) -> str:
    """What stands for a placeholder, or the placeholder where the document does not say."""
    name = match.group(1)
    before = match.string[: match.start()].rstrip()
    value = _value(name, before, facts)
    if not value:
        return match.group()
    filled.append(value)
    opens = not before or before[-1] in ".!?:"
    return value[:1].upper() + value[1:] if opens and name.lower() != "email" else value


def _value(name: str, before: str, facts: Facts) -> str:
    low = name.lower()
    at = before.endswith(("at", "Contact", "contact", "to", "on"))
    values = (
        (low == "organisation", facts.organisation),
        (low == "role" and not before.endswith(("by", "a", "an", "or")), facts.role),
        (low == "email", facts.email),
        (low in _CONTACT and at, facts.email or facts.phone),
        (low == "number" and before.endswith(" at"), facts.phone),
        (low == "phone", facts.phone),
        (low == "month year" and "review" in before.lower(), facts.review),
    )
    return next((value for fits, value in values if fits), "")
