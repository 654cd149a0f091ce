"""Measures extraction against documents whose words are known: recall and order, by format.

    python tests/extract/accuracy.py            documents made in code, in every format that can be made here
    python tests/extract/accuracy.py FOLDER     files of FOLDER as well: .md, .html and .docx against other readers,
                                                and every .docx against what LibreOffice makes of it

Word recall is the share of the source's words (as a multiset) that come back; order recall the share that comes back in
the right order (longest matching blocks of difflib). Formats other than Markdown, text, HTML and Word are printed by
LibreOffice and skipped where it is not installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from word_maker import make_docx
from word_maker import paragraph
from word_maker import table

from policy_audit.extract.read import read_bytes
from policy_audit.extract.read import read_documents
from policy_audit.types import Document

WORD = re.compile(r"[^\W_]+")
SUBJECTS = [
    "managers",
    "trustees",
    "directors",
    "volunteers",
    "colleagues",
    "applicants",
    "contractors",
    "advisers",
    "members",
]
VERBS = ["review", "support", "record", "challenge", "publish", "discuss", "measure", "explain", "improve", "protect"]
OBJECTS = [
    "adjustments",
    "complaints",
    "vacancies",
    "outcomes",
    "training",
    "contracts",
    "promotions",
    "workloads",
    "meetings",
    "policies",
]
TIMES = [
    "every year",
    "within ten working days",
    "before each appointment",
    "at the next board meeting",
    "without delay",
]


@dataclass(frozen=True)
class Content:
    """A document's content by kind, in order: ("heading 1" … "list" … "table" …, text or rows)."""

    parts: tuple[tuple[str, object], ...]

    def words(self) -> list[str]:
        """All words, in reading order."""
        return [word for kind, value in self.parts for word in words(_flat(kind, value))]


@dataclass(frozen=True)
class Score:
    """Shares of the source's words that came back, and that came back in order."""

    recall: float
    order: float
    precision: float


def words(text: str) -> list[str]:
    """Words for comparison: letters and digits, lower case."""
    return WORD.findall(text.lower())


def _flat(kind: str, value: object) -> str:
    if kind == "table":
        return " ".join(" ".join(row) for row in value)  # type: ignore[attr-defined]
    return str(value)


