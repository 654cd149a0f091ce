"""What is written comes back equal, and nothing else is taken for a value."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from policy_audit.batch.alone import audit_files
from policy_audit.batch.codec import from_bytes
from policy_audit.batch.codec import to_bytes
from policy_audit.config import Settings
from policy_audit.extract.limits import Limits
from policy_audit.types import DocumentReport


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Leaf:
    number: int
    share: float = 0.5


@dataclass(frozen=True, slots=True)
class Twig:
    text: str


@dataclass(frozen=True, slots=True)
class Tree:
    name: str
    colour: Colour
    word: Literal["a", "b"]
    leaves: tuple[Leaf, ...]
    one: Leaf | Twig
    box: tuple[float, int]
    facts: Mapping[str, str]
    perhaps: str | None = None
    flag: bool = False


TREES = st.builds(
    Tree,
    st.text(),
    st.just(Colour.RED),
    st.sampled_from(["a", "b"]),
    st.lists(st.builds(Leaf, st.integers(), st.floats(allow_nan=False))).map(tuple),
    st.one_of(st.builds(Leaf, st.integers()), st.builds(Twig, st.text())),
    st.tuples(st.floats(allow_nan=False), st.integers()),
    st.dictionaries(st.text(), st.text()),
    st.none() | st.text(),
    st.booleans(),
)


@given(TREES)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_value_comes_back_equal(tree):
    assert from_bytes(to_bytes(tree, Tree), Tree) == tree


def test_reports_of_real_documents_come_back_equal(examples, ruleset):
    for file in sorted(path for path in examples.iterdir() if path.is_file()):
        reports = tuple(audit_files([file], ruleset, Settings(), Limits()))
        assert from_bytes(to_bytes(reports, tuple[DocumentReport, ...]), tuple[DocumentReport, ...]) == reports


def test_half_a_surrogate_pair_survives():
    assert from_bytes(to_bytes("a\ud800", str), str) == "a\ud800"


def test_equal_strings_become_one_object():
    strings: dict[str, str] = {}
    texts = [from_bytes(to_bytes("some message", str), str, strings) for _ in range(2)]
    assert texts[0] is texts[1]


def written(raw, texts=("n", "a")):
    return zlib.compress(json.dumps([texts, raw]).encode())


GOOD = [0, "red", "a", [[1, 0.5]], [0, [1, 0.5]], [0.5, 1], {}, None, False]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, 2), (0, -1), (0, "n"), (0, True), (0, None), (1, "blue"), (2, "c"), (2, ["a"]), (3, {}), (3, [[1]]), (3, [["1", 0.5]]), (4, None),
        (4, [0]), (3, [[True, 0.5]]), (4, [2, []]), (4, [-1, [0]]), (5, [0.5]), (6, []), (6, {"a": 2}), (7, 2),
        (8, 1), (8, "x"),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_refused(place, value):
    assert from_bytes(written(GOOD), Tree).name == "n"
    with pytest.raises(ValueError):
        from_bytes(written([value if number == place else one for number, one in enumerate(GOOD)]), Tree)


@pytest.mark.parametrize("texts", [{}, None, ["n", 1], [["n"]], "na"])
def test_texts_of_another_type_are_refused(texts):
    with pytest.raises(ValueError):
        from_bytes(written(GOOD, texts), Tree)


@pytest.mark.parametrize("data", [b"", b"x", *map(zlib.compress, (b"{", b"1", b"[1]", b"\xff", b"[" * 100_000))])
def test_damaged_bytes_are_refused(data):
    with pytest.raises(ValueError):
        from_bytes(data, Tree)


def test_a_type_without_a_written_form_is_a_defect():
    with pytest.raises(TypeError):
        to_bytes({1}, set)
