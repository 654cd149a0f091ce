"""Suppressions: comments in the document and entries of the configuration, each with a rule and a reason.

Markdown and HTML: `<!-- policy-audit: ignore RULE -- reason -->` before or inside a block, `ignore-start RULE` and
`ignore-end RULE` round several, `ignore-file RULE` for the whole file. Word: a comment on the words that begins in
the same way.
Suppressions that are broken, expired or no longer needed are findings of their own.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import Literal

from policy_audit.config import Settings
from policy_audit.config import Suppression
from policy_audit.config import path_fits
from policy_audit.extract.locate import locate
from policy_audit.selection import names
from policy_audit.selection import selected
from policy_audit.suppress_comments import Comments
from policy_audit.suppress_comments import Problem
from policy_audit.suppress_comments import read_comments
from policy_audit.types import Document
from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import Severity
from policy_audit.types import Span

CATEGORY = "suppression"
SEVERITIES = {
    "expired": Severity.WARNING,
    "malformed": Severity.ERROR,
    "no-end": Severity.WARNING,
    "no-reason": Severity.WARNING,
    "no-rule": Severity.ERROR,
    "no-start": Severity.WARNING,
    "unused": Severity.ADVICE,
}


@dataclass(frozen=True, slots=True)
class _Active:
    """A suppression that applies to this document, with the stretch of text it covers (None: everything)."""

    suppression: Suppression
    span: Span | None
    origin: Literal["inline", "config"]


def suppressed(findings: Sequence[Finding], document: Document, settings: Settings) -> Iterator[Finding]:
    """The findings with those suppressed marked, then findings about the suppressions themselves."""
    comments = read_comments(document)
    active, ended = _active(comments, document, settings)
    used: set[int] = set()
    past: set[int] = set()
    for finding in findings:
        hit = next((number for number, one in enumerate(active) if _covers(one, finding, document)), None)
        if hit is None:
            past.update(number for number, one in enumerate(ended) if _covers(one, finding, document))
            yield finding
        else:
            used.add(hit)
            reason = active[hit].suppression.reason
            yield replace(finding, suppressed=active[hit].origin, suppression_reason=reason)
    problems = [*comments.problems, *_doubts(active, used, settings), *_expired(ended, past)]
    # What is wrong with a suppression shows even where --select names other rules; it can be ignored by its name.
    yield from selected(_findings(problems, document, settings), replace(settings, select=()))


def unused_entries(reports: Iterable[DocumentReport], settings: Settings) -> list[Suppression]:
    """Entries of the configuration that no finding of the run needed; those with an exact path are findings already."""
    left = [one for one in settings.suppressions if not _is_exact(one.path)]
    for report in reports:
        for finding in report.findings if report.document is not None else ():
            if finding.suppressed == "config" and report.document is not None:
                held = [_Active(one, None, "config") for one in left if path_fits(report.path, one.path, settings.root)]
                needed = [one.suppression for one in held if _covers(one, finding, report.document)]
                left = [one for one in left if one not in needed]
    return [one for one in left if one.until is None or settings.audit_date < one.until]


def _active(comments: Comments, document: Document, settings: Settings) -> tuple[list[_Active], list[_Active]]:
    """Suppressions in force for the document, and those of the configuration whose date is over."""
    active = [_Active(one, span, "inline") for one, span in comments.suppressions]
    ended: list[_Active] = []
    for one in settings.suppressions:
        if path_fits(document.path, one.path, settings.root):
            over = one.until is not None and settings.audit_date >= one.until
            (ended if over else active).append(_Active(one, None, "config"))
    return active, ended


def _covers(active: _Active, finding: Finding, document: Document) -> bool:
    wanted = active.suppression
    if not names(finding, wanted.rule) or (wanted.fingerprint and finding.fingerprint != wanted.fingerprint):
        return False
    if finding.span is None:
        return active.span is None and not wanted.words
    if active.span is not None and not active.span.overlaps(finding.span):
        return False
    return not wanted.words or wanted.words.casefold() in document.slice(finding.span).casefold()


def _doubts(active: Sequence[_Active], used: set[int], settings: Settings) -> Iterator[Problem]:
    """What is to be said of suppressions in force: no reason given, or nothing left to suppress."""
    for number, one in enumerate(active):
        rule = one.suppression.rule
        # An entry for many files is judged over the whole run (`unused_entries`), not in each file it does not concern.
        concerns = one.origin == "inline" or _is_exact(one.suppression.path)
        if number not in used and concerns and _ran(one, settings):
            yield Problem("unused", f"Nothing is suppressed by “ignore {rule}” any more", one.span)
        if not one.suppression.reason and (number in used or one.origin == "inline"):
            yield Problem("no-reason", f"The suppression of {rule} gives no reason", one.span)


def _expired(ended: Sequence[_Active], past: set[int]) -> Iterator[Problem]:
    for number in sorted(past):
        one = ended[number].suppression
        yield Problem("expired", f"The suppression of {one.rule} ended on {one.until}", None)


def _ran(one: _Active, settings: Settings) -> bool:
    """True where the run looked for what the suppression suppresses, so that finding nothing means something."""
    if settings.select or settings.wording_only or (settings.frameworks and one.span is None):
        return False
    rule = one.suppression.rule
    return not any(rule.startswith(name) or name.startswith(rule) for name in settings.ignore)


def _is_exact(path: str) -> bool:
    return not any(sign in path for sign in "*?[")


def _findings(problems: Iterable[Problem], document: Document, settings: Settings) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for one in problems:
        key = f"{one.name}\n{one.message}"
        seen[key] += 1
        severity = Severity.ERROR if one.name == "no-reason" and settings.require_reason else SEVERITIES[one.name]
        yield Finding(
            rule=f"{CATEGORY}.{one.name}",
            category=CATEGORY,
            severity=severity,
            message=one.message,
            why="Exceptions are evidence too: each names a rule and a reason, and goes when it is not needed.",
            source="policy-audit",
            span=one.span if one.span is not None and len(one.span) else None,
            location=locate(document, one.span) if one.span is not None else None,
            fingerprint=hashlib.sha256(f"{key}\n{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:16],
        )


def suppression_rules() -> Iterable[str]:
    """Ids of the findings this module makes."""
    return tuple(f"{CATEGORY}.{name}" for name in SEVERITIES)
