"""A page for each wording category: why, flagged and better examples, what is left alone, source, how to suppress."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generate_markdown import anchor
from generate_markdown import bullets
from generate_markdown import code
from generate_markdown import contents
from generate_markdown import how_to_suppress
from generate_markdown import marked
from generate_markdown import plain

from policy_audit.audit import audit_document
from policy_audit.config import Settings
from policy_audit.extract.read import read_bytes
from policy_audit.ruleset.language_values import LanguageCategory
from policy_audit.ruleset.language_values import LanguageEntry
from policy_audit.ruleset.load import Ruleset
from policy_audit.types import Document

SEVERITIES = {
    "blocker": "error (likely unlawful in Great Britain)",
    "high": "error (widely rejected or offensive)",
    "medium": "warning (shuts people out or adds a barrier)",
    "low": "advice (style or clarity)",
    "info": "counted only, never shown by itself",
}
KINDS = {"advert": "adverts", "policy": "policies", "both": "policies and adverts"}


def category_pages(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """One page a category, and their index."""
    opening = (
        f"{len(ruleset.language.entries)} entries in {len(ruleset.language.categories)} categories. "
        "[How wording is decided](../../guide/decisions.md#wording) says when an entry fires and what silences it."
    )
    yield "wording/index.md", contents("Wording categories", opening)
    for category in ruleset.language.categories.values():
        yield f"wording/{category.id}.md", "\n".join(_page(category, ruleset))


def _page(category: LanguageCategory, ruleset: Ruleset) -> Iterator[str]:
    lexicon = ruleset.language
    entries = [entry for entry in lexicon.entries if entry.category == category.id]
    yield f"# {plain(category.title)}\n"
    yield f"{code(category.id)} · {plain(category.theme)} · {len(entries)} entries\n"
    yield f"Purpose: {' '.join(category.purpose.split())}\n"
    shared = [lexicon.exemption[name].title for name in category.exemptions]
    yield "Left alone everywhere on this page when the words are in one of these contexts:\n"
    yield from bullets(plain(title) for title in shared)
    yield "## Entries\n"
    for entry in entries:
        yield from _entry(entry, ruleset)
    yield "## How to suppress\n"
    yield from how_to_suppress(entries[0].id, category.id)


def _entry(entry: LanguageEntry, ruleset: Ruleset) -> Iterator[str]:
    yield f"(rule-{anchor(entry.id)})="
    yield f"### {plain(entry.terms or entry.id)}\n"
    yield f"{code(entry.id)} · {SEVERITIES[entry.severity]} · {KINDS[entry.kinds]}\n"
    yield f"Why: {plain(entry.why)}.\n"
    if entry.instead:
        yield f"Write instead: {plain(' · '.join(entry.instead))}\n"
    yield "| flagged | better |\n|---|---|"
    for sentence in entry.flagged:
        yield f"| {marked(sentence)} | {plain(better(sentence, entry, ruleset)) or '(think the sentence over)'} |"
    yield "\nLeft alone:\n"
    yield from bullets(marked(sentence) for sentence in entry.clear)
    if entry.exempt:
        yield f"Exempt: {plain(entry.exempt)}\n"
    titles = [ruleset.language.source_titles.get(source, source) for source in entry.source]
    yield f"Source: {plain('; '.join(titles) or 'our judgement')}\n"


def better(sentence: str, entry: LanguageEntry, ruleset: Ruleset) -> str:
    """The sentence as the tool would edit it; empty where it gives advice in words only."""
    text = sentence.replace("[[", "").replace("]]", "")
    kind = entry.example_kind or ("job-advert" if entry.kinds == "advert" else "edi-policy")
    settings: dict[str, Any] = {"wording_only": True, "kind": kind}
    document = next(iter(read_bytes(text.encode(), "example.txt")))
    if not isinstance(document, Document):
        return ""
    report = audit_document(document, ruleset, Settings(**settings))
    found = [one for one in report.findings if one.rule == entry.id and one.span is not None]
    edits = next((option.edits for one in found for option in one.suggestions if option.edits), ())
    changed = document.text
    for edit in sorted(edits, key=lambda one: one.span.start, reverse=True):
        changed = changed[: edit.span.start] + edit.replacement + changed[edit.span.end :]
    return changed if edits else ""
