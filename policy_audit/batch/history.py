"""The store of past audits: one JSON file an audit is the truth, an SQLite index beside them only makes looking quick.

A file is written beside its place, forced to disk and then moved, and its name is a digest of what it holds: an
interrupted save leaves nothing or everything, two runs at once do not meet, and the same audit is never there twice.
The index is brought in line with the files whenever it is opened, and made anew when it is damaged or of
another version.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from policy_audit.batch.history_snapshot import Snapshot
from policy_audit.batch.history_snapshot import parse_snapshot
from policy_audit.batch.history_snapshot import read_snapshot
from policy_audit.batch.history_snapshot import snapshot_bytes
from policy_audit.batch.history_snapshot import snapshot_id
from policy_audit.errors import UsageError
from policy_audit.types import Severity

DATA_VARIABLE = "POLICY_AUDIT_DATA"
_INDEX_VERSION = 1
_GZIP_FROM = 5_000_000
_LOCK_SECONDS = 60.0
# A neighbour this old was left by a run that was killed.
_STALE_SECONDS = 24 * 3600
_TABLES = """
CREATE TABLE audits (
  id TEXT PRIMARY KEY, file TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, changed INTEGER NOT NULL, folder TEXT NOT NULL,
  audit_date TEXT NOT NULL, version TEXT NOT NULL, ruleset TEXT NOT NULL, documents INTEGER NOT NULL,
  unreadable INTEGER NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL, advice INTEGER NOT NULL,
  passed INTEGER NOT NULL, asked INTEGER NOT NULL,
  undertakings INTEGER NOT NULL, firm INTEGER NOT NULL) STRICT;
CREATE TABLE scores (
  audit TEXT NOT NULL REFERENCES audits (id), framework TEXT NOT NULL, passed INTEGER NOT NULL, asked INTEGER NOT NULL,
  PRIMARY KEY (audit, framework)) STRICT;
"""
_COLUMNS = (
    "id, file, folder, audit_date, version, ruleset, documents, unreadable, errors, warnings, advice, passed, asked, "
    "undertakings, firm"
)


@dataclass(frozen=True, slots=True)
class Audit:
    """One kept audit in numbers. `file` is the name of its JSON file in the store."""

    id: str
    file: str
    folder: str
    audit_date: str
    version: str
    ruleset: str
    documents: int
    unreadable: int
    errors: int
    warnings: int
    advice: int
    passed: int
    asked: int
    undertakings: int
    firm: int


def data_folder() -> Path:
    """Where this user's audits are kept; the variable POLICY_AUDIT_DATA moves it. Nothing is created here."""
    if os.environ.get(DATA_VARIABLE):
        return Path(os.environ[DATA_VARIABLE])
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "policy-audit" / "data"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "policy-audit"


