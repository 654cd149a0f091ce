"""What an audit says: findings, requirement results, commitments, and the report that holds them.

All values are frozen. Offsets are half-open and count Unicode code points of `Document.text`; they are made once, in
extraction, and never found again by searching text. Lines, columns and pages count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import Literal

from policy_audit.types.document import Document
from policy_audit.types.document import Location
from policy_audit.types.document import ReadError
from policy_audit.types.document import Span


class Severity(StrEnum):
    """How much a finding weighs; the order of the members is from worst to least."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for advice: sort key, worst first."""
        return list(Severity).index(self)


class Level(StrEnum):
    """Evidence level of a requirement (requirements catalogue, section 1)."""

    ABSENT = "absent"
    MENTIONED = "mentioned"
    COMMITTED = "committed"
    FULL = "full"

    @property
    def rank(self) -> int:
        """0 for absent up to 3 for full."""
        return list(Level).index(self)


class AdvertResult(StrEnum):
    """Outcome of an advert check."""

    MISSING = "missing"
    WEAK = "weak"
    PRESENT = "present"
    NOT_APPLICABLE = "na"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `span` by `replacement`; edits of one suggestion are applied from the end backwards.

    `safe` says that the edit may be applied without a person looking at it.
    """

    span: Span
    replacement: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Advice in a sentence and, where a machine can know it, the edits that carry it out."""

    text: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in (or missing from) a document. Stages fill the first half, the spine stamps the second."""

    rule: str
    category: str
    severity: Severity
    message: str
    why: str
    source: str
    span: Span | None = None
    suggestions: tuple[Suggestion, ...] = ()
    confidence: float = 1.0
    occurrences: tuple[Span, ...] = ()
    location: Location | None = None
    fingerprint: str = ""
    suppressed: Literal["inline", "config", "baseline"] | None = None
    suppression_reason: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The unit that decided a requirement, with its commitment strength (0-4) and the anchors found in or near it."""

    span: Span
    strength: int
    owner: str | None = None
    time_frame: str | None = None
    measure: str | None = None
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class InsertionPoint:
    """Where a missing statement would go: text offset and the headings above it."""

    offset: int
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """Answer for one requirement (or advert check: then `result` is set) in one document.

    `missing` names the parts of the criterion not found. `applies` is False where no chosen framework asks this of the
    document's kinds.
    """

    id: str
    frameworks: tuple[str, ...]
    level: Level
    passed: bool
    applies: bool
    severity: Severity
    confidence: float
    missing: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    model_clause: str = ""
    insert_at: InsertionPoint | None = None
    result: AdvertResult | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One provision unit with its strength 0-4: who is bound, to what, by when, by what sign, under which hedge."""

    span: Span
    text: str
    strength: int
    mode: str
    bearer: str | None = None
    owner: str | None = None
    time_frame: str | None = None
    measure: str | None = None
    hedges: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class KindPart:
    """A stretch of a document (a handbook chapter) and the document kind it was taken for."""

    span: Span
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class KindResult:
    """Document kinds, most likely first, and the parts they were found in. `kinds` is empty for non-HR documents."""

    kinds: tuple[str, ...]
    confidence: float
    parts: tuple[KindPart, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameworkScore:
    """How many of a framework's applicable requirements a document passes."""

    passed: int
    applicable: int


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """When a document says that it is to be reviewed next: an ISO date, stated or counted, and the words it is from."""

    day: str
    text: str


@dataclass(frozen=True, slots=True)
class AdvertScore:
    """`points` of 100 of an advert, and the ids of the checks whose mending helps most, best first."""

    points: int
    edits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """Everything an audit says of one file; `error` is set, and the rest empty, when it could not be read."""

    path: str
    format: str
    sha256: str
    document: Document | None
    kinds: KindResult
    error: ReadError | None = None
    findings: tuple[Finding, ...] = ()
    requirements: tuple[RequirementResult, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    scores: Mapping[str, FrameworkScore] = field(default_factory=dict)
    words: int = 0
    warnings: tuple[str, ...] = ()
    review: ReviewDue | None = None
    advert: AdvertScore | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One audit: every document in the order of its path, and what was found across them.

    Documents of a large run may be built anew at each look (`policy_audit.batch.shelf`): go through them once.
    """

    version: str
    ruleset: str
    audit_date: str
    documents: Sequence[DocumentReport]
    portfolio: Mapping[str, object] = field(default_factory=dict)
