"""Reports of earlier audits, in one SQLite file of the user's cache folder.

Nothing in it is trusted: each value carries a digest and is read back field by field, and a file that is damaged, of
another program or of another user is rebuilt or left alone. Losing it costs time, never a result.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from policy_audit.batch.codec import Strings
from policy_audit.batch.codec import from_bytes
from policy_audit.ruleset.files import cache_folder
from policy_audit.types import DocumentReport

Reports = tuple[DocumentReport, ...]
FILE_NAME = "reports.sqlite"
# Keys of what is kept for a whole folder; all others are those of files.
VIEW_PREFIX = "view-"
DEFAULT_BYTES = 1 << 30
# Four letters in the header of the file, by which ours is known; and the layout of its table.
_APPLICATION = int.from_bytes(b"PoAu", "big")
_LAYOUT = 1
_BUSY_SECONDS = 10.0
# An emptied cache is cut to this share of its limit, so that the next run need not cut again.
_KEPT_SHARE = 0.8


@dataclass(slots=True)
class ReportCache:
    """An open cache. Every failure of the file makes it quiet: nothing found, nothing kept."""

    path: Path
    limit: int = DEFAULT_BYTES
    strings: Strings = field(default_factory=dict)
    _connection: sqlite3.Connection | None = field(default=None, repr=False)
    _used: list[str] = field(default_factory=list, repr=False)

    def get(self, key: str) -> Reports | None:
        """The reports kept under a key, or None."""
        value = self.value(key)
        try:
            return None if value is None else from_bytes(value, Reports, self.strings)
        except (ValueError, TypeError):
            return None

    def value(self, key: str) -> bytes | None:
        """The bytes kept under a key, unaltered, or None."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT value, digest FROM reports WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            self._give_up()
            return None
        if row is None or not isinstance(row[0], bytes) or _seal(key, row[0]) != row[1]:
            return None
        self._used.append(key)
        return row[0]

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key: reports as `codec.to_bytes` wrote them."""
        if self._connection is None or len(value) > self.limit:
            return
        row = (key, value, _seal(key, value), int(time.time()))
        try:
            self._connection.execute("INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?)", row)
        except sqlite3.Error:
            self._give_up()

    def open(self) -> None:
        """Open the file, made anew where it is not a sound cache of ours. Without a writable folder it stays closed."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = _connected(self.path)
        except (OSError, sqlite3.Error):
            self._connection = None

    def close(self) -> None:
        """Note what was used, cut the file to its limit, and let go of it."""
        if self._connection is None:
            return
        with suppress(sqlite3.Error):
            used = [(int(time.time()), key) for key in self._used]
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("UPDATE reports SET used = ? WHERE key = ?", used)
            self._connection.execute("COMMIT")
            _cut(self._connection, self.limit)
        self._give_up()

    def _give_up(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


@contextmanager
def report_cache(
    path: Path | None = None, limit: int = DEFAULT_BYTES, *, use: bool = True
) -> Iterator[ReportCache | None]:
    """The cache, open for the length of a run; by default the user's own. None where the user wants none."""
    if not use:
        yield None
        return
    cache = ReportCache(path or cache_folder() / FILE_NAME, limit)
    cache.open()
    try:
        yield cache
    finally:
        cache.close()


def clear_caches() -> int:
    """Remove all kept reports and parsed lexicons of this user; the number of bytes freed."""
    freed = 0
    for pattern in (f"{FILE_NAME}*", "*.values", "lexicons-*.json", "wording-*.json"):
        for file in cache_folder().glob(pattern):
            with suppress(OSError):
                size = file.stat().st_size
                file.unlink()
                freed += size
    return freed


def cached_count(path: Path | None = None) -> tuple[int, int]:
    """How many files' reports are kept, and the bytes of the cache file."""
    file = path or cache_folder() / FILE_NAME
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            (count,) = connection.execute(
                "SELECT COUNT(*) FROM reports WHERE key NOT GLOB ?", (VIEW_PREFIX + "*",)
            ).fetchone()
            return int(count), file.stat().st_size
    except (OSError, sqlite3.Error):
        return 0, 0


def _seal(key: str, value: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + value).digest()


def _connected(path: Path) -> sqlite3.Connection:
    """A connection to a sound cache at `path`. Raises OSError or sqlite3.Error where none can be had."""
    if path.exists() and hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
        raise PermissionError(f"{path} belongs to another user")
    try:
        return _opened(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise
        for suffix in ("", "-journal", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return _opened(path)


def _opened(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        _prepare(connection)
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the cache is damaged")
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the table in a new file. Raises sqlite3.DatabaseError for a file of another program or layout."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (layout,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    if tables and (application, layout) != (_APPLICATION, _LAYOUT):
        raise sqlite3.DatabaseError("not a cache of this program")
    if not tables:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS reports (key TEXT PRIMARY KEY, value BLOB NOT NULL, digest BLOB NOT NULL, "
            "used INTEGER NOT NULL)"
        )
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {_LAYOUT}")
        connection.execute("COMMIT")


def _cut(connection: sqlite3.Connection, limit: int) -> None:
    """Remove what was not used for longest until the values fit the limit."""
    (total,) = connection.execute("SELECT COALESCE(SUM(LENGTH(value)), 0) FROM reports").fetchone()
    if total <= limit:
        return
    surplus = total - int(limit * _KEPT_SHARE)
    doomed = []
    for key, size in connection.execute("SELECT key, LENGTH(value) FROM reports ORDER BY used, key"):
        if surplus <= 0:
            break
        doomed.append((key,))
        surplus -= size
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("DELETE FROM reports WHERE key = ?", doomed)
    connection.execute("COMMIT")
    connection.execute("PRAGMA incremental_vacuum").fetchall()
