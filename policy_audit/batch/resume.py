"""Remembers audits that were begun and not finished, so that they can be taken up again under the same date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policy_audit.ruleset.files import cache_folder


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The note of one audit, known by its folders and where its reports go. The finished files are in the cache."""

    folders: Sequence[str]
    out: Path

    @property
    def _note(self) -> Path:
        named = json.dumps([*sorted(str(Path(one).resolve()) for one in self.folders), str(self.out.resolve())])
        return cache_folder() / f"unfinished-{hashlib.sha256(named.encode()).hexdigest()[:32]}.json"

    def begin(self, day: date) -> None:
        """Note that the audit has begun. A folder that cannot be written costs the note only."""
        with suppress(OSError):
            self._note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._note.write_text(json.dumps({"audit_date": day.isoformat()}), encoding="utf-8")

    def day(self) -> date | None:
        """The audit date of the run that was not finished, or None where there is none."""
        try:
            return date.fromisoformat(json.loads(self._note.read_text(encoding="utf-8"))["audit_date"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def finish(self) -> None:
        """Forget the note."""
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
