"""Fingerprints: what a finding is, not where it stands, so that edits elsewhere in the document do not change it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator

from policy_audit.types import Document
from policy_audit.types import Finding

_SPACE = re.compile(r"\s+")
# Code points of context on each side of the words; enough to tell two places apart, little enough to survive edits.
_CONTEXT = 24


def fingerprints(findings: Iterable[Finding], document: Document) -> Iterator[str]:
    """One mark of 16 hexadecimal digits a finding, in order.

    Made of the rule, the words found and a little context; the n-th of several equal ones carries its number.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        key = f"{finding.rule}\n{_context(finding, document)}"
        seen[key] += 1
        yield hashlib.sha256(f"{key}\n{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _context(finding: Finding, document: Document) -> str:
    if finding.span is None:
        return ""
    start, end = finding.span.start, finding.span.end
    before = document.text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    after = document.text[end : end + _CONTEXT].partition("\n")[0]
    return _SPACE.sub(" ", f"{before}|{document.slice(finding.span)}|{after}").casefold().strip()
