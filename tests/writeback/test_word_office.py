"""LibreOffice agrees: reject all is the source page, accept all the page of the clean copy."""

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
# LibreOffice 7.4 drops tracked changes inside a control around whole paragraphs when it opens the file, and does not
# draw a text box that has no frame.
UNREADABLE = ("block content control", "text box")
FEW = ("plain", "split over runs", "hyperlink", "nested table")


def test_office_accepts_and_rejects_as_word_would(tmp_path: Path) -> None:
    compare(FEW, tmp_path)


@pytest.mark.slow
def test_office_agrees_at_every_awkward_place(tmp_path: Path) -> None:
    compare([one for one in PLACES if one not in UNREADABLE], tmp_path)


def compare(places: tuple[str, ...] | list[str], folder: Path) -> None:
    files: dict[tuple[str, str], Path] = {}
    for number, place in enumerate(places):
        data = made(PLACES[place])
        document = read_one(data, NAME)
        proposals = [swap(document, "chairman", "chair"), clause(document, "New clause.", 0, like=0)]
        for kind, content in (
            ("source", data),
            ("tracked", write(data, NAME, proposals, "tracked").data),
            ("clean", write(data, NAME, proposals, "clean").data),
        ):
            file = folder / f"{kind}-{number}.docx"
            file.write_bytes(content)
            files[place, kind] = file
    done = settle(list(files.values()), folder)
    for place in places:
        accepted, rejected = done[files[place, "tracked"]]
        source, clean = page(done[files[place, "source"]][1]), page(done[files[place, "clean"]][0])
        assert page(rejected) == source, place
        assert page(accepted) == clean, place
        assert "New clause." in clean, place
        assert "New clause." not in source, place


def page(file: Path) -> str:
    """What the first page of a PDF shows."""
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    try:
        text: str = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    return text


def test_words_at_the_end_of_a_paragraph_and_a_clause_behind_it_are_rejected_apart(tmp_path: Path) -> None:
    data = made(PLACES["plain"])
    document = read_one(data, NAME)
    block = next(number for number, one in enumerate(document.blocks) if "signs" in document.slice(one.span))
    proposals = [swap(document, "signs.", "signs. [Role] reports."), clause(document, "New clause.", block, like=block)]
    source, tracked = tmp_path / "source.docx", tmp_path / "tracked.docx"
    source.write_bytes(data)
    tracked.write_bytes(write(data, NAME, proposals, "tracked").data)
    done = settle([source, tracked], tmp_path)
    assert page(done[tracked][1]) == page(done[source][1])
    assert "signs. [Role] reports." in page(done[tracked][0])
