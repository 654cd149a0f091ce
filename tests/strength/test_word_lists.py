"""The lists of words that the code asks for are those that the lexicon holds."""

from __future__ import annotations

import re
from pathlib import Path

from policy_audit.ruleset.commitment import load_commitment
from policy_audit.stages import strength

_ASKED = re.compile(r"\blists\[\"([a-z-]+)\"\]")


def test_every_list_is_read_and_every_list_read_is_there():
    folder = Path(strength.__file__).parent
    asked = {name for path in folder.glob("*.py") for name in _ASKED.findall(path.read_text(encoding="utf-8"))}
    assert asked == set(load_commitment().lists)


def test_no_list_is_empty():
    assert all(load_commitment().lists.values())
