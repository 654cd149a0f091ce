"""Which findings a run shows: `--select` and `--ignore` name rules, categories or prefixes of either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policy_audit.config import Settings
from policy_audit.types import Finding
from policy_audit.types import Severity


def selected(findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    """The findings asked for, with severities as the configuration sets them. The most specific name wins."""
    kept = []
    for finding in findings:
        if not _wanted(finding, settings):
            continue
        severity = _longest(settings.severities, finding)
        kept.append(replace(finding, severity=Severity(settings.severities[severity])) if severity else finding)
    return tuple(kept)


def names(finding: Finding, name: str) -> bool:
    """True when `name` is the finding's rule or category, or a prefix of one that ends at a dot or hyphen."""
    for full in (finding.rule, finding.category):
        if (
            full == name
            or full.startswith((name + ".", name + "-"))
            or (name.endswith((".", "-")) and full.startswith(name))
        ):
            return True
    return False


def _wanted(finding: Finding, settings: Settings) -> bool:
    chosen = _longest(settings.select, finding)
    ignored = _longest(settings.ignore, finding)
    if settings.select and chosen is None:
        return False
    return ignored is None or (chosen is not None and len(chosen) > len(ignored))


def _longest(given: Iterable[str], finding: Finding) -> str | None:
    return max((name for name in given if names(finding, name)), key=len, default=None)
