"""Finds and reads the TOML files of the lexicons."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from typing import TypeVar

from policy_audit.errors import LexiconError
from policy_audit.ruleset.kept import cache_folder
from policy_audit.ruleset.kept import kept

__all__ = ["Table", "cache_folder", "digest_of", "kept_from", "kept_tables", "lexicon_folder", "read_tables"]

Table = dict[str, Any]
Value = TypeVar("Value")


def lexicon_folder() -> Path:
    """The shipped lexicons: inside the package when installed from a wheel, beside it in a checkout.

    Raises LexiconError where neither is there, which means a damaged installation.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "lexicons", package.parent / "lexicons"):
        if (folder / "sections.toml").is_file():
            return folder
    raise LexiconError("lexicons", "-", "-", "the folder is not there", "Install policy-audit again.")


def read_tables(*prefixes: str, folder: Path | None = None) -> dict[str, Table]:
    """Parsed TOML by path relative to the folder ("language/gendered-generic.toml"), sorted by path.

    `prefixes` are files ("sections.toml") or folders ("language"). Raises LexiconError for a file that is not TOML.
    """
    root = folder or lexicon_folder()
    return {name: _parse(name, path.read_bytes()) for name, path in sorted(_named(root, prefixes).items())}


def kept_tables(name: str, *, folder: Path | None = None) -> Table:
    """One parsed file, kept from the last time. Raises LexiconError for a file that is not TOML."""
    part = f"table-{name.removesuffix('.toml')}"
    return kept_from((name,), lambda: read_tables(name, folder=folder)[name], folder=folder, part=part)


def kept_from(
    prefixes: Sequence[str], make: Callable[[], Value], *, folder: Path | None = None, part: str = ""
) -> Value:
    """What `make` reads out of files and folders of the lexicons, or what it read when they were last the same.

    `part` names it, by default as the first of the files.
    """
    root = folder or lexicon_folder()
    digests = {name: file_digest(path) for name, path in _named(root, prefixes).items()}
    return kept(part or prefixes[0].removesuffix(".toml"), digest_of_digests(digests), make)


def file_digest(path: Path) -> bytes:
    """SHA-256 of a file; of one that has not changed since, without reading it again."""
    status = path.stat()
    return _file_digest(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=1024)
def _file_digest(path: Path, changed: int, size: int) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def digest_of(contents: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents, in order of name."""
    return digest_of_digests({name: hashlib.sha256(content).digest() for name, content in contents.items()})


def digest_of_digests(digests: Mapping[str, bytes]) -> str:
    """The same from the SHA-256 of each content."""
    total = hashlib.sha256()
    for name in sorted(digests):
        total.update(name.encode() + b"\0" + digests[name])
    return total.hexdigest()


def _named(root: Path, prefixes: Iterable[str]) -> dict[str, Path]:
    return {path.relative_to(root).as_posix(): path for prefix in prefixes for path in _files(root, prefix)}


def _files(root: Path, prefix: str) -> list[Path]:
    path = root / prefix
    return [path] if path.is_file() else sorted(path.rglob("*.toml"))


def _parse(name: str, content: bytes) -> Table:
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(name, "-", "-", f"not readable as TOML ({error})", "Mend the line named.") from error