def sentence(number: int) -> str:
    """A sentence of its own for every number."""
    subject, verb = SUBJECTS[number % 9], VERBS[number % 10]
    thing, time = OBJECTS[(number // 3) % 10], TIMES[number % 5]
    return f"Under clause {number} our {subject} must {verb} all {thing} of the organisation {time}, and they tell the people affected why."


def made_content(sections: int = 12) -> Content:
    """A policy with a title, sections, paragraphs, lists and a table in every third section."""
    parts: list[tuple[str, object]] = [("heading 1", "Fairness and Dignity Policy")]
    for number in range(1, sections + 1):
        parts.append(("heading 2", f"Duties of {SUBJECTS[number % 9]} in part {number}"))
        parts += [
            ("paragraph", " ".join(sentence(number * 40 + step * 5 + one) for one in range(4))) for step in range(3)
        ]
        parts += [("list", sentence(number * 40 + 20 + one)) for one in range(3)]
        if number % 3 == 0:
            rows = [["Action", "Owner", "By when"]]
            rows += [[sentence(number * 40 + 30 + one), SUBJECTS[one].title(), f"May {2026 + one}"] for one in range(3)]
            parts.append(("table", rows))
    return Content(tuple(parts))


def as_markdown(content: Content) -> bytes:
    """The content as Markdown."""
    lines = []
    for kind, value in content.parts:
        if kind.startswith("heading"):
            lines.append(f"{'#' * int(kind[-1])} {value}")
        elif kind == "list":
            lines.append(f"- {value}")
        elif kind == "table":
            rows = ["| " + " | ".join(row) + " |" for row in value]  # type: ignore[attr-defined]
            lines.append("\n".join([rows[0], "|---|---|---|", *rows[1:]]))
        else:
            lines.append(f"**{str(value)[:20]}**{str(value)[20:]}")
    return "\n\n".join(lines).encode()


def as_html(content: Content) -> bytes:
    """The content as HTML."""
    tags = {"list": "li", "paragraph": "p"}
    out = ["<!DOCTYPE html><html><body><main>"]
    for kind, value in content.parts:
        if kind == "table":
            rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in value)  # type: ignore[attr-defined]
            out.append(f"<table>{rows}</table>")
        else:
            tag = f"h{kind[-1]}" if kind.startswith("heading") else tags[kind]
            out.append(f"<{tag}>{value}</{tag}>")
    return "\n".join([*out, "</main></body></html>"]).encode()


def as_text(content: Content) -> bytes:
    """The content as plain text wrapped at 78 columns."""
    import textwrap

    out = []
    for kind, value in content.parts:
        lead = "- " if kind == "list" else ""
        out.append("\n".join(textwrap.wrap(lead + _flat(kind, value), 78, subsequent_indent="  " if lead else "")))
    return "\n\n".join(out).encode()


def as_docx(content: Content, columns: int = 1, header: bool = False) -> bytes:
    """The content as Word, in columns and with a running header if wanted."""
    body = []
    for kind, value in content.parts:
        if kind.startswith("heading"):
            body.append(paragraph(str(value), style=f"H{kind[-1]}"))
        elif kind == "list":
            body.append(paragraph(str(value), number=(2, 0)))
        elif kind == "table":
            borders = "".join(
                f'<w:{side} w:val="single" w:sz="4"/>'
                for side in ("top", "left", "bottom", "right", "insideH", "insideV")
            )
            body.append(
                table(*value).replace("<w:tblPr/>", f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>")
            )  # type: ignore[misc]
        else:
            body.append(paragraph(str(value)))
    # Word asks for a paragraph after a table that ends the text.
    body.append(paragraph())
    edges = '<w:headerReference w:type="default" r:id="rId3"/>' if header else ""
    body.append(
        f'<w:sectPr>{edges}<w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="{columns}" w:space="700"/></w:sectPr>'
    )
    return make_docx(*body, parts={"header": paragraph("Acme Limited confidential")} if header else None)


def score(source: list[str], found: list[str]) -> Score:
    """Compare two lists of words."""
    common = sum((Counter(source) & Counter(found)).values())
    matched = sum(block.size for block in SequenceMatcher(None, source, found, autojunk=False).get_matching_blocks())
    return Score(common / max(len(source), 1), matched / max(len(source), 1), common / max(len(found), 1))


def body_words(document: Document) -> list[str]:
    """The words of a document, running headers and footers apart."""
    text = " ".join(document.slice(block.span) for block in document.blocks if block.region not in ("header", "footer"))
    return words(text)


def read_words(data: bytes, name: str) -> list[str]:
    """The words of the one document these bytes hold."""
    (document,) = read_bytes(data, name)
    if not isinstance(document, Document):
        raise SystemExit(f"{name}: {document.error.message}")
    return body_words(document)


def convert(data: bytes, suffix: str, targets: list[str]) -> dict[str, bytes]:
    """A document in other formats, by LibreOffice; {} where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"source.{suffix}")
        source.write_bytes(data)
        results = {}
        for target in targets:
            profile = Path(folder, "profile").as_uri()
            command = [
                program,
                f"-env:UserInstallation={profile}",
                "--headless",
                "--convert-to",
                target,
                "--outdir",
                folder,
                str(source),
            ]
            subprocess.run(command, capture_output=True, check=False, timeout=120)
            made = Path(folder, f"source.{target.split(':')[0]}")
            if made.is_file() and made != source:
                results[target.split(":")[0]] = made.read_bytes()
        return results


def measure() -> Iterator[tuple[str, Score]]:
    """Name of the format and score, for the content made here."""
    content = made_content()
    source = content.words()
    yield "md", score(source, read_words(as_markdown(content), "a.md"))
    yield "txt", score(source, read_words(as_text(content), "a.txt"))
    yield "html", score(source, read_words(as_html(content), "a.html"))
    yield "docx", score(source, read_words(as_docx(content), "a.docx"))
    for name, data in convert(as_docx(content), "docx", ["odt", "rtf", "doc", "html", "pdf"]).items():
        yield f"{name} by LibreOffice", score(source, read_words(data, f"a.{name}"))
    for name, data in convert(as_docx(content, columns=2, header=True), "docx", ["pdf"]).items():
        yield f"{name}, two columns and header", score(source, read_words(data, f"a.{name}"))


def measure_folder(folder: Path) -> Iterator[tuple[str, Score]]:
    """Every .docx of a folder against what LibreOffice makes of it, and the folder's own PDF twins."""
    for path in sorted(folder.rglob("*.docx")):
        for document in read_documents(path):
            if isinstance(document, Document):
                source = body_words(document)
                for name, data in convert(path.read_bytes(), "docx", ["odt", "rtf", "pdf"]).items():
                    yield f"{path.name} as {name}", score(source, read_words(data, f"a.{name}"))


def words_of_source(path: Path) -> list[str]:
    """The words of a Markdown, HTML or Word file by another reader: markdown-it and lxml, none of our code."""
    from lxml import etree
    from lxml import html

    data = path.read_bytes()
    if path.suffix == ".docx":
        import zipfile

        space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
        etree.strip_elements(root, f"{space}del", "{*}Fallback", with_tail=False)
        paragraphs = ["".join(one.itertext(f"{space}t")) for one in root.iter(f"{space}p")]
        return words(" ".join(paragraphs))
    text = data.decode("utf-8", "replace")
    if path.suffix == ".md":
        from markdown_it import MarkdownIt

        text = re.sub(r"\A---\n.*?\n---\n", "", text.replace("\r\n", "\n"), flags=re.S)
        text = f"<body>{MarkdownIt('commonmark').enable(['table', 'strikethrough']).render(text)}</body>"
    root = html.document_fromstring(text)
    hidden = [one for one in root.iter() if isinstance(one.tag, str) and "hidden" in one.attrib]
    etree.strip_elements(root, "script", "style", "noscript", "template", "head", etree.Comment, with_tail=False)
    for one in hidden:
        if one.getparent() is not None:
            one.drop_tree()
    return words(" ".join(root.itertext()))


def measure_sources(folder: Path, suffix: str) -> Iterator[tuple[str, Score]]:
    """Every file of a folder of this suffix against another reader's words."""
    for path in sorted(folder.rglob(f"*{suffix}")):
        source = words_of_source(path)
        found = [one for one in read_documents(path) if isinstance(one, Document)]
        ours = [
            word for one in found for block in one.blocks for word in words(f"{block.marker} {one.slice(block.span)}")
        ]
        if source:
            yield path.name, score(source, ours)


def summed(name: str, rows: list[tuple[str, Score]]) -> Iterator[tuple[str, Score]]:
    """The mean and the lowest of many scores."""
    if rows:
        scores = [one for _, one in rows]
        count = len(scores)
        mean = [sum(getattr(one, field) for one in scores) / count for field in ("recall", "order", "precision")]
        yield f"{count} {name} files, mean", Score(*mean)
        lowest, one = min(rows, key=lambda row: row[1].order)
        yield f"   lowest: {lowest}", one


def main() -> None:
    """Print the table."""
    rows = list(measure())
    for argument in sys.argv[1:]:
        for suffix in (".md", ".html", ".docx"):
            rows += summed(suffix, list(measure_sources(Path(argument), suffix)))
        rows += measure_folder(Path(argument))
    print(f"{'format':44} recall  order   precision")
    for name, one in rows:
        print(f"{name:44} {one.recall:.4f}  {one.order:.4f}  {one.precision:.4f}")


if __name__ == "__main__":
    main()
