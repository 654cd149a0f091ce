"""A clause that would bring in a finding, or make another kind of the document, is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from copies import clause
from test_recheck import audit

from policy_audit.language.reading import Reading
from policy_audit.types import Document
from policy_audit.types import Finding
from policy_audit.types import Severity
from policy_audit.writeback.recheck_clauses import OTHER_KIND
from policy_audit.writeback.recheck_clauses import Judge
from policy_audit.writeback.recheck_clauses import clauses_without_new_findings
from policy_audit.writeback.recheck_clauses import with_clauses


def one_kind(document: Document) -> tuple[str, ...]:
    return ("policy",)


def test_clauses_stand_behind_their_blocks(reading_of: Callable[..., Reading]) -> None:
    document = reading_of("# Title", "First.", "Second.").document
    clauses = [clause(document, "A.", 1), clause(document, "B.", 1), clause(document, "Top.", -1)]
    text, places = with_clauses(document, clauses)
    assert [text.slice(block.span) for block in text.blocks] == ["Top.", "Title", "First.", "A.", "B.", "Second."]
    assert {text.slice(place) for _, place in places} == {"A.", "B.", "Top."}


def test_clause_that_is_found_fault_with_is_left_out(reading_of: Callable[..., Reading]) -> None:
    document = reading_of("# Title", "Not bad.").document
    clauses = [clause(document, "Good.", 1), clause(document, "A bad one.", 1)]
    kept, left_out = clauses_without_new_findings(document, clauses, list(audit(document)), Judge(audit, one_kind))
    assert kept == (clauses[0],)
    assert [one.reason for one in left_out] == ["its words would be found fault with by test.bad"]


def test_clause_that_brings_in_a_finding_elsewhere_is_found_by_halving(reading_of: Callable[..., Reading]) -> None:
    document = reading_of("# Title", "Text.").document
    clauses = [clause(document, f"Clause {number}.", 1) for number in range(9)]

    def whole(document: Document) -> list[Finding]:
        return [Finding("test.whole", "test", Severity.ERROR, "", "", "", None)] if "Clause 6" in document.text else []

    kept, left_out = clauses_without_new_findings(document, clauses, [], Judge(whole, one_kind))
    assert [one.proposal for one in left_out] == [clauses[6]]
    assert len(kept) == 8


def test_kind_of_the_document_does_not_change(reading_of: Callable[..., Reading]) -> None:
    document = reading_of("# Title", "Text.").document
    clauses = [clause(document, f"Plan {number}.", 1) for number in range(4)]
    clauses[3] = replace(clauses[3], severity=Severity.ERROR)

    def kinds(document: Document) -> tuple[str, ...]:
        return ("strategy",) if document.text.count("Plan") > 2 else ("policy",)

    kept, left_out = clauses_without_new_findings(document, clauses, [], Judge(lambda one: [], kinds))
    assert kept == (clauses[0], clauses[3])
    assert {one.reason for one in left_out} == {OTHER_KIND}


def test_clause_is_judged_as_if_its_placeholders_were_filled(reading_of: Callable[..., Reading]) -> None:
    document = reading_of("# Title", "Text.").document
    text, _ = with_clauses(document, [clause(document, "Salary: £[lowest] to £[highest]; [number] days; [role].", 1)])
    assert text.slice(text.blocks[-1].span) == "Salary: £30,000 to £30,000; 3 days; role."


def test_clause_that_fills_a_worse_gap_stays(reading_of: Callable[..., Reading]) -> None:
    document = reading_of("# Title", "Text.").document
    clauses = [clause(document, f"Clause {number}.", 1) for number in range(6)]
    clauses[:2] = [replace(one, severity=Severity.ERROR) for one in clauses[:2]]

    def length(document: Document) -> list[Finding]:
        return [Finding("test.long", "test", Severity.WARNING, "", "", "", None)] if "Clause" in document.text else []

    kept, left_out = clauses_without_new_findings(document, clauses, [], Judge(length, one_kind))
    assert kept[:2] == tuple(clauses[:2])
    assert all(one.proposal.severity is not Severity.ERROR for one in left_out)
