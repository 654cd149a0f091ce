"""The evaluations of the wording stage: cases of our own, and findings on real documents read one by one."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from report_stages import HERE
from report_stages import rows
from report_statistics import Stage
from wording_cases import findings_of
from wording_cases import names

from policy_audit.ruleset.load import Ruleset
from policy_audit.types import Span


def wording(path: Path, stage: Stage, ruleset: Ruleset) -> Stage:
    """Wording cases: whether a text is flagged, and whether the marked words are."""
    roles = names()
    for case in rows(path):
        found = [one for one in findings_of(case["text"], ruleset.language, roles) if one.span is not None]
        cell = stage.decide(case["id"], "clean text", bool(case["flags"]), bool(found))
        if cell == "fp":
            stage.mistakes.append(f"{case['id']}: “{case['text']}” should stay silent; {found[0].rule}")
        for flag in case["flags"]:
            at = case["text"].find(flag["surface"])
            over = [one for one in found if one.span and one.span.overlaps(Span(at, at + len(flag["surface"])))]
            right = any(one.category == flag["category"] for one in over)
            counts = {"span": 1, "span found": bool(over), "span category": right, "all": 1, "exact": right}
            stage.groups[case["id"]].update({key: int(value) for key, value in counts.items()})
            stage.parts.setdefault(flag["category"], Counter()).update(all=1, exact=int(right))
            if not over:
                where = f"“{flag['surface']}” ({flag['category']}) is not found in “{case['text']}”"
                stage.mistakes.append(f"{case['id']}: {where}")
    return stage


def wording_stages(ruleset: Ruleset) -> Iterator[Stage]:
    """The cases the rules were mended with, and those written blind."""
    wanted = ("precision", "recall", "false alarms", "words found", "words found, right category")
    protocol = (
        "A case counts as flagged when anything is found in it; marked words as found when a finding overlaps them."
    )
    for name, title, data in (
        ("wording_cases", "Wording: cases used for mending", "cases of our own, flagged and clean, all 38 categories"),
        (
            "wording_blind",
            "Wording: cases written blind",
            "cases written without sight of the rules, and mended for since; first looks stand below",
        ),
    ):
        path = HERE / f"{name}.jsonl"
        if path.is_file():
            size = len(rows(path))
            yield wording(path, Stage(name, title, f"{size} {data}", protocol, "case", wanted, False), ruleset)


def findings_read() -> Stage:
    """Findings on real texts, each read by a person: those found at first, and those still reported."""
    stage = Stage(
        "wording-read",
        "Wording: findings on real documents, read one by one",
        "findings in real policies and adverts (`tests/evaluation/wording_read.csv`)",
        "Share of findings a reader calls right, of those still reported since the rules were mended.",
        "document",
        ("precision",),
        False,
    )
    with (HERE / "wording_read.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            right = row["verdict"] == "right"
            first = {"first": 1, "first right": right}
            if row["now"] == "reported":
                first["tp" if right else "fp"] = 1
            stage.add(row["document"], row["rule"], **first)
            if row["now"] == "reported" and not right:
                stage.mistakes.append(f"{row['document']} {row['rule']}: “{row['words']}”: {row['why']}")
    stage.data = f"{int(stage.total()['first'])} {stage.data}"
    return stage
