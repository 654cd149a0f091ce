"""Forms of English words: our own tables against lists written out, and against lemminflect where it is installed."""

from __future__ import annotations

import importlib.util

import pytest

from policy_audit.suggest.grammar import load_grammar
from policy_audit.suggest.letters import capitals_of

ARTICLES = [
    ("a", "user"),
    ("an", "hour"),
    ("an", "HR team"),
    ("a", "UK firm"),
    ("an", "MP"),
    ("a", "one-off"),
    ("an", "uninformed guess"),
    ("a", "European"),
    ("an", "individual"),
    ("a", "university"),
    ("an", "honest person"),
    ("a", "house"),
    ("an", "NHS trust"),
]
PLURALS = {
    "chair": "chairs",
    "business person": "business people",
    "member of the bar staff": "members of the bar staff",
    "deputy": "deputies",
    "person with epilepsy": "people with epilepsy",
    "sales staff": "sales staff",
    "chairperson": "chairpersons",
    "spouse": "spouses",
    "stores operative": "stores operatives",
    "person who uses drugs": "people who use drugs",
}
THIRD = {
    "records": "record",
    "carries": "carry",
    "goes": "go",
    "discusses": "discuss",
    "reaches": "reach",
    "uses": "use",
    "dies": "die",
    "fixes": "fix",
    "organises": "organise",
    "is": "are",
    "has": "have",
    "does": "do",
    "his": None,
    "process": None,
    "this": None,
}
VERBS = [
    "staff",
    "use",
    "record",
    "carry",
    "stop",
    "refer",
    "visit",
    "plan",
    "agree",
    "die",
    "travel",
    "give",
    "write",
    "set",
    "control",
    "develop",
    "permit",
    "offer",
    "apply",
    "make",
    "lead",
    "build",
    "train",
    "shortlist",
    "monitor",
    "benefit",
    "commit",
    "focus",
]


@pytest.mark.parametrize(("article", "word"), ARTICLES)
def test_article_goes_by_sound(article: str, word: str) -> None:
    assert load_grammar().article(word) == article


def test_plural_is_that_of_the_head() -> None:
    grammar = load_grammar()
    assert {word: grammar.plural(word) for word in PLURALS} == PLURALS


def test_base_of_third_person() -> None:
    grammar = load_grammar()
    assert {word: grammar.base_of_third(word) for word in THIRD} == THIRD


def test_verb_forms_agree_with_lemminflect() -> None:
    if importlib.util.find_spec("lemminflect") is None:
        pytest.skip("lemminflect is not installed; it is only a second opinion")
    import lemminflect

    grammar = load_grammar()
    tags = {"third": "VBZ", "past": "VBD", "participle": "VBN", "gerund": "VBG"}
    for verb in VERBS:
        for form, tag in tags.items():
            assert grammar.verb_form(verb, form) in lemminflect.getInflection(verb, tag), (verb, form)


@pytest.mark.parametrize(
    ("seen", "new", "title", "expected"),
    [
        ("chairman", "chair", False, "chair"),
        ("Chairman", "chair", False, "Chair"),
        ("CHAIRMAN", "chair", False, "CHAIR"),
        ("Police Man", "police officer", False, "Police Officer"),
        ("Policeman", "police officer", False, "Police officer"),
        ("Policeman", "police officer", True, "Police Officer"),
        ("BAME", "ethnic minority", False, "ethnic minority"),
        ("BIPOC", "ethnic minority", False, "ethnic minority"),
        ("Ex-Offenders", "people with convictions", True, "People with Convictions"),
        ("The disabled", "disabled people", False, "Disabled people"),
    ],
)
def test_capitals_follow_the_words_replaced(seen: str, new: str, title: bool, expected: str) -> None:
    assert capitals_of(seen, new, title) == expected
