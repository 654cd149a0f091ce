"""A card for each thing that is checked: what, why, source, examples, model text. Feeds `rules` and `explain`."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from policy_audit.ruleset.adverts import AdvertCheck
from policy_audit.ruleset.language import LanguageEntry
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.requirements import Requirement

# Catalogue severity of wording entries and advert checks → severity of a finding (contract, JSON).
_SEVERITY = {"blocker": "error", "high": "error", "medium": "warning", "low": "advice", "info": "advice"}


@dataclass(frozen=True, slots=True)
class Card:
    """One rule for a person to read. `parts` are headed paragraphs or lists, in order."""

    id: str
    group: str
    title: str
    severity: str
    parts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


def cards(ruleset: Ruleset) -> Iterator[Card]:
    """All rules: wording, requirements, advert checks, each in the order of its catalogue."""
    for entry in ruleset.language.entries:
        yield wording_card(entry, ruleset)
    for requirement in ruleset.catalogue.requirements.values():
        yield requirement_card(requirement)
    for check in ruleset.adverts.checks.values():
        yield advert_card(check)


def wording_card(entry: LanguageEntry, ruleset: Ruleset) -> Card:
    """The card of a wording entry."""
    titles = ruleset.language.source_titles
    parts: dict[str, str | tuple[str, ...]] = {
        "Words": entry.terms,
        "Why": entry.why,
        "Write instead": entry.instead,
        "Not flagged": entry.exempt,
        "Flagged": entry.flagged,
        "Left alone": entry.clear,
        "Source": tuple(titles.get(code, code) for code in entry.source),
        "Suppress": _suppress(entry.id),
    }
    return Card(entry.id, entry.category, entry.terms, _SEVERITY[entry.severity], parts)


def requirement_card(requirement: Requirement) -> Card:
    """The card of a requirement."""
    good = tuple(f"[{example.level}] {example.text.strip()}" for example in requirement.examples if example.level)
    poor = tuple(f"[{example.reason}] {example.text.strip()}" for example in requirement.examples if example.reason)
    worst = min(requirement.severity.values(), key=lambda severity: severity.rank)
    parts: dict[str, str | tuple[str, ...]] = {
        "Satisfied when": requirement.satisfied_when.strip(),
        "Not enough": requirement.not_enough.strip(),
        "Levels": tuple(f"{level}: {text}" for level, text in requirement.levels.items()),
        "Asked of": tuple(f"{kind}: {severity.value}" for kind, severity in requirement.severity.items()),
        "Frameworks": requirement.frameworks,
        "Model clause": requirement.model_clause.strip(),
        "Satisfies": good,
        "Does not satisfy": poor,
        "Source": requirement.source.strip(),
        "Suppress": _suppress(requirement.id),
    }
    return Card(requirement.id, requirement.topic, requirement.title, worst.value, parts)


def advert_card(check: AdvertCheck) -> Card:
    """The card of an advert check."""
    parts: dict[str, str | tuple[str, ...]] = {
        "What must be true": check.criterion,
        "How it is tested": check.test,
        "Model text": check.model_text,
        "Not a fault when": check.not_a_fault_when,
        "Source": check.sources,
        "Suppress": _suppress(check.id),
    }
    return Card(check.id, check.id.rpartition("-")[0], check.criterion, _SEVERITY[check.severity], parts)


def _suppress(rule: str) -> str:
    return f"--ignore {rule}"
