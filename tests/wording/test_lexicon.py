"""The wording lexicon: what is shipped, and the errors that name file, entry, key and remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policy_audit.errors import LexiconError
from policy_audit.ruleset.files import lexicon_folder
from policy_audit.ruleset.language import add_own_words
from policy_audit.ruleset.language import load_language
from policy_audit.ruleset.language_values import LanguageLexicon
from policy_audit.stages.wording.examples import failures_of
from policy_audit.stages.wording.examples import found_by

COUNTS = {
    "gender-coded-masculine": 51,
    "gender-coded-feminine": 48,
    "gendered-job-title": 27,
    "gendered-generic": 21,
    "honorifics-naming": 15,
    "family-relationship": 16,
    "parental-leave-wording": 16,
    "disability-outdated": 20,
    "disability-deficit-framing": 16,
    "disability-barrier-requirement": 19,
    "mental-health-stigma": 16,
    "neurodiversity-terms": 16,
    "ableist-idiom": 16,
    "ethnicity-outdated": 18,
    "race-loaded-metaphor": 17,
    "nationality-language": 18,
    "religion-belief": 17,
    "age-youth-coded": 17,
    "age-older-terms": 16,
    "experience-threshold": 17,
    "class-education": 18,
    "culture-fit-jargon": 16,
    "jargon-idiom": 17,
    "violent-metaphor": 15,
    "appearance-dress": 15,
    "vague-social-skill": 16,
    "superlative-inflation": 16,
    "caring-availability": 17,
    "driving-travel": 15,
    "criminal-record": 15,
    "sexuality-trans-terms": 19,
    "direct-discrimination": 20,
    "unlawful-preference": 15,
    "intrusive-request": 15,
    "pay-opacity": 15,
    "stigma-social": 15,
    "othering-edi": 15,
    "minimising-discrimination": 17,
}
OWN = {
    "id": "own-words",
    "title": "Own words",
    "theme": "House style",
    "purpose": "Our own terms.",
    "sources": ["house"],
    "message": "“{seen}” is not a word of ours.",
    "exemptions": ["URL"],
    "entry": [
        {
            "id": "own-words.widget",
            "patterns": ["widget"],
            "why": "We say part.",
            "instead": ["part"],
            "severity": "medium",
            "replacements": {"widget": "part"},
            "flagged": ["Order a [[widget]]."],
            "clear": ["Order a part."],
        }
    ],
}


@pytest.fixture(scope="module")
def lexicon() -> LanguageLexicon:
    return load_language()


def test_every_category_is_there_with_its_entries(lexicon: LanguageLexicon) -> None:
    counted = dict.fromkeys(lexicon.categories, 0)
    for entry in lexicon.entries:
        counted[entry.category] += 1
    assert counted == COUNTS
    assert sum(counted.values()) == 708


def test_every_entry_has_reason_source_and_examples(lexicon: LanguageLexicon) -> None:
    for entry in lexicon.entries:
        assert entry.why and entry.source and entry.flagged and entry.clear and entry.terms, entry.id
        assert set(entry.source) <= set(lexicon.source_titles), entry.id


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ('severity = "medium"', 'severity = "midium"', "severity", "medium"),
        ('why = "', 'wy = "', "wy", "why"),
        ("patterns = [", 'patterns = ["{NOSUCH} x", ', "patterns", "architecture"),
        ("flagged = [", "flagged = []\nspare = [", "spare", ""),
        ('id = "gendered-job-title.chairman"', 'id = "titles.chairman"', "id", "gendered-job-title"),
    ],
)
def test_mistakes_name_the_place_and_the_remedy(tmp_path: Path, old: str, new: str, key: str, remedy: str) -> None:
    shutil.copytree(lexicon_folder() / "language", tmp_path / "language")
    file = tmp_path / "language" / "gendered-job-title.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_language(tmp_path)
    assert caught.value.file == "language/gendered-job-title.toml"
    assert caught.value.key == key
    assert remedy in str(caught.value)


def test_two_entries_cannot_share_an_id(tmp_path: Path) -> None:
    shutil.copytree(lexicon_folder() / "language", tmp_path / "language")
    file = tmp_path / "language" / "gendered-job-title.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('id = "gendered-job-title.fireman"', 'id = "gendered-job-title.foreman"'), encoding="utf-8"
    )
    with pytest.raises(LexiconError, match="used twice"):
        load_language(tmp_path)


def test_own_words_work_like_shipped_ones(lexicon: LanguageLexicon) -> None:
    own = add_own_words(lexicon, "own.toml", OWN)
    entry = own.entry("own-words.widget")
    assert entry is not None
    assert list(failures_of(own, entry)) == []
    assert len(own.entries) == len(lexicon.entries) + 1
    assert [span.start for span in found_by(own, entry, "Two widgets and a widget.")] == [4, 18]


def test_own_words_are_checked_like_shipped_ones(lexicon: LanguageLexicon) -> None:
    broken = {**OWN, "entry": [{**OWN["entry"][0], "severity": "loud"}]}
    with pytest.raises(LexiconError, match=r"own\.toml: entry “own-words.widget”, key “severity”"):
        add_own_words(lexicon, "own.toml", broken)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("gizmo | gadget", "a bar joins two patterns"),
        ("(to the) gizmo", "hold no space"),
        ("gizmo (and/,)", "hold no space"),
        ("all-(old/new) gizmo", "hold no space"),
        ("[the gizmo", "brackets are not balanced"),
        ("{GIZMO} part", "{GIZMO} is not known"),
    ],
)
def test_patterns_that_would_never_match_are_refused(lexicon: LanguageLexicon, pattern: str, told: str) -> None:
    broken = {**OWN, "entry": [{**OWN["entry"][0], "patterns": [pattern]}]}
    with pytest.raises(LexiconError, match=r"own\.toml: entry “own-words.widget”, key “patterns”") as caught:
        add_own_words(lexicon, "own.toml", broken)
    assert told in str(caught.value)


def test_a_failing_example_is_told(lexicon: LanguageLexicon) -> None:
    wrong = {**OWN, "entry": [{**OWN["entry"][0], "flagged": ["Order a [[part]]."], "clear": ["Order a widget."]}]}
    own = add_own_words(lexicon, "own.toml", wrong)
    entry = own.entry("own-words.widget")
    assert entry is not None
    told = list(failures_of(own, entry))
    assert len(told) == 2 and "does not find “part”" in told[0] and "finds “widget”" in told[1]
