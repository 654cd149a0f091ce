"""schema.org JobPosting in JSON-LD: an advert that search engines see, and that a page may not show otherwise."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from policy_audit.extract.assemble import Assembly
from policy_audit.extract.assemble import Piece
from policy_audit.extract.assemble import SourceLines
from policy_audit.extract.foreign import JsonValue
from policy_audit.extract.limits import Limits
from policy_audit.types import TextAnchor

# Property -> label, in the order in which an advert tells them (https://schema.org/JobPosting).
LABELS: tuple[tuple[str, str], ...] = (
    ("title", "Job title"),
    ("hiringOrganization", "Organisation"),
    ("jobLocation", "Location"),
    ("jobLocationType", "Location type"),
    ("applicantLocationRequirements", "Applicants from"),
    ("employmentType", "Employment type"),
    ("workHours", "Hours"),
    ("baseSalary", "Salary"),
    ("estimatedSalary", "Estimated salary"),
    ("jobBenefits", "Benefits"),
    ("datePosted", "Date posted"),
    ("validThrough", "Closing date"),
    ("jobStartDate", "Start date"),
    ("jobImmediateStart", "Immediate start"),
    ("identifier", "Reference"),
    ("applicationContact", "Contact"),
    ("directApply", "Direct application"),
)
PROSE = (
    "description",
    "responsibilities",
    "qualifications",
    "skills",
    "experienceRequirements",
    "educationRequirements",
    "incentiveCompensation",
    "employerOverview",
    "specialCommitments",
    "physicalRequirement",
)
WORDS = re.compile(r"\w+")


def add_job_postings(scripts: list[tuple[int, str]], lines: SourceLines, assembly: Assembly, limits: Limits) -> str:
    """Add the job postings of the JSON-LD scripts (offset, content); returns the title of the first, or ""."""
    title = ""
    shown = set(_shingles("\n".join(assembly.parts)))
    for offset, content in scripts:
        try:
            found = list(_postings(json.loads(content, strict=False), 0))
        except (ValueError, RecursionError):
            assembly.warnings.append("A JSON-LD script could not be read.")
            continue
        for posting in found:
            title = title or _words(posting.get("title"))
            _add(posting, lines.anchor(offset), assembly, limits, shown)
    return title


def _postings(value: JsonValue, depth: int) -> Iterator[dict[str, JsonValue]]:
    if depth > 20:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _postings(entry, depth + 1)
    elif isinstance(value, dict):
        kind = value.get("@type")
        if kind == "JobPosting" or (isinstance(kind, list) and "JobPosting" in kind):
            yield value
        else:
            for entry in value.values():
                if isinstance(entry, dict | list):
                    yield from _postings(entry, depth + 1)


def _add(
    posting: dict[str, JsonValue], anchor: TextAnchor, assembly: Assembly, limits: Limits, shown: set[str]
) -> None:
    for name, label in LABELS:
        value = _salary(posting[name]) if name.endswith("Salary") and name in posting else _words(posting.get(name))
        if value:
            assembly.add("paragraph", [Piece(f"{label}: {value}", anchor, 0)], region="metadata")
            assembly.fields.setdefault(f"jobposting.{name}", value)
    for name in PROSE:
        text = posting.get(name)
        text = text if isinstance(text, str) else _words(text)
        if not text.strip() or _is_shown(text, shown):
            continue
        _add_prose(text, anchor, assembly, limits)


def _add_prose(text: str, anchor: TextAnchor, assembly: Assembly, limits: Limits) -> None:
    """A property that holds HTML (often escaped twice), block by block; every block stands at the script's anchor."""
    from html import unescape

    from policy_audit.extract.html_ import walk_html

    if "&lt;" in text and "<" not in text:
        text = unescape(text)
    inner = Assembly()
    walk_html(text, 0, len(text), lines=SourceLines(text), assembly=inner, limits=limits)
    for index, (block, part) in enumerate(zip(inner.blocks, inner.parts, strict=True)):
        if index in inner.by_look:
            assembly.by_look.add(len(assembly.blocks))
        assembly.add(block.kind, [Piece(part, anchor, 0)], level=block.level, marker=block.marker, quoted=block.quoted)


def _is_shown(text: str, shown: set[str]) -> bool:
    """True when the page's own text already says most of it: the same advert must not be judged twice."""
    grams = list(_shingles(re.sub(r"<[^>]+>|&\w+;", " ", text)))
    return bool(grams) and sum(gram in shown for gram in grams) > 0.6 * len(grams)


def _shingles(text: str) -> Iterator[str]:
    words = WORDS.findall(text.lower())
    for index in range(len(words) - 3):
        yield " ".join(words[index : index + 4])


def _words(value: JsonValue, depth: int = 0) -> str:
    """A property's value as a reader would write it: names and addresses, not types."""
    if value is None or depth > 6:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return " ".join(str(value).split())
    if isinstance(value, list):
        return ", ".join(text for text in (_words(entry, depth + 1) for entry in value) if text)
    if isinstance(value, dict):
        entries = (
            _words(entry, depth + 1) for key, entry in value.items() if not key.startswith("@") and key != "sameAs"
        )
        return ", ".join(text for text in entries if text)
    return ""


def _salary(value: JsonValue) -> str:
    """As in "GBP 30000 to 35000 per YEAR" from a MonetaryAmount."""
    if isinstance(value, list):
        return ", ".join(text for text in map(_salary, value) if text)
    if not isinstance(value, dict):
        return _words(value)
    amount = value.get("value", value)
    if not isinstance(amount, dict):
        amount = {"value": amount}
    low, high = _words(amount.get("minValue")), _words(amount.get("maxValue"))
    figure = f"{low} to {high}" if low and high and low != high else low or high or _words(amount.get("value"))
    if not figure:
        return ""
    unit = _words(amount.get("unitText") or value.get("unitText"))
    currency = _words(value.get("currency") or amount.get("currency"))
    return " ".join(part for part in (currency, figure, f"per {unit.lower()}" if unit else "") if part)
