from __future__ import annotations

import pytest

from policy_audit.errors import LexiconError
from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import read_tables


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_tables_are_read_by_relative_path_and_again_after_a_change(tmp_path):
    write(tmp_path, "language/one.toml", 'id = "one"')
    write(tmp_path, "sections.toml", "[roles]")
    assert read_tables("language", "sections.toml", folder=tmp_path) == {
        "language/one.toml": {"id": "one"},
        "sections.toml": {"roles": {}},
    }
    write(tmp_path, "language/one.toml", 'id = "two"')
    assert read_tables("language", folder=tmp_path)["language/one.toml"]["id"] == "two"


def test_broken_toml_names_the_file(tmp_path):
    write(tmp_path, "language/one.toml", "id = ")
    with pytest.raises(LexiconError, match=r"language/one\.toml"):
        read_tables("language", folder=tmp_path)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (lambda entry: entry.text("why"), "“why”: is missing"),
        (lambda entry: entry.text("count"), "is not a string"),
        (lambda entry: entry.texts("count"), "is not a list of strings"),
        (lambda entry: entry.require_keys(["count", "seveirty", "kidn"]), "Did you mean “kidn”"),
        (lambda entry: entry.choice("kind", ["advert", "policy"]), "Did you mean “advert”"),
    ],
)
def test_each_mistake_names_file_entry_key_and_remedy(read, expected):
    entry = Entry("language/x.toml", "x.term", {"count": 3, "kind": "advrt", "kidn ": 1})
    with pytest.raises(LexiconError) as error:
        read(entry)
    assert expected in str(error.value)
    assert "language/x.toml" in str(error.value)
    assert "x.term" in str(error.value)
