"""Places of many spans of one document: the same as one by one."""

from __future__ import annotations

from policy_audit.extract.locate import Locator
from policy_audit.extract.locate import locate
from policy_audit.extract.markdown import extract
from policy_audit.types import Span

SOURCE = """# Policy

Opening words.

## 1 Scope

Who it is for.

### Where

Everywhere.

# Another part

Words of it.

### Deep

Deep words.

## Less deep

Last words.
"""


def test_every_place_is_the_same_as_when_asked_for_alone() -> None:
    document = extract(SOURCE.encode(), "policy.md")
    places = Locator(document)
    for start in range(len(document.text)):
        span = Span(start, start + 1)
        assert places.locate(span) == locate(document, span)


def test_a_heading_closes_those_of_its_level_and_below() -> None:
    document = extract(SOURCE.encode(), "policy.md")
    at = document.text.index("Last words")
    assert Locator(document).locate(Span(at, at + 4)).section == ("Another part", "Less deep")
