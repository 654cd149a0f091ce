"""Finds and reads the TOML files. Parsed tables are kept in the user's cache, named by the digest of the files."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policy_audit.errors import LexiconError

Table = dict[str, Any]
CACHE_VARIABLE = "POLICY_AUDIT_CACHE"


def lexicon_folder() -> Path:
    """The shipped lexicons: inside the package when installed from a wheel, beside it in a checkout.

    Raises LexiconError where neither is there, which means a damaged installation.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "lexicons", package.parent / "lexicons"):
        if (folder / "sections.toml").is_file():
            return folder
    raise LexiconError("lexicons", "-", "-", "the folder is not there", "Install policy-audit again.")


def cache_folder() -> Path:
    """Where this user's caches live; the variable POLICY_AUDIT_CACHE moves it. Nothing is created here."""
    if os.environ.get(CACHE_VARIABLE):
        return Path(os.environ[CACHE_VARIABLE])
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "policy-audit"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "policy-audit"


def read_tables(*prefixes: str, folder: Path | None = None) -> dict[str, Table]:
    """Parsed TOML by path relative to the folder ("language/gendered-generic.toml"), sorted by path.

    `prefixes` are files ("sections.toml") or folders ("language"). Raises LexiconError for a file that is not TOML.
    """
    root = folder or lexicon_folder()
    contents = {
        path.relative_to(root).as_posix(): path.read_bytes() for prefix in prefixes for path in _files(root, prefix)
    }
    digest = digest_of(contents)
    cached = _read_cache(digest)
    if cached is not None:
        return cached
    tables = {name: _parse(name, contents[name]) for name in sorted(contents)}
    _write_cache(digest, tables)
    return tables


def digest_of(contents: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents, in order of name."""
    total = hashlib.sha256()
    for name in sorted(contents):
        total.update(name.encode() + b"\0" + hashlib.sha256(contents[name]).digest())
    return total.hexdigest()


def _files(root: Path, prefix: str) -> list[Path]:
    path = root / prefix
    return [path] if path.is_file() else sorted(path.rglob("*.toml"))


def _parse(name: str, content: bytes) -> Table:
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(name, "-", "-", f"not readable as TOML ({error})", "Mend the line named.") from error


def _read_cache(digest: str) -> dict[str, Table] | None:
    """Tables from an earlier run. A cache file that is damaged is as good as none."""
    try:
        kept = json.loads((cache_folder() / f"lexicons-{digest[:32]}.json").read_bytes())
    except (OSError, ValueError):
        return None
    return kept["tables"] if isinstance(kept, dict) and kept.get("digest") == digest else None


def _write_cache(digest: str, tables: Mapping[str, Table]) -> None:
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"digest": digest, "tables": tables}, file)
        Path(temporary).replace(folder / f"lexicons-{digest[:32]}.json")
    except (OSError, TypeError):
        return  # A read-only home, or a TOML date: the tables are just parsed again next time.
