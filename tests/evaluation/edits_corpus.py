"""Every mode for every document of a folder: what the copies say, and what a second audit of the clean copy finds.

    python tests/evaluation/edits_corpus.py ../shared/corpus [--gaps [--filled]] [--list] [--sentences FILE]

Printed: documents and copies, copies whose text is not the source's (comments, tracked changes rejected) or not the
edited one (clean, tracked changes accepted), applied findings still found, and findings the edits brought in. An open
placeholder of an inserted clause is a finding of its own and is counted apart; `--filled` fills them beforehand.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "writeback")]

from copies import expected
from copies import settled

from policy_audit.audit import audit_document
from policy_audit.config import Settings
from policy_audit.extract import ReadFailure
from policy_audit.extract.encoding import decode
from policy_audit.extract.read import read_bytes
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.types import Document
from policy_audit.types import DocumentReport
from policy_audit.types import Finding
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.writeback import WRITERS
from policy_audit.writeback.gaps import Gaps
from policy_audit.writeback.gather import Wanted
from policy_audit.writeback.gather import gather
from policy_audit.writeback.harmless import harmless
from policy_audit.writeback.resolve import resolve
from policy_audit.writeback.values import Proposal
from policy_audit.writeback.values import Style

DAY = date(2026, 11, 21)
SUFFIXES = (".md", ".html", ".docx", ".odt", ".pdf", ".txt")

OPEN = "risk.unfilled-placeholder"
# What a person might write for the placeholders of clauses; for others, the words in the brackets do.
VALUES = {
    "role": "HR Director", "date": "31 March 2027", "month": "March", "x": "12", "y": "40", "z": "50", "year": "year",
    "group": "People Committee", "number": "3", "name": "Jo Lee", "names": "A. Shah and B. Cole", "action": "train all",
    "measure": "the share of promotions", "director": "the Chief Executive", "board": "board", "n": "12", "a": "A",
    "change": "raise the share of promoted ethnic minority staff", "figure": "12", "contact": "hr@oakfield.org",
    "measures": "retention and promotion figures", "finding": "ethnic minority staff are promoted less often",
    "address": "hr@oakfield.org", "email": "hr@oakfield.org", "executive": "executive team", "period": "quarter",
    "organisation": "Oakfield", "reason": "it fits our values", "target": "95%", "hours": "20", "amount": "£10,000",
    "month year": "March 2027", "procedure": "disciplinary procedure", "manager": "your manager", "£": "£5,000",
    "audience": "line managers", "director post": "Director of People", "example": "sharing contacts",
    "report": "staff survey", "policy": "equality policy", "system": "network", "body": "board of trustees",
    "gap": "a gap in promotion between ethnic minority and white staff", "form": "online form", "reference": "12/3",
    "stage": "interview", "skill": "a second language", "value": "fairness", "aim": "raise confidence to challenge",
    "evidence": "survey results", "log": "decision log", "tool": "toolkit", "groups": "families",
    "route": "the reporting line", "details": "on the intranet", "step": "pair each ally with a network member",
    "committee": "People Committee", "system partnership": "integrated care board", "method": "observed practice",
    "baseline": "52%", "value name": "Respect", "phone": "01632 960001", "link": "oakfield.org/pay", "lowest": "31,400",
    "highest": "34,900", "time": "9 am", "day and date": "Monday 18 May 2027", "days and times": "9 am to 5 pm",
    "place": "Leeds", "job title": "Estates Manager", "percentage": "8%", "sick pay": "sick pay from day one",
    "so we change": "changed our promotion panels", "counselling line, number": "the counselling line on 0800 123 4567",
}  # fmt: skip


@dataclass
class Tally:
    """What was counted."""

    counts: Counter[str] = field(default_factory=Counter)
    remaining: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    sentences: list[tuple[str, str, str, str]] = field(default_factory=list)


def documents(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES:
            yield path, path.read_bytes()


def evaluate(path: Path, data: bytes, ruleset: Ruleset, settings: Settings, gaps: str, tally: Tally) -> None:
    document = next(iter(read_bytes(data, str(path))))
    if isinstance(document, ReadFailure):
        tally.counts["unreadable"] += 1
        return
    report = audit_document(document, ruleset, settings)
    proposals = gather(
        report, Gaps(document, ruleset, settings).proposal, Wanted(gaps=Severity.ADVICE if gaps else None)
    )
    if gaps == "filled":
        proposals = tuple(map(filled, proposals))
    kept, left_out = resolve(proposals)
    kept, harmful = harmless(report, kept, ruleset, settings)
    tally.counts["left out, would bring a finding"] += len(harmful)
    tally.left_out.update(one.reason for one in harmful)
    tally.counts["documents"] += 1
    tally.counts["overlapping"] += len(left_out)
    writer = import_module(f"policy_audit.writeback.{WRITERS[document.format]}")
    for mode in writer.MODES:
        written = writer.write(
            data, document, proposals if mode == "comments" else kept, Style(mode, "Policy audit", DAY)
        )
        tally.counts[f"copies as {mode}"] += 1
        tally.counts[f"applied as {mode}"] += len(written.applied)
        if mode == "comments":
            check(path, mode, text_of(written.data, path), document.text, tally)
        elif mode == "tracked":
            check_tracked(path, written.data, document, written.applied, tally)
        else:
            check_clean(path, written.data, report, written.applied, ruleset, settings, tally)


def filled(proposal: Proposal) -> Proposal:
    """The proposal with nothing left open in the clause it inserts."""
    if proposal.insertion is None:
        return proposal
    text = re.sub(r"\[([^\[\]]+)\]", filler, proposal.insertion.text)
    return replace(proposal, insertion=replace(proposal.insertion, text=text))


def filler(match: re.Match[str]) -> str:
    before = " ".join(match.string[: match.start()].split()[-2:])
    value = VALUES.get(f"{before} {match[1]}", VALUES.get(match[1].lower(), match[1]))
    return value[:1].upper() + value[1:] if match[1][:1].isupper() else value


def check(path: Path, mode: str, said: str, wanted: str, tally: Tally) -> None:
    if said != wanted:
        tally.counts[f"wrong as {mode}"] += 1
        tally.wrong.append(f"{path.name} {mode}")


def text_of(data: bytes, path: Path) -> str:
    found = next(iter(read_bytes(data, str(path))))
    assert isinstance(found, Document), found
    return found.text


def check_tracked(path: Path, data: bytes, document: Document, applied: tuple[Proposal, ...], tally: Tally) -> None:
    if document.format == "docx":
        check(path, "tracked, rejected", text_of(settled(data, accept=False), path), document.text, tally)
        if all(one.insertion is None for one in applied):
            check(
                path, "tracked, accepted", text_of(settled(data, accept=True), path), expected(document, applied), tally
            )
        return
    source = decode(data).text
    inside = r"<ins>(?:(?!</ins>)(?s:.))*</ins>"
    first = rf"(?:\A|(?<=\n)(?<!\n\n)(?<!\n\r\n)){inside}(?:\r?\n){{2}}"
    html = rf"\n<p>{inside}</p>|<p>{inside}</p>\n"
    gone = re.sub(rf"{first}|(?:\r?\n){{2}}{inside}(?=\s|\Z)|{html}|{inside}", "", source)
    back = re.sub(r"</?del>", "", gone)
    check(path, "tracked, rejected", back, re.sub(r"</?del>", "", document.source), tally)


def check_clean(
    path: Path,
    data: bytes,
    report: DocumentReport,
    applied: tuple[Proposal, ...],
    ruleset: Ruleset,
    settings: Settings,
    tally: Tally,
) -> None:
    document = report.document
    assert document is not None
    again = next(iter(read_bytes(data, str(path))))
    assert isinstance(again, Document)
    if all(one.insertion is None for one in applied):
        check(path, "clean", again.text, expected(document, applied), tally)
    second = audit_document(again, ruleset, settings)
    before = Counter(identity(document, one) for one in report.findings)
    after = Counter(identity(again, one) for one in second.findings)
    edited = [one for one in applied if one.span is not None and one.edits]
    done = Counter(
        identity(document, finding)
        for proposal in edited
        for finding in report.findings
        if finding.rule == proposal.rule and finding.span == proposal.span
    )
    gaps = [one for one in applied if one.insertion is not None or (one.span is not None and is_gap(one, report))]
    open_rules = {finding.rule for finding in second.findings if finding.span is None}
    for proposal in gaps:
        tally.counts["gaps filled"] += 1
        tally.counts["gaps still found"] += proposal.rule in open_rules
        tally.again += [f"{path.name}: {proposal.rule}"] * (proposal.rule in open_rules)
    tally.counts["findings applied"] += sum(done.values())
    for one, times in done.items():
        still = max(0, after[one] - (before[one] - times))
        tally.counts["findings still there"] += still
        tally.remaining += [f"{path.name}: {one}"] * still
    allowed = Counter(rule for rule, _ in (before - done).elements())
    seen = Counter(rule for rule, _ in after.elements())
    # A finding whose own words were edited elsewhere reads otherwise: it is new only where its rule is found more often.
    for one in (after - before).elements():
        if seen[one[0]] > allowed[one[0]]:
            seen[one[0]] -= 1
            if one[0] == OPEN:
                tally.counts["new findings, open placeholder"] += 1
                continue
            tally.counts["new findings"] += 1
            tally.new.append(f"{path.name}: {one}")
    tally.sentences += sentences(path, document, edited)


def is_gap(proposal: Proposal, report: DocumentReport) -> bool:
    return any(finding.rule == proposal.rule and finding.span is None for finding in report.findings)


def identity(document: Document, finding: Finding) -> tuple[str, str]:
    """Rule and folded words: what a finding is, wherever it has moved to."""
    return finding.rule, document.slice(finding.span).lower() if finding.span else ""


def sentences(path: Path, document: Document, edited: list[Proposal]) -> Iterator[tuple[str, str, str, str]]:
    """Document, rule, the words around the edits before and after."""
    seen: set[tuple[Span, ...]] = set()
    for proposal in edited:
        spans = tuple(edit.span for edit in proposal.edits)
        if spans in seen:
            continue
        seen.add(spans)
        start = max(document.text.rfind("\n", 0, spans[0].start) + 1, spans[0].start - 90)
        end = min([document.text.find("\n", spans[-1].end) % (len(document.text) + 1), spans[-1].end + 90])
        before = after = document.text[start:end]
        for edit in reversed(proposal.edits):
            after = after[: edit.span.start - start] + edit.replacement + after[edit.span.end - start :]
        yield path.stem, proposal.rule, before, after


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gaps", action="store_true", help="Insert clauses for missing statements, too.")
    parser.add_argument("--filled", action="store_true", help="With --gaps: fill the placeholders of clauses.")
    parser.add_argument("--list", action="store_true", help="List what remains, what is new and what is wrong.")
    parser.add_argument("--sentences", type=Path, help="Write every edited stretch of text to this CSV file.")
    parser.add_argument("--only", default="", help="Only files whose path holds this.")
    parser.add_argument("--figures", type=Path, help="Keep the counts in this JSON file, beside what is in it.")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print(f"skipped: {arguments.folder} is not there; the evaluation documents are not part of the project")
        return 0
    ruleset, settings, tally = load_ruleset(), Settings(audit_date=DAY), Tally()
    gaps = ("filled" if arguments.filled else "open") if arguments.gaps else ""
    for path, data in documents(arguments.folder):
        if arguments.only in str(path):
            evaluate(path, data, ruleset, settings, gaps, tally)
    if arguments.figures:
        known = json.loads(arguments.figures.read_text()) if arguments.figures.exists() else {}
        known.setdefault("corpus", {})[f"{arguments.folder.name} {arguments.only} {gaps}".strip()] = tally.counts
        arguments.figures.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
    for name, count in sorted(tally.counts.items()):
        print(f"{name:32} {count}")
    applied = tally.counts["findings applied"] + tally.counts["gaps filled"]
    if applied:
        left = sum(tally.counts[name] for name in ("findings still there", "gaps still found", "new findings"))
        print(f"{'applied, gone, nothing new':32} {1 - left / applied:.1%}")
    if tally.counts["gaps filled"]:
        print(f"{'gaps gone':32} {1 - tally.counts['gaps still found'] / tally.counts['gaps filled']:.1%}")
    if arguments.list:
        print(
            *[f"wrong: {one}" for one in tally.wrong],
            *[f"still there: {one}" for one in tally.remaining],
            *[f"gap still found: {one}" for one in tally.again],
            *[f"new: {one}" for one in tally.new],
            *[f"left out {times} times: {reason}" for reason, times in tally.left_out.most_common(12)],
            sep="\n",
        )
    if arguments.sentences:
        with arguments.sentences.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(tally.sentences)
    return 0


if __name__ == "__main__":
    sys.exit(main())
