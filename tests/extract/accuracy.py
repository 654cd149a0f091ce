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

from made_content import as_docx
from made_content import as_html
from made_content import as_markdown
from made_content import as_text
from made_content import made_content
from made_content import words

from policy_audit.extract.read import read_bytes
from policy_audit.extract.read import read_documents
from policy_audit.types import Document


@dataclass(frozen=True)
class Score:
    """Shares of the source's words that came back, and that came back in order."""

    recall: float
    order: float
    precision: float


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
