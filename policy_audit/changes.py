"""What changed since a git revision: files to audit, and lines whose findings matter in a pull request."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from policy_audit.errors import UsageError
from policy_audit.report.ranges import SourceMap
from policy_audit.types import DocumentReport
from policy_audit.types import Finding

_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True, slots=True)
class Changes:
    """Changed lines of a file (ranges from 1, end exclusive); `whole` for a new file, or one git shows no lines of."""

    whole: bool
    lines: tuple[range, ...] = ()

    def touch(self, first: int, last: int) -> bool:
        """True when any changed line lies between the two lines, both included."""
        return self.whole or any(lines.start <= last and first < lines.stop for lines in self.lines)


def changed_files(files: Iterable[Path], revision: str) -> list[Path]:
    """Those of the files that differ from the revision. Raises UsageError where git cannot say."""
    return [file for file in files if changes_of(file, revision) is not None]


def only_changed(documents: Iterable[DocumentReport], revision: str) -> Iterator[DocumentReport]:
    """The reports with just the findings on changed lines; gaps of a whole document only where the file is new."""
    for report in documents:
        changes = changes_of(Path(report.path.partition("#")[0]), revision)
        if changes is None:
            continue
        yield replace(report, findings=tuple(one for one in report.findings if _touched(one, report, changes)))


def _touched(finding: Finding, report: DocumentReport, changes: Changes) -> bool:
    if changes.whole:
        return True
    if finding.span is None or report.document is None:
        return False
    place = SourceMap(report.document).range_of(finding.span)
    return place is None or changes.touch(place.start_line, place.end_line)


def changes_of(file: Path, revision: str) -> Changes | None:
    """What changed in a file since the revision, or None where nothing did."""
    folder = str(file.parent) or "."
    known = _git(["ls-tree", "--name-only", revision, "--", file.name], folder)
    if not known.strip():
        return Changes(whole=True)
    text = _git(["diff", "--unified=0", "--no-color", "--no-ext-diff", revision, "--", file.name], folder)
    if not text.strip():
        return None
    lines = [(int(start), int(count or 1)) for start, count in _HUNK.findall(text)]
    # A pure deletion has no lines of its own: the line before it is where its effect shows.
    ranges = tuple(range(start, start + max(count, 1)) for start, count in lines)
    return Changes(whole=not ranges, lines=ranges)


def _git(arguments: Sequence[str], folder: str) -> str:
    try:
        run = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)
    except OSError as error:
        raise UsageError("--changed-since needs git, which is not installed.", "Install git or leave the option out.") from error
    if run.returncode != 0:
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(f"git cannot compare {folder} ({said[0] if said else 'no reason given'}).", "Check the revision.")
    return run.stdout.decode("utf-8", "replace")
