"""Checks typed text: the report of the contract, and with it what the page draws from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from policy_audit.audit import audit_document
from policy_audit.audit import build_report
from policy_audit.batch.pool import worker_ruleset
from policy_audit.config import Settings
from policy_audit.language.readability import readability
from policy_audit.language.reading import read
from policy_audit.report.json_ import report_values
from policy_audit.ruleset.load import Ruleset
from policy_audit.stages.adverts import advert_score
from policy_audit.stages.adverts.outcome import NOT_APPLICABLE
from policy_audit.stages.adverts.outcome import PRESENT
from policy_audit.stages.gaps import FAULT_MECHANISMS
from policy_audit.types import AdvertResult
from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import RequirementResult
from policy_audit.types import Suggestion
from policy_audit.web.typed import Ask
from policy_audit.web.typed import Places
from policy_audit.web.typed import document_of

# Years of age at which the first school year of a Flesch-Kincaid grade begins.
AGE_OF_GRADE_ZERO = 5
_GAPS = (AdvertResult.MISSING, AdvertResult.WEAK)
# Checks that ask for words; the others want words gone or the text laid out otherwise.
_ADVERT_INSERTABLE = ("presence", "coverage")
_NOT_WORDS = ("(", "…", "—", "–", "Essential …", "List ", "Say ", "Write:")


def checked(folder: Path, ask: Ask, base: Settings, page: bool) -> bytes:
    """The report as JSON; `page` adds the member "page": places in UTF-16 units, titles, score, reading age.

    With `page`, the requirements of policies are left out for an advert: while typing, its own checks are asked for.
    """
    ruleset = worker_ruleset(folder)
    settings = ask.settings(base)
    document = audit_document(document_of(ask), ruleset, settings, briefly=page)
    values = report_values(build_report([document], ruleset, settings))
    if page:
        values["page"] = page_values(document, ruleset)
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def page_values(report: DocumentReport, ruleset: Ruleset) -> dict[str, Any]:
    """What the page needs beyond the contract; lists run parallel to the report's findings."""
    document = report.document
    if document is None:
        return {"findings": [], "requirements": {}, "score": None, "readability": None, "frameworks": []}
    places = Places(document)
    adverts = [one for one in report.requirements if one.result is not None]
    return {
        "findings": [_finding(finding, places) for finding in report.findings],
        "requirements": {one.id: _requirement(one, places, ruleset) for one in report.requirements},
        "score": _score(adverts, ruleset) if adverts else None,
        "readability": _readability(report, ruleset),
        "frameworks": [
            {"id": name, "title": ruleset.catalogue.frameworks[name].title, **_counts(report, name)}
            for name in report.scores
        ],
    }


def _counts(report: DocumentReport, framework: str) -> dict[str, int]:
    score = report.scores[framework]
    return {"passed": score.passed, "applicable": score.applicable}


def _finding(finding: Finding, places: Places) -> dict[str, Any]:
    return {
        "place": places.range_of(finding.span) if finding.span is not None else None,
        "options": [_option(suggestion, places) for suggestion in finding.suggestions],
    }


def _option(suggestion: Suggestion, places: Places) -> list[dict[str, Any]] | None:
    return places.edits(suggestion.edits)


def _requirement(result: RequirementResult, places: Places, ruleset: Ruleset) -> dict[str, Any]:
    """Title, reason and place of a requirement; `gain` is what mending it adds to an advert's score."""
    evidence = places.range_of(result.evidence[0].span) if result.evidence else None
    if result.result is None:
        known = ruleset.catalogue.requirements[result.id]
        insertable = not result.passed and known.check != "absence" and _is_words(result.model_clause)
        return {
            "title": known.title, "why": known.satisfied_when.strip(), "source": known.source.strip(),
            "place": evidence, "insertable": insertable, "gain": 0, "fault": known.check == "absence",
        }  # fmt: skip
    check = ruleset.adverts.checks[result.id]
    insertable = check.mechanism in _ADVERT_INSERTABLE and result.result in _GAPS and _is_words(check.model_text)
    return {
        "title": check.criterion, "why": "", "source": ", ".join(check.sources), "place": evidence,
        "insertable": insertable, "gain": 100 - advert_score([result], ruleset.adverts).points,
        "fault": check.mechanism in FAULT_MECHANISMS,
    }  # fmt: skip


def _is_words(model: str) -> bool:
    """True when a model text is meant to stand in the document; false for advice on how to mend it."""
    return bool(model.strip()) and not model.strip().startswith(_NOT_WORDS)


def _score(results: list[RequirementResult], ruleset: Ruleset) -> dict[str, Any]:
    score = advert_score(results, ruleset.adverts)
    asked = [one for one in results if one.result is not NOT_APPLICABLE]
    there = sum(one.result is PRESENT for one in asked)
    return {"points": score.points, "edits": list(score.edits), "there": there, "asked": len(asked)}


def _readability(report: DocumentReport, ruleset: Ruleset) -> dict[str, Any] | None:
    if report.document is None:
        return None
    reading = read(report.document, ruleset.section_names)
    figures = readability(reading.words(sentence) for sentence in reading.sentences)
    return {
        "age": round(figures.grade + AGE_OF_GRADE_ZERO),
        "grade": round(figures.grade, 1),
        "words": len(reading.tokens),
        "sentences": figures.sentences,
        "mean_sentence": round(figures.mean_sentence, 1),
        "longest_sentence": figures.longest_sentence,
    }
