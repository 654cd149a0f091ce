"""A mistake in the lexicon is reported with file, entry, key and remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policy_audit.errors import LexiconError
from policy_audit.ruleset.adverts import load_adverts
from policy_audit.ruleset.files import lexicon_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLICY_AUDIT_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(lexicon_folder(), tmp_path / "lexicons"))


def broken(folder: Path, name: str, old: str, new: str) -> LexiconError:
    path = folder / "adverts" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_adverts(folder)
    return caught.value


def test_unknown_cue_in_a_rule_is_named_with_the_nearest_known(folder: Path) -> None:
    error = broken(folder, "benefits.toml", "document: faith_leave", "document: faith_leaf")
    assert (error.file, error.entry, error.key) == ("adverts/benefits.toml", "ADV-BEN-09", "present")
    assert "faith_leave" in error.remedy


def test_unknown_scope(folder: Path) -> None:
    error = broken(folder, "benefits.toml", "document: faith_leave", "documents: faith_leave")
    assert (error.entry, error.key) == ("ADV-BEN-09", "present")
    assert "document" in error.remedy


def test_unknown_key(folder: Path) -> None:
    error = broken(folder, "law.toml", "criterion =", "criterium =")
    assert error.entry == "ADV-LAW-01"
    assert error.key == "criterium"
    assert "criterion" in error.remedy


def test_unknown_mechanism(folder: Path) -> None:
    error = broken(folder, "applying.toml", 'mechanism = "presence"', 'mechanism = "presense"')
    assert error.key == "mechanism"
    assert "presence" in error.remedy


def test_broken_expression(folder: Path) -> None:
    error = broken(folder, "cues.toml", "expressions = ['", "expressions = ['(")
    assert (error.file, error.key) == ("adverts/cues.toml", "expressions")


def test_check_that_refers_to_one_that_is_not_there(folder: Path) -> None:
    error = broken(folder, "edi-statement.toml", 'of = "ADV-EDI-01"', 'of = "ADV-EDI-99"')
    assert (error.entry, error.key) == ("ADV-EDI-02", "of")


def test_id_used_twice(folder: Path) -> None:
    error = broken(folder, "law.toml", 'id = "ADV-LAW-02"', 'id = "ADV-LAW-01"')
    assert error.key == "id"


def test_missing_file(folder: Path) -> None:
    (folder / "adverts" / "variants.toml").unlink()
    with pytest.raises(LexiconError, match=r"variants\.toml"):
        load_adverts(folder)
