"""Zip archives: every document in them, read as if it lay in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePosixPath

from policy_audit.errors import UnreadableDocument
from policy_audit.extract import SUFFIXES
from policy_audit.extract import Attachment
from policy_audit.extract import ReadFailure
from policy_audit.extract.guard import SafeArchive
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Limits
from policy_audit.types import ReadError


def expand(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None
) -> Iterator[Attachment | ReadFailure]:
    """The members with a known suffix, in the order of their names; hidden and lock files are passed over."""
    archive = SafeArchive(data, limits)
    for member in sorted(archive.names):
        path = PurePosixPath(member.replace("\\", "/"))
        if path.suffix.lower() not in SUFFIXES or is_passed_over(path):
            continue
        try:
            yield Attachment(f"{name}/{member}", archive.read(member))
        except UnreadableDocument as error:
            if error.code == "too-large":
                raise
            digest = sha256(data).hexdigest()
            yield ReadFailure(f"{name}/{member}", "", digest, ReadError(error.code, error.message, error.remedy))


def is_passed_over(path: PurePosixPath) -> bool:
    """True for what no person wrote: hidden files, Office lock files, the Macintosh's resource forks."""
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in path.parts)
