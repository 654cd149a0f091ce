"""Files on any store that fsspec knows, written so that a reader never sees half of one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from policy_audit.errors import UsageError

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Place:
    """A file or folder by its address: a local path, or "s3://bucket/key" with the fsspec package of the store."""

    address: str

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        try:
            import fsspec
        except ImportError:
            raise UsageError("This command needs fsspec.", "Install policy-audit[cluster].") from None
        try:
            system, path = fsspec.core.url_to_fs(self.address)
        except (ValueError, ImportError) as error:
            raise UsageError(f"{self.address} cannot be opened ({error}).", "Check the address.") from error
        return system, path.rstrip("/") or path

    @property
    def system(self) -> Any:
        """The fsspec file system."""
        return self._opened[0]

    @property
    def path(self) -> str:
        """The path in that file system."""
        return self._opened[1]

    @property
    def local(self) -> bool:
        """True on this machine's own disk."""
        protocol = self.system.protocol
        return "file" in ((protocol,) if isinstance(protocol, str) else protocol)

    def below(self, name: str) -> Place:
        """The file of a name in this folder."""
        return Place(f"{self.address.rstrip('/')}/{name}")

    def names(self) -> list[str]:
        """Names of the files in this folder, sorted; none where it is not there."""
        try:
            listed = self.system.ls(self.path, detail=False, refresh=True)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except TypeError:
            listed = self.system.ls(self.path, detail=False)
        return sorted(str(one).rstrip("/").rpartition("/")[2] for one in listed)

    def files(self, suffixes: Iterable[str]) -> list[Place]:
        """The file itself, or those of the suffixes below the folder, or those that fit the glob; sorted."""
        wanted = tuple(suffixes)
        if self.system.isfile(self.path):
            return [self]
        glob = any(sign in self.path for sign in "*?[")
        found = self.system.glob(self.path) if glob else self.system.find(self.path)
        names = sorted(str(one) for one in found if str(one).lower().endswith(wanted))
        return [Place(self.system.unstrip_protocol(one) if not self.local else one) for one in names]

    def open(self) -> Any:
        """The file, for reading bytes."""
        return self.system.open(self.path, "rb")

    def read(self) -> bytes:
        """All bytes of the file. Raises FileNotFoundError."""
        return bytes(self.system.cat_file(self.path))

    def digest(self) -> str:
        """Digest of the contents; on a remote store what the store says of the version, to read the file once only."""
        if not self.local:
            return str(self.system.checksum(self.path))
        total = hashlib.sha256()
        with self.open() as file:
            while chunk := file.read(_CHUNK):
                total.update(chunk)
        return total.hexdigest()

    def write(self, data: bytes) -> None:
        """Put the bytes there at once: renamed into place on a disk, sent as one object elsewhere."""
        if not self.local:
            self.system.pipe_file(self.path, data)
            return
        target = Path(self.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)

    def remove(self) -> None:
        """Delete the file, where it is there."""
        with suppress(FileNotFoundError):
            self.system.rm_file(self.path)
