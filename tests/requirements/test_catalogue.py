from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from policy_audit.errors import LexiconError
from policy_audit.ruleset.files import lexicon_folder
from policy_audit.ruleset.requirements import load_requirements

FRAMEWORK_SIZES = {
    "skills-for-care-allyship": 50,
    "nhs-allyship": 33,
    "leading-to-change-allyship": 31,
    "adcs-anti-racism": 43,
    "equality-act-2010": 18,
    "ehrc-employment-code": 19,
    "acas-equality-policy": 17,
    "policy-hygiene": 18,
    "psed": 9,
    "sexual-harassment-prevention": 16,
    "dignity-at-work": 23,
    "grievance-fairness": 12,
    "speaking-up": 8,
    "inclusive-recruitment": 19,
    "disability-confident": 8,
    "flexible-working": 6,
    "nhs-edi-improvement-plan": 14,
    "nhs-people-promise": 13,
    "workforce-equality-standards": 9,
    "race-at-work-charter": 13,
    "race-equality-code": 6,
    "nw-anti-racist-framework": 10,
    "cqc-workforce-edi": 13,
    "pay-fairness": 6,
}
CHECK_COUNTS = {
    "commitment": 106,
    "coverage": 24,
    "procedure": 11,
    "absence": 8,
    "field": 7,
    "definition": 5,
    "position": 1,
}
FORCE_COUNTS = {"framework": 92, "statutory-code": 24, "law": 20, "national-standard": 13, "good-practice": 13}


def test_nothing_of_the_catalogue_is_dropped():
    catalogue = load_requirements()
    requirements = catalogue.requirements.values()
    assert len(requirements) == 162
    assert sum(len(one.examples) for one in requirements) >= 972  # more are welcome, none may go
    assert sum(one.level is not None for requirement in requirements for one in requirement.examples) >= 486
    assert Counter(one.check for one in requirements) == CHECK_COUNTS
    assert Counter(one.force for one in requirements) == FORCE_COUNTS


def test_frameworks_in_the_order_of_the_source_with_all_their_requirements():
    catalogue = load_requirements()
    assert {name: len(one.requirements) for name, one in catalogue.frameworks.items()} == FRAMEWORK_SIZES
    assert list(catalogue.frameworks) == list(FRAMEWORK_SIZES)
    names = [element.name for element in catalogue.frameworks["skills-for-care-allyship"].elements]
    assert names[0] == "1 Define: lead" and names[-1] == "Whole cycle"


def test_every_requirement_says_how_it_is_detected():
    for requirement in load_requirements().requirements.values():
        detect = requirement.detect
        assert detect.topic or detect.parts or detect.field or detect.flag, requirement.id
        assert requirement.model_clause and requirement.satisfied_when and requirement.severity, requirement.id


def broken(tmp_path: Path, file: str, old: str, new: str) -> Path:
    folder = tmp_path / "lexicons"
    shutil.copytree(lexicon_folder(), folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "requirements/equality-act-2010-core.toml",
            'check = "coverage"',
            'check = "coverge"',
            "Did you mean “coverage”?",
        ),
        (
            "requirements/equality-act-2010-core.toml",
            'edi-policy = "error"',
            'edi-polcy = "error"',
            "Did you mean “edi-policy”?",
        ),
        ("requirements/equality-act-2010-core.toml", 'title = "All nine', 'tilte = "All nine', "tilte"),
        (
            "requirements/equality-act-2010-core.toml",
            '"sexual orientation" = "',
            '"sexual orientation" = "nowhere-concept & ',
            "no concept “nowhere-concept”",
        ),
        (
            "requirements/equality-act-2010-core.toml",
            '"gender reassignment" = "',
            '"gender reassignment" = "(',
            "parenthesis",
        ),
        ("requirements/equality-act-2010-core.toml", 'id = "adjust.duty"', 'id = "adjust.process"', "used twice"),
        ("frameworks/psed.toml", '"psed.three-aims"', '"psed.three-aim"', "Did you mean “psed.three-aims”?"),
        ("frameworks/psed.toml", '"psed.three-aims", ', "", "do not agree"),
        ("frameworks/psed.toml", "kinds = [", 'kinds = ["novel", ', "“novel” is not known"),
        ("concepts/people.toml", '"@senior-role"', '"@senior-rol"', "Did you mean “senior-role”?"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_remedy(tmp_path, file, old, new, said):
    with pytest.raises(LexiconError) as caught:
        load_requirements(broken(tmp_path, file, old, new))
    assert said in str(caught.value)


def test_a_circle_of_concepts_is_refused(tmp_path):
    folder = broken(tmp_path, "concepts/people.toml", "senior-role = [", 'senior-role = ["@named-role", ')
    with pytest.raises(LexiconError, match="refers to itself"):
        load_requirements(folder)


def test_findings_named_in_absence_checks_are_categories_or_rules_of_the_wording_lexicon():
    files = [path.read_text(encoding="utf-8") for path in sorted((lexicon_folder() / "language").glob("*.toml"))]
    known = {line[6:-1] for text in files for line in text.splitlines() if line.startswith('id = "')}
    for requirement in load_requirements().requirements.values():
        assert set(requirement.detect.findings) <= known, requirement.id
