"""The baseline: findings a team already knows. Sorted, one a line, without line numbers or dates, so that it merges."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from policy_audit.batch.shelf import shelved
from policy_audit.config import relative_path
from policy_audit.errors import UsageError
from policy_audit.report.shown import file_of
from policy_audit.types import DocumentReport
from policy_audit.types import Report

VERSION = 1
Entries = Mapping[str, Mapping[str, frozenset[str]]]
_Marks = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known fingerprints by path (relative to the baseline file) and rule."""

    file: Path
    entries: Entries


def load_baseline(file: Path) -> Baseline:
    """Read a baseline. Raises UsageError where it is missing or damaged."""
    try:
        text = file.read_bytes().decode("utf-8-sig", "surrogatepass")
        if "\n<<<<<<< " in text:
            raise UsageError(
                f"{file} holds a merge conflict.", "Keep the lines of both sides, or make it again with --force."
            )
        table = json.loads(text)
        if table["version"] != VERSION:
            raise UsageError(
                f"{file} is of version {table['version']}.", "Make it again: `policy-audit baseline create`."
            )
        entries = {
            path: {rule: frozenset(marks) for rule, marks in rules.items()} for path, rules in table["entries"].items()
        }
    except FileNotFoundError as error:
        raise UsageError(f"{file} does not exist.", "Make it with `policy-audit baseline create`.") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{file} is not a baseline ({error}).", "Make it again: `policy-audit baseline create`."
        ) from error
    return Baseline(file, entries)


def with_baseline(report: Report, baseline: Baseline) -> Report:
    """The report with known findings marked as suppressed; a file that was moved is known by what is found in it."""
    entries = _followed(baseline, report)
    folder = baseline.file.parent
    return replace(
        report, documents=shelved(_marked(one, entries.get(_key(one.path, folder), {})) for one in report.documents)
    )


def _marked(document: DocumentReport, known: Mapping[str, frozenset[str]]) -> DocumentReport:
    findings = tuple(
        replace(one, suppressed="baseline")
        if not one.suppressed and one.fingerprint in known.get(one.rule, ())
        else one
        for one in document.findings
    )
    return replace(document, findings=findings)


def baseline_text(report: Report, file: Path) -> str:
    """A baseline of every finding in the report that nothing else suppresses."""
    return _written(_entries(report, file))


def stale_count(baseline: Baseline, report: Report) -> int:
    """How many entries have no finding any more: in the documents of this report, and in files that are gone."""
    return pruned_text(baseline, report)[1]


def pruned_text(baseline: Baseline, report: Report) -> tuple[str, int]:
    """The baseline without entries whose finding is gone, and how many those were. Nothing is added.

    Files that this report did not audit, or could not read, keep their entries as long as they are there.
    """
    now = _entries(report, baseline.file)
    folder = baseline.file.parent
    audited = {_key(one.path, folder) for one in report.documents if one.error is None}
    kept: dict[str, dict[str, frozenset[str]]] = {}
    dropped = 0
    for path, rules in _followed(baseline, report).items():
        untouched = path not in audited and _is_there(folder, path)
        for rule, marks in rules.items():
            left = marks if untouched else marks & now.get(path, {}).get(rule, frozenset())
            dropped += len(marks) - len(left)
            if left:
                kept.setdefault(path, {})[rule] = left
    return _written(kept), dropped


def _followed(baseline: Baseline, report: Report) -> Entries:
    """The entries; those of a file that is gone stand under the path of a new document with the same findings."""
    folder = baseline.file.parent
    present = {_key(one.path, folder) for one in report.documents}
    gone = {
        path: _pairs(rules)
        for path, rules in baseline.entries.items()
        if path not in present and not _is_there(folder, path)
    }
    entries = dict(baseline.entries)
    for document in report.documents if gone else ():
        path = _key(document.path, folder)
        if path in baseline.entries:
            continue
        former = max(sorted(gone), key=lambda old: _likeness(document, gone[old]), default=None)
        if former is not None and _likeness(document, gone[former]) > 0:
            entries[path] = entries.pop(former)
            del gone[former]
    return entries


def _likeness(document: DocumentReport, known: _Marks) -> int:
    """How many findings with words the document shares with an entry; 0 where that is not most of either.

    Missing statements have the same fingerprint in every document: alone they prove nothing, unless all are the same.
    """
    every = frozenset((one.rule, one.fingerprint) for one in document.findings)
    worded = frozenset((one.rule, one.fingerprint) for one in document.findings if one.span is not None)
    if every and every == known:
        return len(every)
    shared = len(worded & known)
    return shared if 2 * shared >= max(len(worded), len(known - every)) else 0


def _pairs(rules: Mapping[str, frozenset[str]]) -> _Marks:
    return frozenset((rule, mark) for rule, marks in rules.items() for mark in marks)


def _is_there(folder: Path, path: str) -> bool:
    """True where the file of an entry exists; names are kept composed, so a decomposed file name is tried as well."""
    return any(Path(file_of(str(folder / form))).is_file() for form in (path, unicodedata.normalize("NFD", path)))


def _key(path: str, folder: Path) -> str:
    """Path as the baseline names it: relative to its folder, and composed, since macOS hands out decomposed names."""
    return unicodedata.normalize("NFC", relative_path(path, str(folder)))


def _entries(report: Report, file: Path) -> dict[str, dict[str, frozenset[str]]]:
    entries: dict[str, dict[str, frozenset[str]]] = {}
    for path, rule, mark in _marks(report, file):
        rules = entries.setdefault(path, {})
        rules[rule] = rules.get(rule, frozenset()) | {mark}
    return entries


def _marks(report: Report, file: Path) -> Iterator[tuple[str, str, str]]:
    for document in report.documents:
        path = _key(document.path, file.parent)
        for one in document.findings:
            if one.suppressed in (None, "baseline"):
                yield path, one.rule, one.fingerprint


def _written(entries: Entries) -> str:
    table = {path: {rule: sorted(marks) for rule, marks in rules.items()} for path, rules in entries.items()}
    return json.dumps({"version": VERSION, "entries": table}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
