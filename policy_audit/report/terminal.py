"""The terminal report: grouped by document and severity, equal findings in one line, and what to do first."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from policy_audit.report import Options
from policy_audit.report.adverts import note_without_ids
from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import Report
from policy_audit.types import Severity

_COLOURS = {"error": "31;1", "warning": "33;1", "advice": "36", "bold": "1", "dim": "2"}
_FIRST_STEPS = 5
_ADVICE_LINES = 8


@dataclass(frozen=True, slots=True)
class _Group:
    """Findings that say the same: one line with a count and the places."""

    first: Finding
    findings: tuple[Finding, ...]


def render(report: Report, options: Options) -> str:
    """The report as text; with `options.colour` it carries ANSI colours."""
    lines: list[str] = []
    for document in report.documents:
        lines += _document(document, options)
    if options.only is None:
        lines += _first_steps(report, options)
        lines.append(_summary(report, options))
    elif any(document.error or _unsuppressed(document) for document in report.documents):
        lines.append(_quiet_summary(report, options))
    return "\n".join(lines) + "\n" if lines else ""


def _document(report: DocumentReport, options: Options) -> Iterator[str]:
    if report.error is not None:
        yield _paint(f"{_plain(report.path)}: not audited", "error", options)
        yield from _wrap(f"{report.error.message} {report.error.remedy}", "  ", options)
        yield ""
        return
    shown = [one for one in _unsuppressed(report) if options.only is None or one.severity in options.only]
    if options.only is not None and not shown:
        return
    kinds = ", ".join(report.kinds.kinds) or "no HR document"
    yield _paint(_plain(report.path), "bold", options) + f"  ({kinds}, {report.words} words)"
    for warning in report.warnings if options.only is None else ():
        yield from _wrap(f"note: {note_without_ids(warning)}", "  ", options)
    for severity in Severity:
        groups = list(_groups(finding for finding in shown if finding.severity is severity))
        limit = _ADVICE_LINES if severity is Severity.ADVICE and options.only is None else len(groups)
        for group in groups[:limit]:
            yield from _finding(group, options)
        if len(groups) > limit:
            yield f"  … and {len(groups) - limit} more of severity advice (--format json lists all)"
    if not shown:
        yield "  nothing found"
    yield ""


def _unsuppressed(report: DocumentReport) -> list[Finding]:
    return [one for one in report.findings if not one.suppressed]


def _groups(findings: Iterable[Finding]) -> Iterator[_Group]:
    ordered = sorted(findings, key=lambda one: (one.span is None, one.rule, one.message, one.span or (0, 0)))
    groups = [tuple(group) for _, group in groupby(ordered, key=lambda one: (one.rule, one.message))]
    for group in sorted(groups, key=lambda group: (group[0].span is None, group[0].span or (0, 0))):
        yield _Group(group[0], group)


def _finding(group: _Group, options: Options) -> Iterator[str]:
    finding = group.first
    places = [place for one in group.findings if (place := _place(one))]
    count = f" ({len(group.findings)} times)" if len(group.findings) > 1 else ""
    where = ", ".join(places[:4]) + (" …" if len(places) > 4 else "")
    label = _paint(f"{finding.severity.value:<7}", finding.severity.value, options)
    yield f"  {label} {_paint(_plain(finding.rule), 'dim', options)}  {where}"
    yield from _wrap(_plain(finding.message) + count, "          ", options)
    if finding.span is not None and finding.why:
        yield from _wrap(f"why: {_plain(finding.why)}", "          ", options)
    for suggestion in finding.suggestions[:1]:
        yield from _wrap(f"→ {_plain(suggestion.text)}", "          ", options)


def _place(finding: Finding) -> str:
    location = finding.location
    if location is None or finding.span is None:
        return ""
    if location.line is not None:
        return f"{location.line}:{location.column}"
    if location.page is not None:
        return f"page {location.page}{' (OCR)' if location.ocr else ''}"
    return _plain(location.section[-1]) if location.section else ""


def _first_steps(report: Report, options: Options) -> Iterator[str]:
    """The few findings to start with: worst first, then those that come up in most documents."""
    shown = [one for document in report.documents for one in _unsuppressed(document)]
    serious = [one for one in shown if one.severity is not Severity.ADVICE]
    by_rule = sorted(serious, key=lambda one: one.rule)
    groups = [tuple(group) for _, group in groupby(by_rule, key=lambda one: one.rule)]
    worst = sorted(groups, key=lambda group: (min(one.severity.rank for one in group), -len(group), group[0].rule))
    if worst:
        yield _paint("What to do first", "bold", options)
    for number, group in enumerate(worst[:_FIRST_STEPS], 1):
        times = f" ({len(group)} places)" if len(group) > 1 else ""
        yield from _wrap(f"{number}. {_plain(group[0].message)}{times}", "  ", options, hanging=3)
    if worst:
        yield ""


def _summary(report: Report, options: Options) -> str:
    return (
        _paint(", ".join([_count(len(report.documents), "document"), *_counts(report)]), "bold", options)
        + ". A drafting aid: it reports what documents say, not what the law requires."
    )


def _counts(report: Report) -> Iterator[str]:
    """How many findings of each severity, and how many documents could not be read."""
    shown = [one for document in report.documents for one in _unsuppressed(document)]
    counts = {severity: sum(one.severity is severity for one in shown) for severity in Severity}
    yield _count(counts[Severity.ERROR], "error")
    yield _count(counts[Severity.WARNING], "warning")
    yield f"{counts[Severity.ADVICE]} advice"
    unreadable = sum(document.error is not None for document in report.documents)
    if unreadable:
        yield f"{unreadable} not audited"


def _quiet_summary(report: Report, options: Options) -> str:
    """One line for a hook: all that was found, and whether some of it is not shown."""
    line = _paint(", ".join([_count(len(report.documents), "document"), *_counts(report)]), "bold", options)
    shown = options.only or frozenset()
    hidden = any(one.severity not in shown for document in report.documents for one in _unsuppressed(document))
    return f"{line} (all of it: without --quiet)" if hidden else line


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _plain(text: str) -> str:
    """One line without control characters: a document must not be able to drive the terminal."""
    return " ".join("".join(letter if letter.isprintable() or letter.isspace() else "�" for letter in text).split())


def _wrap(text: str, indent: str, options: Options, hanging: int = 0) -> list[str]:
    width = max(options.width, 40)
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent + " " * hanging, break_long_words=False
    )


def _paint(text: str, name: str, options: Options) -> str:
    return f"\033[{_COLOURS[name]}m{text}\033[0m" if options.colour else text
