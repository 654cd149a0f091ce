"""What travels into a writer and out of it. All offsets are code points of `Document.text`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from policy_audit.types import Edit
from policy_audit.types import Severity
from policy_audit.types import Span

Mode = Literal["comments", "tracked", "clean"]
MODES: tuple[Mode, ...] = ("comments", "tracked", "clean")


@dataclass(frozen=True, slots=True)
class Insertion:
    """A clause to add as a paragraph of its own.

    It goes after block number `after` (-1: before the first, -2: before the second, and so on), written like block
    `like` (None: a plain paragraph).
    `marker` is the clause number that continues the numbering where numbers are typed; "" where there is none.
    """

    text: str
    after: int
    like: int | None = None
    marker: str = ""

    @property
    def before(self) -> bool:
        """True for a clause in front of the block it stands beside."""
        return self.after < 0

    @property
    def beside(self) -> int:
        """Number of the block it stands behind, or in front of."""
        return -1 - self.after if self.after < 0 else self.after


@dataclass(frozen=True, slots=True)
class Proposal:
    """One suggestion for a document: a remark on the words at `span`, the edits that carry it out, or a clause to add.

    `remark` is the text of a comment: what was seen, why it matters, what to write instead, the source. `alternatives`
    are other sets of edits that would do.
    """

    rule: str
    severity: Severity
    remark: str
    span: Span | None = None
    edits: tuple[Edit, ...] = ()
    insertion: Insertion | None = None
    alternatives: tuple[tuple[Edit, ...], ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A proposal that was not written, and why, in words for a person."""

    proposal: Proposal
    reason: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a copy is marked: the mode, and whose name and which day stand on comments and changes."""

    mode: Mode
    author: str
    day: date

    @property
    def timestamp(self) -> str:
        """Midnight UTC of the day, as Word writes it."""
        return f"{self.day.isoformat()}T00:00:00Z"

    @property
    def paragraph_timestamp(self) -> str:
        """An hour later: when whole paragraphs were put in."""
        return f"{self.day.isoformat()}T01:00:00Z"

    @property
    def initials(self) -> str:
        """First letters of the author's names."""
        return "".join(word[0] for word in self.author.split())[:4].upper() or "PA"


@dataclass(frozen=True, slots=True)
class Written:
    """The copy, what went into it, and what did not. `difference` is a unified diff for text formats."""

    data: bytes
    applied: tuple[Proposal, ...]
    left_out: tuple[LeftOut, ...]
    difference: str = ""
