"""Lexicons kept in files: read back the same, made anew when anything changed, and never more than values."""

from __future__ import annotations

import os
import pickle
import zlib
from dataclasses import fields
from dataclasses import is_dataclass
from pathlib import Path

import pytest

from policy_audit.language.patterns import PatternIndex
from policy_audit.ruleset.advert_cues import HeadingWords
from policy_audit.ruleset.files import kept_from
from policy_audit.ruleset.kept import CACHE_VARIABLE
from policy_audit.ruleset.kept import kept
from policy_audit.ruleset.kept import packed
from policy_audit.ruleset.load import load_ruleset
from policy_audit.types import Level


@pytest.fixture
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv(CACHE_VARIABLE, str(folder))
    return folder


def refused():
    pytest.fail("made anew")


def plain(value):
    """Values as tuples and dicts all the way down, so that what compares by identity can be compared too."""
    if isinstance(value, PatternIndex):
        return plain(value.__getstate__())
    if isinstance(value, HeadingWords):
        return plain(vars(value))
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("part", ["language", "commitment", "catalogue", "adverts", "kinds"])
def test_every_part_comes_back_as_it_was_made(part, cache):
    made = getattr(load_ruleset(), part)
    assert list(cache.iterdir())
    assert plain(getattr(load_ruleset(), part)) == plain(made)


def test_members_of_enumerations_are_written_by_their_value():
    """Some versions of Python 3.11 would name `getattr`, which no reader of ours trusts."""
    assert b"getattr" not in packed(Level.FULL)
    assert b"full" in packed(Level.FULL)


def test_a_part_is_made_once(cache):
    assert kept("part", "digest", lambda: {"a": (1, frozenset("b"))}) == {"a": (1, frozenset("b"))}
    assert kept("part", "digest", refused) == {"a": (1, frozenset("b"))}
    assert kept("part", "other digest", lambda: 2) == 2


def test_a_changed_file_is_read_anew(tmp_path, cache):
    file = tmp_path / "words.toml"
    for text in ("a = 1", "a = 22"):
        file.write_text(text, encoding="utf-8")
        assert kept_from(("words.toml",), lambda: file.read_text(encoding="utf-8"), folder=tmp_path) == text


@pytest.mark.parametrize("damage", [lambda old: b"", lambda old: old[:-3], lambda old: old[:9] + b"x" + old[10:]])
def test_a_damaged_file_is_as_good_as_none(damage, cache):
    kept("part", "digest", lambda: "the first value")
    (file,) = cache.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert kept("part", "digest", lambda: "the second value") == "the second value"


@pytest.mark.parametrize("foreign", [Path("/etc"), print, ValueError("no"), pickle.Unpickler])
def test_a_file_cannot_bring_in_anything_but_values(foreign, cache):
    kept("part", "digest", lambda: 1)
    (file,) = cache.iterdir()
    content = pickle.dumps([foreign])
    file.write_bytes(zlib.crc32(content).to_bytes(4, "little") + content)
    assert kept("part", "digest", lambda: 2) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner here")
def test_a_file_of_another_user_is_not_read(cache, monkeypatch):
    kept("part", "digest", lambda: 1)
    another = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: another)
    assert kept("part", "digest", lambda: 2) == 2


def test_without_a_place_to_keep_it_a_part_is_made_each_time(tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file" / "below"))
    assert [kept("part", "digest", lambda: 1), kept("part", "digest", lambda: 2)] == [1, 2]


def test_values_of_older_lexicons_are_dropped(cache):
    for number in range(9):
        kept("part", str(number), lambda: 0)
    kept("other", "", lambda: 0)
    assert len(list(cache.glob("part-*"))) == 6
    assert len(list(cache.glob("other-*"))) == 1
