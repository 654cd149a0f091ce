"""A suggestion that would bring in a finding is left out; blocks move with the edits."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator

from copies import swap

from policy_audit.language.reading import Reading
from policy_audit.types import Document
from policy_audit.types import Finding
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.writeback.recheck import edited
from policy_audit.writeback.recheck import without_new_findings
from policy_audit.writeback.resolve import distinct_edits


def audit(document: Document) -> Iterator[Finding]:
    """Finds the word "bad" wherever it stands."""
    at = document.text.find("bad")
    while at >= 0:
        yield Finding("test.bad", "test", Severity.ERROR, "", "", "", Span(at, at + 3))
        at = document.text.find("bad", at + 1)


def test_suggestion_that_brings_a_finding_is_left_out(reading_of: Callable[..., Reading]) -> None:
    document = reading_of("A chairman is bad here.", "A foreman works.").document
    proposals = [swap(document, "chairman", "chair"), swap(document, "foreman", "bad lead")]
    kept, left_out = without_new_findings(document, proposals, audit(document), audit)
    assert kept == (proposals[0],)
    assert [(one.proposal, one.reason) for one in left_out] == [
        (proposals[1], "its words would be found fault with by test.bad")
    ]


def test_blocks_move_with_the_edits(reading_of: Callable[..., Reading]) -> None:
    document = reading_of("The chairman", "signs it", "today.").document
    proposals = [swap(document, "chairman", "chair of the board"), swap(document, "it", "")]
    after = edited(document, distinct_edits(proposals))
    assert [after.slice(block.span) for block in after.blocks] == ["The chair of the board", "signs ", "today."]
