from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_audit.language.sentences import split_sentences


def sentences(text):
    return [text[span.start : span.end] for span in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We act. You act.", ["We act.", "You act."]),
        ("See s. 40A of the Act. It applies.", ["See s. 40A of the Act.", "It applies."]),
        ("Ask Mr. Khan or Dr. Rowe. They decide.", ["Ask Mr. Khan or Dr. Rowe.", "They decide."]),
        ("Tools, forms, etc. The manager decides.", ["Tools, forms, etc.", "The manager decides."]),
        ("Write to J. Smith. Now!", ["Write to J. Smith.", "Now!"]),
        ("Version 3.1. In force.", ["Version 3.1.", "In force."]),
        ("We help, e.g. with forms.", ["We help, e.g. with forms."]),
        ("“Who decides?” Nobody knows.", ["“Who decides?”", "Nobody knows."]),
    ],
)
def test_boundaries(text, expected):
    assert sentences(text) == expected


@given(st.text(alphabet="aB .!?\n\"'£1", max_size=60))
def test_nothing_but_white_space_is_lost(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
