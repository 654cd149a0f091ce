"""Kinds of documents by title, headings and words; handbooks by chapter; nothing for documents of other fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policy_audit.config import Settings
from policy_audit.errors import LexiconError
from policy_audit.extract.limits import Limits
from policy_audit.extract.markdown import extract
from policy_audit.language.reading import read
from policy_audit.ruleset.files import lexicon_folder
from policy_audit.ruleset.frameworks import DOCUMENT_KINDS
from policy_audit.ruleset.kinds import load_kinds
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.kind import classify_kind
from policy_audit.types import KindResult

Classify = Callable[..., KindResult]
STAFF = "All employees should read this policy. Your line manager can answer questions about it. "
SAMPLES = {
    "edi-policy": (
        "# Equality and diversity policy\n\n## Types of discrimination\n\nDirect discrimination is treating a "
        "person worse because of a protected characteristic. The Equality Act covers nine of them.\n\n## Our "
        "commitment to equality\n\nWe promote inclusion and monitor equality of opportunity each year.\n"
    ),
    "edi-strategy": (
        "# Allyship strategy 2026 to 2029\n\n## Vision\n\nEvery leader is an ally.\n\n## Action plan\n\nBy 2027 "
        "each director sponsors a staff network and reports progress on our anti-racism objectives.\n"
    ),
    "job-advert": (
        "# Gardener\n\nLocation: Leeds\n\nSalary: £24,500 per annum\n\nContract: Permanent, full-time\n\nWe are "
        "looking for a gardener to join our team. You will be responsible for two parks.\n\nClosing date: 18 May "
        "2026. To apply, send a CV.\n"
    ),
    "job-description": (
        "# Job description: Finance Officer\n\nReports to: Head of Finance\n\n## Job purpose\n\nTo keep the "
        "ledgers.\n\n## Main duties\n\n- Reconcile accounts\n- Any other duties of the grade\n\n## Person "
        "specification\n\nEssential: experience of ledgers. Desirable: knowledge of VAT. The post holder is "
        "accountable to the board.\n"
    ),
    "recruitment-policy": (
        "# Recruitment and selection policy\n\n## Advertising\n\nEvery vacancy is advertised.\n\n## "
        "Shortlisting\n\nThe interview panel shortlists against the selection criteria. The recruiting manager "
        "keeps the scorecards.\n"
    ),
    "dignity-policy": (
        "# Dignity at work\n\n## What is harassment\n\nHarassment is unwanted conduct. Bullying is offensive or "
        "intimidating behaviour. Sexual harassment and victimisation are covered too. Any complaint is "
        "investigated.\n"
    ),
    "grievance-policy": (
        "# Grievance procedure\n\n## Informal stage\n\nTry to resolve the grievance informally or by "
        "mediation.\n\n## Formal stage\n\nA grievance hearing is held; you may bring a companion.\n\n## "
        "Appeal\n\nYou may appeal.\n"
    ),
    "disciplinary-policy": (
        "# Disciplinary policy\n\n## Misconduct\n\nLateness is misconduct; theft is gross misconduct.\n\n## "
        "Warnings\n\nA written warning comes before dismissal. A disciplinary hearing is held first. Suspension "
        "is on full pay.\n"
    ),
    "flexible-working-policy": (
        "# Flexible working\n\n## Eligibility\n\nAnyone may make a flexible working request from day one.\n\n## "
        "Working from home\n\nHybrid and remote work and changed working hours can be asked for. Carers have "
        "extra leave.\n"
    ),
    "speak-up-policy": (
        "# Whistleblowing policy\n\n## Raising a concern\n\nA worker who makes a protected disclosure in the "
        "public interest must suffer no detriment. Speak to the Freedom to Speak Up Guardian in confidence about "
        "wrongdoing.\n"
    ),
    "learning-policy": (
        "# Learning and development policy\n\n## Mandatory training\n\nInduction and mandatory training come "
        "first.\n\n## Training needs\n\nCourses, coaching, mentoring and study leave follow from your training "
        "needs.\n"
    ),
    "performance-policy": (
        "# Supervision and appraisal policy\n\n## Supervision meeting\n\nEach supervisee meets their supervisor "
        "monthly.\n\n## Appraisal meeting\n\nObjectives, feedback and the rating are agreed in the performance "
        "review.\n"
    ),
    "adjustments-policy": (
        "# Reasonable adjustments\n\n## Access to Work\n\nDisabled colleagues may ask for adjustments. "
        "Occupational health advises.\n\n## Adjustment passport\n\nThe passport records what was agreed about a "
        "disability or condition.\n"
    ),
    "pay-policy": (
        "# Gender pay gap report\n\n## Mean pay gap\n\nThe mean hourly pay gap is 6 %.\n\n## Median pay gap\n\n"
        "The median is 4 %; the upper quartile has fewer women. Bonus pay and equal pay are reviewed.\n"
    ),
    "other-policy": (
        "# Dress code\n\n" + STAFF * 3 + "Staff may wear what they like. Human resources lends uniforms to employees.\n"
    ),
}
FOREIGN = {
    "privacy": (
        "# Data protection policy\n\n## Lawful basis\n\nWe process personal data under the GDPR. Every data "
        "subject may make a subject access request. The data protection officer reports breaches to the ICO.\n"
    ),
    "fire": (
        "# Fire safety policy\n\n## Evacuation\n\nThe fire alarm is tested weekly. Fire doors stay shut; "
        "extinguishers and emergency lighting are checked. A fire risk assessment is done each year.\n"
    ),
    "finance": (
        "# Expenses policy\n\n## Receipts\n\nSend receipts with the invoice. Mileage and reimbursement follow "
        "the procurement rules; the budget holder approves all expenditure.\n"
    ),
    "security": (
        "# Information security policy\n\n## Passwords\n\nUse a password manager and multi-factor "
        "authentication. Report a security incident at once. Encryption and backup of devices are required.\n"
    ),
}


@pytest.fixture(scope="module")
def classify() -> Classify:
    ruleset = load_ruleset()

    def run(text: str, settings: Settings | None = None, name: str = "document.md") -> KindResult:
        document = extract(text.encode(), name, Limits())
        return classify_kind(read(document, ruleset.section_names), ruleset.kinds, settings or Settings())

    return run


def test_all_kinds_of_the_catalogue_are_known_and_sampled() -> None:
    lexicon = load_kinds()
    assert {kind.id for kind in lexicon.kinds.values() if kind.hr} == set(DOCUMENT_KINDS) == set(SAMPLES)


@pytest.mark.parametrize("kind", SAMPLES)
def test_kind(kind: str, classify: Classify) -> None:
    result = classify(SAMPLES[kind])
    assert result.kinds[0] == kind
    assert result.confidence >= 0.6


@pytest.mark.parametrize("field", FOREIGN)
def test_documents_of_other_fields_are_no_kind(field: str, classify: Classify) -> None:
    result = classify(FOREIGN[field])
    assert result.kinds == ()
    assert result.confidence >= 0.6


@pytest.mark.parametrize(
    "text",
    ["The chairman must use his vote.", "We welcome applications from everyone.", "Salary: £24,500", "Hello.", ""],
)
def test_one_sentence_is_never_sure(text: str, classify: Classify) -> None:
    assert classify(text).confidence < 0.6


def test_the_settings_decide(classify: Classify) -> None:
    assert classify(FOREIGN["fire"], Settings(kind="edi-policy")) == KindResult(("edi-policy",), 1.0)


def test_a_handbook_is_split_by_chapter(classify: Classify) -> None:
    chapters = ("dignity-policy", "disciplinary-policy", "flexible-working-policy")
    deeper = (SAMPLES[kind].replace("\n## ", "\n### ").replace("# ", "## ", 1) for kind in chapters)
    body = "".join(chapter + STAFF * 3 + "\n\n" for chapter in deeper)
    result = classify("# Staff handbook\n\n" + STAFF + "\n\n" + body)
    assert [part.kind for part in result.parts] == list(chapters)
    assert set(result.kinds) == set(chapters)
    starts = [part.span.start for part in result.parts]
    assert starts == sorted(starts)


def test_a_title_that_names_two_kinds_gives_both(classify: Classify) -> None:
    text = SAMPLES["disciplinary-policy"].replace("# Disciplinary policy", "# Disciplinary and grievance policy")
    result = classify(text + SAMPLES["grievance-policy"].split("\n", 1)[1])
    assert set(result.kinds) == {"disciplinary-policy", "grievance-policy"}


def test_the_name_of_the_file_counts(classify: Classify) -> None:
    text = "It is not allowed here, and whoever sees it should say so. We act on each report within a week. " * 3
    assert classify(text, name="anti-harassment-policy.md").kinds[:1] == ("dignity-policy",)


def test_a_mistake_in_the_lexicon_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_AUDIT_CACHE", str(tmp_path / "cache"))
    text = (lexicon_folder() / "kinds.toml").read_text(encoding="utf-8")
    (tmp_path / "kinds.toml").write_text(text.replace("headings = [", "heading = [", 1), encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_kinds(tmp_path)
    assert (caught.value.file, caught.value.key) == ("kinds.toml", "heading")
