"""Every edited sentence the tool would write today in the documents of a folder, for reading one by one.

    python tests/evaluation/edits_sentences.py ../shared/corpus --out FILE [--known tests/evaluation/edits_read.csv]

Four sources: edits of findings (named by their rule), weak commitments made firm ("firmer": for gaps, then any of a
document that is no advert), sexed pronouns wherever they stand ("pronoun"), and words of the common table wherever they
stand ("replacement"). Columns: document, rule, words
around the edits before and after, and, where `--known` has the very same row, its verdict.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from edits_corpus import DAY
from edits_corpus import documents

from policy_audit.audit import audit_document
from policy_audit.config import Settings
from policy_audit.extract import ReadFailure
from policy_audit.extract.read import read_bytes
from policy_audit.language.tagger import Tagger
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.suggest.firmer import firmer
from policy_audit.suggest.lookup import surface_forms
from policy_audit.suggest.pronouns import FEMALE
from policy_audit.suggest.pronouns import MALE
from policy_audit.suggest.pronouns import pronoun_edits
from policy_audit.suggest.replacement import replacement_edits
from policy_audit.suggest.verbs import Tags
from policy_audit.types import Document
from policy_audit.types import Edit
from policy_audit.types import Severity
from policy_audit.writeback.gaps import Gaps
from policy_audit.writeback.gather import Wanted
from policy_audit.writeback.gather import gather

# Words shown on either side of the edits.
AROUND = 9
LONGEST = 4
FIELDS = ("document", "rule", "before", "after", "good", "why")
Row = tuple[str, str, str, str]


def rows(name: str, document: Document, ruleset: Ruleset, settings: Settings, tags: Tags) -> Iterator[Row]:
    """The edited sentences of one document."""
    report = audit_document(document, ruleset, settings)
    gaps = Gaps(document, ruleset, settings)
    wording = {finding.rule for finding in report.findings if finding.span is not None}
    for proposal in gather(report, gaps.proposal, Wanted(gaps=Severity.ADVICE)):
        if proposal.edits:
            rule = proposal.rule if proposal.rule in wording else "firmer"
            yield name, rule, *shown(document, proposal.edits)
    for scored in gaps.scored if "job-advert" not in report.kinds.kinds else ():
        suggestion = firmer(scored, gaps.reading, gaps.grammar)
        if suggestion is not None:
            yield name, "firmer", *shown(document, suggestion.edits)
    for edits, rule in probes(gaps, tags):
        yield name, rule, *shown(document, edits)


def probes(gaps: Gaps, tags: Tags) -> Iterator[tuple[tuple[Edit, ...], str]]:
    """Edits of sexed pronouns and of words of the common table, whether or not a rule finds fault with them."""
    reading, grammar = gaps.reading, gaps.grammar
    tokens, known = reading.tokens, surface_forms(grammar)
    for sentence in reading.sentences:
        at = sentence.first
        while at < sentence.last:
            if tokens.words[at] in MALE or tokens.words[at] in FEMALE:
                edits = pronoun_edits(reading, tokens.span(at, at), grammar, tags)
                if edits:
                    yield edits, "pronoun"
                break
            at += 1
        for first in range(sentence.first, sentence.last):
            for last in range(min(first + LONGEST, sentence.last) - 1, first - 1, -1):
                if " ".join(tokens.words[first : last + 1]) in known:
                    options = replacement_edits(reading, tokens.span(first, last), {}, (), tags=tags, grammar=grammar)
                    if options and options[0].edits:
                        yield options[0].edits, "replacement"
                    break


def shown(document: Document, edits: tuple[Edit, ...]) -> tuple[str, str]:
    """The words around edits, before and after."""
    ordered = sorted(edits, key=lambda edit: edit.span)
    text = document.text
    start = text.rfind("\n", 0, ordered[0].span.start) + 1
    end = text.find("\n", ordered[-1].span.end)
    end = len(text) if end < 0 else end
    lead = text[start : ordered[0].span.start].split(" ")[-AROUND:]
    tail = text[ordered[-1].span.end : end].split(" ")[:AROUND]
    opening, closing = " ".join(lead), " ".join(tail)
    start = ordered[0].span.start - len(opening)
    before = text[start : ordered[-1].span.end + len(closing)]
    after = before
    for edit in reversed(ordered):
        after = after[: edit.span.start - start] + edit.replacement + after[edit.span.end - start :]
    return before.strip(), after.strip()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="CSV file to write.")
    parser.add_argument("--known", type=Path, help="CSV file with verdicts.")
    parser.add_argument("--only", default="", help="Only files whose path holds this.")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print(f"skipped: {arguments.folder} is not there; the evaluation documents are not part of the project")
        return 0
    verdicts: dict[Row, tuple[str, str]] = {}
    if arguments.known:
        with arguments.known.open(encoding="utf-8", newline="") as file:
            for one in csv.DictReader(file):
                verdicts[one["document"], one["rule"], one["before"], one["after"]] = one["good"], one["why"]
    ruleset, settings, tags = load_ruleset(), Settings(audit_date=DAY), Tagger().tags
    with arguments.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(FIELDS)
        for path, data in documents(arguments.folder):
            read = next(iter(read_bytes(data, str(path))))
            if arguments.only in str(path) and not isinstance(read, ReadFailure):
                for row in dict.fromkeys(rows(path.stem, read, ruleset, settings, tags)):
                    writer.writerow((*row, *verdicts.get(row, ("", ""))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
