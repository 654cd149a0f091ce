"""Suggestions for a wording finding: what to write instead and, where a machine can know it, the edits that do it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from policy_audit.language.reading import Reading
from policy_audit.suggest.grammar import Form
from policy_audit.suggest.grammar import Grammar
from policy_audit.suggest.grammar import load_grammar
from policy_audit.suggest.letters import capitals_of
from policy_audit.suggest.lookup import Choice
from policy_audit.suggest.lookup import choose
from policy_audit.suggest.lookup import surface_forms
from policy_audit.suggest.place import Place
from policy_audit.suggest.pronouns import FEMALE
from policy_audit.suggest.pronouns import MALE
from policy_audit.suggest.pronouns import NEUTRAL
from policy_audit.suggest.pronouns import carried_edits
from policy_audit.suggest.pronouns import pronoun_edits
from policy_audit.suggest.verbs import Tags
from policy_audit.types import Edit
from policy_audit.types import Span
from policy_audit.types import Suggestion

SHOWN = 3
_BE: dict[str, Form] = {
    "is": "third",
    "are": "base",
    "am": "base",
    "was": "past",
    "were": "past",
    "be": "base",
    "been": "participle",
    "being": "gerund",
}
_MALE_ENDINGS = ("man", "boy", "master")
_FEMALE_ENDINGS = ("woman", "lady", "girl", "ess", "mistress", "maid")
_SHOWN_LENGTH = 80
# A noun with a phrase behind it.
_POST_MODIFIED = re.compile(r"\w+ (?:from|with|who|living|using) ")
# A replacement that begins so stands behind its noun: it cannot take the place of an adjective in front of one.
_PHRASE_OPENERS = ("who ", "with ", "of ", "someone ", "living ", "using ")


def replacement_edits(
    reading: Reading,
    span: Span,
    replacements: Mapping[str, str],
    instead: Sequence[str],
    *,
    pronoun: bool = False,
    tags: Tags | None = None,
    grammar: Grammar | None = None,
) -> tuple[Suggestion, ...]:
    """Suggestions for the words at `span`, best first, at most three.

    `replacements` are the lexicon entry's exact words (folded) and what stands for them, several options parted by
    "|"; the common table of `edits.toml` knows more. `instead` is the entry's advice, offered as text. `pronoun` says
    that the entry is about "he" and "she". `tags` gives Penn tags of a list of words and settles what form cannot.
    Where no edit is sure to leave good English there is advice alone.
    """
    grammar = grammar or load_grammar()
    if pronoun or _all_pronouns(reading, span):
        edits = pronoun_edits(reading, span, grammar, tags)
        if edits:
            written = [edit.replacement for edit in edits]
            return (Suggestion(_told(reading, edits), edits), *_advice(instead, written, SHOWN - 1))
        return tuple(_advice(instead, [], SHOWN)) or _leave_out(reading, span)
    place = _place(reading, span, grammar)
    choice = _choice(place, replacements, tags) if place and not place.is_quoted() and not place.is_gloss() else None
    options = choice.options if choice else ()
    found = [one for option in options if place and choice and (one := _suggestion(place, choice, option, tags))]
    if not found:
        return tuple(_advice(instead, [], SHOWN)) or _leave_out(reading, span)
    first, *others = found
    marked = [_unsafe(one, "Or: ") for one in others]
    taken = [edit.replacement for one in found for edit in one.edits]
    return (first, *marked, *_advice(instead, taken, SHOWN))[:SHOWN]


def _choice(place: Place, replacements: Mapping[str, str], tags: Tags | None) -> Choice | None:
    words = place.words[place.first : place.last + 1]
    choice = choose(place.grammar, words, replacements, lambda: _is_verb(place, tags))
    return replace(choice, first=place.first + choice.first, last=place.first + choice.last) if choice else None


def _place(reading: Reading, span: Span, grammar: Grammar) -> Place | None:
    tokens = reading.tokens.range_of(span)
    number = reading.sentence_at(span.start)
    return Place(reading, grammar, tokens.start, tokens.stop - 1, number) if tokens and number is not None else None


def _all_pronouns(reading: Reading, span: Span) -> bool:
    words = [reading.tokens.words[at] for at in reading.tokens.range_of(span)]
    sexed = MALE.keys() | FEMALE.keys()
    return bool(set(words) & sexed) and set(words) <= sexed | NEUTRAL | {"or", "and", "s", "'s"}


def _is_verb(place: Place, tags: Tags | None) -> bool | None:
    """Whether the first word is a verb: by its tag, else by the word before it; None where neither tells."""
    before = place.before()
    if before in ("to", "must", "will", "should", "may", "can", "shall", "not"):
        return True
    if before in place.grammar.words["determiners"] and before not in ("them", "us", "it", "you", "him", "me"):
        return False
    if tags is None:
        return None
    sentence = place.reading.sentences[place.number]
    tokens = place.reading.tokens
    written = [place.reading.text(tokens.span(at, at)) for at in range(sentence.first, sentence.last)]
    return tags(written)[place.first - sentence.first].startswith("VB")


def _suggestion(place: Place, choice: Choice, option: str, tags: Tags | None) -> Suggestion | None:
    """The suggestion that carries out one option; None where the sentence would not stay good English."""
    place = replace(place, first=choice.first, last=choice.last)
    words = " ".join(place.words[choice.first : choice.last + 1])
    if words in place.grammar.after_be:
        return _after_be(place, choice, option, words)
    seen = place.reading.text(place.span)
    new = capitals_of(seen, option, place.title_case())
    if seen[0].isupper() and place.opens():
        new = new[0].upper() + new[1:]
    edits = [Edit(place.span, new, choice.safe), *_possessive_edit(place, new, choice)]
    article = _article_edit(place, new, choice.safe)
    if article is None or _clashes(place, choice, option) or place.in_compound() or _crowds(place, choice, option):
        return None
    if (choice.part == "people" or option.startswith(_PHRASE_OPENERS)) and not place.stands_alone():
        return None
    edits += article
    edits += _carried(place, choice, tags)
    return Suggestion(f"Use “{new}”.", tuple(sorted(set(edits), key=lambda edit: edit.span)))


def _after_be(place: Place, choice: Choice, option: str, words: str) -> Suggestion | None:
    """From "is suffering from" to "has", from "people suffering from" to "people with"."""
    before = place.before()
    if before in _BE:
        verb = place.grammar.conjugated(place.grammar.after_be[words], _BE[before])
        span = Span(place.reading.tokens.starts[place.first - 1], place.span.end)
        verb = capitals_of(place.reading.text(span).split()[0], verb)
        return Suggestion(f"Use “{verb}”.", (Edit(span, verb, choice.safe),))
    if before in ("not", "also", "", "longer") or before.endswith("ly") or place.before(2) in _BE:
        return None
    new = capitals_of(place.reading.text(place.span), option)
    return Suggestion(f"Use “{new}”.", (Edit(place.span, new, choice.safe),))


def _article_edit(place: Place, new: str, safe: bool) -> list[Edit] | None:
    """The edit that mends "a" or "an" before the new words; None when no article can stand before them."""
    if place.before() not in ("a", "an"):
        return []
    if _head(new) in place.grammar.words["plural_words"]:
        return None
    span = place.reading.tokens.span(place.first - 1, place.first - 1)
    seen = place.reading.text(span)
    article = place.grammar.article(new)
    if article == seen.lower():
        return []
    return [Edit(span, article.capitalize() if seen[0].isupper() else article, safe)]


def _possessive_edit(place: Place, new: str, choice: Choice) -> list[Edit]:
    """From "salesmen's" to "sales representatives’": a plural in -s takes the apostrophe alone."""
    at = place.last + 1
    tokens = place.reading.tokens
    if choice.form != "plural" or not new.endswith("s") or at >= len(tokens) or tokens.words[at] != "'s":
        return []
    if tokens.starts[at] != place.span.end:
        return []
    return [Edit(tokens.span(at, at), place.reading.document.text[tokens.starts[at]], choice.safe)]


def _clashes(place: Place, choice: Choice, option: str) -> bool:
    """True when a singular noun would become a plural word before "is", "was" or "has", or after "each" or "this"."""
    if choice.form != "base" or _head(option) not in place.grammar.words["plural_words"] or choice.part == "phrase":
        return False
    following = place.words[place.last + 1] if place.last + 1 < len(place.words) else ""
    return following in place.grammar.agreement or place.before() in ("each", "every", "this", "that", "one")


def _crowds(place: Place, choice: Choice, option: str) -> bool:
    """True when a phrase behind its noun would meet another: "talented, people from many backgrounds from the city"."""
    if not _POST_MODIFIED.match(option) or choice.first == choice.last:
        return False
    following = place.words[place.last + 1] if place.last + 1 < len(place.words) else ""
    joined = place.reading.document.text[: place.span.start].rstrip().endswith(",")
    return joined or f" {following} " in f" {option} "


def _head(phrase: str) -> str:
    return phrase.lower().split(" ")[-1]


def _carried(place: Place, choice: Choice, tags: Tags | None) -> list[Edit]:
    """Pronouns that go with a sexed title further on in the sentence: "the chairman or his deputy"."""
    title = place.words[choice.last]
    known = surface_forms(place.grammar).get(" ".join(place.words[choice.first : choice.last + 1]), ())
    if choice.form != "base" or not any(wording.part == "noun" and form == "base" for wording, form in known):
        return []
    sex = "female" if title.endswith(_FEMALE_ENDINGS) else "male" if title.endswith(_MALE_ENDINGS) else ""
    if not sex:
        return []
    following = range(place.last + 1, place.reading.sentences[place.number].last)
    return list(carried_edits(place.reading, following, sex, place.grammar, tags))


def _advice(instead: Sequence[str], taken: Sequence[str], room: int) -> list[Suggestion]:
    """Advice in words, without what an edit already says."""
    known = {text.lower() for text in taken}
    texts = [text for text in instead if text.lower() not in known]
    opening = "Or: " if taken else "Write instead: "
    return [Suggestion(f"{opening if not number else 'Or: '}{text}.") for number, text in enumerate(texts[:room])]


def _leave_out(reading: Reading, span: Span) -> tuple[Suggestion, ...]:
    text = " ".join(reading.text(span).split())
    text = text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1].rstrip() + "…"
    return (Suggestion(f"Leave out “{text}”, or think the sentence over."),)


def _told(reading: Reading, edits: Sequence[Edit]) -> str:
    """One sentence that names each pair of words."""
    return "Use " + ", ".join(f"“{edit.replacement}” for “{reading.text(edit.span)}”" for edit in edits) + "."


def _unsafe(suggestion: Suggestion, opening: str) -> Suggestion:
    text = opening + suggestion.text.removeprefix("Use ")
    return Suggestion(text, tuple(replace(edit, safe=False) for edit in suggestion.edits))
