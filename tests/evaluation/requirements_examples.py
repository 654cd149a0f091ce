"""Judges each example of the catalogue as a one-paragraph document and lists those that miss their level.

Usage: requirements_examples.py [PREFIX-OF-ID ...]
"""

from __future__ import annotations

import re
import sys
from datetime import date

from policy_audit.config import Settings
from policy_audit.extract import ReadFailure
from policy_audit.extract.read import read_bytes
from policy_audit.language.reading import read
from policy_audit.language.units import provision_units
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.ruleset.requirements import Example
from policy_audit.ruleset.requirements import Requirement
from policy_audit.ruleset.requirements import RequirementCatalogue
from policy_audit.stages.hygiene import document_fields
from policy_audit.stages.requirements import check_requirements
from policy_audit.stages.requirements.outcome import passes
from policy_audit.stages.strength import score_units
from policy_audit.types import KindResult
from policy_audit.types import RequirementResult

SETTINGS = Settings(audit_date=date(2026, 11, 21))
_AUDIT_DATE = re.compile(r"^Audit date 21 November 2026\. ")


def judged(requirement: Requirement, text: str, ruleset: Ruleset, name: str = "example.txt") -> RequirementResult:
    """The answer of one requirement for a text that is a document of its own, read as a file of that name."""
    document = next(read_bytes(_AUDIT_DATE.sub("", text).encode(), name))
    if isinstance(document, ReadFailure):
        raise AssertionError(document.error.message)
    catalogue = ruleset.catalogue
    alone = RequirementCatalogue({requirement.id: requirement}, catalogue.frameworks, catalogue.concepts)
    reading = read(document, ruleset.section_names)
    scored = score_units(reading, provision_units(reading), ruleset.commitment, SETTINGS)
    fields = document_fields(reading, scored, SETTINGS)
    kind = "job-advert" if requirement.id.startswith(("advert.", "risk.d", "risk.h", "risk.s")) else "edi-policy"
    wording = tuple(_wording(reading, kind, ruleset)) if requirement.check == "absence" else ()
    return next(check_requirements(reading, scored, fields, wording, KindResult((kind,), 1.0), alone, SETTINGS))


def _wording(reading: object, kind: str, ruleset: Ruleset):  # type: ignore[no-untyped-def]
    try:
        from policy_audit.stages.wording import check_wording
    except ImportError:
        return ()
    return check_wording(reading, KindResult((kind,), 1.0), ruleset.language, SETTINGS)  # type: ignore[arg-type]


def verdict(requirement: Requirement, example: Example, result: RequirementResult) -> tuple[bool, bool]:
    """Whether pass or fail comes out right, and whether the exact level does (failing examples: not passed)."""
    good = example.level is not None
    right = passes(requirement, result.level) == good
    if requirement.check in ("absence", "position") or not good or example.level == "ok":
        return right, right
    return right, result.level.value == example.level


def main() -> None:
    """Print the misses and the shares."""
    ruleset = load_ruleset()
    total = right = exact = 0
    for requirement in ruleset.catalogue.requirements.values():
        if sys.argv[1:] and not requirement.id.startswith(tuple(sys.argv[1:])):
            continue
        for number, example in enumerate(requirement.examples, 1):
            result = judged(requirement, example.text, ruleset)
            passed, same = verdict(requirement, example, result)
            total, right, exact = total + 1, right + passed, exact + same
            if not same:
                strength = max((e.strength for e in result.evidence), default="-")
                wanted = example.level or f"fail:{example.reason}"
                print(
                    f"{'' if passed else '!! '}{requirement.id} {number} wants {wanted}, got {result.level.value} "
                    f"(s{strength}; {'; '.join(result.missing)}) | {example.text}"
                )
    print(f"examples {total}: pass or fail right {right / total:.3f}, exact level {exact / total:.3f}")


if __name__ == "__main__":
    main()
