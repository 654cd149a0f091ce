"""Suppressions: comments in the document and entries of the configuration, each with a rule and a reason.

Markdown and HTML: `<!-- policy-audit: ignore RULE -- reason -->` before or inside a block, `ignore-start RULE` and
`ignore-end RULE` round several, `ignore-file RULE` for the whole file. Word: a comment on the words that begins the same way.
Suppressions that are broken, expired or no longer needed are findings of their own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import Literal

from policy_audit.config import Settings
from policy_audit.config import Suppression
from policy_audit.config import path_fits
from policy_audit.selection import names
from policy_audit.types import Document
from policy_audit.types import Finding
from policy_audit.types import Severity
from policy_audit.types import Span

_COMMENT = re.compile(r"\s*policy-audit:\s*(ignore(?:-start|-end|-file)?)\b[ \t]*([\w.*-]*)\s*(?:(?:--|[-–—:])\s*(.*))?\Z", re.S)
CATEGORY = "suppression"


@dataclass(frozen=True, slots=True)
class _Active:
    """A suppression that applies to this document, with the stretch of text it covers (None: everything)."""

    suppression: Suppression
    span: Span | None
    origin: Literal["inline", "config"]


def suppressed(findings: Sequence[Finding], document: Document, settings: Settings) -> Iterator[Finding]:
    """The findings with those suppressed marked, then findings about the suppressions themselves."""
    problems: list[Finding] = []
    active = [*_inline(document, settings, problems), *_configured(document, settings, problems)]
    used: set[int] = set()
    for finding in findings:
        hit = next((number for number, one in enumerate(active) if _covers(one, finding, document)), None)
        if hit is None:
            yield finding
        else:
            used.add(hit)
            yield replace(finding, suppressed=active[hit].origin)
    yield from problems
    for number, one in enumerate(active):
        if number not in used:
            yield _problem("unused", Severity.ADVICE, f"Nothing is suppressed by “ignore {one.suppression.rule}” any more", one.span)


def _covers(active: _Active, finding: Finding, document: Document) -> bool:
    wanted = active.suppression
    if not names(finding, wanted.rule) or (wanted.fingerprint and finding.fingerprint != wanted.fingerprint):
        return False
    if finding.span is None:
        return active.span is None and not wanted.words
    if active.span is not None and not active.span.overlaps(finding.span):
        return False
    return not wanted.words or wanted.words.casefold() in document.slice(finding.span).casefold()


def _configured(document: Document, settings: Settings, problems: list[Finding]) -> Iterator[_Active]:
    for one in settings.suppressions:
        if not path_fits(document.path, one.path, settings.root):
            continue
        if one.until is not None and settings.audit_date >= one.until:
            text = f"The suppression of {one.rule} ended on {one.until.isoformat()}"
            problems.append(_problem("expired", Severity.WARNING, text, None))
            continue
        _ask_reason(one, settings, None, problems)
        yield _Active(one, None, "config")


def _inline(document: Document, settings: Settings, problems: list[Finding]) -> Iterator[_Active]:
    starts: dict[str, tuple[int, str]] = {}
    for comment in document.comments:
        match = _COMMENT.match(comment.text)
        if match is None:
            continue
        verb, rule, reason = match.group(1), match.group(2), (match.group(3) or "").strip()
        place = comment.span or Span(0, 0)
        if rule in ("", "*", "all"):
            text = f"“{verb}” names no rule; a bare “ignore everything” is refused"
            problems.append(_problem("no-rule", Severity.ERROR, text, None))
            continue
        if verb == "ignore-start":
            starts[rule] = (place.start, reason)
            continue
        if verb == "ignore-end":
            begin, reason = starts.pop(rule, (place.start, reason))
            covered: Span | None = Span(begin, place.end)
        else:
            covered = None if verb == "ignore-file" else _reach(document, place)
        one = Suppression(rule, reason)
        _ask_reason(one, settings, covered, problems)
        yield _Active(one, covered, "inline")
    for rule in starts:
        problems.append(_problem("no-end", Severity.WARNING, f"“ignore-start {rule}” has no “ignore-end {rule}”", None))


def _reach(document: Document, place: Span) -> Span:
    """What an `ignore` covers: a Word comment its range, a comment inside a block that block, else the next block."""
    if len(place) > 0:
        return place
    for block in document.blocks:
        if block.span.start < place.start < block.span.end:
            return block.span
        if block.span.start >= place.start:
            return block.span
    return place


def _ask_reason(one: Suppression, settings: Settings, span: Span | None, problems: list[Finding]) -> None:
    if not one.reason:
        severity = Severity.ERROR if settings.require_reason else Severity.WARNING
        problems.append(_problem("no-reason", severity, f"The suppression of {one.rule} gives no reason", span))


def _problem(name: str, severity: Severity, message: str, span: Span | None) -> Finding:
    return Finding(
        rule=f"{CATEGORY}.{name}",
        category=CATEGORY,
        severity=severity,
        message=message,
        why="Exceptions are evidence too: each names a rule and a reason, and goes when it is not needed.",
        source="policy-audit",
        fingerprint=hashlib.sha256(f"{name}\n{message}\n{span}".encode("utf-8", "surrogatepass")).hexdigest()[:16],
    )


def suppression_rules() -> Iterable[str]:
    """Ids of the findings this module makes."""
    return tuple(f"{CATEGORY}.{name}" for name in ("expired", "no-end", "no-reason", "no-rule", "unused"))
