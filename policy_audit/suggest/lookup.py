"""Finds the replacement for words as they stand in the text, and puts it into the same form."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policy_audit.language.tokens import tokenise
from policy_audit.suggest.grammar import Form
from policy_audit.suggest.grammar import Grammar
from policy_audit.suggest.grammar import Part
from policy_audit.suggest.grammar import Wording

FORMS: tuple[Form, ...] = ("base", "third", "past", "participle", "gerund")


@dataclass(frozen=True, slots=True)
class Choice:
    """Replacements for the tokens `[first, last]`, in the form of the words they stand for."""

    first: int
    last: int
    part: Part
    form: Form
    options: tuple[str, ...]
    safe: bool


def normalised(phrase: str) -> str:
    """A key as its tokens read: "vice-chairman" → "vice chairman"."""
    return " ".join(tokenise(phrase).words)


@cache
def surface_forms(grammar: Grammar) -> Mapping[str, tuple[tuple[Wording, Form], ...]]:
    """Every form of every key, with the wording it leads to; fixed phrases first, then nouns, then verbs."""
    found: dict[str, list[tuple[Wording, Form]]] = {}
    for part in ("people", "phrase", "noun", "verb"):
        for (key, kind), wording in grammar.wordings.items():
            if kind != part:
                continue
            for surface, form in _forms(grammar, key, part):
                found.setdefault(normalised(surface), []).append((wording, form))
    return {surface: tuple(choices) for surface, choices in found.items()}


def _forms(grammar: Grammar, key: str, part: str) -> list[tuple[str, Form]]:
    if part in ("phrase", "people"):
        return [(key, "base")]
    if part == "noun":
        return [(key, "base"), (grammar.plural(key), "plural")]
    return [(grammar.conjugated(key, form), form) for form in FORMS]


def choose(
    grammar: Grammar, words: Sequence[str], own: Mapping[str, str], is_verb: Callable[[], bool | None]
) -> Choice | None:
    """The replacement for words: for all of them, else for as many from the left, or the right, as a key has.

    `first` and `last` of the answer count in `words`. `own` is the entry's table of exact words; it comes before
    the common one. `is_verb` says whether the first word is a verb, None where unknown; it is asked when it matters.
    """
    whole = " ".join(words)
    last = len(words) - 1
    known = surface_forms(grammar)
    common = known.get(whole, ())
    settled = (
        whole in grammar.after_be
        or whole in grammar.words["advice_only"]
        or any(wording.part == "people" for wording, _ in common)
    )
    for surface, replacement in () if settled else own.items():
        if normalised(surface) == whole:
            options = tuple(part.strip() for part in replacement.split("|"))
            formed = [(wording.safe, _formed(grammar, wording, form)) for wording, form in common]
            same = any(safe and options[0] in known_options for safe, known_options in formed)
            more = [option for _, known_options in formed[:1] for option in known_options if same]
            return Choice(0, last, _part_of(whole), "base", tuple(dict.fromkeys((*options, *more))), same)
    for end in range(last, -1, -1):
        choices = known.get(" ".join(words[: end + 1]))
        chosen = _of_part(choices, is_verb) if choices else None
        if chosen:
            return _choice(grammar, 0, end, chosen, True)
    for start in range(1, last + 1):
        choices = known.get(" ".join(words[start:]))
        if choices and choices[0][0].part == "noun":
            return _choice(grammar, start, last, choices[0], False)
    return None


def _part_of(words: str) -> Part:
    """Tells "the needy", "an invalid", named by an adjective, from anything else, which stands as it is written."""
    return "people" if words.startswith(("the ", "a ", "an ")) else "phrase"


def _choice(grammar: Grammar, first: int, last: int, chosen: tuple[Wording, Form], sure: bool) -> Choice:
    wording, form = chosen
    return Choice(first, last, wording.part, form, tuple(_formed(grammar, wording, form)), wording.safe and sure)


def _of_part(
    choices: Sequence[tuple[Wording, Form]], is_verb: Callable[[], bool | None]
) -> tuple[Wording, Form] | None:
    """The choice that fits the part of speech; None where there is only the wrong one ("high-leverage work")."""
    parts = {wording.part for wording, _ in choices}
    if parts & {"phrase", "people"} or "verb" not in parts:
        return choices[0]
    if len(parts) == 1 and choices[0][1] not in ("base", "third"):
        return choices[0]
    verb = is_verb()
    fitting = [choice for choice in choices if verb is None or (choice[0].part == "verb") is verb]
    return fitting[0] if fitting else None


def _formed(grammar: Grammar, wording: Wording, form: Form) -> list[str]:
    if wording.part in ("phrase", "people") or form == "base":
        return list(wording.options)
    if wording.part == "noun":
        return [grammar.plural(option) for option in wording.options]
    return [grammar.conjugated(option, form) for option in wording.options]