class History:
    """The store in a folder, by default this user's. Raises UsageError where it cannot be written or read."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_folder()
        self.files = self.folder / "audits"
        self.index = self.folder / "history.sqlite3"

    def save(self, snapshot: Snapshot) -> str:
        """Keep an audit and give its id. When this returns, the audit is on the disk."""
        content = snapshot_bytes(snapshot)
        name = snapshot_id(content)
        packed = len(content) >= _GZIP_FROM
        path = self.files / f"audit-{snapshot.audit_date}-{name}.json{'.gz' if packed else ''}"
        with self._told(path):
            self.files.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                _write(path, gzip.compress(content, mtime=0) if packed else content)
        return name

    def audits(self, folder: str = "") -> list[Audit]:
        """All kept audits by date, or those whose folder's name holds `folder`."""
        with self._open() as index:
            rows = index.execute(f"SELECT {_COLUMNS} FROM audits ORDER BY audit_date, file").fetchall()
        found = [Audit(*row) for row in rows]
        return [one for one in found if folder.casefold() in one.folder.casefold()]

    def scores(self, audit: str) -> dict[str, tuple[int, int]]:
        """Requirements met and asked by framework in one audit."""
        with self._open() as index:
            rows = index.execute(
                "SELECT framework, passed, asked FROM scores WHERE audit = ? ORDER BY framework", (audit,)
            )
            return {name: (passed, asked) for name, passed, asked in rows}

    def snapshot(self, name: str) -> Snapshot:
        """The whole of one audit, by its id or the beginning of it. Raises UsageError where none or several fit."""
        fits = [one for one in self.audits() if one.id.startswith(name)] if name else []
        if len(fits) != 1:
            problem = "No kept audit" if not fits else "More than one kept audit"
            raise UsageError(f"{problem} has the id “{name}”.", "See `policy-audit history` for the ids.")
        return read_snapshot(self.files / fits[0].file)

    def rebuild(self) -> int:
        """Throw the index away and make it anew from the files; gives the number of audits."""
        with self._told(self.index):
            self.index.unlink(missing_ok=True)
        return len(self.audits())

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The index, in line with the files. A damaged one is made anew, once."""
        with self._told(self.index):
            self.files.mkdir(parents=True, exist_ok=True)
            try:
                connection = self._synchronised()
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self.index.unlink(missing_ok=True)
                connection = self._synchronised()
            with closing(connection):
                yield connection

    def _synchronised(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.index, timeout=_LOCK_SECONDS, isolation_level=None)
        try:
            # One transaction: a run that is killed here leaves the index as it was.
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA user_version").fetchone()[0] != _INDEX_VERSION:
                _new_tables(connection)
            self._follow_files(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection

    def _follow_files(self, connection: sqlite3.Connection) -> None:
        known = {row[0]: row[1:] for row in connection.execute("SELECT file, size, changed FROM audits")}
        present: dict[str, tuple[int, int]] = {}
        for entry in os.scandir(self.files):
            status = entry.stat()
            if entry.name.startswith("audit-"):
                present[entry.name] = (status.st_size, status.st_mtime_ns)
            elif entry.name.endswith(".part") and time.time() - status.st_mtime > _STALE_SECONDS:
                Path(entry.path).unlink(missing_ok=True)
        for name, state in known.items():
            if present.get(name) != state:
                connection.execute("DELETE FROM scores WHERE audit IN (SELECT id FROM audits WHERE file = ?)", (name,))
                connection.execute("DELETE FROM audits WHERE file = ?", (name,))
        for name in sorted(present):
            if known.get(name) != present[name]:
                _add(connection, self.files / name, present[name])

    @contextmanager
    def _told(self, path: Path) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            remedy = f"Free the disk or set {DATA_VARIABLE} to a folder on this machine that can be written."
            raise UsageError(f"{path} cannot be used ({error}).", remedy) from error


def _new_tables(connection: sqlite3.Connection) -> None:
    for name in ("scores", "audits"):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in _TABLES.split(";"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {_INDEX_VERSION}")


def _add(connection: sqlite3.Connection, path: Path, state: tuple[int, int]) -> None:
    """Index one file. One that does not hold an audit (mended by hand, say) stays where it is, out of the index."""
    try:
        snapshot = parse_snapshot(path.read_bytes())
    except (ValueError, KeyError, TypeError, AttributeError, FileNotFoundError):
        return
    name = snapshot_id(snapshot_bytes(snapshot))
    read = [one for one in snapshot.documents if not one.error]
    row = (
        name,
        path.name,
        *state,
        snapshot.folder,
        snapshot.audit_date,
        snapshot.version,
        snapshot.ruleset,
        len(read),
        len(snapshot.documents) - len(read),
        *(snapshot.count(severity) for severity in Severity),
        sum(len(one.passed) for one in read),
        sum(len(one.asked) for one in read),
        sum(one.undertakings for one in read),
        sum(one.firm for one in read),
    )
    added = connection.execute(f"INSERT OR IGNORE INTO audits VALUES ({', '.join('?' * len(row))})", row)
    if added.rowcount:
        scores = [(name, framework, *score) for framework, score in snapshot.scores().items()]
        connection.executemany("INSERT INTO scores VALUES (?, ?, ?, ?)", scores)


def _write(path: Path, content: bytes) -> None:
    handle, neighbour = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(neighbour).replace(path)
    except BaseException:
        Path(neighbour).unlink(missing_ok=True)
        raise
    _force_folder(path.parent)


def _force_folder(folder: Path) -> None:
    """Force the new name to disk too, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
