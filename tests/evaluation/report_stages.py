"""The evaluations: each returns a Stage with counts by group. Those of shared documents use one run of the audit."""

from __future__ import annotations

import csv
import json
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import allyship_documents
import requirements_passages
from kinds_dev import is_right
from report_statistics import Stage
from requirements_dev import documents_of
from requirements_dev import results_of
from strength import ANCHORS
from strength import grams

from policy_audit.batch.alone import audit_files
from policy_audit.config import Settings
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.ruleset.load import Ruleset
from policy_audit.types import DocumentReport
from policy_audit.types import Level

HERE = Path(__file__).resolve().parent
DAY = date(2026, 11, 21)
GAPS = ("missing", "weak")
LEVELS = tuple(level.value for level in Level)
Reports = dict[str, DocumentReport]


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def audited(shared: Path, ruleset: Ruleset) -> Reports:
    """One audit of every evaluation document, by name without suffix."""
    folders = [shared / "corpus" / name for name in ("policies", "allyship", "adverts")]
    files = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix not in (".csv", ".jsonl")]
    settings = Settings(audit_date=DAY, all_requirements=True, all_units=True)
    found: Reports = {}
    for report in audit_files(files, ruleset, settings, DEFAULT_LIMITS):
        found.setdefault(Path(report.path).stem, report)
    return found


def groups_of(shared: Path, folder: str, column: str) -> dict[str, str]:
    """Document → organisation, from the manifest."""
    with (shared / "corpus" / folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row[column] for row in csv.DictReader(file)}


def requirements(stage: Stage, gold: Path, reports: Reports, groups: dict[str, str]) -> Stage:
    """Satisfied or not and the level, each labelled document against each requirement read."""
    labels = rows(gold)
    known = {(row["doc"], row["req"]): row for row in labels if "req" in row}
    for name in sorted({row["doc"] for row in labels if "doc" in row}):
        found = {one.id: one for one in reports[name].requirements}
        document = reports[name].document
        assert document is not None
        for requirement in labels[0]["ids"]:
            row = known.get((name, requirement), {"level": 0, "sure": "y"})
            if row["sure"] == "n":
                continue
            one = found[requirement]
            told = set().union(*(grams(document.slice(evidence.span), 5) for evidence in one.evidence))
            said, read = one.level.rank, int(row["level"])
            proof = read >= 2 and said >= 2 and bool(row.get("grams"))
            counts = {f"{read}:{said}": 1, "with evidence": proof, "evidence": proof and bool(told & set(row["grams"]))}
            cell = stage.decide(groups.get(name, name), requirement, read >= 2, said >= 2, **counts)
            stage.sureness.append((one.confidence, cell in ("tp", "tn")))
            if cell in ("fp", "fn"):
                stage.mistakes.append(f"{name} {requirement}: read {LEVELS[read]}, found {LEVELS[said]}")
    return stage


def adverts(shared: Path, reports: Reports) -> Stage:
    """Presence checks: a gap (missing or weak) to report or not, and the exact result."""
    stage = Stage(
        "adverts",
        "Advert checks",
        "44 adverts of many employers × 25 checks, labelled by one reader; doubtful rows are left out",
        "A gap is “missing” or “weak”. Exact: the very result, or one of two where the label allows both.",
        "employer",
        ("exact", "precision", "recall", "F1"),
        True,
    )
    groups = groups_of(shared, "adverts", "employer")
    for row in rows(shared / "gold" / "adverts.dev.jsonl"):
        if "check" not in row or row.get("sure") == "n":
            continue
        found = {one.id: one.result.value for one in reports[row["doc"]].requirements if one.result is not None}
        said, read = found[row["check"]], row["result"]
        exact = said in row.get("either", [read])
        stage.decide(groups[row["doc"]], row["check"], read in GAPS, said in GAPS, all=1, exact=exact)
        if not exact:
            stage.mistakes.append(f"{row['doc']} {row['check']}: read {read}, found {said}")
    return stage


def strength(shared: Path, reports: Reports) -> Stage:
    """Strength 0 to 4 of labelled sentences, matched to the unit that shares most of their words."""
    stage = Stage(
        "strength",
        "Commitment strength",
        "180 sentences of the same policies, graded 0 to 4 by two readers (who agree on 0.98)",
        "Firm is strength 3 or 4. Kappa is quadratically weighted. Sentences cut into other units count as lost.",
        "organisation",
        ("kappa", "exact", "precision", "recall", "F1"),
        True,
    )
    groups = groups_of(shared, "policies", "organisation")
    units = {name: [(grams(one.text, 3), one) for one in report.commitments] for name, report in reports.items()}
    for row in rows(shared / "gold" / "strength.dev.jsonl"):
        want = set(row["grams"])
        if row.get("sure") == "n":
            continue
        words, best = max(units[row["doc"]], key=lambda unit: len(unit[0] & want) / max(1, len(unit[0] | want)))
        if len(words & want) / max(1, len(want)) < 0.5:
            stage.add(groups[row["doc"]], "lost", lost=1)
            continue
        read, said = row["strength"], best.strength
        part = f"graded {read}"
        stage.decide(groups[row["doc"]], part, read >= 3, said >= 3, all=1, exact=read == said, **{f"{read}:{said}": 1})
        for anchor in ANCHORS if read >= 3 else ():
            if anchor in row:
                same = bool(getattr(best, anchor)) == (row[anchor] == "y")
                stage.add(groups[row["doc"]], f"anchor {anchor}", **{f"{anchor} all": 1, f"{anchor} same": same})
        if read != said:
            stage.mistakes.append(f"{row['id']} ({row['doc']}): read {read}, found {said}, decided as {best.mode}")
    return stage


