"""Lists of contents in a PDF that have no dots: lines below the word “Contents” that end in growing page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_audit.extract.pdf_lines import Line

TITLE = re.compile(r"(?:table of )?contents(?: page)?:?", re.I)
ENTRY = re.compile(r"\S.*?[\s.](\d{1,3})\s*$")
# So many entries make a list of contents; so many lines without a number may stand between two, as long titles wrap.
FEWEST_ENTRIES = 3
MOST_BETWEEN = 2


def contents_lines(lines: Sequence[Line], pages: int) -> dict[int, bool]:
    """Index of each line of a list of contents -> True where an entry ends in it. `pages` is the number of pages."""
    found: dict[int, bool] = {}
    for index, line in enumerate(lines):
        if TITLE.fullmatch(line.text.strip()):
            found.update(_below(lines, index + 1, pages))
    return found


def _below(lines: Sequence[Line], start: int, pages: int) -> dict[int, bool]:
    entries: list[int] = []
    number = 0
    for index in range(start, len(lines)):
        match = ENTRY.match(lines[index].text)
        page = int(match.group(1)) if match and lines[index].cell is None else 0
        if page and number <= page <= pages:
            entries.append(index)
            number = page
        elif index - (entries[-1] if entries else start - 1) > MOST_BETWEEN:
            break
    if len(entries) < FEWEST_ENTRIES:
        return {}
    return {index: index in entries for index in range(start, entries[-1] + 1)}
