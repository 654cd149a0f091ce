from __future__ import annotations


def test_sections_follow_headings_and_levels(reading_of):
    reading = reading_of("# Handbook", "## Benefits", "Pay.", "### Perks", "Tea.", "## How to apply", "Write.")
    paths = [section.path for section in reading.sections]
    assert paths[2] == ("Handbook", "Benefits")
    assert paths[4] == ("Handbook", "Benefits", "Perks")
    assert paths[6] == ("Handbook", "How to apply")
    assert reading.sections[2].has("benefits")
    assert reading.sections[6].has("how_to_apply")
    assert not reading.sections[6].has("benefits")


def test_a_label_with_a_colon_introduces_what_follows_until_the_next_paragraph(reading_of):
    reading = reading_of("Essential:", "- Patience", "- Care", "We are a charity.")
    assert [section.has("essential") for section in reading.sections] == [True, True, True, False]


def test_a_long_sentence_is_no_heading_name(reading_of):
    reading = reading_of("# We will do what we can to make sure that every benefit we have is open to all of you", "x")
    assert reading.sections[1].roles == ()
