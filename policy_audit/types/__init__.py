"""Every value that travels through an audit. Imports nothing of ours: the package to read first.

One run: `path -> extract -> Document -> stages -> Finding, RequirementResult, Commitment -> DocumentReport -> Report`.
"""

from __future__ import annotations

from policy_audit.types.document import Anchor
from policy_audit.types.document import Block
from policy_audit.types.document import BlockKind
from policy_audit.types.document import Cell
from policy_audit.types.document import Comment
from policy_audit.types.document import Document
from policy_audit.types.document import Location
from policy_audit.types.document import Metadata
from policy_audit.types.document import PdfAnchor
from policy_audit.types.document import ReadError
from policy_audit.types.document import Region
from policy_audit.types.document import Segment
from policy_audit.types.document import Span
from policy_audit.types.document import TextAnchor
from policy_audit.types.document import WordAnchor
from policy_audit.types.results import AdvertResult
from policy_audit.types.results import AdvertScore
from policy_audit.types.results import Commitment
from policy_audit.types.results import DocumentReport
from policy_audit.types.results import Edit
from policy_audit.types.results import Evidence
from policy_audit.types.results import Finding
from policy_audit.types.results import FrameworkScore
from policy_audit.types.results import InsertionPoint
from policy_audit.types.results import KindPart
from policy_audit.types.results import KindResult
from policy_audit.types.results import Level
from policy_audit.types.results import Report
from policy_audit.types.results import RequirementResult
from policy_audit.types.results import ReviewDue
from policy_audit.types.results import Severity
from policy_audit.types.results import Suggestion

__all__ = [
    "AdvertResult",
    "AdvertScore",
    "Anchor",
    "Block",
    "BlockKind",
    "Cell",
    "Comment",
    "Commitment",
    "Document",
    "DocumentReport",
    "Edit",
    "Evidence",
    "Finding",
    "FrameworkScore",
    "InsertionPoint",
    "KindPart",
    "KindResult",
    "Level",
    "Location",
    "Metadata",
    "PdfAnchor",
    "ReadError",
    "Region",
    "Report",
    "RequirementResult",
    "ReviewDue",
    "Segment",
    "Severity",
    "Span",
    "Suggestion",
    "TextAnchor",
    "WordAnchor",
]
