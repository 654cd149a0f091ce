"""Cues and headings of adverts: regular expressions with the strings they need, and what headings open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from policy_audit.language.patterns import Match
from policy_audit.language.patterns import PatternIndex
from policy_audit.ruleset.fields import Entry

# A longer line is running text, whatever words it holds.
_HEADING_WORDS = 24


@dataclass(frozen=True)
class CueExpression:
    """A regular expression behind a cue, tried only on lines that hold one of `needs` ("#": a digit).

    `beside` narrows that to the neighbourhood of other cues; `case` reads the text as written, not in lower case.
    """

    cue: str
    text: str
    needs: tuple[str, ...]
    case: bool
    beside: tuple[str, ...] = ()

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The expression, ready to search with."""
        return re.compile(self.text)

    @property
    def crosses_lines(self) -> bool:
        """True when a match may run on into the next line."""
        return r"\n\s" in self.text


class HeadingWords:
    """Which part of an advert a heading opens, by its words."""

    def __init__(
        self, roles: Mapping[str, tuple[str, ...]], fillers: tuple[str, ...], exact: Mapping[str, str]
    ) -> None:
        self._exact = exact
        self.roles = tuple(roles)
        self._fillers = frozenset(fillers)
        self._index: PatternIndex[str] = PatternIndex((role, term) for role, terms in roles.items() for term in terms)

    def role_of(self, words: list[str], loose: bool, stem: bool = False) -> str:
        """The role a heading opens, "" for none. Unless `loose`, the terms must cover the whole heading.

        A wish makes a heading desirable, whatever else it says. Of a stem ("you will need the following skills:") the
        last term decides, of a heading first "essential" and then the longest term.
        """
        if len(words) == 1 and words[0] in self._exact:
            return self._exact[words[0]]
        found = list(self._index.find(words)) if words and len(words) <= _HEADING_WORDS else []
        if not found:
            return ""
        if not loose:
            covered = {at for match in found for at in range(match.first, match.last + 1)}
            if any(at not in covered and word not in self._fillers for at, word in enumerate(words)):
                return ""
        widest = [one for one in found if not any(_inside(one, other) for other in found)]
        if stem:
            # Whom one joins says nothing of the list that follows ("what you will bring to the team:").
            widest = [one for one in widest if one.key != "about"] or widest
        roles = {one.key for one in widest}
        if "desirable" in roles:
            return "requirements" if "essential" in roles else "desirable"
        if "essential" in roles and (not stem or "essential" in words):
            return "essential"
        order = {role: -number for number, role in enumerate(self.roles)}
        best = max(widest, key=lambda one: (one.last if stem else 0, one.last - one.first, order[one.key]))
        return best.key


def _inside(inner: Match[str], outer: Match[str]) -> bool:
    """True when one match lies within another, longer one."""
    wider = outer.last - outer.first > inner.last - inner.first
    return wider and outer.first <= inner.first and inner.last <= outer.last


def read_expressions(cues: Sequence[Entry]) -> Iterator[CueExpression]:
    """The expressions of all cues; those that look beside other cues come last, when the others have been found.

    Each is tried by itself: joined into one they would lose the literal prefixes that make them fast.
    """
    for cue in sorted(cues, key=lambda one: bool(one.texts("beside"))):
        cue.require_keys(("about", "patterns", "expressions", "needs", "case", "beside"))
        for text in cue.texts("expressions"):
            try:
                re.compile(text)
            except re.error as error:
                raise cue.error("expressions", f"“{text}” is not a regular expression ({error})", "Mend it.") from error
            yield CueExpression(cue.name, text, cue.texts("needs"), cue.flag("case"), cue.texts("beside"))
