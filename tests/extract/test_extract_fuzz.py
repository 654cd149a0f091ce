"""Damaged files of every format: never an exception, never nothing, and whatever is read keeps its invariants."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import pytest
from extracting import check_invariants
from pdf_maker import Page
from pdf_maker import make_pdf
from samples import ODT
from samples import RTF
from word_maker import make_docx
from word_maker import paragraph
from word_maker import table
from word_maker import zipped

from policy_audit.extract import EXTRACTORS
from policy_audit.extract import SUFFIXES
from policy_audit.extract import ReadFailure
from policy_audit.extract.endings import CUT_OFF
from policy_audit.extract.limits import Limits
from policy_audit.extract.read import read_bytes
from policy_audit.types import Document

TEXT = "We want everybody to be treated fairly, and we mean it — as all of our people know by now.\n"
DOCX = make_docx(
    paragraph("Title", style="H1"),
    *[paragraph(TEXT.strip(), number=(1, level)) for level in (0, 1, 2)],
    table(["a", "b"], ["c", "d"]),
    parts={"footnotes": f'<w:footnote w:id="2">{paragraph("note")}</w:footnote>'},
)
PDF = make_pdf(
    [
        Page()
        .text(72, 780, "Title", 20, bold=True)
        .lines(72, 700, [TEXT.strip()] * 3)
        .grid([70, 200, 300], [600, 620, 640])
    ]
    * 2
)
SEEDS: dict[str, bytes] = {
    "a.md": f"---\ntitle: x\nlist:\n  - a: b\n---\n# T\n\n**{TEXT}** [l](u)\n\n- a\n  1. b\n\n| a | b |\n|---|---|\n| `c` | d |\n\n<div>x</div>\n".encode(),
    "a.txt": f"HEADING\n\n{TEXT * 3}\n- item\n- item\n".encode(),
    "a.html": f'<!DOCTYPE html><html><body><h1>T</h1><p>{TEXT}<ul><li>a<li>b</ul><table><tr><td>c</table><script type="application/ld+json">{{"@type":"JobPosting","description":"<p>x"}}</script></body></html>'.encode(),
    "a.docx": DOCX,
    "a.pdf": PDF,
    "a.odt": ODT,
    "a.rtf": RTF,
    "a.eml": f"Subject: x\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\n{TEXT}\n--B\nContent-Disposition: attachment; filename=a.txt\n\n{TEXT}\n--B--\n".encode(),
    "a.csv": f'id,description\n1,"{TEXT * 2}"\n2,"{TEXT * 2}"\n'.encode(),
    "a.jsonl": "\n".join(json.dumps({"description": TEXT * 2}) for _ in range(3)).encode(),
    "a.json": json.dumps([{"description": TEXT * 2}]).encode(),
    "a.zip": zipped({"a.docx": DOCX, "b.md": TEXT, "c.pdf": PDF}),
}
LIMITS = Limits(seconds=5)
# Formats known by their content, whatever they are called.
CHECKED = frozenset({"a.docx", "a.odt", "a.pdf", "a.zip"})


def outcome(data: bytes, name: str) -> list[Document | ReadFailure]:
    """What the bytes give: at least one value, each a document with text and sound offsets or a failure that says all."""
    found = list(read_bytes(data, name, LIMITS))
    assert found
    for one in found:
        if isinstance(one, Document):
            assert one.text.strip()
            check_invariants(one)
        else:
            assert isinstance(one, ReadFailure)
            assert one.error.code and one.error.message and one.error.remedy
    return found


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def shuffled(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:start] + data[start:end] * chance.choice((0, 2)) + data[end:]


@pytest.mark.parametrize("damage", [truncated, flipped, shuffled])
@pytest.mark.parametrize("name", sorted(SEEDS))
def test_damaged(name: str, damage: Callable[[bytes, random.Random], bytes]) -> None:
    chance = random.Random(f"{name} {damage.__name__}")
    results = [outcome(damage(SEEDS[name], chance), name) for _ in range(12)]
    assert all(results)
    if name in CHECKED:
        # Checksums and end marks show damage; a flipped bit in the words of a text shows nothing.
        assert any(isinstance(one, ReadFailure) for found in results for one in found)


@pytest.mark.parametrize("name", sorted(set(SEEDS) - {"a.md", "a.txt", "a.csv"}))
@pytest.mark.parametrize("share", [0.5, 0.9, 0.99])
def test_half_a_file_is_not_taken_for_the_whole(name: str, share: float) -> None:
    data = SEEDS[name][: int(len(SEEDS[name]) * share)]
    assert any(isinstance(one, ReadFailure) or CUT_OFF in one.warnings for one in outcome(data, name))


def test_whole_files_have_their_ends() -> None:
    for name, data in SEEDS.items():
        assert all(isinstance(one, Document) and CUT_OFF not in one.warnings for one in outcome(data, name)), name


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_wrong_extension(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for name, data in SEEDS.items():
        found = outcome(data, f"a{suffix}")
        if name in CHECKED and name != "a.zip":
            (document,) = found
            assert isinstance(document, Document)
            own = SUFFIXES[name[1:]]
            assert document.format == own
            assert any("it was read as" in warning for warning in document.warnings) == (SUFFIXES[suffix] != own)


def test_seeds_cover_the_formats_that_can_be_made_here() -> None:
    made = {SUFFIXES[name[1:]] for name in SEEDS}
    assert set(EXTRACTORS) - made == {"msg", "doc", "parquet", "xlsx"}
