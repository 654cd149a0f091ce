"""What a result carries: severity, place, model text, evidence; score, variants, model adverts in policies."""

from __future__ import annotations

from collections.abc import Callable

from policy_audit.audit import audit_document
from policy_audit.config import Settings
from policy_audit.extract.limits import Limits
from policy_audit.extract.read import read_bytes
from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.ruleset.adverts import AdvertLexicon
from policy_audit.ruleset.load import Ruleset
from policy_audit.stages.adverts import advert_score
from policy_audit.stages.adverts import audit_advert
from policy_audit.stages.adverts import check_advert
from policy_audit.types import Document
from policy_audit.types import KindPart
from policy_audit.types import KindResult
from policy_audit.types import Level
from policy_audit.types import RequirementResult
from policy_audit.types import Severity
from policy_audit.types import Span

Check = Callable[..., dict[str, RequirementResult]]
BARE = "# Clerk\n\nYou will file letters.\n"


def test_missing_weak_and_present_have_level_severity_and_model_text(check: Check) -> None:
    missing = check(BARE)["ADV-EDI-01"]
    assert (missing.level, missing.passed, missing.severity) == (Level.ABSENT, False, Severity.ERROR)
    assert missing.applies
    assert missing.model_clause.startswith("We want our team to reflect")
    assert missing.insert_at is not None
    weak = check(BARE + "\nWe are an equal opportunities employer.\n")["ADV-EDI-01"]
    assert (weak.level, weak.passed, weak.severity) == (Level.MENTIONED, False, Severity.WARNING)
    present = check(BARE + "\nWe welcome applications from people of all backgrounds.\n")["ADV-EDI-01"]
    assert (present.level, present.passed, present.model_clause) == (Level.COMMITTED, True, "")


def test_evidence_is_a_span_of_the_text(reading_of: Callable[[str], Reading], check: Check) -> None:
    text = BARE + "\nSalary: £24,500 a year\n"
    evidence = check(text)["ADV-PAY-01"].evidence[0].span
    assert reading_of(text).text(evidence) == "Salary: £24,500 a year"


def test_not_applicable_is_no_gap(check: Check) -> None:
    result = check(BARE)["ADV-ADJ-05"]
    assert (str(result.result), result.applies, result.passed) == ("na", False, True)


def test_documents_of_other_kinds_are_not_judged(check: Check) -> None:
    results = check(BARE, kinds=KindResult(("edi-policy",), 0.9))
    assert {str(one.result) for one in results.values()} == {"na"}


def test_a_policy_with_a_model_advert_is_judged_by_that_part_alone(
    lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]
) -> None:
    text = "# Recruitment policy\n\nSalaries start at £20,000 a year.\n\n## Model advert\n\nClosing date: 3 May 2026\n"
    reading = reading_of(text)
    start = reading.document.text.index("Model advert")
    part = KindPart(Span(start, len(reading.document.text)), "job-advert", 0.9)
    kinds = KindResult(("recruitment-policy", "job-advert"), 0.9, (part,))
    results = {one.id: one for one in check_advert(reading, (), kinds, lexicon, Settings())}
    assert str(results["ADV-PAY-01"].result) == "missing"
    assert str(results["ADV-DATE-01"].result) == "present"
    assert "model advert" in audit_advert(reading, (), kinds, lexicon, Settings()).notes[0]


def test_us_adverts_are_not_held_to_uk_law(check: Check) -> None:
    text = BARE + "\nYou must be aged 18 to 25. Salary: $40,000 with a 401(k).\n"
    assert str(check(text)["ADV-LAW-07"].result) == "na"
    assert str(check(text, settings=Settings(variant="gb"))["ADV-LAW-07"].result) == "missing"


def test_volunteers_are_asked_for_no_pay(
    check: Check, lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]
) -> None:
    text = "# Volunteer driver\n\nThis is a volunteer role.\n"
    assert str(check(text)["ADV-PAY-01"].result) == "na"
    verdict = audit_advert(reading_of(text), (), KindResult(("job-advert",), 1.0), lexicon, Settings())
    assert "expenses" in verdict.notes[0]


def test_essentials_follow_the_settings(check: Check) -> None:
    text = "# Clerk\n\n## Essential\n" + "".join(f"- Knows rule {number} well\n" for number in range(5))
    assert str(check(text)["ADV-REQ-02"].result) == "present"
    strict = Settings(essentials_advice=3, essentials_limit=4)
    assert str(check(text, settings=strict)["ADV-REQ-02"].result) == "missing"


def test_structured_data_and_front_matter_count_as_text(ruleset: Ruleset, lexicon: AdvertLexicon) -> None:
    page = (
        '<html><head><title>Clerk</title><script type="application/ld+json">{"@type": "JobPosting", "title": "Clerk", '
        '"validThrough": "2026-05-18", "employmentType": "PART_TIME", "baseSalary": {"@type": "MonetaryAmount", '
        '"currency": "GBP", "value": {"minValue": 24000, "unitText": "YEAR"}}}</script></head>'
        "<body><h1>Clerk</h1><p>You will file letters.</p></body></html>"
    )
    document = next(iter(read_bytes(page.encode(), "clerk.html", Limits())))
    assert isinstance(document, Document)
    kinds = KindResult(("job-advert",), 1.0)
    reading = read(document, ruleset.section_names)
    results = {one.id: str(one.result) for one in check_advert(reading, (), kinds, lexicon, Settings())}
    assert results["ADV-DATE-01"] == "present"
    assert results["ADV-PAY-01"] == "present"
    assert results["ADV-HRS-02"] == "weak"


def test_score_starts_at_a_hundred_and_names_five_edits_blockers_first(check: Check, lexicon: AdvertLexicon) -> None:
    score = advert_score(check(BARE + "\nWomen only.\n").values(), lexicon)
    assert score.points == 0
    assert len(score.edits) == 5
    assert score.edits[0] in {"ADV-EDI-05", "ADV-LAW-03", "ADV-LAW-05"}
    nothing = advert_score((), lexicon)
    assert (nothing.points, nothing.edits) == (100, ())


def test_score_takes_weights_of_the_catalogue(check: Check, lexicon: AdvertLexicon) -> None:
    results = check(BARE)
    one = advert_score([results["ADV-EDI-01"]], lexicon)
    assert (one.points, one.edits) == (96, ("ADV-EDI-01",))
    assert advert_score([results["ADV-EDI-01"], results["ADV-EDI-08"]], lexicon).points == 95


def test_the_audit_carries_score_and_notes(ruleset: Ruleset) -> None:
    text = (
        "# Nurse\n\nWe are hiring. Apply now with a CV.\n\n## About you\n\n- Kind\n- Calm\n\n## What we offer\n\n"
        "Salary: $60,000 with a 401(k).\n"
    )
    document = next(iter(read_bytes(text.encode(), "nurse.md", Limits())))
    assert isinstance(document, Document)
    report = audit_document(document, ruleset, Settings())
    assert report.advert is not None
    assert len(report.advert.edits) == 5
    assert any("United States" in note for note in report.warnings)
    assert any(note.startswith(f"Advert score: {report.advert.points} of 100") for note in report.warnings)
