"""LibreOffice agrees: reject all is the source, accept all the clean copy, and every comment is anchored on its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from copies import clause
from copies import read_one
from copies import swap
from copies import write
from office import office
from office import settle
from test_word import NAME
from test_word import PLACES
from test_word import made

pytestmark = pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
# LibreOffice 7.4 loses these, or the changes inside them, on any save.
LOST = ("text box", "block content control", "nested table", "smart tag", "right-to-left nearby")


def test_office_accepts_and_rejects_as_word_would(tmp_path: Path) -> None:
    sources, copies, clean = {}, {}, {}
    for number, place in enumerate(one for one in PLACES if one not in LOST):
        data = made(PLACES[place])
        document = read_one(data, NAME)
        proposals = [swap(document, "chairman", "chair"), clause(document, "New clause.", 0, like=0)]
        for kind, content in (
            ("source", data),
            ("tracked", write(data, NAME, proposals, "tracked").data),
            ("clean", write(data, NAME, proposals, "clean").data),
        ):
            file = tmp_path / f"{kind}-{number}.docx"
            file.write_bytes(content)
            {"source": sources, "tracked": copies, "clean": clean}[kind][place] = file
    done = settle([*sources.values(), *copies.values(), *clean.values()], tmp_path)
    for place, file in copies.items():
        accepted, rejected = done[file]
        assert said(rejected) == said(done[sources[place]][1]), place
        assert said(accepted) == said(done[clean[place]][0]), place


def said(file: Path) -> str:
    return read_one(file.read_bytes(), file.name).text
