"""Finds the files to audit: those named, and below the folders named those of a known suffix."""

from __future__ import annotations

import os
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

from policy_audit.extract import SUFFIXES

# Lock files of Word ("~$policy.docx") and LibreOffice (".~lock.policy.odt#"), and what version control keeps.
_LOCK_PREFIXES = ("~$", ".~lock.")
# Tables are data as often as adverts: below a folder they are left alone, named on the command line they are read.
TABLE_SUFFIXES = frozenset({".csv", ".json", ".jsonl", ".ndjson", ".parquet", ".tsv", ".xlsx"})
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """Files in order of path, each once. A file named by the user is given whatever its suffix; a missing one too.

    Hidden files and folders, lock files, tables and symbolic-link loops below a folder are skipped.
    """
    seen: set[tuple[int, int] | str] = set()
    for path in paths:
        for found in _below(path) if path.is_dir() else (path,):
            identity = _identity(found)
            if identity not in seen:
                seen.add(identity)
                yield found


def _below(folder: Path) -> Iterator[Path]:
    visited: set[tuple[int, int] | str] = set()
    for name, folders, files in os.walk(folder, followlinks=True):
        identity = _identity(Path(name))
        if identity in visited:
            folders.clear()
            continue
        visited.add(identity)
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in _SKIPPED_FOLDERS)
        for file in sorted(files):
            suffix = Path(file).suffix.lower()
            if not file.startswith((".", *_LOCK_PREFIXES)) and suffix in SUFFIXES and suffix not in TABLE_SUFFIXES:
                yield Path(name, file)


def _identity(path: Path) -> tuple[int, int] | str:
    """Device and inode where the system has them, else the resolved name: the same file under two names is one."""
    try:
        status = path.stat()
    except OSError:
        return str(path)
    return (status.st_dev, status.st_ino) if status.st_ino else str(path.resolve())
