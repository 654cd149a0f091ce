"""Word copies of every document of a folder, in each mode, checked through LibreOffice and part by part.

    python tests/evaluation/edits_office.py ../shared/corpus [--limit N] [--figures tests/evaluation/edits_figures.json]

Word files are taken as they are; of every other document a Word form is made first, so that each document is written
back to. With clauses for all gaps:

- rejecting all in LibreOffice gives the text of the source, accepting all that of the clean copy;
- rejecting and accepting by the rules of the format gives the source's text and the edited text;
- the comments of a commented copy are all found by LibreOffice, and its text is the source's;
- parts of the package that were not edited keep their bytes, earlier comments and changes their words;
- no error against the schema that the source does not have (needs the package openxml-audit, otherwise left out).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "writeback"), str(Path(__file__).resolve().parent)]

from copies import expected
from copies import parts
from copies import settled
from edits_corpus import DAY
from edits_corpus import documents
from edits_corpus import text_of
from lxml import etree
from office import WORD
from office import Job
from office import carry_out
from office import office
from word_forms import word_form

from policy_audit.audit import audit_document
from policy_audit.config import Settings
from policy_audit.extract import ReadFailure
from policy_audit.extract.read import read_bytes
from policy_audit.extract.word_leaves import W
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.types import Severity
from policy_audit.writeback import word
from policy_audit.writeback.gaps import Gaps
from policy_audit.writeback.gather import Wanted
from policy_audit.writeback.gather import gather
from policy_audit.writeback.places import paragraph_range
from policy_audit.writeback.resolve import resolve
from policy_audit.writeback.values import Style

AUTHOR = "Policy audit"
# Files for one run of LibreOffice: it may die of a file, and then loses only these.
BATCH = 40
# Of Word forms made by us, which are all alike, every so many goes through the schema.
EVERY = 10
COMMENTS = re.compile(r"word/comments\d*\.xml")
DECLARED = ("[Content_Types].xml", "word/_rels/document.xml.rels")


@dataclass
class Tally:
    """How many checks were made and held, by name; and what did not."""

    made: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def check(self, name: str, document: str, holds: bool) -> None:
        self.made[name] += 1
        self.held[name] += holds
        if not holds:
            self.wrong.append(f"{name}: {document}")


@dataclass(frozen=True)
class Copies:
    """A Word file and its copies."""

    name: str
    source: bytes
    comments: bytes
    tracked: bytes
    clean: bytes
    remarks: int
    changed: frozenset[str]
    native: bool


def copies_of(folder: Path, ruleset: Ruleset, settings: Settings, only: str, tally: Tally) -> Iterator[Copies]:
    """The copies of every document; what can be said without LibreOffice is checked on the way."""
    for path, data in documents(folder):
        read = next(iter(read_bytes(data, str(path))))
        if only not in str(path) or isinstance(read, ReadFailure) or not read.text.strip():
            continue
        source = data if path.suffix == ".docx" else word_form(read)
        name = f"{path.stem}.docx"
        document = next(iter(read_bytes(source, name)))
        assert not isinstance(document, ReadFailure)
        report = audit_document(document, ruleset, settings)
        gaps = Gaps(document, ruleset, settings).proposal
        proposals = gather(report, gaps, Wanted(gaps=Severity.ADVICE))
        kept, _ = resolve(proposals)
        made = {mode: word.write(source, document, kept, Style(mode, AUTHOR, DAY)) for mode in word.MODES}
        tally.check(
            "rejecting all by the rules gives the source",
            name,
            _said(made["tracked"].data, name, False) == document.text,
        )
        clean = text_of(made["clean"].data, Path(name))
        tally.check(
            "accepting all by the rules gives the clean copy", name, _said(made["tracked"].data, name, True) == clean
        )
        if all(one.insertion is None for one in made["clean"].applied):
            tally.check("the clean copy is the edited text", name, clean == expected(document, made["clean"].applied))
        tally.check(
            "comments leave the text as it is", name, text_of(made["comments"].data, Path(name)) == document.text
        )
        touched = frozenset(
            place.part
            for one in made["clean"].applied
            for edit in one.edits
            if (place := paragraph_range(document, edit.span)) is not None
        )
        if any(one.insertion for one in made["clean"].applied):
            touched |= {"word/document.xml"}
        yield Copies(
            name,
            source,
            made["comments"].data,
            made["tracked"].data,
            made["clean"].data,
            len(made["comments"].applied),
            touched,
            source is data,
        )


def _said(data: bytes, name: str, accept: bool) -> str:
    return text_of(settled(data, accept=accept), Path(name))


def check_package(one: Copies, tally: Tally) -> None:
    """Bytes of the parts not edited; words of earlier comments and changes."""
    before = parts(one.source)
    for mode in ("comments", "tracked", "clean"):
        after = parts(getattr(one, mode))
        allowed = set(DECLARED) | {"word/document.xml"} if mode == "comments" else set(one.changed)
        kept = all(
            after.get(name) == content
            or name in allowed
            or (mode == "comments" and COMMENTS.fullmatch(name))
            or (mode != "comments" and name.startswith(("word/header", "word/footer")) and one.changed)
            for name, content in before.items()
        )
        new = {name for name in after if name not in before}
        tally.check(
            "parts not edited keep their bytes",
            f"{one.name} {mode}",
            kept and all(COMMENTS.fullmatch(name) for name in new),
        )
        if earlier(before):
            kept = not earlier(before) - earlier(after)
            tally.check("earlier comments and changes are there", f"{one.name} {mode}", kept)


def earlier(files: dict[str, bytes]) -> Counter[tuple[str, str]]:
    """Words of comments and changes of all authors but us, letter by letter: a change may be parted, not reworded."""
    found: Counter[tuple[str, str]] = Counter()
    for name, content in files.items():
        if not re.fullmatch(r"word/(?:document|comments\d*|header\d*|footer\d*|footnotes|endnotes)\.xml", name):
            continue
        for element in etree.fromstring(content).iter(f"{W}comment", f"{W}ins", f"{W}del"):
            author = element.get(f"{W}author", "")
            if author != AUTHOR:
                text = "".join(one.text or "" for one in element.iter(f"{W}t", f"{W}delText"))
                found.update((f"{etree.QName(element).localname} {author}", letter) for letter in text)
    return found


def check_office(batch: list[Copies], folder: Path, tally: Tally) -> None:
    """One run of LibreOffice for several documents."""
    jobs: list[Job] = []
    for number, one in enumerate(batch):
        for mode, command in WANTED:
            file = folder / f"{number}-{mode}.docx"
            file.write_bytes(getattr(one, mode))
            target = folder / f"{number}-{mode}-{command}.docx"
            target.unlink(missing_ok=True)
            jobs.append(Job(file, target, command, WORD))
    carry_out(jobs, folder, timeout=60 * BATCH)
    for number, one in enumerate(batch):
        said = {(mode, command): _settled_text(folder / f"{number}-{mode}-{command}.docx") for mode, command in WANTED}
        tally.check("LibreOffice opens every copy", one.name, None not in said.values())
        if None in said.values():
            continue
        source, clean = said["source", "Reject"], said["clean", "Accept"]
        tally.check("LibreOffice: rejecting all gives the source", one.name, said["tracked", "Reject"] == source)
        tally.check("LibreOffice: accepting all gives the clean copy", one.name, said["tracked", "Accept"] == clean)
        tally.check(
            "LibreOffice: a commented copy says what the source says", one.name, said["comments", "Reject"] == source
        )
        found = _comments(folder / f"{number}-comments-Reject.docx") - _comments(
            folder / f"{number}-source-Reject.docx"
        )
        tally.check("LibreOffice finds every comment", one.name, found == one.remarks)


WANTED = (
    ("source", "Reject"),
    ("tracked", "Reject"),
    ("tracked", "Accept"),
    ("clean", "Accept"),
    ("comments", "Reject"),
)


def _settled_text(file: Path) -> str | None:
    """What a file says, headers and notes with it; blanks folded, which LibreOffice does not always keep."""
    return " ".join(text_of(file.read_bytes(), file).split()) if file.is_file() else None


def _comments(file: Path) -> int:
    return sum(
        content.count(b"<w:comment ") for name, content in parts(file.read_bytes()).items() if COMMENTS.fullmatch(name)
    )


def check_schema(one: Copies, folder: Path, tally: Tally) -> None:
    """Errors against the schema of WordprocessingML that the source does not have."""
    try:
        from openxml_audit import OpenXmlValidator
    except ImportError:
        return
    found: dict[str, Counter[str]] = {}
    for mode in ("source", "comments", "tracked", "clean"):
        file = folder / f"schema-{mode}.docx"
        file.write_bytes(getattr(one, mode))
        errors = OpenXmlValidator(max_errors=0).validate(str(file)).errors
        found[mode] = Counter(str(error.description) for error in errors)
    for mode in ("comments", "tracked", "clean"):
        new = set(found[mode]) - set(found["source"])
        tally.check("no new error against the schema", f"{one.name} {mode} {sorted(new)[:3]}", not new)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="Only files whose path holds this.")
    parser.add_argument("--limit", type=int, default=0, help="Only the first so many documents.")
    parser.add_argument("--figures", type=Path, help="Write the figures into this JSON file, beside what is in it.")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir() or office() is None:
        print(f"skipped: {arguments.folder} or LibreOffice is not there")
        return 0
    tally, ruleset, settings = Tally(), load_ruleset(), Settings(audit_date=DAY)
    with tempfile.TemporaryDirectory() as temporary:
        folder, batch, seen = Path(temporary), [], 0
        for one in copies_of(arguments.folder, ruleset, settings, arguments.only, tally):
            seen += 1
            check_package(one, tally)
            if one.native or seen % EVERY == 0:
                check_schema(one, folder, tally)
            batch.append(one)
            if len(batch) == BATCH or seen == arguments.limit:
                check_office(batch, folder, tally)
                batch = []
            if seen == arguments.limit:
                break
        if batch:
            check_office(batch, folder, tally)
    figures = {name: [tally.held[name], made] for name, made in tally.made.items()}
    for name, (held, made) in figures.items():
        print(f"{name:60} {held} of {made} ({held / made:.1%})")
    print(*tally.wrong, sep="\n")
    if arguments.figures:
        known = json.loads(arguments.figures.read_text()) if arguments.figures.exists() else {}
        arguments.figures.write_text(
            json.dumps(known | {"office": {"documents": seen, "checks": figures}}, indent=1) + "\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
