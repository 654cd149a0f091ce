"""Look-up tables of the wording patterns, kept in the user's cache: parsing ten thousand patterns takes longer
than an advert.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from policy_audit.language.word_index import LookUp
from policy_audit.ruleset.files import cache_folder

# Raise when the pattern syntax or the tables change, so that tables of an older program are not used.
LOOK_UP_VERSION = 4


def read_look_up(digest: str) -> list[LookUp] | None:
    """Tables kept under the digest of the lexicon files, or None. A damaged file is as good as none."""
    try:
        kept = json.loads(_path(digest).read_bytes())
        return [LookUp(*one) for one in kept["tables"]] if kept["digest"] == digest else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_look_up(digest: str, tables: Sequence[LookUp]) -> None:
    """Keep the tables; where the cache cannot be written, they are worked out again next time."""
    try:
        _path(digest).parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=_path(digest).parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            columns = [(one.words, one.phrases, one.prefixes, one.numbers) for one in tables]
            json.dump({"digest": digest, "tables": columns}, file)
        Path(temporary).replace(_path(digest))
    except OSError:
        return


def _path(digest: str) -> Path:
    return cache_folder() / f"wording-{digest[:32]}.json"
