"""Which reports of a run may be taken from the cache, and which may be put there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from policy_audit.config_file import Configuration
from policy_audit.errors import INTERNAL_ERROR
from policy_audit.ruleset.load import Ruleset
from policy_audit.types import DocumentReport

if TYPE_CHECKING:
    from policy_audit.batch.cache import ReportCache
    from policy_audit.batch.codec import Strings

# Failures that another try may not meet again.
_PASSING = frozenset(
    {"too-slow", "out-of-memory", "parser-crashed", "not-found", "permission-denied", "unreadable-file", INTERNAL_ERROR}
)
# When a file was last changed and its size: a file that changed while it was audited is not kept.
Stamp = tuple[int, int]


@dataclass
class Kept:
    """The cache as one run sees it; without a cache, nothing is found and nothing kept."""

    cache: ReportCache | None
    ruleset: Ruleset
    configuration: Configuration
    _keys: dict[Path, tuple[str, Stamp]] = field(default_factory=dict, repr=False)

    @cached_property
    def strings(self) -> Strings:
        """Strings shared by all reports of the run."""
        return {} if self.cache is None else self.cache.strings

    @cached_property
    def _run(self) -> str:
        from policy_audit.batch.keys import run_digest

        return run_digest(self.ruleset, self.configuration.settings, self.configuration.limits)

    def reports(self, file: Path) -> Sequence[DocumentReport] | None:
        """The reports of a file that was audited before with the same contents, rules and settings, or None."""
        if self.cache is None:
            return None
        from policy_audit.batch.keys import file_key

        try:
            stamp = _stamp(file)
            if stamp[1] > self.configuration.limits.file_bytes or not file.is_file():
                return None
            self._keys[file] = (file_key(self._run, file), stamp)
        except OSError:
            return None
        return self.cache.get(self._keys[file][0])

    def keep(self, file: Path, reports: Sequence[DocumentReport], value: bytes) -> None:
        """Put the reports of a file into the cache, unless another try could give others."""
        key, stamp = self._keys.pop(file, ("", (0, 0)))
        if self.cache is None or not key or any(one.error and one.error.code in _PASSING for one in reports):
            return
        try:
            unchanged = _stamp(file) == stamp
        except OSError:
            return
        if unchanged:
            self.cache.put(key, value)


def _stamp(file: Path) -> Stamp:
    status = file.stat()
    return status.st_mtime_ns, status.st_size
