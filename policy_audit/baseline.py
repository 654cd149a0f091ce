"""The baseline: findings a team already knows. Sorted, one a line, without line numbers or dates, so that it merges."""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from policy_audit.config import relative_path
from policy_audit.errors import UsageError
from policy_audit.types import DocumentReport
from policy_audit.types import Report

VERSION = 1
Entries = Mapping[str, Mapping[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known fingerprints by path (relative to the baseline file) and rule."""

    file: Path
    entries: Entries

    def knows(self, path: str, rule: str, fingerprint: str) -> bool:
        """True when the finding was there when the baseline was made."""
        known = self.entries.get(relative_path(path, str(self.file.parent)), {})
        return fingerprint in known.get(rule, ())


def load_baseline(file: Path) -> Baseline:
    """Read a baseline. Raises UsageError where it is missing or damaged."""
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
        if table["version"] != VERSION:
            raise UsageError(f"{file} is of version {table['version']}.", "Make it again: `policy-audit baseline create`.")
        entries = {
            path: {rule: frozenset(marks) for rule, marks in rules.items()} for path, rules in table["entries"].items()
        }
    except FileNotFoundError as error:
        raise UsageError(f"{file} does not exist.", "Make it with `policy-audit baseline create`.") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{file} is not a baseline ({error}).", "Make it again: `policy-audit baseline create`.") from error
    return Baseline(file, entries)


def with_baseline(report: Report, baseline: Baseline) -> Report:
    """The report with known findings marked as suppressed by the baseline."""
    return replace(report, documents=tuple(_marked(document, baseline) for document in report.documents))


def _marked(document: DocumentReport, baseline: Baseline) -> DocumentReport:
    findings = tuple(
        replace(one, suppressed="baseline")
        if not one.suppressed and baseline.knows(document.path, one.rule, one.fingerprint)
        else one
        for one in document.findings
    )
    return replace(document, findings=findings)


def baseline_text(report: Report, file: Path) -> str:
    """A baseline of every finding in the report that nothing else suppresses."""
    return _written(_entries(report, file))


def pruned_text(baseline: Baseline, report: Report) -> tuple[str, int]:
    """The baseline without entries whose finding is gone, and how many those were. Nothing is added."""
    now = _entries(report, baseline.file)
    kept: dict[str, dict[str, frozenset[str]]] = {}
    dropped = 0
    for path, rules in baseline.entries.items():
        for rule, marks in rules.items():
            left = marks & now.get(path, {}).get(rule, frozenset())
            dropped += len(marks) - len(left)
            if left:
                kept.setdefault(path, {})[rule] = left
    return _written(kept), dropped


def _entries(report: Report, file: Path) -> dict[str, dict[str, frozenset[str]]]:
    entries: dict[str, dict[str, frozenset[str]]] = {}
    for path, rule, mark in _marks(report, file):
        rules = entries.setdefault(path, {})
        rules[rule] = rules.get(rule, frozenset()) | {mark}
    return entries


def _marks(report: Report, file: Path) -> Iterator[tuple[str, str, str]]:
    for document in report.documents:
        path = relative_path(document.path, str(file.parent))
        for one in document.findings:
            if one.suppressed in (None, "baseline"):
                yield path, one.rule, one.fingerprint


def _written(entries: Entries) -> str:
    table = {path: {rule: sorted(marks) for rule, marks in rules.items()} for path, rules in entries.items()}
    return json.dumps({"version": VERSION, "entries": table}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
