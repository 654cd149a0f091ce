"""What a document says of itself: who owns it, which version it is, who approved it, and its dates."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date

from policy_audit.stages.hygiene.law import OutdatedMention
from policy_audit.types import Level
from policy_audit.types import Span


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field of document control: the level the evidence earns, the words that state it, and where they stand.

    `evidence` is empty where the value comes from the file's properties alone. `when` is the date meant, the
    last day where only a month or year is given.
    """

    level: Level = Level.ABSENT
    value: str = ""
    evidence: tuple[Span, ...] = ()
    when: date | None = None
    note: str = ""

    @property
    def stated(self) -> bool:
        """True where the field is given in a usable form."""
        return self.level.rank >= Level.COMMITTED.rank


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach someone: an address or number, and the role or name beside it where one stands."""

    kind: str
    value: str
    span: Span
    role: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """All fields of a document. `review_in_date` is judged against the audit date of the settings."""

    owner: FieldValue = field(default_factory=FieldValue)
    version: FieldValue = field(default_factory=FieldValue)
    approval: FieldValue = field(default_factory=FieldValue)
    effective_date: FieldValue = field(default_factory=FieldValue)
    review_date: FieldValue = field(default_factory=FieldValue)
    review_in_date: FieldValue = field(default_factory=FieldValue)
    scope: FieldValue = field(default_factory=FieldValue)
    alternative_formats: FieldValue = field(default_factory=FieldValue)
    organisation: FieldValue = field(default_factory=FieldValue)
    contacts: tuple[Contact, ...] = ()
    outdated_law: tuple[OutdatedMention, ...] = ()

    def named(self, name: str) -> FieldValue:
        """A field by its name; raises KeyError for a name that is not a field of document control."""
        value = getattr(self, name, None)
        if not isinstance(value, FieldValue):
            raise KeyError(name)
        return value
