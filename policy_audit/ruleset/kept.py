"""Lexicons that have been read and found right, kept in files: to read 2 MB of TOML takes longer than most audits.

A file holds the values of one part of the ruleset. Its name carries a digest of the lexicon files it was made from and
of the program's own code that made it, so that what has changed since is never used. Files lie inside the package when
installed from a wheel (made by `hatch_build.py`), otherwise in the user's cache. They hold values only: what is read
back can be nothing but plain data and the value classes named in `_trusted`.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import zlib
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import fields
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from typing import Any
from typing import TypeVar
from typing import cast

from policy_audit import __version__

Value = TypeVar("Value")
CACHE_VARIABLE = "POLICY_AUDIT_CACHE"
SHIPPED = Path(__file__).with_name("kept_values")
SUFFIX = ".values"
# Files of one part that stay in the cache: a project may have several sets of words of its own.
_KEPT = 6
_PACKAGE = Path(__file__).resolve().parents[1]
_VALUE_MODULES = ("policy_audit.ruleset.", "policy_audit.language.", "policy_audit.types.")
_PLAIN = frozenset({("builtins", "frozenset"), ("builtins", "set"), ("datetime", "date")})


def cache_folder() -> Path:
    """Where this user's caches live; the variable POLICY_AUDIT_CACHE moves it. Nothing is created here."""
    if os.environ.get(CACHE_VARIABLE):
        return Path(os.environ[CACHE_VARIABLE])
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "policy-audit"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "policy-audit"


def kept(part: str, digest: str, make: Callable[[], Value]) -> Value:
    """The value of a part of the ruleset: read from a file where there is one for this digest, else made and kept.

    `digest` is that of the files it is made from. A file that is damaged is as good as none.
    """
    name = f"{part}-{hashlib.sha256(f'{digest} {_program()}'.encode()).hexdigest()[:40]}{SUFFIX}"
    for folder in (SHIPPED, cache_folder()):
        found = _read(folder / name)
        if found is not None:
            return found[0]  # type: ignore[no-any-return]
    value = make()
    _write(cache_folder(), part, name, value)
    return value


@cache
def _program() -> str:
    """Digest of the code that reads lexicons, so that a newer program makes its values anew."""
    total = hashlib.sha256(__version__.encode())
    for folder in ("language", "ruleset", "types"):
        for file in sorted((_PACKAGE / folder).glob("*.py")):
            total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def _read(file: Path) -> tuple[Any] | None:
    """What a file holds, in a tuple; None where there is no such file, it is damaged or another user's."""
    try:
        with file.open("rb") as opened:
            if file.parent != SHIPPED and hasattr(os, "geteuid") and os.fstat(opened.fileno()).st_uid != os.geteuid():
                return None
            content = opened.read()
        if zlib.crc32(content[4:]) != int.from_bytes(content[:4], "little"):
            return None
        return (_Values(BytesIO(content[4:])).load(),)
    except Exception:  # Whatever is wrong with it: it is made anew.
        return None


def _write(folder: Path, part: str, name: str, value: object) -> None:
    """Keep a value; where nothing can be written, it is made again next time."""
    import tempfile

    content = packed(value)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(zlib.crc32(content).to_bytes(4, "little") + content)
        Path(temporary).replace(folder / name)
        for old in _outdated(folder.glob(f"{part}-*{SUFFIX}")):
            old.unlink(missing_ok=True)
    except OSError:
        return


def _outdated(files: Iterable[Path]) -> list[Path]:
    return sorted(files, key=lambda file: file.stat().st_mtime)[:-_KEPT]


def packed(value: object) -> bytes:
    """A value as bytes; of dataclasses just the fields, not what they have worked out since."""
    target = BytesIO()
    pickler = pickle.Pickler(target, protocol=5)
    pickler.dispatch_table = cast(Any, _Fields())  # only ever looked up
    pickler.dump(value)
    return target.getvalue()


class _Fields:
    """Looked up by pickle: how to take a value of a class apart."""

    def __getitem__(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        return _apart(kind)


@cache
def _apart(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """How to take a value of a class apart. Raises KeyError for a class that pickle knows how to write itself."""
    if issubclass(kind, Enum):  # Python 3.11.0 to 3.11.3 would take members apart by `getattr`, trusted nowhere.
        return lambda value: (kind, (value.value,))
    if not is_dataclass(kind):
        raise KeyError(kind)
    names = [one.name for one in fields(kind)]
    if len(names) < 2:
        return lambda value: (kind, tuple(getattr(value, name) for name in names))
    taken = attrgetter(*names)
    return lambda value: (kind, taken(value))


class _Values(pickle.Unpickler):
    """Builds nothing but the values of lexicons."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        """The class of a name. Raises UnpicklingError for one that is no value of ours."""
        found = super().find_class(module_name, global_name) if _trusted(module_name, global_name) else None
        if not isinstance(found, type) or found.__module__ != module_name:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no value of a lexicon")
        return found


def _trusted(module: str, name: str) -> bool:
    return (module, name) in _PLAIN or (module.startswith(_VALUE_MODULES) and "." not in name)
