"""What changed since a git revision: files to audit, and lines whose findings matter in a pull request."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from policy_audit.errors import UsageError
from policy_audit.report.ranges import SourceMap
from policy_audit.report.shown import file_of
from policy_audit.types import DocumentReport
from policy_audit.types import Finding

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.M)
# Variables that git sets for its hooks; with them, `git -C` would look at the hook's repository and index, not at ours.
_HOOK_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
# The user's own settings must not change what is compared, and a file called "*.md" is that file.
_PLAIN = ("--literal-pathspecs", "-c", "diff.relative=false", "-c", "core.quotePath=false")
_DIFF = ("diff", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames")


@dataclass(frozen=True, slots=True)
class Changes:
    """Changed lines of a file (ranges from 1, end exclusive); `whole` for a new file, or one git shows no lines of."""

    whole: bool
    lines: tuple[range, ...] = ()

    def touch(self, first: int, last: int) -> bool:
        """True when any changed line lies between the two lines, both included."""
        return self.whole or any(lines.start <= last and first < lines.stop for lines in self.lines)


@dataclass(frozen=True, slots=True)
class _Repository:
    """A working tree compared with a commit. Paths are relative to `root`, with forward slashes."""

    root: Path
    commit: str
    status: Mapping[str, tuple[str, str]]
    tracked: frozenset[str]


def changes_since(files: Iterable[Path], revision: str) -> dict[Path, Changes]:
    """What changed in each of the files since history parted from the revision; files without a change are left out.

    Staged, unstaged and untracked changes count; a renamed file counts by its changed lines, a deleted one not at all.
    Raises UsageError where git cannot say: no such revision, no repository, no git.
    """
    repositories: dict[Path, _Repository] = {}
    found: dict[Path, Changes] = {}
    for file in files:
        place = file.parent.resolve() / file.name
        root = next((folder for folder in place.parents if (folder / ".git").exists()), None)
        if root is None:
            raise UsageError(
                f"{file} is not in a git repository, so --changed-since cannot say what changed.",
                "Leave the option out, or audit files of a repository.",
            )
        if root not in repositories:
            repositories[root] = _repository(root, revision)
        changes = _changes(place, repositories[root])
        if changes is not None:
            found[file] = changes
    return found


def only_changed(documents: Iterable[DocumentReport], changes: Mapping[Path, Changes]) -> Iterator[DocumentReport]:
    """The reports with just the findings on changed lines; gaps of a whole document only where the file is new."""
    by_name = {str(file): one for file, one in changes.items()}
    for report in documents:
        known = by_name.get(report.path) or by_name.get(file_of(report.path)) or Changes(whole=True)
        yield replace(report, findings=tuple(_touched(report, known)))


def _touched(report: DocumentReport, changes: Changes) -> Iterator[Finding]:
    if changes.whole or report.document is None:
        yield from report.findings
        return
    source = SourceMap(report.document)
    for finding in report.findings:
        if finding.span is not None:
            place = source.range_of(finding.span)
            if place is None or changes.touch(place.start_line, place.end_line):
                yield finding


def _changes(place: Path, repository: _Repository) -> Changes | None:
    name = place.relative_to(repository.root).as_posix()
    if name not in repository.status:
        return None if name in repository.tracked else Changes(whole=True)
    letter, before = repository.status[name]
    if letter == "D":
        return Changes(whole=True) if place.exists() else None
    if letter not in "MRT":
        return Changes(whole=True)
    text = _git([*_DIFF, "--unified=0", repository.commit, "--", before, name], repository.root)
    # A pure deletion has no lines of its own: the line before it is where its effect shows.
    lines = [(max(int(start), 1), max(int(count or 1), 1)) for start, count in _HUNK.findall(text)]
    if not lines:
        return Changes(whole=True) if "\nBinary files " in text else None
    return Changes(whole=False, lines=tuple(range(start, start + count) for start, count in lines))


def _repository(root: Path, revision: str) -> _Repository:
    commit = _commit(root, revision)
    parts = iter(_git([*_DIFF, "--name-status", "-z", commit, "--"], root).split("\0"))
    status: dict[str, tuple[str, str]] = {}
    for letter in parts:
        if letter:
            before = next(parts)
            name = next(parts) if letter[0] in "RC" else before
            status[name] = (letter[0], before)
    return _Repository(root, commit, status, frozenset(_git(["ls-files", "-z"], root).split("\0")))


def _commit(root: Path, revision: str) -> str:
    """The commit to compare with: where the history of HEAD and that of the revision parted."""
    if revision.startswith("-"):
        raise UsageError(f"--changed-since: “{revision}” is not a revision.", "Name a commit, branch or tag.")
    named = _run(["rev-parse", "--verify", f"{revision}^{{commit}}"], root)
    if named.returncode != 0:
        raise UsageError(
            f"--changed-since: git does not know “{revision}” in {root} ({_said(named)}).",
            "Name a commit, branch or tag that was fetched; in GitHub Actions, check out with fetch-depth: 0.",
        )
    commit = named.stdout.decode().strip()
    parted = _run(["merge-base", commit, "HEAD"], root)
    return parted.stdout.decode().strip() if parted.returncode == 0 else commit


def _git(arguments: Sequence[str], root: Path) -> str:
    run = _run(arguments, root)
    if run.returncode != 0:
        raise UsageError(f"git cannot compare the files in {root} ({_said(run)}).", "Run `git status` there.")
    return os.fsdecode(run.stdout)


def _run(arguments: Sequence[str], root: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _HOOK_VARIABLES}
    try:
        return subprocess.run(
            ["git", "-C", str(root), *_PLAIN, *arguments], capture_output=True, check=False, env=environment
        )
    except OSError as error:
        raise UsageError(
            "--changed-since needs git, which is not installed.", "Install git or leave the option out."
        ) from error


def _said(run: subprocess.CompletedProcess[bytes]) -> str:
    lines = run.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0] if lines else "no reason given"
