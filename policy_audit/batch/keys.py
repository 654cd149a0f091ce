"""Names of results: digests over all that a result depends on, so that a kept one is used only where it is equal."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from functools import cache
from pathlib import Path

from policy_audit.config import Settings
from policy_audit.extract.limits import Limits
from policy_audit.ruleset.files import digest_of
from policy_audit.ruleset.load import Ruleset

_CHUNK = 1 << 20
# Programs that extraction calls where they are installed, and whose presence changes what is read.
_PROGRAMS = ("tesseract",)


def content_digest(path: Path) -> str:
    """SHA-256 of a file, read piece by piece. Raises OSError."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()


@cache
def program_digest() -> str:
    """Digest of this program's own code, of Python, and of the names (with versions) of the packages beside it."""
    package = Path(__file__).resolve().parents[1]
    code = digest_of({str(file.relative_to(package)): file.read_bytes() for file in package.rglob("*.py")})
    installed = sorted(
        name
        for folder in sys.path
        if Path(folder).is_dir()
        for name in (entry.name for entry in Path(folder).iterdir())
        if name.endswith((".dist-info", ".egg-info"))
    )
    found = [str(shutil.which(name)) for name in _PROGRAMS]
    return _digest([code, sys.version, *installed, *found])


def run_digest(ruleset: Ruleset, settings: Settings, limits: Limits) -> str:
    """Digest of what all files of a run share: program, ruleset, settings, limits, lexicons of the user."""
    where = "" if settings.root else str(Path.cwd())
    return _digest([program_digest(), ruleset.digest_with(settings.lexicons), repr(settings), repr(limits), where])


def file_key(run: str, path: Path) -> str:
    """Key of one file's reports; `run` is the run_digest. The path counts, as settings may differ. Raises OSError."""
    return _digest([run, str(path), content_digest(path)])


def _digest(parts: list[str]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
