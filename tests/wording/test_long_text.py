"""Texts without punctuation: what compares the words of a sentence must not do so for a whole book."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from policy_audit.config import Settings
from policy_audit.extract.read import read_documents
from policy_audit.language.reading import LONGEST_SENTENCE
from policy_audit.language.reading import read
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.wording.check import check_wording
from policy_audit.types import Document
from policy_audit.types import KindResult

_WORDS = (
    "the staff and managers shall support guys and manpower in a fast paced team with a ninja or a native speaker who "
    "knows the policy and the review of every date so that the elderly and our people work hard with the chairman "
)
_PLAIN = (
    "the panel reads each form against the list of duties and keeps notes for the file of the guys on the board " * 4
)


def document_of(folder: Path, length: int, words: str = _WORDS) -> Document:
    """A document of one paragraph, `length` characters without a full stop."""
    path = folder / f"{length}.txt"
    path.write_text((words * (length // len(words) + 1))[:length].rsplit(" ", 1)[0] + "\n", encoding="utf-8")
    document = next(iter(read_documents(path)))
    assert isinstance(document, Document)
    return document


def seconds(document: Document) -> float:
    """Processor seconds that the wording stage takes."""
    ruleset = load_ruleset()
    reading = read(document, ruleset.section_names)
    _ = ruleset.language.index  # Loaded before the clock starts.
    start = time.process_time()
    assert list(check_wording(reading, KindResult((), 0.0), ruleset.language, Settings()))
    return time.process_time() - start


def test_a_stretch_without_a_full_stop_is_taken_in_pieces_that_lose_nothing(tmp_path: Path) -> None:
    reading = read(document_of(tmp_path, 60_000), load_ruleset().section_names)
    assert len(reading.sentences) > 5
    assert all(one.last - one.first <= LONGEST_SENTENCE for one in reading.sentences)
    assert [one.first for one in reading.sentences[1:]] == [one.last for one in reading.sentences[:-1]]
    assert reading.sentences[-1].last == len(reading.tokens)
    assert all(reading.sentence_at(start) is not None for start in reading.tokens.starts)


def test_four_times_the_text_takes_about_four_times_as_long(tmp_path: Path) -> None:
    short, long = document_of(tmp_path, 20_000), document_of(tmp_path, 80_000)
    assert seconds(long) < 9 * seconds(short)  # Sixteen times, where it grew with the square.


@pytest.mark.long
def test_a_megabyte_in_one_paragraph_is_read_and_judged(tmp_path: Path) -> None:
    assert seconds(document_of(tmp_path, 1_000_000, _PLAIN)) < 90
