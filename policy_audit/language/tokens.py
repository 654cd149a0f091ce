"""Words with their offsets. One pass, no copies of the text; everything after this works on token numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from policy_audit.types import Span

# A possessive 's is a token of its own, so that "Chairman's" matches "chairman" and only the word is replaced;
# other apostrophes ("don't", "o'clock") stay inside the word. Hyphens separate: "co-worker" is two tokens.
_TOKEN = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*|['’]s\b|[%£$€]")


def fold(word: str) -> str:
    """Lower-case form with straight apostrophes. Length may differ from the input: never used to compute offsets."""
    return word.replace("’", "'").replace("ʼ", "'").casefold()


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel columns: start and end offsets (code points of the text) and folded form of each token."""

    starts: list[int]
    ends: list[int]
    words: list[str]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def range_of(self, span: Span) -> range:
        """Numbers of the tokens that start inside the span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))


def tokenise(text: str) -> Tokens:
    """All tokens of a text, in order. Symbols other than %, £, $ and € are not tokens."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    folded = fold(text)
    if len(folded) == len(text):  # Folding never shortens, so that every letter kept its place.
        words = [folded[start:end] for start, end in spans]
    else:
        words = [fold(text[start:end]) for start, end in spans]
    return Tokens([start for start, _ in spans], [end for _, end in spans], words)
