"""The shortest form of every wording pattern: what is left when each optional word is missing.

`PYTHONPATH=. python tests/wording/shortest.py` prints one line a pattern, to be read for forms that are harmless English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_audit.ruleset.files import read_tables


def patterns() -> Iterator[tuple[str, str]]:
    """Entry and pattern, in the order of the files."""
    for _, table in sorted(read_tables("language/").items()):
        for entry in table.get("entry", []):
            for pattern in entry.get("patterns", []):
                yield entry["id"], pattern


def shortest(pattern: str) -> str:
    """The pattern without its optional words, gaps, guards and marks."""
    kept = [piece for piece in pattern.split() if not (piece.strip("[]").startswith("(") or piece[0] in "@…")]
    return re.sub(r"[\[\]]", "", " ".join(kept))


if __name__ == "__main__":
    for name, text in patterns():
        print(f"{name}\t{shortest(text)}")
