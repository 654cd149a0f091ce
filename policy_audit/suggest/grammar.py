"""The grammar that edits need: `lexicons/edits.toml`, read once, and the forms of English nouns and verbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from typing import Literal

from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import kept_tables

FILE = "edits.toml"
VOWELS = "aeiou"
Form = Literal["base", "plural", "third", "past", "participle", "gerund"]
Part = Literal["noun", "verb", "phrase", "people"]


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands for a key: the options, best first, and whether the first may be put in unseen."""

    part: Part
    options: tuple[str, ...]
    safe: bool


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Tables of `edits.toml`. Keys of `wordings` are lower case with blanks for hyphens."""

    wordings: Mapping[tuple[str, Part], Wording]
    after_be: Mapping[str, str]
    verbs: Mapping[str, tuple[str, ...]]
    plurals: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    an: tuple[str, ...]
    a: tuple[str, ...]
    pronouns: Mapping[str, str]
    agreement: Mapping[str, str]
    advert_clauses: Mapping[str, str]

    def plural(self, noun: str) -> str:
        """The plural of a noun or noun phrase; its head is the word before the first preposition or "who"."""
        words = noun.split(" ")
        at = next((place for place, word in enumerate(words) if place and self._ends_head(word)), len(words)) - 1
        words[at] = self._plural_word(words[at])
        if words[at + 1 : at + 2] == ["who"] and at + 2 < len(words):
            words[at + 2] = self.base_of_third(words[at + 2]) or words[at + 2]
        return " ".join(words)

    def _ends_head(self, word: str) -> bool:
        return word in self.words["prepositions"] or word in self.words["clause_openers"] or word.endswith("ing")

    def _plural_word(self, word: str) -> str:
        low = word.lower()
        if low in self.words["unchanged"]:
            return word
        for single, many in self.plurals.items():
            if low == single or (
                low not in ("human", "german", "roman", "norman")
                and len(single) > 2
                and low.endswith(single)
                and single in ("man", "woman", "person", "child")
            ):
                return word[: len(word) - len(single)] + many if low not in self.plurals else self.plurals[low]
        return self._with_s(word)

    @staticmethod
    def _with_s(word: str) -> str:
        low = word.lower()
        if low.endswith("y") and low[-2:-1] not in VOWELS:
            return word[:-1] + "ies"
        if low.endswith(("s", "x", "z", "ch", "sh")):
            return word + "es"
        return word + "s"

    def conjugated(self, phrase: str, form: Form) -> str:
        """A verb phrase with its first word in a form: "use a wheelchair", third → "uses a wheelchair"."""
        verb, blank, rest = phrase.partition(" ")
        return self.verb_form(verb, form) + blank + rest

    def verb_form(self, verb: str, form: Form) -> str:
        """A form of a verb in its base form."""
        if form == "third":
            return "has" if verb == "have" else verb + "es" if verb.endswith("o") else self._with_s(verb)
        if form in ("past", "participle"):
            irregular = self.verbs.get(verb)
            if irregular:
                return irregular[0] if form == "past" else irregular[-1]
            return self._suffixed(verb, "ed")
        return self._suffixed(verb, "ing") if form == "gerund" else verb

    def _suffixed(self, verb: str, suffix: str) -> str:
        if verb.endswith("ie") and suffix == "ing":
            return verb[:-2] + "ying"
        if verb.endswith("e") and not (suffix == "ing" and verb.endswith(("ee", "oe", "ye"))):
            return verb[:-1] + suffix if suffix == "ing" else verb + "d"
        if verb.endswith("y") and verb[-2:-1] not in VOWELS and suffix == "ed":
            return verb[:-1] + "ied"
        return verb + verb[-1] + suffix if self._doubles(verb) else verb + suffix

    def _doubles(self, verb: str) -> bool:
        if verb in self.words["doubling"]:
            return True
        if len(verb) < 3 or verb[-1] in "wxyh" + VOWELS or verb[-2] not in VOWELS or verb[-3] in VOWELS:
            return False
        return sum(letter in VOWELS for letter in verb) == 1

    def base_of_gerund(self, gerund: str) -> str | None:
        """From "providing" to "provide": the candidate whose own -ing form is the word."""
        stem = gerund.lower()[:-3]
        if len(stem) < 2:
            return None
        candidates = [stem + "e", stem, stem[:-1] if stem[-1:] == stem[-2:-1] else stem]
        if stem in self.words["plain_stems"] or stem.endswith(tuple(self.words["plain_endings"])):
            candidates = [stem, *candidates]
        if stem[-1:] == stem[-2:-1] and stem[-1] not in "lsz":
            candidates = [stem[:-1], *candidates]
        return next((one for one in candidates if self.verb_form(one, "gerund") == gerund.lower()), None)

    def base_of_third(self, verb: str) -> str | None:
        """From "records" to "record"; None for a word that is no third person of a regular verb."""
        low = verb.lower()
        if low in self.agreement:
            return self.agreement[low]
        if (
            len(low) < 4
            or not low.endswith("s")
            or low.endswith("ss")
            or low in self.words["not_verbs"]
            or not low.isalpha()
        ):
            return None
        if low.endswith("ies"):
            return verb[:-1] if len(low) == 4 else verb[:-3] + "y"
        if low.endswith(("sses", "shes", "xes", "zzes")) or (low.endswith("ches") and low not in ("aches",)):
            return verb[:-2]
        return verb[:-1]

    def article(self, following: str) -> str:
        """Gives "a" or "an" before a word, by its sound as far as spelling shows it."""
        word = (following.lstrip("“‘\"'([").split() or [""])[0]
        low = word.lower()
        letters = word[:1] + "".join(letter for letter in word[1:4] if not letter.islower())
        if any(low == one or (len(one) > 3 and low.startswith(one)) for one in self.an):
            return "an"
        if any(low.startswith(one) for one in self.a) and not low.startswith(("unin", "unim", "unid")):
            return "a"
        if len(letters) >= 2 and letters.isupper() and letters.isalpha():
            return "an" if letters[0] in "AEFHILMNORSX" else "a"
        return "an" if low[:1] in tuple(VOWELS) or low.startswith(("8", "11", "18")) else "a"


@cache
def load_grammar(folder: Path | None = None) -> Grammar:
    """The grammar of the shipped lexicons, or those under `folder`. Raises LexiconError for a damaged file."""
    table = kept_tables(FILE, folder=folder)
    articles, grammar = table["articles"], table["grammar"]
    entry = Entry(FILE, "grammar", grammar)
    return Grammar(
        wordings=dict(_wordings(table)),
        after_be=table["after_be"],
        verbs={
            verb: Entry(FILE, "irregular_verbs", table["irregular_verbs"]).texts(verb)
            for verb in table["irregular_verbs"]
        },
        plurals=table["irregular_plurals"],
        words={key: frozenset(entry.texts(key)) for key in grammar},
        an=Entry(FILE, "articles", articles).texts("an"),
        a=Entry(FILE, "articles", articles).texts("a"),
        pronouns=table["pronouns"],
        agreement=table["agreement"],
        advert_clauses=table["advert_clauses"],
    )


def _wordings(table: Mapping[str, Any]) -> list[tuple[tuple[str, Part], Wording]]:
    parts: tuple[tuple[str, Part], ...] = (
        ("nouns", "noun"),
        ("verbs", "verb"),
        ("phrases", "phrase"),
        ("people", "people"),
    )
    found: list[tuple[tuple[str, Part], Wording]] = []
    for name, part in parts:
        for kind in ("choice", "safe"):
            entry = Entry(FILE, f"{name}.{kind}", table[name].get(kind, {}))
            found += [((key, part), Wording(part, entry.texts(key), kind == "safe")) for key in entry.table]
    return found
