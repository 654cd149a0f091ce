"""What a linter costs that is one regular expression over a list of words: the floor for any tool of this kind.

word_list.py WORDS FILE...
"""

from __future__ import annotations

import re
import sys
from pathlib import Path


def main(words: str, *files: str) -> None:
    """Print place and word of each hit."""
    terms = sorted(Path(words).read_text(encoding="utf-8").splitlines(), key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})\b", re.I)
    for name in files:
        for number, line in enumerate(Path(name).read_text(encoding="utf-8").splitlines(), 1):
            for hit in pattern.finditer(line):
                print(f"{name}:{number}:{hit.start() + 1}: {hit.group()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
