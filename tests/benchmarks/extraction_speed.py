"""Speed of extraction beside pdftotext, PDFium alone and plain pdfplumber, in one run on one machine.

    python tests/benchmarks/extraction_speed.py [FOLDER]

Without FOLDER the files are made in code. CPU seconds of this process and its children; medians of three rounds, the
tools taking turns so that a busy machine slows all of them alike. Only ratios travel between machines.
"""


from __future__ import annotations

import io
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "extract"))

from made_content import sentence
from pdf_maker import Page
from pdf_maker import make_pdf
from word_maker import make_docx
from word_maker import paragraph

from policy_audit.extract.read import read_bytes
from policy_audit.types import Document

ROUNDS = 3


def cpu_seconds() -> float:
    """CPU time of this process and of its finished children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def text_pdf(pages: int = 120) -> bytes:
    """A text-only PDF: a heading, 40 lines and a page number on each page."""
    made = []
    for number in range(pages):
        page = Page().text(72, 780, f"{number + 1} Duties in part {number}", 14, bold=True).text(280, 30, f"Page {number + 1}", 9)
        lines = [sentence(number * 40 + line)[:88] for line in range(40)]
        made.append(page.lines(72, 750, lines, size=10, leading=13))
    return make_pdf(made)


def text_docx(words: int = 100_000) -> bytes:
    """A Word file of about so many words."""
    sentences = [sentence(number) for number in range(words // 20)]
    return make_docx(*[paragraph(one, style="H2" if number % 40 == 0 else "") for number, one in enumerate(sentences)])


def ours(data: bytes, name: str) -> int:
    """Read a document; its number of words."""
    (document,) = read_bytes(data, name)
    assert isinstance(document, Document)
    return len(document.text.split())


def by_pdftotext(data: bytes) -> int:
    """The same by poppler's program."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(["pdftotext", file.name, "-"], capture_output=True, check=True)
    return len(done.stdout.split())


def by_pypdfium2(data: bytes) -> int:
    """The same by PDFium alone: the page's text and nothing about lines, blocks or places."""
    import pypdfium2

    count = 0
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text_page = page.get_textpage()
        count += len(text_page.get_text_range().split())
        text_page.close()
        page.close()
    document.close()
    return count


def by_pdfplumber(data: bytes) -> int:
    """The same by pdfplumber with its defaults."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(io.BytesIO(data)) as document:
        return sum(len((page.extract_text() or "").split()) for page in document.pages)


def timed(tasks: dict[str, Callable[[], int]]) -> dict[str, float]:
    """Median CPU seconds by name; the tasks take turns."""
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, task in tasks.items():
            begun = cpu_seconds()
            assert task() > 0
            seconds[name].append(cpu_seconds() - begun)
    return {name: median(values) for name, values in seconds.items()}


def compare_pdf(files: list[bytes], pages: int) -> dict[str, float]:
    """Pages per CPU second of each tool that is there."""
    tasks: dict[str, Callable[[], int]] = {"policy_audit": lambda: sum(ours(data, "a.pdf") for data in files)}
    if shutil.which("pdftotext"):
        tasks["pdftotext"] = lambda: sum(map(by_pdftotext, files))
    tasks["pypdfium2"] = lambda: sum(map(by_pypdfium2, files))
    small = [make_pdf_head(files[0])]
    tasks["pdfplumber"] = lambda: sum(map(by_pdfplumber, small))
    few = page_count(small[0])
    seconds = timed(tasks)
    return {name: (few if name == "pdfplumber" else pages) / value for name, value in seconds.items()}


def make_pdf_head(data: bytes) -> bytes:
    """The first ten pages of a PDF, as pdfplumber takes its time."""
    import pypdfium2

    source, head = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    head.import_pages(source, list(range(min(10, len(source)))))
    out = io.BytesIO()
    head.save(out)
    return out.getvalue()


def page_count(data: bytes) -> int:
    """Number of pages of a PDF."""
    import pypdfium2

    return len(pypdfium2.PdfDocument(data))


def main() -> None:
    """Print the figures."""
    files = [path.read_bytes() for path in sorted(Path(sys.argv[1]).rglob("*.pdf"))] if len(sys.argv) > 1 else [text_pdf()]
    pages = sum(map(page_count, files))
    ours(text_pdf(1), "warm.pdf")
    rates = compare_pdf(files, pages)
    for name, rate in rates.items():
        print(f"{name:14} {rate:8.0f} pages per CPU second   ours is {rates['policy_audit'] / rate:.2f} times as fast")
    word = text_docx()
    count = ours(word, "a.docx")
    seconds = timed({"docx": lambda: ours(word, "a.docx")})["docx"]
    print(f"{'docx':14} {count / seconds * 60 / 1e6:8.1f} million words per CPU minute")


if __name__ == "__main__":
    main()
