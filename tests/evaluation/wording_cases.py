"""Runs the wording stage on cases (one JSON object a line: id, text, kind, flags, clean) and prints how it did.

python tests/evaluation/wording_cases.py tests/evaluation/wording_cases.jsonl [--errors] [--batch NAME]
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections import defaultdict
from pathlib import Path
from typing import Any

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.language.sections import SectionNames
from policy_audit.ruleset.files import read_tables
from policy_audit.ruleset.language import load_language
from policy_audit.ruleset.language_values import LanguageLexicon
from policy_audit.stages.wording.check import check_wording
from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import Finding
from policy_audit.types import KindResult
from policy_audit.types import Span
from policy_audit.types import TextAnchor

UNKNOWN = KindResult((), 0.0)


def document_of(text: str) -> Document:
    """A document with one paragraph a line; lines that begin with # are headings."""
    blocks, start = [], 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        content = line.rstrip("\n")
        if content.strip():
            level = len(content) - len(content.lstrip("#"))
            shift = level + 1 if level else 2 if content.startswith(("- ", "* ")) else 0
            kind = "heading" if level else "list_item" if shift else "paragraph"
            blocks.append(Block(kind, level, Span(start + shift, start + len(content)), TextAnchor(number, 1, start)))
        start += len(line)
    return Document("case.txt", hashlib.sha256(text.encode()).hexdigest(), "text", text, tuple(blocks))


def names() -> SectionNames:
    """Section roles as shipped."""
    return SectionNames(read_tables("sections.toml")["sections.toml"]["roles"])


def reading_of(text: str, roles: SectionNames) -> Reading:
    """The text prepared as a stage sees it."""
    return read(document_of(text), roles)


def findings_of(text: str, lexicon: LanguageLexicon, roles: SectionNames, kinds: KindResult = UNKNOWN) -> list[Finding]:
    """Findings with a span, as a case counts them."""
    found = check_wording(reading_of(text, roles), kinds, lexicon, Settings())
    return [finding for finding in found if finding.span is not None]


def figures(cases: list[dict[str, Any]], lexicon: LanguageLexicon) -> tuple[dict[str, Any], list[str]]:
    """Precision over texts, false alarms over clean texts, span recall with and without category; and the mistakes."""
    roles = names()
    texts: Counter[str] = Counter()
    spans: Counter[str] = Counter()
    per: defaultdict[str, Counter[str]] = defaultdict(Counter)
    mistakes = []
    for case in cases:
        found = findings_of(case["text"], lexicon, roles)
        cell = ("tp" if found else "fn") if case["flags"] else ("fp" if found else "tn")
        texts[cell] += 1
        lost = []
        for flag in case["flags"]:
            at = case["text"].find(flag["surface"])
            over = [
                one for one in found if one.span is not None and one.span.overlaps(Span(at, at + len(flag["surface"])))
            ]
            right = any(one.category == flag["category"] for one in over)
            spans.update({"all": 1, "found": bool(over), "category": right})
            per[flag["category"]]["right" if right else "other" if over else "lost"] += 1
            if not right:
                lost.append(f"{flag['category']}:{flag['surface']}{' (other category)' if over else ''}")
        for surface in case["clean"]:
            at = case["text"].find(surface)
            hit = [one for one in found if one.span is not None and one.span.overlaps(Span(at, at + len(surface)))]
            spans.update({"clean": 1, "clean_hit": bool(hit)})
        said = [f"{one.rule}:{case['text'][one.span.start : one.span.end]}" for one in found if one.span is not None]
        if cell == "fp" or lost:
            mistakes.append(f"{cell} {case['id']} | {case['text']} | said {said} | lost {lost}")
    return {
        "cases": len(cases),
        **texts,
        "precision": ratio(texts["tp"], texts["tp"] + texts["fp"]),
        "false_alarms": ratio(texts["fp"], texts["fp"] + texts["tn"]),
        "span_recall": ratio(spans["found"], spans["all"]),
        "with_category": ratio(spans["category"], spans["all"]),
        "clean_hit": ratio(spans["clean_hit"], spans["clean"]),
        "per_category": {key: dict(value) for key, value in sorted(per.items())},
    }, mistakes


def ratio(part: int, whole: int) -> float:
    """Rounded share; 0 of nothing is 0."""
    return round(part / whole, 3) if whole else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--batch", default="")
    args = parser.parse_args()
    cases = [json.loads(line) for line in args.cases.read_text(encoding="utf-8").splitlines() if line.strip()]
    result, mistakes = figures([case for case in cases if case["id"].startswith(args.batch)], load_language())
    if args.errors:
        print("\n".join(mistakes))
    print(json.dumps(result, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
