"""Verbs that follow a pronoun: "he records and signs" becomes "they record and sign"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from policy_audit.language.reading import Reading
from policy_audit.suggest.grammar import Grammar
from policy_audit.suggest.letters import capitals_of
from policy_audit.types import Span

Tags = Callable[[list[str]], list[str]]
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_FAR = 5
_STOPS = frozenset(
    {"we", "they", "it", "you", "i", "he", "she", "if", "when", "because", "unless", "where", "while", "although", "so"}
)
_PAST = frozenset({"had", "did", "were", "didn't", "hadn't"})


class Unsettled(Exception):  # noqa: N818 - a signal inside this package, never shown
    """A verb cannot be made to agree by rule."""


@dataclass(frozen=True)
class Clause:
    """A sentence seen from its tokens `[first, last)` of the document.

    `tagger` gives Penn tags of a list of words; it is asked only where form does not tell, because it is slow to load.
    """

    reading: Reading
    grammar: Grammar
    first: int
    last: int
    tagger: Tags | None = None

    @cached_property
    def words(self) -> list[str]:
        """Folded words of the document."""
        return self.reading.tokens.words

    def word(self, at: int) -> str:
        """A word of this sentence, "" outside it."""
        return self.words[at] if self.first <= at < self.last else ""

    def tag(self, at: int) -> str:
        """The tag of a token, "" where there is none."""
        return self._tags[at - self.first] if self.tagger and self.first <= at < self.last else ""

    @cached_property
    def _tags(self) -> list[str]:
        tokens = self.reading.tokens
        written = [self.reading.text(tokens.span(at, at)) for at in range(self.first, self.last)]
        return self.tagger(written) if self.tagger else []

    def start(self, at: int) -> int:
        """Text offset where a token begins."""
        return self.reading.tokens.starts[at]

    def end(self, at: int) -> int:
        """Text offset behind a token."""
        return self.reading.tokens.ends[at]

    def gap(self, at: int) -> str:
        """Text between a token and the next of the sentence; "." behind the last."""
        if at + 1 >= self.last:
            return "."
        return self.reading.document.text[self.end(at) : self.start(at + 1)]


def verb_edits(clause: Clause, first: int, last: int) -> dict[Span, str]:
    """Edits of the verbs governed by the pronoun at tokens `[first, last]`. Raises `Unsettled`."""
    verb = _verb_after(clause, last)
    if verb is None or _turned_round(clause, first, verb):
        return _inverted(clause, first, last)
    edits = _one_verb(clause, verb)
    if edits:
        # A verb behind a modal or a past form needs no mending, and so do those joined to it.
        for at in _coordinated(clause, verb):
            edits.update(_one_verb(clause, at))
    return edits


def _verb_after(clause: Clause, last: int) -> int | None:
    """The finite verb that follows the pronoun, past adverbs and a remark between commas."""
    at = last + 1
    if clause.gap(last).lstrip().startswith((",", "(")):
        closing = next(
            (place for place in range(at, min(at + 8, clause.last)) if clause.gap(place).strip()[:1] in (",", ")")),
            None,
        )
        if closing is None or closing + 1 >= clause.last:
            return None
        at = closing + 1
    elif clause.gap(last).strip() not in ("", "’", "'"):
        return None
    for place in range(at, min(at + _FAR, clause.last)):
        word = clause.word(place)
        if _is_finite(clause, place):
            return place
        if not (word in clause.grammar.words["adverbs"] or word.endswith("ly") or clause.tag(place).startswith("RB")):
            return None
    return None


def _is_finite(clause: Clause, at: int) -> bool:
    word = clause.word(at)
    grammar = clause.grammar
    if word in grammar.agreement or word in grammar.words["modals"] or word in _PAST or word in ("'s", "’s"):
        return True
    if grammar.base_of_third(word) is not None and not word.endswith("ly"):
        return True
    if word.endswith("ed") or any(word in forms for forms in grammar.verbs.values()):
        return True
    return clause.tag(at) in _FINITE


def _turned_round(clause: Clause, first: int, verb: int) -> bool:
    """True for "nor is he allowed", "does he agree": the auxiliary stands before the pronoun, the rest behind it."""
    before = clause.word(first - 1)
    if before not in clause.grammar.agreement or clause.gap(first - 1).strip():
        return False
    word = clause.word(verb)
    return clause.grammar.base_of_third(word) is None and word not in clause.grammar.words["modals"]


def _one_verb(clause: Clause, at: int) -> dict[Span, str]:
    """The edit of one finite verb; none for modals and past forms."""
    word, span = clause.word(at), clause.reading.tokens.span(at, at)
    seen = clause.reading.text(span)
    if word == "'s":
        following = clause.word(at + 1)
        return {span: seen[0] + ("ve" if following in ("been", "got", "had") else "re")}
    if word in clause.grammar.agreement:
        plural = clause.grammar.agreement[word].replace("'", "’" if "’" in seen else "'")
        return {span: capitals_of(seen, plural)}
    base = clause.grammar.base_of_third(seen)
    return {} if base is None or word in clause.grammar.words["modals"] else {span: base}


def _inverted(clause: Clause, first: int, last: int) -> dict[Span, str]:
    """Settles "nor is he", "does he or she agree": the verb stands before the pronoun."""
    before = clause.word(first - 1)
    if clause.gap(first - 1).strip() == "" and before in clause.grammar.agreement:
        return _one_verb(clause, first - 1)
    if before in clause.grammar.words["modals"] or before in _PAST:
        return {}
    if clause.gap(last).strip()[:1] in tuple(".;:?!)") and before in clause.grammar.words["prepositions"] | {
        "than",
        "or",
        "and",
    }:
        return {}
    raise Unsettled(clause.word(last + 1))


def _coordinated(clause: Clause, verb: int) -> list[int]:
    """Verbs joined to the first by "and", "or", "but" or a comma, as far as they surely have the same subject."""
    found: list[int] = []
    direct = verb
    sure = True
    for at in range(verb + 1, clause.last):
        word = clause.word(at)
        if set(clause.gap(at - 1)) & {";", ":"}:
            break
        if word in _STOPS or word in clause.grammar.words["clause_openers"]:
            sure = False
        comma = "," in clause.gap(at - 1)
        if not (comma or word in ("and", "or", "but", "then")):
            continue
        place = at if comma and word not in ("and", "or", "but", "then") else at + 1
        while clause.word(place) in clause.grammar.words["adverbs"] or clause.word(place).endswith("ly"):
            place += 1
        if not sure:
            if _may_join(clause, place):
                raise Unsettled(clause.word(place))
        elif _joins(clause, place, word in ("and", "or", "but") and at == direct + 1):
            found.append(place)
            direct = place
        elif comma and place > at and _may_join(clause, place):
            raise Unsettled(clause.word(place))
    return found


def _may_join(clause: Clause, at: int) -> bool:
    """True for ", and answers for them": verb or noun, this subject or another, form does not tell."""
    words = clause.grammar.words
    known = words["prepositions"] | words["determiners"]
    return clause.grammar.base_of_third(clause.word(at)) is not None and clause.word(at + 1) in known


def _joins(clause: Clause, at: int, close: bool) -> bool:
    """True when the token is a third-person verb whose subject is the pronoun."""
    word = clause.word(at)
    if word in clause.grammar.agreement:
        return True
    if word == "" or clause.grammar.base_of_third(word) is None:
        return False
    following = clause.word(at + 1)
    if following in clause.grammar.words["determiners"]:
        return True
    if close and (following in clause.grammar.words["prepositions"] or clause.gap(at).strip()[:1] in (".", ";")):
        return True
    return clause.tag(at) == "VBZ"
