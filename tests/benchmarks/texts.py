"""Policies of any length, made in code: the same text for the same number, and no two documents alike."""

from __future__ import annotations

import random
import sys
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "extract")]

from pdf_maker import Page
from pdf_maker import make_pdf

from policy_audit.ruleset.load import Ruleset

# One sentence in so many is one that a wording rule finds, as in real policies.
_ONE_IN = 25
_LINE = 88


class Texts:
    """Sentences of the shipped examples, put together to policies."""

    def __init__(self, ruleset: Ruleset) -> None:
        entries = ruleset.language.entries
        requirements = list(ruleset.catalogue.requirements.values())
        examples = {example.text for one in requirements for example in one.examples}
        self._clear = sorted(examples | {one.model_clause for one in requirements})
        self._flagged = sorted({text.replace("[[", "").replace("]]", "") for one in entries for text in one.flagged})
        self._headings = sorted({one.title for one in requirements})
        self.words = sorted({term.strip() for one in entries for term in one.terms.split("·") if len(term.strip()) > 2})

    def policy(self, words: int, number: int = 0, quiet: bool = False) -> str:
        """A Markdown policy of about so many words; a quiet one holds no sentence made for a wording rule to find."""
        chance = random.Random(f"{words} {number}")
        parts, count = [f"# Equality policy {number + 1}"], 0
        while count < words:
            sentences = [self._sentence(chance, quiet) for _ in range(chance.randint(2, 6))]
            if chance.random() < 0.25:
                parts.append(f"## {chance.choice(self._headings)}")
            parts.append(" ".join(sentences))
            count += sum(len(one.split()) for one in sentences)
        return "\n\n".join(parts) + "\n"

    def pdf(self, pages: int) -> bytes:
        """A PDF of so many pages of 40 lines."""
        words = iter(self.policy(pages * 800).encode("ascii", "ignore").decode().split())
        made = []
        for number in range(pages):
            lines = [_line(words) for _ in range(40)]
            page = Page().text(72, 780, f"{number + 1} Part {number + 1}", 14, bold=True)
            made.append(page.lines(72, 750, lines, size=10, leading=13))
        return make_pdf(made)

    def _sentence(self, chance: random.Random, quiet: bool) -> str:
        return chance.choice(self._clear if quiet or chance.randrange(_ONE_IN) else self._flagged)


def _line(words: object) -> str:
    return " ".join(islice(words, 13))[:_LINE]  # type: ignore[call-overload]
