"""What the server keeps between requests: results of folders under way, finished reports; in memory, for a while."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from dataclasses import field

from policy_audit.web.answers import Refusal
from policy_audit.web.settings import WebLimits


@dataclass(slots=True)
class _Kept:
    until: float
    parts: list[bytes] = field(default_factory=list)
    size: int = 0


class Shelf:
    """Things under names nobody can guess (256 bits), each kept for a time; the oldest gives way."""

    def __init__(self, limits: WebLimits) -> None:
        self._limits = limits
        self._folders: dict[str, _Kept] = {}
        self._reports: dict[str, _Kept] = {}

    def begin(self) -> str:
        """A new folder; gives its name."""
        return self._put(self._folders, [], self._limits.folders)

    def add(self, name: str, part: bytes) -> None:
        """Keep the result of one file. Raises Refusal: 404 for a folder that is not there, 413 for too much."""
        folder = self._found(self._folders, name)
        too_much = self.room(name) <= 0 or folder.size + len(part) > self._limits.folder_bytes
        if too_much:
            raise Refusal(
                413, "too-large", "The folder is too large for the page.", "Use `policy-audit audit FOLDER -o OUT`."
            )
        folder.parts.append(part)
        folder.size += len(part)

    def room(self, name: str) -> int:
        """How many files a folder may still take. Raises Refusal (404) as `add` does."""
        return self._limits.folder_files - len(self._found(self._folders, name).parts)

    def parts(self, name: str) -> list[bytes]:
        """The results of a folder, which is forgotten by that."""
        parts = self._found(self._folders, name).parts
        del self._folders[name]
        return parts

    def publish(self, page: bytes) -> str:
        """Keep a finished report; gives its name."""
        return self._put(self._reports, [page], self._limits.reports)

    def report(self, name: str) -> bytes:
        """A finished report. Raises Refusal (404)."""
        return self._found(self._reports, name).parts[0]

    def _put(self, shelf: dict[str, _Kept], parts: list[bytes], most: int) -> str:
        self._tidy(shelf)
        while len(shelf) >= most:
            del shelf[next(iter(shelf))]
        name = secrets.token_urlsafe(32)
        shelf[name] = _Kept(time.monotonic() + self._limits.keep_seconds, parts)
        return name

    def _found(self, shelf: dict[str, _Kept], name: str) -> _Kept:
        self._tidy(shelf)
        if name not in shelf:
            raise Refusal(404, "not-found", "That is not (or no longer) here.", "Start again.")
        return shelf[name]

    @staticmethod
    def _tidy(shelf: dict[str, _Kept]) -> None:
        now = time.monotonic()
        for name in [name for name, kept in shelf.items() if kept.until < now]:
            del shelf[name]