def kinds(shared: Path, reports: Reports) -> Stage:
    """The kind of a document, against the coarser labels of the manifests."""
    stage = Stage(
        "kinds",
        "Document kinds",
        "67 policies and 210 adverts and job descriptions, labelled in their manifests",
        "The manifests' labels are coarser than the fifteen kinds; `kinds_dev.py` says which count as right. Papers "
        "that are no HR documents are right when nothing is demanded of them.",
        "organisation",
        ("exact",),
        True,
    )
    for folder, column in (("policies", "organisation"), ("adverts", "employer")):
        with (shared / "corpus" / folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                report = reports.get(row["id"])
                if report is None or report.error is not None:
                    continue
                good = is_right(row["kind"], report.kinds)
                stage.add(row[column], row["kind"], all=1, exact=good)
                if not good:
                    said = ", ".join(report.kinds.kinds) or "no kind"
                    stage.mistakes.append(
                        f"{row['id']}: labelled {row['kind']}, found {said} ({report.kinds.confidence})"
                    )
    return stage


def own_documents(ruleset: Ruleset) -> Stage:
    """The allyship-rich documents of made-up organisations in this folder."""
    number = len(allyship_documents.labels()[3])
    stage = Stage(
        "allyship-own",
        "Requirements: made-up allyship-rich documents",
        f"{number} documents of made-up organisations in `training/documents/allyship/`, levels given by reading",
        "As above. Each was written and labelled before the rules were tried on it, and used for mending afterwards.",
        "document",
        ("precision", "recall", "F1", "kappa"),
        False,
    )
    for row in allyship_documents.judged(ruleset):
        counts = {f"{row.read}:{row.found}": 1}
        cell = stage.decide(row.document, row.requirement, row.should_pass, row.passed, **counts)
        if cell in ("fp", "fn"):
            stage.mistakes.append(
                f"{row.document} {row.requirement}: read {LEVELS[row.read]}, found {LEVELS[row.found]}"
            )
    return stage


def unseen(ruleset: Ruleset) -> Stage:
    """Short policies of many house styles, labelled before any rule was written for them."""
    folder = HERE / "requirements" / "unseen"
    labels = rows(folder / "labels.jsonl")
    stage = Stage(
        "unseen",
        "Requirements: short policies in many house styles",
        f"{len(labels)} made-up policies in `tests/evaluation/requirements/unseen/`, labelled before the rules ran",
        "Satisfied or not; pairs on which two readers could differ are left out.",
        "document",
        ("precision", "recall", "F1"),
        False,
    )
    settings = Settings(audit_date=DAY)
    wanted = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
    for row in labels:
        for document in documents_of(folder, {row["doc"]}):
            found = {one.id: one.level.rank for one in results_of(document, ruleset, settings)}
            for name in set(wanted) - set(row["unsure"]):
                truth = name in row["satisfied"]
                cell = stage.decide(row["doc"], name, truth, found[name] >= 2)
                if cell in ("fp", "fn"):
                    level = LEVELS[found[name]]
                    stage.mistakes.append(f"{row['doc']} {name}: {'' if truth else 'not '}satisfied, found {level}")
    stage.mistakes.sort()
    return stage


def passages(ruleset: Ruleset) -> Stage:
    """Single passages with what each passes and fails."""
    number = len(tomllib.loads(requirements_passages.PASSAGES.read_text(encoding="utf-8"))["passage"])
    stage = Stage(
        "passages",
        "Requirements: single passages",
        f"{number} passages of our own wording in `tests/evaluation/requirements/`",
        "Each passage alone is a document. The rules were mended for all of them; first looks stand below.",
        "passage",
        ("exact",),
        False,
    )
    for text, wanted, result in requirements_passages.verdicts(ruleset):
        stage.add(text, result.id, all=1, exact=(result.level.rank >= 2) == wanted)
    return stage


def edits_read() -> Stage:
    """Edited sentences of real documents, read one by one."""
    stage = Stage(
        "edits",
        "Suggested edits",
        "Edited sentences of real documents (`tests/evaluation/edits_read.csv`)",
        "Good: a reader would accept the sentence as it stands (grammatical, same meaning, better). "
        "`python tests/evaluation/edits_corpus.py ../shared/corpus` checks all copies again by machine.",
        "document",
        ("exact",),
        False,
    )
    with (HERE / "edits_read.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            good = row["good"] == "yes"
            stage.add(row["document"], row["rule"], all=1, exact=good)
            if not good:
                stage.mistakes.append(f"{row['document']} {row['rule']}: {row['why']}")
    return stage


def extraction() -> list[tuple[str, Any]]:
    """Word recall, order and precision by format, on documents made in code."""
    sys.path.insert(0, str(HERE.parent / "extract"))
    from accuracy import measure

    return list(measure())
