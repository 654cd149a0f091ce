"""What a reader calls the things a report names by id: requirements, advert checks, wording categories, frameworks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from policy_audit.report.plan_rules import STEPS
from policy_audit.report.plan_rules import load_actions
from policy_audit.ruleset.frameworks import Framework
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.ruleset.requirements import RequirementCatalogue
from policy_audit.types import DocumentReport
from policy_audit.types import Report

# The framework whose elements say Analyse, Plan, Do and Review: "5 Learning: Review (yearly)".
_CYCLE_FRAMEWORK = "skills-for-care-allyship"
_ADVERT_CHECK = "ADV-"
_NINE = "eqa.nine-characteristics"
_PHASE = re.compile(r": (\w+)\b")


@dataclass(frozen=True, slots=True)
class RuleName:
    """One thing that is checked: `check` is the catalogue's kind of check, or "advert" or "wording".

    `action` is what to do about a gap, from `lexicons/actions.toml`; "" where that has none.
    """

    id: str
    title: str
    check: str
    force: str = ""
    satisfied_when: str = ""
    model_clause: str = ""
    source: str = ""
    action: str = ""

    @property
    def task(self) -> str:
        """What to do where it is not met."""
        return self.action or f"Add: {self.title}"


@dataclass(frozen=True, slots=True)
class Names:
    """All names a report needs. `placed` gives the cycle step of a requirement, `characteristics` the nine."""

    rules: Mapping[str, RuleName]
    categories: Mapping[str, str]
    catalogue: RequirementCatalogue
    placed: Mapping[str, str]
    characteristics: tuple[str, ...]

    @property
    def frameworks(self) -> Mapping[str, Framework]:
        """Frameworks by id, in the order of the catalogue."""
        return self.catalogue.frameworks

    def rule(self, name: str) -> RuleName:
        """The rule of an id; one made of the id itself where the ruleset no longer has it."""
        return self.rules.get(name) or RuleName(name, readable(name), "wording")

    def category(self, name: str) -> str:
        """Title of a category of wording."""
        return self.categories.get(name) or readable(name)

    def framework(self, name: str) -> str:
        """Title of a framework."""
        return self.frameworks[name].title if name in self.frameworks else readable(name)


def names_for(report: Report, ruleset: Ruleset | None = None) -> Names:
    """The names this report needs; parts of the ruleset that it does not mention are not read."""
    known = ruleset or load_ruleset()
    catalogue = known.catalogue
    actions = load_actions(known.folder)
    rules = {
        one.id: RuleName(
            one.id,
            one.title,
            one.check,
            one.force,
            one.satisfied_when.strip(),
            one.model_clause.strip(),
            one.source.strip(),
            actions.get(one.id, ""),
        )
        for one in catalogue.requirements.values()
    }
    if any(_asked_as_advert(one) for one in report.documents):
        for check in known.adverts.checks.values():
            text = check.model_text if check.model_text.strip("—– ") else ""
            rules[check.id] = RuleName(
                check.id,
                check.criterion,
                "advert",
                "",
                check.criterion,
                text,
                ", ".join(check.sources),
                actions.get(check.id, ""),
            )
    nine = catalogue.requirements.get(_NINE)
    return Names(
        rules,
        _categories(report, known),
        catalogue,
        _placed(catalogue.frameworks.get(_CYCLE_FRAMEWORK)),
        tuple(nine.detect.parts or ()) if nine else (),
    )


def _asked_as_advert(document: DocumentReport) -> bool:
    return document.advert is not None or any(one.id.startswith(_ADVERT_CHECK) for one in document.requirements)


def _categories(report: Report, ruleset: Ruleset) -> dict[str, str]:
    """Titles of the wording categories, where the report has a finding of wording."""
    if not any(finding.span is not None for one in report.documents for finding in one.findings):
        return {}
    return {one.id: one.title for one in ruleset.language.categories.values()}


def readable(name: str) -> str:
    """An id as words: "gendered-job-title" → "Gendered job title"."""
    words = re.sub(r"[-._]+", " ", name).strip()
    return words[:1].upper() + words[1:]


def _placed(framework: Framework | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in framework.elements if framework else ():
        phase = _PHASE.search(element.name)
        if phase and phase[1] in STEPS:
            for name in element.requirements:
                found.setdefault(name, phase[1])
    return found
