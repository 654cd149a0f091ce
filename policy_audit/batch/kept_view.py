"""The view over all documents of a folder, kept with their reports: it is the same until one of them changes."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from policy_audit.batch.cache import VIEW_PREFIX
from policy_audit.batch.cache import ReportCache
from policy_audit.batch.keys import run_digest
from policy_audit.batch.shelf import heads
from policy_audit.config import Settings
from policy_audit.config_file import Configuration
from policy_audit.ruleset.load import Ruleset
from policy_audit.types import DocumentReport


@dataclass(frozen=True, slots=True)
class KeptView:
    """Makes the portfolio, or takes it from the cache where the same files were read with the same rules that day."""

    cache: ReportCache
    configuration: Configuration

    def __call__(self, reports: Sequence[DocumentReport], ruleset: Ruleset, settings: Settings) -> Mapping[str, object]:
        """The portfolio as plain values of JSON, as it is whether made now or before."""
        from policy_audit.stages.portfolio import portfolio

        key = self._key(reports, ruleset)
        kept = self.cache.value(key)
        with suppress(ValueError, zlib.error):
            found = json.loads(zlib.decompress(kept)) if kept is not None else None
            if isinstance(found, dict):
                return found
        text = json.dumps(dict(portfolio(reports, ruleset, settings)))
        self.cache.put(key, zlib.compress(text.encode("ascii"), 1))
        made: dict[str, object] = json.loads(text)
        return made

    def _key(self, reports: Sequence[DocumentReport], ruleset: Ruleset) -> str:
        total = hashlib.sha256()
        total.update(run_digest(ruleset, self.configuration.settings, self.configuration.limits).encode())
        for one in heads(reports):
            total.update(json.dumps([one.path, one.sha256, one.error.code if one.error else ""]).encode())
        return VIEW_PREFIX + total.hexdigest()
